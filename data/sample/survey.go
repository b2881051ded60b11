package sample

import (
	"math/rand/v2"
	"strconv"
)

// surveyHeader is the first line of the survey file.
const surveyHeader = "id;contexte;dateEnvoi;dateReponse;satisfaction;verbatim;rappelDemande;dateRappel;rappelIssue;siret;codeAgence;offreId;dateMaj\n"

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

// appendSurvey writes one survey sent about an entrusted offer: at its closing,
// when a profile was promoted, or after a meeting.
func (w *world) appendSurvey(r *rand.Rand, b []byte, o *offer) []byte {
	context, sent := "RENCONTRE", o.day+r.IntN(w.end-o.day)
	switch {
	case o.closed && r.IntN(10) < 7:
		context, sent = "CLOTURE_OFFRE", min(o.closingDay+1+r.IntN(7), w.end-1)
	case r.IntN(2) == 0:
		context = "PROMOTION_PROFIL"
	}
	b = append(b, 'E')
	b = appendID(b, '1', o.number)
	b = append(append(append(b, ';'), context...), ';')
	b = append(append(b, w.date(sent)...), ';')
	updated := sent
	if answered := sent + r.IntN(21); r.IntN(100) < 26 && answered < w.end {
		updated = answered
		b = append(append(b, w.date(answered)...), ';')
		mark := pick(r, marks)
		b = append(strconv.AppendInt(b, int64(mark), 10), ';')
		if r.IntN(100) < 55 {
			said := verbatims[mark-1]
			b = append(b, said[r.IntN(len(said))]...)
		}
		wanted := r.IntN(100) < [...]int{60, 35, 8, 3}[mark-1]
		b = append(append(append(b, ';'), "NO"[truth(wanted)]), ';')
		if called := answered + r.IntN(12); wanted && called < w.end && r.IntN(10) < 8 {
			updated = called
			b = append(append(append(b, w.date(called)...), ';'), pick(r, callbacks)...)
		} else {
			b = append(b, ';')
		}
	} else {
		b = append(b, ";;;N;;"...)
	}
	b = append(b, ';')
	b = appendSIRET(b, o.employer)
	b = append(append(append(b, ';'), o.agency.code...), ';')
	if context != "RENCONTRE" || r.IntN(2) == 0 {
		b = appendID(b, '1', o.number)
	}
	return append(append(append(b, ';'), w.date(updated)...), '\n')
}
