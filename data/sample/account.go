package sample

import "strconv"

// accountEvery is how many employers there are for one that asks for an account.
const accountEvery = 8

var decisions = []choice[string]{{84, "CERTIFIE"}, {92, "REFUSE"}, {97, "BLOQUE"}, {100, "EN_ATTENTE_PIECES"}}

// account writes a recruiter's account in its state: asked for, under examination
// once somebody called, decided. Some agencies take longer; a few accounts share
// the telephone of another.
func (d *drawer) account(n int64, c *commune) {
	r := d.ownRandom(ofAccount, uint64(n))
	if r.IntN(accountEvery) > 0 {
		return
	}
	w := d.w
	agency := &w.agencies[c.agency]
	asked := w.workday(w.first + r.IntN(w.end-w.first))
	slow := 1.2 - agency.ease
	called := w.workday(asked + 1 + int(slow*2*r.ExpFloat64()))
	reached := r.IntN(100) < 70
	again := never
	decided := w.workday(called + 1 + int(slow*3*r.ExpFloat64()))
	if !reached {
		again = w.workday(called + 2 + r.IntN(4))
		decided = w.workday(again + 1 + int(slow*4*r.ExpFloat64()))
	}
	status := pick(r, decisions)
	at := r.Uint32()
	if r.IntN(25) == 0 {
		decided = never // forgotten
	}
	days := [...]int{asked, called, again, decided}
	gone := d.gone(accounts, uint64(n), lastOf(called, again, decided))
	state := d.p.state(days[0], days[1], min(days[2], days[3]), days[3], gone)
	if state < 0 {
		return
	}
	file := d.p.partOf(accounts, n, w.employers.total())
	b := d.text(file)
	start := len(b)
	b = strconv.AppendInt(append(b, `{"id":"R`...), n, 36)
	if state == len(days) {
		d.texts[file] = append(d.spoil.record(w.endDeletion(b, "dateMaj", gone), start, accounts, uint64(n)), '\n')
		d.rows[accounts]++
		return
	}
	b = append(b, `","siret":"`...)
	b = appendSIRET(b, uint64(n))
	b = append(append(b, `","codeAgence":"`...), agency.code...)
	b = w.appendTime(append(b, `","dateDemande":"`...), workingTime(asked, at))
	b = w.appendTime(append(b, `","dateMaj":"`...), workingTime(days[min(state, 3)], at))
	b = strconv.AppendBool(append(b, `","connu":`...), r.IntN(100) < 70)
	owner := n
	if r.IntN(100) < 4 {
		owner = n / 200 * 200
	}
	b = strconv.AppendInt(append(b, `,"telephone":"+999 `...), 100_000_000+owner, 10) // no country has this code
	b = strconv.AppendInt(append(b, `","email":"recrutement.`...), n, 36)
	b = append(b, `@exemple.invalid"`...)
	if state >= 1 {
		b = append(append(b, `,"contact":"`...), [...]string{"NON_ABOUTI", "ABOUTI"}[truth(reached || state == 3)]...)
		b = w.appendTime(append(b, `","dateContact":"`...), workingTime(called, at))
		b = append(b, '"')
	}
	if state >= 2 && again != never {
		b = w.appendTime(append(b, `,"dateRelance":"`...), workingTime(again, at))
		b = append(b, '"')
	}
	if state == 3 {
		b = append(append(b, `,"statut":"`...), status...)
		if status == "CERTIFIE" || status == "REFUSE" {
			b = w.appendTime(append(b, `","dateDecision":"`...), workingTime(decided, at))
		}
	} else {
		b = append(append(b, `,"statut":"`...), [...]string{"A_CERTIFIER", "EN_EXAMEN", "EN_ATTENTE_PIECES"}[state]...)
	}
	b = strconv.AppendInt(append(b, `","offresEnAttente":`...), int64(r.IntN(4)*truth(state < 3)), 10)
	b = strconv.AppendInt(append(b, `,"profilsConsultes":`...), int64(r.IntN(12)*(1+state)), 10)
	d.texts[file] = append(d.spoil.record(append(b, '}'), start, accounts, uint64(n)), '\n')
	d.rows[accounts]++
}
