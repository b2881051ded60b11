package main

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
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

// ingestBenches are the files that BenchmarkIngest loads: a sample's records of one
// source as one file, long ones and short ones, plain and compressed.
var ingestBenches = []struct {
	source, packing string
	scale           float64
}{
	{"offres", "", 0.01},
	{"candidatures", "", 0.02},
	{"offres", ".zst", 0.01},
}

// BenchmarkIngest compares the validated records a second of ingest with
// DuckDB's own COPY of the same NDJSON to Parquet: same threads, in turn. On a
// machine that others share, the processor seconds that each takes say more than
// the clock.
func BenchmarkIngest(b *testing.B) {
	for _, bench := range ingestBenches {
		b.Run(bench.source+bench.packing, func(b *testing.B) {
			inbox := b.TempDir()
			file := filepath.Join(inbox, bench.source, "bench.ndjson"+bench.packing)
			records := oneFile(b, file, bench.source, bench.scale)
			db, err := model.Open(b.Context(), benchDay, model.Settings{Threads: benchThreads}, nil)
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			var ours, theirs []effort
			for b.Loop() {
				runtime.GC()
				ours = append(ours, measure(func() { ingestOne(b, inbox, records) }))
				runtime.GC()
				theirs = append(theirs, measure(func() { copyOne(b, db, file) }))
			}
			reportEfforts(b, float64(records), ours, theirs)
		})
	}
}

// benchThreads is how many threads either side may use.
const benchThreads = 2

// ingestOne loads an inbox of one file into a new lake.
func ingestOne(b *testing.B, inbox string, records int64) {
	b.Helper()
	lake, err := data.Create(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	report, err := ingest.Run(b.Context(), ingest.Options{
		Inbox: inbox, Lake: lake, Reference: reference.Embedded(), Threads: benchThreads, Key: []byte("a key for the benchmark"),
	})
	if err != nil {
		b.Fatal(err)
	}
	if n := report.Files[0].Loaded; n != records {
		b.Fatalf("loaded %d of %d records", n, records)
	}
}

// copyOne has DuckDB copy the same file.
func copyOne(b *testing.B, db *model.DB, file string) {
	b.Helper()
	target := filepath.Join(b.TempDir(), "copy.parquet")
	err := db.Exec(b.Context(), "copy (select * from read_json('"+file+"', format = 'newline_delimited', sample_size = 20000)) to '"+target+"' (format parquet)")
	if err != nil {
		b.Fatal(err)
	}
}

// effort is what one run took, in seconds.
type effort struct{ clock, processor float64 }

func measure(run func()) effort {
	start, before := time.Now(), processorSeconds()
	run()
	return effort{time.Since(start).Seconds(), processorSeconds() - before}
}

func processorSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// reportEfforts gives the medians, and the median of the ratios of each pair.
func reportEfforts(b *testing.B, records float64, ours, theirs []effort) {
	var clock, processor, oursClock, theirsClock, oursProcessor, theirsProcessor []float64
	for i := range ours {
		clock = append(clock, theirs[i].clock/ours[i].clock)
		processor = append(processor, theirs[i].processor/ours[i].processor)
		oursClock, theirsClock = append(oursClock, ours[i].clock), append(theirsClock, theirs[i].clock)
		oursProcessor, theirsProcessor = append(oursProcessor, ours[i].processor), append(theirsProcessor, theirs[i].processor)
	}
	b.ReportMetric(0, "ns/op") // of both together: says nothing
	b.ReportMetric(median(clock), "×-copy")
	b.ReportMetric(median(processor), "×-copy-cpu")
	b.ReportMetric(records/median(oursClock), "records/s")
	b.ReportMetric(records/median(theirsClock), "copy-records/s")
	b.ReportMetric(median(oursProcessor)/records*1e6, "cpu-s/M")
	b.ReportMetric(median(theirsProcessor)/records*1e6, "copy-cpu-s/M")
}

// oneFile writes a sample's records of a source as one NDJSON file.
func oneFile(b *testing.B, path, source string, scale float64) (records int64) {
	b.Helper()
	dir := b.TempDir()
	report, err := sample.Generate(b.Context(), sample.Options{
		Out: dir, Scale: scale, Seed: 1, AsOf: benchDay, Only: []string{source}, Reference: reference.Embedded(), Progress: data.NoProgress{}, BrokenShare: -1, // COPY stops at the first malformed line
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		b.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var out io.Writer = file
	if strings.HasSuffix(path, ".zst") {
		packed, err := zstd.NewWriter(file)
		if err != nil {
			b.Fatal(err)
		}
		defer packed.Close()
		out = packed
	}
	files, err := filepath.Glob(filepath.Join(dir, source, "*.zst"))
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
	return report.Rows[source]
}

func median(values []float64) float64 {
	s := slices.Sorted(slices.Values(values))
	return s[len(s)/2]
}

// nightFigure is what one night at one scale took.
type nightFigure struct {
	Scale          float64
	Night          string // first, or delta: one more day
	Seconds        float64
	PeakMB         float64 // resident memory
	InboxMB        float64 // what is delivered
	LakeMB         float64 // raw records and snapshots
	Offers, Others int64   // records read
	Stages         []data.Stage
}

// BenchmarkNight runs the first night of a sample and the night of the day after,
// each in a process of its own, at the scales that VIGIE_BENCH_NIGHT lists, as in
// 0.01,0.1,1; it reports seconds, peak memory and, between the last two scales, the
// growth exponent: 1 is linear. VIGIE_BENCH_CSV names a file for the figures, beside
// which <name>_stages.csv has the stages of the largest scale, longest first;
// VIGIE_BENCH_DIR names a folder in which inboxes and lakes stay.
func BenchmarkNight(b *testing.B) {
	if os.Getenv("VIGIE_BENCH_NIGHT") == "" {
		b.Skip("minutes long: set VIGIE_BENCH_NIGHT=0.01,0.1")
	}
	memory := cmp.Or(os.Getenv("VIGIE_MEMORY"), "8GB")
	binary := filepath.Join(b.TempDir(), "vigie")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	var figures []nightFigure
	for text := range strings.SplitSeq(os.Getenv("VIGIE_BENCH_NIGHT"), ",") {
		scale, err := strconv.ParseFloat(text, 64)
		if err != nil {
			b.Fatalf("VIGIE_BENCH_NIGHT: %v", err)
		}
		dir := filepath.Join(cmp.Or(os.Getenv("VIGIE_BENCH_DIR"), b.TempDir()), text)
		inbox, lake := filepath.Join(dir, "inbox"), filepath.Join(dir, "lake")
		eve := benchDay.AddDate(0, 0, -1)
		for _, night := range []struct {
			name     string
			from, to time.Time
			asOf     time.Time
		}{{"first", time.Time{}, eve, eve}, {"delta", eve, time.Time{}, benchDay}} {
			_, err := sample.Generate(b.Context(), sample.Options{
				Out: inbox, Scale: scale, Seed: 1, AsOf: benchDay, From: night.from, To: night.to, Reference: reference.Embedded(), Progress: data.NoProgress{},
			})
			if err != nil {
				b.Fatal(err)
			}
			f := runNight(b, binary, inbox, lake, night.asOf.Format(time.DateOnly), memory)
			f.Scale, f.Night = scale, night.name
			figures = append(figures, f)
			b.Logf("%g %s: %.1f s, %.0f MB at most, %d offers and %d other records", scale, night.name, f.Seconds, f.PeakMB, f.Offers, f.Others)
		}
		if os.Getenv("VIGIE_BENCH_DIR") != "" {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
	}
	for _, f := range figures {
		b.ReportMetric(f.Seconds, fmt.Sprintf("s-%s-at-%g", f.Night, f.Scale))
	}
	if n := len(figures); n >= 4 {
		small, large := figures[n-4], figures[n-2]
		b.ReportMetric(math.Log(large.Seconds/small.Seconds)/math.Log(large.Scale/small.Scale), "growth-exponent")
	}
	if path := os.Getenv("VIGIE_BENCH_CSV"); path != "" {
		if err := writeFigures(path, figures); err != nil {
			b.Fatal(err)
		}
		if err := writeStages(strings.TrimSuffix(path, ".csv")+"_stages.csv", figures[len(figures)-2], figures[len(figures)-1]); err != nil {
			b.Fatal(err)
		}
	}
}

// runNight runs the program's refresh and measures it from outside.
func runNight(b *testing.B, binary, inbox, lake, asOf, memory string) nightFigure {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), binary, "refresh", "--inbox", inbox, "--lake", lake, "--as-of", asOf, "--memory", memory)
	cmd.Env = append(os.Environ(), "VIGIE_PSEUDONYM_KEY=a key for the benchmark")
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("refresh: %v\n%s", err, out)
	}
	f := nightFigure{Seconds: time.Since(start).Seconds(), PeakMB: float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1e3}
	f.InboxMB, f.LakeMB = sizeMB(b, inbox), sizeMB(b, lake)
	opened, err := data.Open(lake)
	if err != nil {
		b.Fatal(err)
	}
	runs, err := opened.Runs()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range runs[0].Sources {
		if c.Source == "offres" {
			f.Offers = c.Read
		} else {
			f.Others += c.Read
		}
	}
	f.Stages = runs[0].Stages
	for _, s := range f.Stages {
		if s.Seconds >= f.Seconds/100 {
			b.Logf("%-32s %8.1f s", s.Name, s.Seconds)
		}
	}
	return f
}

// sizeMB is what the files of a folder take, those under several names once.
func sizeMB(b *testing.B, dir string) float64 {
	b.Helper()
	seen := map[uint64]bool{}
	var bytes int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil && !seen[info.Sys().(*syscall.Stat_t).Ino] {
			seen[info.Sys().(*syscall.Stat_t).Ino] = true
			bytes += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return float64(bytes) / 1e6
}

func writeFigures(path string, figures []nightFigure) error {
	var text strings.Builder
	text.WriteString("scale,night,seconds,peak_mb,inbox_mb,lake_mb,offers,others\n")
	for _, f := range figures {
		fmt.Fprintf(&text, "%g,%s,%.1f,%.0f,%.0f,%.0f,%d,%d\n", f.Scale, f.Night, f.Seconds, f.PeakMB, f.InboxMB, f.LakeMB, f.Offers, f.Others)
	}
	return os.WriteFile(path, []byte(text.String()), 0o644)
}

// writeStages writes the seconds of each stage of a first night and of its delta, longest first.
func writeStages(path string, first, delta nightFigure) error {
	seconds := map[string][2]float64{}
	for i, f := range []nightFigure{first, delta} {
		for _, s := range f.Stages {
			both := seconds[s.Name]
			both[i] = s.Seconds
			seconds[s.Name] = both
		}
	}
	names := slices.SortedFunc(maps.Keys(seconds), func(a, b string) int {
		return cmp.Or(cmp.Compare(seconds[b][0]+seconds[b][1], seconds[a][0]+seconds[a][1]), cmp.Compare(a, b))
	})
	var text strings.Builder
	fmt.Fprintf(&text, "stage,first_at_%g,delta_at_%g\n", first.Scale, delta.Scale)
	for _, name := range names {
		fmt.Fprintf(&text, "%s,%.1f,%.1f\n", name, seconds[name][0], seconds[name][1])
	}
	return os.WriteFile(path, []byte(text.String()), 0o644)
}
