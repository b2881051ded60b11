package api

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"vigie/analytics/disclosure"
	"vigie/analytics/performance"
)

// What a caller without the right to every agency is shown of an indicator is what one
// who has it is shown, or nothing at all: on a real night, by every level and period, and by cuts.
func TestAnswersAreAsTheCallerMaySeeThem(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	agency := ""
	for _, r := range answerOf(t, &exchange{snapshot: snap, caller: Caller{ID: "all", Persons: true}}, "ent1", performance.Query{Level: "agency"}).Rows {
		if r.Code != "ZZ" {
			agency = r.Code
			break
		}
	}
	callers := []Caller{{ID: "analyst"}, {ID: "advisor", Persons: true, Agencies: []string{agency}}}
	shown, hidden := map[string]int{}, map[string]int{}
	for _, d := range snap.Performance.Definitions() {
		if d.ID != "ent1" && d.ID != "ent2" {
			continue
		}
		for _, level := range []string{"agency", "directorate", "department", "region", "country"} {
			for _, kind := range []string{"month", "quarter", "year", "rolling12"} {
				for _, cut := range append([]string{""}, d.Cuts...) {
					if cut != "" && (kind == "month" || kind == "rolling12" || cut == "rome") {
						continue
					}
					q := performance.Query{Level: level, Period: kind, By: cut}
					all := answerOf(t, &exchange{snapshot: snap, caller: Caller{ID: "all", Persons: true}}, d.ID, q)
					for _, c := range callers {
						a, err := indicatorOf(&exchange{snapshot: snap, caller: c}, d.ID, q)
						if held := (*disclosure.Refusal)(nil); errors.As(err, &held) {
							continue
						}
						if err != nil {
							t.Fatalf("%s of %s: %v", d.ID, c.ID, err)
						}
						for _, r := range a.Rows {
							if r.Suppressed {
								hidden[c.ID]++
								if !isEmpty(r) || r.Code == agency && level == "agency" && c.ID == "advisor" {
									t.Errorf("%s of %s: %+v is hidden", d.ID, c.ID, r)
								}
								continue
							}
							shown[c.ID]++
							i := slices.IndexFunc(all.Rows, func(o performance.Row) bool {
								return o.Code == r.Code && o.Period == r.Period && (cut == "" || *o.Cut == *r.Cut)
							})
							if i < 0 || *all.Rows[i].Count != *r.Count || (r.Value == nil) != (all.Rows[i].Value == nil) || (r.Value != nil && *r.Value != *all.Rows[i].Value) {
								t.Fatalf("%s of %s: %+v is another figure", d.ID, c.ID, r)
							}
						}
						if cut == "" && len(a.Rows) != len(all.Rows) {
							t.Errorf("%s of %s: %d rows, not %d", d.ID, c.ID, len(a.Rows), len(all.Rows))
						}
					}
				}
			}
		}
	}
	for _, c := range callers {
		t.Logf("%s: %d figures shown, %d hidden", c.ID, shown[c.ID], hidden[c.ID])
		if shown[c.ID] == 0 || hidden[c.ID] == 0 {
			t.Errorf("%s is shown %d figures, and not %d", c.ID, shown[c.ID], hidden[c.ID])
		}
	}
}

func isEmpty(r performance.Row) bool {
	return r.Value == nil && r.Count == nil && r.Numerator == nil && r.Denominator == nil && r.Low == nil && r.High == nil && r.Gap == nil &&
		r.Previous == nil && r.YearBefore == nil && r.Rank == nil && !r.LowN && r.Median == nil && r.MedianLow == nil && r.MedianHigh == nil &&
		r.NinthDecile == nil && r.SurvivalMedian == nil && r.Without == nil && r.Frozen == nil
}

func answerOf(t *testing.T, x *exchange, id string, q performance.Query) performance.Answer {
	t.Helper()
	a, err := indicatorOf(x, id, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Callers of unlike rights never share an answer's tag.
func TestTagsTellRightsApart(t *testing.T) {
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/v1/indicators/ent1", http.NoBody)
	tags := map[string]string{}
	for _, c := range []Caller{{ID: "a"}, {ID: "a", Persons: true}, {ID: "a", Persons: true, Agencies: []string{}}, {ID: "a", Persons: true, Agencies: []string{"1"}}} {
		tag := etag("s", "v", &exchange{caller: c}, r)
		if other, taken := tags[tag]; taken {
			t.Errorf("%+v has the tag of %s", c, other)
		}
		tags[tag] = c.audience()
	}
}

func TestWithheldIsAForbiddenThatSaysWhatIsPublished(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	_, err := indicatorOf(&exchange{snapshot: snap, caller: Caller{ID: "analyst"}}, "ent1", performance.Query{Level: "department", By: "contract"})
	p := problem(err, "/v1/indicators/ent1")
	if want := "by : « contract » n'est pas publié ici ; publié : cette ventilation aux niveaux country, region."; p.Status != 403 || p.Detail != want {
		t.Errorf("%d %s", p.Status, p.Detail)
	}
}

// What is hidden without a cut can't be added up by one: of a hidden total some value that
// is hidden holds units.
func TestNoCutGivesAHiddenTotal(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	all, analyst := &exchange{snapshot: snap, caller: Caller{ID: "all", Persons: true}}, &exchange{snapshot: snap, caller: Caller{ID: "analyst"}}
	hidden := 0
	for _, d := range snap.Performance.Definitions() {
		for _, level := range []string{"region", "country"} {
			totals := answerOf(t, analyst, d.ID, performance.Query{Level: level})
			for _, cut := range d.Cuts {
				a, err := indicatorOf(analyst, d.ID, performance.Query{Level: level, By: cut})
				if held := (*disclosure.Refusal)(nil); errors.As(err, &held) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				every := answerOf(t, all, d.ID, performance.Query{Level: level, By: cut})
				for _, total := range totals.Rows {
					if !total.Suppressed {
						continue
					}
					units, shown := int64(0), int64(0)
					for _, r := range every.Rows {
						if r.Code == total.Code && r.Period == total.Period {
							units += *r.Count
						}
					}
					for _, r := range a.Rows {
						if r.Code == total.Code && r.Period == total.Period && !r.Suppressed {
							shown += *r.Count
						}
					}
					if hidden++; units > 0 && shown == units {
						t.Errorf("%s of %s in %s is hidden, and told by %s", d.ID, total.Code, total.Period, cut)
					}
				}
			}
		}
	}
	if hidden == 0 {
		t.Error("no total is hidden")
	}
}
