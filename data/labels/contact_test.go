package labels

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPhone(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"06 12 34 56 78", "tel:612345678"},
		{"06.12.34.56.78", "tel:612345678"},
		{"06/12/34/56/78", "tel:612345678"},
		{"0612345678", "tel:612345678"},
		{"612345678", "tel:612345678"}, // the zero that a spreadsheet takes away
		{"+33612345678", "tel:612345678"},
		{"+33 (0)6 12 34 56 78", "tel:612345678"},
		{"+33 06 12 34 56 78", "tel:612345678"},
		{"0033 6 12 34 56 78", "tel:612345678"},
		{"33612345678", "tel:612345678"},
		{"(0)6 12 34 56 78", "tel:612345678"},
		{"Tél. : 06\u00a012\u202f34 56 78", "tel:612345678"},
		{"01 23 45 67 89 poste 12", "tel:123456789"},
		{"01 23 45 67 89 / 06 12 34 56 78", "tel:123456789"},
		{"01 23 45 67 89 - 06 12 34 56 78", "tel:123456789"},
		{"0692 12 34 56", "tel:692123456"},
		{"+262 692 12 34 56", "tel:692123456"},
		{"+590 690 12 34 56", "tel:690123456"},
		{"+32 2 123 45 67", "tel:+3221234567"},
		{"0032 2 123 45 67", "tel:+3221234567"},
		{"+49 612345678", "tel:+49612345678"}, // not the French one
		{"+612345678", "tel:+612345678"},
		{"", ""},
		{"néant", ""},
		{"3949", ""}, // a short number is nobody's
		{"00 00 00 00 00", ""},
		{"0000000", ""},
	} {
		if got := Phone(c.text); got != c.want {
			t.Errorf("Phone(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// TestPhoneWritings: a French number is the same one in any writing, and no other.
func TestPhoneWritings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		national := rapid.StringMatching(`[1-9][0-9]{8}`).Draw(t, "number")
		prefix := rapid.SampledFrom([]string{"0", "+33", "+33 ", "+33 (0)", "0033 ", "00 33 0"}).Draw(t, "prefix")
		var b strings.Builder
		b.WriteString(prefix)
		for i, digit := range national {
			if i%2 == 1 {
				b.WriteString(rapid.SampledFrom([]string{"", " ", ".", "-", "\u00a0"}).Draw(t, "space"))
			}
			b.WriteRune(digit)
		}
		if got := Phone(b.String()); got != "tel:"+national {
			t.Fatalf("Phone(%q) = %q", b.String(), got)
		}
	})
}

func TestMail(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"rh@exemple.fr", "mail:rh@exemple.fr"},
		{" RH@Exemple.FR ", "mail:rh@exemple.fr"},
		{"rh @ exemple.fr", "mail:rh@exemple.fr"},
		{"mailto:rh@exemple.fr", "mail:rh@exemple.fr"},
		{"Ressources humaines <Rh@exemple.fr>", "mail:rh@exemple.fr"},
		{"rh@exemple.fr;", "mail:rh@exemple.fr"},
		{"ÉLODIE@exemple.fr", "mail:élodie@exemple.fr"},
		{"", ""},
		{"néant", ""},
		{"@exemple.fr", ""},
		{"rh@", ""},
	} {
		if got := Mail(c.text); got != c.want {
			t.Errorf("Mail(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDepartmentCode(t *testing.T) {
	for code, want := range map[string]string{
		"1": "01", "01": "01", "75": "75", "2a": "2A", "2B": "2B", "974": "974", " 7": "07",
		"20": "", "96": "", "979": "", "": "", "X": "", "7 ": "07",
	} {
		if got := DepartmentCode(code); got != want {
			t.Errorf("DepartmentCode(%q) = %q, want %q", code, got, want)
		}
	}
}
