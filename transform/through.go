package transform

import (
	"context"
	"database/sql"
	"iter"

	"vigie/data/rules"
	"vigie/transform/duplicate"
	"vigie/transform/model"
)

// throughs are what models of this package go through in Go.
var throughs = map[string]model.Through{
	"alike": {
		Columns: []model.Column{{Name: "offer_id", Type: "varchar"}},
		Key:     "block", Order: []string{"block", "created_day"},
		Run: findAlike,
	},
	"duplicate": {
		Columns: []model.Column{
			{Name: "offer_id", Type: "varchar"}, {Name: "block", Type: "ubigint"}, {Name: "kept_offer_id", Type: "varchar"},
			{Name: "group_offers", Type: "integer"}, {Name: "similarity", Type: "double"}, {Name: "is_outranked", Type: "boolean"},
		},
		Key: "block", Order: []string{"block", "created_day"},
		Run: findDuplicates,
	},
}

// findAlike reads block, created_day, offer_id, print.
func findAlike(ctx context.Context, _ model.Query, rows *sql.Rows, emit func(...any) error) error {
	offers := each(rows, func(o *duplicate.Printed) []any { return []any{&o.Block, &o.Created, &o.ID, &o.Print} })
	return duplicate.Alike(ctx, duplicateRule(), offers, func(id string) error { return emit(id) })
}

// findDuplicates reads block, created_day, offer_id, level, title, description.
func findDuplicates(ctx context.Context, _ model.Query, rows *sql.Rows, emit func(...any) error) error {
	offers := each(rows, func(o *duplicate.Offer) []any {
		return []any{&o.Block, &o.Created, &o.ID, &o.Level, &o.Title, &o.Description}
	})
	return duplicate.Rows(ctx, duplicateRule(), offers, func(r duplicate.Row) error {
		return emit(r.ID, r.Block, r.Kept, r.Group, r.Similarity, r.IsOutranked)
	})
}

func duplicateRule() duplicate.Rule {
	return duplicate.Rule{Days: rules.DuplicateDays.Int(), Similarity: rules.DuplicateSimilarity.Float(), Words: rules.DuplicateShingle.Int()}
}

// each gives rows one by one, scanned into what fields names of each.
func each[T any](rows *sql.Rows, fields func(*T) []any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var row T
		into := fields(&row)
		for rows.Next() {
			err := rows.Scan(into...)
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}
