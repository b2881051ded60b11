package duplicate

import (
	"context"
	"iter"
)

// Printed is one offer as Alike needs it. Offers come sorted by Block, then Created.
type Printed struct {
	Block   uint64
	ID      string
	Created int
	Print   string
}

// Alike emits the identifiers of the offers that may have a duplicate, by the prints of
// their texts: all that have one, and few others.
func Alike(ctx context.Context, rule Rule, offers iter.Seq2[Printed, error], emit func(id string) error) error {
	s := &sieve{near: newNearness(rule), days: rule.Days, emit: emit, known: map[print]int32{}}
	for o, err := range offers {
		if err != nil {
			return err
		}
		if o.Block != s.block {
			if err := ctx.Err(); err != nil {
				return err
			}
			s.begin(o.Block)
		}
		if err := s.add(o); err != nil {
			return err
		}
	}
	return nil
}

// sieve is the window of one block: offers of one print are a run, each within the days
// of the one before.
type sieve struct {
	near   nearness
	days   int
	emit   func(id string) error
	block  uint64
	day    int // of the latest offer
	window []faint
	known  map[print]int32 // → its place in the window
}

// faint is a run of the window.
type faint struct {
	print print
	last  int    // day of its latest offer
	id    string // of its first offer, until it is emitted
}

func (s *sieve) begin(block uint64) {
	s.block, s.window = block, s.window[:0]
	clear(s.known)
}

func (s *sieve) add(o Printed) error {
	p, err := readPrint(o.Print)
	if err != nil {
		return err
	}
	if o.Created != s.day {
		s.forget(o.Created)
	}
	if at, ok := s.known[p]; ok {
		s.window[at].last = o.Created
		if err := s.tell(&s.window[at]); err != nil {
			return err
		}
		return s.emit(o.ID)
	}
	n := faint{p, o.Created, o.ID}
	smallest, largest := s.near.sizes(p.size)
	for i := range s.window {
		w := &s.window[i]
		if w.print.size < smallest || w.print.size > largest || p.sketch.differs(&w.print.sketch, s.near.apart(p.size, w.print.size)) {
			continue
		}
		if err := s.tell(w); err != nil {
			return err
		}
		if err := s.tell(&n); err != nil {
			return err
		}
	}
	s.known[p] = int32(len(s.window))
	s.window = append(s.window, n)
	return nil
}

// tell emits the first offer of a run, once.
func (s *sieve) tell(r *faint) error {
	if r.id == "" {
		return nil
	}
	id := r.id
	r.id = ""
	return s.emit(id)
}

// forget lets go of the runs that have left the window.
func (s *sieve) forget(day int) {
	s.day = day
	kept := s.window[:0]
	for _, w := range s.window {
		if w.last < day-s.days {
			delete(s.known, w.print)
			continue
		}
		s.known[w.print] = int32(len(kept))
		kept = append(kept, w)
	}
	s.window = kept
}
