// Package calendar says on which days and hours the agencies work: French public
// holidays, from the calendar library that it alone imports, and the opening hours,
// which are rules.
//
// It writes a table and computes no delay: SQL does, by joins with ref.working_day.
// The eleven public holidays of the whole country count; those of Alsace-Moselle and
// of overseas do not. Start with Table.
package calendar
