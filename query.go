package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"vigie/analytics"
	"vigie/transform/model"
)

type queryCmd struct {
	lakeFlag
	SQL      string `arg:"" help:"One SELECT over the published tables, as core.offer or performance.indicator."`
	Format   string `help:"table, csv, json, parquet or arrow (an IPC stream)." enum:"table,csv,json,parquet,arrow" default:"table"`
	Snapshot string `help:"Another snapshot than the one served." placeholder:"ID"`
}

// Help is shown by vigie query --help.
func (queryCmd) Help() string {
	return `Examples:
  vigie query "select count(*) from core.offer"
  vigie query "select * from performance.indicator where indicator = 'ent1' and level = 'country'" --format csv
  vigie query "from information_schema.tables" --format json
  vigie query "select * from core.offer" --format arrow > offres.arrows`
}

// Run answers the query on the snapshot served.
func (c queryCmd) Run(e *env) error {
	lake, err := c.open()
	if err != nil {
		return err
	}
	id := c.Snapshot
	if id == "" {
		if id, err = lake.Current(); err != nil {
			return err
		}
	}
	if _, err := lake.Manifest(id); err != nil { // says what is wrong with an id
		return err
	}
	release, err := lake.Hold(id)
	if err != nil {
		return err
	}
	defer release()
	m, err := lake.Manifest(id)
	if err != nil {
		return err
	}
	db, err := analytics.OpenTables(e.ctx, lake.SnapshotDir(id), m, model.Settings{})
	if err != nil {
		return err
	}
	defer db.Close()
	query := strings.TrimRight(strings.TrimSpace(c.SQL), ";")
	tables, err := db.CheckSelect(e.ctx, query)
	if err != nil {
		return usageError{fmt.Errorf("query: %w (one SELECT is allowed; tables are listed by \"from information_schema.tables\")", err)}
	}
	if err := lake.VerifyTables(m, tables); err != nil {
		return err
	}
	switch c.Format {
	case "table":
		return printTable(e, db, query)
	case "arrow":
		if err := writeArrow(e.ctx, e.out, db, m, query); err != nil {
			return fmt.Errorf("query: %w", err)
		}
		return nil
	}
	dir, err := os.MkdirTemp("", "vigie-query-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "result")
	if err := db.CopySelect(e.ctx, query, file, model.Format(c.Format)); err != nil {
		return fmt.Errorf("query: %w", err)
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(e.out, f)
	return err
}

func printTable(e *env, db *model.DB, query string) error {
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	rows := -1 // the first is the header
	err := db.Text(e.ctx, query, func(row []*string) error {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = "∅"
			if v != nil {
				cells[i] = *v
			}
		}
		rows++
		_, err := fmt.Fprintln(w, strings.Join(cells, "\t"))
		return err
	})
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "(%d rows)\n", rows)
	return err
}
