package attractivity

import (
	"fmt"
	"time"
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
