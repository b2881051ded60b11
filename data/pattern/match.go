package pattern

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
)

// program is a pattern to be tried: whether it matches somewhere in a stretch. It is
// the instructions that package regexp would run; a memo runs them one character, one
// step, where regexp follows each of its threads.
type program struct {
	prog    *syntax.Prog
	class   [int(other) + 1]uint8 // of symbols that no instruction tells apart
	symbols []symbol              // class → one of its symbols
}

// symbol is a character as patterns can tell it: those of ASCII, the euro sign, any
// other, which ends a word and is in no pattern. So is the end of the text.
type symbol uint8

const (
	theEuro symbol = 128 + iota
	other
)

func (s symbol) rune() rune {
	if s == theEuro {
		return euro
	}
	return rune(s)
}

func (s symbol) isWord() bool { return s < theEuro && syntax.IsWordChar(rune(s)) }

// lazilyMatched prepares a pattern that was parsed before, when it is first tried.
func lazilyMatched(re *syntax.Regexp) func() *program {
	return sync.OnceValue(func() *program {
		prog, err := syntax.Compile(re.Simplify())
		if err != nil {
			panic(err) // package regexp compiles what it parses
		}
		return newProgram(prog)
	})
}

func newProgram(prog *syntax.Prog) *program {
	p := &program{prog: prog}
	seen := map[string]uint8{}
	for s := range other + 1 {
		told := []byte{0}
		if s.isWord() {
			told[0] = 1
		}
		for i := range prog.Inst {
			if in := &prog.Inst[i]; isRune(in) {
				matches := s != other && in.MatchRune(s.rune())
				told = append(told, '0')
				if matches {
					told[len(told)-1] = '1'
				}
			}
		}
		class, known := seen[string(told)]
		if !known {
			class = uint8(len(p.symbols))
			seen[string(told)] = class
			p.symbols = append(p.symbols, s)
		}
		p.class[s] = class
	}
	return p
}

func isRune(in *syntax.Inst) bool {
	switch in.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return true
	}
	return false
}

// memo keeps the steps of a program that were made: a state is the instructions that
// wait for the next character, and whether the last one was of a word. It is for one
// goroutine at a time.
type memo struct {
	*program
	known  map[string]int32 // what a state holds → state
	states []waiting
	next   []int32 // state and class → state after, matched, or 0 where not yet known
	stack  []uint32
	been   []bool // instruction
	most   int    // states: beyond, all are forgotten
}

type waiting struct {
	at   []uint32 // instructions, sorted
	word bool
}

const (
	opening = 1  // the state at the start of a text
	matched = -1 // is no state: the pattern matches
)

func newMemo(p *program) *memo {
	m := &memo{program: p, been: make([]bool, len(p.prog.Inst)), most: 2_000}
	m.forget()
	return m
}

func (m *memo) forget() {
	m.known = map[string]int32{}
	m.states, m.next = make([]waiting, opening), make([]int32, opening*len(m.symbols))
	m.state(nil, false)
}

// match says whether the pattern matches somewhere in the text.
func (m *memo) match(text []byte) bool {
	state, width := int32(opening), int32(len(m.symbols))
	for i := 0; i < len(text); i++ {
		s := symbol(text[i])
		if s >= theEuro {
			if s = other; len(text) >= i+len(euroBytes) && string(text[i:i+len(euroBytes)]) == euroBytes {
				s = theEuro
				i += len(euroBytes) - 1
			}
		}
		class := m.class[s]
		next := m.next[state*width+int32(class)]
		if next == 0 {
			next = m.step(state, class)
		}
		if next == matched {
			return true
		}
		state = next
	}
	class := m.class[other]
	next := m.next[state*width+int32(class)]
	if next == 0 {
		next = m.step(state, class)
	}
	return next == matched
}

// euroBytes is the euro sign as it stands in texts.
const euroBytes = string(euro)

// step finds what comes after a state and a character, and keeps it.
func (m *memo) step(state int32, class uint8) int32 {
	from, s := m.states[state], m.symbols[class]
	boundary := from.word != s.isWord()
	var after []uint32
	matches := false
	clear(m.been)
	m.stack = append(append(m.stack[:0], from.at...), uint32(m.prog.Start)) // a match may start anywhere
	for len(m.stack) > 0 && !matches {
		at := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if m.been[at] {
			continue
		}
		m.been[at] = true
		in := &m.prog.Inst[at]
		switch {
		case in.Op == syntax.InstMatch:
			matches = true
		case in.Op == syntax.InstAlt, in.Op == syntax.InstAltMatch:
			m.stack = append(m.stack, in.Out, in.Arg)
		case in.Op == syntax.InstCapture, in.Op == syntax.InstNop, in.Op == syntax.InstEmptyWidth && boundary:
			m.stack = append(m.stack, in.Out)
		case isRune(in) && s != other && in.MatchRune(s.rune()):
			after = append(after, in.Out)
		}
	}
	next := int32(matched)
	if !matches {
		if len(m.states) > m.most {
			m.forget()
			return m.state(after, s.isWord())
		}
		next = m.state(after, s.isWord())
	}
	m.next[state*int32(len(m.symbols))+int32(class)] = next
	return next
}

// state numbers the state of these instructions.
func (m *memo) state(at []uint32, word bool) int32 {
	slices.Sort(at)
	at = slices.Compact(at)
	key := make([]byte, 0, 4*len(at)+1)
	for _, i := range at {
		key = binary.LittleEndian.AppendUint32(key, i)
	}
	if word {
		key = append(key, 1)
	}
	n, known := m.known[string(key)]
	if !known {
		n = int32(len(m.states))
		m.known[string(key)] = n
		m.states = append(m.states, waiting{at, word})
		m.next = append(m.next, make([]int32, len(m.symbols))...)
	}
	return n
}
