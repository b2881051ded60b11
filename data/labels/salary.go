package labels

import "strings"

// Period is the unit of time of a salary.
type Period string

// The periods of the salary grammar.
const (
	Hour  Period = "hour"
	Month Period = "month"
	Year  Period = "year"
)

// Salary is a salary as its label states it. Nothing is converted or corrected.
type Salary struct {
	Period Period
	Low    float64 // euros, gross, for the hours of the job
	High   float64 // equals Low when the label gives one amount
	Months float64 // months paid a year; 0 when the label gives none, or zero
}

// maxAmount bounds what an amount in euros can be, so that no sum overflows.
const maxAmount = 1e8

// ReadSalary reads `Horaire|Mensuel|Annuel de X Euros [à Y Euros] [sur N mois]` in
// its spellings: decimal comma or point, spaces of any width inside numbers, any
// case, "€" for "Euros", a "à" that a partner's feed broke. Bounds in the wrong
// order are put right. "Autre", "A négocier", "Cachet de …" and amounts of zero
// give ok = false.
func ReadSalary(libelle string) (s Salary, ok bool) {
	rest := trimSpaces(libelle)
	if s.Period, rest, ok = salaryPeriod(rest); !ok {
		return Salary{}, false
	}
	rest = trimSpaces(rest)
	if cut, found := cutFold(rest, "de "); found {
		rest = trimSpaces(cut)
	}
	low, used := number(rest)
	if used == 0 || low <= 0 || low > maxAmount {
		return Salary{}, false
	}
	rest, stated := cutEuros(rest[used:])
	s.Low, s.High = low, low
	if months, found := cutFold(rest, "sur "); found {
		s.Months = readMonths(months)
		return s, stated
	}
	// Whatever stands between the two amounts is the "à", even a broken one.
	if i := strings.IndexAny(rest, "0123456789"); i > 0 && i <= maxJoin {
		high, used := number(rest[i:])
		if used == 0 || high > maxAmount {
			return Salary{}, false
		}
		after, euros := cutEuros(rest[i+used:])
		if euros {
			stated, rest = true, after
			if high > 0 {
				s.Low, s.High = min(low, high), max(low, high)
			}
		}
	}
	if months, found := cutFold(rest, "sur "); found {
		s.Months = readMonths(months)
	}
	return s, stated
}

// maxJoin is the longest text that may stand for the "à" between two amounts.
const maxJoin = 12

func salaryPeriod(s string) (Period, string, bool) {
	for _, p := range [...]struct {
		word   string
		period Period
	}{{"horaire", Hour}, {"mensuel", Month}, {"annuel", Year}} {
		if rest, found := cutFold(s, p.word); found {
			rest, _ = cutFold(rest, "le") // "Mensuelle"
			return p.period, rest, true
		}
	}
	return "", s, false
}

// cutEuros removes the currency, and says whether there was one.
func cutEuros(s string) (string, bool) {
	s = trimSpaces(s)
	for _, word := range [...]string{"euros", "euro", "eur", "€"} {
		if rest, found := cutFold(s, word); found {
			return trimSpaces(rest), true
		}
	}
	return s, false
}

func readMonths(s string) float64 {
	n, used := number(trimSpaces(s))
	if used == 0 || n > 24 {
		return 0
	}
	if _, found := cutFold(trimSpaces(trimSpaces(s)[used:]), "mois"); !found {
		return 0
	}
	return n
}
