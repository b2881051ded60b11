package api

import (
	"context"
	"slices"
	"testing"

	"vigie/analytics"
)

// The map shows any key figure, and the document names them.
func TestPilotMapsItsKeyFigures(t *testing.T) {
	key, err := analytics.KeyFigures()
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, k := range key {
		want = append(want, k.Indicator)
	}
	for _, v := range document(t).Components.Parameters["PilotIndicator"].Value.Schema.Value.Enum {
		got = append(got, v.(string))
	}
	if !slices.Equal(got, want) {
		t.Errorf("the document has %v, pilot.csv %v", got, want)
	}
}

// An agency's page shows each caller the figures that the indicators and the market
// show them, and its lists to who may have them.
func TestPilotIsAsTheCallerMaySeeIt(t *testing.T) {
	source := fixture(t)
	agency, _ := someAgency(t, source)
	snap, release := source.Acquire()
	defer release()
	for _, c := range []struct {
		Caller
		withheld bool
	}{
		{Caller{ID: "all", Persons: true}, false}, {Caller{ID: "advisor", Persons: true, Agencies: []string{agency}}, false},
		{Caller{ID: "stranger", Persons: true, Agencies: []string{"NONE"}}, true}, {Caller{ID: "analyst"}, true},
	} {
		x := &exchange{snapshot: snap, caller: c.Caller}
		ctx := context.WithValue(t.Context(), exchangeKey{}, x)
		p, err := pilotOf(ctx, agency, "2026-Q2", "fill")
		if err != nil {
			t.Fatal(err)
		}
		if p.Withheld != c.withheld || c.withheld != (len(p.Worklists) == 0) || c.withheld && len(p.Alerts) > 0 {
			t.Errorf("%s: withheld is %v, %d worklists, %d alerts", c.ID, p.Withheld, len(p.Worklists), len(p.Alerts))
		}
		hidden := 0
		for _, f := range p.Figures {
			if f.Row.Suppressed {
				hidden++
			}
		}
		for _, d := range p.Map.Departments {
			if d.Row.Suppressed && d.Class != nil {
				t.Errorf("%s: the class of %s is told", c.ID, d.Row.Code)
			}
		}
		least, few := int64(x.caller.fewest(snap.Hidden)), 0
		for _, of := range p.Trades {
			for _, n := range []*int64{of.Market.Hires, of.Market.Portfolio} {
				if n != nil && *n > 0 && *n < least {
					few++
				}
			}
		}
		if len(p.Figures) != 8 || len(p.Map.Departments) < 8 || len(p.Trades) == 0 || few > 0 || c.withheld != (hidden > 0) {
			t.Errorf("%s: %d figures, %d hidden, %d departments, %d trades, %d counts of few persons", c.ID, len(p.Figures), hidden, len(p.Map.Departments), len(p.Trades), few)
		}
	}
}
