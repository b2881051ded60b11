package sample

import (
	"math/rand/v2"
	"strconv"
)

var serviceCodes = []choice[string]{{22, "PRESELECTION"}, {40, "REDACTION_OFFRE"}, {54, "ANALYSE_POSTE"}, {64, "PROMOTION_PROFIL"}, {72, "CONSEIL_RECRUTEMENT"},
	{78, "PMSMP"}, {83, "POEI"}, {87, "AFPR"}, {90, "MRS"}, {93, "ECCP"}, {95, "ACTION_RECRUT"}, {97, "ENTRETIEN_APPUI"}, {99, "MISE_EN_VISIBILITE"}, {100, "EVENEMENT"}}

// service is one service as drawn.
type service struct {
	code string
	day  int
	at   int64
}

// drawService draws a service delivered on an offer, before it closed.
func (w *world) drawService(r *rand.Rand, o *offer) service {
	s := service{code: pick(r, serviceCodes), day: o.day + r.IntN(min(w.until(o)-o.day, 30)+1)}
	s.at = workingTime(s.day, r.Uint32())
	if s.day == o.day {
		s.at = o.created
	}
	if o.closed {
		s.at = min(s.at, o.closing)
	}
	return s
}

// appendServiceID begins a service, by its identifier.
func appendServiceID(b []byte, o *offer, index int) []byte {
	b = append(b, `{"id":"`...)
	b = appendID(b, '1', o.number)
	return strconv.AppendInt(append(b, 'S'), int64(index+1), 10)
}

func (w *world) appendService(b []byte, o *offer, s *service) []byte {
	b = append(b, `","offreId":"`...)
	b = appendID(b, '1', o.number)
	b = append(append(b, `","code":"`...), s.code...)
	b = w.appendTime(append(b, `","date":"`...), s.at)
	b = append(append(b, `","codeAgence":"`...), o.agency.code...)
	return append(b, `"}`...)
}
