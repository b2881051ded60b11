package ingest

import (
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
	year, rest, ok := digitsOf(s, 4)
	month, rest, ok1 := after('-', rest)
	day, rest, ok2 := after('-', rest)
	if !ok || !ok1 || !ok2 || year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, false
	}
	if rest == "" {
		return instantOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, paris)), true
	}
	if rest[0] != 'T' && rest[0] != ' ' && rest[0] != 't' {
		return 0, false
	}
	hour, rest, ok := digitsOf(rest[1:], 2)
	minute, rest, ok1 := after(':', rest)
	if !ok || !ok1 || hour > 23 || minute > 59 {
		return 0, false
	}
	second, nano := 0, 0
	if rest != "" && rest[0] == ':' {
		if second, rest, ok = after(':', rest); !ok || second > 59 {
			return 0, false
		}
		if rest != "" && (rest[0] == '.' || rest[0] == ',') {
			if nano, rest, ok = fraction(rest[1:]); !ok {
				return 0, false
			}
		}
	}
	if rest == "" {
		return instantOf(time.Date(year, time.Month(month), day, hour, minute, second, nano, paris)), true
	}
	offset, ok := readOffset(rest)
	if !ok {
		return 0, false
	}
	return instantOf(time.Date(year, time.Month(month), day, hour, minute, second, nano, time.UTC).Add(-offset)), true
}

func instantOf(t time.Time) Instant { return Instant(t.UnixMicro()) }

// readOffset reads "Z", "+01:00", "+0100" or "+01".
func readOffset(s string) (time.Duration, bool) {
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
	d := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
	if s[0] == '-' {
		d = -d
	}
	return d, true
}

func after(c byte, s string) (int, string, bool) {
	if s == "" || s[0] != c {
		return 0, s, false
	}
	return digitsOf(s[1:], 2)
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
func fraction(s string) (nano int, rest string, ok bool) {
	scale, n := 100_000_000, 0
	for n < len(s) && s[n]-'0' <= 9 {
		if scale >= 1000 {
			nano += int(s[n]-'0') * scale
			scale /= 10
		}
		n++
	}
	return nano, s[n:], n > 0 && n <= 12
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// monthOf names the month of an instant in Paris: 202503.
func monthOf(t Instant) int32 {
	y, m, _ := time.UnixMicro(int64(t)).In(paris).Date()
	return int32(y*100 + int(m))
}
