package diff

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"vigie/analytics/performance"
	"vigie/data"
	"vigie/transform/model"
)

// Part is what one reason moved of a cell: after less before.
type Part struct {
	// Reason is new_day, late, correction, deletion, of records; agencies, of a place that has not
	// the same ones; definition; other: the as-of day, nomenclatures, establishments, the program.
	Reason      string `json:"reason"`
	Count       int64  `json:"count"`
	Numerator   int64  `json:"numerator"`
	Denominator int64  `json:"denominator"`
}

// Reasons of records, in the order in which they are told.
var recordReasons = []string{"late", "correction", "deletion", "new_day"}

var (
	//go:embed why/reasons.sql
	reasonsSQL string
	//go:embed why/chosen.sql
	chosenSQL string
	//go:embed why/parts.sql
	partsSQL string
	//go:embed why/placed.sql
	placedSQL string
)

// records are the tables that are compared record by record, by the name that SQL
// gives them here; those of kept are what the units of indicators read.
var records = []struct{ as, table string }{
	{"offer", "core.offer"}, {"service", "core.service"}, {"survey", "core.survey_return"}, {"contact", "core.contact"}, {"event", "core.event"},
}

// chosen are the tables of which units of indicators are counted reason by reason.
var chosen = map[string]string{"unit.offer": "offer", "core.survey_return": "survey", "core.contact": "contact", "core.event": "event"}

// cell names a figure.
type cell struct{ indicator, level, code, kind, period string }

// isWhole says whether a night still has its records.
func isWhole(m data.Manifest) bool {
	return holds(m, "unit.offer") && !slices.ContainsFunc(records, func(r struct{ as, table string }) bool { return !holds(m, r.table) })
}

// explain tells of each move what the records that came, left or changed moved of it: the
// SQL that defines an indicator is run on them alone, of either night, and the rest is
// what records do not tell. Parts of a cell add up to its move, to the unit.
func (d *Difference) explain(ctx context.Context, db *model.DB, lake data.Lake, before, after data.Manifest, settings model.Settings) error {
	parts := map[cell]map[string]Part{}
	var explained map[string]bool
	for i, m := range []data.Manifest{before, after} {
		night, known, err := openReasons(ctx, lake, m, before, after, settings)
		if err != nil {
			return err
		}
		explained = known
		err = addParts(ctx, night, int64(2*i-1), parts)
		_ = night.Close()
		if err != nil {
			return err
		}
	}
	moved, err := d.placed(ctx, db)
	if err != nil {
		return err
	}
	for i := range d.Moves {
		m := &d.Moves[i]
		if !explained[m.Indicator] {
			continue
		}
		rest := Part{Reason: "other", Count: m.CountAfter - m.CountBefore, Numerator: m.NumeratorAfter - m.NumeratorBefore, Denominator: m.DenominatorAfter - m.DenominatorBefore}
		switch {
		case d.redefined[m.Indicator]:
			rest.Reason = "definition"
		case moved[[2]string{m.Level, m.Code}]:
			rest.Reason = "agencies"
		}
		m.Why = []Part{}
		for _, reason := range recordReasons {
			p, ok := parts[cell{m.Indicator, m.Level, m.Code, m.Kind, m.Period}][reason]
			if !ok {
				continue
			}
			rest.Count, rest.Numerator, rest.Denominator = rest.Count-p.Count, rest.Numerator-p.Numerator, rest.Denominator-p.Denominator
			if p.Count != 0 || p.Numerator != 0 || p.Denominator != 0 {
				m.Why = append(m.Why, p)
			}
		}
		if rest.Count != 0 || rest.Numerator != 0 || rest.Denominator != 0 {
			m.Why = append(m.Why, rest)
		}
	}
	return nil
}

// openReasons gives SQL the records of both nights with the reasons why they differ, and
// the units of indicators of one night, over the records of the reason chosen. known are
// the indicators whose units are counted from such records.
func openReasons(ctx context.Context, lake data.Lake, m, before, after data.Manifest, settings model.Settings) (db *model.DB, known map[string]bool, err error) {
	day, err := time.Parse(time.DateOnly, m.AsOf)
	if err != nil {
		return nil, nil, err
	}
	opened, err := model.Open(ctx, day, settings, nil)
	if err != nil {
		return nil, nil, err
	}
	db = opened
	defer func() {
		if err != nil {
			_ = opened.Close()
		}
	}()
	for _, r := range records {
		if err := attachOwn(ctx, db, "before."+r.as, lake, before, after, r.table); err != nil {
			return nil, nil, err
		}
		if err := attachOwn(ctx, db, "after."+r.as, lake, after, before, r.table); err != nil {
			return nil, nil, err
		}
	}
	for table, as := range chosen {
		if err := db.AttachParquet(ctx, "night."+as, paths(lake, m, table)); err != nil {
			return nil, nil, err
		}
	}
	if err := db.Exec(ctx, "create schema diff; create table diff.since (day date); create table diff.chosen as select cast(null as varchar) as reason"); err != nil {
		return nil, nil, err
	}
	if err := db.Exec(ctx, "insert into diff.since values (cast(? as date))", before.AsOf); err != nil {
		return nil, nil, err
	}
	if err := db.Exec(ctx, reasonsSQL); err != nil {
		return nil, nil, fmt.Errorf("compare records: %w", err)
	}
	if err := db.Exec(ctx, chosenSQL); err != nil {
		return nil, nil, fmt.Errorf("choose records: %w", err)
	}
	known, err = unitViews(ctx, db, lake, m)
	return db, known, err
}

// attachOwn attaches the files of a night's table that the other night does not have.
func attachOwn(ctx context.Context, db *model.DB, as string, lake data.Lake, night, other data.Manifest, table string) error {
	its := own(night, other, table)
	if len(its.Files) == 0 {
		return db.Hold(ctx, as, paths(lake, night, table), false)
	}
	night.Tables = []data.ManifestTable{its}
	return db.AttachParquet(ctx, as, paths(lake, night, table))
}

// own is a night's table without the files that the other night has too: rows of a file
// that was carried on are the same on both.
func own(night, other data.Manifest, table string) data.ManifestTable {
	t, _ := night.Table(table)
	others, _ := other.Table(table)
	isShared := func(f data.ManifestFile) bool {
		return slices.ContainsFunc(others.Files, func(o data.ManifestFile) bool { return o.SHA256 == f.SHA256 })
	}
	t.Files = slices.DeleteFunc(slices.Clone(t.Files), isShared)
	return t
}

// unitViews makes the units of indicators views over the records chosen; those that read
// other records are empty, and their indicators are not known.
func unitViews(ctx context.Context, db *model.DB, lake data.Lake, m data.Manifest) (map[string]bool, error) {
	models, err := performance.Models()
	if err != nil {
		return nil, err
	}
	models = slices.DeleteFunc(models, func(m model.Model) bool { return m.Schema() != "unit" || chosen[m.Table] != "" })
	if models, err = model.Inspect(ctx, db, models); err != nil {
		return nil, err
	}
	if models, err = model.Order(models); err != nil {
		return nil, err
	}
	isUnit := func(table string) bool {
		return slices.ContainsFunc(models, func(m model.Model) bool { return m.Table == table })
	}
	attached := map[string]bool{"performance.agency_place": false, "performance.period_month": false}
	known := map[string]bool{}
	for _, unit := range models {
		counts := slices.ContainsFunc(unit.Refs, func(ref string) bool { return chosen[ref] != "" || isUnit(ref) }) &&
			!slices.ContainsFunc(unit.Refs, func(ref string) bool { return chosen[ref] == "" && !isUnit(ref) && !isBeside(ref) })
		if !counts {
			if err := db.Hold(ctx, unit.Table, paths(lake, m, unit.Table), false); err != nil {
				return nil, err
			}
			continue
		}
		for _, ref := range unit.Refs {
			if isBeside(ref) {
				attached[ref] = false
			}
		}
		if id := unit.Header["id"]; id != "" {
			known[id] = true
		}
	}
	for table := range attached {
		if err := db.AttachParquet(ctx, table, paths(lake, m, table)); err != nil {
			return nil, err
		}
	}
	for _, unit := range models {
		if id := unit.Header["id"]; id == "" || known[id] {
			if id == "" && unit.Header["beside"] != "" && !known[unit.Header["beside"]] {
				continue
			}
			if err := db.CreateView(ctx, unit); err != nil {
				return nil, err
			}
		}
	}
	return known, nil
}

// isBeside says whether a table is no record of its own, but says something of many.
func isBeside(table string) bool {
	return strings.HasPrefix(table, "ref.") || table == "core.agency" || table == "core.establishment_version"
}

// addParts adds what the records of each reason add up to on a night.
func addParts(ctx context.Context, db *model.DB, sign int64, parts map[cell]map[string]Part) error {
	for _, reason := range recordReasons {
		if err := db.Exec(ctx, "update diff.chosen set reason = ?", reason); err != nil {
			return fmt.Errorf("choose %s: %w", reason, err)
		}
		rows, err := db.Query(ctx, partsSQL)
		if err != nil {
			return fmt.Errorf("add up %s: %w", reason, err)
		}
		for rows.Next() {
			var c cell
			var p Part
			if err := rows.Scan(&c.indicator, &c.level, &c.code, &c.kind, &c.period, &p.Count, &p.Numerator, &p.Denominator); err != nil {
				_ = rows.Close()
				return err
			}
			of := parts[c]
			if of == nil {
				of = map[string]Part{}
				parts[c] = of
			}
			was := of[reason]
			of[reason] = Part{reason, was.Count + sign*p.Count, was.Numerator + sign*p.Numerator, was.Denominator + sign*p.Denominator}
		}
		if err := rows.Err(); err != nil {
			return err
		}
		_ = rows.Close()
	}
	return nil
}

// placed are the places that have not the same agencies on both nights.
func (d *Difference) placed(ctx context.Context, db *model.DB) (map[[2]string]bool, error) {
	rows, err := db.Query(ctx, placedSQL)
	if err != nil {
		return nil, fmt.Errorf("compare places: %w", err)
	}
	defer rows.Close()
	moved := map[[2]string]bool{}
	for rows.Next() {
		var level, code string
		if err := rows.Scan(&level, &code); err != nil {
			return nil, err
		}
		moved[[2]string{level, code}] = true
	}
	return moved, rows.Err()
}
