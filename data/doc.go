// Package data says what is on disk: where the lake keeps its files, how a
// file becomes durable, and how a snapshot is published so that no reader ever
// sees half of one.
//
// It never reads a source, never knows a business rule and never opens DuckDB.
// Start with Lake (paths), then Publish (the protocol) and Current (the read side).
//
// The subpackages hold what every stage shares: rules (each business constant,
// once), labels (reading the French labels of the wire format), reference
// (official nomenclatures) and sample (a made-up country in the wire formats).
package data
