package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"vigie/data"
	"vigie/transform/model"
)

type quarantineCmd struct {
	List quarantineListCmd `cmd:"" help:"Refused files, and refused records by file and rule."`
	Show quarantineShowCmd `cmd:"" help:"The refused records of a file, with line, rule, field and value."`
}

const quarantineFilesSQL = `
select source, path, id as file, state, "read", quarantined, coalesce(error, '') as error
from raw.receipt
where quarantined > 0 or state <> 'loaded'
order by source, path, file`

const quarantineRulesSQL = `
select file, rule, coalesce(field, '') as field, count(*) as records, min(line) as first_line
from quarantine.record
group by file, rule, field
order by file, records desc, rule, field`

const quarantineShowSQL = `
select line, rule, coalesce(field, '') as field, coalesce(value, '') as value
from quarantine.record
order by line, rule, field`

type quarantineListCmd struct{ lakeFlag }

// Help gives examples.
func (quarantineListCmd) Help() string { return "Examples:\n  vigie quarantine list --lake lake" }

// Run lists what is in quarantine.
func (c quarantineListCmd) Run(e *env) error {
	lake, err := c.open()
	if err != nil {
		return err
	}
	db, err := openQuarantine(e, lake, "*")
	if err != nil {
		return err
	}
	defer db.Close()
	count := 0
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	for _, query := range []string{quarantineFilesSQL, quarantineRulesSQL} {
		err := db.Text(e.ctx, query, func(row []*string) error {
			count++
			_, err := fmt.Fprintln(w, tabbed(row))
			return err
		})
		if err != nil {
			return fmt.Errorf("read quarantine: %w", err)
		}
		fmt.Fprintln(w)
	}
	if count == 2 { // the two headers
		_, err := fmt.Fprintln(e.out, "Quarantine is empty.")
		return err
	}
	return w.Flush()
}

type quarantineShowCmd struct {
	lakeFlag
	File string `arg:"" help:"File, as vigie quarantine list names it: 16 hexadecimal digits."`
}

// Help gives examples.
func (quarantineShowCmd) Help() string {
	return "Examples:\n  vigie quarantine show 151e77f5b7529e15 --lake lake"
}

// Run shows the refused records of one file.
func (c quarantineShowCmd) Run(e *env) error {
	lake, err := c.open()
	if err != nil {
		return err
	}
	if strings.ContainsAny(c.File, `*?[/\`) {
		return usageError{fmt.Errorf("%q is not a file of the quarantine: `vigie quarantine list` names them", c.File)}
	}
	db, err := openQuarantine(e, lake, c.File)
	if err != nil {
		return err
	}
	defer db.Close()
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	err = db.Text(e.ctx, quarantineShowSQL, func(row []*string) error {
		_, err := fmt.Fprintln(w, tabbed(row))
		return err
	})
	if err != nil {
		return fmt.Errorf("read quarantine: %w", err)
	}
	return w.Flush()
}

func tabbed(row []*string) string {
	cells := make([]string, len(row))
	for i, v := range row {
		if v != nil {
			cells[i] = strings.Join(strings.Fields(*v), " ")
		}
	}
	return strings.Join(cells, "\t")
}

// openQuarantine gives SQL the refused records of the files whose id matches, and
// the receipts of all files.
func openQuarantine(e *env, lake data.Lake, file string) (*model.DB, error) {
	records, err := filepath.Glob(filepath.Join(lake.Root, "quarantine", "*", file+".parquet"))
	if err != nil {
		return nil, err
	}
	if len(records) == 0 && file != "*" {
		return nil, fmt.Errorf("no file %s in quarantine: `vigie quarantine list` names them", file)
	}
	receipts, err := lake.Receipts()
	if err != nil {
		return nil, err
	}
	db, err := model.Open(e.ctx, e.now, model.Settings{Threads: 1}, nil)
	if err != nil {
		return nil, err
	}
	attach := func() error { return db.AttachParquet(e.ctx, "quarantine.record", records) }
	if len(records) == 0 {
		attach = func() error {
			return db.Exec(e.ctx, `create schema quarantine; create table quarantine.record (file varchar, line bigint, rule varchar, field varchar, value varchar)`)
		}
	}
	if err := errors.Join(attach(), db.AttachJSON(e.ctx, "raw.receipt", receipts, data.ReceiptColumns)); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}
