package api

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"testing"
	"time"

	"vigie/analytics"
	"vigie/analytics/diff"
	"vigie/analytics/performance"
	"vigie/api/openapi"
)

// Two nights are told apart page by page, filtered; one against itself has not moved, and
// those that are not kept are named as such.
func TestNightsAreCompared(t *testing.T) {
	store, isStore := fixture(t).(*analytics.Store)
	if !isStore {
		t.Fatal("no store")
	}
	snap, release := store.Acquire()
	defer release()
	moves := movesOf(t, snap)
	made := func(ctx context.Context, before, after string) (*diff.Difference, error) {
		d, err := store.Compare(ctx, before, after) // of the same night: nothing moved
		if err != nil {
			return nil, err
		}
		told := *d
		told.Moves = moves
		return &told, nil
	}
	s := newServer(t, Deps{Source: store, At: store.At, Compare: store.Compare})
	address := "/v1/snapshots/" + snap.ID + "/diff/" + snap.ID
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		response, body := get(t, s.URL+address)
		follows(t, address, response, body)
		if response.StatusCode == http.StatusServiceUnavailable && response.Header.Get("Retry-After") != "" && time.Now().Before(deadline) {
			continue
		}
		var c openapi.Comparison
		if err := json.Unmarshal([]byte(body), &c); err != nil || response.StatusCode != http.StatusOK || len(c.Rows) > 0 || len(c.Causes) > 0 || c.Before.ID != snap.ID {
			t.Fatalf("status %d, %v: %s", response.StatusCode, err, body)
		}
		break
	}
	response, body := get(t, s.URL+"/v1/snapshots/"+snap.ID+"/diff/000099-0123456789ab")
	checkProblem(t, response, body, http.StatusNotFound)

	s = newServer(t, Deps{Source: store, At: store.At, Compare: made})
	var all []diff.Move
	for at := address + "?limit=7&indicator=ent1&level=region"; at != ""; {
		response, body := get(t, s.URL+at)
		follows(t, at, response, body)
		var c openapi.Comparison
		if err := json.Unmarshal([]byte(body), &c); err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("status %d, %v: %s", response.StatusCode, err, body)
		}
		all, at = append(all, c.Rows...), ""
		if c.Next != nil {
			at = address + "?limit=7&indicator=ent1&level=region&cursor=" + *c.Next
		}
	}
	want := slices.DeleteFunc(slices.Clone(moves), func(m diff.Move) bool { return m.Indicator != "ent1" || m.Level != "region" })
	if len(all) != len(want) || len(all) < 8 || all[0].Why == nil {
		t.Errorf("%d moves, want %d", len(all), len(want))
	}
	for _, refused := range []string{"?cursor=forged", "?cursor=OTk5OTk5OTk", "?level=city", "?limit=0"} {
		response, body := get(t, s.URL+address+refused)
		checkProblem(t, response, body, http.StatusBadRequest)
	}
	if response, body := get(t, s.URL+address+"?format=csv"); response.StatusCode != http.StatusOK {
		t.Errorf("status %d: %s", response.StatusCode, body)
	}
}

// What moved is told as the indicators themselves are: a cell that is hidden is not listed,
// and how much each reason moved is for who sees everything.
func TestMovesAreAsTheCallerMaySeeThem(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	d := &diff.Difference{Moves: movesOf(t, snap)}
	c := Caller{ID: "analyst"}
	sight, err := c.sight(snap.Hidden)
	if err != nil {
		t.Fatal(err)
	}
	rows, next, err := analytics.Moves(d, analytics.MoveQuery{Limit: len(d.Moves), Before: sight, Later: sight})
	if err != nil || next != "" || len(rows) == 0 || len(rows) == len(d.Moves) {
		t.Fatalf("%d moves of %d, next %q, %v", len(rows), len(d.Moves), next, err)
	}
	for _, r := range rows {
		a, err := indicatorOf(&exchange{snapshot: snap, caller: c}, r.Indicator, performance.Query{Level: r.Level, Code: r.Code, Period: r.Kind, From: r.Period, To: r.Period})
		if err != nil || len(a.Rows) != 1 || a.Rows[0].Suppressed || r.Why != nil {
			t.Fatalf("%+v is told, and %+v, %v", r, a.Rows, err)
		}
	}
}

// movesOf are made-up moves, of figures that there are.
func movesOf(t *testing.T, snap *analytics.Snapshot) (moves []diff.Move) {
	t.Helper()
	for _, id := range []string{"ent1", "event"} {
		for _, level := range everyLevel {
			for _, r := range answerOf(t, &exchange{snapshot: snap, caller: Caller{ID: "all", Persons: true}}, id, performance.Query{Level: level}).Rows {
				moves = append(moves, diff.Move{
					Indicator: id, Level: level, Code: r.Code, Label: r.Label, Kind: quarter, Period: r.Period, State: "moved", CountAfter: *r.Count, After: r.Value,
					Why: []diff.Part{{Reason: "late", Count: *r.Count}}})
			}
		}
	}
	return moves
}
