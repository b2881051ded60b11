package attractivity

import (
	"slices"
	"strings"

	"vigie/data/rules"
)

// Words for the values of criteria.

// fullTime says of a part time's salary that it is the one of a full time.
func (t *tongue) fullTime(r *Row, salary string) string {
	if r.workingTime() == partTime {
		return t.say("%s à temps plein", salary)
	}
	return salary
}

// experienceLabel writes the months that count; of a wished experience those stated.
func (t *tongue) experienceLabel(r *Row, months float64) string {
	switch {
	case months == 0:
		return t.say("débutant accepté")
	case r.IsWished:
		return t.say("%s souhaités, comptés pour %s", t.months(months/rules.WishedExperienceShare.Float()), t.months(months))
	}
	return t.months(months)
}

// contractLabel writes a contract: its type, and its length when it ends.
func (t *tongue) contractLabel(r *Row) string {
	kind := t.kind(r.Contract)
	if months := r.fixedTerm(); months != nil {
		return t.say("%s de %s", kind, t.months(*months))
	}
	return kind
}

// ContractName is a type of contract in French; one without a name is its code.
func ContractName(code string) string { return french.kind(code) }

// kind names a type of contract; one without a name is its code.
func (t *tongue) kind(code string) string {
	switch code {
	case "CDI":
		return t.say("CDI")
	case "DIN":
		return t.say("CDI intérimaire")
	case "CDD":
		return t.say("CDD")
	case "MIS":
		return t.say("Intérim")
	case "SAI":
		return t.say("Contrat saisonnier")
	case "DDI":
		return t.say("CDD d'insertion")
	case "TTI":
		return t.say("Intérim d'insertion")
	case "LIB":
		return t.say("Profession libérale")
	case "CCE":
		return t.say("Profession commerciale")
	case "FRA":
		return t.say("Franchise")
	case "REP":
		return t.say("Reprise d'entreprise")
	}
	return code
}

// majority names the most frequent type.
func (t *tongue) majority(code string) string {
	switch code {
	case "CDI":
		return t.say("CDI")
	case "CDD_LONG":
		return t.say("CDD de %d\u00a0mois et plus", rules.LongContractMonths.Int())
	case "CDD":
		return t.say("CDD de moins de %d\u00a0mois", rules.LongContractMonths.Int())
	case "FULL_TIME":
		return t.say("temps plein")
	case "PART_TIME":
		return t.say("temps partiel")
	}
	return t.say("intérim, saisonnier ou autre")
}

// workingTimeLabel writes full or part time, and the hours; nil when neither is known.
func (t *tongue) workingTimeLabel(r *Row) *string {
	var parts []string
	switch r.workingTime() {
	case partTime:
		parts = append(parts, t.say("Temps partiel"))
	case fullTime:
		parts = append(parts, t.say("Temps plein"))
	}
	if r.Hours != nil {
		parts = append(parts, t.hours(*r.Hours))
	}
	if parts == nil {
		return nil
	}
	text := strings.Join(parts, ", ")
	return &text
}

func (t *tongue) requirementsLabel(v float64) string {
	return t.count(int(v), t.say("exigence"), t.say("exigences"))
}

func (t *tongue) writingLabel(v float64) string {
	return t.say("%s sur %d", t.count(int(v), t.say("élément"), t.say("éléments")), len(elements))
}

// elements of writing, in the order of advice.
var elements = [...]string{"length", "benefits", "prospects", "company", "missions"}

// lacking names the elements that a text does not have.
func (t *tongue) lacking(written string) []string {
	names := map[string]string{
		"length": t.say("une description plus longue"), "benefits": t.say("les avantages"), "prospects": t.say("les possibilités d'évolution"),
		"company": t.say("la présentation de l'entreprise"), "missions": t.say("le détail des missions"),
	}
	var lacking []string
	has := strings.Fields(written)
	for _, e := range elements {
		if !slices.Contains(has, e) {
			lacking = append(lacking, names[e])
		}
	}
	return lacking
}
