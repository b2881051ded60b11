package pools

import (
	"cmp"
	"slices"
)

// Coarse gives the levers with every count rounded down to a multiple of step, for
// who may not see persons: neither a count nor a difference of two tells of fewer
// than step, nor does the order.
func (l Levers) Coarse(step int) Levers {
	l.SizeNow = l.SizeNow / step * step
	l.Levers = slices.Clone(l.Levers)
	for i := range l.Levers {
		l.Levers[i] = l.Levers[i].coarse(step)
	}
	slices.SortFunc(l.Levers, func(a, b Lever) int {
		return cmp.Or(cmp.Compare(b.Gain, a.Gain), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Label, b.Label))
	})
	if l.BestPair != nil {
		p := *l.BestPair
		p.SizeNow, p.SizeIf = l.SizeNow, p.SizeIf/step*step
		p.Gain = p.SizeIf - p.SizeNow
		p.Levers = slices.Clone(p.Levers)
		for i := range p.Levers {
			p.Levers[i] = p.Levers[i].coarse(step)
		}
		l.BestPair = &p
		if p.Gain == 0 {
			l.BestPair = nil
		}
	}
	return l
}

func (l Lever) coarse(step int) Lever {
	l.SizeNow, l.SizeIf = l.SizeNow/step*step, l.SizeIf/step*step
	l.Gain = l.SizeIf - l.SizeNow
	return l
}
