package main

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"

	"vigie/api"
	"vigie/data"
	"vigie/data/reference"
)

type doctorCmd struct {
	lakeFlag
	keyFlag
	Fields bool `help:"List every field that is read of every source, and stop."`
}

// Help is shown by vigie doctor --help.
func (doctorCmd) Help() string {
	return `Examples:
  vigie doctor --lake lake
  vigie doctor --lake lake --pseudonym-key-file /etc/vigie/pseudonym.key
  vigie doctor --fields

It ends with 1 when something needs attention (todo). A warning (warn) is for the producers of the sources: it fails nothing.`
}

// finding is one check of the doctor: what was found, and what to do when it is
// not well.
type finding struct {
	well         bool
	warns        bool // of what stops no night
	what, remedy string
}

// Run checks the lake and what a night needs.
func (c doctorCmd) Run(e *env) error {
	if c.Fields {
		return writeFields(e.out)
	}
	findings := []finding{c.checkKey()}
	var runs []data.Run
	lake, err := c.open()
	if err != nil {
		findings = append(findings, finding{what: err.Error(), remedy: "run a refresh, or name the lake with --lake"})
	} else {
		var unread error
		runs, unread = lake.Runs()
		findings = append(findings, checkReference(lake), checkDisk(lake), checkSnapshot(lake, e.now), checkLastRun(runs, unread), checkDrift(lake))
		findings = append(findings, checkFreshness(lastNight(runs), e.now)...)
	}
	ill := 0
	for _, f := range findings {
		mark := "ok  "
		switch {
		case f.warns:
			mark = "warn"
		case !f.well:
			mark = "todo"
			ill++
		}
		fmt.Fprintln(e.out, mark, f.what)
		if !f.well {
			fmt.Fprintln(e.out, "     →", f.remedy)
		}
	}
	fmt.Fprintln(e.out)
	if err := writeSources(e.out, lastNight(runs), e.now); err != nil {
		return err
	}
	if ill > 0 {
		return fmt.Errorf("%d of %d checks need attention", ill, len(findings))
	}
	return nil
}

func (c doctorCmd) checkKey() finding {
	key, err := c.key()
	switch {
	case err != nil:
		return finding{what: err.Error(), remedy: "make the file readable, or set VIGIE_PSEUDONYM_KEY"}
	case key == nil:
		return finding{what: "no pseudonym key: sources about persons will be refused", remedy: "set VIGIE_PSEUDONYM_KEY or --pseudonym-key-file, the same every night, outside the lake"}
	}
	return finding{well: true, what: "pseudonym key is set"}
}

func checkReference(lake data.Lake) finding {
	set, err := reference.Load(lake.Root)
	if err != nil {
		return finding{what: err.Error(), remedy: "import the nomenclatures again: vigie reference import DIR"}
	}
	if !set.Imported() {
		return finding{what: "built-in nomenclatures: a small set made for the demonstration", remedy: "import the official ones: vigie reference import DIR --lake " + lake.Root}
	}
	return finding{well: true, what: fmt.Sprintf("nomenclatures %s: %d trades, %d appellations, %d communes", set.ID, len(set.Trades), len(set.Appellations), len(set.Communes))}
}

// diskWanted is the room that a night may need, as a multiple of the snapshot served.
const diskWanted = 3

func checkDisk(lake data.Lake) finding {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(lake.Root, &fs); err != nil {
		return finding{what: "disk of the lake: " + err.Error(), remedy: "check that the disk is mounted"}
	}
	free := int64(fs.Bavail) * fs.Bsize
	need := int64(1e9)
	if id, err := lake.Current(); err == nil {
		if m, err := lake.Manifest(id); err == nil {
			need = max(need, diskWanted*m.Bytes())
		}
	}
	what := fmt.Sprintf("%.1f GB free on the lake's disk, a night may need %.1f", float64(free)/1e9, float64(need)/1e9)
	return finding{well: free >= need, what: what, remedy: "make room, or keep fewer snapshots: vigie snapshots prune --keep N"}
}

func checkSnapshot(lake data.Lake, now time.Time) finding {
	id, err := lake.Current()
	if errors.Is(err, data.ErrNoSnapshot) {
		return finding{what: "no snapshot is published", remedy: "run vigie refresh"}
	}
	if err != nil {
		return finding{what: err.Error(), remedy: "run vigie refresh"}
	}
	m, err := lake.Verify(id)
	if err != nil {
		return finding{what: err.Error(), remedy: "go back one night: vigie snapshots rollback"}
	}
	published, err := time.Parse(time.RFC3339, m.PublishedAt)
	if err == nil && now.Sub(published) > api.StaleDefault {
		return finding{what: fmt.Sprintf("snapshot %s is %d hours old", id, int(now.Sub(published).Hours())), remedy: "nights are missed: look at the scheduler and at the ledger"}
	}
	return finding{well: true, what: fmt.Sprintf("snapshot %s as of %s: every file is what was published", id, m.AsOf)}
}

func checkLastRun(runs []data.Run, unread error) finding {
	if unread != nil {
		return finding{what: unread.Error(), remedy: "check the ledger file"}
	}
	if len(runs) == 0 {
		return finding{well: true, what: "no run in the ledger yet"}
	}
	last := runs[0]
	if last.Error != "" {
		return finding{what: fmt.Sprintf("last run (%s, %s): %s", last.Command, last.State, strings.Join(strings.Fields(last.Error), " ")), remedy: "mend what it names, then run it again"}
	}
	return finding{well: true, what: fmt.Sprintf("last run (%s): %s in %.1f s", last.Command, last.State, last.Seconds)}
}
