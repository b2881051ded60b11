package pattern

import (
	"cmp"
	"errors"
	"fmt"
	"math/bits"
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
	longest  int        // bytes of a literal
	readings sync.Pool  // of *reading
}

type compiled struct {
	pattern func() *regexp.Regexp // compiled when first tried, as most never are
	program func() *program       // the same
	matches [256]bool             // bytes that it can match
	span    int                   // number of that set
}

// way is a branch of a pattern.
type way struct {
	number  int
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
	usual, numbers, spans, ways := &ordinary{text, map[string]int{}}, map[string]int{}, map[[256]bool]int{}, 0
	for i, p := range patterns {
		c, branches, err := compile(p, usual)
		if err != nil {
			return nil, fmt.Errorf("compile pattern %q: %w", p, err)
		}
		if _, known := spans[c.matches]; !known {
			spans[c.matches] = len(spans)
		}
		c.span = spans[c.matches]
		s.patterns = append(s.patterns, c)
		for _, b := range branches {
			first := s.list(numbers, b.lists[0])
			w := way{number: ways, pattern: i, alone: newMatcher(b.tree)}
			ways++
			for _, l := range b.lists[1:] {
				w.others = append(w.others, s.list(numbers, l))
			}
			s.waysOf[first] = append(s.waysOf[first], w)
		}
	}
	s.readings.New = func() any {
		return &reading{where: make([]uint64, len(s.lists)), hits: make([][]int, len(s.lists)), spans: make([]stretch, len(spans)), alone: make([]*memo, ways), whole: make([]*memo, len(s.patterns)), known: map[said][][]int{}}
	}
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
		for _, literal := range literals {
			s.longest = max(s.longest, len(literal))
		}
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

// reading is the working space of reading one text.
type reading struct {
	found [lanes][]ending
	where []uint64  // list → in which parts of the text its literals end, a bit each
	part  int       // a part is 1<<part bytes
	hits  [][]int   // list by which branches are looked for → where its literals end, from left to right
	lists []int     // of these that have hits
	spans []stretch // set of bytes → the last stretch of these
	alone []*memo   // of each branch, once it is tried
	whole []*memo   // of each pattern, past matches, once it is tried
	tries []try
	known map[said][][]int // matches of patterns in short parts
}

// stretch is part of a text, text[from:to].
type stretch struct{ from, to int }

// parts are the bits of the parts that a stretch reaches into.
func (r *reading) parts(s stretch) uint64 {
	first, last := s.from>>r.part, (s.to-1)>>r.part
	return ^uint64(0) << first & (^uint64(0) >> (63 - last))
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
		c := &s.patterns[t.pattern]
		if r.whole[t.pattern] == nil {
			r.whole[t.pattern] = newMemo(c.program())
			r.whole[t.pattern].past = true
		}
		// One byte more on each side, which no match reaches, shows \b where the stretch ends.
		from, to, goOn := max(t.from-1, 0), min(t.to+1, len(text)), true
		r.whole[t.pattern].cuts(text[from:to], func(start, end, done int) {
			if !goOn {
				return
			}
			for _, m := range r.matches(c, t.pattern, text[from+start:from+end]) {
				if goOn && start+m[0] >= done {
					goOn = found(t.pattern, from+start+m[0], from+start+m[1])
				}
			}
		})
		if !goOn {
			return
		}
	}
}

// matches are those of a pattern in a part of a text. What few words say is kept, for
// they come again.
func (r *reading) matches(c *compiled, pattern int, part []byte) [][]int {
	if len(part) > shortPart {
		return c.pattern().FindAllIndex(part, -1)
	}
	known, ok := r.known[said{pattern, string(part)}]
	if !ok {
		if len(r.known) >= mostKnown {
			clear(r.known)
		}
		known = c.pattern().FindAllIndex(part, -1)
		r.known[said{pattern, string(part)}] = known
	}
	return known
}

// said is a part of a text that a pattern is looked for in.
type said struct {
	pattern int
	part    string
}

const (
	shortPart = 80     // bytes
	mostKnown = 10_000 // parts: beyond, all are forgotten
)

// read finds the stretches to try, in order.
func (s *Set) read(r *reading, text []byte) {
	for _, l := range r.lists {
		r.hits[l] = r.hits[l][:0]
	}
	clear(r.where)
	clear(r.spans)
	r.lists, r.tries = r.lists[:0], r.tries[:0]
	r.part = max(0, bits.Len(uint(len(text)))-6)
	s.scan(r, text)
	for _, lane := range r.found {
		for _, f := range lane {
			at := int(f.at)
			part := uint64(1) << (at >> r.part)
			for _, l := range s.found[f.state>>s.shift] {
				r.where[l] |= part
				if s.waysOf[l] == nil {
					continue
				}
				if len(r.hits[l]) == 0 {
					r.lists = append(r.lists, int(l))
				}
				r.hits[l] = append(r.hits[l], at)
			}
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
		if r.where[l] == 0 {
			return
		}
	}
	c, end := &s.patterns[w.pattern], 0
	for _, at := range r.hits[first] {
		if at < end {
			continue
		}
		around := &r.spans[c.span]
		if at < around.from || at >= around.to {
			*around = c.stretch(text, at)
		}
		end = around.to
		if !r.mayHold(w.others, *around) {
			continue
		}
		if r.alone[w.number] == nil {
			r.alone[w.number] = newMemo(w.alone.program())
		}
		if r.alone[w.number].match(text[max(around.from-1, 0):min(end+1, len(text))]) {
			r.tries = append(r.tries, try{w.pattern, around.from, end})
		}
	}
}

// mayHold says whether a literal of each list ends in a part that the stretch reaches into.
func (r *reading) mayHold(lists []int, s stretch) bool {
	parts := r.parts(s)
	for _, l := range lists {
		if r.where[l]&parts == 0 {
			return false
		}
	}
	return true
}

// stretch is what surrounds text[at] of the bytes that the pattern can match.
func (c *compiled) stretch(text []byte, at int) stretch {
	from, to := at, at+1
	for from > 0 && c.matches[text[from-1]] {
		from--
	}
	for to < len(text) && c.matches[text[to]] {
		to++
	}
	return stretch{from, to}
}
