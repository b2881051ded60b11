package diagnosis

import (
	"fmt"
	"slices"

	"vigie/analytics/attractivity"
	"vigie/data/rules"
)

// finding is what comes of examining a condition: it holds, with its evidence; it does
// not; or it can't be examined, for a reason.
type finding struct {
	holds   bool
	unknown string
	Evidence
}

// Sources of evidence, that the answer names.
const (
	sourceWidget       = "widget"       // the comparable offers
	sourcePool         = "pool"         // the persons who have everything, and levers
	sourcePortfolio    = "portfolio"    // job seekers and open offers
	sourceApplications = "applications" // what came of them
	sourceOffer        = "offer"        // what the offer says
	sourceLaw          = "law"          // the lexicon of what may not be written, and the minimum wage
	sourceRegister     = "register"     // the record of the establishment
	sourceHistory      = "history"      // its past offers
	sourceSurvey       = "survey"       // hiring needs (BMO)
	sourceClass        = "class"        // tension (Dares)
)

var absent = finding{}

func unknown(reason string) finding { return finding{unknown: reason} }

func found(source, text string, value float64, n *int) finding {
	return finding{holds: true, Evidence: Evidence{Text: text, Value: &value, N: n, Source: source}}
}

// conditions are what the table names: a line is examined by the function of its condition.
var conditions = map[string]func(*Facts) finding{
	"wording_unlawful":    wordingUnlawful,
	"pay_under_minimum":   payUnderMinimum,
	"missions_untold":     missionsUntold,
	"terms_untold":        termsUntold,
	"applications_late":   applicationsLate,
	"applications_few":    applicationsFew,
	"market_unattractive": marketUnattractive,
	"salary_low":          func(f *Facts) finding { return penalising(f, "salary", true) },
	"salary_absent":       func(f *Facts) finding { return penalising(f, "salary", false) },
	"contract_short":      func(f *Facts) finding { return penalising(f, "contract", true) },
	"hours_few":           func(f *Facts) finding { return penalising(f, "working_time", true) },
	"experience_high":     func(f *Facts) finding { return penalising(f, "experience", true) },
	"requirements_many":   requirementsMany,
	"company_untold": func(f *Facts) finding {
		return poorWriting(f, "company", "L'entreprise n'est pas présentée")
	},
	"benefits_untold": func(f *Facts) finding { return poorWriting(f, "benefits", "Aucun avantage n'est listé") },
	"prospects_untold": func(f *Facts) finding {
		return poorWriting(f, "prospects", "Aucune possibilité d'évolution n'est dite")
	},
	"candidates_decline": candidatesDecline,
	"waiting_many":       waitingMany,
	"refused_many":       refusedMany,
	"absent_many":        absentMany,
	"skill_narrows":      skillMissing,
	"skill_to_learn":     skillMissing,
	"credential_narrows": credentialNarrows,
	"experience_narrows": experienceMissing,
	"experience_to_gain": experienceMissing,
	"trade_narrows":      tradeNarrows,
	"distance_narrows":   distanceNarrows,
	"terms_narrow":       termsNarrow,
	"tension_high":       tensionHigh,
	"hiring_hard":        hiringHard,
	"seekers_few":        seekersFew,
	"first_hire":         firstHire,
	"hr_absent":          hrAbsent,
	"past_failures":      pastFailures,
	"closed_unfilled":    closedUnfilled,
}

func wordingUnlawful(f *Facts) finding {
	if !f.IsWritten {
		return unknown(ReasonNotStated)
	}
	if len(f.Unlawful) == 0 {
		return absent
	}
	n := len(f.Unlawful)
	return found(sourceLaw, "Le texte dit ce que la loi interdit : "+list(criteriaOf(f.Unlawful))+".", float64(n), nil)
}

func payUnderMinimum(f *Facts) finding {
	switch {
	case f.IsUnderpaid:
		text := "Le salaire affiché est sous le minimum légal"
		if f.Salary != nil {
			text += " : " + monthly(*f.Salary) + " par mois à temps plein"
		}
		return found(sourceLaw, text+".", or(f.Salary), nil)
	case f.Salary == nil:
		return unknown(ReasonNotStated)
	}
	return absent
}

func missionsUntold(f *Facts) finding {
	if !f.IsWritten {
		return unknown(ReasonNotStated)
	}
	if slices.Contains(f.Writing, "missions") || slices.Contains(f.Writing, "length") {
		return absent
	}
	return found(sourceOffer, fmt.Sprintf("Les missions ne sont pas détaillées et la description a moins de %d caractères.", rules.WritingLengthMin.Int()), float64(len(f.Writing)), nil)
}

func termsUntold(f *Facts) finding {
	var missing []string
	if f.Hours == nil {
		missing = append(missing, "la durée du travail")
	}
	if f.isTerm() && f.ContractMonths == nil {
		missing = append(missing, "la durée du contrat")
	}
	if f.SalaryFlag != "" && f.Salary == nil {
		missing = append(missing, "un salaire plausible ou lisible")
	}
	if missing == nil {
		return absent
	}
	return found(sourceOffer, "L'offre n'indique pas "+list(missing)+".", float64(len(missing)), nil)
}

// isTerm says that the contract ends.
func (f *Facts) isTerm() bool {
	return slices.Contains([]string{"CDD", "MIS", "SAI", "DDI"}, f.Contract)
}

func applicationsLate(f *Facts) finding {
	a := f.Widget.Applications
	if a == nil {
		return unknown(ReasonBelow)
	}
	if !a.Alert {
		return absent
	}
	return found(sourceWidget, a.Message, float64(a.Mine), &f.Widget.Comparables)
}

// applicationsFew leaves to the widget's alert what it tells.
func applicationsFew(f *Facts) finding {
	age := f.age()
	few := float64(f.Applications) < rules.RecontactApplications.Float()*float64(f.Positions)
	if !f.Offer.IsOpen || age < rules.RecontactOpenDays.Int() || !few || applicationsLate(f).holds {
		return absent
	}
	text := fmt.Sprintf("%s en %d jours", count(int(f.Applications), "candidature", "candidatures"), age)
	if f.Positions > 1 {
		text += " pour " + count(int(f.Positions), "poste", "postes")
	}
	return found(sourceApplications, text+".", float64(f.Applications), nil)
}

// age is the offer's age in days; it stops at its closing.
func (f *Facts) age() int {
	end := int32(f.AsOf.Unix() / 86400)
	if f.Offer.Closed != 0 {
		end = f.Offer.Closed
	}
	return int(end - f.Offer.Created)
}

func marketUnattractive(f *Facts) finding {
	v := f.Widget.Verdict
	switch {
	case v == nil:
		return unknown(ReasonBelow)
	case v.Level != "unattractive":
		return absent
	}
	return found(sourceWidget, "Les offres de ce métier attirent peu dans le département : le marché est dans le tiers le moins attractif de France.", float64(f.Widget.Comparables), &f.Widget.Comparables)
}

// criterion is a line of the widget's third block; nil where there is none.
func (f *Facts) criterion(name string) *attractivity.Criterion {
	i := slices.IndexFunc(f.Widget.Criteria, func(c attractivity.Criterion) bool { return c.Criterion == name })
	if i < 0 {
		return nil
	}
	return &f.Widget.Criteria[i]
}

// penalising holds where the widget says so of a criterion: of a value that the offer
// states, or of none.
func penalising(f *Facts, name string, stated bool) finding {
	c := f.criterion(name)
	switch {
	case c == nil:
		return unknown(ReasonBelow)
	case c.Status == "unknown" && stated:
		return unknown(ReasonNotStated)
	case c.Status != "penalising" || (c.Value != nil || c.ValueLabel != nil) != stated:
		return absent
	}
	value := or(c.Value)
	if !stated && c.Share != nil {
		value = *c.Share
	}
	return found(sourceWidget, c.Advice, value, &c.N)
}

func requirementsMany(f *Facts) finding {
	if p := penalising(f, "requirements", true); p.holds {
		return p
	}
	if int(f.Requirements) <= rules.QualityRequirementsMax.Int() {
		return absent
	}
	return found(sourceOffer, fmt.Sprintf("L'offre pose %s.", count(int(f.Requirements), "exigence", "exigences")), float64(f.Requirements), nil)
}

// poorWriting holds for an element that is missing of a text that has few of them.
func poorWriting(f *Facts, element, text string) finding {
	if !f.IsWritten {
		return unknown(ReasonNotStated)
	}
	poor := len(f.Writing) <= rules.DiagnosisWritingFew.Int() || penalising(f, "writing", true).holds
	if !poor || slices.Contains(f.Writing, element) {
		return absent
	}
	return found(sourceOffer, fmt.Sprintf("%s (rédaction : %s sur 5).", text, count(len(f.Writing), "élément", "éléments")), float64(len(f.Writing)), nil)
}

// monthly writes a yearly amount by the month.
func monthly(annual float64) string { return number(float64(int(annual/12+0.5))) + nbsp + "€" }

func or(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}
