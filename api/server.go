package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"vigie/analytics"
	"vigie/api/openapi"
	"vigie/api/web"
	"vigie/data"
)

// bodyLimit bounds a request's body.
const bodyLimit = 1 << 20

// New builds the server. It fails when the document and the pages that the
// program embeds are not sound, which a test also tells.
func New(d Deps) (*echo.Echo, error) {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.StaleAfter == 0 {
		d.StaleAfter = StaleDefault
	}
	if d.Audit == nil {
		d.Audit = unrecorded{}
	}
	if d.Lanes == nil {
		d.Lanes = LanesDefault()
	}
	doc, err := readDocument()
	if err != nil {
		return nil, err
	}
	s := &server{Deps: d}
	s.metrics = newMetrics(s.snapshotAge)
	if d.Nights != nil {
		if err := s.metrics.registry.Register(d.Nights); err != nil {
			return nil, fmt.Errorf("measure nights: %w", err)
		}
	}
	if s.docs, err = web.Docs(doc, problemKinds()); err != nil {
		return nil, err
	}
	listed, err := newOrigins(d.Origins)
	if err != nil {
		return nil, err
	}
	ops := newOperations(doc)
	for path, id := range static {
		ops["GET "+path] = &operation{id: id, policy: policies[id]}
	}

	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect() // no proxy is trusted
	e.HTTPErrorHandler = s.answerError(ops)
	e.Use(s.observe, protect(listed), shared(listed), recovered, bounded, s.gate(ops), validate, s.admit(), s.snapshotted)
	withHead{e}.GET("/assets/*", asset)
	withHead{e}.GET("/widget/v1/:name", widgetFile)
	openapi.RegisterHandlers(withHead{e}, openapi.NewStrictHandler(s, []openapi.StrictMiddlewareFunc{s.exported}))
	return e, nil
}

// withHead answers HEAD wherever it answers GET: net/http leaves the body out.
type withHead struct{ *echo.Echo }

// GET registers a route for both methods.
func (w withHead) GET(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	w.HEAD(path, h, m...)
	return w.Echo.GET(path, h, m...)
}

// observe gives the request its name, answers its error, counts it and logs one line.
func (s *server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := s.Now()
		id := strconv.FormatUint(rand.Uint64(), 36)
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		elapsed := s.Now().Sub(start)
		s.metrics.observe(c, elapsed)
		r := c.Request()
		level := slog.LevelInfo
		attrs := []slog.Attr{slog.String("request", id), slog.String("method", r.Method), slog.String("route", c.Path()),
			slog.Int("status", c.Response().Status), slog.Duration("elapsed", elapsed)}
		if err != nil && unexpected(c.Response().Status) {
			level, attrs = slog.LevelError, append(attrs, slog.Any("err", err))
		}
		slog.LogAttrs(r.Context(), level, "answer", attrs...)
		return nil
	}
}

// static are the routes of files, by the operation that their policy names.
var static = map[string]string{"/assets/*": "getAsset", "/widget/v1/:name": "getWidgetFile"}

// asset answers GET /assets/*, to anyone: style sheets, fonts, drawings.
func asset(c echo.Context) error {
	if !web.ServeAsset(c.Response(), c.Request(), c.Param("*")) {
		return errNoRoute
	}
	return nil
}

// widgetFile answers GET /widget/v1/{name}, to anyone: what another page needs to
// show the widget.
func widgetFile(c echo.Context) error {
	if !web.ServeWidget(c.Response(), c.Request(), c.Param("name")) {
		return errNoRoute
	}
	return nil
}

// recovered turns a panic of a handler into an error, so that one request ends and not the service.
func recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if p := recover(); p == http.ErrAbortHandler {
				panic(p) // an answer cut on purpose
			} else if p != nil {
				err = fmt.Errorf("answer %s: panic: %v\n%s", c.Path(), p, debug.Stack())
			}
		}()
		return next(c)
	}
}

// bounded refuses a body larger than any route accepts.
func bounded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.ContentLength > bodyLimit {
			return errTooLarge
		}
		if r.Body != http.NoBody {
			r.Body = http.MaxBytesReader(c.Response(), r.Body, bodyLimit)
		}
		return next(c)
	}
}

// admit waits for a place in the operation's lane.
func (s *server) admit() echo.MiddlewareFunc {
	lanes := make(map[Lane]*lane, len(s.Lanes))
	for name, limit := range s.Lanes {
		lanes[name] = newLane(limit)
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			ctx := c.Request().Context()
			x := current(ctx)
			if x.op == nil || lanes[x.lane()] == nil {
				return next(c)
			}
			l := lanes[x.lane()]
			if err := l.enter(ctx); err != nil {
				s.metrics.shed.WithLabelValues(string(x.lane())).Inc()
				return err
			}
			defer l.leave()
			return next(c)
		}
	}
}

// snapshotted holds one snapshot for the whole request, and answers 304 to a
// caller who already has what that snapshot answers.
func (s *server) snapshotted(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		x := current(c.Request().Context())
		header := c.Response().Header()
		if x.op == nil || !x.op.policy.Data {
			header.Set("Cache-Control", "no-cache")
			return next(c)
		}
		snap, release, err := s.snapshotOf(c.Request())
		if err != nil {
			return err
		}
		defer release()
		x.snapshot = snap
		if c.Request().Method == http.MethodPost { // a question asked in a body has no address to keep its answer by
			header.Set("Cache-Control", "no-store")
			return next(c)
		}
		tag := etag(snap.ID, s.Version, x, c.Request())
		header["Etag"] = []string{tag}
		header["Cache-Control"] = headerPrivate
		header["Vary"] = headerVary
		if fresh(c.Request(), tag) {
			return c.NoContent(http.StatusNotModified)
		}
		return next(c)
	}
}

// snapshotOf is the snapshot that a request is answered from: the one served, or the
// earlier one that it names, where the document lets it.
func (s *server) snapshotOf(r *http.Request) (*analytics.Snapshot, func(), error) {
	snap, release := s.Source.Acquire()
	id := r.URL.Query().Get("snapshot")
	switch {
	case snap == nil:
		release()
		return nil, nil, data.ErrNoSnapshot
	case id == "" || id == snap.ID:
		return snap, release, nil
	}
	release()
	if s.At == nil {
		return nil, nil, &analytics.UnknownSnapshotError{ID: id, Known: []string{snap.ID}}
	}
	return s.At(r.Context(), id)
}

// answerError writes an error as problem+json, or as a page to who reads pages.
func (s *server) answerError(ops operations) echo.HTTPErrorHandler {
	return func(err error, c echo.Context) {
		if c.Response().Committed {
			return
		}
		err = plain(err)
		p := problem(err, c.Request().URL.EscapedPath())
		header := c.Response().Header()
		header.Del("ETag")
		header.Set("Cache-Control", "no-store")
		if after := retryAfter(err); after != "" {
			header.Set("Retry-After", after)
		}
		if p.Status == http.StatusUnauthorized {
			header.Set("WWW-Authenticate", "Bearer")
		}
		op, routed := ops.find(c)
		if page := routed && op != nil && op.html; page || (!routed && readsPages(c.Request())) {
			if body, err := web.Problem(languageOf(c.Request()), p, op != nil && op.id == "getEmbedPage"); err == nil {
				_ = c.HTMLBlob(p.Status, body) // the caller is gone: nobody to tell
				return
			}
		}
		body, _ := json.Marshal(p)                             // strings and an int: cannot fail
		_ = c.Blob(p.Status, "application/problem+json", body) // the caller is gone: nobody to tell
	}
}

// plain turns the router's errors into ours.
func plain(err error) error {
	var h *echo.HTTPError
	if !errors.As(err, &h) {
		return err
	}
	switch h.Code {
	case http.StatusNotFound:
		return errNoRoute
	case http.StatusMethodNotAllowed:
		return errMethod
	case http.StatusRequestEntityTooLarge:
		return errTooLarge
	case http.StatusBadRequest:
		return errMalformed
	}
	return err
}

func readsPages(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.HasPrefix(r.URL.Path, "/v1/")
}

// snapshotAge is the time since the snapshot served was published.
func (s *server) snapshotAge() (time.Duration, bool) {
	snap, release := s.Source.Acquire()
	defer release()
	if snap == nil {
		return 0, false
	}
	at, err := time.Parse(time.RFC3339, snap.PublishedAt)
	return s.Now().Sub(at), err == nil
}
