package verbatims_test

import (
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/kljensen/snowball/french"
	"pgregory.net/rapid"

	"vigie/data/verbatims"
)

// TestTone: negations, agreement and doubling, contrasts, spelling, signs.
func TestTone(t *testing.T) {
	for _, c := range []struct{ text, tone string }{
		{"Je n'ai pas été déçu.", "positif"},
		{"je n ai pas ete decu", "positif"},
		{"JE N'AI PAS ÉTÉ DÉÇU", "positif"},
		{"Je suis déçu.", "negatif"},
		{"Aucun souci avec le site.", "positif"},
		{"Rien à redire.", "positif"},
		{"Je ne peux pas dire que je ne suis pas satisfait.", "positif"},
		{"Je ne suis pas satisfait.", "negatif"},
		{"Je n'ai jamais eu aucun problème.", "positif"},
		{"La conseillère ne répond jamais.", "negatif"},
		{"Conseillère gentille mais délai beaucoup trop long.", "negatif"},
		{"Un peu long mais nous sommes très satisfaits.", "positif"},
		{"Comment modifier mon annonce ?", "neutre"},
		{"RAS", "neutre"},
		{"👍👍", "positif"},
		{"😡 jamais personne au téléphone", "negatif"},
		{"Suuuuper", "positif"},
		{"9/10", "positif"},
		{"2 / 10", "negatif"},
		{"J'aurais aimé être rappelée.", "negatif"},
		{"", "neutre"},
		{"…", "neutre"},
	} {
		if got := verbatims.Analyse(c.text).Tone; got != c.tone {
			t.Errorf("%q: %s, want %s", c.text, got, c.tone)
		}
	}
}

func TestThemes(t *testing.T) {
	for _, c := range []struct{ text, themes string }{
		{"Trois semaines d'attente !", "delai"},
		{"Aucun CV ne correspond au profil.", "pertinence_profils"},
		{"Conseillère à l'écoute, de bon conseil.", "ecoute_conseil"},
		{"Injoignable au téléphone.", "joignabilite"},
		{"L'espace recruteur bogue.", "outils_numeriques"},
		{"Aucun suivi après l'embauche.", "suivi"},
		{"L'immersion (PMSMP) nous a aidés.", "aides_mesures"},
		{"Annonce mal rédigée.", "redaction_offre"},
		{"Aucun candidat convoqué ne s'est présenté.", "presence_candidats"},
		{"Très satisfait.", "autre"},
		{"Réponse rapide et suivi régulier.", "delai suivi"},
		{"", "autre"},
	} {
		got := slices.Sorted(slices.Values(verbatims.Analyse(c.text).Themes))
		if strings.Join(got, " ") != c.themes {
			t.Errorf("%q: %v, want %s", c.text, got, c.themes)
		}
	}
}

// TestWhy: the words that decided are words of the text, with what negates them.
func TestWhy(t *testing.T) {
	for _, c := range []struct {
		text string
		why  []string
	}{
		{"Je n'ai pas été déçu.", []string{"pas été déçu"}},
		{"Conseillère très à l'écoute", []string{"Conseillère", "écoute"}},
	} {
		got := verbatims.Analyse(c.text).Why
		for _, words := range c.why {
			if !slices.ContainsFunc(got, func(w string) bool { return strings.Contains(w, words) }) {
				t.Errorf("%q: why %q, want %q", c.text, got, c.why)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		f := verbatims.Analyse(text)
		for _, words := range f.Why {
			if !strings.Contains(text, words) {
				t.Fatalf("%q: %q is not in it", text, words)
			}
		}
		if n := len(f.Themes); n < 1 || n > verbatims.ThemesMax {
			t.Fatalf("%q: themes %v", text, f.Themes)
		}
	})
}

// TestSpelling: capitals and accents change nothing.
func TestSpelling(t *testing.T) {
	accents := strings.NewReplacer("é", "e", "è", "e", "ê", "e", "à", "a", "ç", "c", "É", "E", "î", "i", "ô", "o", "û", "u", "ù", "u", "â", "a")
	for _, text := range []string{"Délai trop long, aucune réponse à mes mails.", "Conseillère très à l'écoute et réactive !", "L'offre a été publiée sans être relue."} {
		want := verbatims.Analyse(text)
		for _, other := range []string{strings.ToUpper(text), accents.Replace(text), strings.ReplaceAll(text, "'", "’")} {
			if got := verbatims.Analyse(other); got.Tone != want.Tone || !slices.Equal(got.Themes, want.Themes) {
				t.Errorf("%q: %v, where %q: %v", other, got, text, want)
			}
		}
	}
}

func FuzzAnalyse(f *testing.F) {
	for _, text := range []string{"Je n'ai pas été déçu.", "", "\xff\xfe", "9/10", "c est pa mal 👍", "ne ne ne pas pas que", "1/", "/10"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if found := verbatims.Analyse(text); len(found.Themes) == 0 || found.Tone == "" || found.Why == nil {
			t.Errorf("%q: %+v", text, found)
		}
	})
}

// some are verbatims of usual length.
var some = []string{
	"Conseillère très à l'écoute et réactive, merci pour votre aide.",
	"Trois semaines pour recevoir des CV qui ne correspondent pas au poste de soudeur, c'est beaucoup trop long.",
	"imposible de joindre kelkun au telephone jlaisse des messages sans reponse",
	"RAS",
	"Les candidats convoqués ne se sont pas présentés à l'entretien et personne ne nous a prévenus. Nous avons perdu une matinée.",
	"Peut-on modifier une offre déjà en ligne ?",
}

// BenchmarkAnalyse compares with stemming the words alone, by processor time, which
// other work on the machine does not slow: analysis must not take much longer.
func BenchmarkAnalyse(b *testing.B) {
	verbatims.Analyse("") // learns
	words := make([][]string, len(some))
	for i, text := range some {
		words[i] = strings.Fields(strings.ToLower(text))
	}
	run := func(name string, f func(i int)) (each float64) {
		b.Run(name, func(b *testing.B) {
			before := processor(b)
			for i := 0; b.Loop(); i++ {
				f(i % len(some))
			}
			each = (processor(b) - before).Seconds() / float64(b.N)
			b.ReportMetric(1/each, "verbatims/cpu-s")
		})
		return each
	}
	stemming := run("stemming alone", func(i int) {
		for _, w := range words[i] {
			french.Stem(w, true)
		}
	})
	whole := run("analysis", func(i int) { verbatims.Analyse(some[i]) })
	if stemming > 0 && whole > 0 {
		b.Logf("analysis takes %.1f times the processor time of stemming alone", whole/stemming)
	}
}

// processor is the time that processors gave this process.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
