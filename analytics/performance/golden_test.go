package performance_test

import (
	"strings"
	"testing"

	"vigie/analytics/attractivity"
	"vigie/analytics/performance"
	"vigie/transform"
	"vigie/transform/model"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

// models are those of this package and those it reads.
func models(t *testing.T) []model.Model {
	t.Helper()
	return modeltest.Inspect(t, transform.Models, attractivity.Models, performance.Models)
}

func suite(t *testing.T) modeltest.Suite {
	return modeltest.Suite{Dir: ".", Models: models(t), Inputs: transformtest.Inputs()}
}

func TestGolden(t *testing.T) { suite(t).Run(t) }

// Where nothing was observed no indicator has a unit; its answer has its places and
// periods all the same, with a count of 0 and no value: never 0 %.
func TestNothingObserved(t *testing.T) {
	s := suite(t)
	for _, m := range s.Models {
		if m.Schema() != "unit" {
			continue
		}
		if rows := s.Empty(t, m); strings.Count(rows, "\n") != 1 {
			t.Errorf("%s has rows over nothing:\n%s", m.Table, rows)
		}
	}
	ix := naive{}.index(t)
	for _, d := range ix.Definitions() {
		a, _, err := ix.Answer(d.ID, performance.Query{})
		if err != nil || len(a.Rows) == 0 {
			t.Errorf("%s: %d rows, %v", d.ID, len(a.Rows), err)
		}
		for _, r := range a.Rows {
			if r.Count == nil || *r.Count != 0 || r.Value != nil || r.Low != nil || r.High != nil || r.Gap != nil || r.Rank != nil || r.Median != nil || r.NinthDecile != nil || r.SurvivalMedian != nil || !r.LowN {
				t.Errorf("%s: %+v of nothing", d.ID, r)
			}
		}
		for _, by := range d.Cuts {
			if a, _, err := ix.Answer(d.ID, performance.Query{By: by}); err != nil || len(a.Rows) != 0 {
				t.Errorf("%s by %s: %d rows, %v", d.ID, by, len(a.Rows), err)
			}
		}
	}
}
