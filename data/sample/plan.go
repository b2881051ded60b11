package sample

import (
	"fmt"
	"iter"
	"slices"
)

// plan lists the files of a run and cuts the work into chunks that are drawn
// apart: each has its own stream of random numbers.
type plan struct {
	size
	wanted [len(sourceNames)]bool
	files  []string // relative to the inbox
	own    []string // all that the sample has, those of sources not asked for included
	first  [len(sourceNames)]int
	months int
	parts  int
	starts [2][]int64 // entrusted and other offers before each day
}

// chunkSize is how many offers or job seekers are drawn at a time.
const chunkSize = 512

// partSize is about how many job seekers a file holds.
const partSize = 250_000

func newPlan(w *world, o Options) *plan {
	p := &plan{size: w.size, months: len(w.months)}
	p.parts = max(2, int((p.seekers+partSize-1)/partSize))
	p.starts = [2][]int64{w.spread(p.entrusted), w.spread(p.others)}
	for s, name := range sourceNames {
		p.wanted[s] = len(o.Only) == 0 || slices.Contains(o.Only, name)
		p.first[s] = len(p.files)
		names := p.names(s, w.months)
		p.own = append(p.own, names...)
		if p.wanted[s] {
			p.files = append(p.files, names...)
		}
	}
	return p
}

// names are the files of a source.
func (p *plan) names(s int, months []string) []string {
	var names []string
	switch name := sourceNames[s]; s {
	case offers, applications, services:
		for _, m := range months {
			names = append(names, name+"/"+m+".ndjson.zst")
		}
	case jobSeekers:
		for i := range p.parts {
			names = append(names, fmt.Sprintf("%s/partie-%03d.ndjson.zst", name, i+1))
		}
	case surveys:
		names = append(names, name+"/enquetes.csv.gz")
	case agencies:
		names = append(names, name+"/agences.csv")
	}
	return names
}

// job is a run of records of one kind, in the order of their numbers.
type job struct {
	what       int // entrusted, partner, or one of the next two
	from, upTo int64
}

const (
	drawSeekers = copied + 1 + iota
	drawAgencies
)

func (p *plan) jobs() iter.Seq[job] {
	return func(yield func(job) bool) {
		todo := []struct {
			what int
			n    int64
			want bool
		}{
			{drawAgencies, 1, p.wanted[agencies]},
			{drawSeekers, p.seekers, p.wanted[jobSeekers]},
			{entrusted, p.entrusted, p.wanted[offers] || p.wanted[applications] || p.wanted[services] || p.wanted[surveys]},
			{partner, p.others, p.wanted[offers]},
		}
		for _, t := range todo {
			if !t.want {
				continue
			}
			for from := int64(0); from < t.n; from += chunkSize {
				if !yield(job{t.what, from, min(from+chunkSize, t.n)}) {
					return
				}
			}
		}
	}
}

// expected is about how many records there will be.
func (p *plan) expected() int64 {
	var n int64
	for s, per := range [...]float64{offers: 4, applications: applicationsTotal / entrustedTotal, services: 0.75, surveys: 1.0 / surveyEvery} {
		if p.wanted[s] {
			n += int64(per * float64(p.entrusted))
		}
	}
	if p.wanted[jobSeekers] {
		n += p.seekers
	}
	return n
}
