package disclosure

import (
	"cmp"
	"slices"
	"strings"
)

// Place is a territory, which is the agencies that belong to it.
type Place struct{ Level, Code string }

// Country is the places of a country. The first ones are its agencies.
type Country struct {
	Agencies int
	Places   []Place
	// Of are the places that hold an agency, itself first.
	Of [][]int32
	at map[Place]int32
}

// Membership says that an agency belongs to a place.
type Membership struct{ Agency, Level, Code string }

// AgencyLevel is the level whose places are the agencies themselves.
const AgencyLevel = "agency"

// NewCountry makes a country of memberships, in any order. Each agency is a member of
// itself.
func NewCountry(rows []Membership) *Country {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b Membership) int {
		return cmp.Or(strings.Compare(a.Level, b.Level), strings.Compare(a.Code, b.Code), strings.Compare(a.Agency, b.Agency))
	})
	c := &Country{at: map[Place]int32{}}
	add := func(p Place) int32 {
		n, known := c.at[p]
		if !known {
			n = int32(len(c.Places))
			c.at[p] = n
			c.Places = append(c.Places, p)
		}
		return n
	}
	for _, r := range rows {
		if r.Level == AgencyLevel {
			add(Place{AgencyLevel, r.Agency})
		}
	}
	c.Agencies = len(c.Places)
	c.Of = make([][]int32, c.Agencies)
	for a := range c.Of {
		c.Of[a] = []int32{int32(a)}
	}
	for _, r := range rows {
		if a, known := c.Agency(r.Agency); known && r.Level != AgencyLevel {
			c.Of[a] = append(c.Of[a], add(Place{r.Level, r.Code}))
		}
	}
	return c
}

// Agency is the number of an agency.
func (c *Country) Agency(code string) (int32, bool) {
	n, known := c.at[Place{AgencyLevel, code}]
	return n, known
}

// Place is the number of a place.
func (c *Country) Place(p Place) (int32, bool) {
	n, known := c.at[p]
	return n, known
}

// class is agencies that no shown place tells apart, and the places that hold them.
type class struct {
	agencies []int32
	shown    []int32 // ascending; none: nothing shown speaks of them
}

// classes are the agencies as shown places tell them apart, by their first agency.
func (c *Country) classes(hidden []bool) []class {
	var all []class
	at := map[string]int{}
	var key []byte
	var shown []int32
	for a := range int32(c.Agencies) {
		key, shown = key[:0], shown[:0]
		for _, p := range c.Of[a] {
			if !hidden[p] {
				shown = append(shown, p)
				key = append(key, byte(p), byte(p>>8), byte(p>>16), byte(p>>24))
			}
		}
		n, known := at[string(key)]
		if !known {
			n = len(all)
			at[string(key)] = n
			all = append(all, class{shown: slices.Clone(shown)})
		}
		all[n].agencies = append(all[n].agencies, a)
	}
	return all
}
