package api

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"vigie/analytics/attractivity"
	"vigie/api/openapi"
	"vigie/api/web"
)

// What the form asks is what the night would have read: each term moves its
// criterion to the value that it says, and no other.
func TestTermsAreReadAsOffersAre(t *testing.T) {
	source := fixture(t)
	snap, release := source.Acquire()
	defer release()
	active, _ := someOffers(t, source)
	was, err := attractivityOf(snap, "fr", active, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		terms     web.Terms
		criterion string
		value     float64
		label     string // "" for a criterion that is its number
	}{
		"a month":               {web.Terms{Salary: "2000", Period: "mois", Time: "plein"}, "salary", 24000, ""},
		"a year":                {web.Terms{Salary: "25000.5", Period: "an", Time: "plein"}, "salary", 25000.5, ""},
		"an hour":               {web.Terms{Salary: "13", Period: "heure"}, "salary", 13 * 1820, ""},
		"part time":             {web.Terms{Salary: "1000", Period: "mois", Hours: "17.5"}, "salary", 24000, ""},
		"beginner":              {web.Terms{Experience: "D"}, "experience", 0, ""},
		"beginner, whatever":    {web.Terms{Experience: "D", ExperienceMonths: "24"}, "experience", 0, ""},
		"wished":                {web.Terms{Experience: "S", ExperienceMonths: "24"}, "experience", 12, ""},
		"required":              {web.Terms{Experience: "E", ExperienceMonths: "36"}, "experience", 36, ""},
		"months alone":          {web.Terms{ExperienceMonths: "18"}, "experience", 18, ""},
		"CDI":                   {web.Terms{Contract: "CDI"}, "contract", 0, "CDI"},
		"CDD of a length":       {web.Terms{Contract: "CDD", ContractMonths: "6"}, "contract", 6, "CDD de 6 mois"},
		"hours":                 {web.Terms{Hours: "24"}, "working_time", 24, ""},
		"hours that are quarts": {web.Terms{Hours: "28.5"}, "working_time", 28.5, ""},
	} {
		t.Run(name, func(t *testing.T) {
			both, err := snap.Simulate(t.Context(), active, record(c.terms))
			if err != nil {
				t.Fatal(err)
			}
			got := criterion(t, both.After, c.criterion)
			if c.label != "" && (got.ValueLabel == nil || plainSpaces(*got.ValueLabel) != c.label) {
				t.Errorf("label %v, want %s", got.ValueLabel, c.label)
			}
			if c.value != 0 && (got.Value == nil || *got.Value != c.value) {
				t.Errorf("%s: %v, want %v", c.criterion, got.Value, c.value)
			}
			if both.After.Comparables != was.Comparables {
				t.Errorf("%d comparables, not %d", both.After.Comparables, was.Comparables)
			}
		})
	}
}

func criterion(t *testing.T, a attractivity.Answer, name string) attractivity.Criterion {
	t.Helper()
	for _, c := range a.Criteria {
		if c.Criterion == name {
			return c
		}
	}
	t.Fatalf("no criterion %s", name)
	return attractivity.Criterion{}
}

func plainSpaces(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
}

// An offer's own page without terms shows it twice; a wrong field is named in French, with the form as it was.
func TestNegotiationPage(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, inactive := someOffers(t, source)
	snap, release := source.Acquire()
	defer release()
	of, err := attractivityOf(snap, "fr", active, nil)
	if err != nil {
		t.Fatal(err)
	}
	draft := url.Values{"rome": {of.Offer.Rome}, "appellation": {of.Offer.AppellationName}, "code_postal": {of.Offer.Department + "000"}, "salaire": {"2000"}}
	for address, want := range map[string]struct {
		status int
		says   string
	}{
		"/offres/" + active + "/negociation":                                  {200, "Rien n'est changé"},
		"/offres/" + active + "/negociation?salaire=9000&periode=mois":        {200, "Mieux placée"},
		"/offres/" + active + "/negociation?salaire=0":                        {400, "salaire : « 0 » n'est pas accepté ; attendu : un nombre de 1 à 1000000."},
		"/offres/" + active + "/negociation?contrat=XXX":                      {400, "contrat : « XXX » n'est pas accepté"},
		"/offres/" + active + "/negociation?other=1":                          {400, "other : paramètre inconnu"},
		"/offres/" + inactive + "/negociation?salaire=2000":                   {200, "Pas de chiffres : pas assez d'offres comparables."},
		"/offres/NONE/negociation":                                            {404, "Offre inconnue"},
		"/offres/brouillon":                                                   {200, "Décrire l'offre"},
		"/offres/brouillon?" + draft.Encode():                                 {200, "point"},
		"/offres/brouillon?appellation=Boulanger&code_postal=75001":           {400, "Code ROME : "},
		"/offres/brouillon?rome=D1102&code_postal=75001":                      {400, "Appellation : "},
		"/offres/brouillon?rome=D1102&appellation=Boulanger":                  {400, "Code postal : "},
		"/offres/brouillon?rome=D1102&appellation=Inconnue&code_postal=75001": {200, "pas assez d'offres comparables"},
	} {
		response, body := get(t, s.URL+address)
		if response.StatusCode != want.status || !strings.Contains(plainSpaces(strings.ReplaceAll(body, "&#39;", "'")), want.says) {
			t.Errorf("%s: %d, does not say %q: %s", address, response.StatusCode, want.says, summaryOf(body))
		}
		if want.status == http.StatusOK && !strings.Contains(body, `data-summary`) {
			t.Errorf("%s: no summary", address)
		}
	}
}

// summaryOf cuts out of a page what it says first.
func summaryOf(body string) string {
	_, after, _ := strings.Cut(body, "<main")
	return after[:min(len(after), 400)]
}

// The form is written back as it was asked.
func TestTermsAreWrittenBack(t *testing.T) {
	salary, months := 2100.5, 6
	got := termsOf(openapi.GetNegotiationPageParams{Salaire: &salary, ExperienceMois: &months})
	if got.Salary != "2100.5" || got.ExperienceMonths != "6" || got.Period != "mois" || got.Empty() {
		t.Errorf("%+v", got)
	}
	if !termsOf(openapi.GetNegotiationPageParams{}).Empty() {
		t.Error("no terms are some")
	}
}
