package sample

import "math/rand/v2"

// Pieces of texts. None holds a character that JSON or CSV would escape.
var (
	complements = []string{"Autre", "Primes", "Mutuelle", "Restauration", "CE", "Chèque repas", "Véhicule", "Mobile"}
	qualities   = []string{
		"Travailler en équipe", "Faire preuve de rigueur et de précision", "Faire preuve d'autonomie", "Être à l'écoute, faire preuve d'empathie",
		"Organiser son travail selon les priorités et les objectifs", "Avoir le sens du service", "Faire preuve de réactivité", "Gérer son stress",
	}
	companies = []string{
		"Ateliers Lumen", "Maison Corvelle", "Groupe Altéis", "Les Quatre Saisons", "Services Ormeau", "Novalys", "Comptoir du Marais", "Entreprise Brunelle", "Résidence des Tilleuls",
		"Pôle Horizon", "Logis et Cie", "Transports Vallier", "Le Grand Tamis", "Solveo", "Cité Propre", "Bati Ouest", "Table et Terroir", "Avenir Conseil",
	}
	partners = []string{"PARTENAIRE EMPLOI A", "PARTENAIRE EMPLOI B", "JOBBOARD ALPHA", "JOBBOARD BETA", "AGREGATEUR GAMMA"}
)

var openings = phrasesOf(`
	Nous recherchons pour notre équipe de %c : %t.
	Dans le cadre de notre développement, nous recrutons : %t.
	Vous rejoignez une équipe de %n personnes à %c. Poste à pourvoir : %t.
	Suite à un départ en retraite, nous cherchons : %t.
	Pour renforcer notre établissement de %c, nous recrutons : %t.
	Poste proposé : %t, à %c et dans un rayon de %k km.
	Notre entreprise, fondée en %a, recrute : %t.
	Pour une prise de poste rapide à %c, nous cherchons : %t.
	%e cherche un renfort à %c : %t.
	Face à une hausse d'activité, nous ouvrons un poste : %t, basé à %c.
	Pour un remplacement à %c, nous cherchons : %t.
	Recrutement en cours à %c : %t.
	Notre client, installé à %c depuis %a, recherche : %t.
	Création de poste ! %e recrute : %t.
	Nous complétons notre équipe de %n collègues : %t.
`)

// about are what employers say of themselves: each always says the same.
var about = phrasesOf(`
	Notre maison travaille à %c depuis des années et garde une clientèle fidèle.
	Nos équipes se partagent entre l'atelier et les bureaux de %c.
	Structure indépendante, nous formons chaque année des apprentis.
	Nous sommes présents dans plusieurs départements et décidons au plus près du terrain.
	Une organisation simple : un responsable par site, des points courts chaque semaine.
	L'entreprise investit dans du matériel récent et entretenu.
	Association à but non lucratif, nous accompagnons les habitants de %c.
	Groupe familial transmis depuis trois générations.
	Nous avons ouvert un second site près de %c pour suivre la demande.
	Nos clients sont des particuliers, des artisans et des collectivités.
	La qualité du travail passe chez nous avant la vitesse.
	Nos plannings sont connus trois semaines à l'avance.
	L'encadrement a commencé au poste que nous proposons.
	Nous recrutons sans CV : vos gestes comptent plus que votre parcours.
`)

// profiled are what is asked of people.
var profiled = phrasesOf(`
	Vous aimez le travail en équipe et faites preuve de %q.
	On attend de vous %q et %q.
	Une première pratique du métier est un plus, %s en particulier.
	Nous vous formons à nos méthodes pendant %n jours.
	Votre %q fera la différence.
	Vous êtes à l'aise avec les outils numériques.
	Une connaissance de ce domaine est appréciée : %s.
	Débutant accepté si vous avez de la %q.
	Vous savez rendre compte à l'oral comme à l'écrit.
	Un diplôme du secteur est souhaité, une expérience convient aussi.
	Vous connaissez %s ou voulez l'apprendre.
	Vous savez travailler seul comme à plusieurs, avec %q.
	Profil recherché : %q, %q, envie d'apprendre.
	Vous gardez votre %q quand l'activité s'accélère.
	La maîtrise de ce point est demandée : %s.
	Une expérience sur un poste proche nous intéresse, même courte.
	Le tutorat est assuré par une personne du métier.
	Vous respectez les consignes et proposez des améliorations.
`)

// terms are the conditions of work.
var terms = phrasesOf(`
	Prise de poste à %h, fin à %w au plus tard.
	Horaires : %h - %w avec une coupure le midi.
	Travail du %d au %d.
	Repos fixe le %d.
	Un %d travaillé sur %n dans l'année.
	Déplacements possibles dans un rayon de %k km autour de %c.
	Planning tournant par équipes, matin à %h ou après-midi.
	Poste situé à %c, à %k minutes de la gare.
	Heures supplémentaires payées ou récupérées.
	Vous intervenez sur %n sites proches de %c.
	Prise de service à %h, véhicule de l'entreprise fourni.
	Poste sédentaire, sans déplacement.
	Vêtements de travail fournis et entretenus.
	Rémunération selon la convention collective.
	Période de découverte du poste possible avant l'embauche.
	Contrat renouvelable selon l'activité.
	Travail en extérieur une partie de la journée.
	Réunion d'équipe chaque %d à %h.
`)

var benefits = phrasesOf(`
	Mutuelle prise en charge à %k %%.
	Titres restaurant dès le premier mois.
	Prime annuelle et intéressement.
	Deux jours de repos consécutifs.
	Prise en charge des transports.
	Possibilité d'évolution interne.
	Poste accessible en transport en commun depuis %c.
	Repas fournis sur place.
	Parking gratuit.
	Comité d'entreprise : sorties, chèques vacances.
	Treizième mois versé en deux fois.
	Prime de panier de %n euros par semaine.
	Indemnité au-delà de %k km.
	Formation certifiante possible après %n mois.
`)

var closings = phrasesOf(`
	Merci d'indiquer vos disponibilités.
	Entretiens prévus un %d à %c.
	Réponse assurée sous %n jours.
	Poste à pourvoir dès que possible.
	Candidature par le site ou à l'accueil, du lundi au %d.
	Un échange par téléphone précède la rencontre.
	Visite des lieux possible le %d à %h.
	Toutes les candidatures sont étudiées.
`)

// Lengths of a text, in bytes: never less characters than that are wanted, hardly
// more. Long is over what an entrusted offer may hold, tooLong over any other.
const (
	shortest, usualLength, mostLength = 260, 780, 960
	long                              = 1150
	partnerLength, longest, tooLong   = 1100, 2900, 5700
)

// textLength draws how long a text is to be at least.
func textLength(r *rand.Rand, entrusted bool) int {
	x := r.IntN(1000)
	switch {
	case entrusted && x < 40:
		return long + r.IntN(300)
	case entrusted:
		return shortest + r.IntN(usualLength-shortest)
	case x < 2:
		return tooLong
	case x < 100:
		return partnerLength + r.IntN(longest-partnerLength)
	}
	return shortest + r.IntN(partnerLength-shortest)
}

// appendDescription writes the text of an offer: an opening, then paragraphs until
// it is long enough. What is said of the employer is always the same.
func appendDescription(r *rand.Rand, b []byte, o *offer) []byte {
	start := len(b)
	atLeast := textLength(r, o.isEntrusted())
	b = appendPhrase(r, b, o, &openings[r.IntN(len(openings))])
	if r.IntN(2) == 0 {
		first := o.employer % uint64(len(about))
		b = appendPhrase(r, b, o, &about[first])
		b = appendPhrase(r, b, o, &about[(first+5)%uint64(len(about))])
	}
	duties := dutiesOf(o.trade.code)
	first := r.IntN(3)
	for i := 0; len(b)-start < atLeast; i++ {
		b = append(b, `\n`...)
		switch (first + i) % 4 {
		case 0, 1:
			b = append(b, headings[r.IntN(len(headings))]...)
			b = appendSome(r, b, o, duties, 2+r.IntN(3))
		case 2:
			b = appendSome(r, b, o, profiled, 2+r.IntN(2))
			b = appendSome(r, b, o, terms, 1+r.IntN(2))
		default:
			b = appendSome(r, b, o, terms, 1+r.IntN(2))
			b = appendSome(r, b, o, benefits, 1+r.IntN(2))
		}
		if atLeast < mostLength && len(b)-start > usualLength {
			break
		}
	}
	b = append(b, o.sentence...)
	if o.sentence != "" {
		b = append(b, ' ')
	}
	if len(b)-start < usualLength {
		b = appendPhrase(r, b, o, &closings[r.IntN(len(closings))])
	}
	return b
}

// appendText writes the text of an offer: that of the one it repeats, edited.
func appendText(r *rand.Rand, b []byte, o *offer) []byte {
	if o.of == nil {
		return appendDescription(r, b, o)
	}
	start := len(b)
	b = appendDescription(r, b, o.of)
	if o.plant != Light && o.plant != Heavy {
		return b
	}
	edits := rand.New(rand.NewPCG(o.number, 0))
	return append(b[:start], appendEdited(edits, nil, b[start:], o.plant)...)
}

// appendSome writes some phrases of a list, each another.
func appendSome(r *rand.Rand, b []byte, o *offer, from []phrase, n int) []byte {
	at := r.IntN(len(from))
	for range n {
		b = appendPhrase(r, b, o, &from[at])
		at = (at + 5) % len(from)
	}
	return b
}

var headings = []string{"", "", "Vos missions : ", "Au quotidien : ", "Activités : ", "Votre rôle : ", "Missions principales : "}
