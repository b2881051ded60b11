package labels

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize gives the key under which two labels are the same: lower case,
// without accents, punctuation as single spaces, without gender marks ("(H/F)",
// "H/F", "F/H"). Gendered double forms stay as written: "Serveur / Serveuse" is
// "serveur serveuse" and never one half of it.
func Normalize(s string) string { return string(AppendNormal(nil, s)) }

// AppendNormal adds Normalize(s) to a buffer, for who reads many texts.
func AppendNormal(buffer []byte, s string) []byte {
	start := len(buffer)
	out := fold(buffer, s)
	words := out[start:]
	if bytes.IndexByte(words, '/') >= 0 {
		words = untie(words)
	}
	return append(out[:start], bytes.TrimRight(words, " ")...)
}

// untie takes the gender marks and the ties of slashes out of folded text. A gender mark
// is the two words "h f" or "f h" that were tied by a slash, a hyphen or nothing but
// spaces around them: fold keeps the tie as '/'.
func untie(words []byte) []byte {
	out := words[:0]
	for i := 0; i < len(words); {
		if words[i] != ' ' { // words are parted once already, and no mark begins before the byte before a slash
			n := bytes.IndexByte(words[i:], '/')
			if n < 0 {
				return append(out, words[i:]...)
			}
			if n > 1 {
				out = append(out, words[i:i+n-1]...)
				i += n - 1
				continue
			}
		}
		if i == 0 || words[i-1] == ' ' {
			if n := genderMark(words[i:]); n > 0 {
				i += n
				continue
			}
		}
		c := words[i]
		if c == '/' {
			c = ' '
		}
		if c != ' ' || (len(out) > 0 && out[len(out)-1] != ' ') {
			out = append(out, c)
		}
		i++
	}
	return out
}

// folded is what is written of each byte of ASCII: a letter in lower case, a digit, '/',
// or 0 for a space.
var folded = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		switch c := byte(c); {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '/':
			table[c] = c
		case 'A' <= c && c <= 'Z':
			table[c] = c + 'a' - 'A'
		}
	}
	return table
}()

// fold writes letters and digits in lower case without accents, a slash as '/'
// and everything else as one space, behind what buffer holds.
func fold(buffer []byte, s string) []byte {
	start := len(buffer)
	out := slices.Grow(buffer, len(s)+8)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			switch c = folded[c]; {
			case c > '/':
				out = append(out, c)
			case c == 0:
				out = foldSpace(out, start)
			default:
				if n := len(out); n > start && out[n-1] == ' ' {
					out = out[:n-1]
				}
				out = append(out, '/')
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if plain := plainLatin(r); plain != "" {
			out = append(out, plain...)
			continue
		}
		if unicode.Is(unicode.Mn, r) { // an accent written apart from its letter
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			out = foldSpace(out, start)
			continue
		}
		for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
			plain := plainLatin(d)
			switch d = unicode.ToLower(d); {
			case plain != "":
				out = append(out, plain...)
			case unicode.Is(unicode.Mn, d):
			case unicode.IsLetter(d), unicode.IsDigit(d):
				out = utf8.AppendRune(out, d)
			default:
				out = foldSpace(out, start)
			}
		}
	}
	return out
}

// foldSpace parts words, once.
func foldSpace(out []byte, start int) []byte {
	if n := len(out); n > start && out[n-1] != ' ' && out[n-1] != '/' {
		return append(out, ' ')
	}
	return out
}

// plainLatin is the short way for the letters of French.
func plainLatin(r rune) string {
	switch r {
	case 'à', 'â', 'ä', 'á', 'À', 'Â', 'Ä', 'Á':
		return "a"
	case 'é', 'è', 'ê', 'ë', 'É', 'È', 'Ê', 'Ë':
		return "e"
	case 'î', 'ï', 'Î', 'Ï':
		return "i"
	case 'ô', 'ö', 'Ô', 'Ö':
		return "o"
	case 'ù', 'û', 'ü', 'Ù', 'Û', 'Ü':
		return "u"
	case 'ç', 'Ç':
		return "c"
	case 'œ', 'Œ':
		return "oe"
	case 'æ', 'Æ':
		return "ae"
	}
	return ""
}

// genderMark is the length of a gender mark at the start of folded text, or 0.
func genderMark(s []byte) int {
	if len(s) < 3 || s[1] != '/' || (s[0] != 'h' || s[2] != 'f') && (s[0] != 'f' || s[2] != 'h') {
		return 0
	}
	if len(s) > 3 && s[3] != ' ' {
		return 0
	}
	return 3
}

// number reads the decimal number at the start of s: digits with spaces between
// (of any width), one comma or point. It returns the bytes that it used, 0 when
// there is none.
func number(s string) (value float64, used int) {
	var whole, fraction, scale float64 = 0, 0, 1
	digits, decimals, inFraction := 0, 0, false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case '0' <= r && r <= '9':
			digits++
			if digits > 12 {
				return 0, 0
			}
			if inFraction {
				decimals++
				fraction = fraction*10 + float64(r-'0')
				scale *= 10
			} else {
				whole = whole*10 + float64(r-'0')
			}
			used = i + size
		case digits > 0 && (r == ',' || r == '.'):
			if inFraction {
				return (whole*scale + fraction) / scale, used
			}
			inFraction = true
		case digits > 0 && !inFraction && isSpace(r) && threeDigits(s[i+size:]):
		default:
			return (whole*scale + fraction) / scale, used
		}
		i += size
	}
	return (whole*scale + fraction) / scale, used
}

// threeDigits says whether a group of exactly three digits starts s.
func threeDigits(s string) bool {
	if len(s) < 3 {
		return false
	}
	for i := range 3 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 3 || s[3] < '0' || s[3] > '9'
}

// isSpace knows the widths of space that French puts inside numbers.
func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0' || r == '\u202f' || r == '\u2009'
}

// trimSpaces removes spaces of any width at the start.
func trimSpaces(s string) string { return strings.TrimLeftFunc(s, isSpace) }

// cutFold removes prefix from s, in any ASCII case.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
