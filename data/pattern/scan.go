package pattern

import "slices"

// lanes are how many parts of a text are read at once: each step of the automaton waits
// for memory, and the steps of several parts wait together.
const lanes = 4

// ending is where in a text a literal ends, and the state that says so.
type ending struct{ at, state int32 }

// scan finds where literals end: in r.found, lane after lane, from left to right.
func (s *automaton) scan(r *reading, text []byte) {
	n := len(text) / lanes
	if n < s.longest {
		n = len(text)
	}
	for i := range r.found {
		r.found[i] = slices.Grow(r.found[i][:0], n+lanes)[:n+lanes]
	}
	var count [lanes]int
	last := s.parted // state after the last byte that is read below
	if n < len(text) {
		last, count = s.scanLanes(r, text, n)
	}
	// The rest: all of a short text, some bytes of another.
	from, lane := 0, 0
	if n < len(text) {
		from, lane = lanes*n, lanes-1
	}
	for i, b := range text[from:] {
		step := s.next[last+int32(s.class[b])]
		last = step &^ finds
		r.found[lane][count[lane]] = ending{int32(from + i), last}
		count[lane] += int(step & finds)
	}
	for i := range r.found {
		r.found[i] = r.found[i][:count[i]]
	}
}

// scanLanes reads n bytes in each lane. A lane begins as many bytes before its own as the
// longest literal has: the state is then as if all had been read.
func (s *automaton) scanLanes(r *reading, text []byte, n int) (last int32, count [lanes]int) {
	next, class := s.next, &s.class
	a, b, c, d := s.parted, int32(0), int32(0), int32(0)
	for i := n - s.longest; i < n; i++ {
		b = next[b+int32(class[text[i]])] &^ finds
		c = next[c+int32(class[text[n+i]])] &^ finds
		d = next[d+int32(class[text[2*n+i]])] &^ finds
	}
	textA, textB, textC, textD := text[:n], text[n:][:n], text[2*n:][:n], text[3*n:][:n]
	foundA, foundB, foundC, foundD := r.found[0], r.found[1], r.found[2], r.found[3]
	var nA, nB, nC, nD int
	for i := range textA {
		a = next[a+int32(class[textA[i]])]
		b = next[b+int32(class[textB[i]])]
		c = next[c+int32(class[textC[i]])]
		d = next[d+int32(class[textD[i]])]
		at := int32(i)
		foundA[nA] = ending{at, a}
		foundB[nB] = ending{at, b}
		foundC[nC] = ending{at, c}
		foundD[nD] = ending{at, d}
		nA += int(a & finds)
		nB += int(b & finds)
		nC += int(c & finds)
		nD += int(d & finds)
		a, b, c, d = a&^finds, b&^finds, c&^finds, d&^finds
	}
	for lane, found := range [...][]ending{foundB[:nB], foundC[:nC], foundD[:nD]} {
		for i := range found {
			found[i].at += int32((lane + 1) * n)
		}
	}
	return d, [lanes]int{nA, nB, nC, nD}
}
