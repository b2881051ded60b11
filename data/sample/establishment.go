package sample

import "strconv"

var headcounts = []choice[string]{{4, "NN"}, {11, "00"}, {32, "01"}, {50, "02"}, {65, "03"}, {78, "11"}, {88, "12"}, {93, "21"}, {95, "22"}, {97, "31"}, {98, "32"}, {99, "41"}, {100, ""}}

// large is the first headcount of fifty people and more.
const large = "21"

// employers writes the establishments of a run of employers, and their accounts.
func (d *drawer) employers(j job) {
	for n := j.from; n < j.upTo; n++ {
		place, p := d.w.employers.cell(uint64(n))
		c := &d.w.communes[place]
		if d.p.wanted[establishments] {
			d.establishment(n, c, p)
		}
		if d.p.wanted[accounts] {
			d.account(n, c)
		}
	}
}

// establishment writes an employer as known, or with the headcount it came to have, as
// one in seven does in 24 months, or with its first recruitment. It is known before any of
// its offers.
func (d *drawer) establishment(n int64, c *commune, p *profile) {
	r := d.ownRandom(ofEmployer, uint64(n))
	span := d.w.end - d.w.first
	known, changed, recruits := d.w.first-1-r.IntN(span), never, -1
	if r.IntN(20) == 0 {
		recruits = d.w.first + r.IntN(span)
		changed = recruits
	}
	if x := r.IntN(span); r.IntN(7) == 0 && recruits < 0 {
		changed = d.w.first + x
	}
	gone := d.gone(establishments, uint64(n), lastOf(known, d.w.first, changed))
	state := d.p.state(known, changed, gone)
	if state < 0 {
		return
	}
	file := d.p.partOf(establishments, n, d.w.employers.total())
	b := d.text(file)
	start := len(b)
	b = append(b, `{"siret":"`...)
	b = appendSIRET(b, uint64(n))
	if state == 2 {
		d.texts[file] = append(d.spoil.record(d.w.endDeletion(b, "dateMaj", gone), start, establishments, uint64(n)), '\n')
		d.rows[establishments]++
		return
	}
	b = append(b, `","raisonSociale":"`...)
	b = appendCompany(b, uint64(n))
	b = append(b, `","codeNaf":"`...)
	b = appendSector(b, uint64(n), p)
	b = append(append(b, `","commune":"`...), c.code...)
	headcount := become(r, headcounts, 100, state == 1 && recruits < 0)
	b = append(append(b, `","trancheEffectif":"`...), headcount...)
	b = append(append(b, `","codeAgence":"`...), d.w.agencies[c.agency].code...)
	b = strconv.AppendBool(append(b, `","serviceRh":`...), headcount >= large && headcount != "NN" || r.IntN(10) == 0)
	if recruits >= 0 && state == 1 {
		b = d.w.appendDay(b, `,"premierRecrutement":"`, recruits)
		b = append(b, '"')
	}
	b = d.w.appendDay(b, `,"dateMaj":"`, [...]int{known, changed}[state])
	d.texts[file] = append(d.spoil.record(append(b, `"}`...), start, establishments, uint64(n)), '\n')
	d.rows[establishments]++
}
