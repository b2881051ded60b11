package quality

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"sync"
	"unicode/utf8"

	words "vigie/data/labels"
	"vigie/data/rules"
)

// element is one line of the writing guide: what it looks for, and what it advises.
type element struct {
	name, label string
	weight      *rules.Rule
	isThere     func(Fields) bool
	advice      string
}

// elements are the writing guide, the most important first.
var elements = []element{
	{"salary", "Salaire indiqué", rules.QualitySalary, func(f Fields) bool { _, ok := words.ReadSalary(f.text("salaire.libelle")); return ok },
		"Indiquer le salaire, ou une fourchette : une offre qui le dit attire davantage."},
	{"missions", "Missions détaillées", rules.QualityMissions, func(f Fields) bool { return says("missions", f.text("description")) },
		"Décrire précisément les missions du poste et les responsabilités associées, par exemple en trois points au moins."},
	{"length", "Description développée", rules.QualityLength, func(f Fields) bool {
		return utf8.RuneCountInString(f.text("description")) >= rules.WritingLengthMin.Int()
	}, fmt.Sprintf("Développer la description : %d caractères au moins.", rules.WritingLengthMin.Int())},
	{"company", "Entreprise présentée", rules.QualityCompany, func(f Fields) bool {
		return utf8.RuneCountInString(f.text("entreprise.description")) >= rules.WritingCompanyMin.Int()
	}, "Présenter l'entreprise dans le pavé « Présentation de l'entreprise »."},
	{"benefits", "Avantages listés", rules.QualityBenefits, func(f Fields) bool {
		return says("benefits", f.text("description")) || isBenefit(f.text("salaire.complement1")) || isBenefit(f.text("salaire.complement2"))
	}, "Lister tous les avantages proposés en complément du salaire : prime, CE, restaurant d'entreprise, ticket repas…"},
	{"prospects", "Évolution possible", rules.QualityProspects, func(f Fields) bool { return says("prospects", f.text("description")) },
		"Préciser s'il y a des possibilités d'évolution au sein du poste et de l'entreprise."},
	{"site", "Site de l'entreprise", rules.QualitySite, func(f Fields) bool { return f.text("entreprise.url") != "" },
		"Ajouter le lien vers le site de l'entreprise."},
	{"contract", "Contrat et durée", rules.QualityContract, isContractTold,
		"Indiquer le type de contrat et, s'il est à durée déterminée, sa durée."},
	{"hours", "Temps de travail", rules.QualityHours, func(f Fields) bool { _, ok := words.WeeklyHours(f.text("dureeTravailLibelle")); return ok },
		"Indiquer la durée du travail par semaine et les horaires."},
	{"place", "Lieu de travail", rules.QualityPlace, func(f Fields) bool {
		return f["lieuTravail.commune"] != nil || f["lieuTravail.codePostal"] != nil || f.text("lieuTravail.libelle") != ""
	}, "Indiquer le lieu de travail."},
	{"experience", "Expérience demandée, ou débutant accepté", rules.QualityExperience, func(f Fields) bool { return f.text("experienceExige") != "" || f.text("experienceLibelle") != "" },
		"Dire l'expérience demandée, ou que le débutant est accepté."},
	{"skills", "Compétences listées", rules.QualitySkills, func(f Fields) bool { return len(f.list("competences")) > 0 },
		"Valoriser l'approche par compétences : lister celles qui sont vraiment indispensables."},
}

func isBenefit(complement string) bool { return complement != "" && complement != "Autre" }

// isContractTold: a permanent contract has no length.
func isContractTold(f Fields) bool {
	switch f.text("typeContrat") {
	case "":
		return false
	case "CDD", "MIS", "SAI":
		_, told := words.ContractMonths(f.text("typeContratLibelle"))
		return told
	}
	return true
}

// tooMuch advises on what is there and should not.
func tooMuch(f Fields) (advice []string) {
	required := 0
	for _, name := range lists {
		for _, item := range f.list(name) {
			if fields, ok := item.(map[string]any); ok && fields["exigence"] == "E" {
				required++
			}
		}
	}
	if required > rules.QualityRequirementsMax.Int() {
		advice = append(advice, fmt.Sprintf("Abandonner certains prérequis non indispensables : l'offre en exige %d.", required))
	}
	if n, most := utf8.RuneCountInString(f.text("description")), descriptionMax(); n > most {
		advice = append(advice, fmt.Sprintf("Raccourcir la description : %d caractères, le maximum d'une offre confiée est de %d.", n, most))
	}
	return advice
}

// descriptionMax is the longest description of the channels of entrusted offers.
var descriptionMax = sync.OnceValue(func() (most int) {
	for _, r := range table(rules.Channels) {
		if r[1] == "1" {
			if _, err := fmt.Sscan(r[2], &most); err != nil {
				panic(err)
			}
		}
	}
	return most
})

// says tells whether a text has an element of good writing, by the patterns that SQL
// calls as says_<element>.
func says(element, text string) bool { return writing()[element].MatchString(text) }

var writing = sync.OnceValue(func() map[string]*regexp.Regexp {
	patterns := map[string]*regexp.Regexp{}
	for _, r := range table(rules.Writing) {
		patterns[r[0]] = regexp.MustCompile(r[1])
	}
	return patterns
})

// table reads an embedded table of rules: a mistake in it is one of the program.
func table(file []byte) [][]string {
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		panic(err)
	}
	return records[1:]
}
