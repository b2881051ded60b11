package labels

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
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
	start, n := len(buffer), len(buffer)
	out := room(buffer, len(s))
	parted := uint64(first) // where what was written last parts words, or nothing was, else 0
	for i := 0; i < len(s); {
		if i+8 <= len(s) { // nearly all: what is of ASCII and written as it stands, but for capitals
			w := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
			set := w | high
			printed := (set - (' '+1)*ones) &^ w & high
			spaces := (set - ' '*ones) &^ w & high &^ printed
			capitals := (set - 'A'*ones) &^ (set - ('Z'+1)*ones) &^ w & high
			binary.LittleEndian.PutUint64(out[n:], w|capitals>>2)
			stop := ^(printed | spaces&^(spaces<<8|parted)) & high
			if stop == 0 {
				parted = spaces >> 56
				n, i = n+8, i+8
				continue
			}
			count := bits.TrailingZeros64(stop) / 8
			n, i = n+count, i+count
		}
		if s[i] == accented && i+1 < len(s) && plainAccented[s[i+1]] != 0 {
			out[n] = plainAccented[s[i+1]]
			parted = 0
			n, i = n+1, i+2
			continue
		}
		var slow []byte
		slow, i = appendPlain(out[:n], start, s, i)
		n = len(slow)
		out = room(slow, len(s)-i)
		if parted = 0; n == start || slow[n-1] == ' ' || slow[n-1] == '\n' {
			parted = first
		}
	}
	return trim(out[:n], start)
}

// Eight bytes at once: in each, one, its high bit, and that of the first byte alone.
const (
	ones  = 0x0101010101010101
	high  = 0x80 * ones
	first = 0x80
)

// room is all that a buffer holds and has room for, n more at least.
func room(buffer []byte, n int) []byte {
	buffer = slices.Grow(buffer, n)
	return buffer[:cap(buffer)]
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

// accented begins the letters of plainAccented, in UTF-8.
const accented = 0xC3

// plainAccented is the letter that stands for each of À to ÿ, by its second byte, or 0.
var plainAccented = func() (table [256]byte) {
	for r := 'À'; r <= 'ÿ'; r++ {
		if plain := plainLatin(r); len(plain) == 1 {
			table[string(r)[1]] = plain[0]
		}
	}
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
