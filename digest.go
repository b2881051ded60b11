package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"vigie/analytics"
	"vigie/analytics/performance"
	"vigie/api/web"
	"vigie/data"
)

// nightStages are the parts of a night, in order; the ledger has the tables too.
var nightStages = []string{"ingest", "build", "publish"}

// digest says what the night was: what came, what was refused, what moved, what
// is served, how long it took and how big it is.
func (n *night) digest(out io.Writer) {
	if n.record.State == "" {
		return // another run held the lake
	}
	var parts []string
	for _, s := range n.record.Stages {
		if slices.Contains(nightStages, s.Name) {
			parts = append(parts, fmt.Sprintf("%s %.1f s", s.Name, s.Seconds))
		}
	}
	fmt.Fprintf(out, "Night of %s: %s in %.1f s (%s)\n", n.record.AsOf, n.record.State, n.record.Seconds, strings.Join(parts, ", "))
	f := n.record.Figures
	digestDelivered(out, f)
	for _, r := range n.report.Files {
		if r.Known || len(r.Drift) == 0 {
			continue
		}
		names := make([]string, 0, len(r.Drift))
		for name, seen := range r.Drift {
			names = append(names, fmt.Sprintf("%s (%d, %s)", name, seen.Records, strings.Join(seen.Shapes, " or ")))
		}
		fmt.Fprintf(out, "Unknown fields in %s, not kept: %s\n", r.Path, strings.Join(sorted(names), ", "))
	}
	for _, r := range n.readings {
		fmt.Fprintf(out, "Offers with %s: %d\n", strings.ReplaceAll(r.Item, "_", " "), r.Offers)
	}
	digestRefusals(out, n.refusals)
	for _, path := range n.report.Ignored {
		fmt.Fprintf(out, "Not a source, skipped: %s\n", path)
	}
	for _, w := range f.Warnings {
		fmt.Fprintf(out, "Warning, %s of %s\n", w.Gate, w.Text)
	}
	if n.dryRun {
		digestDryRun(out, f)
	}
	if n.record.Snapshot == "" {
		return
	}
	digestMoves(out, f)
	fmt.Fprintf(out, "Snapshot %s: %d tables, %.1f MB, %d audits passed; %.1f MB written, lake %.1f MB\n", n.record.Snapshot, len(n.manifest.Tables),
		float64(n.manifest.Bytes())/1e6, n.manifest.Audits, float64(f.WrittenBytes)/1e6, float64(f.LakeBytes)/1e6)
	if len(n.pruned) > 0 {
		fmt.Fprintf(out, "Pruned: %s\n", strings.Join(n.pruned, ", "))
	}
}

func digestDelivered(out io.Writer, f *data.Figures) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	if len(f.Delivered) > 0 {
		fmt.Fprintln(w, "source\tfiles\tnew\trefused whole\tread\tloaded\trefused\t")
	}
	for _, d := range f.Delivered {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t\n", d.Source, d.Files, d.New, d.RefusedFiles, d.Read, d.Loaded, d.Quarantined)
	}
	_ = w.Flush()
	bySource := map[string][]string{}
	for _, r := range f.Refused {
		bySource[r.Source] = append(bySource[r.Source], fmt.Sprintf("%s %d", r.Rule, r.Records))
	}
	for _, d := range f.Delivered {
		if rules := bySource[d.Source]; len(rules) > 0 {
			fmt.Fprintf(out, "Refused of %s by rule: %s\n", d.Source, strings.Join(rules, ", "))
		}
	}
}

// digestDryRun says what the night would have done with the inbox.
func digestDryRun(out io.Writer, f *data.Figures) {
	var t data.Delivered
	for _, d := range f.Delivered {
		t.Files, t.New, t.RefusedFiles = t.Files+d.Files, t.New+d.New, t.RefusedFiles+d.RefusedFiles
		t.Read, t.Loaded, t.Quarantined = t.Read+d.Read, t.Loaded+d.Loaded, t.Quarantined+d.Quarantined
	}
	fmt.Fprintf(out, "Nothing was changed. A night would read %d new files and go by %d known ones; of %d records it would load %d and refuse %d; %d files are refused whole.\n",
		t.New, t.Files-t.New, t.Read, t.Loaded, t.Quarantined, t.RefusedFiles)
}

// digestRefusals tells what the rules of the channels refuse, a line a channel.
func digestRefusals(out io.Writer, refusals []analytics.Refusal) {
	byChannel := map[string][]string{}
	for _, r := range refusals {
		byChannel[r.Channel] = append(byChannel[r.Channel], fmt.Sprintf("%s %d", r.Rule, r.Offers))
	}
	for _, channel := range slices.Sorted(maps.Keys(byChannel)) {
		fmt.Fprintf(out, "Offers refused of channel %s by rule: %s\n", channel, strings.Join(byChannel[channel], ", "))
	}
}

func digestMoves(out io.Writer, f *data.Figures) {
	var rows []string
	for _, r := range f.Rows {
		rows = append(rows, fmt.Sprintf("%s %d (%+d)", r.Table, r.After, r.After-r.Before))
	}
	if len(rows) > 0 {
		fmt.Fprintf(out, "Rows: %s\n", strings.Join(rows, ", "))
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if len(f.Decided) > 0 {
		fmt.Fprintln(w, "Decided by the rules of channels:")
	}
	for _, d := range f.Decided {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%d offers\t%s\n", d.Channel, d.Rule, d.Action, d.After, grownBy(d.After-d.Before))
	}
	_ = w.Flush()
	if len(f.Moves) == 0 {
		return
	}
	definitions := map[string]performance.Definition{}
	if all, err := performance.Definitions(); err == nil {
		for _, d := range all {
			definitions[d.ID] = d
		}
	}
	fmt.Fprintln(w, "Moved most, on 30 observations or more (all of it: vigie snapshots diff):")
	for _, m := range f.Moves {
		d, by := definitions[m.Indicator], m.After-m.Before
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s %s\t%s → %s\t%s\n", strings.ToUpper(m.Indicator), web.Word("level", m.Level), m.Label, web.Word("kind", m.Kind),
			m.Period, web.Value(d, &m.Before), web.Value(d, &m.After), web.Move(d, &by))
	}
	_ = w.Flush()
}
