package attractivity

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"vigie/data/rules"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// monthOf numbers the month of a day since year 0.
func monthOf(day int32) int32 {
	t := time.Unix(int64(day)*86400, 0).UTC()
	return int32(t.Year()*12 + int(t.Month()) - 1)
}

// windowStart is the first day of the rolling window before a day, as SQL's
// window_start(): the same day of the month, or the last one there is.
func windowStart(today int32) int32 {
	t := time.Unix(int64(today)*86400, 0).UTC()
	first := time.Date(t.Year(), t.Month()-time.Month(rules.WindowMonths.Int()), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return int32(first.AddDate(0, 0, min(t.Day(), last)-1).Unix() / 86400)
}

func monthLabel(month int32) string { return fmt.Sprintf("%04d-%02d", month/12, month%12+1) }

// monthlyPay writes a yearly amount as French readers negotiate it: gross a month.
func monthlyPay(year float64) string {
	return thousands(math.Round(year/12)) + nbsp + "€ brut/mois"
}

func months(v float64) string { return decimal(v) + nbsp + "mois" }

// label writes a value that is known.
func label(v *float64, write func(float64) string) *string {
	if v == nil {
		return nil
	}
	text := write(*v)
	return &text
}

func thousands(v float64) string {
	digits := strconv.FormatInt(int64(v), 10)
	var parts []string
	for len(digits) > 3 {
		parts = append([]string{digits[len(digits)-3:]}, parts...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, parts...), nbsp)
}

// decimal writes a figure with one decimal at most and a French comma.
func decimal(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64), ".", ",", 1)
}

func plural(n int, one, many string) string {
	if n < 2 {
		return strconv.Itoa(n) + nbsp + one
	}
	return strconv.Itoa(n) + nbsp + many
}

// applicationsMessage compares at the offer's age, or at the last day of the
// curve once it is older: early are its applications up to that day.
func applicationsMessage(age, mine, early, positions int, median *float64, alert bool) string {
	text := fmt.Sprintf("%s à J+%d", plural(mine, "candidature", "candidatures"), age)
	if age > curveDays() {
		text += fmt.Sprintf(", dont %d à J+%d", early, curveDays())
	}
	if positions > 1 {
		text += fmt.Sprintf(" pour %d%spostes", positions, nbsp)
	}
	if median != nil {
		text += fmt.Sprintf(", la médiane du marché est à %s", decimal(*median))
		if positions > 1 {
			text += " par poste"
		}
	}
	if alert {
		return text + " : l'offre attire moins que le marché."
	}
	return text + "."
}

// unusableSalary says why a salary that is shown is not compared.
var unusableSalary = map[string]string{
	"salary_outlier":          "Le salaire affiché est hors de l'échelle plausible pour un temps plein (moins de 80\u00a0% ou plus de 20 fois le SMIC) : vérifiez le montant et la période.",
	"part_time_hours_unknown": "Le salaire affiché est celui d'un temps partiel dont la durée n'est pas précisée : indiquez les heures par semaine pour le comparer.",
}

func salaryAdvice(c Criterion) string {
	switch {
	case c.N == 0:
		return "Aucune offre comparable n'affiche de salaire."
	case c.Value == nil && c.Status == penalising:
		return fmt.Sprintf("Aucun salaire n'est affiché, alors que %s%s%% des offres comparables en affichent un (médiane : %s).",
			decimal(100**c.Share), nbsp, monthlyPay(*c.Median))
	case c.Value == nil:
		return fmt.Sprintf("Aucun salaire n'est affiché ; la médiane des offres qui en affichent un est de %s.", monthlyPay(*c.Median))
	case c.Status == penalising:
		return fmt.Sprintf("Votre salaire (%s) est sous le premier quartile du marché (%s).", monthlyPay(*c.Value), monthlyPay(*c.Q1))
	case c.Status == favourable:
		return fmt.Sprintf("Votre salaire (%s) est au-dessus du troisième quartile du marché (%s) : mettez-le en avant.",
			monthlyPay(*c.Value), monthlyPay(*c.Q3))
	default:
		return fmt.Sprintf("Votre salaire (%s) est dans le marché (médiane : %s).", monthlyPay(*c.Value), monthlyPay(*c.Median))
	}
}

func experienceAdvice(c Criterion) string {
	switch {
	case c.N == 0:
		return "Aucune offre comparable ne précise l'expérience demandée."
	case c.Value == nil:
		return fmt.Sprintf("L'expérience demandée n'est pas précisée ; la médiane du marché est de %s%smois.", decimal(*c.Median), nbsp)
	case c.Status == penalising:
		return fmt.Sprintf("Vous demandez %s%smois d'expérience, plus que le troisième quartile du marché (%s%smois) : une exigence moindre élargit le vivier.",
			decimal(*c.Value), nbsp, decimal(*c.Q3), nbsp)
	case c.Status == favourable:
		return fmt.Sprintf("Vous demandez %s%smois d'expérience, moins que le premier quartile du marché (%s%smois).",
			decimal(*c.Value), nbsp, decimal(*c.Q1), nbsp)
	default:
		return fmt.Sprintf("Vous demandez %s%smois d'expérience, comme le marché (médiane : %s%smois).", decimal(*c.Value), nbsp, decimal(*c.Median), nbsp)
	}
}
