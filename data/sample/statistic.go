package sample

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"vigie/data/reference"
)

// The first lines of the statistics: that of the survey of hiring needs is the
// published one, whose basins are those of 2024.
const (
	needHeader  = "annee,Code métier BMO,Famille_met,REG,Dept,BE24,met,xmet,smet\n"
	stockHeader = "mois;departement;rome;categorie;effectif\n"
)

// newNeeds gives the offers of a year by department and profile.
func newNeeds(w *world, weights []float64, scale float64) []float64 {
	cells := make([]float64, len(w.areas)*len(profiles))
	var all float64
	for i, p := range w.pairs {
		cells[w.communes[p.commune].area*len(profiles)+w.trades[p.trade].group] += weights[i]
		all += weights[i]
	}
	for c := range cells {
		cells[c] *= (entrustedTotal + otherTotal) * scale / 2 / all
	}
	return cells
}

// surveyYears are the years whose survey of hiring needs was published in the
// window, in April, and the one before.
func (w *world) surveyYears() []int {
	var years []int
	for year := w.yearOf(w.first) - 1; published(year) < w.end; year++ {
		if published(year) >= w.first-366 {
			years = append(years, year)
		}
	}
	return years
}

// published is the day on which the survey of a year comes out.
func published(year int) int { return dayOf(year, time.April, 15) }

func (c *calendar) yearOf(day int) int {
	year, _ := strconv.Atoi(c.date(day)[:4]) // a date begins with its year
	return year
}

// basin is a part of a department: people is its share of who lives there.
type basin struct {
	code   string
	people float64
}

// addBasins gives each department its basins of the newest vintage that is known,
// as many of them as its communes are in; a department of none is made up two.
func (w *world) addBasins(ref *reference.Set) {
	newest := int32(-1)
	for _, b := range ref.Basins {
		if b.Vintage == 0 { // the current list
			newest = 0
			break
		}
		newest = max(newest, b.Vintage)
	}
	of := map[string]string{}
	for _, b := range ref.Basins {
		if b.Vintage == newest {
			of[b.Commune] = b.Code
		}
	}
	for i := range w.areas {
		a := &w.areas[i]
		people := map[string]float64{}
		var all float64
		for _, c := range a.communes {
			place, _ := ref.Commune(w.communes[c].code)
			if code := of[place.Code]; code != "" {
				people[code] += float64(place.Population + 50)
				all += float64(place.Population + 50)
			}
		}
		for _, code := range slices.Sorted(maps.Keys(people)) {
			a.basins = append(a.basins, basin{code, people[code] / all})
		}
		if len(a.basins) == 0 {
			a.basins = []basin{{a.code + "1", 0.65}, {a.code + "2", 0.35}}
		}
	}
}

// needs writes the survey of a year: what employers mean to recruit, how much of it
// they think hard, how much is seasonal. Few of anything, or none, is hidden, as published.
func (d *drawer) needs(n int) {
	year := d.w.surveyYears()[n]
	if !d.p.holds(published(year)) {
		return
	}
	file := d.p.first[needs]
	b := d.text(file)
	for cell, offers := range d.w.needs {
		area, p := &d.w.areas[cell/len(profiles)], &profiles[cell%len(profiles)]
		r := cellRandom(d.seed, cell, year)
		for _, basin := range area.basins {
			projects := int(math.Round(offers * basin.people * (0.3 + 0.1*r.Float64())))
			hard := int(float64(projects) * (0.35 + 0.4*unit(hash(p.fap)) + 0.1*r.Float64()))
			seasonal := int(float64(projects) * 0.1 * r.Float64())
			if p.season != nil {
				seasonal = int(float64(projects) * (0.4 + 0.4*r.Float64()))
			}
			if projects == 0 {
				continue
			}
			b = strconv.AppendInt(b, int64(year), 10)
			b = append(append(append(append(b, ','), p.fap...), ','), p.family...)
			b = append(append(append(append(b, ','), area.region...), ','), area.code...)
			b = append(append(b, ','), basin.code...)
			for _, count := range [...]int{projects, hard, seasonal} {
				if b = append(b, ','); count < 5 {
					b = append(b, '*')
				} else {
					b = strconv.AppendInt(b, int64(count), 10)
				}
			}
			b = append(b, '\n')
			d.rows[needs]++
		}
	}
	d.texts[file] = b
}

// stockShares are how job seekers share among categories, out of 100.
var stockShares = func() (shares [7]float64) {
	before := 0
	for i, c := range categories {
		shares[i] = float64(c.until-before) / 100
		before = c.until
	}
	return shares
}()

// stocks writes the job seekers at the end of a month: as many of each trade and
// department as the portfolio holds, a little more in winter.
func (d *drawer) stocks(month int) {
	w := d.w
	year, number := w.yearOf(w.first), int(w.date(w.first)[5]-'0')*10+int(w.date(w.first)[6]-'0')
	last := dayOf(year, time.Month(number+month+1), 0)
	if !d.p.holds(last) {
		return
	}
	file := d.p.fileOf(stocks, last)
	b := d.text(file)
	winter := 1 + 0.03*math.Cos(2*math.Pi*float64(number+month-1)/12)
	for cell := range len(w.seekers.starts) - 1 {
		people := float64(w.seekers.starts[cell+1]-w.seekers.starts[cell]) * winter
		if people == 0 {
			continue
		}
		r := cellRandom(d.seed, cell, month)
		for i, c := range categories {
			count := int(people*stockShares[i]*(0.97+0.06*r.Float64()) + r.Float64())
			if count == 0 {
				continue
			}
			b = append(append(b, w.date(last)[:7]...), ';')
			b = append(append(b, w.areas[cell%w.seekers.areas].code...), ';')
			b = append(append(b, w.trades[cell/w.seekers.areas].code...), ';')
			b = append(append(b, c.value...), ';')
			b = append(strconv.AppendInt(b, int64(count), 10), '\n')
			d.rows[stocks]++
		}
	}
	d.texts[file] = b
}

// cellRandom gives the random numbers of a cell of a statistic in a period.
func cellRandom(seed uint64, cell, period int) *rand.Rand {
	return rand.New(rand.NewPCG(mix(seed^0xce11), uint64(cell)<<16|uint64(period)))
}
