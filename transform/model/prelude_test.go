package model

import (
	"context"
	"testing"
	"time"
)

// The day of Paris is what the zone says, at every half hour of 140 years.
func TestOnParis(t *testing.T) {
	ctx := context.Background()
	db, err := Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Settings{Memory: "200MB", Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var instants, other int
	if err := db.QueryRow(ctx, `with instant as (
		select unnest(generate_series(timestamptz '1960-01-01', timestamptz '2100-01-01', interval 30 minute)) - interval 1 microsecond as t
	)
	select count(*), count(*) filter (on_paris(t) is distinct from cast(t as date)) from instant`).Scan(&instants, &other); err != nil {
		t.Fatal(err)
	}
	if instants < 2_000_000 || other > 0 {
		t.Errorf("another day at %d of %d instants", other, instants)
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []time.Time{
		time.Date(2026, 3, 29, 0, 0, 0, 0, paris), time.Date(2026, 3, 30, 0, 0, 0, 0, paris), // the clock goes forward
		time.Date(2026, 10, 25, 0, 0, 0, 0, paris), time.Date(2026, 10, 26, 0, 0, 0, 0, paris), // and back
		time.Date(2024, 2, 29, 0, 0, 0, 0, paris), time.Date(2026, 1, 1, 0, 0, 0, 0, paris), time.Date(2026, 7, 1, 0, 0, 0, 0, paris),
	} {
		for _, at := range []time.Time{at, at.Add(-time.Microsecond), at.Add(time.Hour)} {
			var day time.Time
			if err := db.QueryRow(ctx, "select on_paris(cast(? as timestamptz))", at.UTC().Format(time.RFC3339Nano)).Scan(&day); err != nil {
				t.Fatal(err)
			}
			if got, want := day.Format(time.DateOnly), at.Format(time.DateOnly); got != want {
				t.Errorf("%s is on %s", at.Format(time.RFC3339Nano), got)
			}
		}
	}
}
