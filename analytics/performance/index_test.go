package performance_test

import (
	"errors"
	"strings"
	"testing"

	"vigie/analytics/performance"
)

// A value that is not accepted is named, with what is.
func TestQueriesAreRefusedByName(t *testing.T) {
	ix := naive{}.index(t)
	for _, c := range []struct {
		id          string
		q           performance.Query
		param, want string
	}{
		{"ent1", performance.Query{Level: "city"}, "level", "directorate"},
		{"ent1", performance.Query{Period: "week"}, "period", "rolling12"},
		{"ent1", performance.Query{Level: "region", Code: "99"}, "code", "comme 11"},
		{"ent1", performance.Query{From: "2026-01"}, "from", "2026-Q3"},
		{"ent1", performance.Query{Period: "month", To: "2026-13"}, "to", "2026-09"},
		{"ent1", performance.Query{From: "2026-Q3", To: "2026-Q2"}, "from", "2026-Q2"},
		{"ent1", performance.Query{By: "context"}, "by", "size_class, service"},
		{"ent2", performance.Query{By: "rome"}, "by", "context, naf_section"},
		{"ent1", performance.Query{By: "rome,contract,channel"}, "by", "deux qui diffèrent"},
		{"ent1", performance.Query{By: "rome,rome"}, "by", "deux qui diffèrent"},
		{"ent1", performance.Query{By: "rome,"}, "by", "virgule"},
		{"alerts", performance.Query{By: "rule,channel"}, "by", "rule seule"},
		{"ent1", performance.Query{Cut: "CDI"}, "cut", "chaque coupe"},
		{"ent1", performance.Query{By: "contract", Cut: "CDI,MRS"}, "cut", "chaque coupe"},
		{"ent1", performance.Query{By: "contract", Cut: "WEATHER"}, "cut", "contract"},
		{"ent1", performance.Query{By: "size_class,contract", Cut: ",WEATHER"}, "cut", "contract"},
		{"ent1", performance.Query{After: "forged"}, "cursor", "celui"},
	} {
		_, ok, err := ix.Answer(c.id, c.q)
		var refused *performance.ParamError
		if !ok || !errors.As(err, &refused) || refused.Param != c.param || !strings.Contains(refused.Want, c.want) {
			t.Errorf("%+v: %v, want %s and %q", c.q, err, c.param, c.want)
		}
	}
	if _, ok, _ := ix.Answer("ent9", performance.Query{}); ok {
		t.Error("ent9 is known")
	}
}

// Cuts that are not loaded say so; those that are loaded when they are asked for are.
func TestCutsAreLoading(t *testing.T) {
	definitions, err := performance.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	ix := performance.NewBuilder("", "", definitions, naive{}.frame()).Build()
	if _, _, err := ix.Answer("ent1", performance.Query{By: "rome"}); !errors.Is(err, performance.ErrLoading) {
		t.Errorf("%v, want ErrLoading", err)
	}
	ix.LoadCutsBy(func(d performance.Definition) error {
		var tables []*performance.Units
		for _, table := range d.Tables() {
			tables = append(tables, ix.Units(table))
		}
		ix.SetCuts(d.ID, tables)
		return nil
	})
	if _, _, err := ix.Answer("ent1", performance.Query{By: "rome"}); err != nil {
		t.Error(err)
	}
}

// Every indicator, and what stands beside one, is gathered without cuts.
func TestObservedGathersEveryIndicator(t *testing.T) {
	definitions, err := performance.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range models(t) {
		if m.Table != "unit.observed" {
			continue
		}
		for _, d := range definitions {
			for _, table := range d.Tables() {
				if !strings.Contains(m.SQL, "from "+table.Name+"\n") || !strings.Contains(m.SQL, "'"+d.ID+"'") {
					t.Errorf("unit/observed.sql has no branch for %s", table.Name)
				}
			}
		}
	}
}
