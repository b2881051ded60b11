package pattern

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"unicode/utf8"
)

// Set is patterns that are looked for together. It is safe for concurrent use.
type Set struct {
	*automaton
	patterns []compiled
	ways     []way     // branches of all patterns
	says     []said    // of each set of lists of the automaton
	numbers  []int32   // that these say
	lists    int       // how many there are
	readings sync.Pool // of *reading
}

type compiled struct {
	pattern func() *regexp.Regexp // compiled when first tried, as most never are
	program func() *program       // the same
	matches [256]bool             // bytes that it can match
}

// way is a branch of a pattern.
type way struct {
	pattern       int
	alone         *Matcher
	before, after int // as of the list by which it is looked for
	shortest      int // literal of it
	needs         []need
}

// need is a list of which a match holds a literal too, not farther than that.
type need struct {
	list          int32
	before, after int
}

// said is what it says that literals of some lists end at a place: numbers[needed:tried] are these
// lists, if a branch needs them, and numbers[tried:end] the branches that are looked for by them.
type said struct{ needed, tried, end int32 }

// euro is the one character beyond ASCII that a pattern may match: plain text keeps it.
const euro = '€'

// New compiles patterns in Go's syntax. Give it some ordinary text: what is found in it
// is not what patterns are looked for by, if they hold something rarer.
func New(patterns []string, text string) (*Set, error) {
	s := &Set{}
	usual := &ordinary{edge + text + edge, map[string]int{}}
	var lists [][]string // each once
	var firsts [][]int32 // list → branches that are looked for by it
	var needed []bool    // list → a branch needs it
	numbers := map[string]int32{}
	number := func(l list) int32 {
		key := strings.Join(l.literals, "\x00")
		n, known := numbers[key]
		if !known {
			n = int32(len(lists))
			numbers[key] = n
			lists, firsts, needed = append(lists, l.literals), append(firsts, nil), append(needed, false)
		}
		return n
	}
	for i, p := range patterns {
		c, branches, err := compile(p, usual)
		if err != nil {
			return nil, fmt.Errorf("compile pattern %q: %w", p, err)
		}
		s.patterns = append(s.patterns, c)
		for _, b := range branches {
			first := number(b.first)
			w := way{pattern: i, alone: newMatcher(b.tree), before: b.first.before, after: b.first.after, shortest: shortest(b.first.literals)}
			for _, o := range b.others {
				n := number(o.list)
				w.needs, needed[n] = append(w.needs, need{n, o.before, o.after}), true
			}
			firsts[first] = append(firsts[first], int32(len(s.ways)))
			s.ways = append(s.ways, w)
		}
	}
	s.automaton, s.lists = newAutomaton(lists, text), len(lists)
	for _, set := range s.sets {
		says := said{needed: int32(len(s.numbers))}
		for _, l := range set {
			if needed[l] {
				s.numbers = append(s.numbers, l)
			}
		}
		says.tried = int32(len(s.numbers))
		for _, l := range set {
			s.numbers = append(s.numbers, firsts[l]...)
		}
		says.end = int32(len(s.numbers))
		s.says = append(s.says, says)
	}
	s.readings.New = func() any {
		return &reading{where: make([]uint64, s.lists), upTo: make([]int32, len(s.ways)), alone: make([]*memo, len(s.ways)), whole: make([]*memo, len(s.patterns)), known: map[words][][]int{}}
	}
	return s, nil
}

// lazily compiles a pattern that was parsed before.
func lazily(p string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(p) })
}

func compile(p string, usual *ordinary) (c compiled, branches []branch, err error) {
	tree, err := syntax.Parse(p, syntax.Perl)
	if err != nil {
		return c, nil, err
	}
	if err := c.alphabet(tree); err != nil {
		return c, nil, err
	}
	if branches = branchesOf(tree, usual); branches == nil {
		return c, nil, errors.New("it holds no literal to look for")
	}
	c.pattern = lazily(p)
	c.program = sync.OnceValue(func() *program { return newProgram(tree) })
	return c, branches, nil
}

// alphabet collects the bytes that a pattern can match.
func (c *compiled) alphabet(re *syntax.Regexp) error {
	add := func(from, to rune) error {
		if to >= utf8.RuneSelf && (from != to || to != euro) {
			return errors.New("it matches more than ASCII and the euro sign")
		}
		for r := from; r <= to; r++ {
			for _, b := range utf8.AppendRune(nil, r) {
				c.matches[b] = true
			}
		}
		return nil
	}
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary:
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return errors.New("it folds case: look in plain text")
		}
		for _, r := range re.Rune {
			if err := add(r, r); err != nil {
				return err
			}
		}
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			if err := add(re.Rune[i], re.Rune[i+1]); err != nil {
				return err
			}
		}
	case syntax.OpCapture, syntax.OpConcat, syntax.OpAlternate, syntax.OpQuest, syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		for _, sub := range re.Sub {
			if err := c.alphabet(sub); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("it may not use %s", re.Op)
	}
	return nil
}
