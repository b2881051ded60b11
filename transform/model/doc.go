// Package model runs plain SQL files on DuckDB.
//
// A model is one .sql file: header lines (`-- key: value`), then one SELECT.
// Its table is its path: core/offer.sql is core.offer. What it reads and which
// rules it uses are read off DuckDB's own parse tree, never declared.
// Build writes each model to Parquet in staging and reads it back from there,
// so every later model, every audit and the server read the same bytes.
//
// What SQL cannot say goes through Go: the header names a function (Through),
// which gets the rows of the SELECT and emits those of the table.
//
// Its charter: no templates, no adapters, no configuration file, no plug-ins,
// no declared dependencies, no values pasted into SQL. Rules are macros
// (rule_activation_min_offers()), the run's date is as_of().
//
// open.go is the only file of the project that names the DuckDB driver.
// Start with Load, then Build.
package model
