package main

import (
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"vigie/analytics"
	"vigie/data"
)

type snapshotsCmd struct {
	List     snapshotsListCmd     `cmd:"" help:"The snapshots of the lake, the newest first."`
	Show     snapshotsShowCmd     `cmd:"" help:"What a snapshot holds."`
	Diff     snapshotsDiffCmd     `cmd:"" help:"What moved between two nights, by how much, and why."`
	Rollback snapshotsRollbackCmd `cmd:"" help:"Serve the snapshot before, or the one named."`
	Prune    snapshotsPruneCmd    `cmd:"" help:"Leave of old snapshots their indicators only."`
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
		state := ""
		switch {
		case m.ID == current:
			state = "served"
		case m.IsPruned():
			state = "indicators only"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%.1f\t%s\n", m.ID, m.AsOf, m.PublishedAt, float64(m.Bytes())/1e6, state)
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

// Run verifies what answers first of a snapshot, makes it the one served, and verifies the
// rest meanwhile: one that is damaged is taken back.
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
		at := slices.IndexFunc(all, func(m data.Manifest) bool { return m.ID < current && !m.IsPruned() })
		if at < 0 {
			return fmt.Errorf("no snapshot before %s to go back to", current)
		}
		c.ID = all[at].ID
	}
	m, err := lake.Manifest(c.ID)
	if err != nil {
		return err
	}
	if m.IsPruned() {
		return fmt.Errorf("snapshot %s was pruned on %s: only its indicators are left (`vigie snapshots list` says which are whole)", m.ID, m.PrunedAt)
	}
	var first, rest []string
	for _, t := range m.Tables {
		if analytics.AnswersFirst(t.Name) {
			first = append(first, t.Name)
		} else {
			rest = append(rest, t.Name)
		}
	}
	if err := lake.VerifyTables(m, first); err != nil {
		return err
	}
	if err := lake.Serve(m.ID); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "Serving %s (as of %s) instead of %s.\n", m.ID, m.AsOf, current)
	if err := lake.VerifyTables(m, rest); err != nil {
		return errors.Join(fmt.Errorf("serving %s again: %w", current, err), lake.Serve(current))
	}
	at := e.now.UTC().Format(time.RFC3339)
	err = lake.Record(data.Run{
		ID: e.now.UTC().Format("20060102T150405Z"), Command: "rollback", AsOf: m.AsOf, Started: at, Ended: at, State: "done", Snapshot: m.ID,
	})
	return err
}

// retentionFlags say which snapshots stay whole.
type retentionFlags struct {
	Keep  int           `help:"Snapshots to keep whole, the newest." default:"14" placeholder:"N"`
	Grace time.Duration `help:"Keep whole also what was served until less than this ago." default:"72h" placeholder:"DURATION"`
}

func (f retentionFlags) retention() (data.Retention, error) {
	switch {
	case f.Keep < 1:
		return data.Retention{}, usageError{errors.New("--keep: at least 1")}
	case f.Grace < 0:
		return data.Retention{}, usageError{errors.New("--grace: 0s or more")}
	}
	return data.Retention{Keep: f.Keep, Grace: f.Grace}, nil
}

type snapshotsPruneCmd struct {
	lakeFlag
	retentionFlags
}

// Help gives examples.
func (snapshotsPruneCmd) Help() string {
	return `Examples:
  vigie snapshots prune --keep 14 --lake lake
  vigie snapshots prune --keep 3 --grace 0s --lake lake

The indicators of every night stay, with its manifest: list, show, diff and query --snapshot still read them.
The snapshot served and those that a running server holds are left whole.`
}

// Run strips old snapshots.
func (c snapshotsPruneCmd) Run(e *env) error {
	keep, err := c.retention()
	if err != nil {
		return err
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
	stripped, err := lake.Prune(keep, e.now)
	for _, id := range stripped {
		fmt.Fprintln(e.out, "pruned", id)
	}
	if len(stripped) == 0 && err == nil {
		fmt.Fprintln(e.out, "Nothing to prune.")
	}
	return err
}
