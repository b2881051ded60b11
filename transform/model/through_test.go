package model_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vigie/transform/model"
)

// longest emits, for each key, its rows in the order they came and the longest word among them.
var longest = model.Through{
	Columns: []model.Column{{Name: "k", Type: "integer"}, {Name: "words", Type: "varchar"}, {Name: "longest", Type: "integer"}},
	Key:     "k", Order: []string{"k", "n"},
	Run: func(_ context.Context, _ model.Query, rows *sql.Rows, emit func(...any) error) error {
		var words []string
		key, most := 0, 0
		flush := func() error {
			if len(words) == 0 {
				return nil
			}
			var size any = most
			if most == 0 {
				size = nil
			}
			return emit(key, strings.Join(words, " "), size)
		}
		for rows.Next() {
			var k, n int
			var word string
			if err := rows.Scan(&k, &n, &word); err != nil {
				return err
			}
			if k != key {
				if err := flush(); err != nil {
					return err
				}
				words, most = nil, 0
			}
			key, words, most = k, append(words, word), max(most, len(word))
		}
		return flush()
	},
}

// TestThrough: rows that go through Go are written as any table's, each key whole
// and in order, quotes, line ends and nulls included; no row gives an empty table.
func TestThrough(t *testing.T) {
	ctx := context.Background()
	text := header + "-- through: longest\nselect k, n, word from raw.word"
	text = strings.Replace(text, "grain: a", "grain: k", 1)
	models, err := model.Load(fstest.MapFS{"core/m.sql": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := model.Bind(models, map[string]model.Through{"other": longest}); err == nil {
		t.Error("a function that nobody gives is bound")
	}
	if err := model.Bind(models, map[string]model.Through{"longest": longest}); err != nil {
		t.Fatal(err)
	}
	for _, rows := range []int{0, 1000} {
		t.Run(fmt.Sprint(rows, " keys"), func(t *testing.T) {
			db, err := model.Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 2}, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			for _, ddl := range []string{
				"create schema raw", "create table raw.word (k integer, n integer, word varchar)",
				fmt.Sprintf(`insert into raw.word select k, 3 - n, case when k = 7 then '' else concat(repeat('x', n), '"', chr(10), ',') end
				 from range(%d) as a(k), range(3) as b(n)`, rows),
			} {
				if err := db.Exec(ctx, ddl); err != nil {
					t.Fatal(err)
				}
			}
			inspected, err := model.Inspect(ctx, db, models)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			tables, err := model.Build(ctx, db, inspected, model.Night{DirOf: func(model.Model) string { return dir }, Each: func(model.Table) {}})
			if err != nil {
				t.Fatal(err)
			}
			if tables[0].Rows != int64(rows) {
				t.Errorf("%d rows written, want %d", tables[0].Rows, rows)
			}
			var wrong, nulls int64
			const query = `select count(*) filter (where k <> 7 and (words <> concat('xx"', chr(10), ', x"', chr(10), ', "', chr(10), ',') or longest <> 5)),
			 count(*) filter (where longest is null) from core.m`
			if err := db.QueryRow(ctx, query).Scan(&wrong, &nulls); err != nil {
				t.Fatal(err)
			}
			if wrong > 0 || nulls != min(1, int64(rows)) {
				t.Errorf("%d rows differ, %d have no longest word", wrong, nulls)
			}
			breaches, err := model.Audit(ctx, db, inspected[0], tables[0])
			if err != nil || len(breaches) > 0 {
				t.Errorf("breaches %v, error %v", breaches, err)
			}
		})
	}
}

// TestThroughUnbound: a model whose function is missing is not built from its SELECT instead.
func TestThroughUnbound(t *testing.T) {
	db, err := model.Open(context.Background(), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	models, err := model.Load(fstest.MapFS{"core/m.sql": {Data: []byte(header + "-- through: longest\nselect 1 as a")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.Select(context.Background(), models[0], t.TempDir()); err == nil || !strings.Contains(err.Error(), "not bound") {
		t.Errorf("error %v, want the function named", err)
	}
}
