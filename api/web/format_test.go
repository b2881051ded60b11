package web

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plain writes the spaces that no line breaks at as ordinary ones.
var plain = strings.NewReplacer(thin, " ", nbsp, " ")

func TestFormat(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{integer(0), "0"}, {integer(999), "999"}, {integer(1000), "1 000"}, {integer(-1234567), "−1 234 567"},
		{short(39.5), "39,5"}, {short(40), "40"}, {short(-0.04), "0"}, {short(1234.56), "1 234,6"}, {number(math.NaN(), 1), "—"}, {number(math.Inf(1), 1), "—"},
		{percent(0.755), "75,5 %"}, {percent(1), "100 %"}, {euros(1960.4), "1 960 €"}, {days(1), "1 jour"}, {days(1.5), "1,5 jour"}, {days(39.5), "39,5 jours"},
		{months(12), "12 mois"}, {months(24), "2 ans"}, {months(30), "30 mois"}, {months(0), "0 mois"}, {km(5.25), "5,2 km"},
		{count(0, "offre comparable"), "0 offre comparable"}, {count(2, "offre comparable"), "2 offres comparables"}, {count(3, "mois"), "3 mois"},
		{date("2026-11-01"), "1er novembre 2026"}, {date("2026-08-22T10:00:00Z"), "22 août 2026"}, {date("soon"), "soon"}, {date(""), ""},
		{period("2026-09"), "septembre 2026"}, {period("2026-Q1"), "1er trimestre 2026"}, {period("2026-Q3"), "3e trimestre 2026"}, {period("2026"), "2026"}, {period("2026-13"), "2026-13"},
		{tick("2026-09"), "09/26"}, {tick("2026-Q3"), "T3 26"}, {tick("J+5"), "J+5"},
	} {
		if got := plain.Replace(c.got); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Ticks are ordered, few, and hold what they measure.
func TestTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		high := low + rapid.Float64Range(0, 1e6).Draw(t, "span")
		all := ticks(low, high, false)
		if len(all) < 2 || len(all) > 7 {
			t.Fatalf("%d ticks: %v", len(all), all)
		}
		slack := 1e-6 * (1 + math.Abs(low) + math.Abs(high))
		if all[0] > low+slack || all[len(all)-1] < high-slack {
			t.Fatalf("[%v, %v] is not within %v", low, high, all)
		}
		for i := 1; i < len(all); i++ {
			if all[i] <= all[i-1] {
				t.Fatalf("not ordered: %v", all)
			}
		}
	})
}
