package ingest

import (
	"math"
	"sync"
	"time"
	_ "time/tzdata" // Europe/Paris on machines without a zone database
)

// paris is the zone of every date-time that states none.
var paris = func() *time.Location {
	loc, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return time.UTC // cannot be: the zone database is in the program
	}
	return loc
}()

// Years that a record may speak of.
const (
	firstYear = 1900
	lastYear  = 2199
)

// readInstant reads an ISO 8601 date or date-time. A date is midnight in Paris; a
// date-time without offset is Europe/Paris.
func readInstant(s string) (Instant, bool) {
	if len(s) < len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	year, month, day, rest := 100*twoDigits(s[0], s[1])+twoDigits(s[2], s[3]), twoDigits(s[5], s[6]), twoDigits(s[8], s[9]), s[10:]
	if year < firstYear || year > lastYear || month < 1 || month > 12 {
		return 0, false
	}
	m := &calendar[year-firstYear][month-1]
	if day < 1 || day > int(m.days) {
		return 0, false
	}
	seconds := 86400 * int64(int(m.start)+day-1)
	if rest == "" {
		return moment(inParis(seconds), 0), true
	}
	if rest[0] != 'T' && rest[0] != ' ' && rest[0] != 't' {
		return 0, false
	}
	if len(rest) < len("T15:04") || rest[3] != ':' {
		return 0, false
	}
	hour, minute, rest := twoDigits(rest[1], rest[2]), twoDigits(rest[4], rest[5]), rest[6:]
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return 0, false
	}
	second, micro, ok := 0, int64(0), false
	if rest != "" && rest[0] == ':' {
		if len(rest) < len(":05") {
			return 0, false
		}
		if second, rest = twoDigits(rest[1], rest[2]), rest[3:]; second < 0 || second > 59 {
			return 0, false
		}
		if rest != "" && (rest[0] == '.' || rest[0] == ',') {
			if micro, rest, ok = fraction(rest[1:]); !ok {
				return 0, false
			}
		}
	}
	seconds += int64(3600*hour + 60*minute + second)
	if rest == "" {
		return moment(inParis(seconds), micro), true
	}
	offset, ok := readOffset(rest)
	if !ok {
		return 0, false
	}
	return moment(seconds-offset, micro), true
}

func moment(seconds, micro int64) Instant { return Instant(1_000_000*seconds + micro) }

func instantOf(t time.Time) Instant { return Instant(t.UnixMicro()) }

// calendar has the months of each year: the day since 1970 on which they begin, and
// how many they have.
var calendar = func() (years [lastYear - firstYear + 1][12]struct{ start, days int32 }) {
	const day = 24 * 60 * 60
	for y := range years {
		for m := range years[y] {
			start := time.Date(firstYear+y, time.Month(m+1), 1, 0, 0, 0, 0, time.UTC)
			years[y][m].start, years[y][m].days = int32(start.Unix()/day), int32((start.AddDate(0, 1, 0).Unix()-start.Unix())/day)
		}
	}
	return years
}()

// period is a time during which the clocks of Paris do not change.
type period struct{ from, offset int64 } // seconds since 1970, and of the offset

// parisPeriods are those of the years that are read, a few more at either end.
var parisPeriods = sync.OnceValue(func() *periods {
	var all []period
	for t := time.Date(1890, 1, 1, 0, 0, 0, 0, time.UTC); t.Year() < 2210; {
		here := t.In(paris)
		if _, offset := here.Zone(); len(all) == 0 || all[len(all)-1].offset != int64(offset) {
			all = append(all, period{t.Unix(), int64(offset)})
		}
		if _, end := here.ZoneBounds(); end.After(t) {
			t = end.UTC()
		} else {
			t = t.AddDate(0, 0, 1) // at the end of leap years to come, bounds are wrong
		}
	}
	return indexed(all)
})

// periods are in order. The first of them that counts in each span of 2^spanBits
// seconds, half a year, is known: few are left to look at.
type periods struct {
	all   []period
	first []int
}

const spanBits = 24

func indexed(all []period) *periods {
	p, i := &periods{all: all}, 0
	for at := all[0].from; at <= all[len(all)-1].from; at += 1 << spanBits {
		for at >= p.end(i) {
			i++
		}
		p.first = append(p.first, i)
	}
	return p
}

// end is where the period behind begins.
func (p *periods) end(i int) int64 {
	if i+1 == len(p.all) {
		return math.MaxInt64
	}
	return p.all[i+1].from
}

// parisPeriod is the one of a moment, and where the next begins.
func parisPeriod(seconds int64) (_ period, end int64) {
	p := parisPeriods()
	i := p.first[min(max(0, (seconds-p.all[0].from)>>spanBits), int64(len(p.first))-1)]
	for end = p.end(i); seconds >= end; end = p.end(i) {
		i++
	}
	return p.all[i], end
}

// inParis is the moment at which the clocks of Paris show a time, given as if it
// were UTC. Of a time that they show twice or never, it is what time.Date says.
func inParis(shown int64) int64 {
	p, end := parisPeriod(shown)
	if at := shown - p.offset; at < p.from || at >= end {
		p, _ = parisPeriod(at)
	}
	return shown - p.offset
}

// readOffset reads "Z", "+01:00", "+0100" or "+01", in seconds.
func readOffset(s string) (int64, bool) {
	if s == "Z" || s == "z" {
		return 0, true
	}
	if s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hour, rest, ok := digitsOf(s[1:], 2)
	if !ok || hour > 14 {
		return 0, false
	}
	minute := 0
	if rest != "" {
		if rest[0] == ':' {
			rest = rest[1:]
		}
		if minute, rest, ok = digitsOf(rest, 2); !ok || rest != "" || minute > 59 {
			return 0, false
		}
	}
	offset := int64(3600*hour + 60*minute)
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// twoDigits is the number that two digits write, far below zero when they are none.
func twoDigits(a, b byte) int {
	if a -= '0'; a > 9 {
		return math.MinInt16
	}
	if b -= '0'; b > 9 {
		return math.MinInt16
	}
	return 10*int(a) + int(b)
}

func digitsOf(s string, n int) (value int, rest string, ok bool) {
	if len(s) < n {
		return 0, s, false
	}
	for i := range n {
		d := s[i] - '0'
		if d > 9 {
			return 0, s, false
		}
		value = value*10 + int(d)
	}
	return value, s[n:], true
}

// fraction reads the digits of a part of a second, down to the microsecond.
func fraction(s string) (micro int64, rest string, ok bool) {
	scale, n := int64(100_000), 0
	for n < len(s) && s[n]-'0' <= 9 {
		micro += int64(s[n]-'0') * scale
		scale /= 10
		n++
	}
	return micro, s[n:], n > 0 && n <= 12
}

// monthOf names the month of an instant in Paris: 202503.
func monthOf(t Instant) int32 {
	seconds := time.UnixMicro(int64(t)).Unix()
	p, _ := parisPeriod(seconds)
	y, m, _ := time.Unix(seconds+p.offset, 0).UTC().Date()
	return int32(y*100 + int(m))
}
