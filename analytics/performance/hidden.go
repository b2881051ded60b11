package performance

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"vigie/analytics/disclosure"
	"vigie/transform/model"
)

// hidden is meta.hidden: what disclosure control hides of each quarter.
var hidden = model.Through{
	Columns: []model.Column{
		{Name: "audience", Type: "varchar"}, {Name: "bundle", Type: "varchar"}, {Name: "block", Type: "varchar"}, {Name: "kind", Type: "varchar"},
		{Name: "level", Type: "varchar"}, {Name: "code", Type: "varchar"}, {Name: "cut", Type: "varchar"}, {Name: "value", Type: "varchar"},
	},
	Key: "block", Order: []string{"block"},
	Run: hide,
}

// All stands for every place, or every value, in rows of meta.hidden.
const All = "*"

// hide reads the blocks that are over, and emits what each audience is not shown of them;
// blocks are decided at once, each by itself.
func hide(ctx context.Context, query model.Query, rows *sql.Rows, emit func(...any) error) error {
	h, err := newHiding(ctx, query, emit)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0) + 1) // one more: while the engine reads for some, others decide
	for rows.Next() {
		m := moved{}
		var print string
		if err = rows.Scan(&m.block, &print, &m.isWhole, &m.groups[contributionsClosed], &m.groups[contributionsFollowed], &m.groups[contributionsDated]); err != nil {
			break
		}
		if err = h.emit(All, All, m.block, kindCounted, All, All, All, print); err != nil {
			break
		}
		group.Go(func() error { return h.decide(ctx, query, m) })
	}
	return errors.Join(err, group.Wait(), rows.Err())
}

// kindCounted is the kind of the row that holds the print of a block.
const kindCounted = "counted"

// moved is what of a block is not as it was the night before.
type moved struct {
	block   string
	isWhole bool                     // settings, places, or the block itself
	groups  [contributionGroups]bool // of what it is decided of
}

func (h *hiding) row(r disclosure.Row) error {
	return h.emit(r.Audience, r.Bundle, r.Block, r.Kind, cmp.Or(r.Level, All), cmp.Or(r.Code, All), cmp.Or(r.Cut, All), cmp.Or(r.Value, All))
}

// hiding decides blocks, each by itself.
type hiding struct {
	emit      func(...any) error
	asOf      time.Time
	country   *disclosure.Country
	audiences []disclosure.Audience
	before    map[string][]disclosure.Row // by block
}

func newHiding(ctx context.Context, query model.Query, emit func(...any) error) (*hiding, error) {
	h := &hiding{emit: emit, before: map[string][]disclosure.Row{}}
	var err error
	if h.audiences, err = disclosure.Audiences(); err != nil {
		return nil, err
	}
	if h.country, err = ReadPlaceHistory(ctx, query); err != nil {
		return nil, err
	}
	before, err := ReadHidden(ctx, query, "select audience, bundle, block, kind, level, code, cut, value from before.hidden")
	if err != nil {
		return nil, err
	}
	for _, r := range before {
		h.before[r.Block] = append(h.before[r.Block], r)
	}
	days, err := query(ctx, "select as_of() as day")
	if err != nil {
		return nil, fmt.Errorf("read the day: %w", err)
	}
	defer days.Close()
	for days.Next() {
		if err := days.Scan(&h.asOf); err != nil {
			return nil, err
		}
	}
	return h, days.Err()
}

// decide decides a block for each audience and bundle: of what moved, and of all of it
// where that hides more than the night before.
func (h *hiding) decide(ctx context.Context, query model.Query, m moved) error {
	b := disclosure.BlockLabelled(m.block)
	if !m.isWhole {
		rows, same, err := h.same(ctx, query, b, m.groups)
		if err != nil {
			return err
		}
		if same {
			return h.rows(rows)
		}
	}
	bundles, err := ReadBlock(ctx, query, h.country, b)
	if err != nil {
		return err
	}
	for _, a := range h.due(b) {
		for _, bundle := range slices.Sorted(maps.Keys(bundles)) {
			d := disclosure.Decide(h.country, a.Plan, a.Rule, b, h.decidedBefore(b, a, bundle), bundles[bundle])
			if err := h.rows(d.Rows(h.country, a.Plan, bundle)); err != nil {
				return err
			}
		}
	}
	return nil
}

// same gives what the night before hid of a block where the groups that moved keep the rule
// in what it shows: so do the others, which are as they were.
func (h *hiding) same(ctx context.Context, query model.Query, b disclosure.Block, groups [contributionGroups]bool) (rows []disclosure.Row, same bool, err error) {
	bundles, err := readBlock(ctx, query, h.country, b, groups)
	if err != nil {
		return nil, false, err
	}
	for _, a := range h.due(b) {
		for _, bundle := range slices.Sorted(maps.Keys(bundles)) {
			before := h.decidedBefore(b, a, bundle)
			if before == nil {
				return nil, false, nil
			}
			kept := before.Rows(h.country, a.Plan, bundle)
			if facts := bundles[bundle]; len(facts) > 0 {
				d := disclosure.Decide(h.country, a.Plan, a.Rule, b, before, facts)
				if !slices.Equal(d.Rows(h.country, a.Plan, bundle), kept) {
					return nil, false, nil
				}
			}
			rows = append(rows, kept...)
		}
	}
	return rows, true, nil
}

// due are the audiences for which a block is decided: it has been over for their delay.
func (h *hiding) due(b disclosure.Block) (due []disclosure.Audience) {
	for _, a := range h.audiences {
		if !b.Over().AddDate(0, 0, a.DelayDays).After(h.asOf) {
			due = append(due, a)
		}
	}
	return due
}

func (h *hiding) rows(rows []disclosure.Row) error {
	for _, r := range rows {
		if err := h.row(r); err != nil {
			return err
		}
	}
	return nil
}

// decidedBefore is what the night before hid of a block; nil when it had not decided.
func (h *hiding) decidedBefore(b disclosure.Block, a disclosure.Audience, bundle string) *disclosure.Decision {
	var d *disclosure.Decision
	for _, r := range h.before[b.Label] {
		if r.Audience != a.Rule.Audience || r.Bundle != bundle {
			continue
		}
		if d == nil {
			start := a.Start(h.country, b)
			d = &start
		}
		d.Hide(h.country, r)
	}
	return d
}

// ReadCountry reads the places that agencies belong to.
func ReadCountry(ctx context.Context, query model.Query) (*disclosure.Country, error) {
	return readCountry(ctx, query, "select agency, level, code, false as is_new, '' as until, '' as had from performance.agency_place")
}

// ReadPlaceHistory reads them and those that agencies made up on nights before.
func ReadPlaceHistory(ctx context.Context, query model.Query) (*disclosure.Country, error) {
	return readCountry(ctx, query, "select agency, level, code, is_new, coalesce(until, '') as until, coalesce(had, '') as had from meta.place_history")
}

func readCountry(ctx context.Context, query model.Query, text string) (*disclosure.Country, error) {
	rows, err := query(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("read places: %w", err)
	}
	defer rows.Close()
	var all []disclosure.Membership
	for rows.Next() {
		var m disclosure.Membership
		if err := rows.Scan(&m.Agency, &m.Level, &m.Code, &m.New, &m.Until, &m.Had); err != nil {
			return nil, fmt.Errorf("read places: %w", err)
		}
		all = append(all, m)
	}
	return disclosure.NewCountry(all), rows.Err()
}

// ReadHidden reads rows of meta.hidden.
func ReadHidden(ctx context.Context, query model.Query, text string) ([]disclosure.Row, error) {
	rows, err := query(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("read what is hidden: %w", err)
	}
	defer rows.Close()
	var all []disclosure.Row
	for rows.Next() {
		var r disclosure.Row
		if err := rows.Scan(&r.Audience, &r.Bundle, &r.Block, &r.Kind, &r.Level, &r.Code, &r.Cut, &r.Value); err != nil {
			return nil, fmt.Errorf("read what is hidden: %w", err)
		}
		for _, s := range []*string{&r.Level, &r.Code, &r.Cut, &r.Value} {
			if *s == All {
				*s = ""
			}
		}
		all = append(all, r)
	}
	return all, rows.Err()
}
