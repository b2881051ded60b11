package pattern

import "unicode/utf8"

// cuts calls found for parts of a text that hold all its matches, from left to right: what
// package regexp finds in a part and begins at done or later is what it finds there in the
// whole text. It is for a memo that reads past matches.
//
// No match reaches over a place where no instruction waits. A part ends at one that no
// letter follows and begins at one that no letter precedes, so that \b holds at its ends
// where it does in the text. As the two are seldom the same place, parts overlap: hence done.
func (m *memo) cuts(text []byte, found func(from, to, done int)) {
	from, done, hit := 0, 0, false
	state := uint16(start)
	for i := 0; i < len(text); {
		here := &m.states[state]
		hit = hit || here.matched
		if len(here.at) == 0 {
			if hit && !isWord(int(text[i])) {
				found(from, i, done)
				done, hit = i, false
			}
			if !hit && (i == 0 || !isWord(int(text[i-1]))) {
				from = i
			}
		}
		symbol, size := int(text[i]), 1
		if symbol >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			symbol = m.symbol(r)
		}
		state = m.after(state, symbol)
		i += size
	}
	hit = hit || m.states[state].matched
	state = m.after(state, theEnd)
	if hit || m.states[state].matched {
		found(from, len(text), done)
	}
}

// after is the state after another and a symbol.
func (m *memo) after(state uint16, symbol int) uint16 {
	class := int(m.class[symbol])
	if next := m.next[int(state)*m.width+class]; next != 0 {
		return next
	}
	return m.step(state, class)
}
