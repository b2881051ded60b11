package api

import (
	"strings"

	"github.com/labstack/echo/v4"
)

// serverName tells a Vigie from another program.
const serverName = "vigie"

// contentPolicy allows the pages their own style sheets, fonts and drawings,
// their own forms, and nothing else; livePolicy also the widget's script, and
// that it asks this service again.
const (
	contentPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
	livePolicy    = contentPolicy + "script-src 'self'; connect-src 'self'; "
)

// The headers of every answer, shared by all: nothing changes them in place.
var (
	headerServer   = []string{serverName}
	headerNosniff  = []string{"nosniff"}
	headerReferrer = []string{"no-referrer"}
	headerOpener   = []string{"same-origin"}
	headerPrivate  = []string{"private, no-cache"}
	headerVary     = []string{"Authorization, Accept, Accept-Language, Origin"}
)

// protect sets the headers that every answer carries. Only the bare widget may be framed.
func protect(o origins) echo.MiddlewareFunc {
	none := "frame-ancestors 'none'"
	alone := []string{contentPolicy + none}
	own := []string{livePolicy + none}
	live := map[string][]string{"/offres/:id": own, "/offres/:id/negociation": own, "/offres/brouillon": own, "/embed/attractivity/:id": {livePolicy + "frame-ancestors " + strings.Join(append([]string{"'self'"}, o...), " ")}}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			h := c.Response().Header()
			h["Content-Security-Policy"] = alone
			if policy, ok := live[c.Path()]; ok {
				h["Content-Security-Policy"] = policy
			}
			h["Server"] = headerServer
			h["X-Content-Type-Options"] = headerNosniff
			h["Referrer-Policy"] = headerReferrer
			h["Cross-Origin-Opener-Policy"] = headerOpener
			return next(c)
		}
	}
}
