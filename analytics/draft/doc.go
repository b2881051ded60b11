// Package draft conforms an offer that is in no table: a draft, or an offer of the
// snapshot with changes. It goes through what the night's offers go through: the
// reader and the checks of ingest, then the SQL models, run for one row in an
// in-memory DuckDB beside the snapshot's nomenclatures. So no rule is written twice.
//
// It never keeps a draft: its row lives in a transaction that is rolled back, is
// written to no file and named in no log.
//
// Start with Open and Desk.Changed.
package draft
