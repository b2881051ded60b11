package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
	"vigie/ingest"
)

// TestFaults injects faults into the real program on real files: it is killed at
// its system calls, its disk fills up, its files rot. `make test` runs a
// bounded part (VIGIE_FAULTS=bounded), `make faults` everything (VIGIE_FAULTS=full)
// and prints what was obtained.
func TestFaults(t *testing.T) {
	takesMinutes(t)
	f := newFaults(t)
	for name, test := range map[string]func(*testing.T, *faults){
		"crash": crashAnywhere, "kill": killedAtCalls, "random": killedAtRandom, "two_nights": twoNightsAtOnce,
		"corruption": corruption, "damaged_raw": damagedRaw, "damaged_manifest": damagedManifest,
		"disk_full": diskFull, "size_limits": sizeLimits, "failed_sync": failedSync, "small_disk": smallDisk,
		"poisoned": poisonedNights, "rollback": rollback, "exactly_once": exactlyOnce, "clock": anyClock, "memory": boundedMemory, "spill_full": fullSpill,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, f)
		})
	}
}

// faults is what the tests of faults start from, and leave as it is: a lake after
// its first night, and what a second one with one more delivery gives.
type faults struct {
	binary    string
	inbox     string // of the first night
	delivered string // of the second
	lake      string // after the first
	after     string // after the second
	first     data.Manifest
	second    data.Manifest
	calls     []call // of the second night; none where calls can't be traced
}

func newFaults(t *testing.T) *faults {
	t.Helper()
	dir := t.TempDir()
	f := &faults{binary: commandLine(t), delivered: filepath.Join(dir, "delivered"), lake: filepath.Join(dir, "lake"), after: filepath.Join(dir, "after")}
	inbox, deliver := tinyInbox(t)
	f.inbox = inbox
	f.first = mustPublish(t, f.binary, f.inbox, f.lake)
	copyTree(t, f.inbox, f.delivered)
	deliver(f.delivered)
	if err := copyLake(f.lake, f.after); err != nil {
		t.Fatal(err)
	}
	if noTracer(t) == "" {
		f.calls = callsOf(t, f.binary, f.delivered, f.after)
		f.second = mustWhole(t, f.after)
	} else {
		f.second = mustPublish(t, f.binary, f.delivered, f.after)
	}
	if f.second.Content == f.first.Content {
		t.Fatal("the second night changes nothing")
	}
	return f
}

// copy is a lake of its own as another stands.
func (f *faults) copy(t *testing.T, lake string) string {
	t.Helper()
	mine := filepath.Join(t.TempDir(), "lake")
	if err := copyLake(lake, mine); err != nil {
		t.Fatal(err)
	}
	return mine
}

// fullFaults says whether everything is swept, or a bounded part.
// takesMinutes leaves a test of many nights out of the quick loop.
func takesMinutes(t *testing.T) {
	t.Helper()
	if os.Getenv("VIGIE_FAULTS") == "" {
		t.Skip("takes minutes: VIGIE_FAULTS=bounded go test . -run " + t.Name() + ", as make test does")
	}
}

func fullFaults() bool { return os.Getenv("VIGIE_FAULTS") == "full" }

// bounded is n in full mode, else few.
func bounded(few, n int) int {
	if fullFaults() {
		return n
	}
	return few
}

// obtained tells `make faults` the figure a goal was met with.
func obtained(t *testing.T, goal, figure string, args ...any) {
	t.Helper()
	figure = fmt.Sprintf(figure, args...)
	t.Logf("%s: %s", goal, figure)
	path := os.Getenv("VIGIE_FAULTS_REPORT")
	if path == "" || t.Failed() {
		return
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_, name, _ := strings.Cut(t.Name(), "/")
	if _, err := fmt.Fprintf(f, "| %s | %s | `make faults FAULTS=%s` |\n", goal, figure, name); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

const faultsKey = "a key for the tests of faults"

// noTracer is why calls can't be traced here, or nothing.
func noTracer(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		return "faults are injected with strace: apt-get install strace"
	}
	if out, err := exec.CommandContext(t.Context(), "strace", "-D", "-f", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		return fmt.Sprintf("strace may not trace here: %v %s", err, out)
	}
	return ""
}

func needStrace(t *testing.T) {
	t.Helper()
	if why := noTracer(t); why != "" {
		t.Skip(why)
	}
}

// tinyInbox is a made-up country of a few hundred records, one file a source; the
// last deliveries of applications and services are for a second night.
func tinyInbox(t *testing.T) (inbox string, deliver func(inbox string)) {
	t.Helper()
	months, inbox := t.TempDir(), t.TempDir()
	_, err := sample.Generate(t.Context(), sample.Options{
		Out: months, Scale: 0.00006, Months: 4, Seed: 7, AsOf: testDay, Reference: reference.Embedded(), Progress: data.NoProgress{},
	})
	if err != nil {
		t.Fatal(err)
	}
	late := map[string][]byte{}
	sources, err := os.ReadDir(months)
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		files, err := filepath.Glob(filepath.Join(months, source.Name(), "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files of %s: %v", source.Name(), err)
		}
		if err := os.MkdirAll(filepath.Join(inbox, source.Name()), 0o755); err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(files[0]) != ".zst" {
			copyTree(t, filepath.Join(months, source.Name()), filepath.Join(inbox, source.Name()))
			continue
		}
		var all []byte // frames of zstd, one behind the other
		for i, file := range files {
			frame, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if n := source.Name(); i == len(files)-1 && (n == "candidatures" || n == "services") {
				late[filepath.Join(n, "suite.ndjson.zst")] = frame
				continue
			}
			all = append(all, frame...)
		}
		writeFile(t, filepath.Join(inbox, source.Name(), "tout.ndjson.zst"), all)
	}
	return inbox, func(inbox string) {
		for path, frame := range late {
			writeFile(t, filepath.Join(inbox, path), frame)
		}
	}
}

func writeFile(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// plain is the content of a file of zstd frames.
func plain(t *testing.T, path string) []byte {
	t.Helper()
	packed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := r.DecodeAll(packed, nil)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// refresh is the command line of a night, under a tool such as strace where one is
// given.
func refresh(ctx context.Context, binary, inbox, lake string, tool ...string) *exec.Cmd {
	args := append(slices.Clone(tool), binary, "refresh", "--inbox", inbox, "--lake", lake, "--as-of", testDay.Format(time.DateOnly), "--threads", "1")
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "VIGIE_PSEUDONYM_KEY="+faultsKey)
	cmd.WaitDelay = time.Second // a child of strace may hold stderr
	return cmd
}

// vigie is another command line of the program.
func vigie(t *testing.T, f *faults, args ...string) *exec.Cmd {
	t.Helper()
	return exec.CommandContext(t.Context(), f.binary, args...)
}

// outcome runs a command to its end: its exit code (-1 when it was killed) and
// what it said.
func outcome(t *testing.T, cmd *exec.Cmd) (code int, said string) {
	t.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatalf("run %v: %v", cmd.Args, err)
	}
	return cmd.ProcessState.ExitCode(), out.String()
}

// mustPublish runs a plain night and returns the manifest of what is served then.
func mustPublish(t *testing.T, binary, inbox, lake string) data.Manifest {
	t.Helper()
	if code, said := outcome(t, refresh(t.Context(), binary, inbox, lake)); code != 0 {
		t.Fatalf("a plain night on %s: exit %d: %s", lake, code, said)
	}
	return mustWhole(t, lake)
}

// mustWhole checks what must be true of a lake after any fault, and returns the
// manifest of what is served; the zero one before the first night.
func mustWhole(t *testing.T, dir string) data.Manifest {
	t.Helper()
	m, err := whole(dir, t.TempDir())
	if err != nil {
		t.Fatalf("lake %s: %v", dir, err)
	}
	return m
}

// whole verifies every snapshot and every raw file of a lake, and reads its ledger.
func whole(dir, work string) (served data.Manifest, err error) {
	lake, err := data.Open(dir)
	if errors.Is(err, data.ErrNoLake) { // cut before there was one
		return served, nil
	}
	if err != nil {
		return served, err
	}
	id, err := lake.Current()
	if err != nil && !errors.Is(err, data.ErrNoSnapshot) {
		return served, err
	}
	if err == nil {
		if served, err = lake.Verify(id); err != nil {
			return served, err
		}
	}
	all, err := lake.Snapshots()
	if err != nil {
		return served, err
	}
	for _, m := range all {
		if _, err := lake.Verify(m.ID); err != nil {
			return served, err
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "quarantine")); err == nil { // else cut while it was made
		if err := verifyRaw(lake, work); err != nil {
			return served, err
		}
	}
	_, err = lake.Runs()
	return served, err
}

// verifyRaw holds every raw file of a lake against its receipt.
func verifyRaw(lake data.Lake, work string) error {
	raw, err := ingest.RawFiles(lake, work)
	if err != nil {
		return err
	}
	for _, source := range raw {
		for _, folder := range source.Folders {
			if err := folder.Verify(); err != nil {
				return err
			}
		}
	}
	return nil
}

// mustBeClean checks that nothing of a cut run is left beside what counts, and
// that the lock is free.
func mustBeClean(t *testing.T, dir string) {
	t.Helper()
	lake, err := data.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	release, err := lake.Lock("a test that looks")
	if err != nil {
		t.Errorf("the lock is held: %v", err)
	} else {
		release()
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && (filepath.Ext(path) == ".tmp" || filepath.Base(filepath.Dir(path)) == "staging") {
			t.Errorf("left behind: %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// copyLake copies a lake as it stands, modes included.
func copyLake(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return err
		}
		return os.Chmod(target, info.Mode())
	})
}

// allStopped says whether every thread of a process stands still.
func allStopped(pid int) bool {
	if !isStopped(fmt.Sprintf("/proc/%d/stat", pid)) { // most times
		return false
	}
	stats, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	if err != nil || len(stats) == 0 {
		return false
	}
	return !slices.ContainsFunc(stats, func(stat string) bool { return !isStopped(stat) })
}

func isStopped(stat string) bool {
	text, err := os.ReadFile(stat)
	if err != nil {
		return false
	}
	_, state, ok := bytes.Cut(text, []byte(") "))
	return ok && strings.ContainsRune("tT", rune(state[0]))
}

// resume lets a stopped process go on.
func resume(pid int) { _ = syscall.Kill(pid, syscall.SIGCONT) }
