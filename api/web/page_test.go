package web

import (
	"encoding/xml"
	"html"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"vigie/analytics"
	"vigie/analytics/attractivity"
	"vigie/analytics/market"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/api/openapi"
	"vigie/data/rules"
)

var hostile = `<script>alert(1)</script>" onload="x`

// pagesOf draws every page with the sample, and with nothing.
func pagesOf(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	draw := func(name string, body []byte, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = string(body)
	}
	body, err := Home(HomeData{sampleStamp, sampleIndicators(), sampleOffers()})
	draw("home", body, err)
	body, err = Home(HomeData{Stamp: sampleStamp})
	draw("home, empty", body, err)
	body, err = Offers(OffersData{Stamp: sampleStamp, Rows: sampleOffers(), Next: "next"})
	draw("offers", body, err)
	body, err = Offers(OffersData{Stamp: sampleStamp})
	draw("offers, none", body, err)
	body, err = Offer(OfferData{Stamp: sampleStamp, Answer: sampleAnswer(), Levers: sampleLevers()})
	draw("offer", body, err)
	for _, reason := range []string{"below_threshold", "not_entrusted", "not_yet"} {
		body, err = Offer(OfferData{Stamp: sampleStamp, Answer: sampleInactive(reason)})
		draw(reason, body, err)
	}
	bare := sampleAnswer()
	bare.Market = &attractivity.Market{}
	bare.Applications = &attractivity.Applications{}
	bare.Criteria = nil
	bare.Offer.Title, bare.Offer.Place = hostile, hostile
	body, err = Embed("fr", OfferData{Stamp: sampleStamp, Answer: bare})
	draw("frame, bare", body, err)
	body, err = Pool(PoolData{Stamp: sampleStamp, Pool: samplePool(), Query: pools.Query{NearTrades: true, RadiusKm: ptr(12.5)}, Levers: sampleLevers(), Lever: "sans « CACES 3 »"})
	draw("pool", body, err)
	body, err = Pool(PoolData{Stamp: sampleStamp})
	draw("pool, empty", body, err)
	body, err = Diagnosis(DiagnosisData{Stamp: sampleStamp, Answer: sampleDiagnosis()})
	draw("diagnosis", body, err)
	body, err = Diagnosis(DiagnosisData{Stamp: sampleStamp, Answer: sampleClosedDiagnosis()})
	draw("diagnosis, closed", body, err)
	body, err = DiagnosisMethod()
	draw("diagnosis' method", body, err)
	body, err = PoolMethod()
	draw("pool method", body, err)
	body, err = IndicatorMethod()
	draw("indicators' method", body, err)
	body, err = Indicators(IndicatorsData{sampleStamp, sampleIndicators()})
	draw("indicators", body, err)
	body, err = Indicator(IndicatorData{Stamp: sampleStamp, Level: "region", Period: "quarter", Series: sampleIndicators()[2].Answer, Territories: sampleIndicators()[2].Rows[:2]})
	draw("indicator", body, err)
	cut := sampleIndicators()[0].Answer
	for i := range cut.Rows[:2] {
		cut.Rows[i].Cut, cut.Rows[i].CutLabel = &hostile, &hostile
	}
	cut.Rows[1] = performance.Row{Period: "2026-Q4", CutLabel: &hostile, Suppressed: true}
	body, err = Indicator(IndicatorData{Stamp: sampleStamp, Level: "country", Period: "quarter", Cut: "service", Series: sampleIndicators()[0].Answer, Values: cut.Rows[:2]})
	draw("indicator by service", body, err)
	body, err = Indicator(IndicatorData{Stamp: sampleStamp, Series: performance.Answer{}})
	draw("indicator, empty", body, err)
	body, err = Agencies(AgenciesData{Stamp: sampleStamp, Agencies: []analytics.AgencyRow{{Code: "75001", Label: hostile, Department: "Paris", Region: "Île-de-France"}, {Code: "X", Label: "Ailleurs"}}})
	draw("agencies", body, err)
	body, err = Pilot(PilotData{sampleStamp, samplePilot(true)})
	draw("pilot", body, err)
	body, err = Pilot(PilotData{sampleStamp, samplePilot(false)})
	draw("pilot, tiles", body, err)
	stranger := samplePilot(false)
	stranger.Alerts, stranger.Worklists, stranger.Withheld = nil, nil, true
	body, err = Pilot(PilotData{sampleStamp, stranger})
	draw("pilot, of a stranger", body, err)
	body, err = Market(MarketData{sampleStamp, sampleMarket()})
	draw("market", body, err)
	body, err = Market(MarketData{Stamp: sampleStamp, Answer: market.Answer{RomeLabel: hostile, Hires: market.Hires{Suppressed: true}, JobSeekers: market.JobSeekers{Suppressed: true}, Ratio: market.Ratio{Reason: ptr("suppressed")}}})
	draw("market, nothing", body, err)
	both := sampleSimulation()
	body, err = Negotiation(NegotiationData{Stamp: sampleStamp, ID: "188WCXP", Terms: Terms{Salary: "2100", Period: "mois", Contract: "CDI"}, Both: &both})
	draw("negotiation", body, err)
	body, err = Negotiation(NegotiationData{Stamp: sampleStamp, ID: "188WCXP", Terms: Terms{Period: "mois"}, Both: &both})
	draw("negotiation, as it is", body, err)
	draft := both
	draft.Before, draft.Moves = nil, nil
	body, err = Negotiation(NegotiationData{Stamp: sampleStamp, Terms: Terms{Title: hostile, Rome: hostile, Period: "mois"}, Both: &draft})
	draw("draft", body, err)
	draft.After = sampleInactive("below_threshold")
	body, err = Negotiation(NegotiationData{Stamp: sampleStamp, Terms: Terms{Rome: "M1607"}, Both: &draft})
	draw("draft, inactive", body, err)
	body, err = Negotiation(NegotiationData{Stamp: sampleStamp, Refused: &analytics.DraftError{Field: "romeCode", Rule: "rome_unknown"}})
	draw("draft, refused", body, err)
	body, err = Method()
	draw("method", body, err)
	body, err = Accounts(AccountsData{Stamp: sampleStamp, Query: analytics.AccountQuery{ListQuery: analytics.ListQuery{Agency: "75001"}, Action: "REMIND"},
		AccountList: analytics.AccountList{Rows: sampleAccounts(), Waiting: 3, Late: 1, Next: "next",
			Stock: analytics.AccountStock{Agency: ptr("75001"), AgencyLabel: &hostile, Waiting: 3, Late: 1, Recent: 1, Beyond: 2, OldestAt: ptr(time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)), Matched: 1}}})
	draw("accounts", body, err)
	body, err = Accounts(AccountsData{Stamp: sampleStamp})
	draw("accounts, none", body, err)
	body, err = Problem("fr", openapi.Problem{Title: hostile, Detail: hostile, Status: 404}, false)
	draw("problem", body, err)
	return all
}

var forbidden = regexp.MustCompile(`(?i:<script[^>]*>[^<]|<style|\sstyle=|\son[a-z]+="|javascript:)|\bNaN\b|%!|ZgotmplZ|&lt;nil`)

// No page holds what the content policy forbids, nor an offer's text as markup.
func TestPagesAreInert(t *testing.T) {
	for name, body := range pagesOf(t) {
		if found := forbidden.FindString(body); found != "" {
			t.Errorf("%s: %q", name, found)
		}
		if !strings.HasPrefix(body, "<!DOCTYPE html>") || strings.Count(body, "<h1") != 1 || !strings.Contains(body, `<html lang="fr">`) {
			t.Errorf("%s: not a whole page", name)
		}
	}
}

// The pages say in words what the answers say in codes.
func TestPagesSay(t *testing.T) {
	all := pagesOf(t)
	for name, words := range map[string][]string{
		"home":        {"81,1 %", "+6,1 points", "37,4 jours", "188WCXP", "Marché attractif"},
		"home, empty": {"Aucun indicateur n'est publié", "Aucune offre ouverte n'a 30 offres comparables"},
		"offers":      {"cursor=next", "Marché peu attractif", "Pas assez d'offres"},
		"agencies":    {"Île-de-France", "1 agence", `href="/agences/75001"`, "Sans région"},
		"pilot": {"3e trimestre 2026", "81,1 %", "−2,9 points", "3e (12 agences)", "secret</abbr>", "Employeurs à recontacter", "dont 2 en retard", "Doublon</dt><dd>5", `class="zone c2 own"`, "Ardèche (07) : 72 %", `class="pin"`, "Drôme (26) : secret statistique",
			"moins de 65 %", "de 65 % à moins de 75 %", "90 % et plus", "4, élevée", `/marche/M1607?code=07&level=department`, `/v1/worklists/j30?agency=07001&format=csv`},
		"pilot, tiles":         {"vigie reference import", `class="tile c2 own"`, "des tuiles tiennent lieu de carte"},
		"pilot, of a stranger": {"sont pour qui y travaille"},
		"market":               {"Saison : <strong>juillet et août</strong>", "Très beau", "5, très élevée", "21 à 24", "1 200 €", "Saisonnier", "Le rapport n'est pas une tension", "indicateur 1,46", "4 sur 5", "secret</abbr>"},
		"market, nothing":      {"secret</abbr>", "Le secret statistique masque le rapport.", "Aucune classe de tension n'est publiée", "ou elle n'est pas chargée"},
		"offers, none":         {"Aucune offre ne répond à cette recherche"},
		"offer": {"Attractivité de l'offre", "Secrétaire bureautique", "PARIS 17", "Réduire", "Marché avec des offres attractives.", "Marché de mon offre", "Évolution des candidatures", "Analyse des critères de l'offre", "83 %", "18,5 %", "47 jours", "enquête BMO 2024, famille « Secrétaires bureautiques", "1 091 à 1 094 dans le bassin, dont 33,3 % à 33,7 % jugés difficiles", "(Dares 2019, famille", "2 (dans le département)", "1 850 €", "2 050 €", "12 mois", "spontanées : 3",
			"de 1 825 € à 2 500 €", "275 offres, soit 66,7 %", "Observé, sans lien de cause établi.", "Les 1 240 offres mieux placées que la vôtre reçoivent 1,42 fois autant", "que les 33 autres (intervalle à 95 % : de 1,18 à 1,71)", "Cet écart peut être dû au hasard.",
			"CDI (62 %)", "6 mois, de 4 mois à 12 mois", "CDD de 3 mois", "temps plein (88 %)", "Temps partiel, 24 h par semaine", "1 exigence", "2 exigences, de 1 exigence à 4 exigences"},
		"below_threshold": {"12 offres comparables en 24 mois, du 1er novembre 2024 au 31 octobre 2026", "il en faut 30"},
		"not_entrusted":   {"Offre non confiée"},
		"not_yet":         {"Créée le 20 octobre 2026.", "le lendemain de la création"},
		"pool":            {"41 personnes éligibles", "93,5", "6 213", "Même appellation", "radius_km=12.5", "A candidaté le 3 novembre 2026 : sans suite", "<strong>12 personnes</strong> ont tout ce que l'offre exige", "12 → 41", "« sans « CACES 3 », 41 candidats au lieu de 12 »", "La meilleure paire : sans « CACES 3 » et 20 km plus loin, <strong>12 → 60</strong>"},
		"diagnosis": {"Diagnostic partagé", "Secrétaire bureautique", "le 1er février 2026 : récent", "5, dont 2 pourvues (1 par le service), 20,5 jours en médiane ; 2 abandons, 1 échec. Dans ce métier : 3, dont 1 pourvues", "MRS, présélection",
			"agence : moins de 5 · bassin : 15 au moins · département : 120 au moins", "classe 4 sur 5, dans la région (Dares 2019, Secrétaires)", "95 à 105 projets dans le bassin, dont 70 % à 75 % difficiles (BMO 2025)", "Marché moyennement attractif (41 offres comparables)", "salaire, candidatures",
			"à demander : aucune source ne le dit", "CDD de 6 mois, 2 postes", "24 h par semaine, temps partiel", "2 000 € brut par mois, à temps plein", "exigée : 12 mois", "Permis B ; a ; b ; c ; d ; et 3 autres", "12, dont au moins 5 en attente", "1 difficulté relevée", "offres comparables, n = 41", "déjà rendu", "2 constats faute d'indication", "multiple de 5"},
		"diagnosis, closed":     {"Aucune difficulté relevée", "close sans embauche", "l'offre ne nomme pas l'établissement", "pas de classe publiée pour ce métier", "Effectifs exacts"},
		"diagnosis' method":     {"Moins de 5 personnes par poste ont tout", "CDI, ou contrat de 12 mois au moins", "contrat de 6 mois à moins de 12 mois", "Rédiger un diagnostic partagé"},
		"pool, empty":           {"Personne n'est éligible", "Aucun demandeur d'emploi ne passe tous les filtres"},
		"indicators' method":    {"au moins 75 %, région 11", "au plus 39,5 jours, région 11", "au moins 95 %, partout", "Vigie : pas de la convention", "service délivré (plusieurs valeurs possibles)", "n'est pas un effet des services", "est optimiste", "1,96 écarts-types"},
		"indicator":             {"ENT3", "39,5 jours", "4e trimestre 2026", "Régions", "Médiane de Kaplan-Meier", "elle est optimiste", "31 jours à 33 jours", "88 jours", "41 jours"},
		"indicator by service":  {"Par service délivré", "secret", "Une comparaison, qui ne dit pas l'effet des services", "66 %", "70,5 %"},
		"indicator, empty":      {"Aucune valeur pour ce territoire"},
		"accounts":              {"3 espaces", "dont 1 en retard", "En retard", "12 novembre 2026 à 10 h 05", "<strong>Refusé : 2 espaces</strong>, même téléphone (2), même adresse (1) : <code>R1</code>, <code>R2</code>", "cursor=next", "action=REMIND", "/v1/recruiter-accounts?action=REMIND&agency=75001&format=csv", "2 novembre 2026 à 09 h 00", "24 heures au plus : 1 ; 8 jours au plus : 0 ; davantage : 2"},
		"accounts, none":        {"Aucun espace n'attend"},
		"problem":               {"Erreur 404"},
		"negotiation":           {"Et si… : Secrétaire bureautique", "↑ Mieux placée : salaire, type et durée du contrat. ↓ Moins bien placée : expérience. 4 points rouges aujourd'hui, 2 points rouges à ces conditions.", "Aujourd'hui : CDD de 3 mois", "2 100 € brut/mois", `value="2100"`, `<option value="CDI" selected>`},
		"negotiation, as it is": {"Rien n'est changé"},
		"draft":                 {"Brouillon", "2 points rouges."},
		"draft, inactive":       {"Pas de chiffres : pas assez d'offres comparables.", "il en faut 30"},
		"draft, refused":        {"Code ROME : ce code n'est pas dans la nomenclature ROME."},
		"method":                {"24 mois glissants", "30 offres", "observé, sans lien de cause établi", "Seuil d'activation du WIDGET"},
		"pool method": {"35 points pour la même appellation", "une mobilité de rang 5 au plus", "Demandeurs d'emploi inscrits", "Ce qui n'est jamais utilisé", "l'âge et la date de naissance",
			"Permis exigés détenus", "Un permis exigé manque au dossier.", "dans plus de 30 jours", "c'est le conseiller qui choisit"},
	} {
		body := plain.Replace(html.UnescapeString(all[name]))
		for _, w := range words {
			if !strings.Contains(body, w) {
				t.Errorf("%s does not say %q", name, w)
			}
		}
	}
	if n := strings.Count(all["offer"], `<span class="red-dot"><span class="sr">Alerte sur ce bloc`); n != 2 {
		t.Errorf("%d blocks carry a red dot, want 2", n)
	}
}

// A drawing is well-formed, escapes its texts and stays finite.
func TestDrawingsAreSound(t *testing.T) {
	flat, steep := ptr(3.0), ptr(1e6)
	for name, svg := range map[string]string{
		"curve":  string(french.curvePlot(sampleAnswer().Applications).SVG()),
		"market": string(french.marketPlot(sampleAnswer().Market).SVG()),
		"gaps":   string(Plot{Title: hostile, Text: hostile, Labels: []string{"a", "b", "c"}, Ticks: []string{"a", hostile, "c"}, Write: french.short, Lines: []Series{{Values: []*float64{flat, nil, steep}}}}.SVG()),
		"flat":   string(Plot{Labels: []string{"a"}, Ticks: []string{"a"}, Write: french.short, Bars: &Series{Values: []*float64{flat}}, Target: flat}.SVG()),
		"zero":   string(Plot{Labels: []string{"a"}, Ticks: []string{"a"}, Write: french.short, Lines: []Series{{Values: []*float64{ptr(0.0)}}}}.SVG()),
		"range":  string(Range{Mine: flat, Q1: flat, Median: flat, Q3: flat, Text: hostile}.SVG()),
		"gauge":  string(Gauge("part", 5, 0)),
	} {
		decoder := xml.NewDecoder(strings.NewReader(svg))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v: %s", name, err, svg)
			}
		}
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") || strings.Contains(svg, "<script") {
			t.Errorf("%s: %s", name, svg)
		}
	}
}

func TestGap(t *testing.T) {
	rate, delay := performance.Definition{Unit: "rate", Sense: "higher"}, performance.Definition{Unit: "days", Sense: "lower"}
	for _, c := range []struct {
		d    performance.Definition
		gap  float64
		text string
		good bool
	}{{rate, 0.06, "+6 points", true}, {rate, -0.002, "−0,2 point", false}, {delay, -2, "−2 jours", true}, {delay, 0.5, "+0,5 jour", false}, {rate, 0, "+0 point", true}} {
		g, err := gap(c.d, performance.Row{Gap: &c.gap})
		if err != nil || plain.Replace(g.Text) != c.text || g.Good != c.good {
			t.Errorf("gap %v: %+v, %v", c.gap, g, err)
		}
	}
	if g, err := gap(rate, &performance.Row{}); g != nil || err != nil {
		t.Errorf("gap of nothing: %v, %v", g, err)
	}
	if _, err := gap(rate, math.Pi); err == nil {
		t.Error("a number is taken for a row")
	}
}

// The methodology states every definition as its header does, and names its cuts.
func TestIndicatorMethodStatesEveryDefinition(t *testing.T) {
	body, err := IndicatorMethod()
	if err != nil {
		t.Fatal(err)
	}
	d, err := indicatorMethod()
	if err != nil {
		t.Fatal(err)
	}
	text, targets := html.UnescapeString(string(body)), 0
	for _, i := range d.Indicators {
		targets += len(i.Targets)
		for _, said := range []string{i.Title, i.Definition.Definition, i.Formula, i.Seed} {
			if said == "" || !strings.Contains(text, french.fine(said)) {
				t.Errorf("%s: the methodology does not say %q", i.ID, said)
			}
		}
		for _, cut := range i.Cuts {
			if french.word("cut", cut) == cut {
				t.Errorf("%s: the cut %s has no name", i.ID, cut)
			}
		}
	}
	if want := strings.Count(strings.TrimSpace(string(rules.Targets)), "\n"); targets != want {
		t.Errorf("%d targets are stated, want %d: an indicator of targets.csv is unknown", targets, want)
	}
}
