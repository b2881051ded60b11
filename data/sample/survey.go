package sample

import (
	"math/rand/v2"
	"strconv"
)

// surveyHeader is the first line of the survey file.
const surveyHeader = "id;contexte;dateEnvoi;dateReponse;satisfaction;verbatim;rappelDemande;dateRappel;rappelIssue;siret;codeAgence;offreId;dateMaj;supprime\n"

// A quarter answer; the marks follow the published satisfaction of companies.
var (
	marks     = []choice[int]{{9, 1}, {25, 2}, {68, 3}, {100, 4}}
	callbacks = []choice[string]{{62, "TRAITE"}, {85, "INJOIGNABLE"}, {100, "SANS_SUITE"}}
)

// verbatims by mark, from 1 to 4. None holds a semicolon or a quote.
var verbatims = [4][]string{
	{
		"Aucun candidat ne correspondait, les CV reçus étaient hors sujet.", "Impossible de joindre mon conseiller, je laisse des messages sans réponse.", "TROP LONG, trois semaines sans nouvelles de mon offre.",
		"Les candidats ne se sont pas présentés aux entretiens.", "Le site a refusé mon annonce sans explication claire.", "pas de suivi, j'ai du relancer plusieurs fois",
	},
	{
		"Peu de candidatures et profils éloignés du besoin.", "Delai de reponse trop long, j'ai fini par recruter par moi-même.", "L'espace recruteur est compliqué à utiliser.", "Les informations sur les aides restent floues.",
		"Conseillère aimable mais qui ne connait pas notre métier.", "Deux candidats sur cinq absents à l'entretien.",
	},
	{
		"Bon accueil, des profils à peu près adaptés.", "Réponse rapide, il manque juste un suivi après l'embauche.", "Conseiller à l'écoute, offre bien rédigée.", "Satisfait de l'immersion proposée avant l'embauche.",
		"Quelques bons CV, recrutement en cours.", "Service utile, merci pour les conseils.", "RAS",
	},
	{
		"Très bon contact, conseillère réactive et à l'écoute.", "Poste pourvu en dix jours, parfait !", "Les candidats présélectionnés étaient motivés et ponctuels.", "Excellent suivi du début à la fin, je recommande.",
		"La formation avant embauche nous a permis de recruter, merci.", "Rien à redire, tres satisfait.",
	},
}

// survey is one survey as drawn. A day of never is one that hasn't come.
type survey struct {
	context                string
	sent, answered, called int
	gone                   int // the day it is deleted
	mark                   int
	said, outcome          string
	callback, ofOffer      bool
}

// drawSurvey draws the survey sent about an entrusted offer: at its closing, when
// a profile was promoted, or after a meeting.
func (w *world) drawSurvey(r *rand.Rand, o *offer) survey {
	s := survey{context: "RENCONTRE", sent: o.day + r.IntN(w.end-o.day), answered: never, called: never}
	switch after := o.closingDay + 1 + r.IntN(7); {
	case r.IntN(10) < 7 && after < w.end:
		s.context, s.sent = "CLOTURE_OFFRE", after
	case r.IntN(2) == 0:
		s.context = "PROMOTION_PROFIL"
	}
	s.ofOffer = s.context != "RENCONTRE" || r.IntN(2) == 0
	if day := s.sent + r.IntN(21); r.IntN(100) < 26 && day < w.end {
		s.answered = day
		s.mark = pick(r, marks)
		if r.IntN(100) < 55 {
			said := verbatims[s.mark-1]
			s.said = said[r.IntN(len(said))]
		}
		s.callback = r.IntN(100) < [...]int{60, 35, 8, 3}[s.mark-1]
		if day += r.IntN(12); s.callback && day < w.end && r.IntN(10) < 8 {
			s.called, s.outcome = day, pick(r, callbacks)
		}
	}
	return s
}

// The states of a survey.
const (
	surveySent = iota
	surveyAnswered
	surveyCalled
	surveyDeleted
)

// appendSurvey writes a survey in one of its states.
func (w *world) appendSurvey(b []byte, o *offer, s *survey, state int) []byte {
	b = append(b, 'E')
	b = appendID(b, '1', o.number)
	b = append(append(append(b, ';'), s.context...), ';')
	b = append(append(b, w.date(s.sent)...), ';')
	if state >= surveyAnswered && s.answered != never {
		b = append(append(b, w.date(s.answered)...), ';')
		b = append(strconv.AppendInt(b, int64(s.mark), 10), ';')
		b = append(append(b, s.said...), ';')
		b = append(append(b, "NO"[truth(s.callback)]), ';')
	} else {
		b = append(b, ";;;N;"...)
	}
	if state >= surveyCalled && s.called != never {
		b = append(append(append(b, w.date(s.called)...), ';'), s.outcome...)
	} else {
		b = append(b, ';')
	}
	b = append(b, ';')
	b = appendSIRET(b, o.employer)
	b = append(append(append(b, ';'), o.agency.code...), ';')
	if s.ofOffer {
		b = appendID(b, '1', o.number)
	}
	updated := [...]int{s.sent, s.answered, s.called, s.gone}[state]
	b = append(append(append(b, ';'), w.date(updated)...), ';')
	return append(append(b, [...]string{"", "O"}[truth(state == surveyDeleted)]...), '\n')
}
