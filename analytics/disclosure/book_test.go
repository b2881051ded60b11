package disclosure

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What is written of a decision gives it back.
func TestRowsGiveDecisionsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		audiences, err := Audiences()
		if err != nil {
			t.Fatal(err)
		}
		a := rapid.SampledFrom(audiences).Draw(t, "audience")
		d := Decide(w.country, a.Plan, a.Rule, BlockOf("2026-09"), nil, w.facts())
		book, err := NewBook(w.country, d.Rows(w.country, a.Plan, "offers"))
		if err != nil {
			t.Fatal(err)
		}
		s, err := book.Sight(a.Rule.Audience, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range w.country.Places {
			if s.Shows(Figure{"ent1", p.Level, p.Code, Quarter, "2026-Q3", "", ""}) == d.Whole[i] || s.Shows(Figure{"ent1", p.Level, p.Code, Month, "2026-08", "", ""}) == d.Months[i] {
				t.Fatalf("%v is told otherwise than decided", p)
			}
			for _, v := range worldValues {
				of := d.Cuts["contract"]
				if s.Shows(Figure{"ent1", p.Level, p.Code, Quarter, "2026-Q3", "contract", v}) == (of.Places[i] || of.Values[v]) {
					t.Fatalf("%v by %s is told otherwise than decided", p, v)
				}
			}
		}
	})
}

func testBook(t *testing.T) *Book {
	t.Helper()
	c := NewCountry([]Membership{
		{Agency: "A", Level: "agency", Code: "A"}, {Agency: "B", Level: "agency", Code: "B"}, {Agency: "C", Level: "agency", Code: "C"},
		{Agency: "A", Level: "region", Code: "11"}, {Agency: "B", Level: "region", Code: "11"}, {Agency: "C", Level: "region", Code: "11"}, {Agency: "A", Level: "country", Code: "FR"}, {Agency: "B", Level: "country", Code: "FR"}, {Agency: "C", Level: "country", Code: "FR"},
	})
	rows := []Row{
		{Audience: "staff", Bundle: "offers", Block: "2026-Q2", Kind: Month, Level: "agency", Code: "A"},
		{Audience: "staff", Bundle: "offers", Block: "2026-Q2", Kind: Month, Level: "agency", Code: "B"},
		{Audience: "staff", Bundle: "offers", Block: "2026-Q2", Kind: Month, Level: "agency", Code: "C"},
		{Audience: "staff", Bundle: "offers", Block: "2026-Q2", Kind: "cut", Cut: "contract", Value: "LIB"},
	}
	for _, q := range []string{"2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"} {
		rows = append(rows, Row{Audience: "staff", Bundle: "offers", Block: q, Kind: Decided})
	}
	b, err := NewBook(c, rows)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestShows(t *testing.T) {
	book := testBook(t)
	for _, c := range []struct {
		name     string
		agencies []string
		figure   Figure
		want     bool
	}{
		{"a month hidden", nil, Figure{"ent1", "agency", "A", "month", "2026-05", "", ""}, false},
		{"its quarter", nil, Figure{"ent1", "agency", "A", "quarter", "2026-Q2", "", ""}, true},
		{"a month shown", nil, Figure{"ent1", "agency", "A", "month", "2026-03", "", ""}, true},
		{"a quarter that is not decided", nil, Figure{"ent1", "region", "11", "quarter", "2026-Q3", "", ""}, false},
		{"a year of which a quarter is not decided", nil, Figure{"ent1", "region", "11", "year", "2026", "", ""}, false},
		{"a window of four quarters, one hidden by the month only", nil, Figure{"ent1", "agency", "A", "rolling12", "2026-06", "", ""}, true},
		{"a window that begins within a quarter hidden by the month", nil, Figure{"ent1", "agency", "A", "rolling12", "2026-05", "", ""}, false},
		{"another bundle", nil, Figure{"ent2", "region", "11", "quarter", "2026-Q2", "", ""}, false},
		{"a value", nil, Figure{"ent1", "region", "11", "quarter", "2026-Q2", "contract", "CDI"}, true},
		{"a value hidden", nil, Figure{"ent1", "region", "11", "quarter", "2026-Q2", "contract", "LIB"}, false},
		{"a value by the month", nil, Figure{"ent1", "region", "11", "month", "2026-05", "contract", "CDI"}, false},
		{"a value of an agency", nil, Figure{"ent1", "agency", "A", "quarter", "2026-Q2", "contract", "CDI"}, false},
		{"one's own agency", []string{"A"}, Figure{"ent1", "agency", "A", "month", "2026-05", "", ""}, true},
		{"one's own agency, by a cut, now", []string{"A"}, Figure{"ent1", "agency", "A", "month", "2026-08", "contract", "CDI"}, true},
		{"a colleague's", []string{"A"}, Figure{"ent1", "agency", "B", "month", "2026-05", "", ""}, false},
		{"the first of two of one's own", []string{"B", "A"}, Figure{"ent1", "agency", "A", "month", "2026-05", "", ""}, true},
		{"the second, that would give the third", []string{"B", "A"}, Figure{"ent1", "agency", "B", "month", "2026-05", "", ""}, false},
		{"the second, when all are one's own", []string{"A", "B", "C"}, Figure{"ent1", "agency", "B", "month", "2026-05", "", ""}, true},
	} {
		s, err := book.Sight("staff", c.agencies)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Shows(c.figure); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if !(*Sight)(nil).Shows(Figure{}) {
		t.Error("nil is everything")
	}
}

func TestCheck(t *testing.T) {
	book := testBook(t)
	for _, c := range []struct {
		audience, level, kind, cut string
		param, want                string // "": published
	}{
		{"staff", "agency", "month", "", "", ""},
		{"staff", "agency", "quarter", "contract", "by", ""},
		{"staff", "region", "year", "contract", "", ""},
		{"staff", "region", "month", "contract", "period", ""},
		{"staff", "region", "quarter", "rome", "by", ""},
		{"other", "agency", "month", "", "period", ""},
		{"other", "agency", "quarter", "", "", ""},
		{"other", "basin", "quarter", "", "level", ""},
		{"staff", "region", "quarter", "context", "by", "domain"}, // ENT1 has none: nothing is decided by it
		{"staff", "region", "quarter", "domain,contract", "by", "une coupe à la fois"},
	} {
		s, err := book.Sight(c.audience, nil)
		if err != nil {
			t.Fatal(err)
		}
		var refused *Refusal
		param := ""
		if errors.As(s.Check("ent1", c.level, "", c.kind, c.cut), &refused) {
			param = refused.Param
		}
		if param != c.param || (c.want != "" && !strings.Contains(refused.Want, c.want)) {
			t.Errorf("%v: refused %q, %v", c, param, refused)
		}
	}
	staff, err := book.Sight("staff", nil)
	if err != nil || staff.Check("event", "region", "", "quarter", "domain") == nil || staff.Shows(Figure{Indicator: "event", Level: "region", Code: "11", Kind: Quarter, Period: "2026-Q3", Cut: "domain", Value: "G"}) {
		t.Error("events are shown by a cut that nothing is decided by")
	}
	own, err := book.Sight("other", []string{"A"})
	if err != nil || own.Check("ent1", "agency", "A", "month", "rome") != nil {
		t.Error("one's own agency is refused")
	}
}

func TestRule(t *testing.T) {
	unit := func(establishment uint32, agency int32, count, numerator int64) Unit {
		return Unit{Agency: agency, Establishment: establishment, Count: count, Numerator: numerator, Denominator: count}
	}
	rate := Facet{Kind: Rate}
	for _, c := range []struct {
		name  string
		rule  Rule
		facet Facet
		units []Unit
		want  bool
	}{
		{"nothing", worldRule, rate, nil, true},
		{"two establishments", worldRule, Facet{Kind: Ratio}, []Unit{unit(1, 0, 5, 5), unit(2, 0, 5, 5)}, false},
		{"three", worldRule, Facet{Kind: Ratio}, []Unit{unit(1, 0, 5, 5), unit(2, 0, 5, 5), unit(3, 0, 5, 5)}, true},
		{"85 %", worldRule, Facet{Kind: Ratio}, []Unit{unit(1, 0, 85, 1), unit(2, 0, 10, 1), unit(3, 0, 5, 1)}, true},
		{"more than 85 %", worldRule, Facet{Kind: Ratio}, []Unit{unit(1, 0, 86, 1), unit(2, 0, 9, 1), unit(3, 0, 5, 1)}, false},
		{"one establishment's rest", worldRule, rate, []Unit{unit(1, 0, 2, 1), unit(2, 0, 1, 1), unit(3, 0, 1, 1), unit(4, 0, 1, 1)}, false},
		{"all of four", worldRule, rate, []Unit{unit(1, 0, 1, 1), unit(2, 0, 1, 1), unit(3, 0, 1, 1), unit(4, 0, 1, 1)}, false},
		{"all of five", worldRule, rate, []Unit{unit(1, 0, 1, 1), unit(2, 0, 1, 1), unit(3, 0, 1, 1), unit(4, 0, 1, 1), unit(5, 0, 1, 1)}, true},
		{"four persons", worldRule, Facet{Kind: Ratio, Persons: true}, []Unit{unit(1, 0, 1, 2), unit(2, 0, 1, 1), unit(3, 0, 1, 1)}, false},
		{"three establishments, one of an insider's agency alone", insiderRule, Facet{Kind: Ratio}, []Unit{unit(1, 0, 1, 1), unit(2, 1, 1, 1), unit(3, 1, 1, 1)}, false},
		{"an insider's agency beside one", insiderRule, Facet{Kind: Ratio}, []Unit{unit(9, 0, 1, 1), unit(1, 1, 1, 1), unit(2, 1, 1, 1), unit(3, 1, 1, 1)}, false},
		{"five persons, four without the agency of one and of a part of another", insiderRule, Facet{Kind: Ratio, Persons: true}, []Unit{unit(9, 0, 1, 1), unit(2, 0, 1, 2), unit(1, 0, 1, 0), unit(17, 1, 1, 1), unit(25, 2, 1, 1), unit(1, 2, 1, 3)}, false},
		{"an insider's agency beside three", insiderRule, Facet{Kind: Ratio}, []Unit{unit(7, 0, 1, 1), unit(8, 0, 1, 1), unit(9, 0, 1, 1), unit(1, 1, 1, 1), unit(2, 1, 1, 1), unit(3, 1, 1, 1)}, true},
	} {
		if got := c.rule.Keeps(c.facet, c.units); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
