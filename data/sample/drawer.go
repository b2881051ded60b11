package sample

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"sort"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// chunk is what a job gives: a compressed piece for each file it touches.
type chunk struct {
	pieces []piece
	rows   [len(sourceNames)]int64
}

type piece struct {
	file  int
	bytes []byte
}

func (c *chunk) records() (n int64) {
	for _, rows := range c.rows {
		n += rows
	}
	return n
}

// drawer is one worker: its buffers, kept from job to job.
type drawer struct {
	w      *world
	p      *plan
	seed   uint64
	spoil  *spoiler
	texts  [][]byte // by file, of this job
	spare  [][]byte // buffers to use again
	rows   [len(sourceNames)]int64
	zstd   *zstd.Encoder
	gzip   *gzip.Writer
	look   *rand.PCG // of how one offer is written
	looks  *rand.Rand
	offer  offer
	copied offer
	made   []application
	line   []byte
}

func newDrawer(w *world, p *plan, o Options) (*drawer, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<20))
	if err != nil {
		return nil, fmt.Errorf("prepare compression: %w", err)
	}
	g, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("prepare compression: %w", err)
	}
	d := &drawer{w: w, p: p, seed: o.Seed, spoil: newSpoiler(o.BrokenShare), texts: make([][]byte, len(p.files)), zstd: z, gzip: g,
		look: rand.NewPCG(0, 0)}
	d.looks = rand.New(d.look)
	return d, nil
}

// draw makes a chunk: its random numbers depend on the seed and the job alone.
func (d *drawer) draw(j job) (chunk, error) {
	number := uint64(j.what)<<56 | uint64(j.from)
	r := rand.New(rand.NewPCG(mix(d.seed), number))
	d.spoil.reset(d.seed, number)
	d.rows = [len(sourceNames)]int64{}
	switch j.what {
	case drawAgencies:
		d.agencies()
	case drawSeekers:
		d.seekers(r, j)
	default:
		d.offers(r, j)
	}
	return d.pack()
}

// text gives the buffer of a file.
func (d *drawer) text(file int) []byte {
	if d.texts[file] == nil && len(d.spare) > 0 {
		last := len(d.spare) - 1
		d.texts[file], d.spare = d.spare[last], d.spare[:last]
	}
	return d.texts[file]
}

func (d *drawer) agencies() {
	b := append(d.text(d.p.first[agencies]), "code;libelle;commune;departement;directionTerritoriale;region\n"...)
	for _, a := range d.w.agencies {
		direction := ""
		if a.departmentLabel != "" {
			direction = "DT " + a.departmentLabel
		}
		b = fmt.Appendf(b, "%s;%s;%s;%s;%s;%s\n", a.code, a.label, a.commune, a.department, direction, a.region)
		d.rows[agencies]++
	}
	d.texts[d.p.first[agencies]] = b
}

func (d *drawer) seekers(r *rand.Rand, j job) {
	for n := j.from; n < j.upTo; n++ {
		file := d.p.first[jobSeekers] + int(n*int64(d.p.parts)/d.p.seekers)
		b := d.text(file)
		start := len(b)
		b = d.w.appendSeeker(r, b, n)
		d.texts[file] = append(d.spoil.record(b, start, jobSeekers), '\n')
		d.rows[jobSeekers]++
	}
}

func (d *drawer) offers(r *rand.Rand, j job) {
	starts := d.p.starts[j.what]
	day := sort.Search(len(starts), func(i int) bool { return starts[i] > j.from }) - 1
	o := &d.offer
	for n := j.from; n < j.upTo; n++ {
		for n >= starts[day+1] {
			day++
		}
		d.w.drawOffer(r, o, uint64(j.what)<<29|uint64(n), d.w.first+day, j.what == entrusted)
		if d.p.wanted[offers] {
			d.writeOffer(o, n)
		}
		if j.what == entrusted {
			d.follow(r, o, n)
		}
	}
}

// writeOffer writes an offer; some of the entrusted ones come first as they were
// created and in the file of a later month as they became, some from a partner too.
func (d *drawer) writeOffer(o *offer, n int64) {
	created, updated := d.w.monthOf(o.day), d.w.monthOf(int(o.updated/daySeconds))
	if o.kind != entrusted {
		d.version(o, created, true)
		return
	}
	if n%republishEvery == 11 && updated > created {
		d.version(o, created, false)
		d.version(o, updated, true)
	} else {
		d.version(o, created, true)
	}
	if n%copyEvery == 0 {
		c := &d.copied
		*c = *o
		c.kind, c.number = copied, copied<<29|uint64(n)
		c.day = min(o.day+1+int(n/copyEvery%20), d.w.end-1)
		c.created = max(o.created, workingTime(c.day, uint32(n)))
		c.updated = c.created
		d.version(c, d.w.monthOf(c.day), true)
	}
}

func (d *drawer) version(o *offer, month int, last bool) {
	file := d.p.first[offers] + month
	d.look.Seed(d.seed, o.number&(1<<29-1)|uint64(truth(o.kind == partner))<<29)
	b := d.text(file)
	start := len(b)
	b = d.w.appendOffer(d.looks, b, o, last)
	d.texts[file] = append(d.spoil.record(b, start, offers), '\n')
	d.rows[offers]++
}

// follow writes what happens to an entrusted offer. It draws the same whatever the
// sources wanted, so that each source is the same alone or with the others.
func (d *drawer) follow(r *rand.Rand, o *offer, n int64) {
	d.made = d.w.drawApplications(r, o, d.made)
	if d.p.wanted[applications] {
		for i := range d.made {
			file := d.p.first[applications] + d.w.monthOf(d.made[i].day)
			b := d.text(file)
			start := len(b)
			b = d.w.appendApplication(b, o, &d.made[i], i)
			d.texts[file] = append(d.spoil.record(b, start, applications), '\n')
		}
		d.rows[applications] += int64(len(d.made))
	}
	for i := range o.services {
		line, day := d.w.appendService(r, d.line[:0], o, i)
		d.line = line
		if d.p.wanted[services] {
			file := d.p.first[services] + d.w.monthOf(day)
			d.texts[file] = append(append(d.text(file), d.spoil.record(line, 0, services)...), '\n')
			d.rows[services]++
		}
	}
	if n%surveyEvery == 3 && d.p.wanted[surveys] {
		b := d.text(d.p.first[surveys])
		if n == 3 {
			b = append(b, surveyHeader...)
		}
		start := len(b)
		d.look.Seed(d.seed, mix(o.number))
		b = d.w.appendSurvey(d.looks, b, o)
		d.texts[d.p.first[surveys]] = d.spoil.row(b, start)
		d.rows[surveys]++
	}
}

// pack compresses what was drawn, each piece a frame of its own: frames that
// follow each other are one file.
func (d *drawer) pack() (chunk, error) {
	c := chunk{rows: d.rows}
	for file, text := range d.texts {
		if len(text) == 0 {
			continue
		}
		p := piece{file: file}
		switch {
		case file == d.p.first[surveys] && d.p.wanted[surveys]:
			var z bytes.Buffer
			d.gzip.Reset(&z)
			if _, err := d.gzip.Write(text); err != nil {
				return chunk{}, fmt.Errorf("compress: %w", err)
			}
			if err := d.gzip.Close(); err != nil {
				return chunk{}, fmt.Errorf("compress: %w", err)
			}
			p.bytes = z.Bytes()
		case file == d.p.first[agencies] && d.p.wanted[agencies]:
			p.bytes = bytes.Clone(text)
		default:
			p.bytes = d.zstd.EncodeAll(text, nil)
		}
		c.pieces = append(c.pieces, p)
		d.spare = append(d.spare, text[:0])
		d.texts[file] = nil
	}
	return c, nil
}
