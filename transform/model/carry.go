package model

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A table of facts is carried from night to night: only the records that came
// are conformed, and only the files that they touch are written again (part.go). Three
// headers say so:
//
//	-- facts-of: offres          one row for each record of a source; `offres siret` where its key is not called id
//	-- follows: core.offer       the same records, other columns, and at best a content_hash of them
//	-- again: dateCloture >= …   which records say something of days to come, and so are read again every night
//
// A fourth one is for rows that depend on other records too:
//
//	-- touched: stg.touched_offer  its one column names the keys whose rows tonight touches, those that leave included,
//	                               and is left empty on a full night; the SELECT gives the rows of those keys, or of
//	                               all on a full night (before.night), and the others' rows are carried on
//
// Models may read a table as the night before left it, core.offer as before.offer, and its as-of
// date, before.night: that of a touched table's keys does, and none on a full night. A fifth one is for what is
// made of the parts of another table, see parts.go.
//
// A table of facts has its key first in its grain, the stamp of the version it holds in
// updated_at and the hash of that version in version; otherwise its rows depend on
// their own record and the nomenclatures only. Two tables of the night's own go with it,
// and are never published: gone.<source>, the versions that count and give no row
// (a deletion must go on beating older versions), and again.<source>, the raw
// records to read again.
//
// What is compared is SQL: transform/stg/won.sql says which records count from
// tonight on, out of what came and of before.record, what the night before knew.
const (
	wonTable      = "stg.won"
	schemaGone    = "gone"
	schemaAgain   = "again"
	columnStamp   = "updated_at"
	columnVersion = "version"
	columnContent = "content_hash"
	schemaDelta   = "delta" // what came tonight, conformed
	movedTable    = schemaDelta + ".moved"
)

// FactsOf is the source whose records the table holds and the name of their key, or "".
func (m Model) FactsOf() (source, key string) {
	source, key, _ = strings.Cut(m.Header["facts-of"], " ")
	if source != "" && key == "" {
		key = "id"
	}
	return source, key
}

// IsCarried says that the table is carried from night to night.
func (m Model) IsCarried() bool {
	return m.Header["facts-of"] != "" || m.Header["follows"] != "" || m.Header["touched"] != "" || m.partsOf() != ""
}

// Before is what the snapshot of the night before holds; a nil one means that
// every record is read.
type Before struct {
	Dir    string // its folder
	AsOf   time.Time
	Tables map[string]Table
	Counts []Count
}

// Count is what was counted of a source's records up to the night before.
type Count struct {
	Source                        string
	Loaded, Duplicate, Superseded int64
}

// Gone is the table of the versions of a source that count and give no row.
func Gone(source string) string { return schemaGone + "." + source }

// Again is the table of the records of a source that are read again every night.
func Again(source string) string { return schemaAgain + "." + source }

// Files are the full paths of a table of the night before, none where it has none.
func (b *Before) Files(table string) []string {
	if b == nil {
		return nil
	}
	var files []string
	for _, f := range b.Tables[table].Files {
		files = append(files, filepath.Join(b.Dir, f.Path))
	}
	return files
}

// attachBefore makes the tables before.*, from which the SQL of the versions
// knows what is known: empty ones when there is no night before.
func (db *DB) attachBefore(ctx context.Context, models []Model, before *Before) error {
	if err := db.Exec(ctx, "create schema if not exists before"); err != nil {
		return fmt.Errorf("attach the night before: %w", err)
	}
	record := []string{"select null::varchar as source, null::varchar as place, null::varchar as id, null::timestamptz as _stamp, null::uuid as _hash, null::varchar as part where false"}
	night := "create or replace view before.night as select true as is_full, null::date as as_of"
	if before != nil {
		night = "create or replace view before.night as select false as is_full, date " + quote(before.AsOf.Format(time.DateOnly)) + " as as_of"
	}
	again := []string{"select null::varchar as source, null::varchar as _file, null::bigint as _line where false"}
	for _, m := range models {
		source, key := m.FactsOf()
		if source == "" || before == nil {
			continue
		}
		record = append(record,
			fmt.Sprintf("select %s, 'core', %s, %s, %s, filename from %s", quote(source), ident(m.Grain()[0]), columnStamp, columnVersion, readParquet(before.Files(m.Table))),
			fmt.Sprintf("select %s, 'gone', id, _stamp, _hash, null from %s", quote(source), readParquet(before.Files(Gone(source)))),
			fmt.Sprintf("select %s, 'again', %s, _stamp, _hash, null from %s", quote(source), ident(key), readParquet(before.Files(Again(source)))))
		again = append(again, fmt.Sprintf("select %s, _file, _line from %s", quote(source), readParquet(before.Files(Again(source)))))
	}
	for _, stmt := range []string{
		night, "create schema if not exists " + schemaDelta,
		"create or replace view before.record as " + strings.Join(record, " union all "),
		"create or replace view before.again as " + strings.Join(again, " union all "),
		"create or replace table before.source_count (source varchar, loaded bigint, duplicate bigint, superseded bigint)",
	} {
		if err := db.Exec(ctx, stmt); err != nil {
			return fmt.Errorf("attach the night before: %w", err)
		}
	}
	if before == nil {
		return nil
	}
	for name, m := range Formers(models) {
		if err := db.AttachParquet(ctx, name, before.Files(m.Table)); err != nil {
			return fmt.Errorf("attach the night before: %w", err)
		}
	}
	for _, c := range before.Counts {
		if err := db.Exec(ctx, "insert into before.source_count values (?, ?, ?, ?)", c.Source, c.Loaded, c.Duplicate, c.Superseded); err != nil {
			return fmt.Errorf("attach the night before: %w", err)
		}
	}
	return nil
}

// Formers are the tables that models read as the night before left them, by the name they
// read them under: of two of one name, the one that holds facts, then the one that is carried,
// then the one of core or channel. Those of other schemas are handed on as they are (analytics).
func Formers(models []Model) map[string]Model {
	rank := func(m Model) int {
		switch {
		case m.Header["facts-of"] != "":
			return 3
		case m.IsCarried():
			return 2
		case m.Schema() == "core" || m.Schema() == "channel":
			return 1
		}
		return 0
	}
	formers := map[string]Model{}
	for _, m := range models {
		former := "before." + m.Name()
		isRead := func(o Model) bool { return slices.Contains(o.Refs, former) }
		if rank(m) > rank(formers[former]) && slices.ContainsFunc(models, isRead) {
			formers[former] = m
		}
	}
	return formers
}

func readParquet(files []string) string {
	return fmt.Sprintf("read_parquet(%s, hive_partitioning = false, union_by_name = true)", quoteList(files))
}

// carry brings a table from the night before to tonight: the parts that tonight's
// records touch are written again, links are made to the files of the others.
func (db *DB) carry(ctx context.Context, m Model, source, dir string, before *Before) (Table, error) {
	delta := schemaDelta + "." + ident(m.Table)
	if err := db.conform(ctx, m, source, delta, dir); err != nil {
		return Table{}, err
	}
	if err := db.findMoved(ctx, m, source, delta, before); err != nil {
		return Table{}, err
	}
	return db.rewrite(ctx, m, delta, dir, before)
}

// carryTouched does the same for a table of touched keys.
func (db *DB) carryTouched(ctx context.Context, m Model, dir string, before *Before) (Table, error) {
	query, done, err := db.Select(ctx, m, dir)
	if err != nil {
		return Table{}, err
	}
	defer done()
	delta, key := schemaDelta+"."+ident(m.Table), ident(m.Grain()[0])
	if err := db.Exec(ctx, fmt.Sprintf("create or replace table %s as %s", delta, query)); err != nil {
		return Table{}, err
	}
	moved := fmt.Sprintf("select t.%[1]s as id, f.filename as part from %[2]s as t left join %[3]s as f on f.%[1]s = t.%[1]s",
		key, qualified(m.Header["touched"]), readParquet(before.Files(m.Table)))
	if err := db.Exec(ctx, "create or replace table "+movedTable+" as "+moved); err != nil {
		return Table{}, err
	}
	return db.rewrite(ctx, m, delta, dir, before)
}

// conform makes delta, the rows of tonight's records that count. It is a table,
// since it is read several times and the records must be conformed once.
func (db *DB) conform(ctx context.Context, m Model, source, delta, dir string) error {
	query, done, err := db.Select(ctx, m, dir)
	if err != nil {
		return err
	}
	defer done()
	return db.Exec(ctx, fmt.Sprintf("create or replace table %s as select d.* from (%s\n) as d semi join %s as w on w.source = %s and w.id = d.%s",
		delta, query, wonTable, quote(source), ident(m.Grain()[0])))
}

// findMoved lists the keys whose row changes tonight, comes or goes, and the file
// that holds them. In a table that follows another, a row of the same content_hash
// stays: most updates of an offer leave its text alone.
func (db *DB) findMoved(ctx context.Context, m Model, source, delta string, before *Before) error {
	query := fmt.Sprintf("select w.id, w.part from %s as w where w.source = %s", wonTable, quote(source))
	if m.Header["facts-of"] == "" {
		columns, same := "f."+ident(m.Grain()[0]), "false"
		comparable, err := db.hasColumn(ctx, schemaDelta, m.Table, columnContent)
		if err != nil {
			return err
		}
		if comparable {
			columns += fmt.Sprintf(", f.%s, f.%s", ident(m.Partition()), columnContent)
			same = fmt.Sprintf("h.%[1]s = d.%[1]s and h.%[2]s = d.%[2]s", ident(m.Partition()), columnContent)
		}
		query = fmt.Sprintf(`with held as (
				select %[7]s, f.filename as part from %[1]s as f
				semi join %[2]s as w on w.source = %[3]s and w.id = f.%[4]s
			),
			same as (select d.%[4]s as id from %[5]s as d semi join held as h on h.%[4]s = d.%[4]s and %[6]s)
			select w.id, h.part from %[2]s as w
			left join (select distinct %[4]s as id, part from held) as h on h.id = w.id
			anti join same as s on s.id = w.id
			where w.source = %[3]s`,
			readParquet(before.Files(m.Table)), wonTable, quote(source), ident(m.Grain()[0]), delta, same, columns)
	}
	return db.Exec(ctx, "create or replace table "+movedTable+" as "+query)
}

func (db *DB) hasColumn(ctx context.Context, schema, table, column string) (has bool, err error) {
	err = db.QueryRow(ctx, "select count(*) > 0 from duckdb_columns() where schema_name = ? and table_name = ? and column_name = ?", schema, table, column).Scan(&has)
	return has, err
}

// IsPart says that a file holds rows of one part of a table.
func IsPart(path string) bool { return partOf(filepath.ToSlash(path)) != "" }

// link gives a file of the night before a name among tonight's: published files
// are never written again, so they can be shared.
func link(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	err := os.Link(from, to)
	if err == nil || errors.Is(err, os.ErrNotExist) {
		return err
	}
	in, err := os.Open(from) // another file system
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// writeGone writes gone.<source>: the versions that count and give no row.
func (db *DB) writeGone(ctx context.Context, m Model, dir string, before *Before) (Table, error) {
	source, _ := m.FactsOf()
	made := qualified(m.Table)
	if before != nil {
		made = schemaDelta + "." + ident(m.Table)
	}
	query := fmt.Sprintf("select w.id, w._stamp, w._hash from %s as w anti join %s as t on t.%s = w.id where w.source = %s",
		wonTable, made, ident(m.Grain()[0]), quote(source))
	if files := before.Files(Gone(source)); len(files) > 0 {
		query += fmt.Sprintf(" union all select g.id, g._stamp, g._hash from %s as g anti join %s as w on w.source = %s and w.id = g.id",
			readParquet(files), wonTable, quote(source))
	}
	return db.writeOwn(ctx, Gone(source), query+" order by all", dir)
}

// writeAgain writes again.<source>: the raw records that are stamped on the as-of
// date or later, and those that count and say something of days to come.
func (db *DB) writeAgain(ctx context.Context, m Model, dir string) (Table, error) {
	source, key := m.FactsOf()
	raw := qualified("raw." + source)
	condition := m.Header["again"]
	if condition == "" {
		condition = "false"
	}
	// First which ones they are, and of those which count: raw records are many and wide, and few are to come.
	for _, stmt := range []string{
		fmt.Sprintf(`create or replace table %[1]s.coming as
			select r.%[2]s as id, r._stamp, r._hash, r._file, r._line, r._stamp >= as_of_at() as waits
			from %[3]s as r
			where r._stamp >= as_of_at() or (%[4]s)
			qualify row_number() over (partition by r.%[2]s, r._stamp, r._hash order by r._file, r._line) = 1`,
			schemaDelta, ident(key), raw, condition),
		fmt.Sprintf(`create or replace table %[1]s.again as
			select c._file, c._line from %[1]s.coming as c where c.waits
			union all
			select c._file, c._line from %[1]s.coming as c semi join %[2]s as w on w.source = %[3]s and w.id = c.id and w._stamp = c._stamp and w._hash = c._hash where not c.waits`,
			schemaDelta, wonTable, quote(source)),
	} {
		if err := db.Exec(ctx, stmt); err != nil {
			return Table{}, err
		}
	}
	var n int64
	if err := db.QueryRow(ctx, "select count(*) from "+schemaDelta+".again").Scan(&n); err != nil {
		return Table{}, err
	}
	query := fmt.Sprintf("select r.* from %s as r semi join %s.again as a on a._file = r._file and a._line = r._line", raw, schemaDelta)
	if n == 0 {
		query = "select * from " + raw + " limit 0"
	}
	return db.writeOwn(ctx, Again(source), query, dir)
}

// Waiting counts the keys of a table of facts that are known only by records to be
// read again: those of no row, and of no version that is gone.
func (db *DB) Waiting(ctx context.Context, m Model) (n int64, err error) {
	source, key := m.FactsOf()
	again := qualified(Again(source))
	query := fmt.Sprintf(`select count(distinct a.%[1]s) from %[2]s as a
		anti join (
			select t.%[3]s as id from %[4]s as t semi join %[2]s as a on a.%[1]s = t.%[3]s
			union all
			select g.id from %[5]s as g semi join %[2]s as a on a.%[1]s = g.id
		) as known on known.id = a.%[1]s`,
		ident(key), again, ident(m.Grain()[0]), qualified(m.Table), qualified(Gone(source)))
	if err := db.QueryRow(ctx, query).Scan(&n); err != nil {
		return 0, fmt.Errorf("count records of %s to come: %w", source, err)
	}
	return n, nil
}

// writeOwn writes a table of the night's own in one file.
func (db *DB) writeOwn(ctx context.Context, table, query, dir string) (Table, error) {
	schema, name, _ := strings.Cut(table, ".")
	out := filepath.Join(dir, schema, name)
	if err := os.MkdirAll(out, 0o755); err != nil {
		return Table{}, err
	}
	if err := db.Exec(ctx, fmt.Sprintf("copy (%s) to %s (%s)", query, quote(filepath.Join(out, name+".parquet")), parquet)); err != nil {
		return Table{}, fmt.Errorf("write %s: %w", table, err)
	}
	return db.publish(ctx, table, dir, nil)
}

// sourceOf is the source whose records a carried table holds, "" for one of touched keys.
func sourceOf(m Model, models []Model) (string, error) {
	if m.Header["touched"] != "" {
		return "", nil
	}
	if source, _ := m.FactsOf(); source != "" {
		return source, nil
	}
	i := slices.IndexFunc(models, func(o Model) bool { return o.Table == m.Header["follows"] })
	if i < 0 {
		return "", fmt.Errorf("model %s follows %s, which no model makes", m.File, m.Header["follows"])
	}
	source, _ := models[i].FactsOf()
	if source == "" {
		return "", fmt.Errorf("model %s follows %s: that one must hold the facts of a source", m.File, m.Header["follows"])
	}
	return source, nil
}

func quoteList(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = quote(filepath.ToSlash(v))
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
