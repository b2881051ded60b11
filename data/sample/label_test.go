package sample

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// wireOffer is what the tests read of an offer on the wire.
type wireOffer struct {
	ID, Intitule, Description, RomeCode, Canal, DateCreation, SIRET string
	Entreprise                                                      struct{ Nom, SIRET string }
	LieuTravail                                                     struct{ Commune string }
	OrigineOffre                                                    struct{ Origine string }
	Salaire                                                         struct{ Libelle string }
}

func readOffers(t *testing.T, dir string) map[string]wireOffer {
	t.Helper()
	all := map[string]wireOffer{}
	lines(t, dir, "offres", func(line []byte) {
		var o wireOffer
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		if o.Intitule != "" { // else it is deleted
			all[o.ID] = o
		}
	})
	return all
}

// similarity is the Jaccard similarity of two texts' runs of three words.
func similarity(a, b wireOffer) float64 {
	runs := func(o wireOffer) map[string]bool {
		words := strings.Fields(o.Intitule + " " + o.Description)
		set := map[string]bool{}
		for i := range max(0, len(words)-2) {
			set[strings.Join(words[i:i+3], " ")] = true
		}
		return set
	}
	of, with := runs(a), runs(b)
	both := 0
	for run := range of {
		if with[run] {
			both++
		}
	}
	return float64(both) / float64(len(of)+len(with)-both)
}

// TestPlanted holds the labels against the offers as written.
func TestPlanted(t *testing.T) {
	var told []Label
	dir, _ := generate(t, Options{Scale: 0.002, Seed: 4, BrokenShare: -1, Only: []string{"offres"}, Labels: func(l Label) error { told = append(told, l); return nil }})
	all := readOffers(t, dir)
	t.Run("offers", func(t *testing.T) { plantedOffers(t, all, told) })
	t.Run("wording", func(t *testing.T) { plantedWording(t, all, told) })
	t.Run("lengths", func(t *testing.T) { textLengths(t, all) })
}

// plantedOffers: what a label says of two offers is so.
func plantedOffers(t *testing.T, all map[string]wireOffer, told []Label) {
	count := map[Kind]int{}
	for _, l := range told {
		count[l.Kind]++
		o, there := all[l.Offer]
		if !there {
			t.Fatalf("a label of %s, which isn't written", l.Offer)
		}
		if l.Of == "" {
			continue
		}
		of, there := all[l.Of]
		if !there {
			t.Fatalf("%s repeats %s, which isn't written", l.Offer, l.Of)
		}
		near := similarity(o, of)
		employer, commune := o.Entreprise == of.Entreprise && o.SIRET == of.SIRET, o.LieuTravail == of.LieuTravail
		apart := daysApart(t, o, of)
		sound := o.RomeCode == of.RomeCode && apart <= within && employer && commune
		switch l.Kind {
		case Copied, Exact:
			sound = sound && near == 1
		case Light:
			sound = sound && near >= 0.8 && near < 1
		case Heavy:
			sound = sound && near < 0.75
		case OtherEmployer:
			sound = near == 1 && !employer && commune
		case OtherCommune:
			sound = near == 1 && employer && !commune
		case Later:
			sound = near == 1 && employer && commune && apart > within
		}
		if !sound {
			t.Errorf("%s: similarity %.2f, %d days apart\n%+v\n%+v", l.Kind, near, apart, o, of)
		}
		if o.Canal == of.Canal && o.Canal != "" {
			t.Errorf("%s: both by channel %q", l.Kind, o.Canal)
		}
	}
	for _, k := range []Kind{Copied, Exact, Light, Heavy, OtherEmployer, OtherCommune, Later} {
		if count[k] < 50 {
			t.Errorf("%d offers are %s", count[k], k)
		}
	}
	if share := float64(count[Copied]+count[Exact]+count[Light]) / float64(len(all)); math.Abs(share-0.029) > 0.003 {
		t.Errorf("%.4f of the offers are duplicates of another", share)
	}
}

func daysApart(t *testing.T, a, b wireOffer) int {
	t.Helper()
	day := func(o wireOffer) time.Time {
		at, err := time.Parse(time.DateOnly, o.DateCreation[:10])
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	return int(day(a).Sub(day(b)).Abs().Hours() / 24)
}

// plantedWording: what a label says of a text is in it, and in no other.
func plantedWording(t *testing.T, all map[string]wireOffer, told []Label) {
	said := map[string]Kind{}
	for _, l := range told {
		if l.Of == "" {
			said[l.Offer] = l.Kind
		}
	}
	count := map[Kind]int{}
	for id, o := range all {
		kind := said[id]
		count[kind]++
		for _, w := range wordings {
			holds := slices.ContainsFunc(w.sentences, func(s string) bool { return strings.Contains(o.Description, s) })
			if holds != (kind == w.kind) && w.kind != Underpaid {
				t.Errorf("labelled %q, holds %s: %v: %s", kind, w.kind, holds, o.Description)
			}
		}
		if kind == Underpaid && !strings.Contains(o.Salaire.Libelle, " de ") {
			t.Errorf("under the minimum wage: %q", o.Salaire.Libelle)
		}
	}
	for _, w := range wordings {
		if count[w.kind] < 25 {
			t.Errorf("%d offers of %s", count[w.kind], w.kind)
		}
	}
}

// TestLabelsAreReproducible: labels come in the same order, whoever draws.
func TestLabelsAreReproducible(t *testing.T) {
	var told [2][]Label
	for i := range told {
		generate(t, Options{Scale: 0.001, Seed: 4, Workers: 1 + 2*i, Labels: func(l Label) error { told[i] = append(told[i], l); return nil }})
	}
	if diff := cmp.Diff(told[0], told[1]); diff != "" || len(told[0]) == 0 {
		t.Errorf("%d labels: %s", len(told[0]), diff)
	}
}

// textLengths: most texts are as long as they may be, a few are longer.
func textLengths(t *testing.T, all map[string]wireOffer) {
	var entrustedOffers, alerted, others, refused, short float64
	for _, o := range all {
		n := utf8.RuneCountInString(o.Description)
		if o.OrigineOffre.Origine == "1" {
			entrustedOffers++
			alerted += float64(truth(n > 1000))
		} else {
			others++
			refused += float64(truth(n > 5000))
		}
		short += float64(truth(n < 250))
	}
	if share := alerted / entrustedOffers; share < 0.03 || share > 0.06 {
		t.Errorf("%.4f of the entrusted offers are over 1 000 characters", share)
	}
	if share := refused / others; share < 0.001 || share > 0.004 {
		t.Errorf("%.4f of the others are over 5 000 characters", share)
	}
	if short > 0 {
		t.Errorf("%.0f texts are under 250 characters", short)
	}
}
