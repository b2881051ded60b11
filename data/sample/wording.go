package sample

// underpaid is a yearly wage under the minimum of any day drawn, and over eight
// tenths of it.
const underpaid = 10.5 * 1820

// wording is what is planted in a share of the offers: out of 2 000, cumulated.
type wording struct {
	until     uint64
	kind      Kind
	sentences []string
}

var wordings = []wording{
	{6, Age, []string{
		"Profil recherché : 25-35 ans.", "Vous avez entre 20 et 30 ans.", "Homme de 30 ans maximum.", "Âge maximum : 40 ans.", "Nous voulons une personne de moins de 35 ans.",
	}},
	{10, Gender, []string{"Poste réservé aux hommes.", "Nous cherchons une femme souriante.", "Homme uniquement, port de charges.", "Candidature féminine exigée."}},
	{12, Nationality, []string{"De nationalité française exclusivement.", "Nationalité française exigée.", "Candidats d'origine européenne de préférence."}},
	{16, Appearance, []string{"Bonne présentation exigée.", "Physique agréable demandé.", "Joindre une photo, bonne présentation physique indispensable."}},
	{18, Family, []string{"Personne célibataire et sans enfants de préférence.", "Pas de mère de famille, horaires variables."}},
	{20, Health, []string{"Personne non handicapée uniquement.", "Poste interdit aux travailleurs handicapés.", "Pas de problème de santé, certificat à fournir."}},
	{23, UnpaidTrial, []string{"Essai de deux jours non rémunéré.", "Journée d'essai non payée avant l'embauche.", "Première semaine bénévole pour voir si le poste vous plaît."}},
	{26, Fee, []string{
		"Frais de dossier de 80 euros à la charge du candidat.", "Formation obligatoire de 250 euros à payer avant l'embauche.", "Le candidat verse une caution de 100 euros pour sa tenue.",
	}},
	{32, Underpaid, nil},
	{72, Lawful, []string{
		"Jeune entreprise en pleine croissance.", "Équipe jeune et dynamique.", "RQTH bienvenue.", "Poste ouvert aux femmes et aux hommes.", "Vous avez 18 ans au moins, pour la conduite des engins.",
		"Nous accueillons toutes les nationalités.", "Bonne présentation des produits en vitrine.", "Expérience de 5 ans exigée.", "Frais de déplacement remboursés.",
		"Période d'essai de deux mois rémunérée.", "Garde d'enfants de 3 à 12 ans.", "Nos 30 ans de métier sont notre force.", "Entreprise handi-accueillante.", "Formation prise en charge par l'employeur.",
	}},
}

// wordingOf tells what is planted in the offer of a number, and which sentence.
func wordingOf(number uint64) (kind Kind, sentence string) {
	x := mix(number ^ 0x5eed)
	for _, w := range wordings {
		if x%2000 < w.until {
			if len(w.sentences) > 0 {
				sentence = w.sentences[x>>32%uint64(len(w.sentences))]
			}
			return w.kind, sentence
		}
	}
	return "", ""
}

// cleanse takes out of a text what is planted in it.
func (o *offer) cleanse() {
	if o.sentence != "" {
		o.wording, o.sentence = "", ""
	}
}
