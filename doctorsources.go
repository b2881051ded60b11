package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"vigie/data"
	"vigie/ingest"
)

// lastNight is the newest refresh in the ledger that says what came; nil when none does.
func lastNight(runs []data.Run) *data.Run {
	for i := range runs {
		if runs[i].Command == "refresh" && runs[i].Figures != nil {
			return &runs[i]
		}
	}
	return nil
}

// writeSources lists each source: who produces it, what is read of it, how fresh it
// is, and what came and was refused on the last night.
func writeSources(out io.Writer, night *data.Run, now time.Time) error {
	figures := &data.Figures{}
	if night != nil {
		figures = night.Figures
		fmt.Fprintf(out, "Sources, as the night of %s left them (%s, %s):\n", night.AsOf, night.State, night.Started)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "source\tfields\texpected\tnewest record\tfiles\trecords\trefused\tfrom")
	for _, s := range ingest.Sources() {
		info := s.Info()
		files, records, refused := lastDelivery(figures, info.Name)
		fields := fmt.Sprint(len(info.Fields))
		if info.Persons {
			fields += ", of persons"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\n", info.Name, fields, expected(info.Every), newestOf(figures, info.Name, now), files, records, refused, info.Owner)
	}
	return w.Flush()
}

// expected says how often a source is delivered.
func expected(every time.Duration) string {
	switch days := int(every / (24 * time.Hour)); days {
	case 0:
		return "when it changes"
	case 1:
		return "daily"
	case 7:
		return "weekly"
	case 31:
		return "monthly"
	case 366:
		return "yearly"
	default:
		return fmt.Sprintf("every %d days", days)
	}
}

// newestOf dates a source's newest record and says how old it is.
func newestOf(f *data.Figures, source string, now time.Time) string {
	for _, n := range f.Newest {
		if at, err := time.Parse(time.RFC3339, n.At); n.Source == source && err == nil {
			return fmt.Sprintf("%s, %d days old", at.In(paris).Format(time.DateOnly), max(0, int(now.Sub(at).Hours()/24)))
		}
	}
	return "-"
}

// lastDelivery says what the night read of a source, and what it refused of it.
func lastDelivery(f *data.Figures, source string) (files int, records int64, refused string) {
	var parts []string
	for _, d := range f.Delivered {
		if d.Source != source {
			continue
		}
		files, records = d.New, d.Read
		if d.RefusedFiles > 0 {
			parts = append(parts, fmt.Sprintf("files refused whole %d", d.RefusedFiles))
		}
	}
	for _, r := range f.Refused {
		if r.Source == source {
			parts = append(parts, fmt.Sprintf("%s %d", r.Rule, r.Records))
		}
	}
	if len(parts) == 0 {
		return files, records, "-"
	}
	return files, records, strings.Join(parts, ", ")
}

// writeFields lists every field that is read of every source.
func writeFields(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "source\tfield\ttype")
	for _, s := range ingest.Sources() {
		info := s.Info()
		for _, f := range info.Fields {
			kind := f.Type
			if f.Pseudonym {
				kind = "pseudonyme"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", info.Name, f.Name, kind)
		}
	}
	return w.Flush()
}

// checkDrift names the fields that came and that no contract lists: a producer has
// changed its export, and the contract may have to follow.
func checkDrift(lake data.Lake) finding {
	receipts, err := ingest.Receipts(lake)
	if err != nil {
		return finding{what: err.Error(), remedy: "restore the lake from its backup, or do what it says"}
	}
	names := map[string][]string{}
	for _, d := range listQuarantine(receipts, nil).Drift {
		names[d.Source] = append(names[d.Source], d.Field)
	}
	if len(names) == 0 {
		return finding{well: true, what: "every field that came is listed by a contract"}
	}
	var parts []string
	for _, source := range slices.Sorted(maps.Keys(names)) {
		parts = append(parts, source+": "+strings.Join(names[source], ", "))
	}
	return finding{warns: true, what: "fields that no contract lists came and were not kept: " + strings.Join(parts, "; "),
		remedy: "ask their producer, and list them in ingest if they are wanted; vigie quarantine list says what they look like"}
}

// checkFreshness names the sources that are late.
func checkFreshness(night *data.Run, now time.Time) []finding {
	if night == nil {
		return nil
	}
	var late []finding
	for _, w := range stale(night.Figures.Newest, now) {
		late = append(late, finding{warns: true, what: w.Text, remedy: "ask its producer for the missing deliveries, or look at the inbox"})
	}
	return late
}
