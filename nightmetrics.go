package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"vigie/data"
)

// nightMetrics tells Prometheus what the ledger says of the nights: those of the
// last one, and since when all is well. Labels name sources, channels, stages,
// rules and gates, never a place, a file or a person.
type nightMetrics struct {
	lake data.Lake

	mu   sync.Mutex
	read os.FileInfo // the ledger that runs were read from
	runs []data.Run
}

// nightStates are what a night can end as.
var nightStates = []string{"published", "unchanged", "refused", "failed", "disk_full"}

// metric is one family: its name without the prefix, its help and its labels.
type metric struct{ desc *prometheus.Desc }

func gauge(name, help string, labels ...string) metric {
	return metric{prometheus.NewDesc("vigie_"+name, help, labels, nil)}
}

var (
	lastSuccess       = gauge("night_last_success_timestamp_seconds", "When the last night that published, or had nothing to change, ended.")
	lastRun           = gauge("night_last_run_timestamp_seconds", "When the last night ended, however it ended.")
	nightState        = gauge("night_state", "1 for how the last night ended.", "state")
	nightDuration     = gauge("night_duration_seconds", "Time that the last night took.")
	stageDuration     = gauge("night_stage_duration_seconds", "Time that a stage of the last night took.", "stage")
	nightRecords      = gauge("night_records", "Records that the last night read of new files, by source and outcome.", "source", "outcome")
	nightRefused      = gauge("night_refused_records", "Records of new files that break a rule of their contract.", "source", "rule")
	nightRefusedFiles = gauge("night_refused_files", "Files of the inbox that are refused whole or can't be read.", "source")
	offersDecided     = gauge("offers_decided", "Offers that a rule of their channel alerts on or refuses.", "channel", "rule", "action")
	nightAudits       = gauge("night_audits", "Audits that the last night ran.")
	nightFailures     = gauge("night_audit_failures", "Audits of the last night that failed, and refused it.")
	nightWarnings     = gauge("night_warnings", "What the last night warns of, by gate.", "gate")
	nightWritten      = gauge("night_written_bytes", "What the last night added to the lake.")
	lakeBytes         = gauge("lake_bytes", "Size of the lake after the last night.")
	sourceRecords     = gauge("source_records", "Records of a source since the lake began, by outcome, at the last success.", "source", "outcome")
	sourceNewest      = gauge("source_newest_timestamp_seconds", "Stamp of a source's newest record.", "source")
	sourceEvery       = gauge("source_every_seconds", "How often a source is expected.", "source")
	snapshotBytes     = gauge("snapshot_bytes", "Size of the snapshot served.")
	snapshotPublished = gauge("snapshot_published_timestamp_seconds", "When the snapshot served was published.")
	snapshotAsOf      = gauge("snapshot_as_of_timestamp_seconds", "Midnight in Paris of the snapshot's as-of day.")
)

// Describe sends nothing: which sources and rules there are is known at Collect.
func (*nightMetrics) Describe(chan<- *prometheus.Desc) {}

// Collect sends what the ledger and the snapshot served say.
func (m *nightMetrics) Collect(ch chan<- prometheus.Metric) {
	runs, err := m.ledger()
	if err != nil {
		slog.Warn("the ledger can't be measured", "err", err)
		return
	}
	send := func(family metric, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(family.desc, prometheus.GaugeValue, v, labels...)
	}
	instant := func(family metric, layout, text string, labels ...string) {
		if at, err := time.ParseInLocation(layout, text, paris); err == nil {
			send(family, float64(at.Unix()), labels...)
		}
	}
	m.snapshot(send, instant)
	if i := slices.IndexFunc(runs, data.Run.Succeeded); i >= 0 {
		instant(lastSuccess, time.RFC3339, runs[i].Ended)
		for _, c := range runs[i].Sources {
			send(sourceRecords, float64(c.Read), c.Source, "read")
			send(sourceRecords, float64(c.Loaded), c.Source, "loaded")
			send(sourceRecords, float64(c.Duplicate), c.Source, "duplicate")
			send(sourceRecords, float64(c.Superseded), c.Source, "superseded")
			send(sourceRecords, float64(c.Quarantined), c.Source, "quarantined")
		}
	}
	i := slices.IndexFunc(runs, func(r data.Run) bool { return r.Command == "refresh" })
	if i < 0 {
		return
	}
	last := runs[i]
	instant(lastRun, time.RFC3339, last.Ended)
	for _, state := range nightStates {
		v := 0.0
		if last.State == state {
			v = 1
		}
		send(nightState, v, state)
	}
	send(nightDuration, last.Seconds)
	for _, s := range last.Stages {
		if slices.Contains(nightStages, s.Name) {
			send(stageDuration, s.Seconds, s.Name)
		}
	}
	if f := last.Figures; f != nil {
		collectFigures(f, send, instant)
	}
}

func collectFigures(f *data.Figures, send func(metric, float64, ...string), instant func(metric, string, string, ...string)) {
	for _, d := range f.Delivered {
		send(nightRecords, float64(d.Read), d.Source, "read")
		send(nightRecords, float64(d.Loaded), d.Source, "loaded")
		send(nightRecords, float64(d.Quarantined), d.Source, "quarantined")
		send(nightRefusedFiles, float64(d.RefusedFiles), d.Source)
	}
	for _, r := range f.Refused {
		send(nightRefused, float64(r.Records), r.Source, r.Rule)
	}
	for _, d := range f.Decided {
		send(offersDecided, float64(d.After), d.Channel, d.Rule, d.Action)
	}
	for _, s := range f.Newest {
		instant(sourceNewest, time.RFC3339, s.At, s.Source)
		send(sourceEvery, float64(s.EverySeconds), s.Source)
	}
	send(nightAudits, float64(f.Audits))
	send(nightFailures, float64(f.AuditFailures))
	gates := map[string]int{"freshness": 0, "volume": 0, "indicator": 0}
	for _, w := range f.Warnings {
		gates[w.Gate]++
	}
	for gate, n := range gates {
		send(nightWarnings, float64(n), gate)
	}
	send(nightWritten, float64(f.WrittenBytes))
	if f.LakeBytes > 0 {
		send(lakeBytes, float64(f.LakeBytes))
	}
}

// snapshot measures the one served, which a rollback changes too.
func (m *nightMetrics) snapshot(send func(metric, float64, ...string), instant func(metric, string, string, ...string)) {
	current, err := m.lake.Current()
	if err != nil {
		return
	}
	manifest, err := m.lake.Manifest(current)
	if err != nil {
		return
	}
	send(snapshotBytes, float64(manifest.Bytes()))
	instant(snapshotPublished, time.RFC3339, manifest.PublishedAt)
	instant(snapshotAsOf, time.DateOnly, manifest.AsOf)
}

// ledger reads the runs again only when there are new ones.
func (m *nightMetrics) ledger() ([]data.Run, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	st, err := os.Stat(m.lake.LedgerFile())
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	if err == nil && m.read != nil && st.Size() == m.read.Size() && st.ModTime().Equal(m.read.ModTime()) {
		return m.runs, nil
	}
	if m.runs, err = m.lake.Runs(); err != nil {
		return nil, err
	}
	m.read = st
	return m.runs, nil
}

// writeMetrics replaces the file that node_exporter's textfile collector reads;
// without a name it is the one of the lake.
func writeMetrics(lake data.Lake, file string) error {
	if file == "" {
		file = filepath.Join(filepath.Dir(lake.LedgerFile()), "metrics.prom")
	}
	registry := prometheus.NewRegistry()
	if err := registry.Register(&nightMetrics{lake: lake}); err != nil {
		return fmt.Errorf("write metrics: %w", err)
	}
	if err := prometheus.WriteToTextfile(file, registry); err != nil {
		return fmt.Errorf("write metrics %s: %w", file, err)
	}
	return nil
}
