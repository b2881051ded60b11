// Package ingest brings the files of the inbox into the lake: it reads each source
// in its wire formats, checks every record against its contract, writes the good
// ones as raw Parquet and the others to quarantine with why.
//
// A source is one file (offre.go, demandeur.go …): the row struct, whose tags are
// the contract, its checks, and a line in Sources. Everything else is the generic
// engine: open and split a file (open.go, split.go, csv.go, parquet.go), decode
// its records by the struct's plan (plan.go, decode.go), check them (check.go,
// batch.go), take them apart into columns (columns.go, dictionary.go), encode those
// as Parquet (pipeline.go, chunk.go, page.go, write.go), and publish the file whole or not at
// all (load.go). README.md lists every source.
//
// It never writes a column that a struct does not list, never keeps a raw
// identifier of a person, never loads half a file, never decides between versions
// of a record (transform does), and never opens DuckDB.
//
// Start with Run.
package ingest
