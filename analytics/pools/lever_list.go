package pools

import (
	"fmt"
	"strings"

	"vigie/data/rules"
)

// Levers of one requirement, by their place among its own.
const (
	leverDepartment = 3 // after those of leverKm
	leverRegion     = 4

	leverFewerMonths = 0
	leverBeginners   = 1
)

var leverKm = []*rules.Rule{rules.LeverKmShort, rules.LeverKmMedium, rules.LeverKmLong}

// fewerMonths is the experience that the first lever of experience asks.
func fewerMonths(required int) float64 { return float64(required) * rules.LeverExperienceShare.Float() }

// proposal is a contract that an offer may be turned into.
type proposal struct {
	symbol uint32
	label  string
}

// proposed are the contracts of leverContracts, by the builder's symbols.
func (b *Builder) proposed() (all []proposal) {
	for _, c := range leverContracts {
		all = append(all, proposal{b.contracts.symbols.of(c.code), c.label})
	}
	return all
}

var leverContracts = []struct{ code, label string }{
	{"CDI", "en proposant aussi un CDI"}, {"CDD", "en proposant aussi un CDD"},
	{"MIS", "en proposant aussi une mission d'intérim"}, {"SAI", "en proposant aussi un contrat saisonnier"},
}

// propose lists the levers of the offer, each where its requirement's begin.
func (s *levering) propose() {
	o := s.o
	add := func(kind, label string) { s.list = append(s.list, Lever{Kind: kind, Label: label}) }
	here := func() int { return len(s.list) }

	s.skills = here()
	for _, code := range s.required {
		add(LeverSkill, "sans « "+s.words.skill(code)+" »")
	}
	s.licences = here()
	for _, l := range o.licences {
		add(LeverLicence, withoutLicence(s.words.licences.name(l)))
	}
	s.languages = here()
	for _, l := range o.languages {
		add(LeverLanguage, withoutLanguage(s.words.languages.name(l)))
	}
	s.diplomas = here()
	for _, level := range o.levels {
		add(LeverDiploma, "sans "+diplomas[level])
	}
	s.experience = here()
	if o.requiredMonths > 0 {
		add(LeverExperience, "avec "+length(fewerMonths(o.requiredMonths))+" d'expérience")
		add(LeverExperience, "en acceptant les débutants")
	}
	s.distance = here()
	for _, km := range leverKm {
		add(LeverDistance, fmt.Sprintf("%d km plus loin", km.Int()))
	}
	add(LeverDistance, "dans tout le département")
	add(LeverDistance, "dans toute la région")
	s.near = here()
	if len(o.near) > 0 {
		add(LeverNear, "en ouvrant aux métiers proches")
	}
	s.contract = here()
	if o.contract != 0 {
		for _, c := range s.ix.proposed {
			if c.symbol != o.contract {
				s.others = append(s.others, c.symbol)
				add(LeverContract, c.label)
			}
		}
	}
	s.hours = here()
	switch o.time {
	case fullTime:
		add(LeverHours, "en acceptant le temps partiel")
	case partTime:
		add(LeverHours, "en proposant un temps plein")
	}
}

// requirement is the first lever of the requirement that a lever relaxes.
func (s *levering) requirement(lever int) int {
	switch s.list[lever].Kind {
	case LeverExperience:
		return s.experience
	case LeverDistance:
		return s.distance
	case LeverContract:
		return s.contract
	}
	return lever
}

// diplomas are the levels of the national framework, as one says them.
var diplomas = [...]string{
	1: "le certificat de formation générale", 2: "le brevet", 3: "le CAP ou le BEP", 4: "le bac", 5: "le bac + 2", 6: "le bac + 3", 7: "le bac + 5", 8: "le doctorat",
}

// withoutLicence names a licence by its category; what is none is quoted.
func withoutLicence(key string) string {
	if key != "" && 'A' <= key[0] && key[0] <= 'Z' {
		return "sans le permis " + key
	}
	return "sans « " + key + " »"
}

// accented are the languages whose key has lost an accent.
var accented = map[string]string{
	"armenien": "arménien", "berbere": "berbère", "coreen": "coréen", "creole": "créole", "georgien": "géorgien", "hebreu": "hébreu",
	"neerlandais": "néerlandais", "norvegien": "norvégien", "slovene": "slovène", "suedois": "suédois", "tcheque": "tchèque", "francais": "français",
}

func withoutLanguage(key string) string {
	name := key
	if a, ok := accented[key]; ok {
		name = a
	}
	switch {
	case strings.HasPrefix(key, "langue "):
		return "sans la " + name
	case key != "" && strings.ContainsRune("aeiouyh", rune(key[0])) && key[0] != 'y':
		return "sans l'" + name
	}
	return "sans le " + name
}

// length says a number of months in years where they are whole.
func length(months float64) string {
	if n := int(months); float64(n) == months && n >= 12 && n%12 == 0 {
		return count(n/12, "an", "ans")
	}
	return decimal(months) + " mois"
}
