package pattern

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode/utf8"
)

// Matcher tells whether a pattern matches somewhere in a text, as regexp.MatchString
// does and many times faster: its steps are made once and kept. It is safe for
// concurrent use.
type Matcher struct {
	program func() *program // prepared when first tried, as most never are
	memos   sync.Pool       // of *memo
}

// Compile makes a matcher of a pattern in Go's syntax, which may name the characters of
// ASCII, some others one by one, any but the end of a line, \b, and both ends of the
// text; others are refused.
func Compile(p string) (*Matcher, error) {
	re, err := syntax.Parse(p, syntax.Perl)
	if err == nil {
		err = checkMatched(re)
	}
	if err != nil {
		return nil, fmt.Errorf("compile pattern %q: %w", p, err)
	}
	return newMatcher(re), nil
}

func newMatcher(re *syntax.Regexp) *Matcher {
	m := &Matcher{program: sync.OnceValue(func() *program { return newProgram(re) })}
	m.memos.New = func() any { return newMemo(m.program()) }
	return m
}

// Match says whether the pattern matches somewhere in the text.
func (m *Matcher) Match(text []byte) bool {
	memo := m.memos.Get().(*memo)
	defer m.memos.Put(memo)
	return memo.match(text, len(text)+1)
}

func checkMatched(re *syntax.Regexp) error {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return errors.New("it folds case: look in plain text")
		}
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			if from, to := re.Rune[i], re.Rune[i+1]; to >= utf8.RuneSelf && from != to {
				return errors.New("it has a range beyond ASCII")
			}
		}
	case syntax.OpEmptyMatch, syntax.OpWordBoundary, syntax.OpBeginText, syntax.OpEndText, syntax.OpAnyCharNotNL,
		syntax.OpCapture, syntax.OpConcat, syntax.OpAlternate, syntax.OpQuest, syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
	default:
		return fmt.Errorf("it may not use %s", re.Op)
	}
	for _, sub := range re.Sub {
		if err := checkMatched(sub); err != nil {
			return err
		}
	}
	return nil
}

// program is the instructions that package regexp would run, and which characters they
// tell apart.
type program struct {
	prog    *syntax.Prog
	named   []rune   // characters beyond ASCII that the pattern names
	class   []uint16 // of symbols that no instruction tells apart
	symbols []int    // class → one of its symbols
}

// Symbols are what a text is made of, as a pattern can tell it: the characters of ASCII,
// any other, the end of the text, and then those that it names.
const (
	other = utf8.RuneSelf + iota
	theEnd
	firstNamed
)

// symbol is that of a character.
func (p *program) symbol(r rune) int {
	if r < utf8.RuneSelf {
		return int(r)
	}
	if i := slices.Index(p.named, r); i >= 0 {
		return firstNamed + i
	}
	return other
}

func isWord(symbol int) bool { return symbol < utf8.RuneSelf && syntax.IsWordChar(rune(symbol)) }

// matches says whether an instruction reads a symbol.
func (p *program) matches(in *syntax.Inst, symbol int) bool {
	switch in.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
	default:
		return false
	}
	switch {
	case symbol == theEnd:
		return false
	case symbol == other:
		return in.MatchRune(utf8.RuneError)
	case symbol >= firstNamed:
		return in.MatchRune(p.named[symbol-firstNamed])
	}
	return in.MatchRune(rune(symbol))
}

func newProgram(re *syntax.Regexp) *program {
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		panic(err) // what was parsed compiles
	}
	p := &program{prog: prog}
	for i := range prog.Inst {
		for _, r := range prog.Inst[i].Rune {
			if r >= utf8.RuneSelf && !slices.Contains(p.named, r) {
				p.named = append(p.named, r)
			}
		}
	}
	known, told, read := map[string]int{}, []byte{}, p.readers()
	for s := range firstNamed + len(p.named) {
		told = append(told[:0], tell(isWord(s)), tell(s == theEnd))
		for _, in := range read {
			told = append(told, tell(p.matches(in, s)))
		}
		class, ok := known[string(told)]
		if !ok {
			class = len(p.symbols)
			known[string(told)] = class
			p.symbols = append(p.symbols, s)
		}
		p.class = append(p.class, uint16(class))
	}
	return p
}

// readers are instructions of which each reads other symbols: most of a program read one
// that others read too.
func (p *program) readers() (all []*syntax.Inst) {
	known, key := map[string]bool{}, []byte{}
	for i := range p.prog.Inst {
		in := &p.prog.Inst[i]
		key = binary.LittleEndian.AppendUint32(append(key[:0], byte(in.Op)), in.Arg)
		switch in.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		default:
			continue
		}
		for _, r := range in.Rune {
			key = binary.LittleEndian.AppendUint32(key, uint32(r))
		}
		if !known[string(key)] {
			known[string(key)] = true
			all = append(all, in)
		}
	}
	return all
}

func tell(b bool) byte {
	if b {
		return '1'
	}
	return '0'
}

// memo keeps the steps of a program that were made: a state is the instructions that
// wait for the next character, and what the last one was. It is for one goroutine at a time.
type memo struct {
	*program
	known  map[string]uint16 // what a state holds → state
	states []waiting         // by number
	width  int               // of a row of next
	next   []uint16          // state, class → state after, matched, dead, or 0 where not yet known
	stack  []uint32
	been   []bool // instruction
	most   int    // states: beyond, all are forgotten
	past   bool   // it goes on past a match
}

type waiting struct {
	at      []uint32 // instructions, sorted
	word    bool     // the last character is of a word
	opened  bool     // there is one
	matched bool     // a match ends before it, where the memo goes on past matches
}

// A row of a state has the classes twice: where a match may begin before the symbol, and where it
// has begun or none does. State 0 is none, state 1 that of the start of a text.
const (
	start   = 1
	matched = math.MaxUint16     // is no state: the pattern matches
	dead    = math.MaxUint16 - 1 // is none either: no match has begun, and none may
)

func newMemo(p *program) *memo {
	m := &memo{program: p, been: make([]bool, len(p.prog.Inst)), most: 2_000, width: 2 * len(p.symbols)}
	m.forget()
	return m
}

func (m *memo) forget() {
	m.known = map[string]uint16{}
	m.states, m.next = make([]waiting, 1), make([]uint16, m.width)
	m.state(waiting{})
}

// match says whether a match begins in the text before starts.
func (m *memo) match(text []byte, starts int) bool {
	next, ascii := m.next, (*[utf8.RuneSelf]uint16)(m.class)
	state, begun := uint16(start), 0
	for i := 0; i <= len(text); {
		if i >= starts {
			begun = len(m.symbols)
		}
		class := m.class[theEnd]
		if i == len(text) {
			i++
		} else if c := text[i]; c < utf8.RuneSelf {
			class = ascii[c]
			i++
		} else {
			r, size := utf8.DecodeRune(text[i:])
			class = m.class[m.symbol(r)]
			i += size
		}
		after := next[int(state)*m.width+begun+int(class)]
		if after == 0 {
			after = m.step(state, begun+int(class))
			next = m.next
		}
		if after >= dead {
			return after == matched
		}
		state = after
	}
	return false
}

// step finds what comes after a state and a symbol, in either half of its row, and keeps it.
func (m *memo) step(state uint16, column int) uint16 {
	from, s := m.states[state], m.symbols[column%len(m.symbols)]
	var here syntax.EmptyOp // what holds between the two
	if from.word != isWord(s) {
		here |= syntax.EmptyWordBoundary
	}
	if !from.opened {
		here |= syntax.EmptyBeginText
	}
	if s == theEnd {
		here |= syntax.EmptyEndText
	}
	to := waiting{word: isWord(s), opened: true}
	clear(m.been)
	if m.stack = append(m.stack[:0], from.at...); column < len(m.symbols) {
		m.stack = append(m.stack, uint32(m.prog.Start))
	}
	for len(m.stack) > 0 {
		at := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if m.been[at] {
			continue
		}
		m.been[at] = true
		switch in := &m.prog.Inst[at]; in.Op {
		case syntax.InstMatch:
			if m.past {
				to.matched = true
				continue
			}
			m.next[int(state)*m.width+column] = matched
			return matched
		case syntax.InstAlt, syntax.InstAltMatch:
			m.stack = append(m.stack, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			m.stack = append(m.stack, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^here == 0 {
				m.stack = append(m.stack, in.Out)
			}
		default:
			if m.matches(in, s) {
				to.at = append(to.at, in.Out)
			}
		}
	}
	if column >= len(m.symbols) && len(to.at) == 0 {
		m.next[int(state)*m.width+column] = dead
		return dead
	}
	if len(m.states) > m.most {
		m.forget()
		return m.state(to)
	}
	next := m.state(to)
	m.next[int(state)*m.width+column] = next
	return next
}

// state numbers a state.
func (m *memo) state(w waiting) uint16 {
	slices.Sort(w.at)
	w.at = slices.Compact(w.at)
	key := []byte{tell(w.word), tell(w.opened), tell(w.matched)}
	for _, i := range w.at {
		key = binary.LittleEndian.AppendUint32(key, i)
	}
	n, known := m.known[string(key)]
	if !known {
		n = uint16(len(m.states))
		m.known[string(key)] = n
		m.states = append(m.states, w)
		m.next = append(m.next, make([]uint16, m.width)...)
	}
	return n
}
