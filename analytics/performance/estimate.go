package performance

// Row is one value. Rates are fractions 0 to 1; an undefined value is null with count 0.
type Row struct {
	Level       string   `json:"level"` // agency, directorate, department, region, country
	Code        string   `json:"code"`  // FR for the country, ZZ where there is no agency
	Label       string   `json:"label"`
	Period      string   `json:"period"` // 2026-09, 2026-Q3
	Cut         *string  `json:"cut"`    // value of the cut; null without one
	CutLabel    *string  `json:"cut_label"`
	Value       *float64 `json:"value"`
	Count       *int64   `json:"count"`
	Numerator   *float64 `json:"numerator"`
	Denominator *float64 `json:"denominator"`
	Low         *float64 `json:"low"`
	High        *float64 `json:"high"`
	Target      *float64 `json:"target"`
	Gap         *float64 `json:"gap"`
	Previous    *float64 `json:"previous"`
	YearBefore  *float64 `json:"year_before"`
	Rank        *int     `json:"rank"`
	LowN        bool     `json:"low_n"`
	Suppressed  bool     `json:"suppressed"`

	// Of delays; null for others.
	Median         *float64 `json:"median"`
	MedianLow      *float64 `json:"median_low"`
	MedianHigh     *float64 `json:"median_high"`
	NinthDecile    *float64 `json:"ninth_decile"`
	SurvivalMedian *float64 `json:"survival_median"`

	// Without is what ENT1 is shown beside; null for others.
	Without *Without `json:"without_services"`

	// Frozen is what was reported of a quarter of the surveys; null for others.
	Frozen *Frozen `json:"frozen"`
}

// Without is the rate of the offers without services of the same place, period and cut.
type Without struct {
	Value *float64 `json:"value"`
	Count int64    `json:"count"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
	// SameMix is their rate at the mix of trade domain and contract that the offers with
	// services have, over the part of it that both have; null where they share none.
	SameMix *float64 `json:"same_mix"`
}

// value is what an indicator says of sums; ok is false over nothing.
func (s sums) value(unit string) (v float64, ok bool) {
	if s.denominator == 0 {
		return 0, false
	}
	v = float64(s.numerator) / float64(s.denominator)
	if unit == unitThousand {
		v = 1000 * float64(s.numerator) / float64(s.denominator)
	}
	return v, true
}

// pointer is the value as rows hold it.
func (s sums) pointer(unit string) *float64 {
	if v, ok := s.value(unit); ok {
		return &v
	}
	return nil
}

// estimate fills what a row says of its own sums: value and interval.
func (r *Row) estimate(unit string, s sums) {
	x, y, n := float64(s.numerator), float64(s.denominator), float64(s.count)
	r.Count, r.Numerator, r.Denominator = &s.count, &x, &y
	if r.Value = s.pointer(unit); r.Value == nil {
		return
	}
	var low, high, margin float64
	switch unit {
	case unitRate, unitThousand:
		if low, high = wilson(x, y); unit == unitThousand {
			low, high = 1000*low, 1000*high
		}
		r.Low, r.High = &low, &high
		return
	case unitRatio:
		if s.count < 2 {
			return
		}
		margin = ratioMargin(float64(s.numeratorSquares), float64(s.numeratorByDenominator), float64(s.denominatorSquares), *r.Value, n, y)
	default: // days, from their distribution
		return
	}
	low, high = *r.Value-margin, *r.Value+margin
	r.Low, r.High = &low, &high
}

// delays fills what a row says of the number of units by days.
func (r *Row) delays(counts []int64) {
	n := *r.Count
	if n == 0 {
		return
	}
	mean, squares := *r.Value, 0.0
	upTo := make([]int64, len(counts)) // units of at most as many days
	total := int64(0)
	for days, c := range counts {
		squares += float64(c) * (float64(days) - mean) * (float64(days) - mean)
		total += c
		upTo[days] = total
	}
	if n > 1 {
		margin := student(squares, float64(n))
		low, high := mean-margin, mean+margin
		r.Low, r.High = &low, &high
	}
	at := func(rank int64) float64 { return float64(firstOver(upTo, rank)) }
	median, ninth := quantile(1, 2, n, at), quantile(9, 10, n, at)
	r.Median, r.NinthDecile = &median, &ninth
	if first, last, ok := medianRanks(n); ok {
		low, high := at(first), at(last)
		r.MedianLow, r.MedianHigh = &low, &high
	}
}

// firstOver is the first index whose value is over v.
func firstOver(ascending []int64, v int64) int {
	low, high := 0, len(ascending)
	for low < high {
		if m := (low + high) / 2; ascending[m] > v {
			high = m
		} else {
			low = m + 1
		}
	}
	return low
}

// survived fills the Kaplan-Meier median of units by twice their days, the odd ones with the event.
func (r *Row) survived(counts []int64) {
	units := int64(0)
	for _, c := range counts {
		units += c
	}
	count := func(key int) int64 {
		if key >= len(counts) {
			return 0
		}
		return counts[key]
	}
	m, ok := survivalMedian((len(counts)+1)/2, func(day int) int64 { return count(2*day + 1) }, func(day int) int64 { return count(2 * day) }, units)
	if ok {
		r.SurvivalMedian = &m
	}
}

// beside fills the rate of the others, and it at the mix of the row's own: counts
// are by twice the stratum, the odd ones with a yes.
func (r *Row) beside(s sums, own, others []int64) {
	w := &Without{Count: s.count}
	if w.Value = s.pointer(unitRate); w.Value != nil {
		low, high := wilson(float64(s.numerator), float64(s.denominator))
		w.Low, w.High = &low, &high
	}
	weights, rate := 0.0, 0.0
	for no := 0; no+1 < min(len(own), len(others)); no += 2 {
		weight, n := float64(own[no]+own[no+1]), others[no]+others[no+1]
		if n > 0 {
			weights += weight
			rate += weight * float64(others[no+1]) / float64(n)
		}
	}
	if weights > 0 {
		rate /= weights
		w.SameMix = &rate
	}
	r.Without = w
}
