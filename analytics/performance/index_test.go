package performance

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func testIndex(t *testing.T) *Index {
	t.Helper()
	models, err := Models()
	if err != nil {
		t.Fatal(err)
	}
	b := NewBuilder("S1", "2026-11-22", Define(models))
	for _, period := range []string{"2026-Q3", "2026-Q1", "2026-Q2"} {
		for _, code := range []string{"B", "A", "C"} {
			b.Add("ent1", "quarter", Row{Level: "agency", Code: code, Label: "Agence " + code, Period: period, Count: 1})
		}
		b.Add("ent1", "quarter", Row{Level: "country", Code: "FR", Label: "France", Period: period, Count: 3})
	}
	b.Add("ent1", "month", Row{Level: "country", Code: "FR", Label: "France", Period: "2026-09"})
	return b.Build()
}

// listing names the rows of an answer.
func listing(a Answer) []string {
	names := []string{}
	for _, r := range a.Rows {
		names = append(names, r.Period+" "+r.Code)
	}
	return names
}

func TestAnswer(t *testing.T) {
	ix := testIndex(t)
	for name, c := range map[string]struct {
		query Query
		want  []string
	}{
		"country and quarter by default": {Query{}, []string{"2026-Q3 FR", "2026-Q2 FR", "2026-Q1 FR"}},
		"month":                          {Query{Period: "month"}, []string{"2026-09 FR"}},
		"newest first, then by code":     {Query{Level: "agency", From: "2026-Q2"}, []string{"2026-Q3 A", "2026-Q3 B", "2026-Q3 C", "2026-Q2 A", "2026-Q2 B", "2026-Q2 C"}},
		"one place":                      {Query{Level: "agency", Code: "B"}, []string{"2026-Q3 B", "2026-Q2 B", "2026-Q1 B"}},
		"one place, one period":          {Query{Level: "agency", Code: "C", From: "2026-Q1", To: "2026-Q1"}, []string{"2026-Q1 C"}},
		"no such place":                  {Query{Level: "agency", Code: "Z"}, []string{}},
		"a level without rows":           {Query{Level: "region"}, []string{}},
		"before the window":              {Query{To: "2001-Q4"}, []string{}},
		"first page":                     {Query{Level: "agency", Limit: 2}, []string{"2026-Q3 A", "2026-Q3 B"}},
	} {
		t.Run(name, func(t *testing.T) {
			a, ok, err := ix.Answer("ent1", c.query)
			if !ok || err != nil {
				t.Fatalf("ok %v, error %v", ok, err)
			}
			if diff := cmp.Diff(c.want, listing(a)); diff != "" {
				t.Error(diff)
			}
			if a.Snapshot != "S1" || a.AsOf != "2026-11-22" || a.Indicator.ID != "ent1" {
				t.Errorf("answer is of %s, %s, %s", a.Snapshot, a.AsOf, a.Indicator.ID)
			}
		})
	}
	if _, ok, err := ix.Answer("ent9", Query{Level: "moon"}); ok || err != nil {
		t.Errorf("ent9: ok %v, error %v", ok, err)
	}
}

// Pages of any size, put together, are the whole listing.
func TestPages(t *testing.T) {
	ix := testIndex(t)
	for _, q := range []Query{{Level: "agency"}, {Level: "agency", Code: "B"}, {}} {
		whole, _, err := ix.Answer("ent1", q)
		if err != nil {
			t.Fatal(err)
		}
		for limit := 1; limit <= len(whole.Rows)+1; limit++ {
			q.Limit, q.After = limit, ""
			var got []string
			for pages := 0; ; pages++ {
				a, _, err := ix.Answer("ent1", q)
				if err != nil || pages > len(whole.Rows) {
					t.Fatalf("page %d: %v", pages, err)
				}
				got = append(got, listing(a)...)
				if a.Next == nil {
					break
				}
				q.After = *a.Next
			}
			if diff := cmp.Diff(listing(whole), got); diff != "" {
				t.Errorf("limit %d: %s", limit, diff)
			}
		}
	}
}

func TestRefusedValues(t *testing.T) {
	ix := testIndex(t)
	for _, c := range []struct {
		param, value string
		query        Query
	}{
		{"level", "ville", Query{Level: "ville"}},
		{"period", "week", Query{Period: "week"}},
		{"from", "2026-09", Query{From: "2026-09"}},
		{"from", "2026-Q5", Query{From: "2026-Q5"}},
		{"from", "2026-Q3", Query{From: "2026-Q3", To: "2026-Q2"}},
		{"to", "2026-13", Query{Period: "month", To: "2026-13"}},
		{"to", "26", Query{Period: "year", To: "26"}},
		{"to", "2026-Q1", Query{Period: "rolling12", To: "2026-Q1"}},
		{"cursor", "?", Query{After: "?"}},
		{"cursor", "QUJD", Query{After: "QUJD"}},
	} {
		t.Run(fmt.Sprint(c.param, " ", c.value), func(t *testing.T) {
			_, ok, err := ix.Answer("ent1", c.query)
			var refused *ParamError
			if !ok || !errors.As(err, &refused) {
				t.Fatalf("ok %v, error %v", ok, err)
			}
			if refused.Param != c.param || refused.Value != c.value || refused.Want == "" {
				t.Errorf("refused %+v", refused)
			}
		})
	}
}

// The headers of the SQL files are what is published as definitions.
func TestDefinitions(t *testing.T) {
	var ids []string
	for _, d := range testIndex(t).Definitions() {
		ids = append(ids, d.ID+" "+d.Unit+" "+d.Sense+" "+d.Version)
		if d.Title == "" || d.Definition == "" || d.Seed == "" {
			t.Errorf("definition %+v lacks a text", d)
		}
	}
	if diff := cmp.Diff([]string{"ent1 rate higher 1", "ent2 rate higher 1", "ent3 days lower 1"}, ids); diff != "" {
		t.Error(diff)
	}
}
