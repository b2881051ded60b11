package sample

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// record is a version of a record: its stamp, and all that it says.
type record struct{ stamp, text string }

// records gives the last version of each record of a source, and the stamps of all.
func records(t *testing.T, dir, source string) (last map[string]record, stamps []string) {
	t.Helper()
	last = map[string]record{}
	if files, err := filepath.Glob(filepath.Join(dir, source, "*")); err == nil && len(files) == 0 {
		return last, nil // a day without news
	}
	keep := func(id, stamp string, text []byte) {
		stamps = append(stamps, stamp)
		if before, known := last[id]; !known || before.stamp < stamp {
			last[id] = record{stamp, string(text)}
		} else if before.stamp == stamp && before.text != string(text) {
			t.Fatalf("%s: two versions of one stamp: %s and %s", source, before.text, text)
		}
	}
	if source == "enquetes" {
		lines(t, dir, source, func(line []byte) {
			if string(line) == strings.TrimSpace(surveyHeader) {
				return
			}
			r := csv.NewReader(bytes.NewReader(line))
			r.Comma = ';'
			row, err := r.Read()
			if err != nil {
				t.Fatal(err)
			}
			keep(row[0], row[12], line)
		})
		return last, stamps
	}
	lines(t, dir, source, func(line []byte) {
		var one struct{ ID, SIRET, Date, DateMaj, DateActualisation, DateDemande, DateReponse string }
		if err := json.Unmarshal(line, &one); err != nil {
			t.Fatalf("%s: %v: %s", source, err, line)
		}
		keep(cmp.Or(one.ID, one.SIRET), max(one.Date, cmp.Or(one.DateMaj, max(one.DateDemande, one.DateReponse)), one.DateActualisation), line)
	})
	return last, stamps
}

// dated is every date told by a record of the past: what is planned is not.
func dated(t *testing.T, source, text string) (dates []string) {
	t.Helper()
	if source == "enquetes" {
		columns := strings.Split(text, ";")
		return []string{columns[2], columns[3], columns[7], columns[12]}
	}
	var fields map[string]any
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		t.Fatal(err)
	}
	for name, value := range fields {
		if date, isText := value.(string); isText && strings.HasPrefix(name, "date") {
			dates = append(dates, date)
		}
	}
	return dates
}

// states is how many states a record of a source may take.
var states = map[string]int{
	"offres": 2, "candidatures": 2, "services": 1, "enquetes": 3, "demandeurs": 2, "etablissements": 2, "contacts": 2, "espaces_recruteur": 4, "evenements": 1,
}

// TestDeltasMakeTheWhole: a first load and deltas hold, in the end, the very
// records that one delivery of everything holds; each only what was then known.
func TestDeltasMakeTheWhole(t *testing.T) {
	o := Options{Scale: 0.0005, Seed: 11, BrokenShare: -1, AsOf: asOf(t)}
	whole, _ := generate(t, o)
	o.Out = t.TempDir()
	cuts := []string{"", "2024-12-12", "2024-12-13", "2025-03-31", ""}
	for i := range len(cuts) - 1 {
		o.From, o.To = time.Time{}, time.Time{}
		for bound, text := range map[*time.Time]string{&o.From: cuts[i], &o.To: cuts[i+1]} {
			if text == "" {
				continue
			}
			var err error
			if *bound, err = time.Parse(time.DateOnly, text); err != nil {
				t.Fatal(err)
			}
		}
		alone := o
		alone.Out = t.TempDir()
		for _, one := range []Options{o, alone} {
			if _, err := Generate(t.Context(), one); err != nil {
				t.Fatal(err)
			}
		}
		for source := range states {
			last, stamps := records(t, alone.Out, source)
			for _, s := range stamps {
				if s < cuts[i] || cuts[i+1] != "" && s >= cuts[i+1] {
					t.Fatalf("%s from %s to %s: a state stamped %s", source, cuts[i], cuts[i+1], s)
				}
			}
			for _, r := range last {
				for _, date := range dated(t, source, r.text) {
					if cuts[i+1] != "" && date >= cuts[i+1] {
						t.Fatalf("%s up to %s: %s is told in %s", source, cuts[i+1], date, r.text)
					}
				}
			}
		}
	}
	for source := range states {
		want, _ := records(t, whole, source)
		got, stamps := records(t, o.Out, source)
		if len(got) != len(want) {
			t.Errorf("%s: %d records in deltas, %d in one delivery", source, len(got), len(want))
		}
		for id, r := range want {
			if got[id] != r {
				t.Errorf("%s: at last %q, in one delivery %q", source, got[id].text, r.text)
				break
			}
		}
		if states[source] > 1 && len(stamps) == len(got) {
			t.Errorf("%s: deltas change no record", source)
		}
	}
	if _, err := Generate(t.Context(), Options{Out: o.Out, Scale: o.Scale, Seed: o.Seed, AsOf: o.AsOf}); !errors.Is(err, ErrOther) {
		t.Errorf("one delivery of everything beside deltas: %v", err)
	}
}

// TestDeltaIsNational: a day's delta at the size of France, by its share here.
func TestDeltaIsNational(t *testing.T) {
	const scale = 0.02
	friday := time.Date(2025, 3, 21, 0, 0, 0, 0, time.UTC)
	_, report := generate(t, Options{Scale: scale, Seed: 1, From: friday, To: friday.AddDate(0, 0, 1)})
	for source, want := range map[string][2]float64{ // a little over a mean day of 24 months
		"offres": {55e3, 95e3}, "candidatures": {120e3, 240e3}, "services": {7e3, 20e3}, "enquetes": {1.5e3, 9e3}, "demandeurs": {20e3, 60e3},
	} {
		if n := float64(report.Rows[source]) / scale; n < want[0] || n > want[1] {
			t.Errorf("%s: %.0f records a day, want %.0f to %.0f", source, n, want[0], want[1])
		}
	}
	if n := report.Rows["agences"]; n != 0 {
		t.Errorf("%d agencies in a delta", n)
	}
}
