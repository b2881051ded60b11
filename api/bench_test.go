package api

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"vigie/analytics"
)

// BenchmarkWidget measures the widget's route beside Echo serving the same bytes
// from memory, over the same connections, in turns so that both see the same
// machine. It reports requests a second for each, and their ratio: the goal is
// 0.6 or more.
func BenchmarkWidget(b *testing.B) {
	source := fixture(b)
	server := newServer(b, Deps{Source: source})
	targets, bodies := widgets(b, source, server.URL)
	static := staticServer(b, bodies)
	var widget, plain time.Duration
	for b.Loop() {
		plain += load(b, static.URL, targets)
		widget += load(b, server.URL, targets)
	}
	n := float64(b.N * rounds)
	b.ReportMetric(n/widget.Seconds(), "widget/s")
	b.ReportMetric(n/plain.Seconds(), "static/s")
	b.ReportMetric(plain.Seconds()/widget.Seconds(), "ratio")
}

// rounds is the number of requests of a turn.
const rounds = 4000

// widgets gives the addresses of active widgets, and what they answer.
func widgets(b *testing.B, source Source, address string) (targets []string, bodies map[string][]byte) {
	b.Helper()
	snap, release := source.Acquire()
	defer release()
	active := true
	rows, _, err := snap.Offers(analytics.OfferQuery{Active: &active, Limit: 200})
	if err != nil || len(rows) == 0 {
		b.Fatalf("no active offer: %v", err)
	}
	bodies = map[string][]byte{}
	for _, r := range rows {
		path := "/v1/offers/" + r.ID + "/attractivity"
		response, body := get(b, address+path)
		if response.StatusCode != http.StatusOK {
			b.Fatalf("%s: %d", path, response.StatusCode)
		}
		targets, bodies[path] = append(targets, path), []byte(body)
	}
	return targets, bodies
}

// staticServer is Echo with a route of the same form, and bytes.
func staticServer(b *testing.B, bodies map[string][]byte) *httptest.Server {
	b.Helper()
	e := echo.New()
	e.GET("/v1/offers/:id/attractivity", func(c echo.Context) error {
		return c.Blob(http.StatusOK, "application/json", bodies[c.Request().URL.Path])
	})
	s := httptest.NewServer(e)
	b.Cleanup(s.Close)
	return s
}

// load asks for the targets in turn, over one kept connection a processor, and
// gives the time it took. It reads answers with as little work as can be.
func load(b *testing.B, address string, targets []string) time.Duration {
	b.Helper()
	var next atomic.Int64
	failed := make(chan error, runtime.GOMAXPROCS(0))
	start := time.Now()
	for range cap(failed) {
		go func() { failed <- ask(strings.TrimPrefix(address, "http://"), targets, &next) }()
	}
	for range cap(failed) {
		if err := <-failed; err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(start)
}

func ask(address string, targets []string, next *atomic.Int64) error {
	c, err := net.Dial("tcp", address) //nolint:noctx // this machine, for a moment
	if err != nil {
		return err
	}
	defer c.Close()
	r := bufio.NewReaderSize(c, 64<<10)
	for i := next.Add(1); i <= rounds; i = next.Add(1) {
		if _, err := fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", targets[int(i)%len(targets)]); err != nil {
			return err
		}
		response, err := http.ReadResponse(r, nil)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			return err
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("status %d", response.StatusCode)
		}
	}
	return nil
}

// BenchmarkWidgetFirst measures a widget that is not kept in memory yet:
// computing the answer and writing it, without HTTP.
func BenchmarkWidgetFirst(b *testing.B) {
	snap, release := fixture(b).Acquire()
	defer release()
	active := true
	rows, _, err := snap.Offers(analytics.OfferQuery{Active: &active, Limit: 200})
	if err != nil || len(rows) == 0 {
		b.Fatalf("no active offer: %v", err)
	}
	i := 0
	for b.Loop() {
		a, err := attractivityOf(snap, "fr", rows[i%len(rows)].ID, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := write(a); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkSimulate measures one simulation beside the answer of a closed offer, which
// costs one point query on the snapshot: in turns, so that both see the same machine.
func BenchmarkSimulate(b *testing.B) {
	snap, release := fixture(b).Acquire()
	defer release()
	rows, _, err := snap.Offers(analytics.OfferQuery{State: analytics.StateClosed, Limit: 50})
	if err != nil || len(rows) == 0 {
		b.Fatalf("no closed offer: %v", err)
	}
	changes := json.RawMessage(`{"salaire":{"libelle":"Mensuel de 2500 Euros sur 12 mois"},"dureeTravailLibelle":"39H"}`)
	times := make([]time.Duration, 0, 1024)
	var looked time.Duration
	for i := 0; b.Loop(); i++ {
		id := rows[i%len(rows)].ID
		start := time.Now()
		if _, _, err := snap.Attractivity.Answer(id, ""); err != nil {
			b.Fatal(err)
		}
		looked += time.Since(start)
		start = time.Now()
		if _, err := snap.Simulate(b.Context(), id, changes); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(start))
	}
	var all time.Duration
	for _, t := range times {
		all += t
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(all.Seconds()/looked.Seconds(), "times-a-closed-answer")
}

// BenchmarkQueried measures the routes that ask DuckDB, rather than memory, each beside a
// closed offer's answer, which costs one point query: in turns, so that both see the same
// machine.
func BenchmarkQueried(b *testing.B) {
	source := fixture(b)
	server := newServer(b, Deps{Source: source})
	snap, release := source.Acquire()
	defer release()
	rows, _, err := snap.Offers(analytics.OfferQuery{State: analytics.StateClosed, Limit: 50})
	if err != nil || len(rows) == 0 {
		b.Fatalf("no closed offer: %v", err)
	}
	for _, path := range []string{
		"/v1/surveys/report", "/v1/surveys/report?level=region&code=11", "/v1/surveys/callbacks", "/v1/worklists/j30", "/v1/alerts",
		"/v1/events", "/v1/events?by=agency", "/v1/tables/ref.rome", "/v1/tables/core.offer", "/v1/tables/performance.indicator", "/v1/catalog",
	} {
		b.Run(path, func(b *testing.B) {
			times := make([]time.Duration, 0, 1024)
			var all, looked time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if _, _, err := snap.Attractivity.Answer(rows[i%len(rows)].ID, ""); err != nil {
					b.Fatal(err)
				}
				looked += time.Since(start)
				start = time.Now()
				if response, body := get(b, server.URL+path); response.StatusCode != http.StatusOK {
					b.Fatalf("status %d: %s", response.StatusCode, body)
				}
				times = append(times, time.Since(start))
				all += times[len(times)-1]
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(all.Seconds()/looked.Seconds(), "times-a-closed-answer")
		})
	}
}
