package sample

import "strconv"

var (
	asking  = []choice[string]{{45, "TELEPHONE"}, {75, "MAIL"}, {90, "ESPACE_RECRUTEUR"}, {96, "VISITE"}, {100, "AGENCE"}}
	motives = []string{"Suivi de mon offre", "Modifier l'offre", "Aides à l'embauche", "Candidats reçus", "Prendre rendez-vous", "Publier une offre", "Immersion avant embauche", "Clore l'offre"}
)

// contacts writes what a recruiter asked about an entrusted offer, in working hours,
// and the answer: six in ten come within 48 hours, more in the agencies that do better.
func (d *drawer) contacts(o *offer, n int64) {
	w := d.w
	r := d.ownRandom(ofContact, o.number)
	for i := range r.IntN(3) * r.IntN(2) {
		asked := w.workday(o.day + r.IntN(min(w.until(o)-o.day, 30)+1))
		at := workingTime(asked, r.Uint32())
		answered, answer := never, int64(0)
		switch x := r.IntN(1000); {
		case x < 350+int(100*o.agency.ease): // the same day
			answered, answer = asked, at+300+int64(r.IntN(2*3600))
		case x < 600+int(150*o.agency.ease): // the next, no later in the day
			answered = w.workday(asked + 1)
			answer = min(at, workingTime(asked, r.Uint32())) + int64(answered-asked)*daySeconds
		case x < 870:
			answered = w.workday(asked + 3 + r.IntN(9))
			answer = workingTime(answered, r.Uint32())
		}
		channel, motive := pick(r, asking), motives[r.IntN(len(motives))]
		named, known := r.IntN(10) < 8, r.IntN(10) < 9
		gone := d.gone(contacts, o.number<<2|uint64(i), lastOf(asked, answered))
		state := d.p.state(asked, answered, gone)
		if state < 0 || asked >= w.end {
			continue
		}
		file := d.p.partOf(contacts, n, d.p.entrusted)
		b := d.text(file)
		start := len(b)
		b = append(b, `{"id":"K`...)
		b = appendID(b, '1', o.number)
		b = strconv.AppendInt(b, int64(i+1), 10)
		if state == 2 {
			d.texts[file] = append(d.spoil.record(w.endDeletion(b, "dateDemande", gone), start, contacts, o.number<<2|uint64(i)), '\n')
			d.rows[contacts]++
			continue
		}
		b = append(append(append(b, `","codeAgence":"`...), o.agency.code...), '"')
		if known {
			b = appendSIRET(append(b, `,"siret":"`...), o.employer)
			b = append(b, '"')
		}
		if named {
			b = appendID(append(b, `,"offreId":"`...), '1', o.number)
			b = append(b, '"')
		}
		b = append(append(b, `,"canal":"`...), channel...)
		b = w.appendTime(append(b, `","dateDemande":"`...), at)
		if state == 1 {
			b = w.appendTime(append(b, `","dateReponse":"`...), answer)
		}
		b = append(append(append(b, `","motif":"`...), motive...), `"}`...)
		d.texts[file] = append(d.spoil.record(b, start, contacts, o.number<<2|uint64(i)), '\n')
		d.rows[contacts]++
	}
}
