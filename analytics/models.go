package analytics

import (
	"context"
	"slices"

	"vigie/analytics/attractivity"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/transform"
	"vigie/transform/model"
)

// Models returns every SQL model of the night, inspected, each after those it reads.
func Models(ctx context.Context, db *model.DB) ([]model.Model, error) {
	var all []model.Model
	for _, load := range []func() ([]model.Model, error){
		transform.Models, attractivity.Models, pools.Models, performance.Models,
	} {
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

// IsPublished says whether analysts and the server may read a table: steps and
// raw records are the night's own.
func IsPublished(table string) bool {
	return !slices.ContainsFunc([]string{"raw.", "stg."}, func(schema string) bool { return len(table) > len(schema) && table[:len(schema)] == schema })
}
