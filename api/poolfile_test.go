package api

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"vigie/analytics/pools"
)

// The file is the pool, whole and in its order, in the writing of a French spreadsheet.
func TestPoolFile(t *testing.T) {
	source := fixture(t)
	active, _ := someOffers(t, source)
	s := newServer(t, Deps{Source: source})
	_, body := get(t, s.URL+"/v1/offers/"+active+"/pool?limit=500")
	var p pools.Pool
	if err := json.Unmarshal([]byte(body), &p); err != nil || len(p.Candidates) == 0 {
		t.Fatalf("pool of %s: %v", active, err)
	}
	response, file := get(t, s.URL+"/offres/"+active+"/vivier.csv")
	if got := response.Header.Get("Content-Disposition"); got != `attachment; filename="vivier-`+p.AsOf+`.csv"` {
		t.Errorf("disposition %q", got)
	}
	text, marked := strings.CutPrefix(file, "\ufeff")
	if !marked {
		t.Error("no mark of UTF-8")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	lines, err := r.ReadAll()
	if err != nil || len(lines) != p.Size+1 {
		t.Fatalf("%d lines for %d persons: %v", len(lines), p.Size, err)
	}
	for i, c := range p.Candidates {
		if line := lines[i+1]; line[1] != c.JobSeekerID || line[2] != frenchNumber(c.Score) || strings.Contains(line[2], ".") || line[16] != active {
			t.Errorf("line %d is %q, want %s with %v", i+1, line, c.JobSeekerID, c.Score)
		}
	}
}

func TestPoolFileHoldsNoFormula(t *testing.T) {
	km := 1234.5
	body, err := poolCSV(pools.Pool{Offer: pools.Offer{ID: "-1"}, Candidates: []pools.Candidate{{
		JobSeekerID: "P", Score: 93.456, DistanceKm: &km, MRS: true, MatchedSkills: []string{"=HYPERLINK(1)", "b"}, MissingSkills: []string{"@x; \"y\""},
		Applied: &pools.Applied{On: "2026-11-03", Outcome: "+1"},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(body), "\r\n")
	want := `1;P;93,46;0,00;0,00;0,00;0,00;0,00;0,00;1234,50;;oui;'=HYPERLINK(1) | b;"'@x; ""y""";2026-11-03;'+1;'-1;;` + "\r\n"
	if line != want {
		t.Errorf("line %q, want %q", line, want)
	}
}
