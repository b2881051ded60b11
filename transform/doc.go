// Package transform turns raw records into conformed tables: one table a noun,
// English names, one version of each record, the reference's keys. It holds SQL
// files and nothing of what the products mean: no indicator, no score.
//
// stg picks the version of each record that counts on the as-of date; core is
// what analysts and the products read; channel is what the rules of its channel
// of deposit decide of an offer. What SQL cannot say goes through Go (through.go).
// Start with core/offer.sql.
package transform
