package ingest

import (
	"testing"
	"time"
)

func TestReadInstant(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2026-10-31", "2026-10-30T23:00:00Z"},           // midnight in Paris, winter time
		{"2026-07-14", "2026-07-13T22:00:00Z"},           // summer time
		{"2026-10-31T10:00:00Z", "2026-10-31T10:00:00Z"}, // UTC
		{"2025-03-28T14:24:54.516Z", "2025-03-28T14:24:54.516Z"},
		{"2019-05-06T10:00:00+01:00", "2019-05-06T09:00:00Z"},
		{"2019-05-06T10:00:00-0230", "2019-05-06T12:30:00Z"},
		{"2019-05-06T10:00:00+02", "2019-05-06T08:00:00Z"},
		{"2026-07-14T12:00:00", "2026-07-14T10:00:00Z"}, // no offset: Paris
		{"2026-07-14 12:00", "2026-07-14T10:00:00Z"},
		{"2026-03-29T02:30:00", "2026-03-29T01:30:00Z"}, // an hour that does not exist in Paris
		{"2024-02-29", "2024-02-28T23:00:00Z"},
		{"2025-03-28T14:24:54,1234567Z", "2025-03-28T14:24:54.123456Z"},
		{"2023-02-29", ""}, {"2026-13-01", ""}, {"2026-00-10", ""}, {"2026-04-31", ""}, {"31/10/2026", ""}, {"2026-10-31T", ""},
		{"2026-10-31T24:00:00Z", ""}, {"2026-10-31T10:60:00Z", ""}, {"2026-10-31T10:00:60Z", ""}, {"2026-10-31T10:00:00+25:00", ""},
		{"2026-10-31T10:00:00.Z", ""}, {"2026-10-31T10:00:00Zz", ""}, {"2026-1-3", ""}, {"1066-10-14", ""}, {"9999-12-31", ""}, {"", ""}, {"20261031", ""},
	} {
		got, ok := readInstant(c.in)
		if ok != (c.want != "") || got.String() != c.want {
			t.Errorf("readInstant(%q) = %s, %v; want %s", c.in, got, ok, c.want)
		}
	}
}

func TestMonthOfIsParis(t *testing.T) {
	for in, want := range map[string]int32{
		"2025-03-31T21:59:59Z": 202503, "2025-03-31T22:00:00Z": 202504, "2025-12-31T23:00:00Z": 202601, "1969-12-31": 196912,
	} {
		got, ok := readInstant(in)
		if !ok || monthOf(got) != want {
			t.Errorf("monthOf(%s) = %d, want %d", in, monthOf(got), want)
		}
	}
}

// TestClocksOfParis: times without an offset and months are what the standard
// library says, around every change of the clocks too.
func TestClocksOfParis(t *testing.T) {
	check := func(at time.Time) {
		y, mo, d := at.Date()
		h, mi, s := at.Clock()
		want := time.Date(y, mo, d, h, mi, s, 0, paris)
		got, ok := readInstant(at.Format("2006-01-02T15:04:05"))
		if !ok || got != Instant(want.UnixMicro()) {
			t.Fatalf("%v in Paris: %v, want %v", at, got, want.UTC())
		}
		if year, month, _ := want.Date(); monthOf(got) != int32(100*year+int(month)) {
			t.Fatalf("month of %v: %d", want, monthOf(got))
		}
	}
	for at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2200; at = at.Add(7*time.Hour + 13*time.Minute + 11*time.Second) {
		check(at)
	}
	for _, p := range parisPeriods().all {
		for minutes := -200; minutes <= 200; minutes += 10 {
			if at := time.Unix(p.from+int64(60*minutes), 0).UTC(); at.Year() >= 1900 && at.Year() < 2200 {
				check(at)
			}
		}
	}
}

// FuzzInstant holds the reader against the standard library where both read.
func FuzzInstant(f *testing.F) {
	for _, s := range []string{"2026-10-31", "2026-10-31T10:00:00Z", "2025-03-28T14:24:54.516+01:00", "2026-07-14T12:00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := readInstant(s)
		if want, err := time.Parse(time.RFC3339Nano, s); err == nil && len(s) >= 20 && len(s) <= 32 && s[13] == ':' && want.Year() >= 1900 && want.Year() <= 2199 {
			if _, offset := want.Zone(); offset > 14*3600 || offset < -14*3600 {
				return
			}
			if !ok || got != Instant(want.UnixMicro()) {
				t.Errorf("readInstant(%q) = %v, %v; want %v", s, got, ok, want)
			}
		}
	})
}
