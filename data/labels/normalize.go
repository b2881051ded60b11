package labels

import (
	"bytes"
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

// Kinds of characters of ASCII, such that one is written as it stands if it is of more
// than apart behind what parts words, and of more than 0 elsewhere.
const (
	apart   = 1 // a space
	written = 2 // a letter, a digit
)

// foldKind is the kind of each byte of ASCII, 0 for the slash and what is beyond.
var foldKind = func() (table [256]uint8) {
	for c := range utf8.RuneSelf {
		switch r := rune(c); {
		case r == '/':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			table[c] = written
		default:
			table[c] = apart
		}
	}
	return table
}()

// folded is what is written of each byte of ASCII: a letter in lower case, a digit, a space.
var folded = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		if table[c] = ' '; foldKind[c] == written {
			table[c] = plainASCII[c]
		}
	}
	return table
}()

// fold writes letters and digits in lower case without accents, a slash as '/'
// and everything else as one space, behind what buffer holds.
func fold(buffer []byte, s string) []byte {
	start, n := len(buffer), len(buffer)
	out := room(buffer, len(s))
	after := uint8(apart) // what the last one written was
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case foldKind[c] > after: // nearly all
			out[n] = folded[c&(utf8.RuneSelf-1)]
			after = written - foldKind[c]
			n, i = n+1, i+1
		case foldKind[c] == apart:
			i++
		case c == accented && i+1 < len(s) && plainAccented[s[i+1]] != 0:
			out[n] = plainAccented[s[i+1]]
			after = 0
			n, i = n+1, i+2
		default:
			var slow []byte
			slow, i = appendFold(out[:n], start, s, i)
			n = len(slow)
			out = room(slow, len(s)-i)
			if after = 0; n == start || slow[n-1] == ' ' || slow[n-1] == '/' {
				after = apart
			}
		}
	}
	return out[:n]
}

// appendFold adds what stands for the character at s[i], and gives where the next one is.
func appendFold(out []byte, start int, s string, i int) ([]byte, int) {
	if s[i] == '/' {
		if n := len(out); n > start && out[n-1] == ' ' {
			out = out[:n-1]
		}
		return append(out, '/'), i + 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	i += size
	if plain := plainLatin(r); plain != "" {
		return append(out, plain...), i
	}
	if unicode.Is(unicode.Mn, r) { // an accent written apart from its letter
		return out, i
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return foldSpace(out, start), i
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
	return out, i
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
