package calendar

import (
	"bytes"
	"fmt"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/fr"

	"vigie/data/rules"
)

// Years of the table: beyond any record, and the same every night.
const (
	FirstYear = 2000
	LastYear  = 2049
)

// Columns are those of the table, with their DuckDB types.
const Columns = "{day_on: 'date', holiday: 'varchar', is_working: 'boolean', opens_at: 'timestamptz', closes_at: 'timestamptz', open_seconds_before: 'bigint', working_days: 'bigint'}"

// zone is that of the agencies' clocks.
var zone = func() *time.Location {
	loc, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(fmt.Sprintf("zone of the agencies: %v", err)) // the program embeds its zones
	}
	return loc
}()

// Paris is an instant as the agencies' clocks tell it.
func Paris(t time.Time) time.Time { return t.In(zone) }

// Table is a CSV with a row for each day: whether agencies work on it, from when to
// when, how many seconds they were open before it since the first day, and how many
// working days there were up to it, itself included.
func Table() []byte { return table() }

var table = sync.OnceValue(func() []byte {
	c := agencies()
	var b bytes.Buffer
	b.WriteString("day_on,holiday,is_working,opens_at,closes_at,open_seconds_before,working_days\n")
	open, worked := int64(0), 0
	for day := time.Date(FirstYear, 1, 1, 0, 0, 0, 0, zone); day.Year() <= LastYear; day = day.AddDate(0, 0, 1) {
		holiday := ""
		if is, _, h := c.IsHoliday(day); is {
			holiday = h.Name
		}
		before, opens, closes := open, "", ""
		works := c.IsWorkday(day)
		if works {
			from, to := hours(day)
			opens, closes = from.Format(time.RFC3339), to.Format(time.RFC3339)
			open += int64(to.Sub(from) / time.Second)
			worked++
		}
		fmt.Fprintf(&b, "%s,%s,%t,%s,%s,%d,%d\n", day.Format(time.DateOnly), holiday, works, opens, closes, before, worked)
	}
	return b.Bytes()
})

// agencies is the calendar of working days: Monday to Friday, but for public holidays.
func agencies() *cal.BusinessCalendar {
	c := cal.NewBusinessCalendar()
	c.AddHoliday(fr.Holidays...)
	return c
}

// hours are the opening and the closing of a working day.
func hours(day time.Time) (opens, closes time.Time) {
	last := rules.AgencyCloses
	if day.Weekday() == time.Friday {
		last = rules.AgencyClosesFriday
	}
	at := func(hour float64) time.Time {
		y, m, d := day.Date()
		return time.Date(y, m, d, 0, int(hour*60), 0, 0, zone)
	}
	return at(rules.AgencyOpens.Float()), at(last.Float())
}
