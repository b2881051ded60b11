// Package performance computes the indicators of the service commitments (ENT1,
// ENT2, ENT3): one SQL file an indicator, whose header is its published
// definition, its golden case beside it. Each counts once by agency and month;
// agency_place and period_month roll that up, so that every level and period
// adds up to the unit. indicator.sql gathers them with targets, ranks and the
// values to compare with.
//
// The Go part answers from memory and never reads a table. Start with
// indicator.sql, then Index.
package performance
