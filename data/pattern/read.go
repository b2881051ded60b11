package pattern

import (
	"cmp"
	"math/bits"
	"slices"
)

// reading is the working space of reading one text.
type reading struct {
	found [lanes][]ending
	where []uint64 // list → in which parts of the text its literals end, a bit each
	part  int      // a part is 1<<part bytes
	hits  []ending // those of literals by which branches are looked for, and their set
	upTo  []int32  // branch → where the last stretch ends in which it was looked for everywhere, or found
	alone []*memo  // of each branch, once it is tried
	whole []*memo  // of each pattern, past matches, once it is tried
	tries []try
	known map[words][][]int // matches of patterns in short parts
}

// parts are the bits of the parts from that of text[first] to that of text[last].
func (r *reading) parts(first, last int) uint64 {
	return ^uint64(0) << (first >> r.part) & (^uint64(0) >> (63 - last>>r.part))
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
	known, ok := r.known[words{pattern, string(part)}]
	if !ok {
		if len(r.known) >= mostKnown {
			clear(r.known)
		}
		known = c.pattern().FindAllIndex(part, -1)
		r.known[words{pattern, string(part)}] = known
	}
	return known
}

// words are a part of a text that a pattern is looked for in.
type words struct {
	pattern int
	part    string
}

const (
	shortPart = 80     // bytes
	mostKnown = 10_000 // parts: beyond, all are forgotten
)

// read finds the stretches to try, in order.
func (s *Set) read(r *reading, text []byte) {
	clear(r.where)
	clear(r.upTo)
	r.hits, r.tries = r.hits[:0], r.tries[:0]
	r.part = max(0, bits.Len(uint(len(text)))-6)
	s.scan(r, text)
	for _, lane := range r.found {
		for _, f := range lane {
			at, parted := int(f.at), 1
			if at+1 < len(text) {
				parted = int(partsWords[text[at+1]])
			}
			set := s.found[f.state>>s.shift][parted]
			says := s.says[set]
			for _, l := range s.numbers[says.needed:says.tried] {
				r.where[l] |= 1 << (at >> r.part)
			}
			if says.tried < says.end {
				r.hits = append(r.hits, ending{f.at, set})
			}
		}
	}
	for _, h := range r.hits {
		says := s.says[h.state]
		for _, w := range s.numbers[says.tried:says.end] {
			s.tryWay(r, text, int(h.at), w)
		}
	}
	slices.SortFunc(r.tries, func(a, b try) int { return cmp.Or(a.pattern-b.pattern, a.from-b.from) })
	r.tries = slices.Compact(r.tries)
}

// tryWay adds the stretch around a literal of the first list of a branch if that matches there.
func (s *Set) tryWay(r *reading, text []byte, at int, number int32) {
	w := &s.ways[number]
	if at < int(r.upTo[number]) || !r.mayHold(w.needs, at, 0, len(text)) {
		return
	}
	// What a match with this literal may reach.
	c, from, to, starts := &s.patterns[w.pattern], at+1-w.before, at+1+w.after, at+2-w.shortest
	if w.before == endless {
		from, to = c.stretch(text, at)
		if !r.mayHold(w.needs, at, from, to) {
			return
		}
		r.upTo[number], starts = int32(to), to
	}
	if r.alone[number] == nil {
		r.alone[number] = newMemo(w.alone.program())
	}
	// One byte more on each side, which no match need reach, shows \b.
	from, to = max(from-1, 0), min(to+1, len(text))
	if r.alone[number].match(text[from:to], starts-from) {
		from, to = c.stretch(text, at)
		r.upTo[number] = int32(to)
		r.tries = append(r.tries, try{w.pattern, from, to})
	}
}

// mayHold says whether text[from:to] holds, in some parts, what is needed around a literal that ends at text[at].
func (r *reading) mayHold(needs []need, at, from, to int) bool {
	for _, n := range needs {
		where := r.where[n.list]
		if where == 0 || where&r.parts(max(at-n.before, from), min(at+n.after, to-1)) == 0 {
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
