package labels

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Plain gives a text in lower case, without accents, with straight apostrophes,
// short dashes and single spaces; lines and punctuation stay. It is what patterns
// of wording are written for.
func Plain(s string) string {
	out := make([]byte, 0, len(s)+8)
	space := func(c byte) {
		switch n := len(out); {
		case n > 0 && (out[n-1] == ' ' || out[n-1] == '\n'):
			if c == '\n' {
				out[n-1] = c
			}
		default:
			out = append(out, c)
		}
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				out = append(out, c+'a'-'A')
			case c == '\n' || c == '\r':
				space('\n')
			case c == ' ' || c == '\t':
				space(' ')
			default:
				out = append(out, c)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch plain := plainLatin(r); {
		case plain != "":
			out = append(out, plain...)
		case r == '’' || r == '‘' || r == 'ʼ':
			out = append(out, '\'')
		case unicode.Is(unicode.Pd, r):
			out = append(out, '-')
		case unicode.IsSpace(r):
			space(' ')
		case unicode.Is(unicode.Mn, r) || r == '\u200b' || r == '\u00ad': // an accent written apart, a space without width
		default:
			for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
				if !unicode.Is(unicode.Mn, d) {
					out = utf8.AppendRune(out, d)
				}
			}
		}
	}
	return strings.TrimSpace(string(out))
}
