// Package columns reads columns of a published table out of its Parquet files, row
// by row and on every processor: what a server holds in memory of all of France's
// offers has to be there in seconds, where an engine's answer, which its driver
// boxes value by value, takes a minute and twice the memory.
//
// It reads what DuckDB wrote and nothing else: plain columns and lists of plain
// values. It filters nothing and joins nothing: that is SQL's.
//
// Start with Read.
package columns
