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

// powers are the powers of ten that a float holds exactly, as many as readDecimal needs.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// readDecimal reads digits with a point among them or none, 15 at most: both the whole of
// the digits and the power of ten below are exact, so their quotient is the nearest float.
func readDecimal(s string) (float64, bool) {
	if len(s) == 0 || len(s) > 15 {
		return 0, false
	}
	digits, point := int64(0), len(s)-1
	for i := range len(s) {
		switch c := s[i]; {
		case c-'0' <= 9:
			digits = 10*digits + int64(c-'0')
		case c == '.' && point == len(s)-1 && i > 0 && i < len(s)-1:
			point = i
		default:
			return 0, false
		}
	}
	return float64(digits) / powers[len(s)-1-point], true
}

// readFloat accepts the French decimal comma.
func readFloat(s string) (float64, bool) {
	if v, ok := readDecimal(strings.TrimPrefix(s, "-")); ok && s[0] == '-' {
		return 0 - v, true
	} else if ok {
		return v, true
	}
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
