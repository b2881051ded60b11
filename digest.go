package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// digest says what the night was: what came, what was refused, what is served,
// how long it took.
func (n *night) digest(out io.Writer) {
	if n.record.State == "" {
		return // another run held the lake
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(out, "Night of %s: %s in %.1f s\n", n.record.AsOf, n.record.State, n.record.Seconds)
	if len(n.report.Totals) > 0 {
		fmt.Fprintln(w, "source\tfiles\tnew\tread\tloaded\trefused\t")
		for _, t := range n.report.Totals {
			if t.Files == 0 {
				continue
			}
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t\n", t.Source, t.Files, t.New, t.Read, t.Loaded, t.Quarantined)
		}
	}
	_ = w.Flush()
	for _, f := range n.report.Files {
		if f.Known || len(f.Unknown) == 0 {
			continue
		}
		names := make([]string, 0, len(f.Unknown))
		for name, count := range f.Unknown {
			names = append(names, fmt.Sprintf("%s (%d)", name, count))
		}
		fmt.Fprintf(out, "Unknown fields in %s, not kept: %s\n", f.Path, strings.Join(sorted(names), ", "))
	}
	for _, r := range n.readings {
		fmt.Fprintf(out, "Offers with %s: %d\n", strings.ReplaceAll(r.Item, "_", " "), r.Offers)
	}
	for _, path := range n.report.Ignored {
		fmt.Fprintf(out, "Not a source, skipped: %s\n", path)
	}
	if n.record.Snapshot == "" {
		return
	}
	fmt.Fprintf(out, "Snapshot %s: %d tables, %.1f MB, %d audits passed\n", n.record.Snapshot, len(n.manifest.Tables), float64(n.manifest.Bytes())/1e6, n.manifest.Audits)
	if len(n.pruned) > 0 {
		fmt.Fprintf(out, "Pruned: %s\n", strings.Join(n.pruned, ", "))
	}
}
