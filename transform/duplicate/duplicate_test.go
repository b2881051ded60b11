package duplicate_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vigie/transform/duplicate"
)

var rule = duplicate.Rule{Days: 60, Similarity: 0.8, Words: 3}

func stream(offers []duplicate.Offer) iter.Seq2[duplicate.Offer, error] {
	return func(yield func(duplicate.Offer, error) bool) {
		for _, o := range offers {
			if !yield(o, nil) {
				return
			}
		}
	}
}

// rowsOf gives the rows of offers in any order, by id.
func rowsOf(t testing.TB, rule duplicate.Rule, offers []duplicate.Offer) []duplicate.Row {
	t.Helper()
	slices.SortStableFunc(offers, func(a, b duplicate.Offer) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Created, b.Created))
	})
	var rows []duplicate.Row
	err := duplicate.Rows(context.Background(), rule, stream(offers), func(r duplicate.Row) error {
		rows = append(rows, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return byID(rows)
}

func byID(rows []duplicate.Row) []duplicate.Row {
	slices.SortFunc(rows, func(a, b duplicate.Row) int { return strings.Compare(a.ID, b.ID) })
	return rows
}

const text = "nous recherchons pour notre restaurant un serveur ou une serveuse pour le service du soir et du week end"

// TestDuplicates: what the definition says, case by case, against two offers of a block.
func TestDuplicates(t *testing.T) {
	base := duplicate.Offer{Block: 1, ID: "A", Created: 100, Level: 2, Title: "Serveur", Description: text}
	with := func(change func(*duplicate.Offer)) duplicate.Offer {
		o := base
		o.ID = "B"
		change(&o)
		return o
	}
	same := func(*duplicate.Offer) {}
	cases := []struct {
		name       string
		rule       duplicate.Rule
		a, b       duplicate.Offer
		kept       string // "" when they are no duplicates
		similarity float64
		outranked  string
	}{
		{"the same text", rule, base, with(same), "A", 1, ""},
		{"case, accents and punctuation aside", rule, base, with(func(o *duplicate.Offer) {
			o.Title, o.Description = "SERVEUR (H/F)", "Nous, récherchons: "+text[16:]+" !"
		}), "A", 1, ""},
		{"another block", rule, base, with(func(o *duplicate.Offer) { o.Block = 2 }), "", 0, ""},
		{"sixty days apart", rule, base, with(func(o *duplicate.Offer) { o.Created = 160 }), "A", 1, ""},
		{"sixty-one days apart", rule, base, with(func(o *duplicate.Offer) { o.Created = 161 }), "", 0, ""},
		{"the highest level is kept, though younger", rule, base, with(func(o *duplicate.Offer) { o.Created, o.Level = 130, 1 }), "B", 1, "A"},
		{"then the oldest", rule, base, with(func(o *duplicate.Offer) { o.Created = 90 }), "B", 1, ""},
		{"a word more at the end: one shingle of nineteen", rule, base, with(func(o *duplicate.Offer) { o.Description += " prolonge" }), "A", 18.0 / 19, ""},
		{"a word changed in the middle: three shingles each", rule, base, with(func(o *duplicate.Offer) { o.Description = strings.Replace(text, "restaurant", "hotel", 1) }), "", 0, ""},
		{"at the threshold", duplicate.Rule{Days: 60, Similarity: 15.0 / 21, Words: 3}, base, with(func(o *duplicate.Offer) { o.Description = strings.Replace(text, "restaurant", "hotel", 1) }), "A", 15.0 / 21, ""},
		{"fewer words than a shingle", rule, with(func(o *duplicate.Offer) { o.ID, o.Title, o.Description = "A", "Serveur", "urgent" }), with(func(o *duplicate.Offer) { o.Title, o.Description = "serveur urgent", "" }), "A", 1, ""},
		{"fewer words, in another order", rule, with(func(o *duplicate.Offer) { o.ID, o.Title, o.Description = "A", "urgent", "serveur" }), with(func(o *duplicate.Offer) { o.Title, o.Description = "serveur urgent", "" }), "", 0, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := rowsOf(t, c.rule, []duplicate.Offer{c.a, c.b})
			var want []duplicate.Row
			if c.kept != "" {
				for _, o := range []duplicate.Offer{c.a, c.b} {
					want = append(want, duplicate.Row{Block: 1, ID: o.ID, Kept: c.kept, Group: 2, Similarity: c.similarity, IsOutranked: o.ID == c.outranked})
				}
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestChain: a group holds together through its members, far apart as its ends are.
func TestChain(t *testing.T) {
	var offers []duplicate.Offer
	for i := range 5 {
		offers = append(offers, duplicate.Offer{Block: 1, ID: fmt.Sprint(i), Created: 50 * i, Level: 1, Title: "Serveur", Description: text})
	}
	rows := rowsOf(t, rule, offers)
	if len(rows) != 5 || rows[4].Kept != "0" || rows[4].Group != 5 {
		t.Errorf("rows %+v, want one group of five kept as 0", rows)
	}
}

// TestOracle: the answer is that of comparing all pairs by the definition, for any
// texts, days, levels, blocks, thresholds and order of what is created on a day.
func TestOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := duplicate.Rule{
			Days: rapid.IntRange(0, 20).Draw(t, "days"), Similarity: float64(rapid.IntRange(1, 20).Draw(t, "twentieths")) / 20,
			Words: rapid.IntRange(1, 4).Draw(t, "words"),
		}
		word := rapid.SampledFrom([]string{"a", "b", "c", "É", "serveur", "h/f", "-", "12"})
		sentences := rapid.SliceOfN(rapid.SliceOfN(word, 0, 12), 1, 4).Draw(t, "sentences")
		offers := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) duplicate.Offer {
			words := slices.Clone(rapid.SampledFrom(sentences).Draw(t, "text"))
			if len(words) > 0 && rapid.Bool().Draw(t, "change") {
				words[rapid.IntRange(0, len(words)-1).Draw(t, "at")] = word.Draw(t, "to")
			}
			return duplicate.Offer{
				Block: rapid.Uint64Range(0, 1).Draw(t, "block"), Created: rapid.IntRange(0, 50).Draw(t, "created"), Level: rapid.IntRange(1, 3).Draw(t, "level"),
				Title: word.Draw(t, "title"), Description: strings.Join(words, " "),
			}
		}), 0, 14).Draw(t, "offers")
		for i := range offers {
			offers[i].ID = fmt.Sprintf("%02d", i)
		}
		check(t, rule, offers)
	})
}

type fataler interface {
	Fatalf(format string, args ...any)
}

// check holds what is found against all pairs, of all offers and of those that Alike leaves.
func check(t fataler, rule duplicate.Rule, offers []duplicate.Offer) {
	want := byID(naive(rule, offers))
	slices.SortStableFunc(offers, func(a, b duplicate.Offer) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Created, b.Created))
	})
	for name, some := range map[string][]duplicate.Offer{"all": offers, "alike": alike(t, rule, offers)} {
		var got []duplicate.Row
		err := duplicate.Rows(context.Background(), rule, stream(some), func(r duplicate.Row) error {
			got = append(got, r)
			return nil
		})
		if err != nil {
			t.Fatalf("%v", err)
		}
		if diff := gocmp.Diff(want, byID(got)); diff != "" {
			t.Fatalf("of %s (-all pairs +got):\n%s", name, diff)
		}
	}
}

// alike leaves the offers that may have duplicates, in order.
func alike(t fataler, rule duplicate.Rule, offers []duplicate.Offer) (some []duplicate.Offer) {
	kept := map[string]bool{}
	prints := func(yield func(duplicate.Printed, error) bool) {
		for _, o := range offers {
			if !yield(duplicate.Printed{Block: o.Block, ID: o.ID, Created: o.Created, Print: duplicate.Print(rule.Words, o.Title, o.Description)}, nil) {
				return
			}
		}
	}
	err := duplicate.Alike(context.Background(), rule, prints, func(id string) error {
		if kept[id] {
			t.Fatalf("%s is told twice", id)
		}
		kept[id] = true
		return nil
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
	for _, o := range offers {
		if kept[o.ID] {
			some = append(some, o)
		}
	}
	return some
}

// TestOracleOnTexts: the same on texts as long as real ones, of common sentences,
// copied, cut and changed, in blocks of some hundreds.
func TestOracleOnTexts(t *testing.T) {
	for seed := range uint64(3) {
		offers := madeUp(rand.New(rand.NewPCG(seed, 1)), 400, 3, 365)
		check(t, rule, offers)
		rows := rowsOf(t, rule, offers)
		if len(rows) < 40 || len(rows) > 390 {
			t.Errorf("seed %d: %d offers with duplicates: the case shows nothing", seed, len(rows))
		}
		if some := alike(t, rule, offers); len(some) > len(rows)*11/10 {
			t.Errorf("seed %d: prints leave %d offers of which %d have duplicates", seed, len(some), len(rows))
		}
	}
}

// TestErrors: an error of the source or of the receiver is the answer.
func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	source := func(yield func(duplicate.Offer, error) bool) { yield(duplicate.Offer{}, broken) }
	if err := duplicate.Rows(context.Background(), rule, source, nil); !errors.Is(err, broken) {
		t.Errorf("error of the source: %v", err)
	}
	cut := func(yield func(duplicate.Printed, error) bool) { yield(duplicate.Printed{Print: "AAAA"}, nil) }
	if err := duplicate.Alike(context.Background(), rule, cut, nil); err == nil {
		t.Error("a print that is cut is read")
	}
	o := duplicate.Offer{Title: "a"}
	refuse := func(duplicate.Row) error { return broken }
	if err := duplicate.Rows(context.Background(), rule, stream([]duplicate.Offer{o, o}), refuse); !errors.Is(err, broken) {
		t.Errorf("error of the receiver: %v", err)
	}
}

// madeUp makes offers of one or more blocks: sentences drawn as unequally as real
// ones are, some hundred words a text; a third are copies, half of them changed.
func madeUp(r *rand.Rand, n, blocks, days int) []duplicate.Offer {
	vocabulary := rand.NewZipf(r, 1.1, 20, 8000)
	sentences := make([]string, 4000)
	for i := range sentences {
		words := make([]string, 8+r.IntN(14))
		for j := range words {
			words[j] = fmt.Sprintf("mot%d", vocabulary.Uint64())
		}
		sentences[i] = strings.Join(words, " ")
	}
	common := rand.NewZipf(r, 1.05, 40, uint64(len(sentences)-1))
	offers := make([]duplicate.Offer, n)
	for i := range offers {
		o := duplicate.Offer{Block: uint64(r.IntN(blocks)), ID: fmt.Sprintf("%07d", i), Created: r.IntN(days), Level: 1 + r.IntN(3), Title: "Serveur (H/F)"}
		if i > 0 && r.IntN(3) == 0 {
			from := offers[r.IntN(i)]
			o.Block, o.Description = from.Block, from.Description
			if r.IntN(2) == 0 {
				words := strings.Fields(o.Description)
				for range 1 + r.IntN(6) {
					words[r.IntN(len(words))] = fmt.Sprintf("autre%d", r.IntN(1000))
				}
				o.Description = strings.Join(words, " ")
			}
			o.Created = min(days-1, from.Created+r.IntN(90))
		} else {
			text := make([]string, 5+r.IntN(8))
			for j := range text {
				text[j] = sentences[common.Uint64()]
			}
			o.Description = strings.Join(text, ". ")
		}
		offers[i] = o
	}
	return offers
}
