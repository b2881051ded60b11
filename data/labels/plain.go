package labels

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Plain gives a text in lower case, without accents, with straight apostrophes,
// short dashes and single spaces; lines and punctuation stay. It is what patterns
// of wording are written for.
func Plain(s string) string { return string(AppendPlain(nil, s)) }

// AppendPlain adds Plain(s) to a buffer, for who reads many texts.
func AppendPlain(buffer []byte, s string) []byte {
	start := len(buffer)
	out := buffer
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf && plainASCII[c] > ' ' { // nearly all
			out, i = append(out, plainASCII[c]), i+1
			continue
		}
		out, i = appendPlain(out, start, s, i)
	}
	return trim(out, start)
}

// PlainFrom gives Plain(s), and for each of its bytes, and its end, where in s what it
// was made of begins.
func PlainFrom(s string) (plain []byte, from []int) {
	for i := 0; i < len(s); {
		at := i
		plain, i = appendPlain(plain, 0, s, i)
		for len(from) < len(plain) {
			from = append(from, at)
		}
	}
	left := len(plain) - len(bytes.TrimLeftFunc(plain, unicode.IsSpace))
	plain = bytes.TrimSpace(plain)
	end := len(s)
	if left+len(plain) < len(from) {
		end = from[left+len(plain)]
	}
	return plain, append(from[left:left+len(plain)], end)
}

// appendPlain adds what stands for the character at s[i], and gives where the next one is.
func appendPlain(out []byte, start int, s string, i int) ([]byte, int) {
	c := s[i]
	if c < utf8.RuneSelf {
		if p := plainASCII[c]; p > ' ' {
			return append(out, p), i + 1
		}
		return appendSpace(out, start, plainASCII[c]), i + 1
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
		out = appendSpace(out, start, ' ')
	case unicode.Is(unicode.Mn, r) || r == '\u200b' || r == '\u00ad': // an accent written apart, a space without width
	default:
		for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
			if !unicode.Is(unicode.Mn, d) {
				out = utf8.AppendRune(out, d)
			}
		}
	}
	return out, i
}

// plainASCII is what is written of each byte; of spaces, which follow nothing twice,
// '\n' and ' '.
var plainASCII = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		table[c] = byte(c)
		if 'A' <= c && c <= 'Z' {
			table[c] += 'a' - 'A'
		}
	}
	table['\r'], table['\t'] = '\n', ' '
	return table
}()

// appendSpace adds a space or a line's end, of several in a row one: the line's
// end where there is one. Other control characters stay as they are.
func appendSpace(out []byte, start int, c byte) []byte {
	if c != ' ' && c != '\n' {
		return append(out, c)
	}
	n := len(out)
	if n == start || out[n-1] != ' ' && out[n-1] != '\n' {
		return append(out, c)
	}
	if c == '\n' {
		out[n-1] = c
	}
	return out
}

// trim takes the spaces off both ends of buffer[start:].
func trim(buffer []byte, start int) []byte {
	text := bytes.TrimSpace(buffer[start:])
	return append(buffer[:start], text...)
}
