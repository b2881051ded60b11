package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"vigie/analytics/disclosure"
	"vigie/analytics/performance"
)

var (
	everyLevel = []string{"agency", "directorate", "department", "region", "country"}
	everyKind  = []string{"month", "quarter", "year", "rolling12"}
)

// Every combination of indicator, level, period and cut is answered as the document
// says, and a value of a cut asked by itself has the rows it has among the others.
func TestEveryCombinationIsAnswered(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	snap, release := source.Acquire()
	defer release()
	asked := 0
	ask := func(t *testing.T, id, level, kind, by, cut string) performance.Answer {
		t.Helper()
		q := url.Values{"level": {level}, "period": {kind}, "limit": {"3"}}
		if by != "" {
			q.Set("by", by)
		}
		if cut != "" {
			q.Set("cut", cut)
		}
		address := "/v1/indicators/" + id + "?" + q.Encode()
		response, body := get(t, s.URL+address)
		if asked++; response.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d: %s", address, response.StatusCode, body)
		}
		follows(t, address, response, body)
		var a performance.Answer
		if err := json.Unmarshal([]byte(body), &a); err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, d := range snap.Performance.Definitions() {
		t.Run(d.ID, func(t *testing.T) {
			for i, by := range cutsOf(d) {
				for j, level := range everyLevel {
					for k, kind := range everyKind {
						if strings.Contains(by, ",") && k != (i+j)%len(everyKind) {
							continue // each pair at each level, in turn by each kind of period
						}
						rows := ask(t, d.ID, level, kind, by, "").Rows
						if by == "" || len(rows) == 0 {
							continue
						}
						value, _, _ := strings.Cut(*rows[0].Cut, ",")
						if strings.Contains(by, ",") {
							value += "," // whatever the other
						}
						alone := ask(t, d.ID, level, kind, by, value).Rows
						if len(alone) == 0 || *alone[0].Cut != *rows[0].Cut || *alone[0].Count != *rows[0].Count {
							t.Errorf("%s by %s=%s, %s, %s: %+v, not %+v first", d.ID, by, value, level, kind, alone, rows[0])
						}
						for _, r := range alone {
							if !strings.HasPrefix(*r.Cut, value) {
								t.Errorf("%s by %s=%s: a row of %s", d.ID, by, value, *r.Cut)
							}
						}
					}
				}
			}
		})
	}
	t.Logf("%d answers", asked)
}

// cutsOf are none, each cut of an indicator and each two that go together.
func cutsOf(d performance.Definition) []string {
	all := append([]string{""}, d.Cuts...)
	for _, first := range d.Cuts {
		for _, second := range d.Cuts {
			if first < second && len(d.Crossed([]string{first, second})) > 0 && !standsAlone(d.ID, first, second) {
				all = append(all, first+","+second)
			}
		}
	}
	return all
}

// standsAlone names the cuts that have units of their own.
func standsAlone(id string, cuts ...string) bool {
	of := map[string]string{"alerts": "rule", "svc_share": "service"}[id]
	return of != "" && (cuts[0] == of || cuts[1] == of)
}

// Two cuts are no table of disclosure control: they are for who may see every cell, and
// of their own agency for who works there.
func TestTwoCutsAreOfOnesOwnAgency(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	all := Caller{ID: "all", Persons: true}
	agency := ""
	for _, r := range answerOf(t, &exchange{snapshot: snap, caller: all}, "ent1", performance.Query{Level: "agency", By: "domain,contract"}).Rows {
		if r.Code != "ZZ" {
			agency = r.Code
			break
		}
	}
	advisor := Caller{ID: "advisor", Persons: true, Agencies: []string{agency}}
	for _, d := range snap.Performance.Definitions() {
		for _, by := range cutsOf(d) {
			if !strings.Contains(by, ",") {
				continue
			}
			for _, level := range everyLevel {
				for _, c := range []Caller{{ID: "analyst"}, advisor} {
					name := fmt.Sprintf("%s by %s, %s, to %s", d.ID, by, level, c.ID)
					a, err := indicatorOf(&exchange{snapshot: snap, caller: c}, d.ID, performance.Query{Level: level, By: by})
					if held := (*disclosure.Refusal)(nil); errors.As(err, &held) {
						if held.Param != "by" && held.Param != "level" {
							t.Errorf("%s: %v", name, held)
						}
						continue
					}
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					if c.ID != "advisor" || level != "agency" {
						t.Fatalf("%s: answered", name)
					}
					for _, r := range a.Rows {
						if r.Code != agency {
							t.Fatalf("%s: a row of %s", name, r.Code)
						}
					}
				}
			}
		}
	}
}
