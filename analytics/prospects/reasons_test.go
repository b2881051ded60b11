package prospects

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie/analytics/pools"
)

func TestReasonsByHand(t *testing.T) {
	at := &pools.Point{Latitude: 48.8566, Longitude: 2.3522}
	near := &pools.Point{Latitude: 48.8397, Longitude: 2.2399}
	w := world{
		sources: []Source{
			{Siret: "00000000000017", Company: "Table ronde", Naf: "10A", Commune: "75056", Point: at, Band: "11", Agency: "AG1", SectorHires: 6,
				FirstHiredOn: time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC), LastOfferOn: time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)},
			{Siret: "00000000000025", Company: "Silence", Naf: "10A", Commune: "92012", Point: near, Agency: "AG1", SectorHires: 0.4,
				FirstHiredOn: time.Date(2025, 8, 31, 0, 0, 0, 0, time.UTC)},
			{Siret: "00000000000033", Company: "Recrute", Naf: "20B", Commune: "75056", Point: at, Agency: "AG1", OpenOffers: 1},
		},
		hirings:    []Hiring{{Siret: "00000000000017", Rome: "R1", Offers: 3, Hires: 2}, {Siret: "00000000000033", Rome: "R1", Offers: 1, Hires: 1, OpenOffers: 1}},
		affinities: []Affinity{{Naf: "10A", Rome: "R1", Share: 0.5, Lift: 12.34}, {Naf: "10A", Rome: "R2", Share: 0.2, Lift: 1.9}},
		depths:     []tradeDepth{{"AG1", "R1", 45}, {"AG1", "R2", 100}},
	}
	ix := build(t, w)
	p, _, err := ix.Prospects("AG1", Query{})
	if err != nil || p.Agency.Label != "Agence 1" || len(p.Trades) != 2 || p.Trades[0].Rome != "R2" {
		t.Fatalf("%+v, %v", p, err)
	}
	var got []string
	for _, row := range p.Rows {
		got = append(got, row.Siret+" "+row.Place+" "+row.Sector+" "+row.Workforce)
		got = append(got, row.Reasons...)
	}
	want := []string{
		"00000000000017 Commune 75056 Secteur 10A 10 à 19 salariés",
		"Aucune offre confiée ouverte ; la dernière est du 03/08/2026.",
		"Recruteur récent : première embauche le 12/03/2026.",
		"R1 Métier R1 : 1,3 embauche attendue en un an ; 3 offres et 2 embauches de sa part en 24 mois ; le secteur « Secteur 10A » cherche ce métier 12,3 fois plus que l'ensemble ; au moins 45 personnes à proposer.",
		"00000000000025 Commune 92012 Secteur 10A ",
		"Aucune offre confiée ouverte, et aucune depuis 24 mois.",
		"R1 Métier R1 : 0,1 embauche attendue en un an ; le secteur « Secteur 10A » cherche ce métier 12,3 fois plus que l'ensemble ; au moins 45 personnes à proposer.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("prospects (-want +got):\n%s", diff)
	}

	home := pools.NewPlace("75056", "", "", at)
	cook := pools.Person{ID: "P1", Place: &home, RadiusKm: 20, InTime: true, Trades: []pools.Trade{{Rome: "R1", Months: 18}}, MRS: []string{"R1"}}
	one, _ := ix.Promotion("AG1", cook, 0)
	got = one.Rows[0].Reasons
	for _, c := range one.Rows[0].Establishments {
		got = append(got, c.Company+" : "+strings.Join(c.Reasons, " | "))
	}
	want = []string{
		"R1 Métier R1 : 1,6 embauche attendue en un an dans son rayon, pour au moins 45 personnes de l'agence.", "18 mois d'expérience dans ce métier.", "Validation par simulation (MRS) pour ce métier.",
		"Table ronde : R1 Métier R1 : 1,3 embauche attendue en un an ; 3 offres et 2 embauches de sa part en 24 mois ; le secteur « Secteur 10A » cherche ce métier 12,3 fois plus que l'ensemble. | Recruteur récent : première embauche le 12/03/2026. | Dans la commune de la personne.",
		"Recrute : R1 Métier R1 : 0,3 embauche attendue en un an ; 1 offre et 1 embauche de sa part en 24 mois. | Il cherche en ce moment : 1 offre confiée ouverte dans ce métier. | Dans la commune de la personne.",
		"Silence : R1 Métier R1 : 0,1 embauche attendue en un an ; le secteur « Secteur 10A » cherche ce métier 12,3 fois plus que l'ensemble. | À 8,4 km de la personne.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("promotion (-want +got):\n%s", diff)
	}
	cook.Trades, cook.MRS = []pools.Trade{{Rome: "R9"}}, nil
	if one, _ := ix.Promotion("AG1", cook, 0); one.Size != 0 || !strings.HasPrefix(one.Rows[0].Reasons[0], "Aucun établissement") {
		t.Errorf("nobody to call: %+v", one)
	}
}

func TestEstablishmentsComeOnce(t *testing.T) {
	b := NewBuilder("s", today)
	b.AddEstablishment(Source{Siret: "00000000000017"})
	b.AddEstablishment(Source{Siret: "00000000000017"})
	if _, err := b.Build(); err == nil || !strings.Contains(err.Error(), "00000000000017 comes twice") {
		t.Errorf("%v", err)
	}
}
