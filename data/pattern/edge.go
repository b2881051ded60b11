package pattern

import (
	"math"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// edge stands in a literal, at its ends only, for a \b beside a character of a word. No
// pattern matches this byte.
const edge = "\xff"

// body is a literal without its edges, and at which ends it has one.
func body(literal string) (body string, starts, ends bool) {
	body, starts = strings.CutPrefix(literal, edge)
	body, ends = strings.CutSuffix(body, edge)
	return body, starts, ends
}

// partsWords is 1 for the bytes that are of no word.
var partsWords = func() (table [256]uint8) {
	for c := range table {
		if !isWord(c) {
			table[c] = 1
		}
	}
	return table
}()

// beside writes a literal behind another. The edges that come to stand within, or beside
// what is of no word, are left out: it says less.
func beside(a, b string) string {
	bodyA, startsA, endsA := body(a)
	bodyB, startsB, endsB := body(b)
	starts, ends := startsA || bodyA == "" && startsB, endsB || bodyB == "" && endsA
	both := bodyA + bodyB
	if both == "" {
		return strings.Repeat(edge, min(len(a)+len(b), 1))
	}
	if starts = starts && isWord(int(both[0])); starts {
		both = edge + both
	}
	if ends = ends || bodyB == "" && startsB; ends && isWord(int(both[len(both)-1])) {
		both += edge
	}
	return both
}

// occurrences is how often a text, which may begin and end with an edge, holds a literal,
// at most so often if that is not negative.
func occurrences(text, literal string, most int) (n int) {
	text, textStarts, textEnds := body(text)
	literal, starts, ends := body(literal)
	for from := 0; n != most; {
		at := strings.Index(text[from:], literal)
		if at < 0 {
			break
		}
		at += from
		from = at + 1
		behind := at + len(literal)
		switch {
		case starts && (at == 0 && !textStarts || at > 0 && isWord(int(text[at-1]))):
		case ends && (behind == len(text) && !textEnds || behind < len(text) && isWord(int(text[behind]))):
		default:
			n++
		}
	}
	return n
}

// told is how many bytes of a literal are looked for.
const told = 14

// shorten leaves out the ends of long literals, and those that hold another one: all of them if one is empty.
func shorten(all []string) (kept []string) {
	if shortest(all) == 0 {
		return nil
	}
	all = slices.Clone(all)
	for i, l := range all {
		if b, _, _ := body(l); len(b) > told {
			all[i] = l[:told]
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	least := shortest(all)
	is := func(l string) bool {
		_, found := slices.BinarySearch(all, l)
		return found
	}
	holds := func(a string) bool {
		b, starts, ends := body(a)
		if len(b) == least { // most are as short as the shortest, and hold only the same with fewer edges
			return (starts || ends) && is(b) || starts && ends && (is(edge+b) || is(b+edge))
		}
		return slices.ContainsFunc(all, func(b string) bool { return b != a && len(b) <= len(a) && occurrences(a, b, 1) > 0 })
	}
	for _, a := range all {
		if !holds(a) {
			kept = append(kept, a)
		}
	}
	return kept
}

// shortest is the size of the shortest literal, 0 of none.
func shortest(literals []string) int {
	if len(literals) == 0 {
		return 0
	}
	least := endless
	for _, l := range literals {
		l, _, _ = body(l)
		least = min(least, len(l))
	}
	return least
}

// size is that of the longest literal, in bytes.
func size(literals []string) (most int) {
	for _, l := range literals {
		l, _, _ = body(l)
		most = max(most, len(l))
	}
	return most
}

// endless is more bytes than any text has.
const endless = math.MaxInt32

// plus adds numbers of bytes.
func plus(a, b int) int { return min(a+b, endless) }

// longest is how many bytes a match of patterns, one behind the other, can have.
func longest(all ...*syntax.Regexp) (sum int) {
	for _, re := range all {
		n := 0
		switch re.Op {
		case syntax.OpEmptyMatch, syntax.OpWordBoundary:
		case syntax.OpLiteral:
			n = len(string(re.Rune))
		case syntax.OpCharClass:
			n = utf8.RuneLen(re.Rune[len(re.Rune)-1])
		case syntax.OpCapture, syntax.OpQuest, syntax.OpConcat:
			n = longest(re.Sub...)
		case syntax.OpAlternate:
			for _, sub := range re.Sub {
				n = max(n, longest(sub))
			}
		case syntax.OpRepeat:
			if n = longest(re.Sub...) * re.Max; re.Max < 0 {
				n = endless
			}
		default:
			n = endless
		}
		sum = plus(sum, n)
	}
	return sum
}
