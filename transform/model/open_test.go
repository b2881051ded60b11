package model

import (
	"context"
	"testing"
	"time"
)

// Every connection of an instance has its settings, one that is opened after the instance
// has spilled to disk too.
func TestConnectionsHaveTheSettings(t *testing.T) {
	ctx := context.Background()
	spill := t.TempDir()
	db, err := Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Settings{Memory: "200MB", Threads: 2, Spill: spill}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	first, err := db.sql.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if _, err := first.ExecContext(ctx, "create table wide as select range as n, md5(range::varchar) as a, md5((range + 1)::varchar) as b from range(3000000) order by md5(range::varchar)"); err != nil {
		t.Fatal(err)
	}
	var spilled int64
	if err := first.QueryRowContext(ctx, "select coalesce(sum(size), 0) from duckdb_temporary_files()").Scan(&spilled); err != nil || spilled == 0 {
		t.Fatalf("%d bytes spilled, %v: the case is about an instance that has", spilled, err)
	}
	second, err := db.sql.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	for name, want := range map[string]string{
		"TimeZone": "Europe/Paris", "temp_directory": spill, "threads": "2", "memory_limit": "190.7 MiB",
		"preserve_insertion_order": "false", "parquet_metadata_cache": "true", "autoload_known_extensions": "false", "autoinstall_known_extensions": "false",
	} {
		var got string
		if err := second.QueryRowContext(ctx, "select current_setting(?)::varchar", name).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q on the second connection, want %q: %v", name, got, want, err)
		}
	}
}
