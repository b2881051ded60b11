package api

import (
	"hash/fnv"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// etag names an answer: the snapshot, the program, who asks with which rights, in which language and format, and the question.
func etag(snapshot, version string, x *exchange, r *http.Request) string {
	h := fnv.New64a()
	for _, part := range [...]string{version, x.caller.ID, x.caller.audience(), strings.Join(x.caller.Agencies, " "), x.language, string(x.format), r.URL.EscapedPath(), r.URL.RawQuery} {
		_, _ = io.WriteString(h, part)
		_, _ = h.Write([]byte{0})
	}
	return `"` + snapshot + "-" + strconv.FormatUint(h.Sum64(), 16) + `"`
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
