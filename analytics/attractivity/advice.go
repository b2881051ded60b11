package attractivity

import (
	"strings"

	"vigie/data/rules"
)

func (t *tongue) verdict(level string) string {
	switch level {
	case "attractive":
		return t.say("Marché avec des offres attractives.")
	case "average":
		return t.say("Marché avec des offres moyennement attractives.")
	}
	return t.say("Marché avec des offres peu attractives.")
}

// applications compares at the offer's age, or at the last day of the curve once it
// is older: early are its applications up to that day.
func (t *tongue) applications(age, mine, early, positions int, median *float64, alert bool) string {
	text := t.say("%s à J+%d", t.count(mine, t.say("candidature"), t.say("candidatures")), age)
	if positions > 1 {
		text += t.say(" pour %d\u00a0postes", positions)
	}
	if early < mine && age > curveDays() {
		text += t.say(", dont %d à J+%d", early, curveDays())
	}
	if median != nil {
		if age > curveDays() {
			text += t.say(", la médiane du marché à J+%d est à %s", curveDays(), t.number(*median))
		} else {
			text += t.say(", la médiane du marché est à %s", t.number(*median))
		}
		if positions > 1 {
			text += t.say(" par poste")
		}
	}
	if alert {
		return text + t.say(" : l'offre a attiré moins que le marché.")
	}
	return text + "."
}

// unusableSalary says why a salary that is shown is not compared.
func (t *tongue) unusableSalary(flag string) string {
	switch flag {
	case "salary_outlier":
		return t.say("Le salaire affiché est hors de l'échelle plausible pour un temps plein (moins de %s ou plus de %s fois le SMIC) : vérifiez le montant et la période.",
			t.percent(rules.SalaryOutlierLow.Float()), t.number(rules.SalaryOutlierHigh.Float()))
	case "part_time_hours_unknown":
		return t.say("Le salaire affiché est celui d'un temps partiel dont la durée n'est pas précisée : indiquez les heures par semaine pour le comparer.")
	}
	return ""
}

// salary compares what is shown; of a part time, brought to a full time.
func (t *tongue) salary(c Criterion, row *Row) string {
	switch {
	case c.N == 0 && row.Apprenticeship:
		return t.say("Aucune offre comparable en apprentissage n'affiche de salaire.")
	case c.N == 0:
		return t.say("Aucune offre comparable n'affiche de salaire.")
	case c.Value == nil && c.Status == penalising:
		return t.say("Aucun salaire n'est affiché, alors que %s des offres comparables en affichent un (médiane : %s).", t.percent(*c.Share), t.monthly(*c.Median))
	case c.Value == nil:
		return t.say("Aucun salaire n'est affiché ; la médiane des offres qui en affichent un est de %s.", t.monthly(*c.Median))
	case c.Status == penalising:
		mine, quartile := t.apart(row, *c.Value, *c.Q1)
		return t.say("Votre salaire (%s) est sous le premier quartile du marché (%s).", mine, quartile)
	case c.Status == favourable:
		mine, quartile := t.apart(row, *c.Value, *c.Q3)
		return t.say("Votre salaire (%s) est au-dessus du troisième quartile du marché (%s) : mettez-le en avant.", mine, quartile)
	}
	return t.say("Votre salaire (%s) est dans le marché (médiane : %s).", *c.ValueLabel, t.monthly(*c.Median))
}

// apart writes my salary and a quartile that it is not equal to: to the cent where
// the euro would not tell them apart.
func (t *tongue) apart(row *Row, mine, quartile float64) (string, string) {
	write := t.monthly
	if write(mine) == write(quartile) {
		write = t.monthlyCents
	}
	return t.fullTime(row, write(mine)), write(quartile)
}

// asked says what experience is asked: a wished one in its own months, and what it counts for.
func (t *tongue) asked(c Criterion, row *Row) string {
	if row.IsWished && *c.Value > 0 {
		return t.say("Vous souhaitez %s d'expérience (comptés pour %s)", t.months(*c.Value/rules.WishedExperienceShare.Float()), t.months(*c.Value))
	}
	return t.say("Vous demandez %s d'expérience", t.months(*c.Value))
}

func (t *tongue) experience(c Criterion, row *Row) string {
	switch {
	case c.N == 0:
		return t.say("Aucune offre comparable ne précise l'expérience demandée.")
	case c.Value == nil:
		return t.say("L'expérience demandée n'est pas précisée ; la médiane du marché est de %s.", t.months(*c.Median))
	case c.Status == penalising:
		return t.asked(c, row) + t.say(", plus que le troisième quartile du marché (%s) : vérifiez qu'une telle durée est indispensable.", t.months(*c.Q3))
	case *c.Value == 0 && c.Status == favourable:
		return t.say("Vous acceptez les débutants, quand le premier quartile du marché est de %s.", t.months(*c.Q1))
	case *c.Value == 0:
		return t.say("Vous acceptez les débutants : c'est dans le marché (médiane : %s).", t.months(*c.Median))
	case c.Status == favourable:
		return t.asked(c, row) + t.say(", moins que le premier quartile du marché (%s).", t.months(*c.Q1))
	}
	return t.asked(c, row) + t.say(" : c'est dans le marché (médiane : %s).", t.months(*c.Median))
}

// contract tells apart a type that is less stable than most from a term that is short.
func (t *tongue) contract(c Criterion, isShort bool) string {
	if c.Majority == nil {
		return t.say("Aucune offre comparable ne précise son contrat.")
	}
	most, share := t.majority(*c.Majority), t.percent(*c.MajorityShare)
	switch {
	case c.ValueLabel == nil:
		return t.say("Le contrat n'est pas précisé ; le plus fréquent du marché est : %s (%s des offres comparables).", most, share)
	case c.Status == penalising && isShort:
		return t.say("La durée de votre contrat (%s) est sous le premier quartile des contrats à terme du marché (%s).", t.months(*c.Value), t.months(*c.Q1))
	case c.Status == penalising:
		return t.say("Votre contrat (%s) est moins stable que le plus fréquent du marché (%s, %s des offres comparables).", *c.ValueLabel, most, share)
	case c.Status == favourable:
		return t.say("Votre contrat (%s) est plus stable que le plus fréquent du marché (%s, %s des offres comparables) : mettez-le en avant.", *c.ValueLabel, most, share)
	}
	return t.say("Votre contrat (%s) est du type le plus fréquent du marché (%s, %s des offres comparables).", *c.ValueLabel, most, share)
}

// workingTime tells apart a part time among full times from hours that are few.
func (t *tongue) workingTime(c Criterion, isRare bool) string {
	switch {
	case c.Majority == nil && c.N == 0:
		return t.say("Aucune offre comparable ne précise le temps de travail.")
	case c.ValueLabel == nil && c.Median != nil:
		return t.say("Le temps de travail n'est pas précisé ; la médiane du marché est de %s.", t.hours(*c.Median))
	case c.ValueLabel == nil:
		return t.say("Le temps de travail n'est pas précisé ; le plus fréquent du marché est : %s (%s des offres comparables).", t.majority(*c.Majority), t.percent(*c.MajorityShare))
	case isRare:
		return t.say("Votre offre est à temps partiel, alors que %s des offres comparables sont à temps plein.", t.percent(*c.MajorityShare))
	case c.Status == penalising:
		return t.say("Votre durée de travail (%s) est sous le premier quartile du marché (%s).", t.hours(*c.Value), t.hours(*c.Q1))
	case c.Status == favourable:
		return t.say("Votre durée de travail (%s) est au-dessus du troisième quartile du marché (%s).", t.hours(*c.Value), t.hours(*c.Q3))
	case c.Value != nil && c.Median != nil:
		return t.say("Votre durée de travail (%s) est dans le marché (médiane : %s).", t.hours(*c.Value), t.hours(*c.Median))
	case c.Majority == nil:
		return t.say("Aucune offre comparable ne dit si elle est à temps plein.")
	}
	return t.say("Votre temps de travail (%s) est dans le marché (le plus fréquent : %s, %s des offres comparables).", *c.ValueLabel, t.majority(*c.Majority), t.percent(*c.MajorityShare))
}

func (t *tongue) requirements(c Criterion) string {
	switch {
	case c.Value == nil || c.N == 0:
		return t.say("Les exigences ne peuvent pas être comparées.")
	case c.Status == penalising:
		return t.say("Votre offre a %s, plus que le troisième quartile du marché (%s) : ne gardez que l'indispensable.", *c.ValueLabel, t.number(*c.Q3))
	case c.Status == favourable:
		return t.say("Votre offre a %s, moins que le premier quartile du marché (%s).", *c.ValueLabel, t.number(*c.Q1))
	}
	return t.say("Votre offre a %s : c'est dans le marché (médiane : %s).", *c.ValueLabel, t.number(*c.Median))
}

// writing ends with what the text lacks.
func (t *tongue) writing(c Criterion, written string) string {
	if c.Value == nil {
		return t.say("Le texte de l'offre n'est pas connu.")
	}
	text := ""
	switch {
	case c.N == 0:
		text = t.say("Votre texte a %s ; celui d'aucune offre comparable n'est connu.", *c.ValueLabel)
	case c.Status == penalising:
		text = t.say("Votre texte a %s, moins que le premier quartile du marché (%s).", *c.ValueLabel, t.number(*c.Q1))
	case c.Status == favourable:
		text = t.say("Votre texte a %s, plus que le troisième quartile du marché (%s).", *c.ValueLabel, t.number(*c.Q3))
	default:
		text = t.say("Votre texte a %s : c'est dans le marché (médiane : %s).", *c.ValueLabel, t.number(*c.Median))
	}
	if lacking := t.lacking(written); len(lacking) > 0 {
		text += " " + t.say("Il y manque : %s.", strings.Join(lacking, ", "))
	}
	return text
}

// observed adds what was seen of the offers that are better placed, where chance
// alone does not explain it. It never says why.
func (t *tongue) observed(c Criterion) string {
	d := c.ObservedDifference
	if d == nil || d.Low <= 1 && d.High >= 1 {
		return ""
	}
	better, days := t.better(c), rules.ApplicationsDays.Int()
	if d.Ratio < 1 {
		return " " + t.say("%s ont reçu %s fois moins de candidatures par poste en %d jours (écart observé).", better, t.times(1/d.Ratio), days)
	}
	return " " + t.say("%s ont reçu %s fois plus de candidatures par poste en %d jours (écart observé).", better, t.times(d.Ratio), days)
}

// better names the comparables that are better placed.
func (t *tongue) better(c Criterion) string {
	switch c.Criterion {
	case salary:
		return t.say("Les offres au-dessus de %s", *c.ValueLabel)
	case experience:
		return t.say("Les offres qui demandent moins d'expérience")
	case contract:
		return t.say("Les offres au contrat plus stable")
	case workingTime:
		return t.say("Les offres à la durée de travail plus longue")
	case requirements:
		return t.say("Les offres qui exigent moins")
	}
	return t.say("Les offres au texte plus complet")
}
