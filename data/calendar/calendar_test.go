package calendar

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// published are the public holidays of mainland France as the State publishes them:
// « Jours fériés en France », data.gouv.fr (etalab/jours-feries-france-data,
// csv/jours_feries_metropole.csv, Licence Ouverte).
const published = `
2024-01-01 2024-04-01 2024-05-01 2024-05-08 2024-05-09 2024-05-20 2024-07-14 2024-08-15 2024-11-01 2024-11-11 2024-12-25
2025-01-01 2025-04-21 2025-05-01 2025-05-08 2025-05-29 2025-06-09 2025-07-14 2025-08-15 2025-11-01 2025-11-11 2025-12-25
2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-01 2026-11-11 2026-12-25
2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 2027-05-17 2027-07-14 2027-08-15 2027-11-01 2027-11-11 2027-12-25`

func days(t *testing.T) map[string][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(Table())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	byDay := map[string][]string{}
	for _, r := range rows[1:] {
		byDay[r[0]] = r
	}
	return byDay
}

func TestHolidaysAreThoseThatTheStatePublishes(t *testing.T) {
	table := days(t)
	var got []string
	for day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() <= 2027; day = day.AddDate(0, 0, 1) {
		row := table[day.Format(time.DateOnly)]
		if row[1] != "" {
			got = append(got, row[0])
		}
		weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
		if want := row[1] == "" && !weekend; row[2] != strconv.FormatBool(want) {
			t.Errorf("%s (%s): working %s", row[0], row[1], row[2])
		}
	}
	if diff := cmp.Diff(strings.Fields(published), got); diff != "" {
		t.Errorf("holidays (-published +table):\n%s", diff)
	}
}

func TestOpeningHours(t *testing.T) {
	for _, c := range []struct{ day, opens, closes string }{
		{"2026-11-23", "2026-11-23T09:00:00+01:00", "2026-11-23T17:00:00+01:00"}, // Monday
		{"2026-11-27", "2026-11-27T09:00:00+01:00", "2026-11-27T12:00:00+01:00"}, // Friday
		{"2026-10-23", "2026-10-23T09:00:00+02:00", "2026-10-23T12:00:00+02:00"}, // before the clock goes back
		{"2026-10-26", "2026-10-26T09:00:00+01:00", "2026-10-26T17:00:00+01:00"}, // after
		{"2026-11-28", "", ""}, // Saturday
		{"2026-11-11", "", ""}, // Armistice
		{"2026-05-14", "", ""}, // Ascension
		{"2026-04-03", "2026-04-03T09:00:00+02:00", "2026-04-03T12:00:00+02:00"}, // Good Friday: of Alsace-Moselle only
	} {
		row := days(t)[c.day]
		if row[3] != c.opens || row[4] != c.closes {
			t.Errorf("%s: from %s to %s, want %s to %s", c.day, row[3], row[4], c.opens, c.closes)
		}
	}
}

// Sums go from one day to the next: what a day adds is what it is open.
func TestSumsAddUp(t *testing.T) {
	table := days(t)
	number := func(s string) int64 {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for day := time.Date(FirstYear, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() <= LastYear; day = day.AddDate(0, 0, 1) {
		row, next := table[day.Format(time.DateOnly)], table[day.AddDate(0, 0, 1).Format(time.DateOnly)]
		if next == nil {
			break
		}
		open := int64(0)
		if row[2] == "true" {
			open = 8 * 3600
			if day.Weekday() == time.Friday {
				open = 3 * 3600
			}
		}
		if got := number(next[5]) - number(row[5]); got != open {
			t.Fatalf("%s: open for %d s, want %d", row[0], got, open)
		}
		if got := number(next[6]) - number(row[6]); (got == 1) != (next[2] == "true") {
			t.Fatalf("%s: %d working days more", next[0], got)
		}
	}
	if got := len(table); got != 18263 {
		t.Errorf("%d days", got)
	}
}
