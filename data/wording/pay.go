package wording

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"vigie/data/rules"
)

// checks are what a pattern of the lexicon can't tell by itself.
var checks = map[string]func(around) bool{"pay_stated": isUnderpaid}

// The words by which a pay says its unit, beside the amount.
var (
	hourAfter   = regexp.MustCompile(`^ ?(?:brute?s?|nets?|net)? ?(?:(?:/|par|de l'|l'|a l'|de) ?h(?:eures?)?\b|horaires?|brut de l'heure)`)
	hourBefore  = regexp.MustCompile(`(?:horaire|de l'heure|par heure)(?: brut| net)? ?:? ?(?:de |a )?$`)
	monthAfter  = regexp.MustCompile(`^ ?(?:brute?s?|nets?|net)? ?(?:(?:/|par|le|au) ?mois\b|mensuels?|mensuelle)`)
	monthBefore = regexp.MustCompile(`(?:mensuel(?:le)?|par mois|mois)(?: brut| net| de base)? ?:? ?(?:de |a )?$`)
	yearAfter   = regexp.MustCompile(`^ ?(?:brute?s?|nets?|net)? ?(?:(?:/|par|l') ?ann?(?:ee)?\b|annuels?)`)
	yearBefore  = regexp.MustCompile(`annuel(?:le)?(?: brut| net)? ?:? ?(?:de )?$`)
	dayAfter    = regexp.MustCompile(`^ ?(?:brute?s?|nets?)? ?(?:/|par|la|le) ?jour(?:nee)?(?: de (\d+) ?h)`)
	netNear     = regexp.MustCompile(`^ ?nets?\b`)
	isWage      = regexp.MustCompile(`salaire|remuner|pay|brut|\bnets?\b`)
	hoursWeek   = regexp.MustCompile(`\b(\d\d)(?:[.,]\d+)? ?h(?:eures?)?\b`)
	fullTime    = regexp.MustCompile(`temps plein|temps complet|plein temps`)
)

// isUnderpaid says whether an amount is a pay under the minimum of its day. Of a month
// or a year, the hours must be known: a full time, or hours in the same sentence.
func isUnderpaid(a around) bool {
	amount, ok := amountOf(a.text[a.from:a.to])
	if !ok {
		return false
	}
	clauseFrom, clauseTo := a.clause()
	before, after := a.text[clauseFrom:a.from], a.text[a.to:clauseTo]
	sentence := a.sentence()
	hours := weeklyHours(sentence)
	var hourly float64
	day := dayAfter.FindSubmatch(after)
	switch {
	case hourAfter.Match(after) || hourBefore.Match(before):
		hourly = amount
	case day != nil:
		of, _ := strconv.ParseFloat(string(day[1]), 64)
		hourly = amount / max(of, 1)
	case hours == 0:
		return false
	case yearAfter.Match(after) || yearBefore.Match(before):
		hourly = amount / (hours * weeksOfYear)
	case monthAfter.Match(after) || monthBefore.Match(before) || isWage.Match(sentence) && amount >= leastMonth && amount < rules.MonthlyIsYearlyFrom.Float():
		hourly = amount * monthsOfYear / (hours * weeksOfYear)
	default:
		return false
	}
	least := MinimumWage(a.createdOn) * rules.PayMinimumShare.Float()
	if netNear.Match(after) {
		least *= rules.PayNetShare.Float()
	}
	return hourly >= leastHourly && hourly < least
}

// Amounts that are no pay of a month, or of an hour.
const (
	leastMonth   = 200
	leastHourly  = 1
	monthsOfYear = 12
	weeksOfYear  = 52
)

// amountOf reads "1 200,50 €", "12k€".
func amountOf(text []byte) (float64, bool) {
	digits := bytes.TrimRight(text, "€euros .,")
	thousands := bytes.HasSuffix(digits, []byte("k"))
	s := strings.NewReplacer(" ", "", ",", ".").Replace(string(bytes.TrimRight(digits, "k ")))
	if head, tail, found := strings.Cut(s, "."); found && len(tail) == 3 { // 1.200
		s = head + tail
	}
	amount, err := strconv.ParseFloat(s, 64)
	if thousands {
		amount *= 1000
	}
	return amount, err == nil
}

// weeklyHours are those that a sentence says, 0 when it says none.
func weeklyHours(sentence []byte) float64 {
	for _, m := range hoursWeek.FindAllSubmatch(sentence, -1) {
		if h, err := strconv.ParseFloat(string(m[1]), 64); err == nil && h >= 10 && h <= 60 {
			return min(h, rules.FullTimeHoursWeek.Float())
		}
	}
	if fullTime.Match(sentence) {
		return rules.FullTimeHoursWeek.Float()
	}
	return 0
}

type wage struct {
	fromOn string
	hourly float64
}

var wages = sync.OnceValue(func() (all []wage) {
	records, err := csv.NewReader(bytes.NewReader(rules.SMIC)).ReadAll()
	if err != nil {
		panic(err)
	}
	for _, r := range records[1:] {
		hourly, err := strconv.ParseFloat(r[1], 64)
		if err != nil {
			panic(err)
		}
		all = append(all, wage{r[0], hourly})
	}
	return all
})

// MinimumWage is the hourly one in force on an ISO day; before the first known one, the
// first, and the last one for "".
func MinimumWage(day string) float64 {
	all := wages()
	hourly := all[0].hourly
	for _, w := range all {
		if day == "" || w.fromOn <= day {
			hourly = w.hourly
		}
	}
	return hourly
}
