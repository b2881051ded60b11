package sample

import (
	"math/rand/v2"
	"strconv"
)

// contractLabels are the labels of contracts: the short one of today, the long
// one of older files.
var contractLabels = map[string][2]string{
	"CDI": {"CDI", "Contrat à durée indéterminée"},
	"CDD": {"CDD", "Contrat à durée déterminée"},
	"MIS": {"Intérim", "Mission intérimaire"},
	"SAI": {"Saisonnier", "Contrat travail saisonnier"},
	"DIN": {"CDI intérimaire", "CDI Intérimaire"},
	"DDI": {"CDD insertion", "CDD insertion"},
	"TTI": {"Intérim insertion", "Intérim insertion"},
	"LIB": {"Profession libérale", "Profession libérale"},
	"FRA": {"Franchise", "Franchise"},
}

// licences are the labels of driving licences.
var licences = map[string]string{
	"B": "B - Véhicule léger",
	"C": "C - Poids lourd",
	"D": "D - Transport de personnes",
}

func (w *world) appendContract(b []byte, o *offer) []byte {
	form := 0
	if o.day < w.end-365 {
		form = 1
	}
	b = append(b, contractLabels[o.contract][form]...)
	if o.contractMonths > 0 {
		b = append(b, " - "...)
		b = strconv.AppendInt(b, int64(o.contractMonths), 10)
		b = append(b, " Mois"...)
	}
	return b
}

// appendExperience writes the label of the experience asked, in one of its spellings.
func appendExperience(r *rand.Rand, b []byte, o *offer) []byte {
	x := r.IntN(100)
	if o.experience == 'D' {
		switch {
		case x < 94:
			return append(b, "Débutant accepté"...)
		case x < 96:
			return append(b, "Débutant OK"...)
		}
		return append(b, "Débutant accepté - avec une formation dans le métier"...)
	}
	if o.experience == 'E' && o.experienceMonths == 12 && x < 3 {
		return append(b, "1 an - Débutant accepté domaine similaire"...)
	}
	if x < 10 {
		if o.experience == 'E' {
			b = append(b, "Expérience exigée de "...)
		} else {
			b = append(b, "Expérience souhaitée de "...)
		}
	}
	if years := o.experienceMonths / 12; o.experienceMonths%12 == 0 && x%4 > 0 {
		b = append(strconv.AppendInt(b, int64(years), 10), " An(s)"...)
	} else {
		b = append(strconv.AppendInt(b, int64(o.experienceMonths), 10), " Mois"...)
	}
	if x >= 88 {
		b = append(b, [...]string{" - sur poste similaire", " - diplome du metier apprécié", " - MINIMUM SUR POSTE SIMILAIRE"}[x%3]...)
	}
	return b
}

// appendHours writes the label of the weekly hours.
func appendHours(r *rand.Rand, b []byte, o *offer) []byte {
	x := r.IntN(100)
	if o.partTime && x < 85 {
		b = append(b, "temps partiel - "...)
	}
	b = append(strconv.AppendInt(b, int64(o.hours/4), 10), 'H')
	if quarter := o.hours % 4; quarter > 0 {
		b = append2(b, 15*quarter)
	}
	switch {
	case o.partTime && x >= 85:
		return append(b, "/semaine"...)
	case x < 8:
		return append(b, ` Horaires normaux`...)
	case x < 10:
		return append(b, `/semaine\nTravail en journée`...)
	case x < 30:
		return append(b, " Travail en journée"...)
	}
	return append(b, " Autre"...)
}
