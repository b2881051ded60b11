package web

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vigie/analytics/attractivity"
)

// plain writes the spaces that no line breaks at as ordinary ones.
var plain = strings.NewReplacer(thin, " ", nbsp, " ")

func TestFormat(t *testing.T) {
	fr, en := french, english
	for _, c := range []struct{ got, want string }{
		{fr.integer(0), "0"}, {fr.integer(999), "999"}, {fr.integer(1000), "1 000"}, {fr.integer(-1234567), "−1 234 567"}, {en.integer(1234567), "1,234,567"},
		{fr.short(39.5), "39,5"}, {fr.short(40), "40"}, {fr.short(-0.04), "0"}, {fr.short(1234.56), "1 234,6"}, {en.short(1234.56), "1,234.6"}, {en.short(40), "40"},
		{fr.number(math.NaN(), 1), "—"}, {fr.number(math.Inf(1), 1), "—"},
		{fr.percentage(0.755), "75,5 %"}, {fr.percentage(1), "100 %"}, {en.percentage(0.755), "75.5%"}, {fr.amount(1960.4), "1 960 €"}, {en.amount(1960.4), "€1,960"},
		{fr.days(1), "1 jour"}, {fr.days(1.5), "1,5 jour"}, {fr.days(39.5), "39,5 jours"}, {en.days(1), "1 day"}, {en.days(1.5), "1.5 days"}, {en.days(0), "0 days"},
		{fr.duration(12), "12 mois"}, {fr.duration(24), "24 mois"}, {fr.duration(30), "30 mois"}, {fr.duration(0), "0 mois"}, {en.duration(1), "1 month"}, {en.duration(36), "36 months"},
		{fr.km(5.25), "5,2 km"}, {fr.hours(35), "35 h"},
		{fr.count(0, "offre comparable"), "0 offre comparable"}, {fr.count(2, "offre comparable"), "2 offres comparables"}, {fr.count(3, "mois"), "3 mois"}, {en.count(12, "offre comparable"), "12 comparable offers"},
		{fr.date("2026-11-01"), "1er novembre 2026"}, {fr.date("2026-08-22T10:00:00Z"), "22 août 2026"}, {fr.date("soon"), "soon"}, {fr.date(""), ""}, {en.date("2026-11-01"), "1 November 2026"},
		{fr.period("2026-09"), "septembre 2026"}, {fr.period("2026-Q1"), "1er trimestre 2026"}, {fr.period("2026-Q3"), "3e trimestre 2026"}, {fr.period("2026"), "2026"}, {fr.period("2026-13"), "2026-13"},
		{en.period("2026-09"), "September 2026"}, {fr.tick("2026-09"), "09/26"}, {fr.tick("2026-Q3"), "T3 26"}, {fr.tick("J+5"), "J+5"},
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

func TestTypeset(t *testing.T) {
	for text, want := range map[string]string{
		"Cible : 75 % : non ; oui ?":    "Cible" + nbsp + ": 75" + thin + "%" + nbsp + ": non" + thin + "; oui" + thin + "?",
		"« 30 OE »":                     "«" + nbsp + "30 OE" + nbsp + "»",
		"{{$d := .X}} %s : %d %s, 5 %%": "{{$d := .X}} %s" + nbsp + ": %d %s, 5" + thin + "%%",
		"12:30, a=b;c":                  "12:30, a=b;c",
	} {
		if got := typeset(text); got != want || typeset(got) != want {
			t.Errorf("typeset(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNeeds(t *testing.T) {
	share := 0.4
	for _, c := range []struct {
		need   attractivity.BMO
		fr, en string
	}{
		{attractivity.BMO{Low: 20, High: 20, DifficultShare: &share, DifficultLow: 0.4, DifficultHigh: 0.4}, "20 dans le bassin, dont 40 % jugés difficiles", "20 in the basin, of which 40% judged difficult"},
		{attractivity.BMO{Low: 1021, High: 1024, DifficultShare: &share, DifficultLow: 0.375, DifficultHigh: 0.425}, "1 021 à 1 024 dans le bassin, dont 37,5 % à 42,5 % jugés difficiles", "1,021 to 1,024 in the basin, of which 37.5% to 42.5% judged difficult"},
		{attractivity.BMO{Low: 1, High: 4, DifficultHigh: 1}, "1 à 4 dans le bassin ; la part jugée difficile n'est pas publiée", "1 to 4 in the basin; the share judged difficult is not published"},
	} {
		if got := plain.Replace(french.needs(&c.need)); got != c.fr {
			t.Errorf("%q, want %q", got, c.fr)
		}
		if got := english.needs(&c.need); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
	}
}
