package diagnosis

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vigie/analytics/attractivity"
	"vigie/analytics/quality"
)

const (
	nbsp = "\u00a0"
	thin = "\u202f"
)

// number writes a figure with at most one decimal.
func number(v float64) string {
	text := strconv.FormatFloat(v, 'f', 1, 64)
	whole, tenth, _ := strings.Cut(text, ".")
	for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
		whole = whole[:at] + thin + whole[at:]
	}
	if tenth == "0" {
		return whole
	}
	return whole + "," + tenth
}

// count writes a number of things; French has the singular below two.
func count(n int, one, many string) string {
	if n < 2 {
		many = one
	}
	return number(float64(n)) + nbsp + many
}

// percent writes a share.
func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + thin + "%" }

// persons writes a count of persons that may be rounded down.
func (f *Facts) persons(n int, one, many string) string {
	switch {
	case f.Step == 1:
		return count(n, one, many)
	case n == 0:
		return "moins de " + count(f.Step, one, many)
	}
	return "au moins " + count(n, one, many)
}

// list writes what is listed: a, b et c.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " et " + words[len(words)-1]
}

// criteriaOf names criteria of the law.
func criteriaOf(codes []string) []string {
	labels := quality.Criteria()
	named := make([]string, len(codes))
	for i, c := range codes {
		if named[i] = labels[c]; named[i] == "" {
			named[i] = c
		}
		first, size := utf8.DecodeRuneInString(named[i])
		named[i] = string(unicode.ToLower(first)) + named[i][size:]
	}
	return named
}

// tensionPlace says of which place a class is.
func tensionPlace(t attractivity.Tension) string {
	switch t.Level {
	case "department":
		return "dans le département"
	case "region":
		return "dans la région"
	}
	return "en France"
}

// capital begins a sentence.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
