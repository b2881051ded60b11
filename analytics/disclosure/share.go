package disclosure

import (
	"cmp"
	"slices"
	"strings"
)

// Share is how much of a table is hidden from an audience, of what its plan shows.
type Share struct {
	Audience, Bundle, Level string
	Kind                    string // month, quarter; by a cut, quarter
	Cut                     string // "" without a cut
	Figures, Hidden         int    // places × periods; by a cut places × periods, values in CutValues
	CutValues               int    // values hidden of every place, over all quarters
}

// Shares tells how much is hidden, of the quarters that are decided.
func (b *Book) Shares() []Share {
	at := map[Share]*Share{}
	of := func(k Share) *Share {
		if at[k] == nil {
			s := k
			at[k] = &s
		}
		return at[k]
	}
	for k, d := range b.decisions {
		plan := b.audiences[k.audience].Plan
		start := plan.start(b.country, d.Block)
		count := func(kind, cut string, periods int, hidden, by []bool) {
			for i, p := range b.country.Places {
				if by[i] || b.country.isPast(int32(i)) {
					continue
				}
				s := of(Share{Audience: k.audience, Bundle: k.bundle, Level: p.Level, Kind: kind, Cut: cut})
				s.Figures += periods
				if hidden[i] {
					s.Hidden += periods
				}
			}
		}
		count(Month, "", 3, d.Months, start.Months)
		count(Quarter, "", 1, d.Whole, start.Whole)
		for cut, hides := range d.Cuts {
			if !b.hasCut(k.bundle, cut) {
				continue
			}
			count(Quarter, cut, 1, hides.Places, start.Cuts[cut].Places)
			for level, cuts := range plan.Cuts {
				if slices.Contains(cuts, cut) {
					of(Share{Audience: k.audience, Bundle: k.bundle, Level: level, Kind: Quarter, Cut: cut}).CutValues += len(hides.Values)
				}
			}
		}
	}
	var all []Share
	for _, s := range at {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b Share) int {
		return cmp.Or(strings.Compare(a.Audience, b.Audience), strings.Compare(a.Bundle, b.Bundle), strings.Compare(a.Level, b.Level),
			strings.Compare(a.Kind, b.Kind), strings.Compare(a.Cut, b.Cut))
	})
	return all
}

// hasCut tells whether any indicator of a bundle is shown by a cut.
func (b *Book) hasCut(bundle, cut string) bool {
	for _, m := range b.bundles {
		if m.Bundle == bundle && slices.Contains(m.Cuts, cut) {
			return true
		}
	}
	return false
}
