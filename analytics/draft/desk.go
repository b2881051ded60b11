package draft

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"vigie/ingest"
	"vigie/transform/model"
)

// ErrNotStored says that the snapshot holds no record of an offer to change.
var ErrNotStored = errors.New("no record of the offer")

var (
	//go:embed stored/record.sql
	recordSQL string
	//go:embed stored/text.sql
	textSQL string
	//go:embed stored/requirement.sql
	requirementSQL string
)

// Table is a table of the snapshot: its files, in full.
type Table struct {
	Name  string
	Files []string
}

// Desk conforms drafts as a snapshot's night would have. It is safe for concurrent use.
type Desk struct {
	db        *model.DB
	asOf      time.Time
	knownRome func(string) bool
	folders   map[string]string // of the tables that are parted by month
	insert    string
	seats     chan *model.Session // nil ones are not open yet
}

// The version of each offer that counts: a draft is its own.
const versions = "stg.offers"

// Tables of the snapshot that hold what an offer said, and the SELECT that writes it as
// its source does.
var stored = map[string]string{
	"kept.offer_record": recordSQL, "kept.offer_text": textSQL, "core.offer_requirement": requirementSQL,
}

// settings bound what conforming one row may use.
var settings = model.Settings{Memory: "512MB", Threads: 1}

// Night is what a desk conforms drafts with.
type Night struct {
	AsOf        time.Time
	Models      []model.Model // inspected, in order
	Tables      []Table       // of the snapshot
	Targets     []string      // tables that will be asked for
	KnowsTrades bool          // whether ref.rome has every code of a trade
}

// Open makes the desk of a snapshot. Of the models that the targets are made of, those
// that read the offers stand as views over the one draft; other tables are the
// snapshot's, but those of facts are empty: a draft has no applications. Setup
// statements run last.
func Open(ctx context.Context, n Night, setup ...string) (*Desk, error) {
	db, err := model.Open(ctx, n.AsOf, settings, nil)
	if err != nil {
		return nil, err
	}
	d := &Desk{db: db, asOf: n.AsOf, folders: map[string]string{}, seats: make(chan *model.Session, runtime.GOMAXPROCS(0))}
	for range cap(d.seats) {
		d.seats <- nil
	}
	if err := d.open(ctx, n, setup); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open drafts: %w", err)
	}
	return d, nil
}

func (d *Desk) open(ctx context.Context, n Night, setup []string) error {
	views := n.views()
	for _, t := range n.Tables {
		if stored[t.Name] != "" && len(t.Files) > 0 {
			d.folders[t.Name] = filepath.Dir(filepath.Dir(t.Files[0]))
		}
		if !slices.ContainsFunc(views, func(m model.Model) bool { return slices.Contains(m.Refs, t.Name) }) || isOne(views, t.Name) {
			continue
		}
		isFacts := slices.ContainsFunc(n.Models, func(m model.Model) bool { return m.Table == t.Name && m.IsCarried() })
		if err := d.db.Hold(ctx, t.Name, t.Files, !isFacts); err != nil {
			return err
		}
	}
	structure, err := json.Marshal(ingest.OfferStructure())
	if err != nil {
		return err
	}
	// Materialized: else the record would be read again for each of its fields.
	fields := fmt.Sprintf("with record as materialized (select from_json(cast(? as varchar), '%s') as fields) select unnest(fields) from record", structure)
	if err := d.db.Exec(ctx, "create schema if not exists stg"); err != nil {
		return err
	}
	if err := d.db.Exec(ctx, strings.Replace("create table "+versions+" as "+fields+" limit 0", "?", "'{}'", 1)); err != nil {
		return fmt.Errorf("make %s: %w", versions, err)
	}
	if err := d.aloneTonight(ctx, views); err != nil {
		return err
	}
	d.insert = "insert into " + versions + " by name " + fields
	for _, m := range views {
		if err := d.db.CreateView(ctx, m); err != nil {
			return err
		}
	}
	for _, statement := range setup {
		if err := d.db.Exec(ctx, statement); err != nil {
			return err
		}
	}
	if n.KnowsTrades {
		d.knownRome, err = d.codes(ctx)
	}
	return err
}

// views are the models that the targets are made of and whose rows come from the
// version of an offer that counts; each after those it reads. What nights count again
// for the offers that they touch is the snapshot's, but for the targets: no night touches a draft.
func (n Night) views() []model.Model {
	wanted := map[string]bool{}
	for _, t := range n.Targets {
		wanted[t] = true
	}
	for _, m := range slices.Backward(n.Models) {
		if wanted[m.Table] {
			for _, ref := range m.Refs {
				wanted[ref] = true
			}
		}
	}
	var views []model.Model
	for _, m := range n.Models {
		names := func(o model.Model) bool { return o.Header["touched"] == m.Table }
		if slices.ContainsFunc(n.Models, names) || m.Header["touched"] != "" && !slices.Contains(n.Targets, m.Table) {
			continue
		}
		if wanted[m.Table] && slices.ContainsFunc(m.Refs, func(ref string) bool { return ref == versions || isOne(views, ref) }) {
			views = append(views, m)
		}
	}
	return views
}

// aloneTonight gives the views a full night, on which no key is named.
func (d *Desk) aloneTonight(ctx context.Context, views []model.Model) error {
	statements := []string{"create schema if not exists before", "create table before.night as select true as is_full"}
	for _, m := range views {
		if touched := m.Header["touched"]; touched != "" {
			statements = append(statements, fmt.Sprintf("create table if not exists %s as select null::varchar as %s where false", touched, m.Grain()[0]))
		}
	}
	for _, statement := range statements {
		if err := d.db.Exec(ctx, statement); err != nil {
			return fmt.Errorf("make the night of drafts: %w", err)
		}
	}
	return nil
}

func isOne(models []model.Model, table string) bool {
	return slices.ContainsFunc(models, func(m model.Model) bool { return m.Table == table })
}

// codes are the codes of trades that the snapshot knows.
func (d *Desk) codes(ctx context.Context) (func(string) bool, error) {
	rows, err := d.db.Query(ctx, "select rome_code from ref.rome")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	known := map[string]bool{}
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			return nil, err
		}
		known[code] = true
	}
	return func(code string) bool { return known[code] }, rows.Err()
}

// Close frees the desk.
func (d *Desk) Close() error { return d.db.Close() }

// Ask runs a SELECT on the tables of a draft that gives one row, and scans it.
type Ask func(query string, into ...any) error

// seated gives a session to use: as many work at once as there are processors.
func (d *Desk) seated(ctx context.Context, use func(*model.Session) error) error {
	var seat *model.Session
	select {
	case seat = <-d.seats:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { d.seats <- seat }()
	if seat == nil {
		opened, err := d.db.Session(ctx)
		if err != nil {
			return err
		}
		seat = opened
	}
	return use(seat)
}

// New conforms a draft that is about no offer: entrusted, created just before the as-of
// date, so that the rules of its eve hold.
func (d *Desk) New(ctx context.Context, c Changes, read func(Ask) error) error {
	return d.seated(ctx, func(seat *model.Session) error {
		return d.conform(ctx, seat, c, map[string]any{}, d.asOf.AddDate(0, 0, -1).Format(time.DateOnly), read)
	})
}

// Changed conforms an entrusted offer of the snapshot with changes; createdOn is its ISO
// day of creation. ErrNotStored says that the snapshot holds no record of it.
func (d *Desk) Changed(ctx context.Context, offerID, createdOn string, c Changes, read func(Ask) error) error {
	return d.seated(ctx, func(seat *model.Session) error {
		before, err := d.stored(ctx, seat, offerID, createdOn)
		if err != nil {
			return err
		}
		return d.conform(ctx, seat, c, before, createdOn, read)
	})
}

// Said gives what the snapshot holds of an entrusted offer's record, by flat wire names.
func (d *Desk) Said(ctx context.Context, offerID, createdOn string) (said map[string]any, err error) {
	err = d.seated(ctx, func(seat *model.Session) (err error) {
		said, err = d.stored(ctx, seat, offerID, createdOn)
		return err
	})
	maps.DeleteFunc(said, func(_ string, value any) bool { return value == nil })
	return said, err
}

// stored reads what the snapshot holds of an offer, from the files of its month.
func (d *Desk) stored(ctx context.Context, seat *model.Session, offerID, createdOn string) (map[string]any, error) {
	record := Changes{values: map[string]any{}}
	for table, query := range stored {
		folder := d.folders[table]
		if folder == "" {
			return nil, ErrNotStored
		}
		files := filepath.ToSlash(filepath.Join(folder, "created_month="+createdOn[:len("2026-11")], "*.parquet"))
		var text string
		err := seat.QueryRow(ctx, query, []any{files, offerID}, []any{&text})
		if errors.Is(err, sql.ErrNoRows) {
			return nil, ErrNotStored
		}
		if err != nil {
			return nil, fmt.Errorf("read stored offer: %w", err)
		}
		part, err := Read(json.RawMessage(text))
		if err != nil {
			return nil, err
		}
		maps.Copy(record.values, part.values)
	}
	return record.values, nil
}

// conform reads the record of an offer with changes, and lets read ask what the models
// make of it: the tables of the draft hold its one row, for as long as read runs. An
// error of the draft is a *Refused.
func (d *Desk) conform(ctx context.Context, seat *model.Session, c Changes, before map[string]any, createdOn string, read func(Ask) error) error {
	record := maps.Clone(c.on(before))
	record["id"], record["dateCreation"], record["origineOffre.origine"] = draftID, createdOn, "1"
	text, err := json.Marshal(nested(record))
	if err != nil {
		return fmt.Errorf("write draft: %w", err)
	}
	row, err := ingest.ReadDraft(text, d.knownRome)
	if err != nil {
		return err
	}
	for _, u := range row.Unread {
		if c.names(u.Field) {
			return u
		}
	}
	columns, err := json.Marshal(row.Columns)
	if err != nil {
		return fmt.Errorf("write draft: %w", err)
	}
	return seat.Rehearse(ctx, func() error {
		if err := seat.Exec(ctx, d.insert, string(columns)); err != nil {
			return fmt.Errorf("conform draft: %w", err)
		}
		return read(func(query string, into ...any) error { return seat.QueryRow(ctx, query, nil, into) })
	})
}

// draftID is the identifier of the one row.
const draftID = "draft"
