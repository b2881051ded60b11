package sample

import (
	"math"
	"math/rand/v2"
	"strconv"
)

// broken is how some partners' feeds write "à".
const broken = "ï¿½"

// appendSalary writes a salary's label as the sources do, traps included: yearly
// amounts called monthly, no months at all, thirteen of them, decimal commas,
// spaces in numbers, a broken "à", and labels that say nothing.
func appendSalary(r *rand.Rand, b []byte, o *offer) []byte {
	annual := o.annual
	if o.apprentice {
		annual = smicYear * (0.45 + 0.35*o.salaryRank)
	}
	share := 1.0
	if o.partTime {
		share = float64(o.hours) / (4 * 35)
	}
	trap := r.IntN(1000)
	if o.wording == Underpaid { // it says so
		trap = 999
	}
	switch {
	case trap < 4:
		return append(b, "Autre"...)
	case trap < 8:
		return append(b, "A négocier"...)
	case trap < 10:
		return append(b, "Cachet de 150.00 Euros"...)
	}
	middle, months, step := annual/1820, "", 0.01
	switch period := r.IntN(100); {
	case period < 30:
		b = append(b, "Horaire"...)
		months = [...]string{"", "", " sur 12 mois", " sur 12.0 mois"}[r.IntN(4)]
	case period < 78:
		b = append(b, "Mensuel"...)
		switch {
		case trap < 15 && !o.apprentice: // a yearly amount: it only makes sense as one
			middle, step, months = annual*share, 10, " sur 12.0 mois"
			if middle < 11000 {
				middle = annual * share / 12
			}
		case trap < 75:
			middle, months = annual*share/13, " sur 13.0 mois"
		case trap < 80:
			middle, months = annual*share/12, " sur 0.0 mois"
		default:
			middle = annual * share / 12
			months = [...]string{"", " sur 12 mois", " sur 12.0 mois", " sur 12.0 mois"}[r.IntN(4)]
		}
		if step < 1 && r.IntN(3) == 0 {
			step = 1
		}
	default:
		b = append(b, "Annuel"...)
		middle, step = annual*share, 10
		months = [...]string{"", " sur 12 mois", " sur 12.0 mois", " sur 13.0 mois"}[r.IntN(4)]
	}
	b = append(b, " de "...)
	style := r.IntN(100)
	form := r.IntN(100)
	if form >= 38 {
		b = appendAmount(b, middle, step, style)
		b = append(b, " Euros"...)
		return append(b, months...)
	}
	// Around the middle, and never below the minimum wage.
	half := middle * min(0.02+0.06*r.Float64(), max(0, (annual-smicYear)/annual))
	if form < 3 {
		half = 0
	}
	b = appendAmount(b, middle-half, step, style)
	b = append(b, " Euros "...)
	if form == 3 {
		b = append(b, broken...)
	} else {
		b = append(b, "à"...)
	}
	b = append(b, ' ')
	b = appendAmount(b, middle+half, step, style)
	b = append(b, " Euros"...)
	return append(b, months...)
}

// appendAmount writes an amount rounded to a step, in the style of one feed.
func appendAmount(b []byte, amount, step float64, style int) []byte {
	cents := int64(math.Round(math.Round(amount/step) * step * 100))
	whole, rest := cents/100, cents%100
	switch {
	case style < 4: // 1 923,00
		if whole >= 1000 {
			b = strconv.AppendInt(b, whole/1000, 10)
			if style < 2 {
				b = append(b, "\u00a0"...)
			} else {
				b = append(b, ' ')
			}
			b = append(b, byte('0'+whole/100%10))
			b = append2(b, int(whole%100))
		} else {
			b = strconv.AppendInt(b, whole, 10)
		}
		return append2(append(b, ','), int(rest))
	case style < 8: // 1923,00
		return append2(append(strconv.AppendInt(b, whole, 10), ','), int(rest))
	case style < 50 && rest%10 == 0: // 1923.0
		return append(append(strconv.AppendInt(b, whole, 10), '.'), byte('0'+rest/10))
	}
	return append2(append(strconv.AppendInt(b, whole, 10), '.'), int(rest))
}
