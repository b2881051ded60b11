package labels

import "strings"

// Phone gives the one writing of a telephone number, "tel:" and its digits, however
// it was written: with spaces, dots or brackets, national or international, with
// another or an extension behind it. A French number is its nine digits, since those
// of overseas have several international prefixes and one national form. "" when
// there is none.
func Phone(text string) string {
	text = strings.ReplaceAll(text, "(0)", "") // +33 (0)6: the national zero
	digits, international := phoneDigits(text)
	if national := frenchNumber(digits, international); national != "" {
		return "tel:" + national
	}
	if len(digits) < minPhone || strings.Trim(digits, "0") == "" {
		return ""
	}
	if international {
		return "tel:+" + digits
	}
	return "tel:" + digits
}

const (
	minPhone    = 6 // fewer digits are no number of a person
	frenchPhone = 9 // digits of a French number, without its zero
)

// phoneDigits takes the digits of the first number of a text, without the sign or
// the zeros that make it international.
func phoneDigits(text string) (digits string, international bool) {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' && b.Len() == 0:
			international = true
		}
		if b.Len() >= frenchPhone && !strings.ContainsRune("0123456789.-_()", r) && !isSpace(r) {
			break // another number, or an extension
		}
	}
	digits, zeros := strings.CutPrefix(b.String(), "00")
	return digits, international || zeros
}

// frenchNumber gives the digits of a French number without its zero: national,
// international, or without the zero that a spreadsheet took away; else "".
func frenchNumber(digits string, international bool) string {
	if !international && len(digits) > frenchPhone && digits[0] == '0' {
		return digits[1 : 1+frenchPhone] // and another one behind it
	}
	if !international && len(digits) == frenchPhone && digits[0] != '0' {
		return digits
	}
	for _, prefix := range []string{"33", "262", "590", "594", "596"} {
		rest, _ := strings.CutPrefix(digits, prefix)
		if rest = strings.TrimPrefix(rest, "0"); len(rest) == frenchPhone && len(rest) < len(digits) {
			return rest
		}
	}
	return ""
}

// Mail gives the one writing of an e-mail address, "mail:" and the address in small
// letters without spaces, a name beside it or a scheme before it. "" when there is none.
func Mail(text string) string {
	if _, inner, found := strings.Cut(text, "<"); found {
		text, _, _ = strings.Cut(inner, ">")
	}
	address := strings.ToLower(strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, text))
	address = strings.TrimRight(strings.TrimPrefix(address, "mailto:"), ".,;")
	name, host, found := strings.Cut(address, "@")
	if !found || name == "" || host == "" {
		return ""
	}
	return "mail:" + address
}
