package pools

import (
	"math"
	"slices"
)

// The levers as they are defined: relax, and count again.

// relaxation lifts one requirement of an offer, or a part of it.
type relaxation struct {
	kind, label      string
	skill            string
	licence          string
	language         string
	level            int
	months           float64
	km               float64
	department       bool
	region           bool
	near, hours      bool
	contract         string
	what             string // the requirement
	experienceMonths bool
}

var naiveLevels = map[string]int{"CAP, BEP et équivalents": 3, "Bac ou équivalent": 4, "Bac+2 ou équivalents": 5}

// naiveRelaxations lists the levers of an offer.
func naiveRelaxations(o OpenOffer) (all []relaxation) {
	add := func(r relaxation) {
		if r.what == "" {
			r.what = r.kind
		}
		if !slices.ContainsFunc(all, func(old relaxation) bool { return old.kind == r.kind && old.label == r.label }) {
			all = append(all, r)
		}
	}
	for _, s := range naiveSame(o.RequiredSkills) {
		if s != "" {
			add(relaxation{kind: "skill", label: "sans « label of " + s + " »", skill: s, what: "skill " + s})
		}
	}
	for _, l := range o.RequiredLicences {
		if l != "" {
			add(relaxation{kind: "licence", label: "sans le permis " + l, licence: l, what: "licence " + l})
		}
	}
	for _, l := range o.RequiredLanguages {
		if l != "" {
			add(relaxation{kind: "language", label: "sans l'" + l, language: l, what: "language " + l})
		}
	}
	for _, d := range o.RequiredDiplomas {
		if level := naiveLevels[d]; level > 0 {
			name := map[int]string{3: "le CAP ou le BEP", 4: "le bac", 5: "le bac + 2"}[level]
			add(relaxation{kind: "diploma", label: "sans " + name, level: level, what: "diploma " + name})
		}
	}
	if o.RequiredMonths > 0 {
		half := map[int]string{1: "0,5 mois", 12: "6 mois", 36: "18 mois"}[o.RequiredMonths]
		add(relaxation{kind: "experience", label: "avec " + half + " d'expérience", months: float64(o.RequiredMonths) / 2, experienceMonths: true})
		add(relaxation{kind: "experience", label: "en acceptant les débutants", experienceMonths: true})
	}
	add(relaxation{kind: "distance", label: "10 km plus loin", km: 10})
	add(relaxation{kind: "distance", label: "20 km plus loin", km: 20})
	add(relaxation{kind: "distance", label: "50 km plus loin", km: 50})
	add(relaxation{kind: "distance", label: "dans tout le département", department: true})
	add(relaxation{kind: "distance", label: "dans toute la région", region: true})
	if slices.ContainsFunc(o.NearRomes, func(r string) bool { return r != "" }) {
		add(relaxation{kind: "near_trades", label: "en ouvrant aux métiers proches", near: true})
	}
	if o.Contract != "" {
		for _, c := range [][2]string{{"CDI", "un CDI"}, {"CDD", "un CDD"}, {"MIS", "une mission d'intérim"}, {"SAI", "un contrat saisonnier"}} {
			if c[0] != o.Contract {
				add(relaxation{kind: "contract", label: "en proposant aussi " + c[1], contract: c[0]})
			}
		}
	}
	switch o.WorkingTime {
	case "PLEIN":
		add(relaxation{kind: "hours", label: "en acceptant le temps partiel", hours: true})
	case "PARTIEL":
		add(relaxation{kind: "hours", label: "en proposant un temps plein", hours: true})
	}
	return all
}

// naiveMatches counts who has everything that an offer requires, some of it lifted.
func naiveMatches(o OpenOffer, portfolio []JobSeeker, lifted ...relaxation) (n int) {
	lifts := func(is func(relaxation) bool) bool { return slices.ContainsFunc(lifted, is) }
	for _, j := range portfolio {
		near := lifts(func(r relaxation) bool { return r.near })
		reach, months := naiveReach(o, j, true)
		mrs := o.Rome != "" && slices.Contains(j.MRS, o.Rome)
		if !mrs && (reach == "" || reach == "near" && !near) {
			continue
		}
		if !j.AvailableOn.IsZero() && j.AvailableOn.Sub(today).Hours() > 30*24 {
			continue
		}
		if km := naiveDistance(o, j); km != nil && *km > float64(j.RadiusKm) && !lifts(func(r relaxation) bool {
			return r.km > 0 && *km <= float64(j.RadiusKm)+r.km || r.department && o.Department != "" && o.Department == j.Department || r.region && o.Region != "" && o.Region == j.Region
		}) {
			continue
		}
		accepted := slices.DeleteFunc(slices.Clone(j.Contracts), func(c string) bool { return c == "" })
		if len(accepted) > 0 && o.Contract != "" && !slices.Contains(accepted, o.Contract) && !lifts(func(r relaxation) bool { return slices.Contains(accepted, r.contract) }) {
			continue
		}
		if !naiveHolds(j.Licences, slices.DeleteFunc(slices.Clone(o.RequiredLicences), func(l string) bool { return lifts(func(r relaxation) bool { return r.licence == l }) })) ||
			!naiveHolds(j.Languages, slices.DeleteFunc(slices.Clone(o.RequiredLanguages), func(l string) bool { return lifts(func(r relaxation) bool { return r.language == l }) })) {
			continue
		}
		if skills := slices.DeleteFunc(naiveSame(o.RequiredSkills), func(s string) bool { return lifts(func(r relaxation) bool { return r.skill == s }) }); !mrs && !naiveHolds(naiveSame(j.Skills), skills) {
			continue
		}
		level := 0
		for _, d := range j.Diplomas {
			level = max(level, naiveLevels[d])
		}
		if slices.ContainsFunc(o.RequiredDiplomas, func(d string) bool {
			return naiveLevels[d] > level && !lifts(func(r relaxation) bool { return r.level == naiveLevels[d] })
		}) {
			continue
		}
		asked := float64(o.RequiredMonths)
		for _, r := range lifted {
			if r.experienceMonths {
				asked = math.Min(asked, r.months)
			}
		}
		if float64(months) < asked {
			continue
		}
		if j.WorkingTime != "" && j.WorkingTime != "INDIFFERENT" && o.WorkingTime != "" && j.WorkingTime != o.WorkingTime && !lifts(func(r relaxation) bool { return r.hours }) {
			continue
		}
		n++
	}
	return n
}
