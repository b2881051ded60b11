package performance

import (
	"context"
	"database/sql"
	"fmt"

	"vigie/transform/model"
)

// throughs are what models of this package go through in Go: performance.indicator
// is what the index answers, so that tables and answers are one.
var throughs = map[string]model.Through{
	"hidden": hidden,
	"indicators": {
		Columns: []model.Column{
			{Name: "indicator", Type: "varchar"}, {Name: "version", Type: "varchar"}, {Name: "unit", Type: "varchar"},
			{Name: "level", Type: "varchar"}, {Name: "code", Type: "varchar"}, {Name: "label", Type: "varchar"},
			{Name: "kind", Type: "varchar"}, {Name: "period", Type: "varchar"},
			{Name: "count", Type: "bigint"}, {Name: "numerator", Type: "bigint"}, {Name: "denominator", Type: "bigint"},
			{Name: "value", Type: "double"}, {Name: "low", Type: "double"}, {Name: "high", Type: "double"},
			{Name: "median", Type: "double"}, {Name: "median_low", Type: "double"}, {Name: "median_high", Type: "double"},
			{Name: "ninth_decile", Type: "double"}, {Name: "survival_median", Type: "double"},
			{Name: "without_count", Type: "bigint"}, {Name: "without_value", Type: "double"},
			{Name: "without_low", Type: "double"}, {Name: "without_high", Type: "double"}, {Name: "same_mix", Type: "double"},
			{Name: "target", Type: "double"}, {Name: "gap", Type: "double"},
			{Name: "previous", Type: "double"}, {Name: "year_before", Type: "double"},
			{Name: "rank", Type: "integer"}, {Name: "low_n", Type: "boolean"},
		},
		Key: "indicator", Order: []string{"indicator", "facet", "agency", "month", "stratum"},
		Run: tabulate,
	},
}

// tabulate reads indicator, facet, agency, month, stratum, numerator, denominator,
// count, and emits every row of those indicators without cuts.
func tabulate(ctx context.Context, query model.Query, rows *sql.Rows, emit func(...any) error) error {
	definitions, err := Definitions()
	if err != nil {
		return err
	}
	frame, err := ReadFrame(ctx, query)
	if err != nil {
		return err
	}
	b := NewBuilder("", "", definitions, frame)
	seen := map[string]bool{}
	for rows.Next() {
		var o Observation
		var facet, agency, month, stratum sql.RawBytes // null in a row that only says that there is such an indicator
		if err := rows.Scan(&o.Indicator, &facet, &agency, &month, &stratum, &o.Numerator, &o.Denominator, &o.Count); err != nil {
			return err
		}
		o.Facet, o.Agency, o.Month, o.Stratum = string(facet), agency, month, stratum
		seen[o.Indicator] = true
		if agency == nil {
			continue
		}
		if err := b.Add(o); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	ix := b.Build()
	for _, d := range definitions {
		for _, level := range levels {
			for _, kind := range kinds {
				if !seen[d.ID] || ctx.Err() != nil {
					continue
				}
				if err := ix.emit(d, Query{Level: level, Period: kind}, emit); err != nil {
					return err
				}
			}
		}
	}
	return ctx.Err()
}

func (ix *Index) emit(d Definition, q Query, emit func(...any) error) error {
	a, _, err := ix.Answer(d.ID, q)
	if err != nil {
		return err
	}
	for _, r := range a.Rows {
		w := r.Without
		if w == nil {
			w = &Without{}
		}
		var without any
		if r.Without != nil {
			without = w.Count
		}
		err := emit(d.ID, d.Version, d.Unit, r.Level, r.Code, r.Label, q.Period, r.Period, *r.Count, int64(*r.Numerator), int64(*r.Denominator),
			number(r.Value), number(r.Low), number(r.High), number(r.Median), number(r.MedianLow), number(r.MedianHigh), number(r.NinthDecile), number(r.SurvivalMedian),
			without, number(w.Value), number(w.Low), number(w.High), number(w.SameMix),
			number(r.Target), number(r.Gap), number(r.Previous), number(r.YearBefore), whole(r.Rank), r.LowN)
		if err != nil {
			return err
		}
	}
	return nil
}

// number and whole give null for what is not known.
func number(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

func whole(v *int) any {
	if v == nil {
		return nil
	}
	return *v
}

// ReadFrame reads what units are added up on from the published tables.
func ReadFrame(ctx context.Context, query model.Query) (Frame, error) {
	f := Frame{Labels: map[string]map[string]string{}}
	read := func(what, text string, scan func(*sql.Rows) error) error {
		rows, err := query(ctx, text)
		if err != nil {
			return fmt.Errorf("read %s: %w", what, err)
		}
		defer rows.Close()
		for rows.Next() {
			if err := scan(rows); err != nil {
				return fmt.Errorf("read %s: %w", what, err)
			}
		}
		return rows.Err()
	}
	err := read("places", "select agency, level, code, label, coalesce(region, '') from performance.agency_place", func(rows *sql.Rows) error {
		var p Place
		err := rows.Scan(&p.Agency, &p.Level, &p.Code, &p.Label, &p.Region)
		f.Places = append(f.Places, p)
		return err
	})
	if err != nil {
		return f, err
	}
	const months = "select kind, period, month, previous, year_before, year, is_published from performance.period_month"
	err = read("periods", months, func(rows *sql.Rows) error {
		var m PeriodMonth
		err := rows.Scan(&m.Kind, &m.Period, &m.Month, &m.Previous, &m.YearBefore, &m.Year, &m.IsPublished)
		f.Months = append(f.Months, m)
		return err
	})
	if err != nil {
		return f, err
	}
	const targets = "select indicator, coalesce(region, ''), coalesce(year, 0), target from ref.target"
	err = read("targets", targets, func(rows *sql.Rows) error {
		var t Target
		err := rows.Scan(&t.Indicator, &t.Region, &t.Year, &t.Target)
		f.Targets = append(f.Targets, t)
		return err
	})
	if err != nil {
		return f, err
	}
	return f, read("names of cuts", "select cut, code, label from performance.cut_label", func(rows *sql.Rows) error {
		var cut, code, label string
		err := rows.Scan(&cut, &code, &label)
		if f.Labels[cut] == nil {
			f.Labels[cut] = map[string]string{}
		}
		f.Labels[cut][code] = label
		return err
	})
}
