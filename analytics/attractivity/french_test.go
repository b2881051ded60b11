package attractivity

import "testing"

func TestApplicationsMessage(t *testing.T) {
	nine := 9.0
	for _, c := range []struct {
		age, mine, early, positions int
		median                      *float64
		alert                       bool
		want                        string
	}{
		{12, 4, 4, 1, &nine, true, "4\u00a0candidatures à J+12, la médiane du marché est à 9 : l'offre attire moins que le marché."},
		{1, 0, 0, 1, nil, false, "0\u00a0candidature à J+1."},
		{20, 6, 6, 3, &nine, false, "6\u00a0candidatures à J+20 pour 3\u00a0postes, la médiane du marché est à 9 par poste."},
		{730, 12, 5, 1, &nine, false, "12\u00a0candidatures à J+730, dont 5 à J+60, la médiane du marché est à 9."},
	} {
		if got := applicationsMessage(c.age, c.mine, c.early, c.positions, c.median, c.alert); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestFrenchNumbers(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 999: "999", 1000: "1\u00a0000", 1234567: "1\u00a0234\u00a0567"} {
		if got := thousands(v); got != want {
			t.Errorf("thousands(%v) = %q, want %q", v, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0", 1.25: "1,3", 9: "9", 64.06: "64,1"} {
		if got := decimal(v); got != want {
			t.Errorf("decimal(%v) = %q, want %q", v, got, want)
		}
	}
}

// TestWindowStart: the Go form of SQL's window_start(), 24 months before, the
// last day of a shorter month where there is none of that number.
func TestWindowStart(t *testing.T) {
	const leapDay, twoYearsBefore = 19782, 19051 // 2024-02-29, 2022-02-28
	if got := windowStart(leapDay); got != twoYearsBefore {
		t.Errorf("window of 2024-02-29 starts on day %d (%s), want %d", got, isoDay(got), twoYearsBefore)
	}
	if got := isoDay(windowStart(20414)); got != "2023-11-22" { // 2025-11-22
		t.Errorf("window of 2025-11-22 starts on %s", got)
	}
}
