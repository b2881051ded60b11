// Package attractivity computes the widget « Attractivité de l'offre »: the SQL
// files say what is published each night, the Go code answers for one offer from
// memory. It never queries DuckDB to answer a call.
package attractivity
