package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vigie/data"
)

// diskFull: with the disk full at a write to any file, the night ends with its own
// exit code and a line in the ledger, what is served stays byte for byte, and the
// next night is fine.
func diskFull(t *testing.T, f *faults) {
	needStrace(t)
	lake := f.copy(t, f.lake)
	served := bytesOf(t, lake, f.first.ID)
	random := rand.New(rand.NewPCG(11, 12))
	var chosen []call
	places := []string{"/ledger/runs.ndjson"} // in the bounded part, where what happened could not be told; sizeLimits has others
	for _, c := range distinct(f.calls) {
		place := slices.IndexFunc(places, func(place string) bool { return strings.Contains(c.path, place) })
		if c.name != "write" && c.name != "mkdirat" || place < 0 && !fullFaults() {
			continue
		}
		chosen = append(chosen, c)
		if !fullFaults() {
			places = slices.Delete(places, place, place+1)
		}
	}
	tried := 0
	for _, c := range chosen {
		path := lake + c.path
		when := 1
		if fullFaults() {
			when += random.IntN(c.times)
		}
		code, said := outcome(t, refresh(t.Context(), f.binary, f.delivered, lake, "strace", "-D", "-f", "-qq", "-o", os.DevNull,
			"-P", path, "-e", "trace="+c.name, "-e", fmt.Sprintf("inject=%s:error=ENOSPC:when=%d+", c.name, when)))
		if code == 0 { // another thread made the call, or the raw file is there already
			restore(t, f, lake)
			continue
		}
		tried++
		point := fmt.Sprintf("no room at %s %s (%d)", c.name, c.path, when)
		mustHaveFailed(t, point, lake, code, said, exitDiskFull, f.first.ID)
		if got := bytesOf(t, lake, f.first.ID); !bytes.Equal(got, served) {
			t.Errorf("%s: the snapshot served has other bytes", point)
		}
	}
	if tried == 0 {
		t.Error("no write failed")
	}
	if got := mustPublish(t, f.binary, f.delivered, lake); got.Content != f.second.Content {
		t.Errorf("the next night differs in %s", differing(got, f.second))
	}
	mustBeClean(t, lake)
	obtained(t, "disk full at a write", "exit %d, told in the ledger, what is served unchanged at %d writes; next night fine", exitDiskFull, tried)
}

// restore puts a lake back to where the faults start from.
func restore(t *testing.T, f *faults, lake string) {
	t.Helper()
	if err := os.RemoveAll(lake); err != nil {
		t.Fatal(err)
	}
	if err := copyLake(f.lake, lake); err != nil {
		t.Fatal(err)
	}
}

// mustHaveFailed checks how a night told of its fault: exit code, served snapshot,
// and a line in the ledger unless the ledger itself could not be written.
func mustHaveFailed(t *testing.T, point, lake string, code int, said string, want int, served string) {
	t.Helper()
	if code != want {
		t.Errorf("%s: exit %d, want %d: %s", point, code, want, said)
	}
	m := mustWhole(t, lake)
	runs, err := data.Lake{Root: lake}.Runs()
	if err != nil {
		t.Errorf("%s: %v", point, err)
	}
	if strings.Contains(said, "record run") {
		return // published or not, the error says that the ledger lacks it
	}
	if m.ID != served {
		t.Errorf("%s: serves %s, want %s", point, m.ID, served)
	}
	state := "failed"
	if want == exitDiskFull {
		state = "disk_full"
	}
	if len(runs) == 0 || runs[0].State != state || runs[0].Error == "" {
		t.Errorf("%s: no line of state %s in the ledger", point, state)
	}
}

// bytesOf are the bytes of every file of a snapshot.
func bytesOf(t *testing.T, lake, id string) []byte {
	t.Helper()
	var all bytes.Buffer
	dir := os.DirFS(filepath.Join(lake, "snapshots", id))
	m, err := data.Lake{Root: lake}.Manifest(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range m.Tables {
		for _, file := range table.Files {
			content, err := os.ReadFile(filepath.Join(fmt.Sprint(dir), file.Path))
			if err != nil {
				t.Fatal(err)
			}
			all.Write(content)
		}
	}
	return all.Bytes()
}

// sizeLimits: no file may grow beyond a limit, as on a disk with a quota.
func sizeLimits(t *testing.T, f *faults) {
	if _, err := exec.LookPath("prlimit"); err != nil {
		t.Skip("limits are set with prlimit, of util-linux")
	}
	lake := f.copy(t, f.lake)
	failed, limits := 0, []int{8000}
	if fullFaults() {
		limits = []int{64, 512, 1000, 2000, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000, 20_000, 30_000, 40_000, 60_000, 100_000, 1_000_000}
	}
	for _, limit := range limits {
		code, said := outcome(t, refresh(t.Context(), f.binary, f.delivered, lake, "prlimit", "--fsize="+strconv.Itoa(limit)))
		if code == 0 {
			restore(t, f, lake)
			continue
		}
		failed++
		mustHaveFailed(t, fmt.Sprintf("files of %d bytes at most", limit), lake, code, said, exitDiskFull, f.first.ID)
	}
	if failed == 0 {
		t.Errorf("no limit of %v stopped the night", limits)
	}
	if fullFaults() {
		if got := mustPublish(t, f.binary, f.delivered, lake); got.Content != f.second.Content {
			t.Errorf("the next night differs in %s", differing(got, f.second))
		}
	}
	obtained(t, "limit of file size (RLIMIT_FSIZE)", "exit %d, what is served unchanged under %d limits", exitDiskFull, failed)
}

// failedSync: what can't be made durable ends the night; no later success hides it.
func failedSync(t *testing.T, f *faults) {
	needStrace(t)
	lake := f.copy(t, f.lake)
	var syncs []call
	for _, c := range distinct(f.calls) {
		if c.name == "fsync" || c.name == "fdatasync" {
			syncs = append(syncs, c)
		}
	}
	random := rand.New(rand.NewPCG(13, 14))
	random.Shuffle(len(syncs), func(i, j int) { syncs[i], syncs[j] = syncs[j], syncs[i] })
	failed := 0
	for _, c := range syncs[:min(bounded(1, len(syncs)), len(syncs))] {
		path := lake + c.path
		code, said := outcome(t, refresh(t.Context(), f.binary, f.delivered, lake, "strace", "-D", "-f", "-qq", "-o", os.DevNull,
			"-P", path, "-e", "trace="+c.name, "-e", fmt.Sprintf("inject=%s:error=EIO:when=1", c.name)))
		m := mustWhole(t, lake)
		if code != 0 { // else the file was made durable by the night before
			failed++
			if code != exitFailed || !strings.Contains(said, "input/output error") || m.Content != f.first.Content && m.Content != f.second.Content {
				t.Errorf("%s %s fails: exit %d, serves %s: %s", c.name, c.path, code, m.ID, said)
			}
		}
		if m.ID != f.first.ID {
			restore(t, f, lake) // it was published, or failed behind the rename of CURRENT
		}
	}
	if failed == 0 {
		t.Error("no sync failed")
	}
	if got := mustPublish(t, f.binary, f.delivered, lake); got.Content != f.second.Content {
		t.Errorf("the next night differs in %s", differing(got, f.second))
	}
	obtained(t, "fsync fails (EIO)", "the night ends at each of %d; next night fine", failed)
}

// smallDisk: a lake on a disk of a few MiB.
func smallDisk(t *testing.T, f *faults) {
	if !fullFaults() {
		t.Skip("only in full: mounts file systems")
	}
	failed, fine := 0, 0
	for size := 1024; size <= 8192 && fine < 2; size += 64 { // KiB
		disk := mountSmall(t, size)
		lake := filepath.Join(disk, "lake")
		if err := copyLake(f.lake, lake); err != nil {
			continue // not even room for the night before
		}
		code, said := outcome(t, refresh(t.Context(), f.binary, f.delivered, lake))
		point := fmt.Sprintf("a disk of %d KiB", size)
		if code == 0 {
			fine++
			if m := mustWhole(t, lake); m.Content != f.second.Content {
				t.Errorf("%s: %s differ", point, differing(m, f.second))
			}
			continue
		}
		failed++
		mustHaveFailed(t, point, lake, code, said, exitDiskFull, f.first.ID)
		if out, err := exec.CommandContext(t.Context(), "mount", "-o", "remount,size=64m", disk).CombinedOutput(); err != nil {
			t.Fatalf("grow the disk: %v %s", err, out)
		}
		if got := mustPublish(t, f.binary, f.delivered, lake); got.Content != f.second.Content {
			t.Errorf("%s: with more room %s differ", point, differing(got, f.second))
		}
	}
	if failed == 0 {
		t.Error("no disk was too small")
	}
	obtained(t, "small disk (tmpfs)", "exit %d, what is served unchanged on %d disks too small; with room the night is fine", exitDiskFull, failed)
}

// mountSmall mounts an empty file system of a size in KiB for one test.
func mountSmall(t *testing.T, kib int) string {
	t.Helper()
	dir := t.TempDir()
	out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dk", kib), "tmpfs", dir).CombinedOutput()
	if err != nil {
		t.Skipf("a file system can't be mounted here (root is needed): %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.CommandContext(context.WithoutCancel(t.Context()), "umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	return dir
}
