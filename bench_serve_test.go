package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
)

// BenchmarkServe starts the real server on VIGIE_LAKE, or on a sample's lake, and
// asks it for widgets in an open loop, 300 a second whatever it answers: alone, then
// beside a refresh at nice 19. It reports the time from start to ready, the
// resident memory and the 99th percentiles. VIGIE_BENCH_SERVE names the load
// generator's command, which `make bench-serve` installs.
func BenchmarkServe(b *testing.B) {
	vegeta := os.Getenv("VIGIE_BENCH_SERVE")
	if vegeta == "" {
		b.Skip("needs a load generator: make bench-serve")
	}
	dir := b.TempDir()
	binary, inbox := filepath.Join(dir, "vigie"), filepath.Join(dir, "inbox")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	if _, err := sample.Generate(b.Context(), sample.Options{
		Out: inbox, Scale: 0.02, Seed: 1, AsOf: benchDay, Reference: reference.Embedded(), Progress: data.NoProgress{},
	}); err != nil {
		b.Fatal(err)
	}
	lake := os.Getenv("VIGIE_LAKE")
	if lake == "" {
		lake = filepath.Join(dir, "lake")
		runNight(b, binary, inbox, lake, benchDay.Format(time.DateOnly), "2GB")
	}
	b.ReportMetric(0, "ns/op") // of all of it: says nothing

	start := time.Now()
	server := exec.CommandContext(b.Context(), binary, "serve", "--lake", lake, "--addr", "127.0.0.1:0", "--auth", "off")
	out, err := server.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() { _, _ = server.Process.Kill(), server.Wait() }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(start).Seconds(), "s-to-ready")
	b.ReportMetric(residentMB(b, server.Process.Pid), "MB-when-ready")
	address := strings.TrimSpace(line[strings.Index(line, "http"):])
	var targets bytes.Buffer
	for _, path := range widgetPaths(b, address, 5000) {
		fmt.Fprintf(&targets, "GET %s%s\n", address, path)
	}

	loading := openLoop(b, vegeta, targets.Bytes()) // the pools are loaded meanwhile
	b.ReportMetric(loading.p99, "p99-ms-while-loading")
	for isLoading(b, address) {
		time.Sleep(time.Second)
	}
	b.ReportMetric(time.Since(start).Seconds(), "s-to-whole")

	alone := openLoop(b, vegeta, targets.Bytes())
	b.ReportMetric(alone.p50, "p50-ms")
	b.ReportMetric(alone.p99, "p99-ms")

	night := exec.CommandContext(b.Context(), "nice", "-n", "19", binary, "refresh", "--inbox", inbox, "--lake", filepath.Join(dir, "other"), "--as-of", benchDay.Format(time.DateOnly))
	night.Env = append(os.Environ(), "VIGIE_PSEUDONYM_KEY=a key for the benchmark")
	if err := night.Start(); err != nil {
		b.Fatal(err)
	}
	beside := openLoop(b, vegeta, targets.Bytes())
	_, _ = night.Process.Kill(), night.Wait() // it ends before or after
	b.ReportMetric(beside.p99, "p99-ms-beside-a-night")
	b.ReportMetric(residentMB(b, server.Process.Pid), "peak-MB")
}

// isLoading says whether pools are still being loaded.
func isLoading(b *testing.B, address string) bool {
	b.Helper()
	response, err := http.Get(address + "/v1/offers/unknown/pool")
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusServiceUnavailable
}

// latencies of an open loop, in milliseconds.
type latencies struct{ p50, p99 float64 }

// openLoop asks 300 times a second, for VIGIE_BENCH_SECONDS or 20, and fails when
// any answer does.
func openLoop(b *testing.B, vegeta string, targets []byte) latencies {
	b.Helper()
	seconds := cmp.Or(os.Getenv("VIGIE_BENCH_SECONDS"), "20")
	attack := exec.CommandContext(b.Context(), vegeta, "attack", "-rate=300", "-duration="+seconds+"s")
	attack.Stdin = bytes.NewReader(targets)
	hits, err := attack.Output()
	if err != nil {
		b.Fatalf("load: %v", err)
	}
	report := exec.CommandContext(b.Context(), vegeta, "report", "-type=json")
	report.Stdin = bytes.NewReader(hits)
	text, err := report.Output()
	if err != nil {
		b.Fatalf("read the load's report: %v", err)
	}
	var r struct {
		Latencies struct {
			P50 float64 `json:"50th"`
			P99 float64 `json:"99th"`
		}
		Success float64
	}
	if err := json.Unmarshal(text, &r); err != nil {
		b.Fatal(err)
	}
	if r.Success != 1 {
		b.Errorf("%.3f of the requests succeeded: %s", r.Success, text)
	}
	return latencies{r.Latencies.P50 / 1e6, r.Latencies.P99 / 1e6}
}

// widgetPaths are the addresses of up to n open offers' widgets.
func widgetPaths(t testing.TB, address string, n int) (paths []string) {
	t.Helper()
	for query := "?state=open&limit=500"; query != "" && len(paths) < n; {
		var list struct {
			Rows []struct{ ID string }
			Next *string
		}
		if err := json.Unmarshal([]byte(page(t, address+"/v1/offers"+query)), &list); err != nil {
			t.Fatal(err)
		}
		for _, row := range list.Rows {
			paths = append(paths, "/v1/offers/"+url.PathEscape(row.ID)+"/attractivity")
		}
		query = ""
		if list.Next != nil {
			query = "?state=open&limit=500&cursor=" + url.QueryEscape(*list.Next)
		}
	}
	if len(paths) == 0 {
		t.Fatal("no open offer")
	}
	return paths[:min(n, len(paths))]
}

// residentMB is the most memory that a process had.
func residentMB(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		b.Fatal("no VmHWM")
	}
	kb, err := strconv.ParseFloat(string(found[1]), 64)
	if err != nil {
		b.Fatal(err)
	}
	return kb / 1e3
}
