package quality

import (
	"fmt"
	"strings"

	"vigie/data/wording"
)

// Answer is the quality of an offer's writing.
type Answer struct {
	OfferID  string    `json:"offer_id,omitempty"`
	Score    int       `json:"score"` // 0 to 100: the weights of the elements that are there
	Elements []Element `json:"elements"`
	Missing  []string  `json:"missing"` // the elements that are not
	Advice   []string  `json:"advice"`  // in French, one of each missing element, then others
	Alerts   []Alert   `json:"legal_alerts"`

	Texts []Text `json:"-"` // those that alerts stand in, for who shows them
}

// Text is a field of the offer as it is written.
type Text struct{ Field, Text string }

// Element is one thing that the writing guide asks for.
type Element struct {
	Element string `json:"element"`
	Label   string `json:"label"`
	Weight  int    `json:"weight"`
	Present bool   `json:"present"`
}

// Alert is what the law forbids in a text of the offer, and where it stands.
type Alert struct {
	Kind      string `json:"kind"`      // discrimination or legal
	Criterion string `json:"criterion"` // of article L1132-1, or the legal ground
	Label     string `json:"criterion_label"`
	Field     string `json:"field"` // wire name of the text: intitule, description, salaire.libelle
	Span      [2]int `json:"span"`  // in characters (Unicode code points) of that text, the second not included
	Text      string `json:"text"`
	Rewording string `json:"rewording"`
	Meaning   string `json:"meaning"`
	Source    string `json:"source"`
	Wording   string `json:"wording"` // line of the lexicon
}

// Fields are those of an offer, by flat wire names.
type Fields map[string]any

// Judge judges an offer created on an ISO day ("" for the rules of the last day known).
func Judge(f Fields, createdOn string) Answer {
	a := Answer{Missing: []string{}, Advice: []string{}, Alerts: []Alert{}}
	for _, e := range elements {
		present := e.isThere(f)
		a.Elements = append(a.Elements, Element{e.name, e.label, e.weight.Int(), present})
		if present {
			a.Score += e.weight.Int()
			continue
		}
		a.Missing, a.Advice = append(a.Missing, e.name), append(a.Advice, e.advice)
	}
	a.Advice = append(a.Advice, tooMuch(f)...)
	for _, found := range wording.Find(wording.Offer{Title: f.raw("intitule"), Description: f.raw("description"), CreatedOn: createdOn}) {
		a.Alerts = append(a.Alerts, Alert{
			found.Kind, found.Criterion, label(found.Criterion), found.Field, [2]int{found.Start, found.End}, found.Text,
			found.Rewording, found.Meaning, found.Source, found.ID,
		})
	}
	if pay, under := underpaid(f, createdOn); under {
		a.Alerts = append(a.Alerts, pay)
	}
	for _, name := range []string{"intitule", "description", "salaire.libelle"} {
		a.Texts = append(a.Texts, Text{name, f.raw(name)})
	}
	return a
}

// raw is a field that holds a text, as it is written, "" when it holds none.
func (f Fields) raw(name string) string {
	s, _ := f[name].(string)
	return s
}

// text is the same without the spaces around it.
func (f Fields) text(name string) string { return strings.TrimSpace(f.raw(name)) }

// list is a field that holds a list.
func (f Fields) list(name string) []any {
	all, _ := f[name].([]any)
	return all
}

// Check names the first field that is read here and holds something else than a text, or
// than a list, as it should; ok when there is none.
func (f Fields) Check() (field string, ok bool) {
	for _, name := range texts {
		if _, isText := f[name].(string); f[name] != nil && !isText {
			return name, false
		}
	}
	for _, name := range lists {
		if _, isList := f[name].([]any); f[name] != nil && !isList {
			return name, false
		}
	}
	return "", true
}

var (
	texts = []string{
		"intitule", "description", "entreprise.description", "entreprise.url", "salaire.libelle", "salaire.complement1", "salaire.complement2", "typeContrat",
		"typeContratLibelle", "natureContrat", "dureeTravailLibelle", "dureeTravailLibelleConverti", "lieuTravail.libelle", "experienceExige", "experienceLibelle",
	}
	lists = []string{"competences", "permis", "langues", "formations"}
)

// label is a criterion in French.
func label(criterion string) string {
	if l, known := labels[criterion]; known {
		return l
	}
	return criterion
}

var labels = map[string]string{
	"age": "Âge", "sex": "Sexe", "family": "Situation de famille", "pregnancy": "Grossesse", "origin": "Origine, nationalité", "religion": "Convictions religieuses",
	"union": "Activités syndicales", "politics": "Opinions politiques", "mandate": "Mandat électif", "appearance": "Apparence physique", "health": "État de santé",
	"morals": "Mœurs", "handicap": "Handicap", "residence": "Lieu de résidence", "name": "Nom de famille", "orientation": "Orientation sexuelle",
	"gender_identity": "Identité de genre", "bank": "Domiciliation bancaire", "vulnerability": "Vulnérabilité économique", "genetic": "Caractéristiques génétiques",
	"autonomy": "Perte d'autonomie", "language": "Langue parlée", "whistleblower": "Lanceur d'alerte",
	"unpaid_trial": "Essai non payé", "unpaid_work": "Travail non payé", "pay": "Salaire sous le minimum légal", "undeclared": "Travail non déclaré", "fee": "Somme demandée au candidat",
	"data": "Données demandées", "hours": "Durée du travail et repos", "dignity": "Dignité", "minor": "Travail des enfants", "documents": "Papiers retenus",
}

// Criteria are the codes that have a label.
func Criteria() map[string]string { return labels }

func euros(amount float64) string {
	return strings.Replace(fmt.Sprintf("%.2f €", amount), ".", ",", 1)
}
