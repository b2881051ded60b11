package sample

import (
	"math"
	"math/rand/v2"
	"strconv"
)

// applicationsDecay is how many days it takes for applications to thin out by e.
const applicationsDecay = 14.0

// applicationsMean is the number of applications that an entrusted offer gets on
// average until it closes, or until the as-of date.
func (w *world) applicationsMean(o *offer) float64 {
	days := float64(w.until(o) - o.day + 1)
	received := 1 - math.Exp(-days/applicationsDecay)
	return w.rate * o.trade.pull * w.effects.factor(o) * o.noise * float64(o.positions) * received
}

var (
	origins = []choice[string]{{55, "SPONTANEE"}, {80, "PROPOSITION_CONSEILLER"}, {88, "PROMOTION_PROFIL"}, {100, "RECRUTEUR"}}
	issues  = []choice[string]{{42, "REFUS_RECRUTEUR"}, {51, "REFUS_CANDIDAT"}, {56, "ABSENT_ENTRETIEN"}, {92, "SANS_SUITE"}, {100, "EN_COURS"}}
)

// issuedWithin is how many days after the last application something came of all.
const issuedWithin = 22

// application is one application as drawn.
type application struct {
	day, issued   int // issued: the day something came of it, or never
	time          uint32
	seeker        int64
	origin, issue string
}

// drawApplications draws those of an entrusted offer, in no order of time. When the
// service's candidates fill it, that many of them are taken on.
func (w *world) drawApplications(r *rand.Rand, o *offer, into []application) []application {
	into = into[:0]
	last := w.until(o)
	days := float64(last - o.day + 1)
	received := 1 - math.Exp(-days/applicationsDecay)
	hired := 0
	if o.closed && o.reason == "POURVUE_PE" {
		hired = o.filled
	}
	for range poisson(r, w.applicationsMean(o)) {
		age := int(-applicationsDecay * math.Log1p(-r.Float64()*received))
		a := application{day: min(o.day+age, last), time: r.Uint32(), seeker: w.seekers.applicant(r, o)}
		a.origin = pick(r, origins)
		a.issue = pick(r, issues)
		a.issued = a.day + 2 + r.IntN(issuedWithin-2)
		if hired > 0 && a.day <= int(o.filledAt/daySeconds) {
			hired--
			a.issue, a.issued = "RETENU", int(o.filledAt/daySeconds)
		}
		if a.issue == "EN_COURS" {
			a.issued = never
		}
		into = append(into, a)
	}
	return into
}

// orphanEvery is how many applications there are for one to an offer that never comes.
const orphanEvery = 2000

// appendApplicationID begins an application, by its identifier.
func appendApplicationID(b []byte, o *offer, index int) []byte {
	b = append(b, `{"id":"`...)
	b = appendID(b, '1', o.number)
	return strconv.AppendInt(append(b, '-'), int64(index+1), 10)
}

// appendApplication goes on with an application, with what came of it or before that.
func (w *world) appendApplication(b []byte, o *offer, a *application, number uint64, decided bool) []byte {
	at := workingTime(a.day, a.time)
	if a.day == o.day {
		at = max(at, o.created+60)
	}
	b = append(b, `","offreId":"`...)
	b = appendID(b, "19"[truth(mix(number)%orphanEvery == 0)], o.number)
	b = append(b, `","demandeurId":"`...)
	b = appendID(b, 'D', uint64(a.seeker))
	b = append(b, `","date":"`...)
	b = w.appendTime(b, at)
	b = append(b, `","origine":"`...)
	b = append(b, a.origin...)
	b = append(b, `","issue":"`...)
	if !decided {
		b = append(b, "EN_COURS"...)
	} else {
		b = append(b, a.issue...)
		b = append(b, `","dateIssue":"`...)
		b = append(b, w.date(a.issued)...)
		b = append(b, `","dateMaj":"`...)
		b = w.appendTime(b, max(at, workingTime(a.issued, a.time)))
	}
	return append(b, `"}`...)
}

// appendID writes a number as an identifier of seven characters that looks drawn
// at random, and is unique: a permutation of 31 bits, in base 36.
func appendID(b []byte, first byte, number uint64) []byte {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	x := number * 1103515245 % (1 << 31)
	x ^= x >> 16
	x = x * 0x45d9f3b % (1 << 31)
	id := [7]byte{first}
	for i := len(id) - 1; i > 0; i-- {
		id[i] = digits[x%36]
		x /= 36
	}
	return append(b, id[:]...)
}
