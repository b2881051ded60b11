package api

import (
	"errors"

	"vigie/analytics"
)

// asDraft tells a refused draft by its field, as any part of a body.
func asDraft(err error, into **ParameterError) bool {
	var refused *analytics.DraftError
	if !errors.As(err, &refused) {
		return false
	}
	name := "corps.offer"
	if refused.Field != "" {
		name += "." + refused.Field
	}
	want := refused.Want
	if want == "" {
		want = draftWants[refused.Rule]
	}
	if want == "" {
		want = "une autre valeur"
	}
	*into = &ParameterError{Name: name, Want: want}
	return true
}

// draftWants says what is accepted, by the rule that a draft breaks.
var draftWants = map[string]string{
	"not_an_object":  "un objet JSON, un enregistrement « offres »",
	"given_twice":    "une seule valeur, sous un seul de ses noms",
	"unknown_field":  "un champ du contrat « offres »",
	"required":       "une valeur ; sans elle, l'offre n'a pas de marché",
	"type_invalid":   "une valeur du type du champ",
	"place_unknown":  "une commune (code INSEE), un code postal ou un libellé comme « 75 - Paris 2e »",
	"rome_unknown":   "un code ROME existant, comme G1602",
	"siret_invalid":  "14 chiffres, clé comprise",
	"naf_invalid":    "la forme 8621Z ou 86.21Z",
	"length_invalid": "un texte plus court",
}
