package api

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"
)

// serverName tells a Vigie from another program.
const serverName = "vigie"

// contentPolicy allows the pages their own style sheets, fonts and drawings,
// their own forms, and nothing else: no script at all.
const contentPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors "

// origin is what a frame ancestor may be.
var origin = regexp.MustCompile(`^https?://[A-Za-z0-9.*-]+(:[0-9]{1,5})?$`)

// frameAncestors checks the origins that may frame the widget, and writes them for the policy.
func frameAncestors(origins []string) (string, error) {
	for _, o := range origins {
		if !origin.MatchString(o) {
			return "", fmt.Errorf("read frame ancestor %q: want an origin, as in https://exemple.gouv.fr", o)
		}
	}
	return strings.Join(append([]string{"'self'"}, origins...), " "), nil
}

// The headers of every answer, shared by all: nothing changes them in place.
var (
	headerServer   = []string{serverName}
	headerNosniff  = []string{"nosniff"}
	headerReferrer = []string{"no-referrer"}
	headerOpener   = []string{"same-origin"}
	headerPrivate  = []string{"private, no-cache"}
	headerVary     = []string{"Authorization"}
)

// protect sets the headers that every answer carries. Only the bare widget may be framed.
func protect(ancestors string) echo.MiddlewareFunc {
	framed, alone := []string{contentPolicy + ancestors}, []string{contentPolicy + "'none'"}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			h := c.Response().Header()
			h["Content-Security-Policy"] = alone
			if c.Path() == "/embed/attractivity/:id" {
				h["Content-Security-Policy"] = framed
			}
			h["Server"] = headerServer
			h["X-Content-Type-Options"] = headerNosniff
			h["Referrer-Policy"] = headerReferrer
			h["Cross-Origin-Opener-Policy"] = headerOpener
			return next(c)
		}
	}
}
