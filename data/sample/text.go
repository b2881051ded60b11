package sample

import "math/rand/v2"

// Pieces of descriptions. %-free on purpose: they are appended as they are, and
// none holds a character that JSON or CSV would escape.
var (
	openings = []string{
		"Nous recherchons pour notre équipe : ", "Dans le cadre de notre développement, nous recrutons : ", "Vous rejoignez une équipe à taille humaine. Poste à pourvoir : ",
		"Suite à un départ, nous cherchons : ", "Pour renforcer notre établissement, nous recrutons : ", "Poste proposé : ", "Notre entreprise familiale recrute : ", "Pour une prise de poste rapide, nous cherchons : ",
	}
	tasks = []string{
		"Vous prenez en charge les activités courantes du poste et vous en rendez compte. ", "Vous organisez votre travail avec l'équipe et respectez les délais. ",
		"Vous accueillez les clients et répondez à leurs demandes. ", "Vous contrôlez la qualité du travail fait et signalez les écarts. ",
		"Vous entretenez votre matériel et votre poste de travail. ", "Vous appliquez les règles d'hygiène et de sécurité. ",
		"Vous renseignez les documents de suivi. ", "Vous participez à l'accueil des nouveaux collègues. ", "Vous travaillez en lien avec les autres services. ",
	}
	wanted = []string{
		"Vous aimez le travail en équipe. ", "Rigueur et autonomie sont attendues. ", "Une première pratique du métier est un plus. ", "Nous vous formons à nos méthodes. ",
		"Le sens du service est essentiel. ", "Vous êtes à l'aise avec les outils numériques. ", "Ponctualité et sérieux demandés. ",
	}
	benefits = []string{
		"Mutuelle et titres restaurant. ", "Prime annuelle et intéressement. ", "Deux jours de repos consécutifs. ", "Prise en charge des transports. ",
		"Possibilité d'évolution interne. ", "Poste accessible en transport en commun. ", "Repas fournis. ", "Parking sur place. ",
	}
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

// appendDescription writes the text of an offer. Partners write at more length.
func appendDescription(r *rand.Rand, b []byte, o *offer) []byte {
	b = append(b, openings[r.IntN(len(openings))]...)
	b = append(append(b, o.title.label...), `.\n`...)
	n := 2 + r.IntN(3)
	if o.kind == partner {
		n += 3
	}
	first := r.IntN(len(tasks))
	for i := range n {
		b = append(b, tasks[(first+i*4)%len(tasks)]...)
	}
	if n := len(o.trade.skills); n > 0 && r.IntN(3) > 0 {
		b = append(append(b, `\nSavoirs utiles : `...), o.trade.skills[r.IntN(n)].label...)
		b = append(append(append(b, ", "...), o.trade.skills[r.IntN(n)].label...), ". "...)
	}
	if r.IntN(4) > 0 {
		b = append(append(b, `\n`...), wanted[r.IntN(len(wanted))]...)
		b = append(b, wanted[r.IntN(len(wanted))]...)
	}
	if r.IntN(5) < 3 {
		b = append(b, benefits[r.IntN(len(benefits))]...)
	}
	return b
}
