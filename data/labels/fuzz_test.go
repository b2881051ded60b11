package labels

import (
	"math"
	"testing"
	"unicode/utf8"
)

// FuzzLabels holds what every reader promises for any text: no panic, bounded
// figures, keys that are their own key.
func FuzzLabels(f *testing.F) {
	for _, s := range []string{
		"", "Mensuel de 1 923,00 Euros à 2000.0 Euros sur 13.0 mois", "Annuel de 25000,00 Euros ï¿½ 30000,00 Euros",
		"1 an - Débutant accepté domaine similaire", "Temps partiel - 20H30", "36H15", "75 - Paris 17e", "B mention 79.06 (= EB)",
		"Serveur / Serveuse (H/F)", "\xff\xfe", "Contrat à durée déterminée - 3 Mois", "E\u0301", "ﬁn ½ Ⅳ", "Ǣ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := Normalize(s)
		if again := Normalize(key); again != key {
			t.Errorf("Normalize is not stable: %q -> %q -> %q", s, key, again)
		}
		if !utf8.ValidString(key) {
			t.Errorf("Normalize(%q) is not UTF-8: %q", s, key)
		}
		if v, ok := ReadSalary(s); ok && (!(v.Low > 0) || v.High < v.Low || v.High > maxAmount || v.Months < 0 || v.Months > 24) {
			t.Errorf("ReadSalary(%q) = %+v", s, v)
		}
		if m, ok := ExperienceMonths("E", s); ok && (m < 0 || m > maxExperienceMonths) {
			t.Errorf("ExperienceMonths(%q) = %d", s, m)
		}
		if m, ok := ContractMonths(s); ok && (!(m > 0) || m > maxContractMonths) {
			t.Errorf("ContractMonths(%q) = %v", s, m)
		}
		if h, ok := WeeklyHours(s); ok && (!(h > 0) || h > maxWeeklyHours || math.IsNaN(h)) {
			t.Errorf("WeeklyHours(%q) = %v", s, h)
		}
		if d := Department("", "", s); d != "" && department(d) != d {
			t.Errorf("Department(%q) = %q", s, d)
		}
		if slow, _ := PlainFrom(s); Plain(s) != string(slow) {
			t.Errorf("Plain(%q) = %q, character by character %q", s, Plain(s), slow)
		}
		PartTime(s, s, 0)
		LicenceKey(s)
		LanguageKey(s)
		if ValidSIRET(s) && len(s) != 14 {
			t.Errorf("ValidSIRET(%q)", s)
		}
	})
}

// FuzzDepartment feeds all three places of a department.
func FuzzDepartment(f *testing.F) {
	f.Add("2A004", "20000", "2A - AJACCIO")
	f.Add("99138", "98000", "Monaco")
	f.Fuzz(func(t *testing.T, commune, postcode, label string) {
		if d := Department(commune, postcode, label); d != "" && department(d) != d {
			t.Errorf("Department(%q, %q, %q) = %q", commune, postcode, label, d)
		}
	})
}

func BenchmarkReadSalary(b *testing.B) {
	for b.Loop() {
		ReadSalary("Mensuel de 1911.18 Euros à 1978.69 Euros sur 13.0 mois")
	}
}

func BenchmarkNormalize(b *testing.B) {
	for b.Loop() {
		Normalize("Éducateur / Éducatrice de jeunes enfants (H/F)")
	}
}
