package transform

import (
	"context"
	"database/sql"
	"iter"

	"vigie/data/rules"
	"vigie/data/wording"
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
	"wording": {
		Columns: []model.Column{
			{Name: "offer_id", Type: "varchar"}, {Name: "wording_id", Type: "varchar"}, {Name: "created_month", Type: "varchar"},
			{Name: "kind", Type: "varchar"}, {Name: "criterion", Type: "varchar"}, {Name: "content_hash", Type: "ubigint"},
		},
		Key: "offer_id", Order: []string{"offer_id"},
		Run: findWordings,
	},
}

// findDuplicates reads block, created_day, offer_id, level, title, description.
func findDuplicates(ctx context.Context, rows *sql.Rows, emit func(...any) error) error {
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

// findWordings reads offer_id, created_month, title, description, content_hash.
func findWordings(ctx context.Context, rows *sql.Rows, emit func(...any) error) error {
	for rows.Next() {
		var id, month, title, description string
		var content uint64
		if err := rows.Scan(&id, &month, &title, &description, &content); err != nil {
			return err
		}
		for _, w := range wording.Find(title, description) {
			if err := emit(id, w.ID, month, w.Kind, w.Criterion, content); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}
