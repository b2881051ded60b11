package pattern

import (
	"math/bits"
	"slices"
)

// finds marks a step to a state in which a literal ends: rows begin at even numbers.
const finds = 1

// build makes the automaton of the literals: a state is the longest end of what
// was read that begins a literal, and rows are complete, so that a byte is one step.
func (s *Set) build() {
	classes := uint8(1) // 0: bytes of no literal
	for _, literals := range s.lists {
		for _, l := range literals {
			for i := range len(l) {
				if s.class[l[i]] == 0 {
					s.class[l[i]] = classes
					classes++
				}
			}
		}
	}
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
	s.complete()
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

// complete gives each state the steps, and the literals, of the longest proper
// end of it that is a state, shorter states first.
func (s *Set) complete() {
	end := make([]int32, len(s.found)) // state → row of that end
	queue := []int32{0}
	for len(queue) > 0 {
		row := queue[0]
		queue = queue[1:]
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
}
