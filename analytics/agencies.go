package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
)

//go:embed load/agency_list.sql
var agencyListSQL string

// AgencyRow is an agency in the list of all.
type AgencyRow struct {
	Code, Label, Department, Region string // names of the places, "" when they are not known
}

// Agencies lists the agencies, by region and department; those of no known region last.
func (s *Snapshot) Agencies(ctx context.Context) ([]AgencyRow, error) {
	var all []AgencyRow
	err := each(ctx, s.db, agencyListSQL, func(r *sql.Rows) error {
		return appendRow(r, &all, func(a *AgencyRow) []any { return []any{&a.Code, &a.Label, &a.Department, &a.Region} })
	})
	if err != nil {
		return nil, fmt.Errorf("list agencies: %w", err)
	}
	return all, nil
}
