package disclosure

import (
	"fmt"

	"pgregory.net/rapid"
)

// world is a made-up country with the units of a quarter, for properties.
type world struct {
	country *Country
	belongs []Membership // that the country is made of
	facets  []Facet
	units   [][]placed // by facet
}

// placed is a unit in its month, with its value of a cut.
type placed struct {
	Unit
	month int
	value string
}

var (
	worldPlan = Plan{
		Audience: "other",
		Finest:   map[string]string{"agency": Month, "department": Month, "directorate": Month, "region": Month, "country": Month},
		Cuts:     map[string][]string{"region": {"contract"}, "country": {"contract"}},
	}
	coarsePlan = Plan{
		Audience: "other",
		Finest:   map[string]string{"agency": Quarter, "department": Quarter, "directorate": Month, "region": Month, "country": Month},
		Cuts:     map[string][]string{"department": {"contract"}, "region": {"contract"}, "country": {"contract"}},
	}
	worldRule   = Rule{Audience: "other", Persons: 5, Establishments: 3, Dominance: 0.85}
	insiderRule = Rule{Audience: "staff", Persons: 5, Establishments: 3, Dominance: 0.85, Insiders: true}
	worldFacets = []Facet{{Name: "served", Kind: Rate}, {Name: "without", Kind: Rate}}
)

var worldValues = []string{"CDI", "CDD", "MIS", "SAI"}

// drawWorld draws regions of departments and directorates that cross, agencies without a
// directorate, and units from none to many.
func drawWorld(t *rapid.T) world {
	var rows []Membership
	agency := 0
	for r := range rapid.IntRange(1, 3).Draw(t, "regions") {
		directorates := rapid.IntRange(1, 3).Draw(t, "directorates")
		for d := range rapid.IntRange(1, 3).Draw(t, "departments") {
			for range rapid.IntRange(1, 4).Draw(t, "agencies") {
				code := fmt.Sprintf("A%02d", agency)
				agency++
				directorate := fmt.Sprintf("T%d%d", r, rapid.IntRange(0, directorates-1).Draw(t, "directorate"))
				if rapid.IntRange(0, 9).Draw(t, "none") == 0 {
					directorate = "ZZ"
				}
				for _, at := range [][2]string{{"agency", code}, {"department", fmt.Sprintf("D%d%d", r, d)}, {"directorate", directorate}, {"region", fmt.Sprintf("R%d", r)}, {"country", "FR"}} {
					rows = append(rows, Membership{Agency: code, Level: at[0], Code: at[1]})
				}
			}
		}
	}
	w := world{country: NewCountry(rows), belongs: rows, facets: worldFacets}
	for range w.facets {
		var units []placed
		for a := range int32(w.country.Agencies) {
			for month := range 3 {
				size := rapid.SampledFrom([]int{0, 1, 2, 4, 8, 14}).Draw(t, "units")
				for range size {
					units = append(units, drawUnit(t, a, month))
				}
			}
		}
		w.units = append(w.units, units)
	}
	return w
}

func drawUnit(t *rapid.T, agency int32, month int) placed {
	count := rapid.SampledFrom([]int64{1, 1, 1, 2, 9}).Draw(t, "count")
	return placed{
		Unit{
			Agency: agency, Establishment: uint32(rapid.IntRange(1, 30).Draw(t, "establishment")),
			Count: count, Numerator: rapid.Int64Range(0, count).Draw(t, "numerator"), Denominator: count,
		},
		month, rapid.SampledFrom([]string{"CDI", "CDI", "CDI", "CDD", "CDD", "MIS", "SAI"}).Draw(t, "value"),
	}
}

func (w world) facts() []*Facts {
	var all []*Facts
	for f, facet := range w.facets {
		facts := NewFacts(facet)
		contract := facts.By("contract")
		for _, u := range w.units[f] {
			facts.Add(u.Unit, u.month)
			contract.Add([]byte(u.value))
		}
		all = append(all, facts)
	}
	return all
}

// where is what an attacker's cell counts: one sum of an agency, month and value, as it
// was until it moved.
type where struct {
	agency  int32
	month   int
	value   string
	version int
}

// tables are what an attacker has gathered of one sum of a facet.
type tables struct {
	at    map[where]int32
	keys  []where
	cells []int64
	shown [][]int32
}

// read adds what a decision shows of a world; version tells how often a cell has moved.
func (s *tables) read(w world, f, sum int, d Decision, version func(agency int32, month int) int) {
	if s.at == nil {
		s.at = map[where]int32{}
	}
	var tonight []int32
	fresh := map[where]bool{}
	for a := range int32(w.country.Agencies) {
		for month := range 3 {
			for _, v := range worldValues {
				k := where{a, month, v, version(a, month)}
				if _, known := s.at[k]; !known {
					s.at[k], fresh[k] = int32(len(s.keys)), true
					s.keys, s.cells = append(s.keys, k), append(s.cells, 0)
				}
				tonight = append(tonight, s.at[k])
			}
		}
	}
	for _, u := range w.units[f] {
		if k := (where{u.Agency, u.month, u.value, version(u.Agency, u.month)}); fresh[k] {
			s.cells[s.at[k]] += w.facets[f].sums(u.Unit)[sum]
		}
	}
	show := func(holds func(where) bool) {
		var sum []int32
		for _, c := range tonight {
			if holds(s.keys[c]) {
				sum = append(sum, c)
			}
		}
		s.shown = append(s.shown, sum)
	}
	for p := range int32(len(w.country.Places)) {
		if w.country.isPast(p) {
			continue
		}
		in := w.members(p)
		if !d.Whole[p] {
			show(func(k where) bool { return in[k.agency] })
		}
		for month := range 3 {
			if !d.Months[p] {
				show(func(k where) bool { return in[k.agency] && k.month == month })
			}
		}
		for _, v := range worldValues {
			if cut := d.Cuts["contract"]; !cut.Places[p] && !cut.Values[v] {
				show(func(k where) bool { return in[k.agency] && k.value == v })
			}
		}
	}
}

// know adds what an insider of an agency knows.
func (s *tables) know(agency int32) {
	for c, k := range s.keys {
		if k.agency == agency {
			s.shown = append(s.shown, []int32{int32(c)})
		}
	}
}

func (s *tables) attacker() *Attacker { return NewSystem(s.cells, s.shown).Attacker() }

// holding are the cells for which holds is true.
func (s *tables) holding(holds func(where) bool) []int32 {
	var cells []int32
	for c, k := range s.keys {
		if holds(k) {
			cells = append(cells, int32(c))
		}
	}
	return cells
}

func still(int32, int) int { return 0 }

func (w world) members(p int32) map[int32]bool {
	in := map[int32]bool{}
	for a, places := range w.country.Of {
		for _, q := range places {
			if q == p {
				in[int32(a)] = true
			}
		}
	}
	return in
}
