package attractivity

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// tongue is how sentences are written in one language. A sentence is written in
// French where it is used; texts gives its translation, and a test holds that none
// is missing.
type tongue struct {
	code               string
	decimal, thousands string
	month, manyMonths  string
	one                func(n int) bool // takes the singular
	texts              map[string]string
}

var (
	french  = &tongue{code: "fr", decimal: ",", thousands: nbsp, month: "mois", manyMonths: "mois", one: func(n int) bool { return n < 2 }}
	english = &tongue{code: "en", decimal: ".", thousands: ",", month: "month", manyMonths: "months", one: func(n int) bool { return n == 1 }, texts: englishTexts}
)

// tongueOf gives the language of a code, French for any other.
func tongueOf(code string) *tongue {
	if code == english.code {
		return english
	}
	return french
}

// say writes a sentence with its arguments.
func (t *tongue) say(text string, args ...any) string {
	if translated, ok := t.texts[text]; ok {
		text = translated
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// count writes a whole number and its noun.
func (t *tongue) count(n int, one, many string) string {
	if t.one(n) {
		many = one
	}
	return strconv.Itoa(n) + nbsp + many
}

// monthly writes a yearly amount as readers negotiate it: gross a month.
func (t *tongue) monthly(year float64) string {
	return t.say("%s\u00a0€ brut/mois", t.whole(math.Round(year/12)))
}

// monthlyCents is monthly to the cent.
func (t *tongue) monthlyCents(year float64) string {
	cents := math.Round(year / 12 * 100)
	return t.say("%s\u00a0€ brut/mois", fmt.Sprintf("%s%s%02d", t.whole(math.Floor(cents/100)), t.decimal, int64(cents)%100))
}

func (t *tongue) months(v float64) string {
	if v == 1 {
		return t.number(v) + nbsp + t.month
	}
	return t.number(v) + nbsp + t.manyMonths
}

func (t *tongue) hours(v float64) string { return t.say("%s\u00a0h par semaine", t.number(v)) }

func (t *tongue) percent(share float64) string { return t.say("%s\u00a0%%", t.number(100*share)) }

// whole writes a whole number, its thousands parted.
func (t *tongue) whole(v float64) string {
	digits := strconv.FormatInt(int64(v), 10)
	var parts []string
	for len(digits) > 3 {
		parts = append([]string{digits[len(digits)-3:]}, parts...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, parts...), t.thousands)
}

// number writes a figure with one decimal at most.
func (t *tongue) number(v float64) string { return t.digits(v, 10) }

// times writes a ratio so that it never reads 1: one decimal, or two.
func (t *tongue) times(v float64) string {
	if math.Round(v*10) == 10 {
		return t.digits(v, 100)
	}
	return t.digits(v, 10)
}

func (t *tongue) digits(v, per float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*per)/per, 'f', -1, 64), ".", t.decimal, 1)
}

// label writes a value that is known.
func label(v *float64, write func(float64) string) *string {
	if v == nil {
		return nil
	}
	text := write(*v)
	return &text
}
