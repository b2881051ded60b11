package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"

	"golang.org/x/sync/errgroup"

	"vigie/analytics/columns"
	"vigie/analytics/performance"
	"vigie/transform/model"
)

var (
	//go:embed load/frozen_figures.sql
	frozenFiguresSQL string
	//go:embed load/definitions.sql
	definitionsSQL string
)

// observedTable holds the units of every indicator without cuts.
const observedTable = "unit.observed"

// indicatorTables are those that the indicators of a snapshot are read from, cuts apart.
var indicatorTables = []string{observedTable, "performance.agency_place", "performance.period_month", "performance.cut_label", "ref.target", "ref.indicator"}

// loadPerformance fills the indicators' index with what needs no cut.
func loadPerformance(ctx context.Context, db *model.DB, files func(table string) []string, id, asOf string) (*performance.Index, error) {
	definitions, err := performance.Definitions()
	if err != nil {
		return nil, err
	}
	night, err := saidOf(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("load indicators: %w", err)
	}
	performance.Said(definitions, night)
	frame, err := performance.ReadFrame(ctx, db.Query)
	if err != nil {
		return nil, fmt.Errorf("load indicators: %w", err)
	}
	b := performance.NewBuilder(id, asOf, definitions, frame)
	names := []string{"indicator", "facet", "agency", "month", "stratum", "numerator", "denominator", "count"}
	for _, file := range files(observedTable) {
		err := columns.Read(ctx, []string{file}, names, 1, func() func(columns.Row) error {
			texts := columns.Texts{}
			return func(r columns.Row) error {
				return b.Hold(performance.Observation{
					Indicator: texts.Of(r, 0), Facet: texts.Of(r, 1), Agency: r.Text(2), Month: r.Text(3), Stratum: r.Text(4),
					Numerator: r.Int(5), Denominator: r.Int(6), Count: r.Int(7),
				})
			}
		})
		if err == nil {
			err = b.Sort()
		}
		if err != nil {
			return nil, fmt.Errorf("load indicators: %w", err)
		}
	}
	ix := b.Build()
	reported, err := loadReported(ctx, db, files)
	if err != nil {
		return nil, fmt.Errorf("load indicators: %w", err)
	}
	ix.SetReported(reported)
	ix.LoadCrossedBy(func(tables []performance.Table) ([]*performance.Units, error) {
		return readTables(context.WithoutCancel(ctx), ix, tables, files)
	})
	return ix, nil
}

// saidOf is what a night said of each indicator, by column.
func saidOf(ctx context.Context, db *model.DB) (map[string]map[string]string, error) {
	night := map[string]map[string]string{}
	err := each(ctx, db, definitionsSQL, func(rows *sql.Rows) error {
		names, err := rows.Columns()
		if err != nil {
			return err
		}
		values, into := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		of := map[string]string{}
		for i, name := range names {
			if values[i].Valid {
				of[name] = values[i].String
			}
		}
		night[of["indicator"]] = of
		return nil
	})
	return night, err
}

// loadReported reads the quarters that froze; none of a snapshot that kept none.
func loadReported(ctx context.Context, db *model.DB, files func(table string) []string) (all []performance.Reported, err error) {
	if len(files(frozenTable)) == 0 {
		return nil, nil
	}
	err = each(ctx, db, frozenFiguresSQL, func(rows *sql.Rows) error {
		var r performance.Reported
		err := rows.Scan(&r.Indicator, &r.Level, &r.Code, &r.Period, &r.Context, &r.FrozenOn, &r.Numerator, &r.Denominator, &r.IsSame)
		all = append(all, r)
		return err
	})
	return all, err
}

// cutsAtOnce is how many indicators are read at once: requests are answered meanwhile.
const cutsAtOnce = 2

// loadCuts fills the indicators' index with what they are cut by.
func loadCuts(ctx context.Context, ix *performance.Index, files func(table string) []string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(cutsAtOnce)
	for _, d := range ix.Definitions() {
		group.Go(func() error { return loadCutsOf(ctx, ix, d, files) })
	}
	return group.Wait()
}

// loadCutsOf does so for one indicator.
func loadCutsOf(ctx context.Context, ix *performance.Index, d performance.Definition, files func(table string) []string) error {
	tables, err := readTables(ctx, ix, d.Tables(), files)
	if err != nil {
		return fmt.Errorf("load cuts of %s: %w", d.ID, err)
	}
	ix.SetCuts(d.ID, tables)
	return nil
}

// readTables adds up the units of some tables.
func readTables(ctx context.Context, ix *performance.Index, tables []performance.Table, files func(table string) []string) ([]*performance.Units, error) {
	all := make([]*performance.Units, len(tables))
	for i, t := range tables {
		all[i] = ix.Units(t)
		if err := readUnits(ctx, files(t.Name), t, all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// readUnits adds the units of a table up: those of one file come by agency and month; the
// parts of a table in several are not sorted, and so each waits until it is read.
func readUnits(ctx context.Context, files []string, t performance.Table, u *performance.Units) error {
	values := make([][]byte, len(t.Cuts))
	first := len(t.Columns) - len(t.Cuts)
	for _, file := range files {
		isPart := model.IsPart(file)
		add := u.Add
		if isPart {
			add = u.Hold
		}
		err := columns.Read(ctx, []string{file}, t.Columns, 1, func() func(columns.Row) error {
			return func(r columns.Row) error {
				for i := range values {
					values[i] = r.Text(first + i)
				}
				return add(r.Text(0), r.Text(1), r.Int(2), r.Int(3), r.Int(4), values)
			}
		})
		if err == nil && isPart {
			err = u.Sort()
		}
		if err != nil {
			return err
		}
	}
	return nil
}
