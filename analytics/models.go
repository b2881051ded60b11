package analytics

import (
	"context"
	"slices"
	"strings"

	"vigie/analytics/attractivity"
	"vigie/analytics/diagnosis"
	"vigie/analytics/market"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/analytics/prospects"
	"vigie/transform"
	"vigie/transform/model"
)

// loaders give the SQL models of the night, not yet inspected.
var loaders = []func() ([]model.Model, error){
	transform.Models, attractivity.Models, pools.Models, prospects.Models, performance.Models, market.Models, diagnosis.Models,
}

// Models returns every SQL model of the night, inspected, each after those it reads.
func Models(ctx context.Context, db *model.DB) ([]model.Model, error) {
	var all []model.Model
	for _, load := range loaders {
		models, err := load()
		if err != nil {
			return nil, err
		}
		all = append(all, models...)
	}
	inspected, err := model.Inspect(ctx, db, all)
	if err != nil {
		return nil, err
	}
	return model.Order(inspected)
}

// Schemas of the night's own: steps that are gone with it, and what it hands to
// the next one inside the snapshot, texts and raw records among it.
var (
	steps  = []string{"raw", "stg", "before", "delta", "built"}
	handed = []string{"kept", "gone", "again"}
)

// IsPublished says whether analysts and the server may read a table.
func IsPublished(table string) bool {
	return inSnapshot(table) && !slices.Contains(handed, schemaOf(table))
}

// inSnapshot says whether a table is part of a snapshot, published or not.
func inSnapshot(table string) bool { return !slices.Contains(steps, schemaOf(table)) }

func schemaOf(table string) string {
	schema, _, _ := strings.Cut(table, ".")
	return schema
}
