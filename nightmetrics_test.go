package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"vigie/data"
	"vigie/ingest"
)

// metricsOf writes the metrics of a lake and reads them: sample → value.
func metricsOf(t *testing.T, lake data.Lake) map[string]string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "vigie.prom")
	if err := writeMetrics(lake, file); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	problems, err := promlint.New(bytes.NewReader(text)).Lint()
	if err != nil || len(problems) > 0 {
		t.Errorf("metrics file: %v, %v", problems, err)
	}
	values := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if sample, value, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !strings.HasPrefix(line, "#") {
			values[sample] = value
		}
	}
	return values
}

// unix writes an instant as the metrics do.
func unix(at time.Time) string { return fmt.Sprint(float64(at.Unix())) }

// TestMetricsFollowTheNights: a night that is refused shows as such, and leaves
// the last success and the snapshot served where they were.
func TestMetricsFollowTheNights(t *testing.T) {
	t.Parallel()
	inbox, lakeDir := offersInbox(t, 1), t.TempDir()
	first := newNight(t, lakeDir, inbox)
	mustRun(t, first)
	ended, err := time.Parse(time.RFC3339, first.record.Ended)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"vigie_night_last_success_timestamp_seconds":                       unix(ended),
		"vigie_night_last_run_timestamp_seconds":                           unix(ended),
		`vigie_night_state{state="published"}`:                             "1",
		`vigie_night_state{state="refused"}`:                               "0",
		"vigie_night_audit_failures":                                       "0",
		"vigie_snapshot_published_timestamp_seconds":                       unix(first.started),
		"vigie_snapshot_as_of_timestamp_seconds":                           unix(testDay),
		"vigie_snapshot_bytes":                                             fmt.Sprint(float64(first.manifest.Bytes())),
		`vigie_night_refused_files{source="offres"}`:                       "0",
		`vigie_source_every_seconds{source="offres"}`:                      "86400",
		`vigie_night_warnings{gate="freshness"}`:                           "0",
		`vigie_source_records{outcome="read",source="offres"}`:             "100",
		`vigie_source_records{outcome="loaded",source="offres"}`:           "99",
		`vigie_night_records{outcome="read",source="offres"}`:              "100",
		`vigie_night_refused_records{rule="type_invalid",source="offres"}`: "1",
	}
	check := func() {
		t.Helper()
		got := metricsOf(t, first.lake)
		for sample, value := range want {
			if got[sample] != value {
				t.Errorf("%s: %s, want %s", sample, got[sample], value)
			}
		}
		label := regexp.MustCompile(`[{,]([a-z_]+)="`)
		for sample := range got {
			for _, found := range label.FindAllStringSubmatch(sample, -1) {
				if !slices.Contains([]string{"source", "outcome", "stage", "state", "rule", "gate", "channel", "action"}, found[1]) {
					t.Errorf("%s: label %s", sample, found[1])
				}
			}
		}
	}
	check()

	refused := newNight(t, lakeDir, inbox)
	refused.started = first.started.Add(24 * time.Hour)
	if err := os.WriteFile(filepath.Join(inbox, "offres", "broken.ndjson"), []byte("{\"id\": \"X\"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := refused.run(t.Context()); !errors.Is(err, errRefused) {
		t.Fatal(err)
	}
	if ended, err = time.Parse(time.RFC3339, refused.record.Ended); err != nil {
		t.Fatal(err)
	}
	want["vigie_night_last_run_timestamp_seconds"] = unix(ended)
	want[`vigie_night_state{state="published"}`], want[`vigie_night_state{state="refused"}`] = "0", "1"
	want[`vigie_night_refused_files{source="offres"}`] = "1"
	want[`vigie_night_records{outcome="read",source="offres"}`] = "1"
	delete(want, `vigie_night_refused_records{rule="type_invalid",source="offres"}`)
	check()
}

// TestDigestLedgerAndMetricsAgree: the terminal and the ledger tell the same
// figures of a night, and they are those of what it did.
func TestDigestLedgerAndMetricsAgree(t *testing.T) {
	t.Parallel()
	lakeDir, delivered, before := firstNight(t)
	inbox := offersInbox(t, 1)
	copyTree(t, delivered, inbox)
	n := newNight(t, lakeDir, inbox)
	mustRun(t, n)
	runs, err := n.lake.Runs()
	if err != nil || len(runs) != 2 {
		t.Fatalf("%d runs, %v", len(runs), err)
	}
	f := runs[0].Figures
	if f == nil || len(f.Delivered) != len(ingest.Sources()) || f.Audits != n.manifest.Audits || f.SnapshotBytes != n.manifest.Bytes() {
		t.Fatalf("figures %+v", f)
	}
	if f.WrittenBytes <= 0 || f.WrittenBytes > f.SnapshotBytes || f.LakeBytes < f.WrittenBytes {
		t.Errorf("written %d, lake %d, snapshot %d bytes", f.WrittenBytes, f.LakeBytes, f.SnapshotBytes)
	}
	offers, _ := n.manifest.Table("core.offer")
	was, _ := before.Table("core.offer")
	if !slices.Contains(f.Rows, data.RowChange{Table: "core.offer", Before: was.Rows, After: offers.Rows}) {
		t.Errorf("rows %+v, want core.offer from %d to %d", f.Rows, was.Rows, offers.Rows)
	}
	var out bytes.Buffer
	n.digest(&out)
	for _, want := range []string{
		fmt.Sprintf("core.offer %d (%+d)", offers.Rows, offers.Rows-was.Rows), "ingest ", "build ", "publish ",
		fmt.Sprintf("%.1f MB written, lake %.1f MB", float64(f.WrittenBytes)/1e6, float64(f.LakeBytes)/1e6),
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("digest lacks %q:\n%s", want, &out)
		}
	}
	for _, r := range runs[1].Figures.Refused {
		if r.Records <= 0 || r.Rule == "" {
			t.Errorf("refused %+v", r)
		}
	}
	if text, _ := json.Marshal(runs[0]); len(text) > 64<<10 {
		t.Errorf("a line of the ledger is %d bytes", len(text))
	}
}

// offersInbox is an inbox of 100 offers of which the first few have no readable date.
func offersInbox(t *testing.T, unreadable int) string {
	t.Helper()
	inbox := t.TempDir()
	var lines strings.Builder
	for i := range 100 {
		created := "2026-11-20T09:00:00Z"
		if i < unreadable {
			created = "soon"
		}
		fmt.Fprintf(&lines, `{"id":"Q%d","dateCreation":%q,"intitule":"Serveur","romeCode":"G1803","appellationlibelle":"Serveur","lieuTravail":{"commune":"75117"},"typeContrat":"CDI","origineOffre":{"origine":"1"}}`+"\n", i, created)
	}
	dir := filepath.Join(inbox, "offres")
	if err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "a.ndjson"), []byte(lines.String()), 0o644)); err != nil {
		t.Fatal(err)
	}
	return inbox
}

// TestStaleSourceWarns: a source whose newest record is older than two of its
// intervals warns, and the night is published all the same.
func TestStaleSourceWarns(t *testing.T) {
	t.Parallel()
	n := newNight(t, t.TempDir(), offersInbox(t, 0))
	n.asOf = testDay.AddDate(0, 0, 4)
	mustRun(t, n)
	f := n.record.Figures
	if want := (data.Newest{Source: "offres", At: "2026-11-20T09:00:00Z", EverySeconds: 86400}); !slices.Contains(f.Newest, want) {
		t.Errorf("newest %+v, want %+v", f.Newest, want)
	}
	if len(f.Warnings) != 1 || f.Warnings[0].Gate != "freshness" || f.Warnings[0].Subject != "offres" {
		t.Errorf("warnings %+v, want one, of offres", f.Warnings)
	}
	day := 24 * time.Hour
	for _, c := range []struct {
		age, every time.Duration
		warns      bool
	}{
		{day, day, false}, {2 * day, day, false}, {2*day + time.Second, day, true}, {13 * day, 7 * day, false}, {15 * day, 7 * day, true},
	} {
		newest := data.Newest{Source: "x", At: testDay.Add(-c.age).UTC().Format(time.RFC3339), EverySeconds: int64(c.every.Seconds())}
		if got := stale([]data.Newest{newest}, testDay); len(got) > 0 != c.warns {
			t.Errorf("%s old, every %s: %v", c.age, c.every, got)
		}
	}
}

// TestQuarantineShareRefusesTheNight: a file under its own bound, but a source
// over its: refused, again when run again, until the operator accepts it.
func TestQuarantineShareRefusesTheNight(t *testing.T) {
	takesMinutes(t)
	t.Parallel()
	inbox, lakeDir := offersInbox(t, 4), t.TempDir()
	for range 2 {
		n := newNight(t, lakeDir, inbox)
		if err := n.run(t.Context()); !errors.Is(err, errRefused) || !strings.Contains(err.Error(), "4 of 100") || !strings.Contains(err.Error(), "--accept-quarantine offres") {
			t.Fatalf("error %v, want a refusal that names the share and the remedy", err)
		}
		if got := metricsOf(t, n.lake)["vigie_night_audit_failures"]; got != "1" {
			t.Errorf("audit failures %s, want 1", got)
		}
	}
	n := newNight(t, lakeDir, inbox)
	n.quarantine = []string{"offres"}
	mustRun(t, n)
}
