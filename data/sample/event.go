package sample

import "strconv"

var eventTypes = []choice[string]{{45, "JOB_DATING"}, {60, "FORUM"}, {75, "SALON_EN_LIGNE"}, {92, "PETIT_DEJEUNER"}, {100, "AUTRE"}}

// events writes the recruiting events of a run of agencies: some a month.
func (d *drawer) events(j job) {
	w := d.w
	for n := j.from; n < j.upTo; n++ {
		agency := &w.agencies[n]
		r := d.ownRandom(ofEvent, uint64(n))
		for day := w.first; day < w.end; day++ {
			if x := r.IntN(60); x >= 10 || w.workday(day) != day { // three or four a month
				continue
			}
			kind, invited := pick(r, eventTypes), 8+r.IntN(60)
			came := invited * (50 + r.IntN(40)) / 100
			firms, hires := 1+r.IntN(12), came*r.IntN(30)/100
			trades := [3]*trade{}
			asked := 1 + r.IntN(3)
			for i := range asked {
				trades[i] = &w.trades[w.pairs[w.offers.draw(r)].trade]
			}
			gone := d.gone(events, uint64(n)<<20|uint64(day), day)
			state := d.p.state(day, gone)
			if state < 0 {
				continue
			}
			file := d.p.fileOf(events, day)
			b := d.text(file)
			start := len(b)
			b = append(append(b, `{"id":"V`...), agency.code...)
			b = strconv.AppendInt(append(b, '-'), int64(day), 10)
			if state == 1 {
				d.texts[file] = append(d.spoil.record(w.endDeletion(b, "date", gone), start, events, uint64(n)<<20|uint64(day)), '\n')
				d.rows[events]++
				continue
			}
			b = append(append(b, `","codeAgence":"`...), agency.code...)
			b = append(append(b, `","type":"`...), kind...)
			b = w.appendDay(b, `","date":"`, day)
			b = append(b, `","romes":[`...)
			for i := range asked {
				b = appendItem(b, i, trades[i].code)
			}
			b = strconv.AppendInt(append(b, `],"inscrits":`...), int64(invited), 10)
			b = strconv.AppendInt(append(b, `,"presents":`...), int64(came), 10)
			b = strconv.AppendInt(append(b, `,"entreprises":`...), int64(firms), 10)
			b = strconv.AppendInt(append(b, `,"recrutements":`...), int64(hires), 10)
			d.texts[file] = append(d.spoil.record(append(b, '}'), start, events, uint64(n)<<20|uint64(day)), '\n')
			d.rows[events]++
		}
	}
}
