package pattern

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
)

// Set is patterns that are looked for together. It is safe for concurrent use.
type Set struct {
	patterns []compiled
	branches []way
	class    [256]uint8 // of bytes that the literals do not tell apart
	next     []int32    // row of a state and class of a byte → row of the state after
	shift    int        // a row is 1<<shift wide
	found    [][]int32  // state → branches of which a literal of the first list ends here
	tried    sync.Pool  // of []int: up to where each branch was looked at, and each pattern tried
}

type compiled struct {
	pattern *regexp.Regexp
	matches [256]bool // bytes that it can match
}

// way is a branch of a pattern.
type way struct {
	pattern  int32
	literals []string   // of the first list
	others   [][][]byte // lists
}

// New compiles patterns in Go's syntax.
func New(patterns []string) (*Set, error) {
	s := &Set{}
	for i, p := range patterns {
		c, branches, err := compile(p)
		if err != nil {
			return nil, fmt.Errorf("compile pattern %q: %w", p, err)
		}
		s.patterns = append(s.patterns, c)
		for _, b := range branches {
			w := way{pattern: int32(i), literals: b[0]}
			for _, list := range b[1:] {
				others := make([][]byte, len(list))
				for i, l := range list {
					others[i] = []byte(l)
				}
				w.others = append(w.others, others)
			}
			s.branches = append(s.branches, w)
		}
	}
	s.tried.New = func() any { t := make([]int, len(s.branches)+len(s.patterns)); return &t }
	s.build()
	return s, nil
}

func compile(p string) (c compiled, branches []branch, err error) {
	tree, err := syntax.Parse(p, syntax.Perl)
	if err != nil {
		return c, nil, err
	}
	if err := c.alphabet(tree); err != nil {
		return c, nil, err
	}
	if branches = branchesOf(tree); branches == nil {
		return c, nil, errors.New("it holds no literal to look for")
	}
	c.pattern, err = regexp.Compile(p)
	return c, branches, err
}

// alphabet collects the bytes that a pattern can match.
func (c *compiled) alphabet(re *syntax.Regexp) error {
	add := func(from, to rune) error {
		if to >= 0x80 {
			return errors.New("it matches more than ASCII")
		}
		for r := from; r <= to; r++ {
			c.matches[r] = true
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

// Each calls found for the matches of each pattern, text[from:to], those of one
// pattern from left to right, until it returns false.
func (s *Set) Each(text []byte, found func(pattern, from, to int) bool) {
	var tried []int
	state := int32(0)
	for i, b := range text {
		state = s.next[state+int32(s.class[b])]
		here := s.found[state>>s.shift]
		if len(here) == 0 {
			continue
		}
		if tried == nil {
			pooled := s.tried.Get().(*[]int)
			defer s.tried.Put(pooled)
			tried = *pooled
			clear(tried)
		}
		for _, b := range here {
			w := &s.branches[b]
			p := &tried[len(s.branches)+int(w.pattern)]
			if i < tried[b] || i < *p {
				continue
			}
			c := &s.patterns[w.pattern]
			from, to := c.stretch(text, i)
			tried[b] = to
			if !w.mayMatch(text[from:to]) {
				continue
			}
			*p = to
			// One byte more on each side, which no match reaches, shows \b where the stretch ends.
			from, to = max(from-1, 0), min(to+1, len(text))
			for _, m := range c.pattern.FindAllIndex(text[from:to], -1) {
				if !found(int(w.pattern), from+m[0], from+m[1]) {
					return
				}
			}
		}
	}
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

// mayMatch says whether a stretch in which the first list has a literal holds one of each other list.
func (w *way) mayMatch(stretch []byte) bool {
	for _, list := range w.others {
		if !slices.ContainsFunc(list, func(l []byte) bool { return bytes.Contains(stretch, l) }) {
			return false
		}
	}
	return true
}
