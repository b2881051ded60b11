package api

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/analytics"
	"vigie/analytics/attractivity"
)

// someOfEach gives entrusted offers, open ones and closed ones.
func someOfEach(t testing.TB, snap *analytics.Snapshot, n int) (ids []string) {
	t.Helper()
	active := true
	for _, q := range []analytics.OfferQuery{{State: analytics.StateOpen, Active: &active, Limit: n}, {State: analytics.StateOpen, Limit: n}, {State: analytics.StateClosed, Limit: n}} {
		rows, _, err := snap.Offers(q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func simulate(t *testing.T, snap *analytics.Snapshot, id, offer string) attractivity.Simulation {
	t.Helper()
	s, err := snap.Simulate(t.Context(), id, json.RawMessage(offer))
	if err != nil {
		t.Fatalf("%s with %s: %v", id, offer, err)
	}
	return s
}

// An offer that nothing changes is the offer, conformed again from what it said.
func TestSimulateWithoutChangesIsTheAnswer(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	for _, id := range someOfEach(t, snap, 4) {
		want, _, err := snap.Attractivity.Answer(id, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, offer := range []string{`{}`, ``, `{"id":"other","dateCreation":"2020-01-01","origineOffre":{"origine":"2"},"motifCloture":"DOUBLON","supprime":true}`} {
			s := simulate(t, snap, id, offer)
			if diff := cmp.Diff(want, *s.Before); diff != "" {
				t.Errorf("%s before: %s", id, diff)
			}
			if diff := cmp.Diff(want, s.After); diff != "" {
				t.Errorf("%s with %s (-answer +after): %s", id, offer, diff)
			}
			if s.Snapshot != snap.ID || s.AsOf != snap.AsOf || len(s.Moves) != len(want.Criteria) {
				t.Errorf("%s: %s of %s, %d moves", id, s.Snapshot, s.AsOf, len(s.Moves))
			}
		}
	}
}

// saidBy are the fields of an offer's record that the criteria are read from.
func saidBy(t *testing.T, snap *analytics.Snapshot, id string) map[string]any {
	t.Helper()
	record, err := snap.Said(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return record
}

// Each field set to what it says already changes nothing, alone or with others, in any
// order, nested or flat.
func TestSimulateWithWhatIsSaidChangesNothing(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	random := rand.New(rand.NewPCG(1, 2))
	ids := someOfEach(t, snap, 1)
	if !everything() {
		ids = ids[:1]
	}
	for _, id := range ids {
		want, _, err := snap.Attractivity.Answer(id, "")
		if err != nil {
			t.Fatal(err)
		}
		said := saidBy(t, snap, id)
		names := slices.Sorted(maps.Keys(said))
		var drafts []map[string]any
		for _, name := range names {
			drafts = append(drafts, map[string]any{name: said[name]})
		}
		drafts = append(drafts, said)
		for range 2 {
			some := map[string]any{}
			for _, name := range names {
				if random.IntN(2) == 0 {
					some[name] = said[name]
				}
			}
			drafts = append(drafts, some)
		}
		for _, d := range drafts {
			text, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, simulate(t, snap, id, string(text)).After); diff != "" {
				t.Errorf("%s with %s (-answer +after): %s", id, text, diff)
			}
		}
	}
}

// TestSimulateMoves holds what each change does to its criterion, and to no other.
func TestSimulateMoves(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	id := someOfEach(t, snap, 1)[0]
	base := `"salaire":{"libelle":"Mensuel de 2000 Euros sur 12 mois"},"experienceExige":"E","experienceLibelle":"2 An(s)","typeContrat":"CDD","typeContratLibelle":"CDD - 3 Mois","alternance":false,"natureContrat":null,
		"dureeTravailLibelle":"35H Travail en journée","dureeTravailLibelleConverti":"Temps plein"`
	before := criteria(simulate(t, snap, id, "{"+base+"}").After)
	for _, c := range []struct {
		name, offer, criterion string
		value                  float64 // 0: none
		label                  string  // part of it
	}{
		{"as it is", ``, "salary", 24000, ""},
		{"a higher salary", `"salaire":{"libelle":"Mensuel de 2500 Euros sur 12 mois"}`, "salary", 30000, ""},
		{"flat", `"salaire.libelle":"Mensuel de 2500 Euros sur 12 mois"`, "salary", 30000, ""},
		{"a range on 13 months", `"salaire":{"libelle":"Mensuel de 2000 Euros à 2200 Euros sur 13 mois"}`, "salary", 27300, ""},
		{"no salary", `"salaire":null`, "salary", 0, ""},
		{"no salary, by its label", `"salaire":{"libelle":null}`, "salary", 0, ""},
		{"half time at the same pay", `"dureeTravailLibelle":"17H30 Travail en journée","dureeTravailLibelleConverti":null`, "salary", 48000, ""},
		{"a beginner", `"experienceExige":"D"`, "experience", 0.0001, ""},
		{"wished", `"experienceExige":"S"`, "experience", 12, ""},
		{"one year", `"experienceLibelle":"1 An(s)"`, "experience", 12, ""},
		{"a permanent contract", `"typeContrat":"CDI"`, "contract", 0, "CDI"},
		{"a longer contract", `"typeContratLibelle":"CDD - 12 Mois"`, "contract", 12, "CDD"},
		{"more hours", `"dureeTravailLibelle":"39H Travail en journée"`, "working_time", 39, ""},
		{"two things required", `"permis":[{"libelle":"B - Véhicule léger","exigence":"E"}],"langues":[{"libelle":"Anglais","exigence":"E"},{"libelle":"Italien","exigence":"S"}],"competences":null,"formations":[]`, "requirements", 2, ""},
		{"no text", `"description":null`, "writing", 0, ""},
		{"a month of experience less", `"experienceExige":"E","experienceLibelle":"23 Mois"`, "experience", 23, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := "{" + base + "}"
			if c.offer != "" { // a field given twice would be refused
				var over map[string]any
				if err := json.Unmarshal([]byte("{"+c.offer+"}"), &over); err != nil {
					t.Fatal(err)
				}
				body = merged(t, body, over)
			}
			after := criteria(simulate(t, snap, id, body).After)
			got := after[c.criterion]
			switch {
			case c.value == 0 && got.Value != nil:
				t.Errorf("%s: %v, want none", c.criterion, *got.Value)
			case c.value != 0 && (got.Value == nil || *got.Value < c.value-0.01 || *got.Value > c.value+0.01):
				t.Errorf("%s: %+v, want %v", c.criterion, got.Value, c.value)
			}
			if got.ValueLabel == nil && c.label != "" || got.ValueLabel != nil && !strings.Contains(*got.ValueLabel, c.label) {
				t.Errorf("%s: %v, want %s", c.criterion, got.ValueLabel, c.label)
			}
			if got.N != before[c.criterion].N {
				t.Errorf("%s: %d comparables, %d before", c.criterion, got.N, before[c.criterion].N)
			}
		})
	}
}

// merged sets fields of a record, by their names as given.
func merged(t *testing.T, record string, over map[string]any) string {
	t.Helper()
	var fields map[string]any
	if err := json.Unmarshal([]byte(record), &fields); err != nil {
		t.Fatal(err)
	}
	for name, value := range over {
		if root, _, flat := strings.Cut(name, "."); flat {
			delete(fields, root)
		}
		fields[name] = value
	}
	text, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func criteria(a attractivity.Answer) map[string]attractivity.Criterion {
	all := map[string]attractivity.Criterion{}
	for _, c := range a.Criteria {
		all[c.Criterion] = c
	}
	return all
}

// The comparables of an offer are the same whatever it would be: it is left out as it
// is counted.
func TestSimulateLeavesTheMarketAlone(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	for _, id := range someOfEach(t, snap, 4)[:4] {
		s := simulate(t, snap, id, `{"salaire":{"libelle":"Annuel de 90000 Euros sur 12 mois"},"experienceExige":"E","experienceLibelle":"10 An(s)","nombrePostes":7,"typeContrat":"MIS","dureeTravailLibelle":"10H","description":null,"competences":null}`)
		if diff := cmp.Diff(s.Before.Market, s.After.Market); diff != "" {
			t.Errorf("%s: its market moved: %s", id, diff)
		}
		was, would := criteria(*s.Before), criteria(s.After)
		for name, c := range was {
			for _, q := range []struct{ a, b *float64 }{{c.Q1, would[name].Q1}, {c.Median, would[name].Median}, {c.Q3, would[name].Q3}, {c.MajorityShare, would[name].MajorityShare}} {
				if diff := cmp.Diff(q.a, q.b); diff != "" {
					t.Errorf("%s: the comparables of %s moved: %s", id, name, diff)
				}
			}
		}
		for i, p := range s.After.Applications.Curve {
			if diff := cmp.Diff(s.Before.Applications.Curve[i].Median, p.Median); diff != "" {
				t.Errorf("%s day %d: the curve of the comparables moved: %s", id, p.Day, diff)
			}
		}
	}
}

// A draft alone needs a trade, a title and a place; it has no past.
func TestSimulateADraftAlone(t *testing.T) {
	source := fixture(t)
	snap, release := source.Acquire()
	defer release()
	active, _ := someOffers(t, source)
	said := saidBy(t, snap, active)
	market := map[string]any{}
	for _, name := range []string{"romeCode", "appellationlibelle", "appellationCode", "lieuTravail.commune", "lieuTravail.codePostal", "lieuTravail.libelle"} {
		if said[name] != nil {
			market[name] = said[name]
		}
	}
	text, err := json.Marshal(market)
	if err != nil {
		t.Fatal(err)
	}
	s := simulate(t, snap, "", string(text))
	was, _, err := snap.Attractivity.Answer(active, "")
	if err != nil {
		t.Fatal(err)
	}
	if s.Before != nil || !s.After.Active || s.After.Offer.ID != "" || s.After.Offer.Title == "" || s.After.Comparables != was.Comparables+1 {
		t.Errorf("%+v", s.After)
	}
	if a := s.After.Applications; a.AgeDays != 0 || a.Mine != 0 || a.Alert || a.Curve[0].Mine == nil || a.Curve[1].Mine != nil {
		t.Errorf("block 2 of a draft: %+v", a)
	}
	for _, m := range s.Moves {
		if m.Before != nil || m.After == nil {
			t.Errorf("move %+v", m)
		}
	}
}

// refusedDraft is a body that the routes of drafts refuse, and what they say.
type refusedDraft struct {
	body   string
	status int
	says   string
}

func refusedDrafts(active string) []refusedDraft {
	return []refusedDraft{
		{``, 400, "corps : attendu : du JSON."},
		{`{"offer":`, 400, "corps : attendu : du JSON."},
		{`{"offer":{}} {}`, 400, "corps : attendu : une seule valeur JSON."},
		{`{"offer":null}`, 400, "corps.offer : attendu : un objet."},
		{`{"offer":{"lieuTravail":{"commune":"75102"},"romeCode":"G1602","appellationlibelle":"H/F"}}`, 400, "corps.offer.appellationlibelle"},
		{`{"offer":{}}`, 400, "corps.offer.lieuTravail.libelle : attendu : une commune"},
		{`{"offer":{"lieuTravail":{"commune":"75102"}}}`, 400, "corps.offer.romeCode"},
		{`{"offer":{"lieuTravail":{"commune":"75102"},"romeCode":"G1602"}}`, 400, "corps.offer.appellationlibelle"},
		{`{"offer_id":"` + active + `","offer":{"romeCode":null}}`, 400, "corps.offer.romeCode"},
		{`{"offer_id":"` + active + `","offer":{"romeCode":"cuisine"}}`, 400, "corps.offer.romeCode : attendu : un code ROME"},
		{`{"offer_id":"` + active + `","offer":{"lieuTravail":{"commune":"00000"}}}`, 400, "corps.offer.lieuTravail.commune"},
		{`{"offer_id":"` + active + `","offer":{"salaire":{"libelle":"un bon salaire"}}}`, 400, "corps.offer.salaire.libelle : attendu : un libellé comme"},
		{`{"offer_id":"` + active + `","offer":{"salaire":"2000"}}`, 400, "corps.offer.salaire"},
		{`{"offer_id":"` + active + `","offer":{"salaire":{"libelle":"Mensuel de 2000 Euros"},"salaire.libelle":null}}`, 400, "corps.offer.salaire.libelle : attendu : une seule valeur"},
		{`{"offer_id":"` + active + `","offer":{"experienceExige":"X"}}`, 400, "corps.offer.experienceExige : attendu : D, S, E"},
		{`{"offer_id":"` + active + `","offer":{"nombrePostes":0}}`, 400, "corps.offer.nombrePostes : attendu : un entier, 1 au moins"},
		{`{"offer_id":"` + active + `","offer":{"nombrePostes":"deux"}}`, 400, "de type « entier »"},
		{`{"offer_id":"` + active + `","offer":{"salairee":1}}`, 400, "corps.offer.salairee : attendu : un champ du contrat"},
		{`{"offer_id":"` + active + `","offer":[]}`, 400, "corps.offer"},
		{`{"offer_id":"` + active + `","offer":null}`, 400, "corps.offer"},
		{`{"offer_id":"` + active + `"}`, 400, "corps.offer"},
		{`{"offer_id":"NONE","offer":{}}`, 404, ""},
		{`{"offer_id":"","offer":{}}`, 400, "corps.offer_id"},
	}
}

// A draft is refused by the name of its field, with what would do, by each of the routes.
func TestDraftsAreRefused(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, _ := someOffers(t, source)
	for _, route := range []string{"/v1/attractivity/simulate", "/v1/pool"} {
		for _, c := range refusedDrafts(active) {
			response, body := post(t, s.URL+route, c.body)
			if p := checkProblem(t, response, body, c.status); !strings.Contains(p.Detail, c.says) {
				t.Errorf("%s %s: %q does not say %q", route, c.body, p.Detail, c.says)
			}
		}
	}
}

// The route answers what the document says, and keeps nothing.
func TestSimulateFollowsTheDocument(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, inactive := someOffers(t, source)
	for _, body := range []string{
		`{"offer_id":"` + active + `","offer":{"salaire":{"libelle":"Mensuel de 2500 Euros sur 12 mois"}}}`,
		`{"offer_id":"` + inactive + `","offer":{"typeContrat":"CDI"}}`,
		`{"offer_id":"` + closedOffer(t, source) + `","offer":{"salaire":null}}`,
		`{"offer":{"romeCode":"G1602","appellationlibelle":"Cuisinier / Cuisinière","lieuTravail":{"commune":"75102"},"contact":{"nom":"Dupont"}}}`,
	} {
		response, answer := post(t, s.URL+"/v1/attractivity/simulate", body)
		if response.StatusCode != 200 || response.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %s", body, response.StatusCode, answer)
			continue
		}
		follows(t, "/v1/attractivity/simulate", response, answer)
	}
}
