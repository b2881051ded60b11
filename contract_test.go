package main

import (
	"context"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/data"
	"vigie/ingest"
	"vigie/transform/model"
	"vigie/transform/transformtest"
)

// TestRawContract: the raw tables that golden cases start from have the columns
// and types that ingest writes.
func TestRawContract(t *testing.T) {
	ctx := t.Context()
	lake, err := data.Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	files, err := ingest.RawFiles(lake, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	written, assumed := openModels(t), openModels(t)
	for source, raw := range files {
		if err := written.AttachParquet(ctx, "raw."+source, []string{raw.Contract}); err != nil {
			t.Fatal(err)
		}
	}
	for _, ddl := range transformtest.Inputs() {
		if err := assumed.Exec(ctx, ddl); err != nil {
			t.Fatal(err)
		}
	}
	want, got := columnsOf(ctx, t, written), columnsOf(ctx, t, assumed)
	maps.DeleteFunc(got, func(column, _ string) bool { return strings.HasPrefix(column, "receipt.") })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("transformtest.Inputs differs from what ingest writes (-ingest +inputs):\n%s", diff)
	}
}

func openModels(t *testing.T) *model.DB {
	t.Helper()
	db, err := model.Open(t.Context(), testDay, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// columnsOf gives the type of each column of the raw tables, by table.column.
func columnsOf(ctx context.Context, t *testing.T, db *model.DB) map[string]string {
	t.Helper()
	columns := map[string]string{}
	const query = "select concat(table_name, '.', column_name) as name, data_type from information_schema.columns where table_schema = 'raw'"
	err := db.Text(ctx, query, func(row []*string) error {
		columns[*row[0]] = *row[1]
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	delete(columns, "name") // the header
	return columns
}
