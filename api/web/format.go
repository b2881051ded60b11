package web

import (
	"fmt"
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

// number writes v with so many decimals: 1 234,5 in French.
func (l *language) number(v float64, decimals int) string {
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
			b.WriteString(l.thousands)
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString(l.decimal + fraction)
	}
	return b.String()
}

// short writes v with one decimal, or none where it is 0.
func (l *language) short(v float64) string {
	return strings.TrimSuffix(l.number(v, 1), l.decimal+"0")
}

func (l *language) integer(n int) string { return l.number(float64(n), 0) }

// optional writes a figure that may be undefined.
func optional(v *float64, write func(float64) string) string {
	if v == nil {
		return none
	}
	return write(*v)
}

func (l *language) percentage(v float64) string { return fmt.Sprintf(l.percent, l.short(100*v)) }
func (l *language) amount(v float64) string     { return fmt.Sprintf(l.euros, l.number(v, 0)) }
func (l *language) days(v float64) string       { return l.short(v) + nbsp + l.plural(v, "jour") }
func (l *language) km(v float64) string         { return l.short(v) + nbsp + "km" }
func (l *language) hours(v float64) string      { return l.short(v) + nbsp + "h" }

// duration writes a length in months.
func (l *language) duration(v float64) string { return l.short(v) + nbsp + l.plural(v, "mois") }

// count writes a number and its noun: 1 offre, 12 offres.
func (l *language) count(n int, noun string) string {
	words := []string{l.word("noun", noun)}
	if l.agree {
		words = strings.Fields(noun)
	}
	for i, w := range words {
		words[i] = l.plural(float64(n), w)
	}
	return l.integer(n) + nbsp + strings.Join(words, " ")
}

// date writes an ISO date in words; what is no date is left as it is.
func (l *language) date(iso string) string {
	if len(iso) > len(time.DateOnly) {
		iso = iso[:len(time.DateOnly)]
	}
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = l.word("ordinal", day)
	}
	return day + nbsp + l.months[t.Month()-1] + nbsp + strconv.Itoa(t.Year())
}

// period writes a month or a quarter in words: septembre 2026, 3e trimestre 2026.
func (l *language) period(label string) string {
	year, part, ok := strings.Cut(label, "-")
	if !ok {
		return label
	}
	if q, isQuarter := strings.CutPrefix(part, "Q"); isQuarter {
		return l.word("quarter", q) + nbsp + year
	}
	m, err := strconv.Atoi(part)
	if err != nil || m < 1 || m > 12 {
		return label
	}
	return l.months[m-1] + nbsp + year
}

// tick writes a month or a quarter for an axis: 09/26, T3 26.
func (l *language) tick(label string) string {
	year, part, ok := strings.Cut(label, "-")
	if !ok || len(year) != 4 {
		return label
	}
	if q, isQuarter := strings.CutPrefix(part, "Q"); isQuarter {
		return l.quarter + q + thin + year[2:]
	}
	return part + "/" + year[2:]
}
