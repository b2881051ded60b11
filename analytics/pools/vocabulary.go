package pools

import (
	"cmp"
	"strings"
)

// vocabulary numbers what is compared by its text, and gives it back by name.
type vocabulary struct {
	romes, titles, skills          *symbols // titles are appellations
	contracts, licences, languages *symbols
	labels                         map[string]string // of skills and of trades, by their text
	base                           *vocabulary
}

// over starts the vocabulary of one offer that is not of the index.
func (v *vocabulary) over() *vocabulary {
	return &vocabulary{
		romes: v.romes.over(), titles: v.titles.over(), skills: v.skills.over(),
		contracts: v.contracts.over(), licences: v.licences.over(), languages: v.languages.over(),
		labels: map[string]string{}, base: v,
	}
}

// skill is how a skill is called: its code where it has no label.
func (v *vocabulary) skill(n uint32) string {
	code := v.skills.name(n)
	return cmp.Or(v.label(code), code)
}

// trade is the code of a trade, and how it is called.
func (v *vocabulary) trade(n uint32) string {
	code := v.romes.name(n)
	return strings.TrimSpace(code + " " + v.label(code))
}

func (v *vocabulary) label(code string) string {
	for w := v; w != nil; w = w.base {
		if label := w.labels[code]; label != "" {
			return label
		}
	}
	return ""
}

// offer puts an offer into the words of the index.
func (v *vocabulary) offer(in OpenOffer) *offer {
	o := &offer{
		Offer: in.Offer, at: newPlace(keyOf(in.Commune, in.Department, in.Region, in.Point)),
		rome: v.romes.of(in.Rome), appellation: v.titles.of(in.Appellation), near: v.romes.all(nil, in.NearRomes),
		contract: v.contracts.of(in.Contract),
		licences: v.licences.all(nil, in.RequiredLicences), languages: v.languages.all(nil, in.RequiredLanguages),
		salary: in.Salary, months: in.ExperienceMonths, requiredMonths: in.RequiredMonths,
		levels: levelsOf(in.RequiredDiplomas), time: workingTimeOf(in.WorkingTime),
	}
	o.ask(v.skills, in.RequiredSkills, true)
	o.ask(v.skills, in.WishedSkills, false)
	return o
}
