package pattern

import (
	"math/bits"
	"slices"
)

// finds marks a step to a state in which a literal ends: rows begin at even numbers.
const finds = 1

// build makes the automaton of the literals: a state is the longest end of what
// was read that begins a literal, and rows are complete, so that a byte is one step.
func (s *Set) build(text string) {
	classes := s.classify(text)
	s.shift = max(1, bits.Len8(classes-1))
	width := 1 << s.shift
	s.found = [][]int32{nil}
	s.next = make([]int32, width)
	for n, literals := range s.lists {
		for _, l := range literals {
			state := int32(0)
			for i := range len(l) {
				step := state + int32(s.class[l[i]])
				if s.next[step] == 0 {
					s.next[step] = int32(len(s.next))
					s.next = append(s.next, make([]int32, width)...)
					s.found = append(s.found, nil)
				}
				state = s.next[step]
			}
			s.found[state>>s.shift] = append(s.found[state>>s.shift], int32(n))
		}
	}
	s.renumber(s.complete())
	for i, list := range s.found {
		slices.Sort(list)
		s.found[i] = slices.Compact(list)
	}
	for i, row := range s.next {
		if len(s.found[row>>s.shift]) > 0 {
			s.next[i] |= finds
		}
	}
}

// classify numbers the bytes of the literals, those that ordinary text has most of first,
// so that its steps keep to few lines of memory: 0 is the bytes of no literal.
func (s *Set) classify(text string) (classes uint8) {
	var often [256]int
	for i := range len(text) {
		often[text[i]]++
	}
	var of [256]bool
	for _, literals := range s.lists {
		for _, l := range literals {
			for i := range len(l) {
				of[l[i]] = true
			}
		}
	}
	var bytes []byte
	for b := range of {
		if of[b] {
			bytes = append(bytes, byte(b))
		}
	}
	slices.SortStableFunc(bytes, func(a, b byte) int { return often[b] - often[a] })
	for i, b := range bytes {
		s.class[b] = uint8(i) + 1
	}
	return uint8(len(bytes)) + 1
}

// complete gives each state the steps, and the literals, of the longest proper
// end of it that is a state, shorter states first: in the order it returns.
func (s *Set) complete() (order []int32) {
	end := make([]int32, len(s.found)) // state → row of that end
	queue := []int32{0}
	for len(queue) > 0 {
		row := queue[0]
		queue = queue[1:]
		order = append(order, row)
		shorter := end[row>>s.shift]
		s.found[row>>s.shift] = append(s.found[row>>s.shift], s.found[shorter>>s.shift]...)
		for c := range int32(1) << s.shift {
			longer := s.next[row+c]
			switch {
			case longer == 0 && row != 0:
				s.next[row+c] = s.next[shorter+c]
			case longer != 0:
				if row != 0 {
					end[longer>>s.shift] = s.next[shorter+c]
				}
				queue = append(queue, longer)
			}
		}
	}
	return order
}

// renumber puts short states, where most of a text is read, beside one another.
func (s *Set) renumber(order []int32) {
	row := make([]int32, len(s.found)) // of a state's number → its new one
	next, found := make([]int32, 0, len(s.next)), make([][]int32, 0, len(s.found))
	for i, old := range order {
		row[old>>s.shift] = int32(i) << s.shift
		next = append(next, s.next[old:old+int32(1)<<s.shift]...)
		found = append(found, s.found[old>>s.shift])
	}
	for i, to := range next {
		next[i] = row[to>>s.shift]
	}
	s.next, s.found = next, found
}
