package labels

import (
	"math"
	"strings"
	"unicode/utf8"

	"vigie/data/rules"
)

const (
	daysPerMonth  = 365.25 / 12
	weeksPerMonth = daysPerMonth / 7

	maxExperienceMonths = 600 // fifty years: above it, the number is something else
	maxContractMonths   = 120
	maxWeeklyHours      = 80
)

// ExperienceMonths reads the months of experience of an offer. A beginner who is
// accepted (exige "D", or a label that starts so) makes 0; "1 an - Débutant accepté
// domaine similaire" with exige "E" makes 12; a demand without a duration is not read.
func ExperienceMonths(exige, libelle string) (int, bool) {
	if exige == "D" {
		return 0, true
	}
	if len(libelle) >= 2 && strings.HasPrefix(Normalize(libelle), "debutant") {
		return 0, true
	}
	months, ok := duration(libelle)
	if !ok || months > maxExperienceMonths {
		return 0, false
	}
	return int(math.Round(months)), true
}

// ContractMonths reads the length of a contract from its label: "Contrat à durée
// déterminée - 3 Mois", "CDD - 15 Jour(s)", "Intérim - 2 Semaine(s)".
func ContractMonths(libelle string) (float64, bool) {
	months, ok := duration(libelle)
	if !ok || months <= 0 || months > maxContractMonths {
		return 0, false
	}
	return months, true
}

// duration reads the first "N unit" of a label, in months; "1 an et 6 mois" and
// "1 an et demi" add up, "de 1 à 3 ans" is its lower bound.
func duration(s string) (months float64, ok bool) {
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		n, used := number(s[i:])
		if used == 0 {
			return 0, false
		}
		i += used
		scale, width := durationUnit(s[i:])
		if scale == 0 {
			if scale = rangeUnit(s[i:]); scale == 0 {
				continue
			}
			return n * scale, true
		}
		months = n * scale
		rest, and := cutFold(trimSpaces(s[i+width:]), "et ")
		if and && half(rest) {
			return months + scale/2, true
		}
		if scale == 12 {
			if more, used := number(rest); used > 0 {
				if unit, _ := durationUnit(rest[used:]); unit == 1 {
					months += more
				}
			}
		}
		return months, true
	}
	return 0, false
}

// half says whether s starts with the word "demi".
func half(s string) bool {
	rest, found := cutFold(trimSpaces(s), "demi")
	if found {
		rest, _ = cutFold(rest, "e")
	}
	return found && wordEnds(rest)
}

// durationUnit reads a unit of time: its length in months (0: none) and its width.
func durationUnit(s string) (scale float64, width int) {
	word := trimSpaces(s)
	for _, u := range [...]struct {
		name  string
		scale float64
	}{
		{"mois", 1},
		{"annee(s)", 12}, {"annees", 12}, {"annee", 12}, {"année(s)", 12}, {"années", 12}, {"année", 12},
		{"an(s)", 12}, {"ans", 12}, {"an", 12},
		{"semaine(s)", 1 / weeksPerMonth}, {"semaines", 1 / weeksPerMonth}, {"semaine", 1 / weeksPerMonth},
		{"jour(s)", 1 / daysPerMonth}, {"jours", 1 / daysPerMonth}, {"jour", 1 / daysPerMonth},
	} {
		if rest, found := cutFold(word, u.name); found && wordEnds(rest) {
			return u.scale, len(s) - len(rest)
		}
	}
	return 0, 0
}

// rangeUnit reads "à 3 ans" after a first number: the unit of the range.
func rangeUnit(s string) float64 {
	rest := trimSpaces(s)
	for _, join := range [...]string{"à", "a ", "-", "ou "} {
		if after, found := cutFold(rest, join); found {
			after = trimSpaces(after)
			if _, used := number(after); used > 0 {
				scale, _ := durationUnit(after[used:])
				return scale
			}
		}
	}
	return 0
}

func wordEnds(rest string) bool {
	if rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0xBF && r != utf8.RuneError)
}

// WeeklyHours reads the hours of work a week: "35H Horaires normaux", "24H/semaine",
// "temps partiel - 20H30 …", "36H15". A monthly count ("151,67H/mois") is brought to
// the week, one of a day ("7H/jour") is none. Hours that stand elsewhere in the label
// are read when there is only one.
func WeeklyHours(libelle string) (float64, bool) {
	var first, only float64
	found, atStart := 0, false
	start := hoursStart(libelle)
	for i := 0; i < len(libelle); {
		if libelle[i] < '0' || libelle[i] > '9' {
			i++
			continue
		}
		hours, used := hoursAt(libelle[i:])
		if hours > 0 {
			if found == 0 {
				first, atStart = hours, i == start && !timeOfDay(libelle[i+used:])
			}
			found++
			only = hours
		}
		i += max(used, 1)
	}
	switch {
	case found == 0:
		return 0, false
	case atStart:
		return first, true
	case found == 1:
		return only, true
	}
	return 0, false
}

// timeOfDay says whether what follows makes "8H-12H" of the hours before it.
func timeOfDay(rest string) bool {
	return len(rest) > 1 && rest[0] == '-' && digit(rest[1])
}

// hoursStart is where a label that follows the grammar states its hours.
func hoursStart(s string) int {
	rest := trimSpaces(s)
	for _, prefix := range [...]string{"temps partiel", "temps plein"} {
		if cut, found := cutFold(rest, prefix); found {
			rest = strings.TrimLeftFunc(cut, func(r rune) bool { return isSpace(r) || r == '-' || r == ':' || r == '–' })
			break
		}
	}
	return len(s) - len(rest)
}

// hoursAt reads "35H", "36H45", "35,5 heures", "151,67 H/mois" at the start of s.
func hoursAt(s string) (hours float64, used int) {
	n, used := number(s)
	if used == 0 {
		return 0, 1
	}
	rest := trimSpaces(s[used:])
	after, found := cutFold(rest, "heures")
	if !found {
		after, found = cutFold(rest, "heure")
	}
	if !found {
		if after, found = cutFold(rest, "h"); !found {
			return 0, used
		}
		if len(after) >= 2 && digit(after[0]) && digit(after[1]) && (len(after) == 2 || !digit(after[2])) {
			minutes := float64(after[0]-'0')*10 + float64(after[1]-'0')
			if minutes >= 60 {
				return 0, len(s) - len(after) + 2
			}
			n += minutes / 60
			after = after[2:]
		} else if !wordEnds(after) || (after != "" && digit(after[0])) {
			return 0, used
		}
	}
	used = len(s) - len(after)
	unit := trimSpaces(after)
	for _, perMonth := range [...]string{"/mois", "/ mois", "par mois", "mensuel"} {
		if _, found := cutFold(unit, perMonth); found {
			n *= 12.0 / 52
			break
		}
	}
	if n > maxWeeklyHours || perDay(unit) {
		return 0, used
	}
	return n, used
}

// perDay says whether the unit after a number of hours is the day.
func perDay(unit string) bool {
	rest, found := cutFold(unit, "/")
	if !found {
		rest, found = cutFold(unit, "par ")
	}
	if rest = trimSpaces(rest); found {
		for _, day := range [...]string{"jours", "jour", "j"} {
			if after, found := cutFold(rest, day); found && wordEnds(after) {
				return true
			}
		}
		return false
	}
	for _, word := range [...]string{"quotidien", "journali"} {
		if _, found := cutFold(unit, word); found {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// PartTime says whether a job is part time: its own column, else the prefix of the
// label, else hours under the legal week (0 = not stated). known is false when
// nothing tells.
func PartTime(converti, libelle string, hours float64) (partTime, known bool) {
	for _, s := range [...]string{converti, libelle} {
		rest := trimSpaces(s)
		if _, found := cutFold(rest, "temps partiel"); found {
			return true, true
		}
		if _, found := cutFold(rest, "temps plein"); found {
			return false, true
		}
	}
	if hours > 0 {
		return hours < rules.FullTimeHoursWeek.Float(), true
	}
	return false, false
}
