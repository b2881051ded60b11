package api

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"vigie/analytics"
	"vigie/analytics/diff"
	"vigie/api/export"
	"vigie/api/openapi"
	"vigie/data/glossary"
)

// Source gives the snapshot that is served; *analytics.Store is one.
type Source interface {
	// Acquire returns the snapshot served now, nil when nothing is published,
	// and the function that gives it back.
	Acquire() (*analytics.Snapshot, func())
}

// Deps is what the server needs from the rest of the program.
type Deps struct {
	Source Source
	// At gives an earlier snapshot by its id, with its indicators only; nil: none is given.
	At func(ctx context.Context, id string) (*analytics.Snapshot, func(), error)
	// Compare tells what differs between two nights; nil: none are compared.
	Compare func(ctx context.Context, before, after string) (*diff.Difference, error)
	// Published lists the snapshots that the lake keeps, newest first.
	Published func(context.Context) ([]openapi.Snapshot, error)
	// Auth is AuthOn, the zero value, or AuthOff.
	Auth Auth
	// Origins are those, besides this one, whose pages may show the widget.
	Origins []string
	// Words are the glossaries, by language: what columns and tables mean.
	Words map[string]*glossary.Glossary
	// Version names the program; a new one changes every ETag.
	Version string
	// Now is the clock; nil is time.Now. It dates metrics and readiness, never an answer.
	Now func() time.Time
	// StaleAfter is the age from which the snapshot is called degraded; 0 is StaleDefault.
	StaleAfter time.Duration
	// Nights is measured with the server's own metrics; nil: nothing but those.
	Nights prometheus.Collector
	// Audit keeps the trace of the reads of persons; nil keeps none.
	Audit Audit
	// Lanes bounds what is answered at once; nil is LanesDefault.
	Lanes map[Lane]Limit
}

// StaleDefault leaves a night's snapshot the whole next day and night.
const StaleDefault = 48 * time.Hour

// server implements the strict interface of the document.
type server struct {
	Deps
	metrics *metrics
	docs    []byte // the document as a page
	kept    kept
}

// exchange is what is known of one request; it travels in its context.
type exchange struct {
	op       *operation
	caller   Caller
	language string        // fr or en
	format   export.Format // of the answer; "" is JSON
	snapshot *analytics.Snapshot
}

type exchangeKey struct{}

// current returns the exchange of a handler's context.
func current(ctx context.Context) *exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return &exchange{}
}
