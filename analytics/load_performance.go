package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"

	"vigie/analytics/performance"
	"vigie/transform/model"
)

//go:embed load/indicators.sql
var indicatorsSQL string

// indicatorTables are those that the indicators of a snapshot are read from.
var indicatorTables = []string{"performance.indicator"}

// loadPerformance fills the indicators' index from the published table.
func loadPerformance(ctx context.Context, db *model.DB, id, asOf string) (*performance.Index, error) {
	models, err := performance.Models()
	if err != nil {
		return nil, err
	}
	b := performance.NewBuilder(id, asOf, performance.Define(models))
	err = each(ctx, db, indicatorsSQL, func(rows *sql.Rows) error {
		var indicator, kind string
		var r performance.Row
		err := rows.Scan(&indicator, &kind, &r.Level, &r.Code, &r.Label, &r.Period, &r.Value, &r.Count, &r.Numerator, &r.Denominator,
			&r.Low, &r.High, &r.Median, &r.Target, &r.Gap, &r.Previous, &r.YearBefore, &r.Rank, &r.LowN)
		if err == nil {
			b.Add(indicator, kind, r)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load indicators: %w", err)
	}
	return b.Build(), nil
}
