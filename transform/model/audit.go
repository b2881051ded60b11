package model

import (
	"context"
	"fmt"
	"strings"
)

// Breach is an audit that found rows which should not be there.
type Breach struct {
	Table string
	Audit string // what was asked of every row
	Rows  int64  // rows that break it
}

func (b Breach) String() string {
	return fmt.Sprintf("%s: %d rows break %q", b.Table, b.Rows, b.Audit)
}

// Audit checks what a model promises of its rows: its grain is unique and not
// null, and each of its audit lines holds. It reads the table as it was
// published to staging.
func Audit(ctx context.Context, db *DB, m Model) ([]Breach, error) {
	if m.IsView() {
		return nil, nil
	}
	var breaches []Breach
	check := func(audit, query string) error {
		var n int64
		if err := db.QueryRow(ctx, query).Scan(&n); err != nil {
			return fmt.Errorf("audit %s (%s): %w", m.Table, audit, err)
		}
		if n > 0 {
			breaches = append(breaches, Breach{Table: m.Table, Audit: audit, Rows: n})
		}
		return nil
	}
	if grain := m.Grain(); len(grain) > 0 {
		cols := strings.Join(quoteAll(grain), ", ")
		nulls := strings.Join(quoteAll(grain), " is null or ") + " is null"
		query := fmt.Sprintf("select count(*) filter (where %s) + (count(*) - count(distinct (%s))) from %s", nulls, cols, qualified(m.Table))
		if err := check("grain unique and not null: "+m.Header["grain"], query); err != nil {
			return nil, err
		}
	}
	for _, audit := range m.Audits {
		query := fmt.Sprintf("select count(*) from %s where not coalesce((%s), false)", qualified(m.Table), audit)
		if err := check(audit, query); err != nil {
			return nil, err
		}
	}
	return breaches, nil
}
