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
// published to staging. Files that a table of facts carries on from the night before
// were audited when they were written: of those, only that none of tonight's rows
// is in them too.
func Audit(ctx context.Context, db *DB, m Model, t Table) ([]Breach, error) {
	if m.IsView() || t.addsNoRow() {
		return nil, nil
	}
	a := auditor{db: db, model: m, rows: qualified(m.Table)}
	grain := strings.Join(quoteAll(m.Grain()), ", ")
	if carried := t.carried(); len(carried) > 0 {
		a.rows = "(select * from " + a.rows + " limit 0)"
		if fresh := t.written(); len(fresh) > 0 {
			a.rows = readParquet(fresh)
		}
		if grain != "" {
			a.check(ctx, "carried files hold none of tonight's rows",
				fmt.Sprintf("select count(*) from (select %[1]s from %[2]s) as carried semi join (select %[1]s from %[3]s) as fresh using (%[1]s)", grain, readParquet(carried), a.rows))
		}
	}
	if grain != "" {
		nulls := strings.Join(quoteAll(m.Grain()), " is null or ") + " is null"
		a.check(ctx, "grain unique and not null: "+m.Header["grain"],
			fmt.Sprintf("select count(*) filter (where %s) + (count(*) - count(distinct (%s))) from %s as t", nulls, grain, a.rows))
	}
	a.checkRows(ctx)
	return a.breaches, a.err
}

type auditor struct {
	db       *DB
	model    Model
	rows     string // what is audited
	breaches []Breach
	err      error // the first
}

// check runs a SELECT that counts the rows which break an audit.
func (a *auditor) check(ctx context.Context, audit, query string) {
	var n int64
	if a.err != nil {
		return
	}
	if err := a.db.QueryRow(ctx, query).Scan(&n); err != nil {
		a.err = fmt.Errorf("audit %s (%s): %w", a.model.Table, audit, err)
	}
	if n > 0 {
		a.breaches = append(a.breaches, Breach{Table: a.model.Table, Audit: audit, Rows: n})
	}
}

// checkRows counts, in one reading, the rows that break each of the audits of a row.
func (a *auditor) checkRows(ctx context.Context) {
	audits := a.model.Audits
	if a.err != nil || len(audits) == 0 {
		return
	}
	holds, counts := make([]string, len(audits)), make([]string, len(audits))
	broken, into := make([]int64, len(audits)), make([]any, len(audits))
	for i, audit := range audits {
		holds[i] = fmt.Sprintf("coalesce((%s), false) as a%d", audit, i)
		counts[i] = fmt.Sprintf("count(*) filter (where not a%d)", i)
		into[i] = &broken[i]
	}
	query := fmt.Sprintf("select %s from (select %s from %s as t) as audited", strings.Join(counts, ", "), strings.Join(holds, ", "), a.rows)
	if err := a.db.QueryRow(ctx, query).Scan(into...); err != nil {
		a.err = fmt.Errorf("audit %s (%s): %w", a.model.Table, strings.Join(audits, "; "), err)
		return
	}
	for i, n := range broken {
		if n > 0 {
			a.breaches = append(a.breaches, Breach{Table: a.model.Table, Audit: audits[i], Rows: n})
		}
	}
}
