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
// its spellings: decimal comma or point, thousands parted by spaces of any width or
// by the other of the two, any
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
	low, used := amount(rest, s.Period)
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
		high, used := amount(rest[i:], s.Period)
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

// amount reads an amount of a period. "2.000,00" is two thousand, and so is a
// "2.000" a month: three decimals are no cents, and two euros no monthly pay.
// Larger ones that could be either stay as they are written.
func amount(s string, period Period) (value float64, used int) {
	value, used = number(s)
	if grouped, length, certain := thousands(s); length > 0 {
		if certain || period == Month && value < 10 || period == Year && value < 100 {
			return grouped, length
		}
	}
	return value, used
}

// thousands reads a number whose groups of three digits are parted by points (or by
// commas, with a decimal point). It is certain with several groups, or decimals;
// used is 0 for any other number.
func thousands(s string) (value float64, used int, certain bool) {
	lead := 0
	for lead < len(s) && digit(s[lead]) {
		value = value*10 + float64(s[lead]-'0')
		lead++
	}
	if lead == 0 || lead > 3 || lead == len(s) || s[lead] != '.' && s[lead] != ',' || s[0] == '0' {
		return 0, 0, false
	}
	comma, groups := s[lead], 0
	used = lead
	for used < len(s) && s[used] == comma && threeDigits(s[used+1:]) && groups < 3 {
		for _, c := range []byte(s[used+1 : used+4]) {
			value = value*10 + float64(c-'0')
		}
		used += 4
		groups++
	}
	if groups == 0 {
		return 0, 0, false
	}
	if point := '.' + ',' - comma; used < len(s) && s[used] == point {
		scale := 1.0
		for used++; used < len(s) && digit(s[used]) && scale < 1e6; used++ {
			value = value*10 + float64(s[used]-'0')
			scale *= 10
		}
		return value / scale, used, true
	}
	return value, used, groups > 1
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
