package diagnosis

import (
	"fmt"
	"slices"

	"vigie/analytics/pools"
	"vigie/data/rules"
)

// decided counts the applications of which something came.
func (f *Facts) decided() int { return int(f.Retained + f.Refused + f.Declined + f.Absent + f.Dropped) }

// fate holds when a fate is shared by so many of the applications that were decided.
func fate(f *Facts, n int32, share *rules.Rule, what string) finding {
	all := f.decided()
	switch {
	case all == 0:
		return unknown(ReasonNone)
	case all < rules.DiagnosisOutcomesMin.Int() || float64(n) < share.Float()*float64(all):
		return absent
	}
	part := float64(n) / float64(all)
	return found(sourceApplications, fmt.Sprintf("Sur %s connues, %s sont %s.", count(all, "issue de candidature", "issues de candidatures"), percent(part), what), part, &all)
}

func candidatesDecline(f *Facts) finding {
	return fate(f, f.Declined, rules.DiagnosisDeclinedShare, "des refus de candidats")
}

func absentMany(f *Facts) finding {
	return fate(f, f.Absent, rules.DiagnosisAbsentShare, "des absences à l'entretien")
}

func refusedMany(f *Facts) finding {
	if f.Retained > 0 {
		return absent
	}
	return fate(f, f.Refused, rules.DiagnosisRefusedShare, "des refus du recruteur, et personne n'est retenu")
}

func waitingMany(f *Facts) finding {
	if float64(f.Waiting) < rules.DiagnosisWaiting.Float()*float64(f.Positions) {
		return absent
	}
	n := int(f.Waiting)
	text := f.persons(n, "candidature attend une suite", "candidatures attendent une suite")
	if f.Positions > 1 {
		text += " pour " + count(int(f.Positions), "poste", "postes")
	}
	return found(sourceApplications, text+".", float64(n), &n)
}

// few says that too few persons have everything that the offer requires; reason is why
// it can't be told.
func (f *Facts) few() (few bool, reason string) {
	if f.Levers == nil {
		return false, ReasonClosed
	}
	return float64(f.atMost(f.Levers.SizeNow)) < rules.DiagnosisCandidatesFew.Float()*float64(f.Positions), ""
}

// lever holds when too few persons have everything and one relaxation of some kinds,
// alone, brings enough more: of these the one that brings most, or, where a
// requirement can be relaxed by degrees, the least that is enough.
func lever(f *Facts, least bool, kinds ...string) finding {
	few, reason := f.few()
	if reason != "" {
		return unknown(reason)
	}
	var chosen *pools.Lever
	for i := range f.Levers.Levers { // the greatest gain first
		l := &f.Levers.Levers[i]
		if slices.Contains(kinds, l.Kind) && l.Gain >= rules.DiagnosisLeverGain.Int() && (chosen == nil || least) {
			chosen = l
		}
	}
	if !few || chosen == nil {
		return absent
	}
	who := f.persons(chosen.SizeNow, "personne a", "personnes ont")
	if chosen.SizeNow == 0 && f.Step == 1 {
		who = "Personne n'a"
	}
	text := who + " tout ce que l'offre exige"
	if f.Positions > 1 {
		text += ", pour " + count(int(f.Positions), "poste", "postes")
	}
	text += fmt.Sprintf(" ; %s, il y en aurait %s.", chosen.Label, number(float64(chosen.SizeIf)))
	size := chosen.SizeIf
	return found(sourcePool, capital(text), float64(chosen.Gain), &size)
}

func skillMissing(f *Facts) finding { return lever(f, false, pools.LeverSkill) }

func credentialNarrows(f *Facts) finding {
	return lever(f, false, pools.LeverLicence, pools.LeverLanguage, pools.LeverDiploma)
}

func experienceMissing(f *Facts) finding { return lever(f, true, pools.LeverExperience) }
func tradeNarrows(f *Facts) finding      { return lever(f, false, pools.LeverNear) }
func distanceNarrows(f *Facts) finding   { return lever(f, true, pools.LeverDistance) }

func termsNarrow(f *Facts) finding {
	return lever(f, false, pools.LeverContract, pools.LeverHours)
}

func tensionHigh(f *Facts) finding {
	t := f.Tension
	switch {
	case t == nil:
		return unknown(ReasonNoClass)
	case t.Class < rules.DiagnosisTensionClass.Int():
		return absent
	}
	return found(sourceClass, fmt.Sprintf("Tension de classe %d sur 5 %s (%s, %d).", t.Class, tensionPlace(t.Of), t.Of.Family, t.Of.Year), float64(t.Class), nil)
}

func hiringHard(f *Facts) finding {
	n := f.Needs
	switch {
	case n == nil || n.DifficultShare == nil:
		return unknown(ReasonNoSurvey)
	case n.DifficultLow < rules.DiagnosisHardShare.Float():
		return absent
	}
	projects := n.High
	return found(sourceSurvey, fmt.Sprintf("%s à %s des %s de recrutement du bassin sont jugés difficiles (%s, %d).",
		percent(n.DifficultLow), percent(min(n.DifficultHigh, 1)), between(n.Low, n.High)+" projets", n.Family, n.Year), n.DifficultLow, &projects)
}

// between writes an interval of whole numbers.
func between(low, high int) string {
	if low == high {
		return number(float64(low))
	}
	return number(float64(low)) + " à " + number(float64(high))
}

// seekersFew is of the basin, else of the department; the offer itself is one of those open.
func seekersFew(f *Facts) finding {
	seekers, offers, place := int(f.BasinSeekers), int(f.BasinOffers)+1, "dans le bassin"
	if f.Basin == "" {
		seekers, offers, place = int(f.DepartmentSeekers), int(f.DepartmentOffers)+1, "dans le département"
	}
	if float64(f.atMost(seekers)) >= rules.DiagnosisSeekersPerOffer.Float()*float64(offers) {
		return absent
	}
	said := f.persons(seekers, "demandeur d'emploi", "demandeurs d'emploi")
	if seekers == 0 && f.Step == 1 {
		said = "Aucun demandeur d'emploi"
	}
	text := fmt.Sprintf("%s dont c'est le métier pour %s %s.", said, count(offers, "offre ouverte", "offres ouvertes"), place)
	n := seekers
	return found(sourcePortfolio, capital(text), float64(seekers)/float64(offers), &n)
}

func firstHire(f *Facts) finding {
	switch new, reason := f.isNew(); {
	case reason != "":
		return unknown(reason)
	case !new:
		return absent
	}
	return found(sourceRegister, "Son premier recrutement est du "+f.FirstHiredOn.Format("02/01/2006")+".", 1, nil)
}

// isNew says that the first hire of the establishment is recent; reason is why it
// can't be told.
func (f *Facts) isNew() (isNew bool, reason string) {
	switch {
	case f.Siret == "":
		return false, ReasonNoSiret
	case !f.IsRegistered:
		return false, ReasonNotRegistered
	case f.FirstHiredOn.IsZero():
		return false, ReasonNotStated
	}
	return f.FirstHiredOn.AddDate(0, rules.FirstHireMonths.Int(), 0).After(f.AsOf), ""
}

// filled counts what the establishment filled of its past offers.
func (f *Facts) filled() int { return int(f.FilledByService + f.FilledElse) }

func hrAbsent(f *Facts) finding {
	switch {
	case f.Siret == "":
		return unknown(ReasonNoSiret)
	case !f.IsRegistered:
		return unknown(ReasonNotRegistered)
	case f.HRStaffed == nil:
		return unknown(ReasonNotStated)
	case *f.HRStaffed || f.filled() > 0:
		return absent
	}
	n := int(f.Closed)
	text := fmt.Sprintf("Pas de service des ressources humaines, et aucune autre offre close en %d mois.", rules.DiagnosisHistoryMonths.Int())
	if n > 0 {
		text = fmt.Sprintf("Pas de service des ressources humaines, et aucune des %s en %d mois n'est pourvue.", count(n, "offre close", "offres closes"), rules.DiagnosisHistoryMonths.Int())
	}
	return found(sourceRegister, text, 0, &n)
}

func pastFailures(f *Facts) finding {
	n := int(f.Closed)
	switch {
	case f.Siret == "":
		return unknown(ReasonNoSiret)
	case n < rules.DiagnosisHistoryMin.Int():
		return absent
	}
	share := float64(f.filled()) / float64(n)
	if share >= rules.DiagnosisFilledShare.Float() {
		return absent
	}
	return found(sourceHistory, fmt.Sprintf("Sur %s en %d mois, %s pourvues.", count(n, "offre close", "offres closes"), rules.DiagnosisHistoryMonths.Int(),
		count(f.filled(), "est", "sont")), share, &n)
}

func closedUnfilled(f *Facts) finding {
	if f.Offer.IsOpen || f.Offer.IsFilled {
		return absent
	}
	return found(sourceOffer, fmt.Sprintf("L'offre est close sans embauche après %d jours, avec %s.", f.age(), count(int(f.Applications), "candidature", "candidatures")), float64(f.age()), nil)
}
