package duplicate

import (
	"context"
	"iter"
)

// Offer is one offer to compare. Offers come sorted by Block, then Created.
type Offer struct {
	Block              uint64 // offers of different blocks are never compared
	ID                 string
	Created            int // day of creation, as a number of days
	Level              int // of its channel; 1 is the highest
	Title, Description string
}

// Row says that an offer has duplicates.
type Row struct {
	Block       uint64
	ID          string
	Kept        string  // the offer of its group that is kept, itself perhaps
	Group       int     // offers of its group
	Similarity  float64 // with the nearest of the offers that it duplicates
	IsOutranked bool    // its group holds an offer of a higher level
}

// Rule says what a duplicate is.
type Rule struct {
	Days       int     // apart at most
	Similarity float64 // at least, above 0
	Words      int     // of a shingle
}

// Rows compares the offers of each block and emits those that have duplicates,
// block by block.
func Rows(ctx context.Context, rule Rule, offers iter.Seq2[Offer, error], emit func(Row) error) error {
	s, b := shingler{words: rule.Words}, newBlock(rule)
	for o, err := range offers {
		if err != nil {
			return err
		}
		if o.Block != b.id {
			if err := b.end(emit); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			b.id = o.Block
		}
		b.add(o, &s)
	}
	return b.end(emit)
}
