package disclosure

// tally adds units up by establishment and by agency. It is used again and again.
type tally struct {
	own        [][sums]int64 // of each establishment
	by         [][sums]int32 // the agency by which it makes each sum, none, or several
	makers     []uint32
	ofAgency   [][sums]int64
	alone      [][sums]int64 // establishments that make a sum by one agency only, of each
	agencies   []int32
	isOfAgency []bool
}

const several = -2

func (t *tally) reset() {
	for _, e := range t.makers {
		t.own[e], t.by[e] = [sums]int64{}, [sums]int32{none, none, none}
	}
	for _, a := range t.agencies {
		t.ofAgency[a], t.alone[a], t.isOfAgency[a] = [sums]int64{}, [sums]int64{}, false
	}
	t.makers, t.agencies = t.makers[:0], t.agencies[:0]
}

// add adds the units of every agency but one.
func (t *tally) add(f Facet, units []Unit, without int32) {
	t.reset()
	for _, u := range units {
		if u.Agency == without {
			continue
		}
		for len(t.own) <= int(u.Establishment) {
			t.own, t.by = append(t.own, [sums]int64{}), append(t.by, [sums]int32{none, none, none})
		}
		for len(t.ofAgency) <= int(u.Agency) {
			t.ofAgency, t.alone, t.isOfAgency = append(t.ofAgency, [sums]int64{}), append(t.alone, [sums]int64{}), append(t.isOfAgency, false)
		}
		if !t.isOfAgency[u.Agency] {
			t.isOfAgency[u.Agency] = true
			t.agencies = append(t.agencies, u.Agency)
		}
		if t.own[u.Establishment] == [sums]int64{} {
			t.makers = append(t.makers, u.Establishment)
		}
		for s, v := range f.sums(u) {
			if v == 0 {
				continue
			}
			t.own[u.Establishment][s] += v
			t.ofAgency[u.Agency][s] += v
			if by := &t.by[u.Establishment][s]; *by == none {
				*by = u.Agency
			} else if *by != u.Agency {
				*by = several
			}
		}
	}
}

// made is who makes the sums.
func (t *tally) made() (m made) {
	for _, e := range t.makers {
		for s, v := range t.own[e] {
			if v > 0 {
				m.makers[s]++
				m.total[s] += v
				m.largest[s] = max(m.largest[s], v)
				if a := t.by[e][s]; a != several {
					t.alone[a][s]++
				}
			}
		}
	}
	return m
}

// keeps tells whether units keep the rule, without any one agency of them too where the
// audience has insiders.
func (t *tally) keeps(r Rule, f Facet, units []Unit) bool {
	t.add(f, units, none)
	m := t.made()
	if !r.holds(f, m) {
		return false
	}
	if !r.Insiders || len(t.agencies) < 2 || r.holds(f, t.atLeast(m)) {
		return true
	}
	agencies := append([]int32{}, t.agencies...)
	for _, a := range agencies {
		t.add(f, units, a)
		if !r.holds(f, t.made()) {
			return false
		}
	}
	return true
}

// atLeast is no more than what is left of sums without any one agency: of each, the
// fewest makers, the least total, and the largest maker as it was.
func (t *tally) atLeast(m made) made {
	var lost, alone [sums]int64
	for _, a := range t.agencies {
		for s := range sums {
			lost[s], alone[s] = max(lost[s], t.ofAgency[a][s]), max(alone[s], t.alone[a][s])
		}
	}
	for s := range sums {
		if m.total[s] > 0 {
			m.total[s], m.makers[s] = max(1, m.total[s]-lost[s]), m.makers[s]-alone[s]
		}
	}
	return m
}

// makersOf is who makes the sums of units.
func makersOf(f Facet, units []Unit) made {
	var t tally
	t.add(f, units, none)
	return t.made()
}
