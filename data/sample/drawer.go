package sample

import (
	"fmt"
	"math/rand/v2"
)

// chunk is what a job gives: a compressed piece for each file it touches.
type chunk struct {
	pieces []piece
	rows   [len(sourceNames)]int64
	labels []Label
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
	texts  [][]byte                   // by file, of this job
	spare  [len(sourceNames)][][]byte // buffers to use again
	rows   [len(sourceNames)]int64
	pack   *packer
	own    *rand.PCG // of one record
	owns   *rand.Rand
	offer  offer
	twin   offer // one that repeats another
	told   bool  // labels are asked for
	labels []Label
	made   []application
}

func newDrawer(w *world, p *plan, o Options) (*drawer, error) {
	pack, err := newPacker()
	if err != nil {
		return nil, err
	}
	own := rand.NewPCG(0, 0)
	return &drawer{w: w, p: p, seed: o.Seed, spoil: newSpoiler(o.BrokenShare, o.Seed), texts: make([][]byte, len(p.files)), pack: pack,
		own: own, owns: rand.New(own), told: o.Labels != nil}, nil
}

// draw makes a piece of each file that a job touches. The random numbers of a
// chunk depend on the seed and its place alone.
func (d *drawer) draw(j job) (chunk, error) {
	d.rows, d.labels = [len(sourceNames)]int64{}, nil
	for from := j.from; from < j.upTo; from += chunkSize {
		one := job{j.what, from, min(from+chunkSize, j.upTo)}
		switch j.what {
		case drawAgencies:
			d.agencies()
		case drawSeekers:
			d.seekers(one)
		case drawEmployers:
			d.employers(one)
		case drawEvents:
			d.events(one)
		case drawNeeds:
			d.needs(int(one.from))
		case drawStocks:
			d.stocks(int(one.from))
		default:
			d.offers(rand.New(rand.NewPCG(mix(d.seed), uint64(j.what)<<56|uint64(from))), one)
		}
	}
	return d.packed()
}

// What is drawn for one record apart, so that leaving it out changes nothing else.
const (
	ofLook = iota
	ofLife
	ofSurvey
	ofSeeker
	ofEmployer
	ofAccount
	ofEvent
	ofContact
)

// ownRandom starts the random numbers of one record, for a purpose.
func (d *drawer) ownRandom(purpose, number uint64) *rand.Rand {
	d.own.Seed(mix(d.seed^purpose<<56), number)
	return d.owns
}

// text gives the buffer of a file.
func (d *drawer) text(file int) []byte {
	if spare := &d.spare[d.p.files[file].source]; d.texts[file] == nil && len(*spare) > 0 {
		last := len(*spare) - 1
		d.texts[file], *spare = (*spare)[last], (*spare)[:last]
	}
	return d.texts[file]
}

// agencyHeader is the first line of the file of agencies.
const agencyHeader = "code;libelle;commune;departement;directionTerritoriale;region\n"

func (d *drawer) agencies() {
	b := d.text(d.p.first[agencies])
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

func (d *drawer) seekers(j job) {
	for n := j.from; n < j.upTo; n++ {
		r := d.ownRandom(ofSeeker, uint64(n))
		registered, changed := d.w.seekerDays(r)
		gone := d.gone(jobSeekers, uint64(n), lastOf(registered, changed))
		state := d.p.state(registered, changed, gone)
		if state < 0 {
			continue
		}
		file := d.p.partOf(jobSeekers, n, d.p.seekers)
		b := d.text(file)
		start := len(b)
		if state == 2 {
			b = d.w.endDeletion(appendID(append(b, `{"id":"`...), 'D', uint64(n)), "dateMaj", gone)
		} else {
			b = d.w.appendSeeker(r, b, n, registered, changed, state == 1)
		}
		d.texts[file] = append(d.spoil.record(b, start, jobSeekers, uint64(n)), '\n')
		d.rows[jobSeekers]++
	}
}

func (d *drawer) offers(r *rand.Rand, j job) {
	starts := d.p.starts[j.what]
	day := d.p.dayOf(j.what, j.from)
	o := &d.offer
	for n := j.from; n < j.upTo; n++ {
		for n >= starts[day+1] {
			day++
		}
		d.w.drawOffer(r, o, uint64(j.what)<<29|uint64(n), d.w.first+day, j.what == entrusted)
		if o.plant = plantOf(j.what, n); o.plant == Light || o.plant == Heavy {
			o.cleanse() // an edit would change what is planted
		}
		if d.p.wanted[offers] {
			d.writeOffer(o, n)
		}
		if j.what == entrusted {
			d.follow(o, n)
		}
	}
}

// writeOffer writes an offer as it is known, and the one that repeats it. Some of
// the entrusted ones come first as they were created and in the file of a later
// month as they became.
func (d *drawer) writeOffer(o *offer, n int64) {
	updated, gone := int(o.updated/daySeconds), never
	if updated >= d.w.end {
		updated = o.day // told before its day
	}
	if o.plant == "" {
		gone = d.gone(offers, o.number, updated)
	}
	again := o.kind == entrusted && n%republishEvery == 11 && d.w.monthOf(updated) > d.w.monthOf(o.day)
	switch state := d.p.state(o.day, updated, gone); {
	case state == 2:
		d.deleteOffer(o, gone)
	case state == 1 && again:
		if d.p.holds(o.day) {
			d.version(o, o.day, false)
		}
		d.version(o, updated, true)
	case state >= 0:
		d.version(o, o.day, state == 1)
	}
	if o.plant == "" || o.of != nil {
		return
	}
	d.w.repeat(&d.twin, o, n, o.plant)
	if d.twin.day < d.w.end {
		d.writeOffer(&d.twin, n)
	}
}

// deleteOffer writes that an offer is no more, in the file of the day it was created.
func (d *drawer) deleteOffer(o *offer, day int) {
	file := d.p.fileOf(offers, o.day)
	b := d.text(file)
	start := len(b)
	b = d.w.endDeletion(appendOfferID(append(b, `{"id":"`...), o), "dateActualisation", day)
	d.texts[file] = append(d.spoil.record(b, start, offers, o.number), '\n')
	d.rows[offers]++
}

// version writes an offer as created or as it became, in the file of a day.
func (d *drawer) version(o *offer, day int, last bool) {
	file := d.p.fileOf(offers, day)
	look := o.number
	if o.of != nil { // drawn alike, it repeats all that isn't said otherwise
		look = o.of.number
	}
	r := d.ownRandom(ofLook, look)
	b := d.text(file)
	start := len(b)
	b = d.w.appendOffer(r, b, o, last)
	d.texts[file] = append(d.spoil.record(b, start, offers, o.number), '\n')
	d.rows[offers]++
	if d.told {
		d.label(o)
	}
}

// label tells what is planted in an offer.
func (d *drawer) label(o *offer) {
	id := string(appendOfferID(nil, o))
	if o.of != nil {
		d.labels = append(d.labels, Label{id, o.plant, string(appendOfferID(nil, o.of))})
	}
	if o.wording != "" {
		d.labels = append(d.labels, Label{id, o.wording, ""})
	}
}

// follow writes what happens to an entrusted offer. It draws the same whatever the
// sources wanted, so that each source is the same alone or with the others.
func (d *drawer) follow(o *offer, n int64) {
	if n%surveyEvery == 3 && d.p.wanted[surveys] {
		d.survey(o, n)
	}
	if d.p.wanted[contacts] {
		d.contacts(o, n)
	}
	if o.day >= d.p.to || d.w.until(o)+issuedWithin+goneWithin < d.p.from {
		return
	}
	r := d.ownRandom(ofLife, o.number)
	d.made = d.w.drawApplications(r, o, d.made)
	if d.p.wanted[applications] {
		for i := range d.made {
			a := &d.made[i]
			number := o.number<<16 | uint64(i)
			gone := d.gone(applications, number, lastOf(a.day, a.issued))
			state := d.p.state(a.day, a.issued, gone)
			if state < 0 {
				continue
			}
			file := d.p.fileOf(applications, a.day)
			b := d.text(file)
			start := len(b)
			if b = appendApplicationID(b, o, i); state == 2 {
				b = d.w.endDeletion(b, "date", gone)
			} else {
				b = d.w.appendApplication(b, o, a, number, state == 1)
			}
			d.texts[file] = append(d.spoil.record(b, start, applications, number), '\n')
			d.rows[applications]++
		}
	}
	if !d.p.wanted[services] {
		return
	}
	for i := range o.services {
		s := d.w.drawService(r, o)
		gone := d.gone(services, o.number<<2|uint64(i), s.day)
		state := d.p.state(s.day, gone)
		if state < 0 {
			continue
		}
		file := d.p.fileOf(services, s.day)
		b := d.text(file)
		start := len(b)
		if b = appendServiceID(b, o, i); state == 1 {
			b = d.w.endDeletion(b, "date", gone)
		} else {
			b = d.w.appendService(b, o, &s)
		}
		d.texts[file] = append(d.spoil.record(b, start, services, o.number<<2|uint64(i)), '\n')
		d.rows[services]++
	}
}

func (d *drawer) survey(o *offer, n int64) {
	s := d.w.drawSurvey(d.ownRandom(ofSurvey, o.number), o)
	s.gone = d.gone(surveys, o.number, lastOf(s.sent, s.answered, s.called))
	state := d.p.state(s.sent, s.answered, s.called, s.gone)
	if state < 0 {
		return
	}
	file := d.p.partOf(surveys, n, d.p.entrusted)
	b := d.text(file)
	start := len(b)
	b = d.w.appendSurvey(b, o, &s, state)
	d.texts[file] = d.spoil.row(b, start, o.number)
	d.rows[surveys]++
}

// packed compresses what was drawn.
func (d *drawer) packed() (chunk, error) {
	c := chunk{rows: d.rows, labels: d.labels}
	for file, text := range d.texts {
		if len(text) == 0 {
			continue
		}
		f := d.p.files[file]
		bytes, err := d.pack.pack(f.name, text)
		if err != nil {
			return chunk{}, err
		}
		c.pieces = append(c.pieces, piece{file, bytes})
		d.spare[f.source] = append(d.spare[f.source], text[:0])
		d.texts[file] = nil
	}
	return c, nil
}
