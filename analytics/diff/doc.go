// Package diff says what differs between two published nights: which indicators
// moved and by how much, which tables and sources grew or shrank, and why, as
// far as their manifests and tables can tell. It reads published tables only, of
// a pruned night its indicators, and decides nothing: package analytics audits a
// night before it is published.
//
// Start with Nights.
package diff
