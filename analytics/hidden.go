package analytics

import (
	"context"
	_ "embed"
	"fmt"
	"slices"

	"vigie/analytics/disclosure"
	"vigie/analytics/performance"
	"vigie/data"
	"vigie/transform/model"
)

// hiddenTable says what of the indicators is hidden from whom.
const hiddenTable = "meta.hidden"

//go:embed load/hidden.sql
var hiddenSQL string

// loadHidden reads what a snapshot hides. One without the table hides everything from
// whoever may not see every agency.
func loadHidden(ctx context.Context, db *model.DB, m data.Manifest) (*disclosure.Book, error) {
	country, err := performance.ReadCountry(ctx, db.Query)
	if err != nil {
		return nil, err
	}
	return bookOf(ctx, db, m, country)
}

// loadHiddenAsItWas adds the places that agencies made up on nights before.
func loadHiddenAsItWas(ctx context.Context, db *model.DB, m data.Manifest) (*disclosure.Book, error) {
	if _, holds := m.Table(formerTable); !holds { // of a program before there was one
		return loadHidden(ctx, db, m)
	}
	if err := db.Exec(ctx, nothingHandedOnSQL); err != nil {
		return nil, fmt.Errorf("prepare what is handed on: %w", err)
	}
	if err := createViews(ctx, db, "meta.place_history"); err != nil {
		return nil, err
	}
	country, err := performance.ReadPlaceHistory(ctx, db.Query)
	if err != nil {
		return nil, err
	}
	return bookOf(ctx, db, m, country)
}

func bookOf(ctx context.Context, db *model.DB, m data.Manifest, country *disclosure.Country) (*disclosure.Book, error) {
	var rows []disclosure.Row
	var err error
	if t, holds := m.Table(hiddenTable); holds && len(t.Files) > 0 {
		if rows, err = performance.ReadHidden(ctx, db.Query, hiddenSQL); err != nil {
			return nil, err
		}
	}
	return disclosure.NewBook(country, rows)
}

// AttackHidden tries to recover what a snapshot hides, by linear programming over every
// figure that each audience is shown: at most limit sums that break the rule of each
// indicator, kind of figure and quarter (0: all), of the blocks from the newest on (0: all).
func AttackHidden(ctx context.Context, db *model.DB, m data.Manifest, limit, blocks int, each func(audience, bundle, block string, r disclosure.Report)) error {
	book, err := loadHiddenAsItWas(ctx, db, m)
	if err != nil {
		return err
	}
	audiences, err := disclosure.Audiences()
	if err != nil {
		return err
	}
	if err := createViews(ctx, db, "performance.contribution_closed", "performance.contribution_followed", "performance.contribution_dated"); err != nil {
		return err
	}
	decided := book.Blocks()
	if blocks > 0 && len(decided) > blocks {
		decided = decided[len(decided)-blocks:]
	}
	for _, block := range decided {
		b := disclosure.BlockLabelled(block)
		bundles, err := performance.ReadBlock(ctx, db.Query, book.Country(), b)
		if err != nil {
			return fmt.Errorf("attack %s: %w", block, err)
		}
		for _, a := range audiences {
			for bundle, facts := range bundles {
				if d := book.Decision(a.Rule.Audience, bundle, block); d != nil && len(facts) > 0 {
					d.Block = b
					each(a.Rule.Audience, bundle, block, disclosure.Audit(book.Country(), a.Rule, *d, facts, limit))
				}
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// createViews makes steps of the indicators' models views of a snapshot.
func createViews(ctx context.Context, db *model.DB, tables ...string) error {
	models, err := performance.Models()
	if err != nil {
		return err
	}
	for _, table := range tables {
		i := slices.IndexFunc(models, func(m model.Model) bool { return m.Table == table })
		if err := db.CreateView(ctx, models[i]); err != nil {
			return err
		}
	}
	return nil
}

// HiddenShares tells how much of the indicators a snapshot hides, by audience and table.
func HiddenShares(ctx context.Context, db *model.DB, m data.Manifest) ([]disclosure.Share, error) {
	book, err := loadHidden(ctx, db, m)
	if err != nil {
		return nil, err
	}
	return book.Shares(), nil
}
