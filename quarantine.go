package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"vigie/data"
	"vigie/ingest"
	"vigie/transform/model"
)

type quarantineCmd struct {
	List   quarantineListCmd   `cmd:"" help:"Refused records and files, by rule and by file, and the fields that no contract lists."`
	Show   quarantineShowCmd   `cmd:"" help:"What was refused of a file: line, rule, field and value."`
	Replay quarantineReplayCmd `cmd:"" help:"Try again what is in quarantine, after a fix."`
}

type quarantineListCmd struct {
	lakeFlag
	Source []string `help:"Only this source. Repeatable." placeholder:"SOURCE"`
	Rule   []string `help:"Only what breaks this rule. Repeatable." placeholder:"RULE"`
	Format string   `help:"text or json." enum:"text,json" default:"text"`
}

// Help gives examples.
func (quarantineListCmd) Help() string {
	return `Examples:
  vigie quarantine list --lake lake
  vigie quarantine list --source offres --rule siret_invalid
  vigie quarantine list --format json`
}

// Run lists what is in quarantine.
func (c quarantineListCmd) Run(e *env) error {
	if err := knownNames("source", c.Source, sourceNames()); err != nil {
		return err
	}
	if err := knownNames("rule", c.Rule, ruleNames()); err != nil {
		return err
	}
	lake, err := c.open()
	if err != nil {
		return err
	}
	receipts, err := ingest.Receipts(lake)
	if err != nil {
		return err
	}
	if len(c.Source) > 0 {
		receipts = slices.DeleteFunc(receipts, func(r ingest.Receipt) bool { return !slices.Contains(c.Source, r.Source) })
	}
	list := listQuarantine(receipts, c.Rule)
	if paths := recordsOf(lake, list.Files); len(paths) > 0 {
		db, err := openRecords(e, paths)
		if err != nil {
			return err
		}
		defer db.Close()
		if err := list.readRules(e.ctx, db, c.Rule); err != nil {
			return err
		}
	}
	if c.Format == "json" {
		return writeJSON(e.out, list)
	}
	return list.write(e.out)
}

type quarantineShowCmd struct {
	lakeFlag
	File   string `arg:"" help:"File: its 16 digits, its path in the inbox, or its name."`
	Rule   string `help:"Only what breaks this rule." placeholder:"RULE"`
	Limit  int    `help:"Most records to show; 0 = all." default:"100" placeholder:"N"`
	Format string `help:"text, or json with the text of each record where it is kept." enum:"text,json" default:"text"`
}

// Help gives examples.
func (quarantineShowCmd) Help() string {
	return `Examples:
  vigie quarantine show 151e77f5b7529e15 --lake lake
  vigie quarantine show offres/2026-11-22.ndjson.gz --rule siret_invalid --format json

Of sources about persons neither value nor text is kept: the line says where to look in the file.`
}

// refusedRecord is one line of quarantine.
type refusedRecord struct {
	Line  int64  `json:"line"`
	Rule  string `json:"rule"`
	Field string `json:"field,omitempty"`
	Value string `json:"value,omitempty"`
	Raw   string `json:"raw,omitempty"`
}

const refusedRecordSQL = `
select line, rule, coalesce(field, '') as field, coalesce(value, '') as value, coalesce(raw, '') as raw
from quarantine.record
where ? in ('', rule)
order by line, rule, field
limit ?`

// Run shows what was refused of one file.
func (c quarantineShowCmd) Run(e *env) error {
	if c.Rule != "" {
		if err := knownNames("rule", []string{c.Rule}, ruleNames()); err != nil {
			return err
		}
	}
	lake, err := c.open()
	if err != nil {
		return err
	}
	receipts, err := ingest.Receipts(lake)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(receipts, func(r ingest.Receipt) bool {
		return (r.Quarantined > 0 || r.State != ingest.Loaded) && slices.Contains([]string{r.ID, r.Path, path.Base(r.Path)}, filepath.ToSlash(c.File))
	})
	if i < 0 {
		return fmt.Errorf("no file %s in quarantine: `vigie quarantine list` names them", c.File)
	}
	r := receipts[i]
	records, err := c.records(e, lake, r)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return writeJSON(e.out, records)
	}
	fmt.Fprintf(e.out, "%s (%s), %s: %d of %d records are refused\n", r.Path, r.ID, r.State, r.Quarantined, r.Read)
	if r.Error != "" {
		fmt.Fprintln(e.out, oneLine(r.Error))
	}
	if len(records) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nline\trule\tfield\tvalue")
	for _, q := range records {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\n", q.Line, q.Rule, q.Field, oneLine(q.Value))
	}
	if len(records) == c.Limit {
		fmt.Fprintf(w, "the first %d: --limit 0 shows all\n", c.Limit)
	}
	return w.Flush()
}

// records reads the refused records of a file; an unreadable file has none.
func (c quarantineShowCmd) records(e *env, lake data.Lake, r ingest.Receipt) ([]refusedRecord, error) {
	all := []refusedRecord{}
	paths := recordsOf(lake, []refusedFile{{Source: r.Source, File: r.ID}})
	if len(paths) == 0 {
		return all, nil
	}
	db, err := openRecords(e, paths)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	limit := int64(c.Limit)
	if limit == 0 {
		limit = r.Quarantined
	}
	rows, err := db.Query(e.ctx, refusedRecordSQL, c.Rule, limit)
	if err != nil {
		return nil, fmt.Errorf("read quarantine of %s: %w", r.Path, err)
	}
	defer rows.Close()
	for rows.Next() {
		var q refusedRecord
		if err := rows.Scan(&q.Line, &q.Rule, &q.Field, &q.Value, &q.Raw); err != nil {
			return nil, fmt.Errorf("read quarantine of %s: %w", r.Path, err)
		}
		all = append(all, q)
	}
	return all, rows.Err()
}

type quarantineReplayCmd struct{ ingestFlags }

// Help gives examples.
func (quarantineReplayCmd) Help() string {
	return `Examples:
  vigie quarantine replay --inbox inbox --lake lake
  vigie quarantine replay --source services

It reads again, from the inbox, the files of which records were refused, and those refused whole: after an agency
was added, a nomenclature imported, a program mended. It is vigie ingest --replay. A file that is delivered again
under its name needs no replay: it is a new file.`
}

// Run replays the quarantine and names what it could not try.
func (c quarantineReplayCmd) Run(e *env) error {
	report, err := c.ingest(e, true)
	if err != nil && len(report.Files) == 0 {
		return err
	}
	lake, openErr := c.open()
	if openErr != nil {
		return openErr
	}
	receipts, readErr := ingest.Receipts(lake)
	if readErr != nil {
		return readErr
	}
	for _, f := range listQuarantine(receipts, nil).Files {
		there := slices.ContainsFunc(report.Files, func(r ingest.Receipt) bool { return r.ID == f.File })
		if !there && (len(c.Source) == 0 || slices.Contains(c.Source, f.Source)) {
			fmt.Fprintf(e.out, "No longer in the inbox, not tried: %s (%s)\n", f.Path, f.File)
		}
	}
	return err
}

// recordsOf are the files that hold the refused records of deliveries.
func recordsOf(lake data.Lake, files []refusedFile) []string {
	var paths []string
	for _, f := range files {
		records := filepath.Join(lake.QuarantineDir(f.Source), f.File+".parquet")
		if _, err := os.Stat(records); err == nil {
			paths = append(paths, records)
		}
	}
	return paths
}

// openRecords gives SQL the refused records of files, as quarantine.record.
func openRecords(e *env, paths []string) (*model.DB, error) {
	db, err := model.Open(e.ctx, e.now, model.Settings{Threads: 1}, nil)
	if err != nil {
		return nil, err
	}
	if err := db.AttachParquet(e.ctx, "quarantine.record", paths); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

func sourceNames() []string {
	var names []string
	for _, s := range ingest.Sources() {
		names = append(names, s.Info().Name)
	}
	return names
}

func ruleNames() []string {
	var names []string
	for _, r := range ingest.Rules() {
		names = append(names, r.Code)
	}
	return names
}

// knownNames refuses the value of a flag that names nothing.
func knownNames(flag string, given, known []string) error {
	for _, name := range given {
		if !slices.Contains(known, name) {
			return usageError{fmt.Errorf("--%s %s: there is none of this name (known: %s)", flag, name, strings.Join(known, ", "))}
		}
	}
	return nil
}

func writeJSON(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
