package disclosure

import "slices"

// tally adds units up by establishment and by agency. It is used again and again.
type tally struct {
	establishments []establishment
	seats          []seat   // by agency
	makers         []uint32 // the establishments that units are of
	agencies       []int32  // and the agencies
}

// establishment is what one makes of each sum, and the agency by which it does, none, or several.
type establishment struct {
	own [sums]int64
	by  [sums]int32
}

// seat is what is made of each sum by an agency, and how many establishments make it by no other.
type seat struct {
	made, alone [sums]int64
	isTaken     bool
}

const several = -2

func (t *tally) reset() {
	for _, e := range t.makers {
		t.establishments[e] = establishment{by: [sums]int32{none, none, none}}
	}
	for _, a := range t.agencies {
		t.seats[a] = seat{}
	}
	t.makers, t.agencies = t.makers[:0], t.agencies[:0]
}

// take makes room for an establishment.
func (t *tally) take(e uint32) {
	n := len(t.establishments)
	t.establishments = slices.Grow(t.establishments, int(e)+1-n)[:e+1]
	for i := n; i <= int(e); i++ {
		t.establishments[i] = establishment{by: [sums]int32{none, none, none}}
	}
}

// add adds the units of every agency but one.
func (t *tally) add(f Facet, runs [][]Unit, without int32) {
	t.reset()
	for _, units := range runs {
		for i := range units {
			u := &units[i]
			if u.Agency == without {
				continue
			}
			if int(u.Establishment) >= len(t.establishments) {
				t.take(u.Establishment)
			}
			for int(u.Agency) >= len(t.seats) {
				t.seats = append(t.seats, seat{})
			}
			e, at := &t.establishments[u.Establishment], &t.seats[u.Agency]
			if !at.isTaken {
				at.isTaken = true
				t.agencies = append(t.agencies, u.Agency)
			}
			if e.own == [sums]int64{} {
				t.makers = append(t.makers, u.Establishment)
			}
			for s, v := range f.sums(*u) {
				if v == 0 {
					continue
				}
				e.own[s] += v
				at.made[s] += v
				if e.by[s] == none {
					e.by[s] = u.Agency
				} else if e.by[s] != u.Agency {
					e.by[s] = several
				}
			}
		}
	}
}

// made is who makes the sums.
func (t *tally) made() (m made) {
	for _, maker := range t.makers {
		e := &t.establishments[maker]
		for s, v := range e.own {
			if v > 0 {
				m.makers[s]++
				m.total[s] += v
				m.largest[s] = max(m.largest[s], v)
				if a := e.by[s]; a != several {
					t.seats[a].alone[s]++
				}
			}
		}
	}
	return m
}

// atLeast is no more than what is left of sums without any one agency: of each, the
// fewest makers, the least total, and the largest maker as it was.
func (t *tally) atLeast(m made) made {
	var lost, alone [sums]int64
	for _, a := range t.agencies {
		for s := range sums {
			lost[s], alone[s] = max(lost[s], t.seats[a].made[s]), max(alone[s], t.seats[a].alone[s])
		}
	}
	for s := range sums {
		m.total[s], m.makers[s] = m.total[s]-lost[s], m.makers[s]-alone[s]
	}
	return m
}

// makersOf is who makes the sums of units.
func makersOf(f Facet, units []Unit) made {
	var t tally
	t.add(f, [][]Unit{units}, none)
	return t.made()
}
