package sample

import (
	"fmt"
	"math"
	"time"
)

// window is what of the world is delivered: the news of the days [from, to), each
// record in the state that was known at their end. Everything, without bounds; the
// days before to, a first load; the days since from, a delta that sits beside it.
type window struct {
	from, to int
	bounded  bool   // other deliveries of this world may lie beside this one
	delta    string // names the files of a delta: its first day and the day after its last
}

func newWindow(c calendar, o Options) (window, error) {
	win := window{from: math.MinInt, to: c.end}
	if !o.To.IsZero() {
		win.to, win.bounded = dayOf(o.To.Date()), true
	}
	if win.to <= c.first || win.to > c.end {
		return win, fmt.Errorf("%w: a delivery up to %s: give a day after %s, up to %s", ErrOptions,
			o.To.Format(time.DateOnly), c.date(c.first), c.date(c.end))
	}
	if !o.From.IsZero() {
		win.from, win.bounded = dayOf(o.From.Date()), true
		if win.from < c.first || win.from >= win.to {
			return win, fmt.Errorf("%w: a delivery from %s: give a day from %s to before %s", ErrOptions,
				o.From.Format(time.DateOnly), c.date(c.first), c.date(win.to))
		}
		win.delta = c.date(win.from) + "_" + c.date(win.to)
	}
	return win, nil
}

// holds says that the news of a day are delivered.
func (w *window) holds(day int) bool { return w.from <= day && day < w.to }

// state tells which of a record's states is delivered, by the days on which it
// took each, in their order: the last that was known, when it is news; else -1.
func (w *window) state(days ...int) int {
	for i := len(days) - 1; i >= 0; i-- {
		if days[i] < w.to {
			if days[i] < w.from {
				break
			}
			return i
		}
	}
	return -1
}

// share is about which part of the world's days are delivered.
func (w *window) share(c calendar) float64 {
	return float64(w.to-max(w.from, c.first)) / float64(c.end-c.first)
}
