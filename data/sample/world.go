package sample

import (
	"cmp"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vigie/data/reference"
)

// world is what records are drawn from: read-only once made, of a size that
// depends on the nomenclatures and not on the scale. Texts in it are already
// escaped for JSON, without their quotes.
type world struct {
	calendar
	size
	trades    []trade
	communes  []commune
	areas     []area // departments
	agencies  []agency
	pairs     []pair // where offers are: a trade in a commune
	offers    alias  // over pairs
	children  int    // in a hundred: titles of a child code, where there are some
	seekers   seekers
	employers employers
	needs     []float64 // yearly offers by department then profile
	rate      float64   // applications of an offer before its own factors
	effects   *EffectSet
}

type trade struct {
	index       int
	code, label string
	titles      []title // of the parent code, the most used first
	newTitles   []title // of its ROME 4.0 children
	titleDraw   alias
	newDraw     alias
	skills      []skill
	near        []int // trades that people of this one also follow
	*profile
	group int     // the number of its profile
	pull  float64 // how well the trade draws applications
}

type title struct{ ogr, label, rome, romeLabel string }

type skill struct{ code, label, lower string }

type commune struct {
	code, label, postcode, department string
	latitude, longitude               float64
	hasPoint                          bool
	area                              int // its department's number
	agency                            int
}

// area is a department: its communes, drawn by how many people live there.
type area struct {
	code, region string
	communes     []int32
	draw         alias
	basins       []basin
}

// agency is a local agency. Some do better than others: ease is between -1 and 1.
type agency struct {
	code, label, commune, department, departmentLabel, region string
	ease                                                      float64
}

type pair struct{ trade, commune int32 }

func newWorld(o Options) *world {
	w := &world{calendar: newCalendar(o.AsOf, o.Months), size: sizeOf(o.Scale, o.Months), effects: &Effects}
	ref := o.Reference
	tradeAt := w.addTrades(ref)
	communeAt := w.addCommunes(ref)
	w.addBasins(ref)
	w.addAgencies(ref)
	weights := w.addPairs(ref, tradeAt, communeAt)
	w.offers = newAlias(weights)
	w.children = w.childShare(weights)
	w.employers = newEmployers(w, weights, o.Scale)
	w.needs = newNeeds(w, weights, o.Scale)
	w.seekers = newSeekers(w, ref, weights, tradeAt)
	w.calibrate(o)
	return w
}

// addTrades makes a trade of each parent code, with the titles of its children.
func (w *world) addTrades(ref *reference.Set) map[string]int {
	at := map[string]int{}
	for _, t := range ref.Trades {
		if t.Parent == t.Code {
			at[t.Code] = len(w.trades)
			group := profileOf(t.Code)
			w.trades = append(w.trades, trade{index: len(w.trades), code: t.Code, label: escape(t.Label), profile: &profiles[group], group: group,
				pull: 0.45 * math.Pow(6, unit(hash(t.Code)))})
		}
	}
	for _, a := range ref.Appellations {
		i, known := at[a.Parent]
		t, coded := ref.Trade(a.Rome)
		if !known || !coded {
			continue
		}
		one := title{ogr: a.OGR, label: escape(a.Label), rome: a.Rome, romeLabel: escape(t.Label)}
		if a.Rome == a.Parent {
			w.trades[i].titles = append(w.trades[i].titles, one)
		} else {
			w.trades[i].newTitles = append(w.trades[i].newTitles, one)
		}
	}
	for _, k := range ref.TradeSkills {
		if s, known := ref.Skill(k.Skill); known {
			if i, there := at[ref.Parent(k.Rome)]; there && len(w.trades[i].skills) < 24 {
				w.trades[i].skills = append(w.trades[i].skills, skill{s.Code, escape(s.Label), escape(lowered(s.Label))})
			}
		}
	}
	for _, m := range ref.Mobilities {
		from, known := at[ref.Parent(m.Rome)]
		to, there := at[ref.Parent(m.Target)]
		if known && there && from != to && m.Rank <= 5 && !slices.Contains(w.trades[from].near, to) {
			w.trades[from].near = append(w.trades[from].near, to)
		}
	}
	for i := range w.trades {
		t := &w.trades[i]
		if len(t.titles) == 0 { // an offer always has a title
			t.titles = []title{{label: t.label, rome: t.code, romeLabel: t.label}}
		}
		// The shorter a title, the more common it is.
		byUse := func(a, b title) int {
			return cmp.Or(cmp.Compare(len(a.label), len(b.label)), cmp.Compare(a.ogr, b.ogr))
		}
		slices.SortFunc(t.titles, byUse)
		slices.SortFunc(t.newTitles, byUse)
		t.titleDraw = newAlias(zipf(len(t.titles), 1.2))
		t.newDraw = newAlias(zipf(max(1, len(t.newTitles)), 1.2))
	}
	return at
}

func (w *world) addCommunes(ref *reference.Set) map[string]int {
	at, areas := map[string]int{}, map[string]int{}
	var people [][]float64
	for _, c := range ref.Communes {
		if reference.IsWholeCity(c.Code) || c.Postcode == "" || c.Department == "" {
			continue
		}
		i, known := areas[c.Department]
		if !known {
			i = len(areas)
			areas[c.Department] = i
			d, _ := ref.Department(c.Department)
			w.areas, people = append(w.areas, area{code: c.Department, region: d.Region}), append(people, nil)
		}
		at[c.Code] = len(w.communes)
		w.areas[i].communes = append(w.areas[i].communes, int32(len(w.communes)))
		people[i] = append(people[i], float64(c.Population+50))
		w.communes = append(w.communes, commune{code: c.Code, label: escape(c.Label), postcode: c.Postcode, department: c.Department,
			latitude: c.Latitude, longitude: c.Longitude, hasPoint: c.HasPoint, area: i})
	}
	for i := range w.areas {
		w.areas[i].draw = newAlias(people[i])
	}
	return at
}

// addAgencies gives each commune the nearest agency of its department, else of its
// region, or one of them always the same when the list tells no place.
func (w *world) addAgencies(ref *reference.Set) {
	byDepartment, byRegion := map[string][]int{}, map[string][]int{}
	for _, a := range ref.Agencies {
		d, _ := ref.Department(a.Department)
		byDepartment[a.Department] = append(byDepartment[a.Department], len(w.agencies))
		byRegion[a.Region] = append(byRegion[a.Region], len(w.agencies))
		w.agencies = append(w.agencies, agency{code: escape(a.Code), label: a.Label, commune: a.Commune, department: a.Department,
			departmentLabel: d.Label, region: a.Region, ease: 2*unit(hash(a.Code)) - 1})
	}
	for i := range w.communes {
		c := &w.communes[i]
		near := byDepartment[c.department]
		if len(near) == 0 {
			d, _ := ref.Department(c.department)
			near = byRegion[d.Region]
		}
		if len(near) == 0 {
			continue // the first agency of all
		}
		c.agency = near[hash(c.code)%uint64(len(near))]
		best := math.Inf(1)
		for _, j := range near {
			seat, known := ref.Commune(w.agencies[j].commune)
			if !known || !seat.HasPoint || !c.hasPoint {
				continue
			}
			if d := math.Hypot(seat.Latitude-c.latitude, (seat.Longitude-c.longitude)*0.7); d < best {
				best, c.agency = d, j
			}
		}
	}
}

// addPairs lists where offers are: the real stock of a day when it was imported,
// else trades by Zipf's law in the most peopled communes.
func (w *world) addPairs(ref *reference.Set, tradeAt, communeAt map[string]int) []float64 {
	var weights []float64
	for _, m := range ref.Market {
		t, known := tradeAt[ref.Parent(m.Rome)]
		c, there := communeAt[m.Commune]
		if known && there {
			w.pairs = append(w.pairs, pair{int32(t), int32(c)})
			weights = append(weights, float64(m.Offers))
		}
	}
	if len(weights) > 0 {
		return weights
	}
	const largest = 1000
	places := make([]reference.Commune, 0, len(ref.Communes))
	for _, c := range ref.Communes {
		if _, used := communeAt[c.Code]; used {
			places = append(places, c)
		}
	}
	slices.SortFunc(places, func(a, b reference.Commune) int {
		return cmp.Or(cmp.Compare(b.Population, a.Population), cmp.Compare(a.Code, b.Code))
	})
	places = places[:min(len(places), largest)]
	rank := map[string]int{}
	for code := range strings.FieldsSeq(demand) {
		rank[code] = len(rank)
	}
	for i := range w.trades {
		if _, ranked := rank[w.trades[i].code]; !ranked {
			rank[w.trades[i].code] = len(rank)
		}
	}
	shares := zipf(len(rank), 0.8)
	for i, t := range w.trades {
		for _, c := range places {
			w.pairs = append(w.pairs, pair{int32(i), int32(communeAt[c.Code])})
			weights = append(weights, shares[rank[t.code]]*float64(c.Population+100)*affinity(t.code, c))
		}
	}
	return weights
}

// affinity bends the law for trades that live in the fields or in large cities.
func affinity(rome string, c reference.Commune) float64 {
	rural := c.Population < 20000
	f := 1.0
	if rural {
		f = 2.5 // small places are few here: let them weigh
	}
	switch {
	case strings.HasPrefix(rome, "A14") && rural:
		return f * 6
	case strings.HasPrefix(rome, "A14"):
		return f * 0.05
	case strings.HasPrefix(rome, "M18") && rural, strings.HasPrefix(rome, "M15") && rural:
		return f * 0.2
	}
	return f
}

// childShare sets how often a title of a child code is drawn where a trade has
// some, so that a quarter of all offers carry one.
func (w *world) childShare(weights []float64) int {
	const wanted = 0.25
	var with, total float64
	for i, p := range w.pairs {
		total += weights[i]
		if len(w.trades[p.trade].newTitles) > 0 {
			with += weights[i]
		}
	}
	if with == 0 {
		return 0
	}
	return int(min(90, math.Round(100*wanted*total/with)))
}

// calibrate sets the rate so that the applications of all offers add up to what
// the scale asks, whatever the nomenclatures.
func (w *world) calibrate(o Options) {
	const draws = 20000
	w.rate = 1
	r := rand.New(rand.NewPCG(o.Seed, hash("calibrate")))
	starts := w.spread(draws)
	var sum float64
	var one offer
	for i, day := range eachDay(starts) {
		w.drawOffer(r, &one, uint64(i), w.first+day, true)
		sum += w.applicationsMean(&one)
	}
	w.rate = applicationsTotal / entrustedTotal / (sum / draws)
}

// lowered begins a label as within a sentence.
func lowered(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}

// escape writes a text as JSON does, without the quotes around it.
func escape(s string) string {
	b, err := json.Marshal(s)
	if err != nil { // no text fails to be written
		return ""
	}
	return string(b[1 : len(b)-1])
}
