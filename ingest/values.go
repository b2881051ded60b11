package ingest

import (
	"math"
	"strconv"
	"strings"
)

// trimmed is a text without the spaces around it; few have some.
func trimmed(text string) string {
	if n := len(text); n > 0 && text[0]-'!' <= '~'-'!' && text[n-1]-'!' <= '~'-'!' {
		return text
	}
	return strings.TrimSpace(text)
}

// readFloat accepts the French decimal comma.
func readFloat(s string) (float64, bool) {
	if strings.IndexByte(s, ',') >= 0 {
		s = strings.Replace(s, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(s, 64)
	return v + 0, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0) && !strings.ContainsAny(s, "xXpP_")
}

// readInt accepts a whole number however it is written: 3, 3.0, "3,0".
func readInt(s string) (int32, bool) {
	if v, err := strconv.ParseInt(s, 10, 32); err == nil {
		return int32(v), true
	}
	v, ok := readFloat(s)
	return int32(v), ok && v == math.Trunc(v) && math.Abs(v) <= math.MaxInt32
}

func readBool(s string) (value, ok bool) {
	switch {
	case s == "1" || strings.EqualFold(s, "true") || strings.EqualFold(s, "o"):
		return true, true
	case s == "0" || strings.EqualFold(s, "false") || strings.EqualFold(s, "n"):
		return false, true
	}
	return false, false
}

var truth, untruth = true, false

func boolOf(v bool) *bool {
	if v {
		return &truth
	}
	return &untruth
}

// cut shortens a text to n characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	count := 0
	for i := range s {
		if count == n {
			return s[:i]
		}
		count++
	}
	return s
}
