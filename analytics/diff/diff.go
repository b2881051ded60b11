package diff

import (
	"context"
	_ "embed"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vigie/analytics/performance"
	"vigie/data"
	"vigie/transform/model"
)

// Options choose what is told of the indicators; the zero value tells everything.
type Options struct {
	Indicator string // only this one
	Level     string // only this level
	Top       int    // moves of each indicator, the biggest; 0: all

	Published func(table string) bool // tables that are told of; nil: all
	Settings  model.Settings          // of DuckDB, which compares
}

// Difference is what a night changed.
type Difference struct {
	Before  Night            `json:"before"`
	After   Night            `json:"after"`
	Causes  []Cause          `json:"causes"`
	Sources []SourceChange   `json:"sources"`
	Tables  []data.RowChange `json:"tables"`
	// Decisions are those of the rules of channels; none where a night is pruned or has no such table.
	Decisions []data.Decided `json:"decisions"`
	Summary   []Summary      `json:"summary"`
	Moves     []Move         `json:"moves"`

	// Definitions are those of this program, by id.
	Definitions map[string]performance.Definition `json:"-"`

	redefined map[string]bool // indicators whose definition is not the same
}

// Night names a snapshot.
type Night struct {
	ID          string `json:"snapshot"`
	AsOf        string `json:"as_of"`
	PublishedAt string `json:"published_at"`
}

// SourceChange is what became of a source's records on either night.
type SourceChange struct {
	Source string           `json:"source"`
	Before data.SourceCount `json:"before"`
	After  data.SourceCount `json:"after"`
}

// Summary counts the cells of an indicator at one level in one period.
type Summary struct {
	Indicator string   `json:"indicator"`
	Level     string   `json:"level"`
	Kind      string   `json:"kind"`
	Period    string   `json:"period"`
	Cells     int64    `json:"cells"` // that have a value on either night
	Moved     int64    `json:"moved"`
	Added     int64    `json:"added"`
	Gone      int64    `json:"gone"`
	Biggest   *float64 `json:"biggest"` // greatest move, whatever its sign; null when none has a value on both nights
}

// Move is a cell that is not what it was.
type Move struct {
	Indicator   string `json:"indicator"`
	Level       string `json:"level"`
	Code        string `json:"code"`
	Label       string `json:"label"`
	Kind        string `json:"kind"`
	Period      string `json:"period"`
	State       string `json:"state"` // moved, new, gone
	CountBefore int64  `json:"count_before"`
	CountAfter  int64  `json:"count_after"`
	// Numerators and denominators are those of a rate, or of a mean.
	NumeratorBefore   int64    `json:"numerator_before"`
	NumeratorAfter    int64    `json:"numerator_after"`
	DenominatorBefore int64    `json:"denominator_before"`
	DenominatorAfter  int64    `json:"denominator_after"`
	Before            *float64 `json:"before"`
	After             *float64 `json:"after"`
	Move              *float64 `json:"move"`
	LowN              bool     `json:"low_n"` // on few observations, on either night
	// Why adds up to the move; nil where it is not known: a night is pruned, or of a program
	// that kept other columns of records.
	Why []Part `json:"why"`
}

var (
	//go:embed cells.sql
	cellsSQL string
	//go:embed summary.sql
	summarySQL string
	//go:embed moves.sql
	movesSQL string
	//go:embed versions.sql
	versionsSQL string
	//go:embed files.sql
	filesSQL string
	//go:embed decisions.sql
	decisionsSQL string
)

// The published tables that are read.
const (
	indicatorTable = "performance.indicator"
	fileTable      = "meta.file"
	decisionTable  = "channel.decision"
	placeTable     = "performance.agency_place"
)

// Nights compares two snapshots of a lake. It verifies what it reads, and holds
// both meanwhile.
func Nights(ctx context.Context, lake data.Lake, before, after string, o Options) (Difference, error) {
	var d Difference
	var nights [2]data.Manifest
	for i, id := range []string{before, after} {
		release, err := lake.Hold(id)
		if err != nil {
			return d, err
		}
		defer release()
		if nights[i], err = lake.Manifest(id); err != nil {
			return d, err
		}
	}
	for i, night := range nights {
		if err := lake.VerifyTables(beside(night, nights[1-i]), read(night)); err != nil {
			return d, err
		}
	}
	a, b := nights[0], nights[1]
	definitions, err := performance.Definitions()
	if err != nil {
		return d, err
	}
	d.Definitions = map[string]performance.Definition{}
	for _, def := range definitions {
		d.Definitions[def.ID] = def
	}
	d.Before, d.After = Night{a.ID, a.AsOf, a.PublishedAt}, Night{b.ID, b.AsOf, b.PublishedAt}
	d.Sources, d.Tables = sources(a, b), tables(a, b, o.Published)
	db, err := open(ctx, lake, a, b, o.Settings)
	if err != nil {
		return d, fmt.Errorf("compare %s with %s: %w", b.ID, a.ID, err)
	}
	defer db.Close()
	if err := d.read(ctx, db, o); err != nil {
		return d, fmt.Errorf("compare %s with %s: %w", b.ID, a.ID, err)
	}
	if holds(a, decisionTable) && holds(b, decisionTable) {
		if err := d.decisions(ctx, db); err != nil {
			return d, fmt.Errorf("compare %s with %s: %w", b.ID, a.ID, err)
		}
	}
	if d.Causes, err = d.causes(ctx, db, a, b); err != nil {
		return d, fmt.Errorf("compare %s with %s: %w", b.ID, a.ID, err)
	}
	if isWhole(a) && isWhole(b) {
		if err := d.explain(ctx, db, lake, a, b, o.Settings); err != nil && !model.IsUnbound(err) {
			return d, fmt.Errorf("compare %s with %s: %w", b.ID, a.ID, err)
		}
	}
	return d, nil
}

// read are the tables of a night that are read: all that tells why, while it has them.
func read(m data.Manifest) []string {
	names := []string{indicatorTable, fileTable, decisionTable}
	for _, t := range m.Tables {
		schema, _, _ := strings.Cut(t.Name, ".")
		if isWhole(m) && (schema == "unit" || schema == "ref" || schema == "performance" || slices.ContainsFunc(records, func(r struct{ as, table string }) bool { return r.table == t.Name })) {
			names = append(names, t.Name)
		}
	}
	return names
}

// beside is a night as it is read beside another: of records that are compared and no
// more, the files that the other does not have.
func beside(night, other data.Manifest) data.Manifest {
	night.Tables = slices.Clone(night.Tables)
	for i, t := range night.Tables {
		isCompared := slices.ContainsFunc(records, func(r struct{ as, table string }) bool { return r.table == t.Name })
		if isCompared && chosen[t.Name] == "" {
			night.Tables[i] = own(night, other, t.Name)
		}
	}
	return night
}

// open gives SQL the indicators of both nights, and their files where both know them.
func open(ctx context.Context, lake data.Lake, before, after data.Manifest, settings model.Settings) (*model.DB, error) {
	day, err := time.Parse(time.DateOnly, after.AsOf)
	if err != nil {
		return nil, err
	}
	db, err := model.Open(ctx, day, settings, nil)
	if err != nil {
		return nil, err
	}
	for name, m := range map[string]data.Manifest{"before": before, "after": after} {
		for as, table := range map[string]string{"indicator": indicatorTable, "file": fileTable, "decision": decisionTable, "place": placeTable} {
			files := paths(lake, m, table)
			if len(files) == 0 && table != indicatorTable {
				continue // pruned, or made before there was such a table
			}
			if err := db.AttachParquet(ctx, name+"."+as, files); err != nil {
				_ = db.Close()
				return nil, err
			}
		}
	}
	if err := db.Exec(ctx, "create schema diff; create table diff.cell as "+cellsSQL); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("pair indicators: %w", err)
	}
	return db, nil
}

func paths(lake data.Lake, m data.Manifest, table string) []string {
	var files []string
	if t, ok := m.Table(table); ok {
		for _, f := range t.Files {
			files = append(files, filepath.Join(lake.SnapshotDir(m.ID), filepath.FromSlash(f.Path)))
		}
	}
	return files
}

func (d *Difference) read(ctx context.Context, db *model.DB, o Options) error {
	d.Summary, d.Moves, d.Decisions = []Summary{}, []Move{}, []data.Decided{}
	rows, err := db.Query(ctx, summarySQL, o.Indicator, o.Indicator, o.Level, o.Level)
	if err != nil {
		return fmt.Errorf("sum up moves: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s Summary
		if err := rows.Scan(&s.Indicator, &s.Level, &s.Kind, &s.Period, &s.Cells, &s.Moved, &s.Added, &s.Gone, &s.Biggest); err != nil {
			return err
		}
		d.Summary = append(d.Summary, s)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	moved, err := db.Query(ctx, movesSQL, o.Indicator, o.Indicator, o.Level, o.Level, o.Top, o.Top)
	if err != nil {
		return fmt.Errorf("list moves: %w", err)
	}
	defer moved.Close()
	for moved.Next() {
		var m Move
		if err := moved.Scan(&m.Indicator, &m.Level, &m.Code, &m.Label, &m.Kind, &m.Period, &m.State, &m.CountBefore, &m.CountAfter,
			&m.NumeratorBefore, &m.NumeratorAfter, &m.DenominatorBefore, &m.DenominatorAfter, &m.Before, &m.After, &m.Move, &m.LowN); err != nil {
			return err
		}
		d.Moves = append(d.Moves, m)
	}
	return moved.Err()
}

// holds says whether a table of a snapshot can be read.
func holds(m data.Manifest, table string) bool {
	t, ok := m.Table(table)
	return ok && len(t.Files) > 0
}

func (d *Difference) decisions(ctx context.Context, db *model.DB) error {
	rows, err := db.Query(ctx, decisionsSQL)
	if err != nil {
		return fmt.Errorf("count decisions: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var c data.Decided
		if err := rows.Scan(&c.Channel, &c.Rule, &c.Action, &c.Before, &c.After); err != nil {
			return err
		}
		d.Decisions = append(d.Decisions, c)
	}
	return rows.Err()
}

// sources pairs the counts of every source that either night knows.
func sources(before, after data.Manifest) []SourceChange {
	changes := []SourceChange{}
	find := func(m data.Manifest, source string) data.SourceCount {
		i := slices.IndexFunc(m.Sources, func(c data.SourceCount) bool { return c.Source == source })
		if i < 0 {
			return data.SourceCount{Source: source}
		}
		return m.Sources[i]
	}
	for _, c := range after.Sources {
		changes = append(changes, SourceChange{Source: c.Source, Before: find(before, c.Source), After: c})
	}
	for _, c := range before.Sources {
		if !slices.ContainsFunc(after.Sources, func(x data.SourceCount) bool { return x.Source == c.Source }) {
			changes = append(changes, SourceChange{Source: c.Source, Before: c, After: data.SourceCount{Source: c.Source}})
		}
	}
	return changes
}

// tables lists those whose rows differ.
func tables(before, after data.Manifest, published func(string) bool) []data.RowChange {
	changes := []data.RowChange{}
	told := func(table string) bool { return published == nil || published(table) }
	for _, t := range after.Tables {
		was, ok := before.Table(t.Name)
		if told(t.Name) && (!ok || was.Content != t.Content) {
			changes = append(changes, data.RowChange{Table: t.Name, Before: was.Rows, After: t.Rows})
		}
	}
	for _, t := range before.Tables {
		if _, ok := after.Table(t.Name); !ok && told(t.Name) {
			changes = append(changes, data.RowChange{Table: t.Name, Before: t.Rows})
		}
	}
	return changes
}
