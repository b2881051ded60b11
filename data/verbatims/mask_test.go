package verbatims_test

import (
	"regexp"
	"strings"
	"testing"

	"vigie/data/verbatims"
)

func TestMask(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Très satisfait.", "Très satisfait."},
		{"Merci à Mme Dupuis pour son suivi.", "Merci à Mme [nom] pour son suivi."},
		{"M. Lefèvre ne rappelle jamais.", "M. [nom] ne rappelle jamais."},
		{"madame le goff est à l'écoute", "madame le [nom] est à l'écoute"},
		{"Merci encore pour Karim, il est parfait !", "Merci encore pour [nom], il est parfait !"},
		{"Sandrine est à l'écoute.", "[nom] est à l'écoute."},
		{"Appelez le 06 12 34 56 78 svp", "Appelez le [téléphone] svp"},
		{"tel 0612345678", "tel [téléphone]"},
		{"+33 (0)6-12-34-56-78", "[téléphone]"},
		{"06/12/34/56/78 ou 04.75.00.00.00", "[téléphone] ou [téléphone]"},
		{"écrire à contact@menuiserie-exemple.fr", "écrire à [e-mail]"},
		{"jean.durand @ exemple . fr", "[e-mail] . fr"},
		{"jean (at) exemple.fr", "[e-mail]"},
		{"voir www.exemple.fr/recrutement", "voir [lien]"},
		{"CV reçus en CDI pour une POEI", "CV reçus en CDI pour une POEI"},
		{"LE SITE NE MARCHE PAS", "LE SITE NE MARCHE PAS"},
		{"Claire est à l'écoute.", "[nom] est à l'écoute."},
		{"merci à monsieur boulanger", "merci à monsieur [nom]"},
		{"monsieur boulanger rappelle vite", "monsieur [nom] rappelle vite"},
		{"Madame la conseillère m'a aidé.", "Madame la conseillère m'a aidé."},
		{"M'a bien aidé", "M'a bien aidé"},
		{"MERCI A SANDRINE", "MERCI A [nom]"},
		{"5 CV en 10 jours, j'ai appelé le 3995.", "5 CV en 10 jours, j'ai appelé le 3995."},
		{"L'agence de Privas est efficace.", "L'agence de [nom] est efficace."},
		{"", ""},
	} {
		if got := verbatims.Mask(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
		if once := verbatims.Mask(c.text); verbatims.Mask(once) != once {
			t.Errorf("%q: masked twice, %q", c.text, verbatims.Mask(once))
		}
	}
}

// TestPlain: what may be shown holds none but known words.
func TestPlain(t *testing.T) {
	for text, want := range map[string]bool{
		"Délai trop long, aucun suivi.":       true,
		"Merci à Sandrine pour son suivi.":    true, // masked
		"merci a sandrine pour son suivi":     false,
		"merci à mme dupuis pour son suivi":   true, // masked
		"Le suivi de la société vroumtransit": false,
		"claire est à l'écoute":               false,
		"Dossier 187452":                      true, // masked
		"Dossier 1874":                        false,
	} {
		if got := verbatims.IsPlain(verbatims.Mask(text)); got != want {
			t.Errorf("%q, masked %q: %t", text, verbatims.Mask(text), got)
		}
	}
}

var (
	aPhone = regexp.MustCompile(`\p{Nd}(?:[ .\-/()_]{0,2}\p{Nd}){5,}`)
	aMail  = regexp.MustCompile(`[^\s@]+@[^\s@]+`)
)

func FuzzMask(f *testing.F) {
	for _, text := range []string{"06 12 34 56 78", "a@b.fr", "a@@b@c", "M. X", "@1@2", "tel:+33612345678", "é@è", "\xff@a", "1 2 3 4 5 6", "a arobase arobase b", "[e-mail]@x", "٠١٢٣٤٥"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		masked := verbatims.Mask(text)
		if aPhone.MatchString(masked) || aMail.MatchString(masked) || strings.Contains(masked, "@") {
			t.Errorf("%q: %q", text, masked)
		}
		verbatims.IsPlain(masked)
	})
}
