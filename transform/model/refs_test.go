package model_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vigie/transform/model"
)

const header = "-- title: T\n-- grain: a\n"

// TestInspect: what is read off a model, and what the house rules refuse.
func TestInspect(t *testing.T) {
	cases := []struct {
		name, schema, sql string
		refs, rules       []string
		fault             string
	}{
		{"references and rules", "core", "with c as (select a from raw.x) select c.a, rule_low_n() as n from c inner join ref.y as y on y.a = c.a", []string{"raw.x", "ref.y"}, []string{"low_n"}, ""},
		{"rules through the prelude", "core", "select a, window_start() as s from raw.x", []string{"raw.x"}, []string{"window_months"}, ""},
		{"a table without its schema", "core", "select a from x", nil, nil, "reads x without its schema"},
		{"a star", "core", "select * from raw.x", nil, nil, "names no columns"},
		{"the clock", "core", "select a from raw.x where d < now()", nil, nil, "calls now()"},
		{"chance", "core", "select a from raw.x order by random()", nil, nil, "calls random()"},
		{"a threshold", "performance", "select a from raw.x where n >= 30", nil, nil, "holds the number 30"},
		{"a decimal threshold", "performance", "select a from raw.x where n >= 0.75", nil, nil, "holds the number 0.75"},
		{"a number that says what it is", "performance", "select a / 7 as a from raw.x", []string{"raw.x"}, []string{}, ""},
		{"two statements", "core", "select a from raw.x; drop table y", nil, nil, "parse"},
		{"not a select", "core", "delete from raw.x", nil, nil, "parse"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			text := header
			if strings.Contains(c.sql, "/ 7") {
				text += "-- literal: 7 days of a week\n"
			}
			models, err := model.Load(fstest.MapFS{c.schema + "/m.sql": {Data: []byte(text + c.sql)}})
			if err != nil {
				t.Fatal(err)
			}
			db, err := model.Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			got, err := model.Inspect(ctx, db, models)
			if c.fault != "" {
				if err == nil || !strings.Contains(err.Error(), c.fault) {
					t.Fatalf("error %v, want %q", err, c.fault)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got[0].Refs, c.refs) || !slices.Equal(got[0].Rules, c.rules) {
				t.Fatalf("refs %v, rules %v; want %v, %v", got[0].Refs, got[0].Rules, c.refs, c.rules)
			}
		})
	}
}

// TestHeader: what a file must open with.
func TestHeader(t *testing.T) {
	for text, fault := range map[string]string{
		"select 1":                             "has no \"title\" line",
		"-- title: T\nselect 1":                "has no \"grain\" line",
		"-- titel: T\nselect 1":                "want `-- key: value`",
		"-- free text\n" + header + "select 1": "want `-- key: value`",
	} {
		_, err := model.Load(fstest.MapFS{"core/m.sql": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%q: error %v, want %q", text, err, fault)
		}
	}
}

// TestOrder: each model comes after those it reads; a circle is told.
func TestOrder(t *testing.T) {
	models := []model.Model{
		{Table: "a.late", Refs: []string{"b.middle"}}, {Table: "b.middle", Refs: []string{"c.early", "raw.input"}}, {Table: "c.early"},
	}
	ordered, err := model.Order(models)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range ordered {
		names = append(names, m.Table)
	}
	if got := strings.Join(names, " "); got != "c.early b.middle a.late" {
		t.Errorf("order %s", got)
	}
	models[2].Refs = []string{"a.late"}
	if _, err := model.Order(models); err == nil || !strings.Contains(err.Error(), "→") {
		t.Errorf("error %v, want the circle", err)
	}
}
