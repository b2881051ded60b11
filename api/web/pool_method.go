package web

import (
	"fmt"

	"vigie/analytics/pools"
	"vigie/data/rules"
)

// methodLine is a line of the page of the method: what, how much, and how.
type methodLine struct{ Name, Weight, Text string }

// poolMethodData is what the page of the method of pools says.
type poolMethodData struct {
	Parts   []methodLine // of the score, with their weights
	Filters []methodLine // each exclusion, with its reason
	Never   []string
}

// poolMethod states the method with the figures of the rules, so that the page
// cannot say another one.
func poolMethod() poolMethodData {
	days := rules.PoolAvailableDays.Int()
	whole := func(r *rules.Rule) string { return french.short(r.Float()) }
	d := poolMethodData{Never: neverUsed}
	d.Parts = []methodLine{
		{"Métier", whole(rules.PoolTrade), fmt.Sprintf("%s points pour la même appellation ou une validation par simulation (MRS), %s pour le même code ROME, %s pour un métier proche : une mobilité de rang %d au plus dans le ROME.",
			whole(rules.PoolTrade), whole(rules.PoolTradeSameRome), whole(rules.PoolTradeNear), rules.PoolNearRank.Int())},
		{"Compétences", whole(rules.PoolSkills), fmt.Sprintf("En proportion des compétences demandées que la personne a ; une compétence exigée compte %d fois une compétence souhaitée. Tout pour une validation par simulation, ou si rien n'est demandé.", rules.PoolSkillRequired.Int())},
		{"Expérience", whole(rules.PoolExperience), "En proportion des mois demandés, dans le métier le plus proche de l'offre. Tout si rien n'est demandé."},
		{"Distance", whole(rules.PoolDistance), "Tout dans la même commune, rien au bord du rayon de mobilité que la personne a choisi. À vol d'oiseau, entre centres de communes."},
		{"Disponibilité", whole(rules.PoolAvailability), fmt.Sprintf("Tout pour qui est disponible, rien dans %d jours.", days)},
		{"Salaire", whole(rules.PoolSalary), "En proportion du salaire offert sur le salaire souhaité. Tout si l'un des deux est inconnu."},
	}
	reasons := map[string]string{
		pools.StepPortfolio:    "Une personne radiée n'est dans aucun vivier.",
		pools.StepTrade:        "Aucun métier de la personne n'est celui de l'offre ni un métier proche, et elle n'est pas validée par simulation.",
		pools.StepPlace:        "L'offre est plus loin que le rayon de mobilité que la personne a choisi. Une distance inconnue n'écarte personne.",
		pools.StepAvailability: fmt.Sprintf("La personne sera disponible dans plus de %d jours.", days),
		pools.StepContract:     "La personne n'accepte pas ce type de contrat. Qui n'en nomme aucun les accepte tous.",
		pools.StepLicences:     "Un permis exigé manque au dossier.",
		pools.StepLanguages:    "Une langue exigée manque au dossier.",
	}
	for _, step := range pools.Steps() {
		d.Filters = append(d.Filters, methodLine{Name: french.word("step", step), Text: reasons[step]})
	}
	return d
}

// neverUsed is what is stored nowhere, so that nothing can be made of it.
var neverUsed = []string{
	"l'âge et la date de naissance", "le sexe et l'identité de genre", "la nationalité, l'origine et le lieu de naissance", "le nom et le prénom",
	"l'adresse : seule la commune est connue", "la situation de famille, la grossesse, les enfants", "la santé et le handicap",
	"les opinions, la religion, l'activité syndicale", "l'orientation sexuelle", "la photographie, l'apparence", "le téléphone et le courriel",
}
