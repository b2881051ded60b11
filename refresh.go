package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"vigie/analytics"
	"vigie/data"
	"vigie/data/reference"
	"vigie/ingest"
	"vigie/transform/model"
)

type refreshCmd struct {
	lakeFlag
	keyFlag
	engineFlags
	Inbox string `help:"Folder of the deliveries, one folder a source." default:"inbox" env:"VIGIE_INBOX" placeholder:"DIR"`
	AsOf  string `help:"Day of the night: what is stamped before it counts. Default: today in Paris." placeholder:"DATE"`
	retentionFlags
	Full             bool     `help:"Read every raw file again instead of going on from the snapshot served."`
	DryRun           bool     `help:"Read and check the new files and say what a night would load and refuse; change nothing."`
	AcceptRefused    []string `help:"Go on without this refused file (path, name or id). Repeatable." placeholder:"FILE"`
	AcceptVolume     []string `help:"Let this table shrink tonight, as in core.offer. Repeatable." placeholder:"TABLE"`
	AcceptQuarantine []string `help:"Go on though many records of this source are refused, as in offres. Repeatable." placeholder:"SOURCE"`
	Metrics          string   `help:"File of metrics in Prometheus' text format, for node_exporter's textfile collector. Default: ledger/metrics.prom of the lake." env:"VIGIE_METRICS" placeholder:"FILE"`
	OnFailure        string   `help:"Shell command to run when the night fails or is refused; VIGIE_ERROR tells why." placeholder:"CMD"`
}

// Help is shown by vigie refresh --help.
func (refreshCmd) Help() string {
	return `Examples:
  vigie refresh --inbox /data/inbox --lake /data/lake
  vigie refresh --inbox inbox --lake lake --as-of 2026-11-22 --memory 8GB
  vigie refresh --inbox inbox --lake lake --dry-run

A file accepted with --accept-refused stays refused: name it every night until it has left the inbox.

Exit codes: 0 published, or nothing changed; 1 failed; 2 usage; 3 refused by an audit; 4 disk full.
Unless it ends with 0 nothing that is served has changed, or the error says that only the ledger could not be written.
It is safe to run twice and to kill at any point.`
}

// Run runs the night.
func (c refreshCmd) Run(e *env) error {
	asOf, err := day(c.AsOf, e.now)
	if err != nil {
		return err
	}
	retention, err := c.retention()
	if err != nil {
		return err
	}
	if st, err := os.Stat(c.Inbox); err != nil || !st.IsDir() { // before a lake is made
		return fmt.Errorf("%w: %s (make it with a folder for each source, as %s)", ingest.ErrNoInbox, c.Inbox, filepath.Join(c.Inbox, "offres"))
	}
	key, err := c.key()
	if err != nil {
		return err
	}
	engine, err := c.settings()
	if err != nil {
		return err
	}
	lake, clean, err := c.lake()
	if err != nil {
		return err
	}
	defer clean()
	n := night{
		lake: lake, inbox: c.Inbox, key: key, asOf: asOf, retention: retention, dryRun: c.DryRun, accept: c.AcceptRefused, volume: c.AcceptVolume,
		quarantine: c.AcceptQuarantine, full: c.Full,
		engine: engine, progress: newProgress(), started: e.now,
	}
	err = n.run(e.ctx)
	n.digest(e.out)
	if n.record.Figures != nil && !n.dryRun {
		if err := writeMetrics(lake, c.Metrics); err != nil { // the night is what it is
			slog.ErrorContext(e.ctx, "metrics are not written", "err", err)
		}
	}
	if err != nil && c.OnFailure != "" && !c.DryRun {
		return errors.Join(err, onFailure(e.ctx, c.OnFailure, err))
	}
	return err
}

// lake makes the lake where it is missing; a dry run on a missing lake works on
// one that is gone afterwards.
func (c refreshCmd) lake() (lake data.Lake, clean func(), err error) {
	if _, err := data.Open(c.Lake); !c.DryRun || !errors.Is(err, data.ErrNoLake) {
		lake, err = data.Create(c.Lake)
		return lake, func() {}, err
	}
	dir, err := os.MkdirTemp("", "vigie-dry-run-")
	if err != nil {
		return lake, nil, err
	}
	lake, err = data.Create(dir)
	return lake, func() { _ = os.RemoveAll(dir) }, err
}

func onFailure(ctx context.Context, command string, cause error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", command)
	cmd.Env = append(os.Environ(), "VIGIE_ERROR="+cause.Error())
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run --on-failure command: %w", err)
	}
	return nil
}

// night is one refresh, from the files of an inbox to a published snapshot.
type night struct {
	lake       data.Lake
	inbox      string
	key        []byte
	asOf       time.Time
	retention  data.Retention
	dryRun     bool
	accept     []string // refused files to go on without
	volume     []string // tables that may shrink
	quarantine []string // sources that may have many refused records
	full       bool     // read every raw file again
	engine     model.Settings
	progress   data.Progress
	started    time.Time

	record   data.Run
	report   ingest.Report
	manifest data.Manifest
	breaches []analytics.Breach
	readings []analytics.Reading
	refusals []analytics.Refusal
	newest   map[string]time.Time
	warnings []data.Warning
	audits   int
	pruned   []string
}

// run runs the night and writes its line in the ledger, however it ends.
func (n *night) run(ctx context.Context) error {
	clock := time.Now()
	n.record = data.Run{
		ID: n.started.UTC().Format("20060102T150405Z"), Command: "refresh", AsOf: n.asOf.Format(time.DateOnly),
		Started: n.started.UTC().Format(time.RFC3339),
	}
	release, err := n.lake.Lock(fmt.Sprintf("refresh of process %d since %s", os.Getpid(), n.record.Started))
	if err != nil {
		return err
	}
	defer release()
	err = n.steps(ctx)
	switch {
	case errors.Is(err, errRefused):
		n.record.State = "refused"
	case data.IsDiskFull(err):
		n.record.State = "disk_full"
	case model.IsOutOfMemory(err):
		n.record.State, err = "failed", needsMemory(err)
	case err != nil:
		n.record.State = "failed"
	}
	if err != nil {
		n.record.Error = err.Error()
	}
	n.record.Seconds = time.Since(clock).Seconds()
	n.record.Ended = n.started.Add(time.Since(clock)).UTC().Format(time.RFC3339)
	n.record.Figures = n.figures(ctx)
	if n.dryRun {
		return err
	}
	return errors.Join(err, n.lake.Record(n.record))
}

// needsMemory says what happened and the remedy, without the engine's own, which are not a night's.
func needsMemory(err error) error {
	what, _, _ := strings.Cut(err.Error(), "\n")
	return fmt.Errorf("%s: give the night more with --memory, or take fewer --threads; what is served is whole", what)
}

func (n *night) steps(ctx context.Context) error {
	staging := n.lake.StagingDir("refresh")
	if !n.dryRun {
		if err := n.lake.ClearStaging(); err != nil {
			return err
		}
		defer os.RemoveAll(staging)
	}
	set, err := reference.Load(n.lake.Root)
	if err != nil {
		return err
	}
	if err := n.stage(ctx, "ingest", func() error { return n.ingest(ctx, set) }); err != nil || n.dryRun {
		return err
	}
	if err := n.stage(ctx, "build", func() error { return n.build(ctx, set, staging) }); err != nil {
		return err
	}
	return n.stage(ctx, "publish", func() error { return n.publish(filepath.Join(staging, "snapshot")) })
}

func (n *night) stage(ctx context.Context, name string, do func() error) error {
	start := time.Now()
	err := do()
	elapsed := time.Since(start)
	n.record.Stages = append(n.record.Stages, data.Stage{Name: name, Seconds: elapsed.Seconds()})
	slog.InfoContext(ctx, "stage", "run", n.record.ID, "stage", name, "elapsed", elapsed.Round(time.Millisecond).String(), "ok", err == nil)
	return err
}

func (n *night) ingest(ctx context.Context, set *reference.Set) (err error) {
	n.report, err = ingest.Run(ctx, ingest.Options{
		Inbox: n.inbox, Lake: n.lake, Reference: set, Key: n.key, Threads: n.engine.Threads,
		AcceptRefused: n.accept, DryRun: n.dryRun, Progress: n.progress,
	})
	if err != nil {
		return err
	}
	if n.dryRun {
		n.record.State = "dry_run"
	}
	for _, f := range n.report.Files {
		if !f.Known {
			n.record.Files++
		}
	}
	blocking := n.report.Blocking()
	if len(blocking) == 0 {
		return nil
	}
	var names []string
	for _, f := range blocking {
		why := f.Error
		if f.State == ingest.Refused {
			why = fmt.Sprintf("refused: %d of %d records break their contract", f.Quarantined, f.Read)
		}
		names = append(names, fmt.Sprintf("%s (%s)", f.Path, why))
	}
	return fmt.Errorf("%w: files that can't be loaded: %s; see `vigie quarantine list --lake %s`, deliver them again, or go on without one by --accept-refused FILE",
		errRefused, strings.Join(names, "; "), n.lake.Root)
}

func (n *night) build(ctx context.Context, set *reference.Set, staging string) error {
	raw, err := ingest.RawFiles(n.lake, filepath.Join(staging, "contract"))
	if err != nil {
		return err
	}
	if isEmpty(raw) {
		return fmt.Errorf("nothing to publish: no record was loaded from inbox %s, and lake %s holds none; put files in %s, or make some with `vigie sample --out %s`",
			n.inbox, n.lake.Root, filepath.Join(n.inbox, "offres"), n.inbox)
	}
	dir := filepath.Join(staging, "snapshot")
	if err := os.MkdirAll(filepath.Join(dir, "ref"), 0o755); err != nil {
		return err
	}
	if err := set.WriteParquet(filepath.Join(dir, "ref")); err != nil {
		return err
	}
	engine := n.engine
	engine.Spill = filepath.Join(staging, "spill")
	built, err := analytics.Build(ctx, analytics.BuildOptions{
		Lake: n.lake, Dir: dir, Work: filepath.Join(staging, "work"), Raw: raw, AsOf: n.asOf, Settings: engine, Progress: n.progress, AcceptVolume: n.volume, Full: n.full, AcceptQuarantine: n.quarantine,
	})
	if err != nil {
		return err
	}
	if built.Full != "" {
		slog.InfoContext(ctx, "every raw file is read", "run", n.record.ID, "why", built.Full)
	}
	for _, t := range built.Tables {
		n.record.Stages = append(n.record.Stages, data.Stage{Name: "table " + t.Name, Seconds: t.Elapsed.Seconds()})
	}
	n.record.Sources, n.breaches, n.readings, n.refusals = built.Sources, built.Breaches, built.Readings, built.Refusals
	n.newest, n.warnings, n.audits = built.Newest, built.Warnings, built.Audits
	n.manifest = built.Manifest()
	n.manifest.AsOf, n.manifest.Code, n.manifest.Reference = n.asOf.Format(time.DateOnly), version, set.ID
	if len(n.breaches) == 0 {
		return nil
	}
	lines := make([]string, len(n.breaches))
	for i, b := range n.breaches {
		lines[i] = b.String()
	}
	return fmt.Errorf("%w: %d audits fail, the snapshot before goes on being served:\n  %s", errRefused, len(lines), strings.Join(lines, "\n  "))
}

func isEmpty(raw map[string]data.RawSource) bool {
	for _, source := range raw {
		if len(source.Folders) > 0 {
			return false
		}
	}
	return true
}

// publish seals what was built and makes it the snapshot that is served, unless
// the one served holds the same.
func (n *night) publish(dir string) error {
	current, err := n.lake.Current()
	if err != nil && !errors.Is(err, data.ErrNoSnapshot) {
		return err
	}
	n.manifest.Parent = current
	n.manifest.PublishedAt = n.started.UTC().Format(time.RFC3339)
	if n.manifest, err = n.lake.Seal(dir, n.manifest); err != nil {
		return err
	}
	if current != "" {
		served, err := n.lake.Manifest(current)
		if err == nil && served.Content == n.manifest.Content && served.AsOf == n.manifest.AsOf {
			if _, err := n.lake.Verify(current); err == nil { // a damaged one is replaced
				n.record.State, n.record.Snapshot = "unchanged", current
				n.manifest = served
				return nil
			}
		}
	}
	if err := n.lake.Publish(dir, n.manifest); err != nil {
		return err
	}
	n.record.State, n.record.Snapshot = "published", n.manifest.ID
	if n.pruned, err = n.lake.Prune(n.retention, n.started); err != nil { // the night is published all the same
		slog.Warn("old snapshots are left", "run", n.record.ID, "err", err)
	}
	return nil
}
