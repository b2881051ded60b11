package analytics

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vigie/analytics/performance"
	"vigie/data"
	"vigie/data/calendar"
	"vigie/data/rules"
	"vigie/transform/model"
)

// BuildOptions say what tonight's tables are made from, and where.
type BuildOptions struct {
	Lake     data.Lake
	Dir      string // what will be published; Dir/ref already holds the official nomenclatures as Parquet
	Work     string // steps of the night that are not published
	Raw      map[string]data.RawSource
	AsOf     time.Time
	Settings model.Settings
	Progress data.Progress

	AcceptVolume     []string // tables that may shrink tonight
	AcceptQuarantine []string // sources that may have many refused records
	Full             bool     // read every raw file again
}

// Night is what a build made: the tables, what was counted and what audits found.
type Night struct {
	Tables   []model.Table
	Sources  []data.SourceCount
	Audits   int      // audits that were run
	Breaches []Breach // of which any one refuses the night
	Readings []Reading
	Refusals []Refusal
	Newest   map[string]time.Time // stamp of each source's newest record
	Warnings []data.Warning       // that refuse nothing
	// Full says why every raw file was read, "" when facts were carried on from the
	// snapshot that is served.
	Full string

	definitions string
	folded      data.Folders
}

// Breach is an audit that refuses the night: what it asks, and what it found.
type Breach struct {
	Audit string
	Found string
	Hint  string // what the operator can do
}

func (b Breach) String() string { return b.Audit + ": " + b.Found + "; " + b.Hint }

// Build makes every table of the night below o.Dir as Parquet, then audits what
// it wrote, reading it as the server will. Nothing it does can be seen by a reader.
func Build(ctx context.Context, o BuildOptions) (*Night, error) {
	if o.Dir == "" || o.Work == "" {
		return nil, errors.New("build: name the folder to publish and the one to work in")
	}
	db, err := model.Open(ctx, o.AsOf, o.Settings, nil)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	models, err := Models(ctx, db)
	if err != nil {
		return nil, err
	}
	night := &Night{}
	if night.Tables, err = attachInputs(ctx, db, o); err != nil {
		return nil, err
	}
	before, err := night.before(ctx, db, o, models)
	if err != nil {
		return nil, err
	}
	if err := attachHandedOn(ctx, db, o); err != nil {
		return nil, err
	}
	o.Progress.Start("tables", int64(len(models)), "tables")
	defer o.Progress.Done()
	dirOf := func(m model.Model) string {
		if inSnapshot(m.Table) {
			return o.Dir
		}
		return o.Work
	}
	built, err := model.Build(ctx, db, models, model.Night{DirOf: dirOf, Before: before, Each: func(model.Table) { o.Progress.Add(1) }})
	if err != nil {
		return nil, err
	}
	night.Tables = append(night.Tables, built...)
	if night.Sources, err = sourceCounts(ctx, db); err != nil {
		return nil, err
	}
	if night.Readings, err = readings(ctx, db); err != nil {
		return nil, err
	}
	if night.Refusals, err = refusals(ctx, db); err != nil {
		return nil, err
	}
	if night.Newest, err = newest(ctx, db); err != nil {
		return nil, err
	}
	return night, audit(ctx, db, o, models, night)
}

// Reading counts the offers of which something could not be read, or was read
// otherwise than stated: an item of meta.reading.
type Reading struct {
	Item   string
	Offers int64
}

func readings(ctx context.Context, db *model.DB) ([]Reading, error) {
	var found []Reading
	err := each(ctx, db, "select item, offers from meta.reading where offers > 0 order by item", func(rows *sql.Rows) error {
		var r Reading
		err := rows.Scan(&r.Item, &r.Offers)
		found = append(found, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count readings: %w", err)
	}
	return found, nil
}

// Refusal counts the offers of a channel that one of its rules refuses. They are
// loaded and kept: a refusal is no quarantine.
type Refusal struct {
	Channel, Rule string
	Offers        int64
}

func refusals(ctx context.Context, db *model.DB) ([]Refusal, error) {
	var found []Refusal
	const query = "select channel, rule, count(*) as offers from channel.decision where action = 'refused' group by channel, rule order by channel, rule"
	err := each(ctx, db, query, func(rows *sql.Rows) error {
		var r Refusal
		err := rows.Scan(&r.Channel, &r.Rule, &r.Offers)
		found = append(found, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count refusals: %w", err)
	}
	return found, nil
}

// attachInputs gives SQL the receipts of the files received, the nomenclatures
// and the rules that are tables; the last two are published too.
func attachInputs(ctx context.Context, db *model.DB, o BuildOptions) ([]model.Table, error) {
	receipts, err := o.Lake.Receipts()
	if err != nil {
		return nil, err
	}
	if err := db.AttachJSON(ctx, "raw.receipt", receipts, data.ReceiptColumns); err != nil {
		return nil, err
	}
	ref := filepath.Join(o.Dir, "ref")
	definitions, err := performance.Definitions()
	if err != nil {
		return nil, err
	}
	indicators, err := performance.DefinitionCSV(definitions)
	if err != nil {
		return nil, err
	}
	for _, t := range append(ruleTables(), ruleTable{"indicator", performance.DefinitionColumns, indicators}) {
		if err := t.write(ctx, db, ref); err != nil {
			return nil, err
		}
	}
	files, err := filepath.Glob(filepath.Join(ref, "*.parquet"))
	if err != nil {
		return nil, err
	}
	var tables []model.Table
	for _, file := range files {
		name := "ref." + strings.TrimSuffix(filepath.Base(file), ".parquet")
		t, err := db.Publish(ctx, name, o.Dir, []string{file})
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return tables, nil
}

// ruleTable is a rule that is a table: one CSV.
type ruleTable struct {
	name, columns string
	csv           []byte
}

func ruleTables() []ruleTable {
	return []ruleTable{
		{"smic", "{from_on: 'date', hourly: 'double'}", rules.SMIC},
		{"target", "{indicator: 'varchar', region: 'varchar', year: 'integer', target: 'double', source: 'varchar'}", rules.Targets},
		{"channel", "{channel: 'varchar', level: 'integer', description_max: 'integer', on_too_long: 'varchar', on_duplicate: 'varchar', on_outranked: 'varchar', on_discrimination: 'varchar', on_illegal: 'varchar'}", rules.Channels},
		{"wording", "{wording_id: 'varchar', kind: 'varchar', criterion: 'varchar', pattern: 'varchar', lawful: 'varchar', lawful_before: 'varchar', lawful_after: 'varchar', rewording: 'varchar', meaning: 'varchar', source: 'varchar'}", rules.Wording},
		{"working_day", calendar.Columns, calendar.Table()},
		{"cut", "{cut: 'varchar', code: 'varchar', label: 'varchar'}", rules.Cuts},
	}
}

func (t ruleTable) write(ctx context.Context, db *model.DB, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	source := filepath.Join(dir, t.name+".csv")
	if err := os.WriteFile(source, t.csv, 0o644); err != nil {
		return fmt.Errorf("write rule table %s: %w", t.name, err)
	}
	defer os.Remove(source)
	return db.CopyCSV(ctx, source, t.columns, filepath.Join(dir, t.name+".parquet"))
}

func sourceCounts(ctx context.Context, db *model.DB) ([]data.SourceCount, error) {
	rows, err := db.Query(ctx, `select source, "read", loaded, duplicate, superseded, quarantined from meta.source_count order by source`)
	if err != nil {
		return nil, fmt.Errorf("count sources: %w", err)
	}
	defer rows.Close()
	var counts []data.SourceCount
	for rows.Next() {
		var c data.SourceCount
		if err := rows.Scan(&c.Source, &c.Read, &c.Loaded, &c.Duplicate, &c.Superseded, &c.Quarantined); err != nil {
			return nil, err
		}
		counts = append(counts, c)
	}
	return counts, rows.Err()
}

// Manifest is the manifest of the night's published tables, still without
// hashes of bytes. Tables of schema meta depend on runs and files: they are
// published but do not count as content.
func (n *Night) Manifest() data.Manifest {
	m := data.Manifest{Sources: n.Sources, Audits: n.Audits, Definitions: n.definitions, Folded: n.folded}
	for _, t := range n.Tables {
		if !inSnapshot(t.Name) {
			continue
		}
		table := data.ManifestTable{Name: t.Name, Rows: t.Rows, Content: t.Content}
		for _, f := range t.Files {
			table.Files = append(table.Files, data.ManifestFile{Path: filepath.ToSlash(f.Path), Rows: f.Rows, Content: f.Content})
		}
		m.Tables = append(m.Tables, table)
	}
	slices.SortFunc(m.Tables, func(a, b data.ManifestTable) int { return strings.Compare(a.Name, b.Name) })
	return m
}
