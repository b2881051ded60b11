package api

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"
)

// origins are those, besides this one, whose pages may show the widget: in a
// frame, or as the element, which reads its page.
type origins []string

// origin is what a page's origin may be; a star stands for any names before the rest.
var origin = regexp.MustCompile(`^https?://(\*\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?$`)

// newOrigins checks the origins that an operator lists.
func newOrigins(list []string) (origins, error) {
	for _, o := range list {
		if !origin.MatchString(o) {
			return nil, fmt.Errorf("read origin %q: want one as in https://poste.exemple.gouv.fr, or https://*.exemple.gouv.fr for all below it", o)
		}
	}
	return list, nil
}

// allow tells whether the pages of an origin may show the widget, as a browser
// reads the same list for frames.
func (o origins) allow(from string) bool {
	for _, listed := range o {
		before, after, any := strings.Cut(listed, "*")
		if from == listed || any && strings.HasPrefix(from, before) && strings.HasSuffix(from, after) && len(from) > len(listed)-1 {
			return true
		}
	}
	return false
}

// shared lets the pages of the listed origins read answers with the token that
// they hold. No cookie is ever asked for, and any other page reads nothing.
func shared(o origins) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r, h := c.Request(), c.Response().Header()
			if from := r.Header.Get(echo.HeaderOrigin); from == "" || !o.allow(from) {
				return next(c)
			}
			h.Set(echo.HeaderAccessControlAllowOrigin, r.Header.Get(echo.HeaderOrigin))
			if r.Method != http.MethodOptions || r.Header.Get(echo.HeaderAccessControlRequestMethod) == "" {
				h.Set(echo.HeaderAccessControlExposeHeaders, "ETag, Retry-After, X-Request-Id")
				return next(c)
			}
			h.Set(echo.HeaderVary, "Origin")
			h.Set(echo.HeaderAccessControlAllowMethods, "GET, HEAD, POST")
			h.Set(echo.HeaderAccessControlAllowHeaders, "Accept, Accept-Language, Authorization, Content-Type, If-None-Match")
			h.Set(echo.HeaderAccessControlMaxAge, "600")
			return c.NoContent(http.StatusNoContent)
		}
	}
}
