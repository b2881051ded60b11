package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"vigie/data"
)

// mutating are the calls by which a night changes the disk.
const mutating = "write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,ftruncate,fallocate,mkdir,mkdirat,link,linkat,symlinkat,chmod,fchmod,fchmodat"

// crashPoint is a lake as a crash left it.
type crashPoint struct {
	lake string // a copy
	call string // the last call before
}

// sweep runs a night that stands still at every mutating call (at one in ten of each
// thread in the bounded part), and looks at the lake each time: what is there then is
// what a crash would leave. It returns how many points were looked at, and a copy of
// the lake for each state outside staging.
func sweep(t *testing.T, binary, inbox, lake string, allowed func(served data.Manifest) bool) (points int, states []crashPoint) {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := refresh(t.Context(), binary, inbox, lake,
		"strace", "-D", "-f", "-qq", "-y", "-o", trace, "-e", "trace="+mutating, "-e", fmt.Sprintf("inject=%s:signal=SIGSTOP:when=1+%d", mutating, bounded(10, 1)))
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	copies, work := t.TempDir(), t.TempDir()
	seen := map[string]bool{}
	for {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("the night that was looked at: %v: %s", err, said.String())
			}
			return points, states
		default:
		}
		if !allStopped(cmd.Process.Pid) {
			time.Sleep(300 * time.Microsecond)
			continue
		}
		if _, err := os.Stat(lake); err != nil { // not begun
			resume(cmd.Process.Pid)
			continue
		}
		points++
		before := durable(lake)
		if !seen[before] {
			seen[before] = true
			p := crashPoint{lake: filepath.Join(copies, fmt.Sprint(len(states))), call: lastCall(trace)}
			err := copyLake(lake, p.lake)
			if !allStopped(cmd.Process.Pid) || durable(lake) != before {
				delete(seen, before) // it was let go on meanwhile: no state of a crash
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			served, err := whole(p.lake, work)
			if err != nil || !allowed(served) {
				t.Errorf("a crash after %s: serves %q: %v", p.call, served.ID, err)
			}
			states = append(states, p)
		}
		resume(cmd.Process.Pid)
	}
}

// durable names the state of a lake outside staging: every file, its size, its
// mode and which one it is.
func durable(lake string) string {
	h := sha256.New()
	_ = filepath.WalkDir(lake, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // gone meanwhile
		}
		if d.IsDir() && d.Name() == "staging" {
			return fs.SkipDir
		}
		if info, err := d.Info(); err == nil {
			fmt.Fprintln(h, path, info.Size(), info.Mode(), info.ModTime().UnixNano())
		}
		return nil
	})
	return string(h.Sum(nil))
}

func lastCall(trace string) string {
	text, _ := os.ReadFile(trace)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for _, line := range slices.Backward(lines) {
		if strings.Contains(line, "INJECTED") || strings.HasSuffix(line, "<unfinished ...>") {
			return line
		}
	}
	return "its start"
}

// crashAnywhere: a night that ends at any of its mutating calls leaves exactly the
// snapshot before or the one after, whole, and a plain new run converges.
func crashAnywhere(t *testing.T, f *faults) {
	needStrace(t)
	lake := f.copy(t, f.lake)
	points, states := sweep(t, f.binary, f.delivered, lake, func(m data.Manifest) bool { return m.ID == f.first.ID || m.ID == f.second.ID })
	converged := converge(t, f.binary, f.delivered, states, bounded(2, len(states)), f.second)
	if fullFaults() {
		lake := filepath.Join(t.TempDir(), "lake")
		more, states := sweep(t, f.binary, f.inbox, lake, func(m data.Manifest) bool { return m.ID == "" || m.ID == f.first.ID })
		points += more
		converged += converge(t, f.binary, f.inbox, states, len(states), f.first)
	}
	if points < 120 {
		t.Errorf("only %d points: is the program traced?", points)
	}
	obtained(t, "crash anywhere", "0 violations at %d mutating calls of a night; a plain run converged from %d states", points, converged)
}

// converge runs a plain night from some of the states and holds what it publishes
// against what an undisturbed one does.
func converge(t *testing.T, binary, inbox string, states []crashPoint, n int, want data.Manifest) int {
	t.Helper()
	random := rand.New(rand.NewPCG(5, 6))
	random.Shuffle(len(states), func(i, j int) { states[i], states[j] = states[j], states[i] })
	states = states[:min(n, len(states))]
	var group errgroup.Group
	group.SetLimit(2)
	for _, p := range states {
		group.Go(func() error {
			if got := mustPublish(t, binary, inbox, p.lake); got.Content != want.Content {
				t.Errorf("after %s: %s differ", p.call, differing(got, want))
			}
			mustBeClean(t, p.lake)
			return nil
		})
	}
	_ = group.Wait()
	return len(states)
}

// call is a system call on a path below the lake, and how often one thread makes it.
type call struct {
	name, path string
	times      int
}

// callsOf are the mutating calls that an undisturbed night makes on the lake's
// files, by name and path.
func callsOf(t *testing.T, binary, inbox, lake string) []call {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := refresh(t.Context(), binary, inbox, lake, "strace", "-D", "-f", "-y", "--seccomp-bpf", "-o", trace, "-e", "trace=openat,"+mutating)
	if code, said := outcome(t, cmd); code != 0 {
		t.Fatalf("traced night: exit %d: %s", code, said)
	}
	time.Sleep(200 * time.Millisecond) // the tracer outlives the program a little
	text, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^(\d+) +(\w+)\((.*)$`)
	path := regexp.MustCompile(`["<](` + regexp.QuoteMeta(lake) + `[^">]*)[">]`)
	relative := regexp.MustCompile(`<(` + regexp.QuoteMeta(lake) + `[^">]*)>, "([^"/][^"]*)"`)
	type key struct{ name, path, thread string }
	count := map[key]int{}
	for _, m := range line.FindAllStringSubmatch(string(text), -1) {
		if m[2] == "openat" && !strings.Contains(m[3], "O_CREAT") {
			continue
		}
		found := path.FindAllStringSubmatch(m[3], -1)
		if len(found) == 0 {
			continue
		}
		target := found[len(found)-1][1] // of a rename, the new name
		if rel := relative.FindStringSubmatch(m[3]); rel != nil && strings.Contains(m[2], "at") {
			target = filepath.Join(rel[1], rel[2])
		}
		count[key{m[2], target, m[1]}]++
	}
	most := map[[2]string]int{}
	for k, n := range count {
		at := [2]string{k.name, k.path}
		most[at] = max(most[at], n)
	}
	var calls []call
	for _, at := range slices.SortedFunc(maps.Keys(most), func(a, b [2]string) int { return strings.Compare(a[1]+a[0], b[1]+b[0]) }) {
		calls = append(calls, call{at[0], strings.TrimPrefix(at[1], lake), most[at]})
	}
	return calls
}

// Paths are alike that differ in the month of a partition or a number only, and those of a
// schema's tables while they are built: nothing of these is in force.
var (
	alike = regexp.MustCompile(`_month=[^/]*|[0-9]{4}-[0-9]{2}|[0-9]{6,}`)
	built = regexp.MustCompile(`^(/staging/refresh/[^/]+/[^/]+)/.*?(\.\w+)?$`)
)

// distinct leaves one of the calls that are alike.
func distinct(calls []call) []call {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(calls), func(c call) bool {
		key := c.name + alike.ReplaceAllString(built.ReplaceAllString(c.path, "$1/*$2"), "")
		known := seen[key]
		seen[key] = true
		return known
	})
}

// killedAtCalls kills the night for good, at calls on paths: where a snapshot
// becomes what is served in the bounded part, at every one in full, but for those that
// are alike, of which one stands for all; crashAnywhere looks at each.
func killedAtCalls(t *testing.T, f *faults) {
	needStrace(t)
	calls := distinct(f.calls)
	if !fullFaults() {
		calls = slices.DeleteFunc(calls, func(c call) bool {
			return !strings.HasPrefix(c.name, "rename") || c.path != "/CURRENT" && filepath.Dir(c.path) != "/snapshots"
		})
	}
	var points []call
	for _, c := range calls {
		points = append(points, call{c.name, c.path, 1})
		if c.times > 1 {
			points = append(points, c)
		}
	}
	var group errgroup.Group
	group.SetLimit(2)
	var mu sync.Mutex
	killed := 0
	for _, p := range points {
		group.Go(func() error {
			dir, err := os.MkdirTemp("", "vigie-faults-")
			if err != nil {
				return err
			}
			defer os.RemoveAll(dir)
			mine := filepath.Join(dir, "lake")
			if err := copyLake(f.lake, mine); err != nil {
				return err
			}
			path := mine + p.path
			code, said := outcome(t, refresh(t.Context(), f.binary, f.delivered, mine, "strace", "-D", "-f", "-qq", "-o", os.DevNull,
				"-P", path, "-e", "trace="+p.name, "-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", p.name, p.times)))
			point := fmt.Sprintf("%s %s (%d)", p.name, p.path, p.times)
			if code != -1 && code != 0 { // 0: another thread made the call this time
				t.Errorf("%s: exit %d: %s", point, code, said)
			}
			if code == -1 {
				mu.Lock()
				killed++
				mu.Unlock()
			}
			if served := mustWhole(t, mine); served.ID != f.first.ID && served.ID != f.second.ID {
				t.Errorf("%s: serves %s, want %s or %s", point, served.ID, f.first.ID, f.second.ID)
			}
			if got := mustPublish(t, f.binary, f.delivered, mine); got.Content != f.second.Content {
				t.Errorf("%s: a plain run differs in %s", point, differing(got, f.second))
			}
			mustBeClean(t, mine)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if killed < 2 {
		t.Errorf("%d of %d points killed the night", killed, len(points))
	}
	obtained(t, "killed at calls", "0 violations over %d kills at (call, path)", killed)
}

// killedAtRandom: a first night killed at any moment leaves none or a whole
// snapshot, and a plain new run gives what an undisturbed one gives.
func killedAtRandom(t *testing.T, f *faults) {
	random := rand.New(rand.NewPCG(3, 4))
	kills := 0
	for range bounded(1, 25) { // each lake from its first night
		lake := filepath.Join(t.TempDir(), "lake")
		for range bounded(2, 8) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(20+random.IntN(1500))*time.Millisecond)
			code, said := outcome(t, refresh(ctx, f.binary, f.inbox, lake))
			cancel()
			if code == -1 {
				kills++
			} else if code != 0 {
				t.Fatalf("exit %d: %s", code, said)
			}
			if m := mustWhole(t, lake); m.ID != "" && m.Content != f.first.Content {
				t.Fatalf("after a kill, %s is served: %s differ", m.ID, differing(m, f.first))
			}
		}
		if got := mustPublish(t, f.binary, f.inbox, lake); got.Content != f.first.Content {
			t.Fatalf("content after kills %s, want %s: %s", got.Content, f.first.Content, differing(got, f.first))
		}
		mustBeClean(t, lake)
	}
	obtained(t, "random kill -9", "0 violations over %d kills", kills)
}

// twoNightsAtOnce: the second says within a second who holds the lake, and a
// killed night holds it no more.
func twoNightsAtOnce(t *testing.T, f *faults) {
	needStrace(t)
	lake := filepath.Join(t.TempDir(), "lake")
	one := refresh(t.Context(), f.binary, f.inbox, lake, "strace", "-D", "-f", "-qq", "-o", os.DevNull, "-e", "trace=fsync", "-e", "inject=fsync:signal=SIGSTOP:when=3")
	if err := one.Start(); err != nil {
		t.Fatal(err)
	}
	for holder := ""; !strings.Contains(holder, "process") || !allStopped(one.Process.Pid); time.Sleep(time.Millisecond) {
		text, _ := os.ReadFile(filepath.Join(lake, "LOCK"))
		holder = string(text)
	}
	start := time.Now()
	code, said := outcome(t, refresh(t.Context(), f.binary, f.inbox, lake))
	took := time.Since(start)
	if code != exitFailed || !strings.Contains(said, fmt.Sprintf("process %d", one.Process.Pid)) {
		t.Errorf("second night: exit %d: %s; want who holds the lake, process %d", code, said, one.Process.Pid)
	}
	if took > time.Second {
		t.Errorf("it took %v to say so", took)
	}
	if err := one.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = one.Wait()
	l, err := data.Open(lake)
	if err != nil {
		t.Fatal(err)
	}
	release, err := l.Lock("the next")
	if errors.Is(err, data.ErrLocked) {
		t.Fatalf("after kill -9: %v", err)
	}
	release()
	obtained(t, "two nights at once", "the second says who holds the lake in %d ms; free after kill -9", took.Milliseconds())
}
