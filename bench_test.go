package main

import (
	"context"
	"math"
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
	"vigie/transform/model"
)

var benchDay = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// BenchmarkIngest compares the validated records a second of ingest with
// DuckDB's own COPY of the same NDJSON to Parquet, same threads, in turn.
func BenchmarkIngest(b *testing.B) {
	ctx := context.Background()
	inbox := b.TempDir()
	records := offersInOneFile(ctx, b, inbox)
	file := filepath.Join(inbox, "offres", "offres.ndjson")
	db, err := model.Open(ctx, benchDay, model.Settings{Threads: 2}, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	var ours, theirs []float64
	for b.Loop() {
		lake, err := data.Create(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		report, err := ingest.Run(ctx, ingest.Options{Inbox: inbox, Lake: lake, Reference: reference.Embedded(), Threads: 2})
		if err != nil {
			b.Fatal(err)
		}
		ours = append(ours, time.Since(start).Seconds())
		if n := report.Files[0].Read; n != records {
			b.Fatalf("read %d of %d records", n, records)
		}
		start = time.Now()
		target := filepath.Join(b.TempDir(), "copy.parquet")
		if err := db.Exec(ctx, "copy (select * from read_json('"+file+"', format = 'newline_delimited', sample_size = 20000)) to '"+target+"' (format parquet)"); err != nil {
			b.Fatal(err)
		}
		theirs = append(theirs, time.Since(start).Seconds())
	}
	b.ReportMetric(float64(records)/median(ours), "records/s")
	b.ReportMetric(float64(records)/median(theirs), "copy-records/s")
	b.ReportMetric(median(theirs)/median(ours), "×-copy")
}

// offersInOneFile writes a sample's offers as one plain NDJSON file.
func offersInOneFile(ctx context.Context, b *testing.B, inbox string) (records int64) {
	b.Helper()
	dir := b.TempDir()
	report, err := sample.Generate(ctx, sample.Options{
		Out: dir, Scale: 0.01, Seed: 1, AsOf: benchDay, Only: []string{"offres"}, Reference: reference.Embedded(), Progress: data.NoProgress{}, BrokenShare: -1, // COPY stops at the first malformed line
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(inbox, "offres"), 0o755); err != nil {
		b.Fatal(err)
	}
	out, err := os.Create(filepath.Join(inbox, "offres", "offres.ndjson"))
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	files, err := filepath.Glob(filepath.Join(dir, "offres", "*.zst"))
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range files {
		in, err := os.Open(f)
		if err != nil {
			b.Fatal(err)
		}
		r, err := zstd.NewReader(in)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.WriteTo(out); err != nil {
			b.Fatal(err)
		}
		r.Close()
		_ = in.Close()
	}
	return report.Rows["offres"]
}

func median(values []float64) float64 {
	s := slices.Sorted(slices.Values(values))
	return s[len(s)/2]
}

// nightScales are the sizes of BenchmarkNight: the smaller first.
var nightScales = []float64{0.01, 0.1}

// BenchmarkNight runs the whole first night of a sample in a process of its own,
// at two sizes, and reports seconds, peak memory and the growth exponent between
// them: 1 is linear. It is slow: VIGIE_BENCH_NIGHT=1 turns it on.
func BenchmarkNight(b *testing.B) {
	if os.Getenv("VIGIE_BENCH_NIGHT") == "" {
		b.Skip("minutes long: set VIGIE_BENCH_NIGHT=1")
	}
	binary := filepath.Join(b.TempDir(), "vigie")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	seconds := map[float64]float64{}
	for _, scale := range nightScales {
		inbox := b.TempDir()
		_, err := sample.Generate(b.Context(), sample.Options{
			Out: inbox, Scale: scale, Seed: 1, AsOf: benchDay, Reference: reference.Embedded(), Progress: data.NoProgress{},
		})
		if err != nil {
			b.Fatal(err)
		}
		cmd := exec.CommandContext(b.Context(), binary, "refresh", "--inbox", inbox, "--lake", filepath.Join(b.TempDir(), "lake"), "--as-of", "2026-11-22", "--memory", "8GB")
		cmd.Env = append(os.Environ(), "VIGIE_PSEUDONYM_KEY=a key for the benchmark")
		start := time.Now()
		out, err := cmd.CombinedOutput()
		if err != nil {
			b.Fatalf("refresh: %v\n%s", err, out)
		}
		seconds[scale] = time.Since(start).Seconds()
		peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
		b.Logf("scale %g: %.1f s, peak %.0f MB\n%s", scale, seconds[scale], float64(peak)/1e3, stages(string(out)))
	}
	small, large := nightScales[0], nightScales[1]
	b.ReportMetric(seconds[small], "s-at-0.01")
	b.ReportMetric(seconds[large], "s-at-0.1")
	b.ReportMetric(math.Log(seconds[large]/seconds[small])/math.Log(large/small), "growth-exponent")
}

// stages keeps the lines of the log that time a stage.
func stages(log string) string {
	var kept []string
	for line := range strings.SplitSeq(log, "\n") {
		if strings.Contains(line, `"msg":"stage"`) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
