package pattern

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Set is patterns that are looked for together. It is safe for concurrent use.
type Set struct {
	patterns []compiled
	lists    [][]string // of literals, each list once
	waysOf   [][]way    // list → branches that are looked for by it
	class    [256]uint8 // of bytes that the literals do not tell apart
	next     []int32    // row of a state and class of a byte → row of the state after
	shift    int        // a row is 1<<shift wide
	found    [][]int32  // state → lists of which a literal ends here
	readings sync.Pool  // of *reading
}

type compiled struct {
	pattern func() *regexp.Regexp // compiled when first tried, as most never are
	matches [256]bool             // bytes that it can match
}

// way is a branch of a pattern.
type way struct {
	pattern int
	alone   *Matcher
	others  []int // lists of which a match holds a literal too
}

// euro is the one character beyond ASCII that a pattern may match: plain text keeps it.
const euro = '€'

// New compiles patterns in Go's syntax. Give it some ordinary text: what is found in it
// is not what patterns are looked for by, if they hold something rarer.
func New(patterns []string, text string) (*Set, error) {
	s := &Set{}
	usual, numbers := &ordinary{text, map[string]int{}}, map[string]int{}
	for i, p := range patterns {
		c, branches, err := compile(p, usual)
		if err != nil {
			return nil, fmt.Errorf("compile pattern %q: %w", p, err)
		}
		s.patterns = append(s.patterns, c)
		for _, b := range branches {
			first := s.list(numbers, b.lists[0])
			w := way{pattern: i, alone: newMatcher(b.tree)}
			for _, l := range b.lists[1:] {
				w.others = append(w.others, s.list(numbers, l))
			}
			s.waysOf[first] = append(s.waysOf[first], w)
		}
	}
	s.readings.New = func() any { return &reading{hits: make([][]int, len(s.lists))} }
	s.build(text)
	return s, nil
}

// list numbers a list of literals.
func (s *Set) list(numbers map[string]int, literals []string) int {
	key := strings.Join(literals, "\x00")
	n, known := numbers[key]
	if !known {
		n = len(s.lists)
		numbers[key] = n
		s.lists, s.waysOf = append(s.lists, literals), append(s.waysOf, nil)
	}
	return n
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

// reading is the working space of reading one text.
type reading struct {
	hits  [][]int // list → where its literals end, from left to right
	lists []int   // that have hits
	tries []try
}

// try is a stretch that holds what a pattern needs.
type try struct{ pattern, from, to int }

// Each calls found for the matches of each pattern, text[from:to], pattern by pattern
// and those of one from left to right, until it returns false.
func (s *Set) Each(text []byte, found func(pattern, from, to int) bool) {
	r := s.readings.Get().(*reading)
	defer s.readings.Put(r)
	s.read(r, text)
	for _, t := range r.tries {
		// One byte more on each side, which no match reaches, shows \b where the stretch ends.
		from, to := max(t.from-1, 0), min(t.to+1, len(text))
		for _, m := range s.patterns[t.pattern].pattern().FindAllIndex(text[from:to], -1) {
			if !found(t.pattern, from+m[0], from+m[1]) {
				return
			}
		}
	}
}

// read finds the stretches to try, in order.
func (s *Set) read(r *reading, text []byte) {
	for _, l := range r.lists {
		r.hits[l] = r.hits[l][:0]
	}
	r.lists, r.tries = r.lists[:0], r.tries[:0]
	state := int32(0)
	for i, b := range text {
		step := s.next[state+int32(s.class[b])]
		if state = step &^ finds; state == step {
			continue
		}
		for _, l := range s.found[state>>s.shift] {
			if len(r.hits[l]) == 0 {
				r.lists = append(r.lists, int(l))
			}
			r.hits[l] = append(r.hits[l], i)
		}
	}
	for _, l := range r.lists {
		for i := range s.waysOf[l] {
			s.waysOf[l][i].addTries(s, r, l, text)
		}
	}
	slices.SortFunc(r.tries, func(a, b try) int { return cmp.Or(a.pattern-b.pattern, a.from-b.from) })
	r.tries = slices.Compact(r.tries)
}

// addTries adds the stretches around a literal of the first list in which the branch matches.
func (w *way) addTries(s *Set, r *reading, first int, text []byte) {
	for _, l := range w.others {
		if len(r.hits[l]) == 0 {
			return
		}
	}
	end := 0
	for _, at := range r.hits[first] {
		if at < end {
			continue
		}
		var from int
		from, end = s.patterns[w.pattern].stretch(text, at)
		if !r.holds(w.others, from, end) {
			continue
		}
		if w.alone.Match(text[max(from-1, 0):min(end+1, len(text))]) {
			r.tries = append(r.tries, try{w.pattern, from, end})
		}
	}
}

// holds says whether a literal of each list ends in a stretch.
func (r *reading) holds(lists []int, from, to int) bool {
	for _, l := range lists {
		hits := r.hits[l]
		if i, _ := slices.BinarySearch(hits, from); i == len(hits) || hits[i] >= to {
			return false
		}
	}
	return true
}

// stretch is what surrounds text[at] of the bytes that the pattern can match.
func (c *compiled) stretch(text []byte, at int) (from, to int) {
	from, to = at, at+1
	for from > 0 && c.matches[text[from-1]] {
		from--
	}
	for to < len(text) && c.matches[text[to]] {
		to++
	}
	return from, to
}
