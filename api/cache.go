package api

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"
)

// etag names an answer: the snapshot, the program, who asks, and the question.
func etag(snapshot, version string, c Caller, r *http.Request) string {
	h := fnv.New64a()
	for _, part := range []string{version, c.ID, r.URL.EscapedPath(), r.URL.RawQuery} {
		_, _ = h.Write([]byte(part))
		_, _ = h.Write([]byte{0})
	}
	return fmt.Sprintf(`"%s-%016x"`, snapshot, h.Sum64())
}

// fresh tells whether the caller already holds the answer that tag names.
func fresh(r *http.Request, tag string) bool {
	held := r.Header.Get("If-None-Match")
	if held == "" {
		return false
	}
	for _, t := range strings.Split(held, ",") {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "W/"); t == tag || t == "*" {
			return true
		}
	}
	return false
}
