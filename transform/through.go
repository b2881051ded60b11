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
	"duplicate": {
		Columns: []model.Column{
			{Name: "offer_id", Type: "varchar"}, {Name: "block", Type: "ubigint"}, {Name: "kept_offer_id", Type: "varchar"},
			{Name: "group_offers", Type: "integer"}, {Name: "similarity", Type: "double"}, {Name: "is_outranked", Type: "boolean"},
		},
		Key: "block", Order: []string{"block", "created_day"},
		Run: findDuplicates,
	},
}

// findDuplicates reads block, created_day, offer_id, level, title, description.
func findDuplicates(ctx context.Context, _ model.Query, rows *sql.Rows, emit func(...any) error) error {
	rule := duplicate.Rule{Days: rules.DuplicateDays.Int(), Similarity: rules.DuplicateSimilarity.Float(), Words: rules.DuplicateShingle.Int()}
	return duplicate.Rows(ctx, rule, offersOf(rows), func(r duplicate.Row) error {
		return emit(r.ID, r.Block, r.Kept, r.Group, r.Similarity, r.IsOutranked)
	})
}

func offersOf(rows *sql.Rows) iter.Seq2[duplicate.Offer, error] {
	return func(yield func(duplicate.Offer, error) bool) {
		for rows.Next() {
			var o duplicate.Offer
			err := rows.Scan(&o.Block, &o.Created, &o.ID, &o.Level, &o.Title, &o.Description)
			if !yield(o, err) || err != nil {
				return
			}
		}
	}
}
