// Package analytics turns the conformed tables into the products: attractivity,
// pools and performance. Build makes tonight's tables and audits them; Snapshot
// opens a published one and answers from memory.
//
// It never reads a source, never speaks HTTP. Start with Build and Store.
package analytics
