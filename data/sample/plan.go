package sample

import (
	"fmt"
	"iter"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// plan lists the files of a run and cuts the work into chunks that are drawn
// apart: each has its own stream of random numbers.
type plan struct {
	size
	window
	calendar calendar
	world    *world
	wanted   [len(sourceNames)]bool
	files    []file
	own      []string // names of all that the world has, sources not asked for and other days included
	first    [len(sourceNames)]int
	parts    [len(sourceNames)]int64 // files of a source that is cut by number
	starts   [2][]int64              // entrusted and other offers before each day
	batch    int64                   // records drawn for one piece of each file
}

// file is one to write.
type file struct {
	name   string // relative to the inbox
	source int
}

// chunkSize is how many offers or job seekers have a stream of random numbers.
const chunkSize = 512

// partSize is about how many records a file holds of a source cut by number.
const partSize = 250_000

// largestBatch bounds the chunks that are packed together where few of their
// records are delivered.
const largestBatch = 64

func newPlan(w *world, o Options) (*plan, error) {
	win, err := newWindow(w.calendar, o)
	if err != nil {
		return nil, err
	}
	p := &plan{size: w.size, window: win, calendar: w.calendar, world: w}
	p.parts[jobSeekers] = max(2, (p.seekers+partSize-1)/partSize)
	p.parts[establishments] = max(1, (w.employers.total()+partSize-1)/partSize)
	p.parts[accounts] = max(1, (w.employers.total()/accountEvery+partSize-1)/partSize)
	p.parts[contacts] = max(1, (p.entrusted/2+partSize-1)/partSize)
	p.parts[surveys] = max(1, (p.entrusted/surveyEvery+partSize-1)/partSize)
	p.starts = [2][]int64{w.spread(p.entrusted), w.spread(p.others)}
	p.batch = chunkSize * min(largestBatch, max(1, int64(1/p.share(w.calendar))))
	for s, name := range sourceNames {
		p.wanted[s] = len(o.Only) == 0 || slices.Contains(o.Only, name)
		p.own = append(p.own, p.names(s, w.months)...)
		var names []string
		switch {
		case !p.wanted[s], s == agencies && p.delta != "":
		case p.delta != "":
			names = []string{name + "/" + p.delta + suffixes[s]}
		default:
			names = p.names(s, w.months[:p.months()])
		}
		p.first[s] = len(p.files)
		for _, name := range names {
			p.files = append(p.files, file{name, s})
		}
		p.wanted[s] = len(names) > 0
	}
	return p, nil
}

// suffixes end the names of each source's files: what they hold, how compressed.
var suffixes = [...]string{offers: ".ndjson.zst", applications: ".ndjson.zst", services: ".ndjson.zst", surveys: ".csv.gz", jobSeekers: ".ndjson.zst", agencies: ".csv",
	establishments: ".ndjson.zst", contacts: ".ndjson.zst", accounts: ".ndjson.zst", events: ".ndjson.zst", needs: ".csv.gz", stocks: ".csv.gz"}

// names are the files of a source when it is delivered from its beginning.
func (p *plan) names(s int, months []string) []string {
	var names []string
	switch name := sourceNames[s]; s {
	case jobSeekers, surveys, establishments, contacts, accounts:
		for i := range p.parts[s] {
			names = append(names, fmt.Sprintf("%s/partie-%03d%s", name, i+1, suffixes[s]))
		}
	case agencies, needs:
		names = append(names, name+"/"+name+suffixes[s])
	default:
		for _, m := range months {
			names = append(names, name+"/"+m+suffixes[s])
		}
	}
	return names
}

var deltaName = regexp.MustCompile(`^\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.`)

// owns says that a file of the inbox may be of the same world.
func (p *plan) owns(name string) bool {
	name = strings.TrimSuffix(name, working)
	return slices.Contains(p.own, name) || p.bounded && deltaName.MatchString(path.Base(name))
}

// months is how many months of the world a delivery reaches.
func (p *plan) months() int { return p.calendar.monthOf(p.to-1) + 1 }

// fileOf is the file of a source that a day's records go to.
func (p *plan) fileOf(source, day int) int {
	if p.delta != "" {
		return p.first[source]
	}
	return p.first[source] + p.calendar.monthOf(day)
}

// partOf is the file of a source cut by number that record n of so many goes to.
func (p *plan) partOf(source int, n, of int64) int {
	if p.delta != "" {
		return p.first[source]
	}
	return p.first[source] + int(n*p.parts[source]/of)
}

// dayOf is the day of the window on which an offer was created, from its first on.
func (p *plan) dayOf(what int, n int64) int {
	starts := p.starts[what]
	return sort.Search(len(starts), func(i int) bool { return starts[i] > n }) - 1
}

// job is a run of chunks of one kind, in the order of their numbers.
type job struct {
	what       int // entrusted, partner, or one of the next
	from, upTo int64
}

const (
	drawSeekers = planted + 1 + iota
	drawAgencies
	drawEmployers
	drawEvents
	drawNeeds
	drawStocks
)

func (p *plan) jobs() iter.Seq[job] {
	return func(yield func(job) bool) {
		todo := []struct {
			what int
			n    int64
			step int64
			want bool
		}{
			{drawAgencies, 1, 1, p.wanted[agencies]},
			{drawNeeds, int64(len(p.world.surveyYears())), 1, p.wanted[needs]},
			{drawStocks, int64(p.months()), 1, p.wanted[stocks]},
			{drawEvents, int64(len(p.world.agencies)), chunkSize / 8, p.wanted[events]},
			{drawEmployers, p.world.employers.total(), p.batch, p.wanted[establishments] || p.wanted[accounts]},
			{drawSeekers, p.seekers, p.batch, p.wanted[jobSeekers]},
			{entrusted, p.entrusted, p.batch, p.wanted[offers] || p.wanted[applications] || p.wanted[services] || p.wanted[surveys] || p.wanted[contacts]},
			{partner, p.others, p.batch, p.wanted[offers]},
		}
		for _, t := range todo {
			if !t.want {
				continue
			}
			for from := int64(0); from < t.n; from += t.step {
				j := job{t.what, from, min(from+t.step, t.n)}
				if !p.isOver(j) && !yield(j) {
					return
				}
			}
		}
	}
}

// isOver says that nothing of a job is delivered: its offers come later, or got
// their last news before.
func (p *plan) isOver(j job) bool {
	if j.what != entrusted && j.what != partner {
		return false
	}
	first, last := p.calendar.first+p.dayOf(j.what, j.from), p.calendar.first+p.dayOf(j.what, j.upTo-1)
	return first >= p.to || j.what == partner && last+refreshedWithin+goneWithin <= p.from
}

// expected is about how many records there will be.
func (p *plan) expected() int64 {
	var n float64
	for s, per := range [...]float64{offers: 4, applications: applicationsTotal / entrustedTotal, services: 0.75, surveys: 1.0 / surveyEvery, jobSeekers: seekerTotal / entrustedTotal, contacts: 0.5,
		establishments: 0.35, accounts: 0.04} {
		if p.wanted[s] {
			n += per * float64(p.entrusted)
		}
	}
	return int64(n * p.share(p.calendar))
}
