package sample

import "strconv"

// How many employers there are for one that asks for an account, and for one whose
// telephone others give as theirs.
const (
	accountEvery = 8
	lenderEvery  = 200
)

var decisions = []choice[string]{{86, "CERTIFIE"}, {95, "REFUSE"}, {100, "BLOQUE"}}

// account writes a recruiter's account in its state: asked for, under examination
// once somebody called, decided. Some agencies take longer, one request in eight is of
// the last two weeks, a few are forgotten for weeks. A few accounts give the telephone
// of another, or its e-mail too; that one was often refused.
func (d *drawer) account(n int64, c *commune) {
	r := d.ownRandom(ofAccount, uint64(n))
	lends := n%lenderEvery == 0
	if r.IntN(accountEvery) > 0 && !lends {
		return
	}
	w := d.w
	agency := &w.agencies[c.agency]
	asked := w.workday(w.first + r.IntN(w.end-w.first))
	if r.IntN(8) == 0 {
		asked = w.workday(w.end - 1 - r.IntN(14))
	}
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
		decided = w.workday(decided + 15 + r.IntN(60)) // forgotten
	}
	if lends && at%2 == 0 {
		status = "REFUSE"
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
	b = strconv.AppendBool(append(b, `","connu":`...), r.IntN(100) < 70 || state == 3)
	owner, mailbox := n, n
	if r.IntN(100) < 4 {
		owner = n / lenderEvery * lenderEvery
		if r.IntN(3) == 0 {
			mailbox = owner
		}
	}
	b = strconv.AppendInt(append(b, `,"telephone":"+999 `...), 100_000_000+owner, 10) // no country has this code
	b = strconv.AppendInt(append(b, `","email":"recrutement.`...), mailbox, 36)
	b = append(b, `@exemple.invalid"`...)
	if state >= 1 {
		b = append(append(b, `,"contact":"`...), [...]string{"NON_ABOUTI", "ABOUTI"}[truth(reached || state == 3 && status != "REFUSE")]...)
		b = w.appendTime(append(b, `","dateContact":"`...), workingTime(called, at))
		b = append(b, '"')
	}
	if state >= 2 && again != never {
		b = w.appendTime(append(b, `,"dateRelance":"`...), workingTime(again, at))
		b = append(b, '"')
	}
	if state == 3 {
		b = append(append(b, `,"statut":"`...), status...)
		b = w.appendTime(append(b, `","dateDecision":"`...), workingTime(decided, at))
	} else {
		b = append(append(b, `,"statut":"`...), [...]string{"A_CERTIFIER", "EN_EXAMEN", "EN_ATTENTE_PIECES"}[state]...)
	}
	b = strconv.AppendInt(append(b, `","offresEnAttente":`...), int64(r.IntN(4)*truth(state < 3)), 10)
	b = strconv.AppendInt(append(b, `,"profilsConsultes":`...), int64(r.IntN(12)*(1+state)), 10)
	d.texts[file] = append(d.spoil.record(append(b, '}'), start, accounts, uint64(n)), '\n')
	d.rows[accounts]++
}
