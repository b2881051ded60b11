package pools

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"time"
)

// The oracle is the definitions of the package comment, written as plainly as
// can be and sharing no code with the index. Where the two differ, one is wrong.

type judged struct {
	seeker                                                    JobSeeker
	trade, skills, experience, distance, availability, salary float64
	score                                                     float64
	km                                                        *float64
	reach                                                     string
	mrs                                                       bool
	matched, missing                                          []string
	applied                                                   *Applied
}

// oracle gives the whole pool, ranked, and the funnel.
func oracle(asOf time.Time, o OpenOffer, portfolio []JobSeeker, applied []Application, q Query) (all []judged, funnel []Step) {
	var trade, place, available, contract, licences, languages int
	for _, j := range portfolio {
		reach, months := naiveReach(o, j, q.NearTrades)
		mrs := o.Rome != "" && slices.Contains(j.MRS, o.Rome)
		if reach == "" && !mrs {
			continue
		}
		trade++
		km := naiveDistance(o, j)
		if km != nil && (*km > float64(j.RadiusKm) || q.RadiusKm != nil && *km > *q.RadiusKm) {
			continue
		}
		place++
		late := 0.0
		if !j.AvailableOn.IsZero() {
			late = math.Max(0, math.Round(j.AvailableOn.Sub(asOf).Hours()/24))
		}
		if late > 30 {
			continue
		}
		available++
		accepted := slices.DeleteFunc(slices.Clone(j.Contracts), func(c string) bool { return c == "" })
		if len(accepted) > 0 && o.Contract != "" && !slices.Contains(accepted, o.Contract) {
			continue
		}
		contract++
		if !naiveHolds(j.Licences, o.RequiredLicences) {
			continue
		}
		licences++
		if !naiveHolds(j.Languages, o.RequiredLanguages) {
			continue
		}
		languages++

		got := judged{seeker: j, reach: reach, mrs: mrs, km: km}
		if reach == "" {
			got.reach = "mrs"
		}
		got.trade = map[string]float64{"appellation": 35, "rome": 30, "near": 20, "mrs": 35}[got.reach]
		var have, asked float64
		for _, skill := range naiveAsked(o) {
			weight := 1.0
			if slices.Contains(naiveSame(o.RequiredSkills), skill) {
				weight = 2
			}
			asked += weight
			if slices.Contains(naiveSame(j.Skills), skill) {
				have += weight
				got.matched = append(got.matched, "label of "+skill)
			} else {
				got.missing = append(got.missing, "label of "+skill)
			}
		}
		got.skills = 30
		if asked > 0 {
			got.skills = 30 * have / asked
		}
		if mrs {
			got.trade, got.skills = 35, 30
		}
		got.experience = 15
		if o.ExperienceMonths > 0 {
			got.experience = 15 * math.Min(1, float64(months)/float64(o.ExperienceMonths))
		}
		switch {
		case km == nil:
			got.distance = 0
		case *km == 0:
			got.distance = 10
		default:
			got.distance = 10 * (1 - *km/float64(j.RadiusKm))
		}
		got.availability = 5 * (1 - late/30)
		got.salary = 5
		if o.Salary > 0 && j.WishedSalary > 0 {
			got.salary = 5 * math.Min(1, o.Salary/j.WishedSalary)
		}
		for _, part := range []*float64{&got.trade, &got.skills, &got.experience, &got.distance, &got.availability, &got.salary} {
			*part = millionth(*part)
			got.score += *part
		}
		got.score = millionth(got.score)
		for _, a := range applied {
			if a.OfferID == o.ID && a.JobSeekerID == j.ID {
				got.applied = &Applied{On: a.On.Format(time.DateOnly), Outcome: a.Outcome}
			}
		}
		all = append(all, got)
	}
	slices.SortFunc(all, func(a, b judged) int {
		return cmp.Or(
			cmp.Compare(b.score, a.score),
			cmp.Compare(orInfinity(a.km), orInfinity(b.km)),
			cmp.Compare(naiveHash(a.seeker.ID), naiveHash(b.seeker.ID)),
			cmp.Compare(a.seeker.ID, b.seeker.ID),
		)
	})
	return all, []Step{
		{"portfolio", len(portfolio)},
		{"trade", trade},
		{"place", place},
		{"availability", available},
		{"contract", contract},
		{"licences", licences},
		{"languages", languages},
	}
}

func naiveReach(o OpenOffer, j JobSeeker, near bool) (reach string, months int) {
	kinds := []struct {
		name string
		is   func(Trade) bool
	}{
		{"appellation", func(t Trade) bool { return t.Appellation != "" && t.Appellation == o.Appellation }},
		{"rome", func(t Trade) bool { return t.Rome != "" && t.Rome == o.Rome }},
		{"near", func(t Trade) bool { return near && t.Rome != "" && slices.Contains(o.NearRomes, t.Rome) }},
	}
	for _, kind := range kinds {
		for _, t := range j.Trades {
			if kind.is(t) {
				reach, months = kind.name, max(months, t.Months)
			}
		}
		if reach != "" {
			return reach, months
		}
	}
	return "", 0
}

// naiveAsked lists the skills asked, required first, each once.
func naiveAsked(o OpenOffer) (asked []string) {
	for _, skill := range naiveSame(slices.Concat(o.RequiredSkills, o.WishedSkills)) {
		if skill != "" && !slices.Contains(asked, skill) {
			asked = append(asked, skill)
		}
	}
	return asked
}

// naiveSame gives each skill the name of the one that it is the same as.
func naiveSame(skills []string) (same []string) {
	for _, s := range skills {
		if first, ok := synonyms[s]; ok {
			s = first
		}
		same = append(same, s)
	}
	return same
}

// naiveBands counts a pool by score.
func naiveBands(all []judged) (bands []Band) {
	for from := 0; from < 100; from += 10 {
		b := Band{From: from, To: from + 10}
		for _, j := range all {
			if j.score >= float64(from) && (j.score < float64(from+10) || from == 90) {
				b.Count++
			}
		}
		bands = append(bands, b)
	}
	return bands
}

func naiveHolds(held, required []string) bool {
	for _, r := range required {
		if r != "" && !slices.Contains(held, r) {
			return false
		}
	}
	return true
}

// naiveDistance is the haversine formula.
func naiveDistance(o OpenOffer, j JobSeeker) *float64 {
	if o.Commune != "" && o.Commune == j.Commune {
		return new(float64)
	}
	if o.Point == nil || j.Point == nil {
		return nil
	}
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	sin2 := func(x float64) float64 { return math.Sin(x/2) * math.Sin(x/2) }
	h := sin2(rad(o.Point.Latitude-j.Point.Latitude)) +
		math.Cos(rad(o.Point.Latitude))*math.Cos(rad(j.Point.Latitude))*sin2(rad(o.Point.Longitude-j.Point.Longitude))
	km := millionth(2 * 6371 * math.Asin(math.Sqrt(h)))
	return &km
}

func naiveHash(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

func millionth(x float64) float64 { return math.Round(x*1e6) / 1e6 }

func orInfinity(x *float64) float64 {
	if x == nil {
		return math.Inf(1)
	}
	return *x
}
