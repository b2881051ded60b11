// Package reference holds the official nomenclatures that everything else is
// read against: trades (ROME), job titles, skills, near trades, places, sectors
// and agencies.
//
// A small set, made by hand, is built in (Embedded): the demo and the tests use
// it. Import reads the official files of a site into the lake, and Load gives
// what was imported last. Nothing here knows a source, a business rule or DuckDB;
// SQL reads a set as the Parquet files of WriteParquet.
//
// Start with Set, then Load; files.go says which official files are recognised.
package reference
