package sample

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"vigie/data/labels"
	"vigie/data/reference"
)

// TestRecruiters: each employer named on an offer is an establishment, of the same
// commune and agency; requests come in working hours and six answers in ten within
// 48 hours; some accounts share a telephone.
func TestRecruiters(t *testing.T) {
	dir, _ := generate(t, Options{Scale: 0.002, Seed: 6, BrokenShare: -1})
	type establishment struct{ SIRET, Commune, CodeNaf string }
	known, gone := map[string]establishment{}, 0
	lines(t, dir, "etablissements", func(line []byte) {
		var e establishment
		if bytes.Contains(line, []byte(`"supprime":true`)) {
			gone++
			return
		}
		if err := json.Unmarshal(line, &e); err != nil || !labels.ValidSIRET(e.SIRET) {
			t.Fatalf("%v: %s", err, line)
		}
		if _, twice := known[e.SIRET]; twice {
			t.Fatalf("two establishments of number %s", e.SIRET)
		}
		known[e.SIRET] = e
	})
	named, away, unknown := 0, 0, 0
	lines(t, dir, "offres", func(line []byte) {
		var o struct {
			SIRET, CodeNAF string
			Entreprise     struct{ SIRET string }
			LieuTravail    struct{ Commune string }
		}
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		siret := max(o.SIRET, o.Entreprise.SIRET)
		if siret == "" {
			return
		}
		named++
		e, there := known[siret]
		if !there {
			unknown++
			return
		}
		if e.CodeNaf != o.CodeNAF && o.CodeNAF != "" {
			away++
		}
		if o.LieuTravail.Commune != "" && e.Commune != o.LieuTravail.Commune {
			away++
		}
	})
	if unknown > 0 && gone == 0 || unknown > named/100 {
		t.Errorf("%d offers of no establishment, of which %d are gone", unknown, gone)
	}
	if away > named/100 {
		t.Errorf("%d of %d offers are away from the commune or the sector of their establishment", away, named) // those planted so are
	}
	var asked, soon float64
	lines(t, dir, "contacts", func(line []byte) {
		var k struct {
			DateDemande time.Time
			DateReponse *time.Time
		}
		if bytes.Contains(line, []byte(`"supprime":true`)) {
			return
		}
		if err := json.Unmarshal(line, &k); err != nil {
			t.Fatal(err)
		}
		if day := k.DateDemande.Weekday(); day == time.Saturday || day == time.Sunday || k.DateDemande.Hour() < 8 || k.DateDemande.Hour() >= 17 {
			t.Fatalf("a request on a %s: %s", day, line)
		}
		asked++
		if k.DateReponse == nil {
			return
		}
		delay := k.DateReponse.Sub(k.DateDemande)
		if k.DateReponse.Weekday() == time.Monday && delay > 48*time.Hour {
			delay -= 48 * time.Hour // the weekend
		}
		if delay <= 0 {
			t.Fatalf("an answer before the request: %s", line)
		}
		if delay <= 48*time.Hour {
			soon++
		}
	})
	if share := soon / asked; math.Abs(share-0.62) > 0.06 || asked < 5000 {
		t.Errorf("%.3f of %g requests answered within 48 hours", share, asked)
	}
	phones, accounts := map[string]int{}, 0
	lines(t, dir, "espaces_recruteur", func(line []byte) {
		var e struct{ SIRET, Telephone string }
		if bytes.Contains(line, []byte(`"supprime":true`)) {
			return
		}
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		if _, there := known[e.SIRET]; !there && gone == 0 || labels.Phone(e.Telephone) == "" {
			t.Fatalf("account of nobody: %s", line)
		}
		phones[labels.Phone(e.Telephone)]++
		accounts++
	})
	if shared := accounts - len(phones); shared < 1 || shared > accounts/10 {
		t.Errorf("%d of %d accounts have another's telephone", shared, accounts)
	}
}

// TestStatistics: the stocks of job seekers are those of the portfolio, and the
// survey of hiring needs has the columns of the published one.
func TestStatistics(t *testing.T) {
	dir, report := generate(t, Options{Scale: 0.01, Seed: 6, Only: []string{"bmo", "defm", "demandeurs"}, BrokenShare: -1})
	people := map[string]float64{}
	lines(t, dir, "defm", func(line []byte) {
		cells := strings.Split(string(line), ";")
		n, err := strconv.Atoi(cells[4])
		if err != nil {
			return // the header
		}
		if !reference.Embedded().KnownRome(cells[2]) {
			t.Fatalf("trade of %s", line)
		}
		people[cells[0]] += float64(n)
	})
	if len(people) != 24 {
		t.Errorf("stocks of %d months", len(people))
	}
	for month, n := range people {
		if got := n / float64(report.Rows["demandeurs"]); math.Abs(got-1) > 0.06 {
			t.Errorf("%s: %.2f times the portfolio", month, got)
		}
	}
	var projects, hidden float64
	years := map[string]bool{}
	seen, basins := map[string]bool{}, map[string]bool{}
	for _, b := range reference.Embedded().Basins {
		basins[b.Code] = true
	}
	lines(t, dir, "bmo", func(line []byte) {
		cells := strings.Split(string(line), ",")
		if cells[0] == "annee" {
			return
		}
		key := strings.Join(cells[:6], ",")
		if len(cells) != 9 || seen[key] {
			t.Fatalf("row %s", line)
		}
		seen[key], years[cells[0]] = true, true
		if !basins[cells[5]] {
			t.Errorf("row %s: no official basin", line)
		}
		if cells[6] == "*" {
			hidden++
			return
		}
		n, err := strconv.Atoi(cells[6])
		if err != nil {
			t.Fatal(err)
		}
		projects += float64(n)
	})
	if len(years) < 2 || projects == 0 || hidden == 0 {
		t.Errorf("%d years, %g projects, %g cells hidden", len(years), projects, hidden)
	}
}
