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
	Of    [][]int32
	at    map[Place]int32
	until []string // by place: the day from which on it is no more, "" for one of today
	isNew []bool   // by place
	had   map[Place]int32
}

// Membership says that an agency belongs to a place, or did. What was published of a
// place as it was can't be hidden any more.
type Membership struct {
	Agency, Level, Code string
	New                 bool   // the place is as it is since tonight
	Until               string // the day from which on it is no more, 2026-11-22; it has a code of its own then
	Had                 string // the code it had, if it was until tonight: nights before speak of it by that
}

// AgencyLevel is the level whose places are the agencies themselves.
const AgencyLevel = "agency"

// NewCountry makes a country of memberships, in any order. Each agency is a member of
// itself.
func NewCountry(rows []Membership) *Country {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b Membership) int {
		return cmp.Or(strings.Compare(a.Level, b.Level), strings.Compare(a.Code, b.Code), strings.Compare(a.Agency, b.Agency))
	})
	c := &Country{at: map[Place]int32{}, had: map[Place]int32{}}
	add := func(r Membership) int32 {
		p := Place{r.Level, r.Code}
		n, known := c.at[p]
		if !known {
			n = int32(len(c.Places))
			c.at[p] = n
			c.Places, c.until, c.isNew = append(c.Places, p), append(c.until, r.Until), append(c.isNew, r.New)
		}
		return n
	}
	for _, r := range rows {
		if r.Level == AgencyLevel {
			r.Code = r.Agency
			add(r)
		}
	}
	c.Agencies = len(c.Places)
	c.Of = make([][]int32, c.Agencies)
	for a := range c.Of {
		c.Of[a] = []int32{int32(a)}
	}
	for _, r := range rows {
		a, known := c.Agency(r.Agency)
		if !known || r.Level == AgencyLevel {
			continue
		}
		place := add(r)
		c.Of[a] = append(c.Of[a], place)
		if r.Had != "" {
			c.had[Place{r.Level, r.Had}] = place
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

// isPast tells of a place that it is no more.
func (c *Country) isPast(place int32) bool { return c.until[place] != "" }

// isToday tells of a place that it is.
func (c *Country) isToday(place int32) bool { return c.until[place] == "" }

// isSinceTonight tells of a place that no night before has shown it as it is.
func (c *Country) isSinceTonight(place int32) bool { return c.isNew[place] }

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
