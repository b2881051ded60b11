package web

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Spaces that no line breaks at: the narrow one parts thousands and goes before
// a percent sign, the other goes before a unit.
const (
	thin = "\u202f"
	nbsp = "\u00a0"
)

// none is written where a figure is undefined.
const none = "—"

// number writes v in French with so many decimals: 1 234,5.
func number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return none
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	var b strings.Builder
	if v < 0 && strings.Trim(s, "0.") != "" {
		b.WriteString("−")
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(thin)
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString("," + fraction)
	}
	return b.String()
}

// short writes v with one decimal, or none where it is 0.
func short(v float64) string { return strings.TrimSuffix(number(v, 1), ",0") }

func integer[T int | int64](n T) string { return number(float64(n), 0) }

// optional writes a figure that may be undefined.
func optional(v *float64, write func(float64) string) string {
	if v == nil {
		return none
	}
	return write(*v)
}

func percent(v float64) string { return short(100*v) + thin + "%" }
func euros(v float64) string   { return number(v, 0) + nbsp + "€" }
func days(v float64) string    { return short(v) + nbsp + plural(v, "jour") }
func km(v float64) string      { return short(v) + nbsp + "km" }

// months writes a length in months, in years from two on.
func months(v float64) string {
	if v >= 24 && math.Mod(v, 12) == 0 {
		return short(v/12) + nbsp + "ans"
	}
	return short(v) + nbsp + "mois"
}

// plural writes a noun; in French it takes its mark from 2 on, if it has none.
func plural(v float64, noun string) string {
	if math.Abs(v) < 2 || strings.HasSuffix(noun, "s") {
		return noun
	}
	return noun + "s"
}

// count writes a number and its noun: 1 offre, 12 offres.
func count[T int | int64](n T, noun string) string {
	words := strings.Fields(noun)
	for i, w := range words {
		words[i] = plural(float64(n), w)
	}
	return integer(n) + nbsp + strings.Join(words, " ")
}

var monthNames = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// date writes an ISO date in words; what is no date is left as it is.
func date(iso string) string {
	if len(iso) > len(time.DateOnly) {
		iso = iso[:len(time.DateOnly)]
	}
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return day + nbsp + monthNames[t.Month()-1] + nbsp + strconv.Itoa(t.Year())
}

// period writes a month or a quarter in words: septembre 2026, 3e trimestre 2026.
func period(label string) string {
	year, part, ok := strings.Cut(label, "-")
	if !ok {
		return label
	}
	if q, isQuarter := strings.CutPrefix(part, "Q"); isQuarter {
		if q == "1" {
			return "1er" + nbsp + "trimestre" + nbsp + year
		}
		return q + "e" + nbsp + "trimestre" + nbsp + year
	}
	m, err := strconv.Atoi(part)
	if err != nil || m < 1 || m > 12 {
		return label
	}
	return monthNames[m-1] + nbsp + year
}

// tick writes a month or a quarter for an axis: 09/26, T3 26.
func tick(label string) string {
	year, part, ok := strings.Cut(label, "-")
	if !ok || len(year) != 4 {
		return label
	}
	if q, isQuarter := strings.CutPrefix(part, "Q"); isQuarter {
		return "T" + q + thin + year[2:]
	}
	return part + "/" + year[2:]
}
