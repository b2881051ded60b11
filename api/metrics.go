package api

import (
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// metrics counts requests by route template: no identifier is ever a label.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	shed     *prometheus.CounterVec
}

// newMetrics registers the server's own measures, and the age of the snapshot.
func newMetrics(age func() (time.Duration, bool)) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vigie_http_requests_total", Help: "Requests answered, by route template and status."}, []string{"route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "vigie_http_request_duration_seconds", Help: "Time to answer, by route template.",
			Buckets: []float64{.0001, .0005, .001, .002, .005, .01, .015, .025, .05, .1, .25, .5, 1, 2.5, 5}}, []string{"route"}),
		shed: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vigie_http_shed_total", Help: "Requests refused because their lane was full."}, []string{"lane"}),
	}
	m.registry.MustRegister(m.requests, m.duration, m.shed, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), snapshotAge{age})
	return m
}

// observe counts an answered request. Unknown paths share one label.
func (m *metrics) observe(c echo.Context, elapsed time.Duration) {
	route := c.Path()
	if route == "" {
		route = "other"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(c.Response().Status)).Inc()
	m.duration.WithLabelValues(route).Observe(elapsed.Seconds())
}

// snapshotAge reads the age at each scrape; without a snapshot it gives nothing.
type snapshotAge struct{ read func() (time.Duration, bool) }

var snapshotAgeDesc = prometheus.NewDesc("vigie_snapshot_age_seconds", "Seconds since the snapshot served was published.", nil, nil)

func (snapshotAge) Describe(ch chan<- *prometheus.Desc) { ch <- snapshotAgeDesc }

func (a snapshotAge) Collect(ch chan<- prometheus.Metric) {
	if age, ok := a.read(); ok {
		ch <- prometheus.MustNewConstMetric(snapshotAgeDesc, prometheus.GaugeValue, age.Seconds())
	}
}
