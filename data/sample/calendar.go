package sample

import "time"

// calendar places records in the months before the as-of date. Days are
// counted from 1970; times are seconds of UTC, always within the working day, so
// that the date is the same in Paris and in UTC.
type calendar struct {
	first, end int // days: the window is [first, end), end is the as-of date
	textFrom   int
	text       []string // dates as ISO text, from textFrom on
	month      []int    // month number of each text, from that of first on
	months     []string // "2025-01", by month number
}

const daySeconds = 24 * 60 * 60

// monthWeights and weekdayWeights shape the year and the week (from Sunday).
var (
	monthWeights   = [12]float64{1.05, 0.98, 1.10, 1.05, 1.00, 1.08, 0.92, 0.72, 1.15, 1.10, 1.00, 0.80}
	weekdayWeights = [7]float64{0.10, 1.20, 1.20, 1.10, 1.15, 1.05, 0.20}
)

func dayOf(year int, month time.Month, day int) int {
	return int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / daySeconds)
}

func newCalendar(asOf time.Time, months int) calendar {
	y, m, d := asOf.Date()
	c := calendar{first: dayOf(y, m-time.Month(months), d), end: dayOf(y, m, d)}
	const before = 4 * 366 // job seekers registered long before the window
	c.textFrom = c.first - before
	at := time.Unix(int64(c.first)*daySeconds, 0).UTC()
	start := at.Year()*12 + int(at.Month())
	for day := c.textFrom; day < c.end+366; day++ {
		t := time.Unix(int64(day)*daySeconds, 0).UTC()
		c.text = append(c.text, t.Format(time.DateOnly))
		c.month = append(c.month, t.Year()*12+int(t.Month())-start)
		if day >= c.first && day < c.end && c.monthOf(day) == len(c.months) {
			c.months = append(c.months, t.Format("2006-01"))
		}
	}
	return c
}

func (c *calendar) monthOf(day int) int { return c.month[day-c.textFrom] }

func (c *calendar) date(day int) string { return c.text[day-c.textFrom] }

// spread shares n records over the days of the window: the answer at index i is
// the number of records before day first+i, the last one n.
func (c *calendar) spread(n int64) []int64 {
	days := c.end - c.first
	weights := make([]float64, days+1)
	for i := range days {
		t := time.Unix(int64(c.first+i)*daySeconds, 0).UTC()
		weights[i+1] = weights[i] + monthWeights[t.Month()-1]*weekdayWeights[t.Weekday()]
	}
	starts := make([]int64, days+1)
	for i, w := range weights {
		starts[i] = int64(float64(n) * w / weights[days])
	}
	starts[days] = n
	return starts
}

// appendTime writes a date-time of UTC: "2025-03-28T14:24:54.000Z".
func (c *calendar) appendTime(b []byte, at int64) []byte {
	day, s := int(at/daySeconds), int(at%daySeconds)
	b = append(b, c.date(day)...)
	b = append(b, 'T')
	b = append2(b, s/3600)
	b = append(b, ':')
	b = append2(b, s/60%60)
	b = append(b, ':')
	b = append2(b, s%60)
	return append(b, ".000Z"...)
}

func append2(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// workingTime gives a second of a day between 8 and 17 h UTC.
func workingTime(day int, random uint32) int64 {
	return int64(day)*daySeconds + 8*3600 + int64(random%(9*3600))
}

// workday is a day, or the Monday after a weekend.
func (c *calendar) workday(day int) int {
	switch (day + 4) % 7 { // the first of January 1970 was a Thursday
	case 6:
		return day + 2
	case 0:
		return day + 1
	}
	return day
}
