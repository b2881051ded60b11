package attractivity

import (
	"slices"

	"vigie/data/rules"
)

// view computes the blocks of one offer against a set of comparables, itself
// left out of the set where it is in it.
type view struct {
	ix    *Index
	set   *stats
	me    held
	inSet bool
	n     int // comparables, itself apart
}

// market is block 1.
func (v view) market() *Market {
	s, me := v.set, v.me.own()
	m := &Market{Offers: v.n, OpenNow: s.openNow, Positions: s.positions, Monthly: []Month{}}
	closed, filled := s.closed, s.filled
	var days float64
	if v.inSet {
		m.Positions -= int(me.Positions)
		if me.Closed == 0 {
			m.OpenNow--
		} else {
			closed--
		}
		if me.IsFilled {
			filled--
		}
		if me.DaysToFill != nil {
			days = *me.DaysToFill
		}
	}
	if closed > 0 {
		share := float64(filled) / float64(closed)
		m.FilledShare = &share
	}
	m.MedianDaysToFill = without{s.daysToFill, days, v.inSet && me.DaysToFill != nil}.quantile(0.5)
	m.Employers, m.EmployersTop3Share = v.employers()
	seekers := s.jobSeekers
	m.JobSeekers = &seekers
	if seekers > 0 {
		perSeeker := float64(m.OpenNow) / float64(seekers)
		m.OffersPerJobSeeker = &perSeeker
	}
	for _, month := range v.monthKeys() {
		sum := v.month(month)
		m.Monthly = append(m.Monthly, Month{Month: monthLabel(month), Offers: sum.offers, Positions: sum.positions})
	}
	need, tension := v.ix.Statistics(*me)
	m.BMO = need
	if tension != nil {
		m.TensionClass, m.TensionOf = &tension.Class, &tension.Of
	}
	return m
}

// employers are how many they are and the share of the three largest among the offers
// of a known one; nil where disclosure forbids: a few, or one that makes almost all.
func (v view) employers() (count *int, top3 *float64) {
	n, total := 0, 0
	var largest [3]int
	mine := uint64(0)
	if v.inSet {
		mine = v.ix.facts.employer[v.me.at]
	}
	for code, offers := range v.set.employers {
		k := int(offers)
		if code == mine {
			k--
		}
		if k == 0 {
			continue
		}
		n, total = n+1, total+k
		for i := range largest {
			if k > largest[i] {
				k, largest[i] = largest[i], k
			}
		}
	}
	if n < rules.DisclosureEstablishments.Int() {
		return nil, nil
	}
	if float64(largest[0]) <= rules.DisclosureDominance.Float()*float64(total) {
		top3 = part(largest[0]+largest[1]+largest[2], total)
	}
	return &n, top3
}

// monthKeys are the months of the window, oldest first.
func (v view) monthKeys() []int32 {
	first, last := monthOf(windowStart(v.ix.today)), monthOf(v.ix.today-1)
	keys := make([]int32, 0, last-first+1)
	for key := first; key <= last; key++ {
		keys = append(keys, key)
	}
	return keys
}

// month is the sum of one month without the offer itself.
func (v view) month(key int32) monthSum {
	sum := monthSum{}
	if m := v.set.series[key]; m != nil {
		sum = *m
	}
	if me := v.me.own(); v.inSet && monthOf(me.Created) == key {
		sum.offers--
		sum.positions -= int(me.Positions)
		if me.IsMature {
			sum.mature--
			sum.applications -= float64(me.Applications30) / float64(me.Positions)
		}
	}
	return sum
}

// applications is block 2.
func (v view) applications() *Applications {
	me := v.me.row
	a := &Applications{
		AgeDays: v.age(), Mine: me.Applications, Curve: make([]CurvePoint, 0, curveDays()+1), Monthly: []MonthTrend{},
		Origin: map[string]int{
			"SPONTANEE": me.ByOrigin.Spontaneous, "PROPOSITION_CONSEILLER": me.ByOrigin.Proposed,
			"PROMOTION_PROFIL": me.ByOrigin.Promoted, "RECRUTEUR": me.ByOrigin.ByRecruiter,
		},
	}
	for day := range curveDays() + 1 {
		p := CurvePoint{Day: day}
		p.Q1, p.Median, p.Q3 = v.quartilesAt(day)
		if day <= a.AgeDays {
			mine := v.mineAt(day)
			p.Mine = &mine
		}
		a.Curve = append(a.Curve, p)
	}
	day := min(a.AgeDays, curveDays())
	a.Q1, a.Median, a.Q3 = v.quartilesAt(day)
	mine := v.mineAt(day)
	a.Alert = isLate(a.AgeDays, mine, a.Q1, a.Median)
	a.Message = v.ix.tongue.applications(a.AgeDays, me.Applications, me.countAt(day), int(me.Positions), a.Median, a.Alert)
	for _, key := range v.monthKeys() {
		t := MonthTrend{Month: monthLabel(key)}
		if sum := v.month(key); sum.mature > 0 {
			mean := sum.applications / float64(sum.mature)
			t.PerOffer = &mean
		}
		a.Monthly = append(a.Monthly, t)
	}
	return a
}

// age is the offer's age in days; it stops at its closing.
func (v view) age() int {
	end := v.ix.today
	if c := v.me.row.Closed; c != 0 {
		end = c
	}
	return int(end - v.me.row.Created)
}

// countAt is the applications of an offer before an age; perPositionAt is the same
// per position.
func (r *Row) countAt(day int) int {
	count, _ := slices.BinarySearchFunc(r.Ages, day, func(age uint8, day int) int { return int(age) - day })
	return count
}

func (r *Row) perPositionAt(day int) float64 { return float64(r.countAt(day)) / float64(r.Positions) }

func (v view) mineAt(day int) float64 { return v.me.row.perPositionAt(day) }

func (v view) quartilesAt(day int) (q1, median, q3 *float64) {
	if day >= len(v.set.curve) {
		return nil, nil, nil
	}
	d := v.set.curve[day]
	own := v.me.own()
	take := v.inSet && (own.Closed != 0 || int(v.ix.today-own.Created) >= day)
	mine := 0.0
	if take {
		mine = own.perPositionAt(day)
	}
	return d.quantile(0, mine, take), d.quantile(1, mine, take), d.quantile(2, mine, take)
}

// isLate is the alert of block 2: under the first quartile of its age, or none
// at all while the median is above zero.
func isLate(age int, mine float64, q1, median *float64) bool {
	if age >= rules.CurveAlertDay.Int() && q1 != nil && mine < *q1 {
		return true
	}
	return age >= rules.CurveSilentDay.Int() && mine == 0 && median != nil && *median > 0
}
