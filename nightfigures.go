package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"vigie/analytics"
	"vigie/analytics/diff"
	"vigie/data"
	"vigie/data/rules"
	"vigie/ingest"
)

// movesTold are the moves of each indicator that a digest names.
const movesTold = 3

// figures sums the night up. What can't be told is left out and logged: a
// published night is published.
func (n *night) figures(ctx context.Context) *data.Figures {
	f := &data.Figures{AuditFailures: len(n.breaches), Audits: n.audits, Warnings: n.warnings}
	f.Delivered, f.Refused = delivered(n.report)
	if n.dryRun {
		return f
	}
	f.Newest = n.freshness()
	f.Warnings = append(f.Warnings, stale(f.Newest, n.asOf)...)
	f.SnapshotBytes = n.manifest.Bytes()
	report := func(what string, err error) {
		if err != nil {
			slog.WarnContext(ctx, "the digest lacks "+what, "run", n.record.ID, "err", err)
		}
	}
	var err error
	f.LakeBytes, err = diskUse(n.lake.Root, func(fs.FileInfo) bool { return true })
	report("the size of the lake", err)
	f.WrittenBytes, err = n.written()
	report("what was written", err)
	if n.record.State == "published" && n.manifest.Parent != "" {
		d, err := diff.Nights(ctx, n.lake, n.manifest.Parent, n.manifest.ID, diff.Options{Top: movesTold, Published: analytics.IsPublished})
		report("what moved", err)
		f.Moves, f.Rows = moved(d)
		f.Decided = d.Decisions
	}
	return f
}

// delivered counts what the night read, by source and by rule.
func delivered(r ingest.Report) ([]data.Delivered, []data.Refused) {
	var came []data.Delivered
	for _, t := range r.Totals {
		if t.Files > 0 {
			came = append(came, data.Delivered{
				Source: t.Source, Files: t.Files, New: t.New, RefusedFiles: t.Refused, Read: t.Read, Loaded: t.Loaded, Quarantined: t.Quarantined,
			})
		}
	}
	type key struct{ source, rule string }
	counts := map[key]int64{}
	for i := range r.Files {
		if f := &r.Files[i]; !f.Known {
			for rule, records := range f.Rules {
				counts[key{f.Source, rule}] += records
			}
		}
	}
	var refused []data.Refused
	for k, records := range counts {
		refused = append(refused, data.Refused{Source: k.source, Rule: k.rule, Records: records})
	}
	slices.SortFunc(refused, func(a, b data.Refused) int {
		if a.Source != b.Source {
			return strings.Compare(a.Source, b.Source)
		}
		return strings.Compare(a.Rule, b.Rule)
	})
	return came, refused
}

// freshness says how old each source's newest record is. A night that reads
// nothing of a source goes by what the one before knew.
func (n *night) freshness() []data.Newest {
	known := map[string]string{}
	if runs, err := n.lake.Runs(); err == nil {
		if i := slices.IndexFunc(runs, func(r data.Run) bool { return r.Succeeded() && r.Figures != nil && r.AsOf <= n.record.AsOf }); i >= 0 {
			for _, s := range runs[i].Figures.Newest {
				known[s.Source] = s.At
			}
		}
	}
	for source, at := range n.newest {
		known[source] = max(known[source], at.UTC().Format(time.RFC3339))
	}
	var list []data.Newest
	for _, s := range ingest.Sources() {
		if at, ok := known[s.Info().Name]; ok && s.Info().Every > 0 {
			list = append(list, data.Newest{Source: s.Info().Name, At: at, EverySeconds: int64(s.Info().Every.Seconds())})
		}
	}
	return list
}

// stale warns of the sources whose newest record is too old on the as-of day.
func stale(newest []data.Newest, asOf time.Time) []data.Warning {
	var warnings []data.Warning
	for _, s := range newest {
		at, err := time.Parse(time.RFC3339, s.At)
		every := time.Duration(s.EverySeconds) * time.Second
		if err != nil || asOf.Sub(at) <= time.Duration(rules.FreshnessPeriods.Float()*float64(every)) {
			continue
		}
		warnings = append(warnings, data.Warning{Gate: "freshness", Subject: s.Source, Text: fmt.Sprintf(
			"%s: its newest record is of %s, %.0f days old; it is expected every %.0f", s.Source, at.In(paris).Format(time.DateOnly),
			asOf.Sub(at).Hours()/24, every.Hours()/24)})
	}
	return warnings
}

// moved keeps the moves that a digest names, and the conformed tables that grew or shrank.
func moved(d diff.Difference) ([]data.Moved, []data.RowChange) {
	var moves []data.Moved
	for _, m := range d.Moves {
		if m.Move != nil && *m.Move != 0 && !m.LowN {
			moves = append(moves, data.Moved{
				Indicator: m.Indicator, Level: m.Level, Label: m.Label, Kind: m.Kind, Period: m.Period, Before: *m.Before, After: *m.After,
			})
		}
	}
	var rows []data.RowChange
	for _, t := range d.Tables {
		if strings.HasPrefix(t.Table, "core.") && t.Before != t.After {
			rows = append(rows, data.RowChange{Table: t.Table, Before: t.Before, After: t.After})
		}
	}
	return moves, rows
}

// written is the size of the files that this night added: those of the raw lake,
// and those of its snapshot that no other shares.
func (n *night) written() (int64, error) {
	var sum int64
	for i := range n.report.Files {
		f := &n.report.Files[i]
		if f.Known || f.State != ingest.Loaded {
			continue
		}
		size, err := diskUse(filepath.Join(n.lake.RawDir(f.Source), f.ID), func(fs.FileInfo) bool { return true })
		if err != nil {
			return sum, err
		}
		sum += size
	}
	if n.record.State != "published" {
		return sum, nil
	}
	size, err := diskUse(n.lake.SnapshotDir(n.manifest.ID), func(st fs.FileInfo) bool {
		sys, ok := st.Sys().(*syscall.Stat_t)
		return !ok || sys.Nlink == 1
	})
	return sum + size, err
}

// diskUse adds up the files of a folder that count; one of several names counts once.
func diskUse(dir string, counts func(fs.FileInfo) bool) (int64, error) {
	sizes := map[uint64]int64{}
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		st, err := d.Info()
		if err != nil {
			return err
		}
		if sys, ok := st.Sys().(*syscall.Stat_t); ok && counts(st) {
			sizes[sys.Ino] = st.Size()
		}
		return nil
	})
	if os.IsNotExist(err) {
		return 0, nil
	}
	var sum int64
	for size := range maps.Values(sizes) {
		sum += size
	}
	return sum, err
}
