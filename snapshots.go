package main

import (
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"vigie/data"
)

type snapshotsCmd struct {
	List     snapshotsListCmd     `cmd:"" help:"The snapshots of the lake, the newest first."`
	Show     snapshotsShowCmd     `cmd:"" help:"What a snapshot holds."`
	Rollback snapshotsRollbackCmd `cmd:"" help:"Serve the snapshot before, or the one named."`
	Prune    snapshotsPruneCmd    `cmd:"" help:"Remove old snapshots."`
}

type snapshotsListCmd struct{ lakeFlag }

// Help gives examples.
func (snapshotsListCmd) Help() string { return "Examples:\n  vigie snapshots list --lake lake" }

// Run lists the snapshots.
func (c snapshotsListCmd) Run(e *env) error {
	lake, err := c.open()
	if err != nil {
		return err
	}
	all, err := lake.Snapshots()
	if err != nil {
		return err
	}
	current, err := lake.Current()
	if err != nil && !errors.Is(err, data.ErrNoSnapshot) {
		return err
	}
	if len(all) == 0 {
		_, err := fmt.Fprintln(e.out, "No snapshot yet: run `vigie refresh`.")
		return err
	}
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "snapshot\tas of\tpublished\tMB\t")
	for _, m := range all {
		served := ""
		if m.ID == current {
			served = "served"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%.1f\t%s\n", m.ID, m.AsOf, m.PublishedAt, float64(m.Bytes())/1e6, served)
	}
	return w.Flush()
}

type snapshotsShowCmd struct {
	lakeFlag
	ID string `arg:"" optional:"" help:"Snapshot; default: the one served."`
}

// Help gives examples.
func (snapshotsShowCmd) Help() string {
	return "Examples:\n  vigie snapshots show --lake lake\n  vigie snapshots show 000012-3fa9c1d2 --lake lake"
}

// Run shows one snapshot.
func (c snapshotsShowCmd) Run(e *env) error {
	lake, err := c.open()
	if err != nil {
		return err
	}
	if c.ID == "" {
		if c.ID, err = lake.Current(); err != nil {
			return err
		}
	}
	m, err := lake.Manifest(c.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "Snapshot %s as of %s, published %s, after %s\ncontent %s\nnomenclatures %s, program %s, %d audits passed\n\n",
		m.ID, m.AsOf, m.PublishedAt, orNone(m.Parent), m.Content, m.Reference, m.Code, m.Audits)
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "table\trows\tfiles\tcontent\t")
	for _, t := range m.Tables {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t\n", t.Name, t.Rows, len(t.Files), t.Content)
	}
	fmt.Fprintln(w, "\t\t\t\t\nsource\tread\tloaded\tduplicate\tsuperseded\tquarantined\t")
	for _, s := range m.Sources {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t\n", s.Source, s.Read, s.Loaded, s.Duplicate, s.Superseded, s.Quarantined)
	}
	return w.Flush()
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

type snapshotsRollbackCmd struct {
	lakeFlag
	ID string `arg:"" optional:"" help:"Snapshot to serve; default: the one before the one served."`
}

// Help gives examples.
func (snapshotsRollbackCmd) Help() string {
	return "Examples:\n  vigie snapshots rollback --lake lake\n  vigie snapshots rollback 000012-3fa9c1d2 --lake lake"
}

// Run verifies a snapshot and makes it the one served.
func (c snapshotsRollbackCmd) Run(e *env) error {
	lake, err := c.open()
	if err != nil {
		return err
	}
	release, err := lake.Lock("snapshots rollback")
	if err != nil {
		return err
	}
	defer release()
	current, err := lake.Current()
	if err != nil {
		return err
	}
	if c.ID == "" {
		all, err := lake.Snapshots()
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(m data.Manifest) bool { return m.ID == current })
		if at+1 >= len(all) {
			return fmt.Errorf("no snapshot before %s to go back to", current)
		}
		c.ID = all[at+1].ID
	}
	m, err := lake.Verify(c.ID)
	if err != nil {
		return err
	}
	if err := lake.Serve(m.ID); err != nil {
		return err
	}
	at := e.now.UTC().Format(time.RFC3339)
	err = lake.Record(data.Run{
		ID: e.now.UTC().Format("20060102T150405Z"), Command: "rollback", AsOf: m.AsOf, Started: at, Ended: at, State: "done", Snapshot: m.ID,
	})
	fmt.Fprintf(e.out, "Serving %s (as of %s) instead of %s.\n", m.ID, m.AsOf, current)
	return err
}

type snapshotsPruneCmd struct {
	lakeFlag
	Keep int `help:"Snapshots to keep, the newest." default:"14" placeholder:"N"`
}

// Help gives examples.
func (snapshotsPruneCmd) Help() string {
	return "Examples:\n  vigie snapshots prune --keep 14 --lake lake"
}

// Run removes old snapshots.
func (c snapshotsPruneCmd) Run(e *env) error {
	if c.Keep < 1 {
		return usageError{errors.New("--keep: at least 1")}
	}
	lake, err := c.open()
	if err != nil {
		return err
	}
	release, err := lake.Lock("snapshots prune")
	if err != nil {
		return err
	}
	defer release()
	removed, err := lake.Prune(c.Keep)
	for _, id := range removed {
		fmt.Fprintln(e.out, "removed", id)
	}
	if len(removed) == 0 && err == nil {
		fmt.Fprintln(e.out, "Nothing to remove.")
	}
	return err
}
