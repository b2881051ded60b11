package web

import (
	"slices"

	"vigie/analytics/quality"
)

// Piece is a stretch of a text, and the alerts that it is part of, by their numbers on
// the page from 1.
type Piece struct {
	Text   string
	Alerts []NumberedAlert
	Ends   []NumberedAlert // those whose last piece it is
}

// NumberedAlert is an alert and its number on the page.
type NumberedAlert struct {
	Number int
	quality.Alert
}

// MarkedText is a text of an offer cut where alerts begin and end.
type MarkedText struct {
	Label  string
	Pieces []Piece
}

// Numbered lists the alerts with their numbers.
func (d NegotiationData) Numbered() (all []NumberedAlert) {
	for i, a := range d.Quality.Alerts {
		all = append(all, NumberedAlert{i + 1, a})
	}
	return all
}

// Marked gives the texts that hold alerts, each cut into pieces.
func (d NegotiationData) Marked() (all []MarkedText) {
	for _, t := range d.Quality.Texts {
		var here []NumberedAlert
		for _, a := range d.Numbered() {
			if a.Field == t.Field {
				here = append(here, a)
			}
		}
		if len(here) > 0 {
			all = append(all, MarkedText{french.word("field", t.Field), cut([]rune(t.Text), here)})
		}
	}
	return all
}

// cut parts a text at the ends of its alerts, which may overlap.
func cut(text []rune, alerts []NumberedAlert) (pieces []Piece) {
	bounds := []int{0, len(text)}
	for _, a := range alerts {
		bounds = append(bounds, a.Span[0], a.Span[1])
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	for i := 1; i < len(bounds); i++ {
		p := Piece{Text: string(text[bounds[i-1]:bounds[i]])}
		for _, a := range alerts {
			if a.Span[0] <= bounds[i-1] && bounds[i] <= a.Span[1] {
				p.Alerts = append(p.Alerts, a)
				if bounds[i] == a.Span[1] {
					p.Ends = append(p.Ends, a)
				}
			}
		}
		pieces = append(pieces, p)
	}
	return pieces
}

// WritingSaid says in a sentence what is made of the writing.
func (d NegotiationData) WritingSaid() string {
	said := "Rien d'interdit n'a été trouvé dans le texte ; le relire reste utile."
	if n := len(d.Quality.Alerts); n > 0 {
		said = french.count(n, "passage") + " à revoir avant de publier."
	}
	return typeset(said)
}
