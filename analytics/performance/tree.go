package performance

import (
	"cmp"
	"slices"
	"strings"
)

// Place is a row of performance.agency_place: a place that an agency belongs to.
type Place struct{ Agency, Level, Code, Label, Region string }

// placeNone is the code of a place that nothing is known of.
const placeNone = "ZZ"

// place is a territory; its peers are those it is ranked among.
type place struct {
	code, label, region string
	peers               int // -1: it is not ranked
}

// layer is the places of a level, by code.
type layer struct {
	places []place
	of     []int32 // by agency; -1 for none
	groups int     // groups of peers
}

// tree is the places of every level, each a set of agencies.
type tree [levelCountry + 1]layer

func newTree(rows []Place) *tree {
	var t tree
	for _, r := range rows {
		if at := slices.Index(levels, r.Level); at >= 0 {
			t[at].places = append(t[at].places, place{code: r.Code, label: r.Label, region: r.Region})
		}
	}
	for i := range t {
		t[i].settle(i)
		t[i].of = slices.Repeat([]int32{-1}, len(t[levelAgency].places))
	}
	for _, r := range rows {
		agency, ok := t[levelAgency].find(r.Agency)
		if at := slices.Index(levels, r.Level); at >= 0 && ok {
			p, _ := t[at].find(r.Code)
			t[at].of[agency] = int32(p)
		}
	}
	return &t
}

// settle leaves each place once and says who its peers are: agencies and
// directorates those of their region, departments and regions those of France.
func (l *layer) settle(level int) {
	slices.SortFunc(l.places, func(a, b place) int {
		return cmp.Or(strings.Compare(a.code, b.code), strings.Compare(a.label, b.label))
	})
	l.places = slices.CompactFunc(l.places, func(a, b place) bool { return a.code == b.code })
	regions := map[string]int{}
	for i := range l.places {
		p := &l.places[i]
		group := ""
		if level == levelAgency || level == levelDirectorate {
			group = p.region
		}
		if _, known := regions[group]; !known {
			regions[group] = len(regions)
		}
		if p.peers = regions[group]; p.code == placeNone || level == levelCountry {
			p.peers = -1
		}
	}
	l.groups = len(regions)
}

func (l *layer) find(code string) (int, bool) {
	return slices.BinarySearchFunc(l.places, code, func(p place, code string) int { return strings.Compare(p.code, code) })
}
