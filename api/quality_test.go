package api

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"vigie/analytics"
	"vigie/data/wording"
)

// Each draft answers what the document says, whatever it leaves out; a field of another
// type is named.
func TestQualityOfADraft(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	for body, want := range map[string]struct {
		status int
		says   string
	}{
		`{"offer":{}}`: {200, `"score":0`},
		`{"offer":{"description":"Profil : 25-35 ans."}}`:                                       {200, `"criterion":"age"`},
		`{"offer":{"intitule":"Serveur (H/F)","id":"X"}}`:                                       {200, `"legal_alerts":[]`},
		`{"offer":{"description":null,"entreprise":null}}`:                                      {200, `"missing":["salary"`},
		`{"offer":{"salaire":{"libelle":"Horaire de 9 E"}}}`:                                    {200, `"missing":["salary"`},
		`{"offer":{"salaire":{"libelle":"Horaire de 11.7 Euros"},"dureeTravailLibelle":"35H"}}`: {200, `"criterion":"pay"`},
		`{"offer":{"description":12}}`:                                                          {400, "corps.offer.description"},
		`{"offer":{"competences":"x"}}`:                                                         {400, "corps.offer.competences"},
		`{"offer":[]}`:                                                                          {400, "corps.offer"},
		`{}`:                                                                                    {400, "offer"},
		`{"offer":{},"offer_id":"188W"}`:                                                        {400, "un objet dont les champs sont offer"},
		`{"offer":{"salaire":"beaucoup"}}`:                                                      {400, "corps.offer.salaire"},
	} {
		response, answer := post(t, s.URL+"/v1/quality", body)
		if response.StatusCode != want.status || !strings.Contains(answer, want.says) {
			t.Errorf("%s: %d %s, want %d and %q", body, response.StatusCode, answer, want.status, want.says)
			continue
		}
		follows(t, "/v1/quality", response, answer)
	}
}

// A span is of characters, whatever stands before it.
func TestSpansAreOfCharacters(t *testing.T) {
	text := "  🚀 Équipe à l’écoute\u00a0!\r\n\r\nProfil  :  Bonne   présentation exigée, RQTH bienvenue."
	offer, err := json.Marshal(map[string]string{"description": text})
	if err != nil {
		t.Fatal(err)
	}
	a, err := analytics.DraftQuality(offer)
	if err != nil || len(a.Alerts) != 1 {
		t.Fatalf("%+v %v", a.Alerts, err)
	}
	if x := a.Alerts[0]; string([]rune(text)[x.Span[0]:x.Span[1]]) != x.Text || !strings.HasPrefix(x.Text, "Bonne   présentation") || x.Rewording == "" || x.Label != "Apparence physique" {
		t.Errorf("%+v", x)
	}
}

// What the night decided of an entrusted offer's wording and pay is what its quality says.
func TestQualityIsWhatTheNightDecided(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	checked := 0
	for _, rule := range []string{"discrimination", "illegal"} {
		alerts, _, _, err := snap.Alerts(t.Context(), analytics.AlertQuery{Rule: rule, Limit: 500})
		if err != nil {
			t.Fatal(err)
		}
		for _, alert := range alerts {
			a, err := snap.Quality(t.Context(), alert.OfferID, nil)
			if err != nil {
				t.Fatalf("%s: %v", alert.OfferID, err)
			}
			var got []string
			for _, x := range a.Alerts {
				got = append(got, x.Criterion)
			}
			for _, id := range alert.Details {
				if c := criterionOf(id); !slices.Contains(got, c) {
					t.Errorf("%s: the night found %s (%s), its quality %v", alert.OfferID, id, c, got)
				}
			}
			checked++
		}
	}
	if checked < 5 {
		t.Errorf("%d alerts checked", checked)
	}
}

func criterionOf(id string) string {
	for _, w := range wording.All() {
		if w.ID == id {
			return w.Criterion
		}
	}
	return "pay" // pay_under_minimum is no wording
}

// The draft's page marks what it found, and says it.
func TestDraftPageReadsTheText(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	_, body := get(t, s.URL+"/offres/brouillon?description="+url.QueryEscape("Nous recherchons une vendeuse. Profil : 25-35 ans, <b>bonne présentation</b>."))
	for _, says := range []string{`<mark class="discrimination ">25-35 ans</mark>`, "&lt;b&gt;", "sur 100", "Âge", "à revoir avant de publier", "L1132-1", `href="#alerte-1"`} {
		if !strings.Contains(body, says) {
			t.Errorf("the page does not say %q: %s", says, summaryOf(body))
		}
	}
}
