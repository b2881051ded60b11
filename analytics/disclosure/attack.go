package disclosure

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// System is what an attacker works on: cells that are not negative, of which some sums
// are shown. It holds the true values, but for making the shown sums they are not used.
type System struct {
	cells []int64
	shown [][]int32
}

// NewSystem makes a system of true values and of sums of them that are shown.
func NewSystem(cells []int64, shown [][]int32) *System { return &System{cells, shown} }

// Interval is what an attacker knows of a sum: the least and the greatest it can be.
type Interval struct{ Low, High int64 }

// Width is how much they don't know; 0: the sum is recovered.
func (i Interval) Width() int64 { return i.High - i.Low }

// Unbounded is the greatest value of what nothing shown limits.
const Unbounded = math.MaxInt64

// ErrUnsolved says that the attacker's linear programming failed numerically.
var ErrUnsolved = errors.New("attack not solved")

// Attacker bounds sums of a system's cells. It solves linear programs over those cells
// only that shown sums link to the sum attacked.
type Attacker struct {
	system  *System
	of      []int32   // variable of each cell: cells that the same shown sums hold are one
	members [][]int32 // cells of each variable
	rows    [][]int32 // shown sums, in variables that are not known
	at      [][]int32 // rows of each variable
	known   []bool    // by variable: shown, or what is left of a shown sum
}

// Attacker prepares the attack.
func (s *System) Attacker() *Attacker {
	a := &Attacker{system: s, of: make([]int32, len(s.cells))}
	keys := make([][]byte, len(s.cells))
	for r, cells := range s.shown {
		for _, c := range cells {
			keys[c] = binary.AppendUvarint(keys[c], uint64(r))
		}
	}
	vars := map[string]int32{}
	for c, key := range keys {
		v, found := vars[string(key)]
		if !found {
			v = int32(len(a.members))
			vars[string(key)] = v
			a.members = append(a.members, nil)
		}
		a.of[c] = v
		a.members[v] = append(a.members[v], int32(c))
	}
	a.known = make([]bool, len(a.members))
	for _, cells := range s.shown {
		var row []int32
		for _, c := range cells {
			row = append(row, a.of[c])
		}
		slices.Sort(row)
		a.rows = append(a.rows, slices.Compact(row))
	}
	a.peel()
	return a
}

// peel takes known variables out of the sums, until no sum is left with one alone.
func (a *Attacker) peel() {
	for found := true; found; {
		found = false
		for r := range a.rows {
			a.rows[r] = slices.DeleteFunc(a.rows[r], func(v int32) bool { return a.known[v] })
			if len(a.rows[r]) == 1 {
				a.known[a.rows[r][0]], found = true, true
			}
		}
	}
	a.at = make([][]int32, len(a.members))
	for r, row := range a.rows {
		for _, v := range row {
			a.at[v] = append(a.at[v], int32(r))
		}
	}
}

// Bounds is what the shown sums tell of the sum of some cells.
func (a *Attacker) Bounds(target []int32) (Interval, error) {
	parts := map[int32][]int32{} // cells of the target, by variable
	for _, c := range target {
		parts[a.of[c]] = append(parts[a.of[c]], c)
	}
	var fixed, free int64 // what known variables give for sure, and at most beyond
	var unknown []int32
	for v, cells := range parts {
		switch {
		case !a.known[v]:
			unknown = append(unknown, v)
		case len(cells) == len(a.members[v]):
			fixed += a.sum(cells)
		default:
			free += a.sum(a.members[v])
		}
	}
	if len(unknown) == 0 {
		return Interval{fixed, fixed + free}, nil
	}
	slices.Sort(unknown)
	unbounded := slices.ContainsFunc(unknown, func(v int32) bool { return len(a.at[v]) == 0 })
	unknown = slices.DeleteFunc(unknown, func(v int32) bool { return len(a.at[v]) == 0 })
	if len(unknown) == 0 {
		return Interval{fixed, Unbounded}, nil
	}
	p := a.program(unknown, parts)
	low, err := p.least(1)
	if err != nil {
		return Interval{}, err
	}
	if unbounded {
		return Interval{fixed + int64(math.Ceil(low-slack)), Unbounded}, nil
	}
	high, err := p.least(-1)
	if err != nil {
		return Interval{}, err
	}
	return Interval{fixed + int64(math.Ceil(low-slack)), fixed + free + int64(math.Floor(slack-high))}, nil
}

func (a *Attacker) sum(cells []int32) (n int64) {
	for _, c := range cells {
		n += a.system.cells[c]
	}
	return n
}

// program gathers all that is linked to some variables, each cut in two where the target
// holds a part of its cells.
func (a *Attacker) program(from []int32, parts map[int32][]int32) program {
	var p program
	columns := map[int32][]int{}
	rows := map[int32]bool{}
	var order []int32
	for queue := slices.Clone(from); len(queue) > 0; {
		v := queue[0]
		queue = queue[1:]
		if columns[v] != nil {
			continue
		}
		in, all := a.sum(parts[v]), a.sum(a.members[v])
		if len(parts[v]) > 0 {
			columns[v] = append(columns[v], p.add(in, true))
		}
		if len(parts[v]) < len(a.members[v]) {
			columns[v] = append(columns[v], p.add(all-in, false))
		}
		for _, r := range a.at[v] {
			if !rows[r] {
				rows[r] = true
				order = append(order, r)
				queue = append(queue, a.rows[r]...)
			}
		}
	}
	for _, r := range order {
		var row []int
		for _, v := range a.rows[r] {
			row = append(row, columns[v]...)
		}
		p.rows = append(p.rows, row)
	}
	p.perturb()
	return p
}
