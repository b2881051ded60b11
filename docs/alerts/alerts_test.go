// Package alerts tests docs/alerts.yml: real nights are run, and each rule is
// evaluated by Prometheus' own engine on the metrics that they wrote. It is a
// module of its own so that the service does not depend on Prometheus.
package alerts

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/model/textparse"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/util/annotations"
)

var quiet = slog.New(slog.DiscardHandler)

// rules parses the file as Prometheus does: expressions, labels and templates.
func rules(t *testing.T) []rulefmt.Rule {
	t.Helper()
	groups, errs := rulefmt.ParseFile("../alerts.yml", false, model.UTF8Validation, parser.NewParser(parser.Options{}), quiet)
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	var all []rulefmt.Rule
	for _, g := range groups.Groups {
		all = append(all, g.Rules...)
	}
	return all
}

// scraped is what one scrape brought, as the engine reads it.
type scraped struct {
	storage.Querier // answers what is not asked here
	series          []promql.Series
}

func scrape(t *testing.T, exposition []byte, at time.Time) scraped {
	t.Helper()
	s := scraped{Querier: storage.NoopQuerier()}
	p, err := textparse.New(exposition, "text/plain", labels.NewSymbolTable(), textparse.ParserOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for {
		entry, err := p.Next()
		if errors.Is(err, io.EOF) {
			return s
		}
		if err != nil {
			t.Fatal(err)
		}
		if entry == textparse.EntrySeries {
			var l labels.Labels
			p.Labels(&l)
			_, _, value := p.Series()
			s.series = append(s.series, promql.Series{Metric: l, Floats: []promql.FPoint{{T: at.UnixMilli(), F: value}}})
		}
	}
}

// Select gives the series that match.
func (s scraped) Select(_ context.Context, _ bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	set := &seriesSet{}
	for _, series := range s.series {
		if !slices.ContainsFunc(matchers, func(m *labels.Matcher) bool { return !m.Matches(series.Metric.Get(m.Name)) }) {
			set.left = append(set.left, series)
		}
	}
	return set
}

type seriesSet struct {
	left []promql.Series
	at   promql.Series
}

// Next goes to the next series.
func (s *seriesSet) Next() bool {
	if len(s.left) == 0 {
		return false
	}
	s.at, s.left = s.left[0], s.left[1:]
	return true
}

// At is the series that Next went to.
func (s *seriesSet) At() storage.Series { return promql.NewStorageSeries(s.at) }

// Err is nil: nothing can fail.
func (*seriesSet) Err() error { return nil }

// Warnings are none.
func (*seriesSet) Warnings() annotations.Annotations { return nil }

// firing scrapes an exposition at an instant and lists the alerts that fire
// then: name, severity and the labels of what is wrong.
func firing(t *testing.T, exposition []byte, at time.Time) []string {
	t.Helper()
	samples := scrape(t, exposition, at)
	queryable := storage.QueryableFunc(func(int64, int64) (storage.Querier, error) { return samples, nil })
	engine := promql.NewEngine(promql.EngineOpts{Logger: quiet, MaxSamples: 100_000, Timeout: time.Minute, Parser: parser.NewParser(parser.Options{})})
	defer engine.Close()
	var alerts []string
	for _, r := range rules(t) {
		if r.For != 0 || r.KeepFiringFor != 0 {
			t.Fatalf("%s waits: this test evaluates one instant", r.Alert)
		}
		query, err := engine.NewInstantQuery(t.Context(), queryable, nil, r.Expr, at)
		if err != nil {
			t.Fatal(err)
		}
		vector, err := query.Exec(t.Context()).Vector()
		if err != nil {
			t.Fatalf("%s: %v", r.Alert, err)
		}
		for _, sample := range vector {
			name := r.Alert + " " + r.Labels["severity"]
			for _, label := range []string{"state", "source", "gate"} {
				if v := sample.Metric.Get(label); v != "" {
					name += " " + v
				}
			}
			alerts = append(alerts, name)
		}
		query.Close()
	}
	slices.Sort(alerts)
	return alerts
}

// vigie builds the program and gives the function that runs its nights.
func vigie(t *testing.T, asOf string) (night func(inbox string) (exposition []byte, state error)) {
	t.Helper()
	dir := t.TempDir()
	binary := filepath.Join(dir, "vigie")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build vigie: %v\n%s", err, out)
	}
	lake, metrics := filepath.Join(dir, "lake"), filepath.Join(dir, "vigie.prom")
	return func(inbox string) ([]byte, error) {
		cmd := exec.CommandContext(t.Context(), binary, "refresh", "--inbox", inbox, "--lake", lake, "--as-of", asOf, "--metrics", metrics)
		out, state := cmd.CombinedOutput()
		text, err := os.ReadFile(metrics)
		if err != nil {
			t.Fatalf("%v: %v\n%s", state, err, out)
		}
		return text, state
	}
}

// deliver puts a file of offers of yesterday in an inbox, some of them unreadable.
func deliver(t *testing.T, inbox, name string, offers, unreadable int) {
	t.Helper()
	yesterday := time.Now().AddDate(0, 0, -1).Format(time.DateOnly) + "T09:00:00Z"
	var lines strings.Builder
	for i := range offers {
		created := yesterday
		if i < unreadable {
			created = "soon"
		}
		fmt.Fprintf(&lines, `{"id":"%s%d","dateCreation":%q,"intitule":"Serveur","romeCode":"G1803","appellationlibelle":"Serveur","lieuTravail":{"commune":"75117"},"typeContrat":"CDI","origineOffre":{"origine":"1"}}`+"\n", name, i, created)
	}
	dir := filepath.Join(inbox, "offres")
	if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, name+".ndjson"), []byte(lines.String()), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func TestAlerts(t *testing.T) {
	inbox := t.TempDir()
	check := func(when string, exposition []byte, at time.Time, want ...string) {
		t.Helper()
		slices.Sort(want)
		if got := firing(t, exposition, at); !slices.Equal(got, want) {
			t.Errorf("%s: %q fire, want %q", when, got, want)
		}
	}
	const (
		missed = "VigieNightsMissed page"
		stale  = "VigieSnapshotStale ticket"
	)
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().In(paris)
	asOf := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, paris)
	staleAt := func(at time.Time) []string { // the night may run at any hour of its day
		if at.Sub(asOf) > 54*time.Hour {
			return []string{stale}
		}
		return nil
	}
	night := vigie(t, asOf.Format(time.DateOnly))

	check("nothing is measured", nil, now, "VigieNightsUnknown page")

	deliver(t, inbox, "a", 100, 0)
	good, state := night(inbox)
	if state != nil {
		t.Fatal(state)
	}
	ended := time.Now()
	check("after a good night", good, ended)
	at25 := ended.Add(25 * time.Hour)
	check("one night missed", good, at25, staleAt(at25)...)
	at49 := ended.Add(49 * time.Hour)
	check("two nights missed", good, at49, append(staleAt(at49), missed)...)
	check("a week later", good, ended.AddDate(0, 0, 7), missed, stale)

	deliver(t, inbox, "broken", 10, 10)
	refused, state := night(inbox)
	if state == nil {
		t.Fatal("a broken file was accepted")
	}
	const ticket = "VigieNightFailed ticket refused"
	share := "VigieQuarantineShare ticket offres"
	check("a refused night", refused, time.Now(), ticket, share)
	check("refused, and then nothing for two nights", refused, at49, append(staleAt(at49), missed, ticket, share)...)

	if err := os.Remove(filepath.Join(inbox, "offres", "broken.ndjson")); err != nil {
		t.Fatal(err)
	}
	deliver(t, inbox, "b", 100, 3)
	passed, state := night(inbox)
	if state != nil {
		t.Fatal(state)
	}
	check("published, with 3 % in quarantine", passed, time.Now(), share)
}

// TestStaleSourceTickets: a night of an inbox that no longer moves warns.
func TestStaleSourceTickets(t *testing.T) {
	exposition := []byte("vigie_night_warnings{gate=\"freshness\"} 2\nvigie_night_warnings{gate=\"volume\"} 0\nvigie_night_last_success_timestamp_seconds 1e9\n")
	if got := firing(t, exposition, time.Unix(1e9, 0)); !slices.Equal(got, []string{"VigieNightWarns ticket freshness"}) {
		t.Errorf("%q fire", got)
	}
}

// TestEveryAlertSaysWhatToDo: whom it wakes, what is wrong and what to do.
func TestEveryAlertSaysWhatToDo(t *testing.T) {
	for _, r := range rules(t) {
		severity, keys := r.Labels["severity"], slices.Sorted(maps.Keys(r.Annotations))
		if (severity != "page" && severity != "ticket") || !slices.Equal(keys, []string{"action", "summary"}) {
			t.Errorf("%s: severity %q, annotations %q", r.Alert, severity, keys)
		}
	}
}
