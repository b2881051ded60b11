package wording

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
)

// partMax bounds one pattern of Suspects: past some 16 000 instructions, RE2 has
// no room for its automaton and is hundreds of times slower.
const partMax = 36_000

// Suspects are RE2 patterns for raw texts, accents and all: a text in which Find
// finds something matches one of them at least, and few others do.
func Suspects() []string {
	var parts []string
	var part []byte
	for _, w := range lexicon() {
		// Bounds of words go, since RE2's know no accents.
		tree, err := syntax.Parse(strings.ReplaceAll(w.pattern.String(), `\b`, ""), syntax.Perl)
		if err != nil {
			panic(err) // it was parsed when it was read
		}
		p := raw(tree)
		if len(part)+len(p) > partMax {
			parts, part = append(parts, string(part)), nil
		}
		if part != nil {
			part = append(part, '|')
		}
		part = append(part, p...)
	}
	return append(parts, string(part))
}

// letters are the classes of the letters that labels.Plain gives: any accented
// letter stands for a vowel, which keeps the engine's automaton small; s and k
// leave out the signs that fold to them.
var letters = map[rune]string{
	'a': "aÀ-ÿ", 'c': "cÀ-ÿ", 'e': "eÀ-ÿ", 'i': "iÀ-ÿ", 'o': "oÀ-ÿ", 'u': "uÀ-ÿ", '\'': `'‘’ʼ`, '-': `\-‐-—`, ' ': `\t-\r \x{a0}\x{202f}`,
}

// raw rewrites a pattern on plain text into one that matches more: on the text
// as it was written.
func raw(re *syntax.Regexp) string {
	group := func(s string) string { return "(?:" + s + ")" }
	switch re.Op {
	case syntax.OpLiteral:
		var b strings.Builder
		for i := 0; i < len(re.Rune); i++ {
			if r := re.Rune[i]; r == 'o' && i+1 < len(re.Rune) && re.Rune[i+1] == 'e' {
				b.WriteString("(?:" + rawRune('o') + rawRune('e') + "|[œŒ])")
				i++
			} else {
				b.WriteString(rawRune(r))
			}
		}
		return b.String()
	case syntax.OpCharClass:
		return rawClass(re.Rune)
	case syntax.OpConcat:
		var b strings.Builder
		for _, sub := range re.Sub {
			b.WriteString(raw(sub))
		}
		return b.String()
	case syntax.OpAlternate:
		parts := make([]string, len(re.Sub))
		for i, sub := range re.Sub {
			parts[i] = raw(sub)
		}
		return group(strings.Join(parts, "|"))
	case syntax.OpCapture:
		return group(raw(re.Sub[0]))
	case syntax.OpStar:
		return group(raw(re.Sub[0])) + "*"
	case syntax.OpPlus:
		return group(raw(re.Sub[0])) + "+"
	case syntax.OpQuest:
		return group(raw(re.Sub[0])) + "?"
	case syntax.OpRepeat:
		bound := strconv.Itoa(re.Min) + ","
		if re.Max >= 0 {
			bound += strconv.Itoa(re.Max)
		}
		return group(raw(re.Sub[0])) + "{" + bound + "}"
	case syntax.OpEmptyMatch:
		return ""
	}
	panic("wording: a pattern may not use " + re.Op.String())
}

func rawRune(r rune) string {
	class := letters[r]
	switch {
	case r == ' ':
		return "[" + class + "]+"
	case 'a' <= r && r <= 'z' && class == "":
		return string([]rune{'[', r, r - 'a' + 'A', ']'})
	case class == "":
		return quoteRune(r)
	case 'a' <= r && r <= 'z':
		return string([]rune{'[', r - 'a' + 'A'}) + class + "]"
	}
	return "[" + class + "]"
}

// rawClass adds to a class the capitals and accents of its letters.
func rawClass(ranges []rune) string {
	var b strings.Builder
	b.WriteByte('[')
	for i := 0; i < len(ranges); i += 2 {
		b.WriteString(quoteRune(ranges[i]) + "-" + quoteRune(ranges[i+1]))
		for r := ranges[i]; r <= ranges[i+1] && r <= 'z'; r++ {
			b.WriteString(letters[r])
			if 'a' <= r {
				b.WriteRune(r - 'a' + 'A')
			}
		}
	}
	return b.String() + "]"
}

func quoteRune(r rune) string {
	if strings.ContainsRune(`\.+*?()|[]{}^$-/'`, r) {
		return `\` + string(r)
	}
	return string(r)
}

// required gives literals of which every match of a pattern holds one, the
// longest that can be had; none when there is no such list.
func required(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if list := required(sub); shortest(list) > shortest(best) {
				best = list
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			list := required(sub)
			if list == nil {
				return nil
			}
			all = append(all, list...)
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	return nil
}

func shortest(list []string) int {
	if len(list) == 0 {
		return 0
	}
	return len(slices.MinFunc(list, func(a, b string) int { return len(a) - len(b) }))
}
