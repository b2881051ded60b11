package attractivity_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"vigie/analytics/attractivity"
)

// An answer depends on who the comparables are: not on the order in which they come,
// nor on an offer of another market.
func TestAnswerIgnoresOrderAndStrangers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := make([]attractivity.Row, rapid.IntRange(31, 90).Draw(t, "offers"))
		for i := range rows {
			rows[i] = rowOf(t, i)
		}
		mine := rapid.SampledFrom(rows).Draw(t, "mine").ID
		first, _, err := build(t, rows).Answer(mine, "")
		if err != nil {
			t.Fatal(err)
		}
		shuffled, _, err := build(t, rapid.Permutation(rows).Draw(t, "order")).Answer(mine, "")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, shuffled, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
			t.Fatalf("in another order (-first +second):\n%s", diff)
		}
		stranger := rowOf(t, len(rows))
		stranger.Salary, stranger.Applications30 = ptr(90000), 400
		field := rapid.SampledFrom([]*string{&stranger.Rome, &stranger.Appellation, &stranger.Department}).Draw(t, "stranger by")
		*field = "other"
		with, _, err := build(t, rows, stranger).Answer(mine, "")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, with, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
			t.Fatalf("with a stranger (-without +with):\n%s", diff)
		}
	})
}
