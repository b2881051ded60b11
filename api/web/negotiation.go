package web

import (
	"fmt"
	"strings"

	"vigie/analytics"
	"vigie/analytics/attractivity"
	"vigie/analytics/quality"
)

// Terms are what the form of a negotiation holds, as written in it; "" leaves the
// offer as it is. The first five are those of a draft.
type Terms struct {
	Title, Rome, Appellation, Postcode string
	Description                        string
	Salary, Period                     string
	Experience, ExperienceMonths       string
	Contract, ContractMonths           string
	Hours, Time                        string
	Positions                          string
}

// Empty tells whether nothing is asked. The period alone asks nothing.
func (t Terms) Empty() bool {
	t.Period = ""
	return t == Terms{}
}

// NegotiationData is an offer beside what it would be; without an ID, a draft
// beside its market.
type NegotiationData struct {
	Stamp   Stamp
	ID      string
	Terms   Terms
	Both    *attractivity.Simulation // nil while there is nothing to show
	Quality *quality.Answer          // nil where no text is kept
	Refused *analytics.DraftError    // nil for terms that could be read
}

// Negotiation draws the page « Et si… » of an offer, or of a draft.
func Negotiation(d NegotiationData) ([]byte, error) {
	title := "Un brouillon d'offre"
	if d.ID != "" {
		title = "Et si… : " + d.Both.Before.Offer.Title
	}
	return render(french, "negotiation", view{Title: title, Section: "offers", Script: "negotiation.js", Stamp: d.Stamp, Data: d})
}

// Side is one of the two offers that a negotiation shows.
type Side struct {
	Name string
	*attractivity.Answer
}

// Sides lists the offers side by side: one for a draft, which has no before.
func (d NegotiationData) Sides() []Side {
	switch {
	case d.Both == nil:
		return nil
	case d.Both.Before == nil:
		return []Side{{"Brouillon", &d.Both.After}}
	}
	return []Side{{"Aujourd'hui", d.Both.Before}, {"À ces conditions", &d.Both.After}}
}

// Today writes where the offer stands as it is; "" where that is not compared.
func (d NegotiationData) Today(criterion string) string {
	for _, c := range d.Both.Before.Criteria {
		if c.Criterion == criterion && (c.Value != nil || c.ValueLabel != nil) {
			return french.standing(c.Unit, c.Value, c.ValueLabel)
		}
	}
	return ""
}

// Moved is a criterion's move, in words.
type Moved struct {
	Name          string
	Before, After Standing
	Way           string // up, down, same
	Said          string // the way in words
}

// Standing is where an offer stands on a criterion, in words.
type Standing struct {
	Value, Status, Word string
	Alert               bool
}

// Moves lists the criteria of both sides.
func (d NegotiationData) Moves() []Moved {
	var all []Moved
	units := map[string]string{}
	for _, side := range d.Sides() {
		for _, c := range side.Criteria {
			units[c.Criterion] = c.Unit
		}
	}
	for _, m := range d.Both.Moves {
		way := wayOf(m)
		all = append(all, Moved{
			Name: french.word("criterion", m.Criterion), Before: standingOf(units[m.Criterion], m.Before), After: standingOf(units[m.Criterion], m.After),
			Way: way, Said: french.word("way", way),
		})
	}
	return all
}

func standingOf(unit string, s *attractivity.Stand) Standing {
	if s == nil {
		return Standing{Value: none}
	}
	return Standing{Value: french.standing(unit, s.Value, s.ValueLabel), Status: s.Status, Word: french.word("status", s.Status), Alert: s.Alert}
}

// merit orders the statuses; what is unknown is no better and no worse.
var merit = map[string]int{"penalising": 1, "aligned": 2, "favourable": 3}

// asksLess has the criteria on which a lower rank is the better one.
var asksLess = map[string]bool{"experience": true, "requirements": true}

// wayOf says whether a move places the offer better among the comparables: by its
// status, else by its rank.
func wayOf(m attractivity.Move) string {
	b, a := m.Before, m.After
	if b == nil || a == nil {
		return "same"
	}
	gain := 0.0
	switch {
	case b.Status == a.Status && b.Percentile != nil && a.Percentile != nil:
		if gain = *a.Percentile - *b.Percentile; asksLess[m.Criterion] {
			gain = -gain
		}
	case b.Status != a.Status && merit[b.Status]*merit[a.Status] > 0:
		gain = float64(merit[a.Status] - merit[b.Status])
	case b.Status != a.Status:
		return map[bool]string{true: "known", false: "lost"}[a.Status != "unknown"]
	}
	switch {
	case gain > 0:
		return "up"
	case gain < 0:
		return "down"
	}
	return "same"
}

// Summary says in a few sentences what the terms change.
func (d NegotiationData) Summary() string {
	switch {
	case d.Refused != nil:
		return refusal(d.Refused)
	case d.Both == nil:
		return "Décrire l'offre ci-dessus : son marché et ses critères paraissent ici."
	case !d.Both.After.Active:
		return "Pas de chiffres : " + strings.ToLower(french.word("reason", reason(d.Both.After))) + "."
	case d.Both.Before == nil:
		return d.dots()
	case d.Terms.Empty():
		return "Rien n'est changé : essayer une condition ci-dessus."
	}
	var said []string
	for _, way := range []string{"up", "down", "known", "lost"} {
		var names []string
		for _, m := range d.Moves() {
			if m.Way == way {
				names = append(names, strings.ToLower(m.Name))
			}
		}
		if len(names) > 0 {
			said = append(said, french.word("way", way)+" : "+strings.Join(names, ", ")+".")
		}
	}
	if len(said) == 0 {
		said = append(said, "Ces conditions ne changent la place de l'offre sur aucun critère.")
	}
	return typeset(strings.Join(append(said, d.dots()), " "))
}

// dots counts the red dots of each side.
func (d NegotiationData) dots() string {
	after := french.count(len(d.Both.After.Alerts), "point rouge")
	if d.Both.Before == nil {
		return after + "."
	}
	return fmt.Sprintf("%s aujourd'hui, %s à ces conditions.", french.count(len(d.Both.Before.Alerts), "point rouge"), after)
}

// HasAlert tells whether a block of a side carries a red dot.
func (s Side) HasAlert(block string) bool { return hasAlert(*s.Answer, block) }

// refusal says which field of the form is wrong, and what is wanted.
func refusal(r *analytics.DraftError) string {
	field := french.word("field", r.Field)
	want := r.Want
	if want == "" {
		want = french.word("broken", r.Rule)
	}
	return typeset(fmt.Sprintf("%s : %s.", field, strings.TrimSuffix(want, ".")))
}
