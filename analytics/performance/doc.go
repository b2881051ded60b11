// Package performance computes the indicators of the service commitments: one SQL
// file of schema unit an indicator, whose header is its published definition, its
// golden case beside it. It gives units by agency, month and cuts. Go adds them up,
// for any level, period and cut, and estimates: values, intervals, medians, ranks,
// targets. performance.indicator goes through the same code at night, so tables and
// answers agree.
//
// It answers from memory and never reads a table after it is loaded. Start with
// unit/ent1.sql, then Index.Answer.
package performance
