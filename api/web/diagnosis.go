package web

import (
	"fmt"
	"slices"
	"strings"

	"vigie/analytics/attractivity"
	"vigie/analytics/diagnosis"
	"vigie/data/rules"
)

// DiagnosisData is the shared diagnosis of an offer.
type DiagnosisData struct {
	Stamp Stamp
	diagnosis.Answer
}

// Level is one of the three levels, its facts in words.
type Level struct {
	Title string
	Facts []Fact
}

// Diagnosis draws the shared diagnosis of an offer, which is printed on one sheet.
func Diagnosis(d DiagnosisData) ([]byte, error) {
	return render(french, "diagnosis", view{Title: "Diagnostic partagé : " + d.Offer.Title, Section: "offers", Stamp: d.Stamp, Data: d})
}

// DiagnosisMethod draws the table of rules of the diagnosis.
func DiagnosisMethod() ([]byte, error) {
	return render(french, "diagnosis_method", view{Title: "Méthode du diagnostic", Section: "offers", Data: diagnosisRules()})
}

// Levels are the three levels in words.
func (d DiagnosisData) Levels() []Level {
	return []Level{{"Le recruteur", d.recruiterFacts()}, {"Le marché du travail", d.marketFacts()}, {"Le poste", d.positionFacts()}}
}

func (d DiagnosisData) recruiterFacts() []Fact {
	r := d.Recruiter
	facts := []Fact{
		{"Établissement", tell(r.Company, func(v string) string { return v })},
		{"Secteur", tell(r.Sector, func(v string) string { return v })},
		{"Effectif", tell(r.Workforce, func(v string) string { return v })},
		{"Service RH", tell(r.HRService, yes)},
		{"Premier recrutement", tell(r.FirstHiredOn, func(day string) string {
			text := "le " + french.date(day)
			if r.IsNew.Value != nil && *r.IsNew.Value {
				text += " : récent"
			}
			return text
		})},
	}
	if h := r.History; h != nil {
		facts = append(facts, Fact{fmt.Sprintf("Autres offres closes en %d mois", h.Months), historySaid(h)})
	}
	if len(r.Services) > 0 {
		facts = append(facts, Fact{"Déjà rendu sur l'offre", strings.Join(servicesNamed(r.Services), ", ")})
	}
	return facts
}

func historySaid(h *diagnosis.History) string {
	if h.Closed == 0 {
		return "aucune"
	}
	filled := h.FilledByService + h.FilledOtherwise
	text := fmt.Sprintf("%s, dont %s pourvues", french.integer(h.Closed), french.integer(filled))
	if filled > 0 {
		text += fmt.Sprintf(" (%s par le service), %s en médiane", french.integer(h.FilledByService), optional(h.MedianDaysToFill.Value, french.days))
	}
	if h.Abandoned+h.Failed > 0 {
		text += fmt.Sprintf(" ; %s, %s", french.count(h.Abandoned, "abandon"), french.count(h.Failed, "échec"))
	}
	if t := h.SameTrade; t.Closed > 0 && t.Closed < h.Closed {
		text += fmt.Sprintf(". Dans ce métier : %s, dont %s pourvues", french.integer(t.Closed), french.integer(t.Filled))
	}
	return text
}

// servicesNamed names delivered services: those of the catalogue, others by their code.
func servicesNamed(codes []string) []string {
	named := slices.Clone(codes)
	for i, code := range codes {
		if word := french.word("service", code); word != code {
			named[i] = word
		}
	}
	return named
}

func (d DiagnosisData) marketFacts() []Fact {
	m := d.Market
	persons := func(n int) string {
		if m.JobSeekers.Step > 1 {
			return french.integer(n) + " au moins"
		}
		return french.integer(n)
	}
	at := func(place string, n diagnosis.Whole) string { return place + nbsp + ": " + d.count(n, persons) }
	facts := []Fact{{"Demandeurs d'emploi dont c'est le métier principal", strings.Join([]string{
		at("agence", m.JobSeekers.Agency), at("bassin", m.JobSeekers.Basin), at("département", m.JobSeekers.Department)}, " · ")}}
	if m.Ready.Reason == nil || *m.Ready.Reason != diagnosis.ReasonClosed {
		facts = append(facts, Fact{"Ont tout ce que l'offre exige, dans leur rayon", d.count(m.Ready, persons)})
	}
	open := func(n int) string { return french.integer(n) }
	facts = append(facts,
		Fact{"Autres offres ouvertes du métier", at("bassin", m.Competing.Basin) + " · département" + nbsp + ": " + open(m.Competing.Department) + fmt.Sprintf(" (confiées%s: %s)", nbsp, open(m.Competing.DepartmentEntrusted))},
		Fact{"Tension", tell(m.Tension.Class, func(class int) string {
			return fmt.Sprintf("classe %d sur 5, %s (Dares %d, %s)", class, french.word("tension", *m.Tension.Level), *m.Tension.Year, *m.Tension.Family)
		})},
		Fact{"Besoins de main-d'œuvre", tell(m.HiringNeeds.Projects, func(float64) string {
			n := m.HiringNeeds
			return fmt.Sprintf("%s à %s projets dans le bassin, dont %s à %s difficiles (BMO %d)", french.integer(*n.Low), french.integer(*n.High), french.percentage(*n.DifficultLow), french.percentage(*n.DifficultHigh), *n.Year)
		})},
		Fact{"Attractivité", tell(m.Attractive.Verdict, func(verdict string) string {
			return fmt.Sprintf("%s (%s)", french.word("verdict", verdict), french.count(m.Attractive.Comparables, "offre comparable"))
		})})
	if len(m.Attractive.Alerts) > 0 {
		alerts := make([]string, len(m.Attractive.Alerts))
		for i, a := range m.Attractive.Alerts {
			alerts[i] = strings.ToLower(french.word("criterion", a))
		}
		facts = append(facts, Fact{"Points rouges du widget", strings.Join(alerts, ", ")})
	}
	return facts
}

func (d DiagnosisData) positionFacts() []Fact {
	p := d.Position
	facts := []Fact{
		{"Création ou remplacement", tell(p.Recruitment, func(v string) string { return v })},
		{"Intégration prévue", tell(p.Integration, func(v string) string { return v })},
		{"Contrat", tell(p.Contract, func(code string) string {
			text := attractivity.ContractName(code)
			if p.Months.Value != nil {
				text += " de " + french.short(*p.Months.Value) + nbsp + "mois"
			}
			if p.Apprenticeship {
				text += ", alternance"
			}
			if p.Positions > 1 {
				text += ", " + french.count(p.Positions, "poste")
			}
			return text
		})},
		{"Temps de travail", tell(p.Hours, func(hours float64) string {
			text := french.short(hours) + nbsp + "h par semaine"
			if p.PartTime.Value != nil && *p.PartTime.Value {
				text += ", temps partiel"
			}
			return text
		})},
		{"Salaire", tell(p.Salary, func(annual float64) string {
			text := french.integer(int(annual/12+0.5)) + nbsp + "€ brut par mois"
			if p.PartTime.Value != nil && *p.PartTime.Value {
				text += ", à temps plein"
			}
			return text
		})},
		{"Expérience", d.experience()},
		{"Exigences", d.requirements()},
		{"Candidatures", d.applications()},
	}
	return facts
}

func (d DiagnosisData) experience() string {
	p := d.Position
	return tell(p.Experience, func(code string) string {
		text := map[string]string{"D": "débutant accepté", "S": "souhaitée", "E": "exigée"}[code]
		if p.ExpMonths.Value != nil && code != "D" {
			text += nbsp + ": " + french.integer(*p.ExpMonths.Value) + nbsp + "mois"
		}
		return text
	})
}

// shownRequirements bounds what is listed on the sheet.
const shownRequirements = 5

func (d DiagnosisData) requirements() string {
	p := d.Position
	all := slices.Concat(p.Diplomas, p.Licences, p.Languages, p.Skills)
	if len(all) == 0 {
		return "aucune compétence, aucun diplôme, permis ni langue exigés"
	}
	text := strings.Join(all[:min(len(all), shownRequirements)], " ; ")
	if more := len(all) - shownRequirements; more > 0 {
		text += " ; et " + french.count(more, "autre")
	}
	return text
}

func (d DiagnosisData) applications() string {
	a := d.Position.Applications
	if a.All == 0 {
		return "aucune"
	}
	var parts []string
	for _, f := range []struct {
		n         diagnosis.Whole
		one, many string
	}{
		{a.Waiting, "en attente", "en attente"}, {a.Retained, "retenue", "retenues"}, {a.Refused, "refusée par le recruteur", "refusées par le recruteur"},
		{a.Declined, "refusée par la personne", "refusées par la personne"}, {a.Absent, "absence à l'entretien", "absences à l'entretien"}, {a.Dropped, "sans suite", "sans suite"},
	} {
		if n := f.n.Value; n != nil && *n > 0 {
			what := f.many
			if *n == 1 {
				what = f.one
			}
			parts = append(parts, french.integer(*n)+nbsp+what)
		}
	}
	text := french.integer(a.All)
	if d.Market.JobSeekers.Step > 1 && parts != nil {
		return text + ", dont au moins " + strings.Join(parts, ", ")
	}
	if parts != nil {
		text += nbsp + ": " + strings.Join(parts, ", ")
	}
	return text
}

// Reply is a reason to act, and the services that are proposed for it.
type Reply struct {
	Why      string
	Services []diagnosis.Proposed
}

// replies groups the services of a difficulty by their reason.
func replies(d diagnosis.Difficulty) (all []Reply) {
	for _, s := range d.Services {
		i := slices.IndexFunc(all, func(r Reply) bool { return r.Why == s.Why })
		if i < 0 {
			all, i = append(all, Reply{Why: s.Why}), len(all)
		}
		all[i].Services = append(all[i].Services, s)
	}
	return all
}

// crowded is from how many lines on a sheet is set smaller.
const crowded = 26

// IsCrowded says that the sheet has much to hold.
func (d DiagnosisData) IsCrowded() bool {
	lines := 0
	for _, found := range d.Difficulties {
		lines += len(found.Evidence) + len(found.Services)
	}
	return lines > crowded
}

// count writes a count of persons, or why there is none.
func (d DiagnosisData) count(n diagnosis.Whole, write func(int) string) string {
	if n.Reason != nil && *n.Reason == diagnosis.ReasonUnderThreshold {
		return fmt.Sprintf("moins de %d", d.Market.JobSeekers.Step)
	}
	return tell(n, write)
}

// Missed says how many lines of the table could not be examined, and for want of what.
func (d DiagnosisData) Missed() []string {
	by := map[string]int{}
	var reasons []string
	for _, u := range d.Unexamined {
		if by[u.Reason]++; by[u.Reason] == 1 {
			reasons = append(reasons, u.Reason)
		}
	}
	for i, r := range reasons {
		reasons[i] = french.count(by[r], "constat") + " faute " + french.word("lacking", r)
	}
	return reasons
}

// tell writes a value, or why there is none.
func tell[T any](v diagnosis.Known[T], write func(T) string) string {
	if v.Value != nil {
		return write(*v.Value)
	}
	return french.word("unsaid", *v.Reason)
}

func yes(is bool) string {
	if is {
		return "oui"
	}
	return "non"
}

// RuleLine is a line of the table of rules for a reader.
type RuleLine struct {
	Title    string // "" where it is that of the line above
	Lines    int    // how many lines have it
	When     string
	Services []string
	Why      string
	Source   string
}

// diagnosisRules are the lines of the table, with the figures of the rules.
func diagnosisRules() []RuleLine {
	var all []RuleLine
	first := 0
	for i, r := range diagnosis.Rules() {
		l := RuleLine{When: filled(r.When), Why: r.Why, Source: r.Source}
		for _, code := range r.Services {
			l.Services = append(l.Services, diagnosis.ServiceOf(code).Label+lengthSaid(diagnosis.ServiceOf(code)))
		}
		if i == 0 || diagnosis.Rules()[i-1].Difficulty != r.Difficulty {
			l.Title, first = r.Title, i
		}
		all = append(all, l)
		all[first].Lines++
	}
	return all
}

// lengthSaid says of which contracts a service is.
func lengthSaid(s diagnosis.Service) string {
	switch {
	case s.From != nil && s.Below != nil:
		return fmt.Sprintf(" : contrat de %s à moins de %s", constant(s.From), constant(s.Below))
	case s.From != nil:
		return fmt.Sprintf(" : CDI, ou contrat de %s au moins", constant(s.From))
	}
	return ""
}

// filled writes the figures of the rules that a text names.
func filled(text string) string {
	return diagnosis.Cited.ReplaceAllStringFunc(text, func(cited string) string {
		for _, r := range rules.All() {
			if "{"+r.Name+"}" == cited {
				return constant(r)
			}
		}
		return cited
	})
}
