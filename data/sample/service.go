package sample

import (
	"math/rand/v2"
	"strconv"
)

var serviceCodes = []choice[string]{{22, "PRESELECTION"}, {40, "REDACTION_OFFRE"}, {54, "ANALYSE_POSTE"}, {64, "PROMOTION_PROFIL"}, {72, "CONSEIL_RECRUTEMENT"},
	{78, "PMSMP"}, {83, "POEI"}, {87, "AFPR"}, {90, "MRS"}, {93, "ECCP"}, {95, "ACTION_RECRUT"}, {97, "ENTRETIEN_APPUI"}, {99, "MISE_EN_VISIBILITE"}, {100, "EVENEMENT"}}

// appendService writes one service delivered on an offer, before it closed.
func (w *world) appendService(r *rand.Rand, b []byte, o *offer, index int) (line []byte, day int) {
	day = o.day + r.IntN(min(w.until(o)-o.day, 30)+1)
	b = append(b, `{"id":"`...)
	b = appendID(b, '1', o.number)
	b = strconv.AppendInt(append(b, 'S'), int64(index+1), 10)
	b = append(b, `","offreId":"`...)
	b = appendID(b, '1', o.number)
	b = append(append(b, `","code":"`...), pick(r, serviceCodes)...)
	at := workingTime(day, r.Uint32())
	if day == o.day {
		at = o.created
	}
	if o.closed {
		at = min(at, o.closing)
	}
	b = w.appendTime(append(b, `","date":"`...), at)
	b = append(append(b, `","codeAgence":"`...), o.agency.code...)
	return append(b, `"}`...), day
}
