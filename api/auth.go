package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"

	"github.com/labstack/echo/v4"

	"vigie/analytics/disclosure"
)

// Auth says how callers are known.
type Auth string

const (
	// AuthOn asks every protected route for an identity. No identity provider
	// can be configured yet, so every protected route answers 401.
	AuthOn Auth = "on"
	// AuthOff takes every caller for the person at this machine, who may see
	// everything. It is for loopback addresses only.
	AuthOff Auth = "off"
)

// ErrMisdirected refuses a request that names another host than this machine
// while identity is off: a page of the Web that resolves its own name to a
// loopback address would otherwise read everything.
var ErrMisdirected = errors.New("host is not a loopback name")

// Caller is who asks. The zero value is nobody known.
type Caller struct {
	ID      string
	Persons bool // may read persons
	// Agencies are those whose persons may be read, the others being counts; nil is all.
	Agencies []string
}

// everybody tells whether the caller may read every person.
func (c *Caller) everybody() bool { return c.Persons && c.Agencies == nil }

// Audiences of the published figures, as data/rules/disclosure.csv names them.
const (
	audienceStaff = "staff"
	audienceOther = "other"
)

// audience is whom the caller counts among for what is published; "" sees every cell.
func (c *Caller) audience() string {
	switch {
	case c.everybody():
		return ""
	case c.Persons:
		return audienceStaff
	}
	return audienceOther
}

// sight is what the caller is shown of the indicators; nil is everything.
func (c *Caller) sight(b *disclosure.Book) (*disclosure.Sight, error) {
	if c.everybody() {
		return nil, nil
	}
	return b.Sight(c.audience(), c.Agencies)
}

// fewest is the number of persons under which a count is not told to the caller; 0 is none.
func (c *Caller) fewest(b *disclosure.Book) int {
	if c.everybody() {
		return 0
	}
	return b.Persons(c.audience())
}

// CheckAddress refuses to listen without identity anywhere but on loopback.
func CheckAddress(addr string, auth Auth) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("read address %q: want HOST:PORT, as in 127.0.0.1:8080", addr)
	}
	switch {
	case auth != AuthOn && auth != AuthOff:
		return fmt.Errorf("read auth %q: want on or off", auth)
	case auth == AuthOff && !loopback(host):
		return fmt.Errorf("serve on %s: --auth off is accepted on loopback addresses only; use --addr 127.0.0.1:8080, or --auth on", addr)
	}
	return nil
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// caller finds who asks.
func (s *server) caller(r *http.Request) (Caller, error) {
	if s.Auth != AuthOff {
		return Caller{}, nil
	}
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if !loopback(host) {
		return Caller{}, ErrMisdirected
	}
	return Caller{ID: "local", Persons: true}, nil
}

// gate refuses what no policy allows, and puts the exchange in the context.
func (s *server) gate(ops operations) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			op, routed := ops.find(c)
			if !routed {
				return next(c) // not found, or method not allowed
			}
			if op == nil || op.policy.Allow == nil {
				return ErrForbidden
			}
			caller, err := s.caller(c.Request())
			if err != nil {
				return err
			}
			if err := op.policy.Allow(caller); err != nil {
				return err
			}
			r := c.Request()
			c.SetRequest(r.WithContext(context.WithValue(r.Context(), exchangeKey{}, &exchange{op: op, caller: caller, language: languageOf(r)})))
			return next(c)
		}
	}
}
