package quality

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	words "vigie/data/labels"
	"vigie/data/rules"
	"vigie/data/wording"
)

// underpaid says whether the pay of the fields is under the legal minimum: brought to a
// year of full time as transform/core/offer.sql does, of no apprentice, and, unless it is
// of an hour, of known working time. The night judges a plausible one only; here one that
// is far under is told too, as an amount to verify.
func underpaid(f Fields, createdOn string) (Alert, bool) {
	text := f.raw("salaire.libelle")
	pay, ok := words.ReadSalary(text)
	if !ok || isApprenticeship(f) {
		return Alert{}, false
	}
	hours, _ := words.WeeklyHours(f.text("dureeTravailLibelle"))
	partTime, known := words.PartTime(f.text("dureeTravailLibelleConverti"), f.text("dureeTravailLibelle"), hours)
	if pay.Period != words.Hour && (!known || partTime && hours == 0) {
		return Alert{}, false
	}
	toYear := cmp.Or(pay.Months, rules.SalaryMonthsDefault.Float())
	switch {
	case pay.Period == words.Hour:
		toYear = rules.FullTimeHoursYear.Float()
	case pay.Period == words.Year || pay.Low >= rules.MonthlyIsYearlyFrom.Float():
		toYear = 1
	}
	if partTime && pay.Period != words.Hour {
		toYear *= rules.FullTimeHoursWeek.Float() / hours
	}
	hourly := wording.MinimumWage(createdOn)
	year := hourly * rules.FullTimeHoursYear.Float()
	annual := cents((pay.Low + cmp.Or(pay.High, pay.Low)) / 2 * toYear)
	if annual >= cents(rules.PayMinimumShare.Float()*year) {
		return Alert{}, false
	}
	meaning := "Le salaire est sous le minimum légal"
	if annual < cents(rules.SalaryOutlierLow.Float()*cents(year)) {
		meaning = "Le salaire est très au-dessous du minimum légal : montant, unité ou durée du travail à vérifier"
	}
	return Alert{
		Kind: "legal", Criterion: "pay", Label: label("pay"), Field: "salaire.libelle", Span: [2]int{0, utf8.RuneCountInString(text)}, Text: text,
		Rewording: "Au moins " + euros(hourly) + " brut de l'heure, " + euros(year/rules.SalaryMonthsDefault.Float()) + " brut par mois à temps plein",
		Meaning:   meaning, Source: "C. trav. L3231-2", Wording: "pay_under_minimum",
	}, true
}

func cents(amount float64) float64 { return math.Round(amount*100) / 100 }

// isApprenticeship as in transform/core/offer.sql.
func isApprenticeship(f Fields) bool {
	yes, _ := f["alternance"].(bool)
	return yes || slices.Contains([]string{"Contrat apprentissage", "Cont. professionnalisation", "E2", "FS"}, f.text("natureContrat"))
}
