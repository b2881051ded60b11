package attractivity

import (
	"fmt"
	"time"

	"vigie/data/rules"
)

// Window is the days that comparable offers were created on, both included; ISO dates.
type Window struct{ First, Last string }

// WindowBefore is the window of an as-of date.
func WindowBefore(asOf string) (Window, error) {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return Window{}, fmt.Errorf("read as-of date: %w", err)
	}
	today := int32(day.Unix() / 86400)
	return Window{First: isoDay(windowStart(today)), Last: isoDay(today - 1)}, nil
}

// monthOf numbers the month of a day since year 0.
func monthOf(day int32) int32 {
	t := time.Unix(int64(day)*86400, 0).UTC()
	return int32(t.Year()*12 + int(t.Month()) - 1)
}

// windowStart is the first day of the rolling window before a day, as SQL's
// window_start(): the same day of the month, or the last one there is.
func windowStart(today int32) int32 {
	t := time.Unix(int64(today)*86400, 0).UTC()
	first := time.Date(t.Year(), t.Month()-time.Month(rules.WindowMonths.Int()), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return int32(first.AddDate(0, 0, min(t.Day(), last)-1).Unix() / 86400)
}

func monthLabel(month int32) string { return fmt.Sprintf("%04d-%02d", month/12, month%12+1) }

func isoDay(day int32) string {
	return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
}
