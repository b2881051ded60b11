package pools

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"vigie/data/rules"
)

// explain tells why a candidate is there, part by part.
func (s *search) explain(c candidate) Candidate {
	j := s.judge(c.seeker, c.distance)
	out := Candidate{
		JobSeekerID: string(s.ix.id.of(c.seeker)),
		Score:       points(j.score()),
		Parts: Parts{
			Trade: points(j.trade), Skills: points(j.skills), Experience: points(j.experience),
			Distance: points(j.distance), Availability: points(j.availability), Salary: points(j.salary),
		},
		Reach: j.reach, MRS: j.mrs,
		MatchedSkills: []string{}, MissingSkills: []string{},
	}
	if c.distance != unknown {
		km := points(c.distance)
		out.DistanceKm = &km
	}
	out.Applied = s.ix.applied(s.o, c.seeker)
	held := s.ix.skills.of(c.seeker)
	for _, a := range s.o.asked {
		label := s.words.skill(a.code)
		if slices.Contains(held, a.code) {
			out.MatchedSkills = append(out.MatchedSkills, label)
		} else {
			out.MissingSkills = append(out.MissingSkills, label)
		}
	}
	out.Reasons = []string{
		s.tradeReason(&j) + outOf(j.trade, rules.PoolTrade),
		s.skillsReason(&j, len(out.MatchedSkills)) + outOf(j.skills, rules.PoolSkills),
		s.experienceReason(&j) + outOf(j.experience, rules.PoolExperience),
		s.distanceReason(c) + outOf(j.distance, rules.PoolDistance),
		s.availabilityReason(c.seeker) + outOf(j.availability, rules.PoolAvailability),
		s.salaryReason(c.seeker) + outOf(j.salary, rules.PoolSalary),
	}
	return out
}

func (s *search) tradeReason(j *judgement) string {
	switch {
	case j.mrs:
		return "Validation par simulation (MRS) pour le métier " + s.words.trade(s.o.rome)
	case j.reach == ReachAppellation:
		return "Même appellation que l'offre"
	case j.reach == ReachRome:
		return "Même métier " + s.words.trade(s.o.rome) + ", autre appellation"
	}
	return "Métier proche, " + s.words.trade(j.through.rome)
}

func (s *search) skillsReason(j *judgement, matched int) string {
	switch {
	case len(s.o.asked) == 0:
		return "Aucune compétence demandée"
	case j.mrs:
		return fmt.Sprintf("Validation par simulation (MRS), %d sur %s au dossier", matched, count(len(s.o.asked), "compétence demandée", "compétences demandées"))
	}
	return fmt.Sprintf("%d sur %s", matched, count(len(s.o.asked), "compétence demandée", "compétences demandées"))
}

func (s *search) experienceReason(j *judgement) string {
	switch {
	case s.o.months <= 0:
		return "Aucune expérience demandée"
	case j.reach == ReachMRS:
		return fmt.Sprintf("Pas d'expérience connue dans le métier pour %d mois demandés", s.o.months)
	case j.reach == ReachNear:
		return fmt.Sprintf("%d mois d'expérience dans le métier proche pour %d demandés", j.through.months, s.o.months)
	}
	return fmt.Sprintf("%d mois d'expérience dans le métier pour %d demandés", j.through.months, s.o.months)
}

func (s *search) distanceReason(c candidate) string {
	switch {
	case c.distance == unknown:
		return "Distance inconnue, faute de coordonnées"
	case c.distance == 0:
		return "Sur place"
	}
	return fmt.Sprintf("À %s km pour une mobilité de %d km", decimal(points(c.distance)), s.ix.radius[c.seeker])
}

func (s *search) availabilityReason(n uint32) string {
	if s.ix.late[n] == 0 {
		return "Disponible immédiatement"
	}
	return "Disponible dans " + count(int(s.ix.late[n]), "jour", "jours")
}

func (s *search) salaryReason(n uint32) string {
	switch {
	case s.o.salary <= 0:
		return "Salaire de l'offre non précisé"
	case s.ix.wish[n] <= 0:
		return "Souhait de salaire non précisé"
	}
	return fmt.Sprintf("%s offerts par an pour %s souhaités", euros(s.o.salary), euros(s.ix.wish[n]))
}

// outOf ends a reason with its points: " : 7,5 points sur 15."
func outOf(got int64, weight *rules.Rule) string {
	p := math.Round(points(got)*10) / 10
	unit := "points"
	if p < 2 {
		unit = "point"
	}
	return " : " + decimal(p) + " " + unit + " sur " + decimal(weight.Float()) + "."
}

// points turns millionths into units.
func points(n int64) float64 { return float64(n) / millionths }

// decimal writes a figure the French way, with at most one decimal.
func decimal(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64), ".", ",", 1)
}

// euros writes an amount in whole euros: "24 000 €", with no-break spaces.
func euros(v float64) string {
	digits := strconv.FormatInt(int64(math.Round(v)), 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "\u00a0" + digits[i:]
	}
	return digits + "\u00a0€"
}

func count(n int, one, many string) string {
	if n < 2 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}
