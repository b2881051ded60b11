package sample

// Effect is how many times the applications of an offer are multiplied.
type Effect = float64

// EffectSet is effects on the number of applications. They multiply, and what they
// depend on is drawn independently, so that the ratio of the mean applications of two
// groups of offers of one market estimates the ratio of their factors.
type EffectSet struct {
	// SalaryLow, SalaryMiddle, SalaryHigh: the yearly full-time salary is in the
	// bottom quarter, the middle half, the top quarter of its trade's.
	SalaryLow, SalaryMiddle, SalaryHigh Effect
	// SalaryHidden: the offer states no salary, whatever it is.
	SalaryHidden Effect
	// Beginner: beginners accepted. ShortExperience: up to twelve months asked, a
	// wished one counting half. LongExperience: more.
	Beginner, ShortExperience, LongExperience Effect
	// Permanent: CDI, DIN. LongFixedTerm: a fixed term of six months and over.
	// ShortFixedTerm: a shorter one. OtherContract: temporary work and the rest.
	Permanent, LongFixedTerm, ShortFixedTerm, OtherContract Effect
}

// NoEffects leaves applications alone.
var NoEffects = EffectSet{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}

// Effects are those planted in the sample.
var Effects = EffectSet{
	SalaryLow: 0.7, SalaryMiddle: 1, SalaryHigh: 1.4,
	SalaryHidden: 0.85,
	Beginner:     1.3, ShortExperience: 1, LongExperience: 0.7,
	Permanent: 1.25, LongFixedTerm: 1, ShortFixedTerm: 0.85, OtherContract: 0.75,
}

// factor is the product of the effects on an offer.
func (e *EffectSet) factor(o *offer) float64 {
	f := e.SalaryHidden
	if o.salaryShown {
		switch {
		case o.salaryRank < 0.25:
			f = e.SalaryLow
		case o.salaryRank < 0.75:
			f = e.SalaryMiddle
		default:
			f = e.SalaryHigh
		}
	}
	months := float64(o.experienceMonths)
	if o.experience == 'S' {
		months /= 2
	}
	switch {
	case o.experience == 'D':
		f *= e.Beginner
	case months <= 12:
		f *= e.ShortExperience
	default:
		f *= e.LongExperience
	}
	switch {
	case o.contract == "CDI" || o.contract == "DIN":
		f *= e.Permanent
	case o.contract == "CDD" && o.contractMonths >= 6:
		f *= e.LongFixedTerm
	case o.contract == "CDD":
		f *= e.ShortFixedTerm
	default:
		f *= e.OtherContract
	}
	return f
}
