package web

import "vigie/analytics/attractivity"

// needs writes what the survey of hiring needs counts, as the interval that it
// leaves: « 21 à 24 dans le bassin, dont 37,5 % à 54,2 % jugés difficiles ».
func (l *language) needs(b *attractivity.BMO) string {
	projects := l.between(l.integer(b.Low), l.integer(b.High))
	if b.DifficultShare == nil {
		return l.say("%s dans le bassin ; la part jugée difficile n'est pas publiée", projects)
	}
	return l.say("%s dans le bassin, dont %s jugés difficiles", projects, l.between(l.percentage(b.DifficultLow), l.percentage(b.DifficultHigh)))
}

// between writes an interval, or its one value.
func (l *language) between(low, high string) string {
	if low == high {
		return low
	}
	return l.say("%s à %s", low, high)
}
