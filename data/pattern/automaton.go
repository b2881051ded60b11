package pattern

import (
	"encoding/binary"
	"slices"
)

// finds marks a step to a state in which a literal ends: rows begin at even numbers.
const finds = 1

// automaton looks for literals: a state is the longest end of what was read that begins a
// literal, and rows are complete, so that a byte is one step.
type automaton struct {
	class   [256]uint8 // of bytes that the literals do not tell apart
	next    []int32    // row of a state and class of a byte → row of the state after
	shift   int        // a row is 1<<shift wide
	parted  int32      // row of the state at the start of a text, and behind what parts words
	longest int        // bytes of a literal, and its edge
	found   [][2]int32 // state → which set of lists has a literal that ends here, if a character of a word follows, and if not
	sets    [][]int32  // of numbers of lists; the first is empty
}

// newAutomaton makes that of lists of literals.
func newAutomaton(lists [][]string, text string) *automaton {
	a := &automaton{}
	b := builder{automaton: a}
	b.classify(lists, text)
	for n, literals := range lists {
		for _, l := range literals {
			b.add(int32(n), l)
			a.longest = max(a.longest, len(l))
		}
	}
	order := b.complete()
	b.renumber(b.often(order, text))
	known := map[string]int32{"": 0}
	a.sets = [][]int32{nil}
	for _, lists := range b.lists {
		var sets [2]int32
		for i, l := range [][]int32{lists[0], slices.Concat(lists[0], lists[1])} {
			slices.Sort(l)
			l = slices.Compact(l)
			key, _ := binary.Append(nil, binary.LittleEndian, l)
			if _, is := known[string(key)]; !is {
				known[string(key)] = int32(len(a.sets))
				a.sets = append(a.sets, l)
			}
			sets[i] = known[string(key)]
		}
		a.found = append(a.found, sets)
	}
	for i, row := range a.next {
		if a.found[row>>a.shift] != [2]int32{} {
			a.next[i] |= finds
		}
	}
	return a
}

// builder is an automaton while it is made.
type builder struct {
	*automaton
	classes int32
	parts   []bool       // class → its bytes part words
	lists   [][2][]int32 // state → lists of which a literal ends here, and of which one does with an edge
}

// The first states: of nothing read, and of what parts words.
const (
	nothing = iota
	parting
)

// classify numbers the bytes of the literals, those that ordinary text has most of first,
// so that its steps keep to few lines of memory: behind those of no literal, of a word and not.
func (b *builder) classify(lists [][]string, text string) {
	var often [256]int
	for i := range len(text) {
		often[text[i]]++
	}
	var of [256]bool
	for _, literals := range lists {
		for _, l := range literals {
			l, _, _ = body(l)
			for i := range len(l) {
				of[l[i]] = true
			}
		}
	}
	var bytes []int
	for c := range of {
		if of[c] {
			bytes = append(bytes, c)
		} else if !isWord(c) {
			b.class[c] = 1
		}
	}
	slices.SortStableFunc(bytes, func(a, b int) int { return often[b] - often[a] })
	b.parts = []bool{false, true}
	for _, c := range bytes {
		b.class[c] = uint8(len(b.parts))
		b.parts = append(b.parts, !isWord(c))
	}
	b.classes = int32(len(b.parts))
	for 1<<b.shift < b.classes {
		b.shift++
	}
	b.shift = max(b.shift, 1)
	for range parting + 1 {
		b.state()
	}
}

// state makes one more, and gives its row.
func (b *builder) state() int32 {
	row := int32(len(b.next))
	b.next = append(b.next, make([]int32, 1<<b.shift)...)
	b.lists = append(b.lists, [2][]int32{})
	return row
}

// add writes the steps of a literal.
func (b *builder) add(list int32, literal string) {
	literal, starts, ends := body(literal)
	row := int32(nothing)
	if starts {
		row = parting << b.shift
	}
	for i := range len(literal) {
		step := row + int32(b.class[literal[i]])
		if b.next[step] == 0 {
			to := b.state()
			b.next[step] = to
		}
		row = b.next[step]
	}
	of := &b.lists[row>>b.shift]
	if ends {
		of[1] = append(of[1], list)
	} else {
		of[0] = append(of[0], list)
	}
}

// complete gives each state the steps, and the lists, of the longest proper
// end of it that is a state, shorter states first: in the order it returns.
func (b *builder) complete() (order []int32) {
	b.parted = parting << b.shift
	end := make([]int32, len(b.lists)) // state → row of that end
	queue := []int32{nothing, b.parted}
	for len(queue) > 0 {
		row := queue[0]
		queue = queue[1:]
		order = append(order, row)
		shorter := end[row>>b.shift]
		for i, lists := range b.lists[shorter>>b.shift] {
			b.lists[row>>b.shift][i] = append(b.lists[row>>b.shift][i], lists...)
		}
		for c := range b.classes {
			without := b.next[shorter+c] // the first byte
			if row == nothing {
				if without = nothing; b.parts[c] {
					without = b.parted
				}
			}
			if longer := b.next[row+c]; longer != 0 {
				end[longer>>b.shift] = without
				queue = append(queue, longer)
			} else {
				b.next[row+c] = without
			}
		}
	}
	return order
}

// often puts the states in which ordinary text is read before the others, that which is there most first.
func (b *builder) often(order []int32, text string) []int32 {
	read := make([]int, len(b.lists)) // state → bytes
	row := b.parted
	for i := range len(text) {
		row = b.next[row+int32(b.class[text[i]])]
		read[row>>b.shift]++
	}
	slices.SortStableFunc(order[1:], func(x, y int32) int { return read[y>>b.shift] - read[x>>b.shift] }) // the first is the row 0
	return order
}

// renumber makes the rows of states that follow one another in order neighbours.
func (b *builder) renumber(order []int32) {
	row := make([]int32, len(b.lists)) // of a state's number → its new one
	next, lists := make([]int32, 0, len(b.next)), make([][2][]int32, 0, len(b.lists))
	for i, old := range order {
		row[old>>b.shift] = int32(i) << b.shift
		next = append(next, b.next[old:old+int32(1)<<b.shift]...)
		lists = append(lists, b.lists[old>>b.shift])
	}
	for i, to := range next {
		next[i] = row[to>>b.shift]
	}
	b.next, b.lists, b.parted = next, lists, row[parting]
}
