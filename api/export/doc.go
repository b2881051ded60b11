// Package export writes tabular answers as files: CSV, Parquet, an Arrow stream,
// a workbook. A table is described once, by its columns and by where it comes
// from, and each format says all of it in its own way; rows come one by one, so that
// a file of any length takes the memory of a few thousand rows.
//
// It knows nothing of what it writes, and computes no figure: what a caller may
// see is settled before. Start with Table.
package export
