package main

import (
	"bytes"
	"compress/gzip"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
)

// exactlyOnce: a delivery renamed, packed anew, in another order, there twice and
// taken by two processes at once counts once.
func exactlyOnce(t *testing.T, f *faults) {
	random := rand.New(rand.NewPCG(15, 16))
	rounds := bounded(1, 20)
	for range rounds {
		inbox, lake := t.TempDir(), f.copy(t, f.lake)
		copyTree(t, f.inbox, inbox)
		for _, source := range []string{"candidatures", "services"} {
			lines := bytes.SplitAfter(bytes.TrimSuffix(plain(t, filepath.Join(f.delivered, source, "suite.ndjson.zst")), []byte("\n")), []byte("\n"))
			lines[len(lines)-1] = append(bytes.Clone(lines[len(lines)-1]), '\n')
			for _, name := range []string{"autre nom.ndjson", "encore.jsonl.gz"} {
				random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
				text := slices.Concat(lines...)
				if filepath.Ext(name) == ".gz" {
					var packed bytes.Buffer
					w := gzip.NewWriter(&packed)
					_, _ = w.Write(text)
					_ = w.Close()
					text = packed.Bytes()
				}
				writeFile(t, filepath.Join(inbox, source, name), text)
			}
		}
		var both sync.WaitGroup
		codes := make([]int, 2)
		for i := range codes {
			both.Go(func() { codes[i], _ = outcome(t, refresh(t.Context(), f.binary, inbox, lake)) })
		}
		both.Wait()
		if slices.Min(codes) != 0 {
			t.Errorf("two at once: exit codes %v", codes)
		}
		if got := mustWhole(t, lake); got.Content != f.second.Content {
			t.Errorf("sent again in other shapes: %s differ", differing(got, f.second))
		}
	}
	obtained(t, "exactly once", "same content in %d rounds (renamed, packed anew, shuffled, twice, two processes at once)", rounds)
}

// anyClock: what is published depends on the day asked for, not on the clocks or the
// zone of the machine. Faketime moves the clock of C, DuckDB's, and not that of Go:
// the two differ by years.
func anyClock(t *testing.T, f *faults) {
	days := []string{testDay.Format(time.DateOnly)}
	if fullFaults() { // nights of other lengths, and the 29th of February
		days = append(days, "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26", "2028-02-29", "2028-03-01")
	}
	runs := 0
	for _, day := range days {
		want := f.first
		if runs > 0 {
			want = publishAt(t, f, day, "UTC")
		}
		clocks := []string{"2030-02-28 23:59:50"}
		if fullFaults() {
			clocks = append(clocks, day+" 00:30:00", "-1 day", "+1 day", "2026-10-25 02:59:58", "2026-03-29 01:59:58")
		}
		for i, clock := range clocks {
			tool := []string{"faketime", clock}
			if _, err := exec.LookPath(tool[0]); err != nil {
				tool = nil
			}
			zone := []string{"Pacific/Auckland", "America/Los_Angeles"}[i%2]
			if got := publishAt(t, f, day, zone, tool...); got.Content != want.Content {
				t.Errorf("as of %s at %s in %s: %s differ", day, clock, zone, differing(got, want))
			}
			runs++
		}
	}
	for _, shift := range []int{-1, 1}[:bounded(0, 2)] { // Go's own clock
		n := newNight(t, t.TempDir(), f.inbox)
		n.key, n.started = []byte(faultsKey), testDay.AddDate(0, 0, shift)
		if got := mustRun(t, n); got.Content != f.first.Content {
			t.Errorf("begun %d days later: %s differ", shift, differing(got, f.first))
		}
		runs++
	}
	obtained(t, "clock", "same content over %d nights under other clocks and zones, for %d as-of days", runs, len(days))
}

// publishAt runs a first night of a day in a zone.
func publishAt(t *testing.T, f *faults, day, zone string, tool ...string) data.Manifest {
	t.Helper()
	lake := filepath.Join(t.TempDir(), "lake")
	cmd := refresh(t.Context(), f.binary, f.inbox, lake, tool...)
	cmd.Args = append(cmd.Args, "--as-of", day)
	cmd.Env = append(cmd.Env, "TZ="+zone)
	if code, said := outcome(t, cmd); code != 0 {
		t.Fatalf("as of %s in %s: exit %d: %s", day, zone, code, said)
	}
	return mustWhole(t, lake)
}

// boundedMemory: a country ten times as large under a bound on memory ends by
// spilling, within one and a half times the bound; under a bound too small it fails
// cleanly and tells the remedy.
func boundedMemory(t *testing.T, f *faults) {
	inbox, scale, bound, megabytes := t.TempDir(), 0.01, "600MB", int64(600)
	if fullFaults() {
		scale, bound, megabytes = 0.2, "2GB", 2000
	}
	_, err := sample.Generate(t.Context(), sample.Options{Out: inbox, Scale: scale, Seed: 7, AsOf: testDay, Reference: reference.Embedded(), Progress: data.NoProgress{}})
	if err != nil {
		t.Fatal(err)
	}
	night := func(lake, memory string) (code int, said string, peak int64) {
		cmd := refresh(t.Context(), f.binary, inbox, lake)
		cmd.Args = append(cmd.Args, "--memory", memory, "--threads", "2", "--accept-volume", "core.offer")
		code, said = outcome(t, cmd)
		return code, said, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss * 1024 / 1e6
	}
	lake := filepath.Join(t.TempDir(), "lake")
	code, said, peak := night(lake, bound)
	if code != 0 {
		if code != exitFailed || !strings.Contains(said, "Out of Memory") {
			t.Errorf("at --memory %s: exit %d: %s", bound, code, said)
		}
		mustWhole(t, lake)
	}
	if peak > megabytes*3/2 {
		t.Errorf("at --memory %s: %d MB resident, more than 1.5 times", bound, peak)
	}
	small := f.copy(t, f.lake) // serves something before
	code2, said, _ := night(small, "30MB")
	if m := mustWhole(t, small); code2 != exitFailed || m.ID != f.first.ID || !strings.Contains(said, "more with --memory") {
		t.Errorf("at --memory 30MB: exit %d, serves %s: %s", code2, m.ID, said)
	}
	if entries, err := os.ReadDir(filepath.Join(small, "staging")); err != nil || len(entries) > 0 {
		t.Errorf("left in staging: %v %v", entries, err)
	}
	obtained(t, "memory", "scale %g at --memory %s: exit %d, %d MB resident at most; at 30MB it fails cleanly", scale, bound, code, peak)
}

// fullSpill: what does not fit in memory finds no room on the disk either.
func fullSpill(t *testing.T, f *faults) {
	if !fullFaults() {
		t.Skip("only in full: mounts a file system")
	}
	inbox := t.TempDir()
	_, err := sample.Generate(t.Context(), sample.Options{Out: inbox, Scale: 0.005, Seed: 7, AsOf: testDay, Reference: reference.Embedded(), Progress: data.NoProgress{}})
	if err != nil {
		t.Fatal(err)
	}
	lake := filepath.Join(mountSmall(t, 90<<10), "lake")
	if err := copyLake(f.lake, lake); err != nil {
		t.Fatal(err)
	}
	cmd := refresh(t.Context(), f.binary, inbox, lake)
	cmd.Args = append(cmd.Args, "--memory", "300MB")
	code, said := outcome(t, cmd)
	if m := mustWhole(t, lake); code != exitDiskFull || m.ID != f.first.ID {
		t.Errorf("exit %d, serves %s: %s", code, m.ID, said)
	}
	mustBeClean(t, lake)
	obtained(t, "spill folder full", "exit %d, what is served unchanged", code)
}
