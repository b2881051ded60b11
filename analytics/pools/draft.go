package pools

import "fmt"

// Skill is a skill that a draft asks: its key, and how the draft calls it.
type Skill struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

// HasOffer tells whether an offer has a pool.
func (ix *Index) HasOffer(offerID string) bool { return ix.offers[offerID] != nil }

// Draft gives the matching pool of an offer as it would be, by the same rules as that
// of a stored one. Its ID is that of the offer that is changed, whose applicants are
// told, or "". Skills are those that it asks. The error is ErrBadCursor.
func (ix *Index) Draft(in OpenOffer, skills []Skill, q Query) (Pool, error) {
	words := ix.words.over()
	for _, k := range skills {
		if !ix.words.skills.knows(k.Key) {
			words.labels[k.Key] = k.Label
		}
	}
	o := words.offer(in)
	if changed := ix.offers[in.ID]; changed != nil {
		o.applied = changed.applied
	}
	point := Point{}
	if in.Point != nil {
		point, in.Point = *in.Point, nil
	}
	o.draft = fmt.Sprintf("%#v %v", in, point)
	s := ix.search(o, words)
	return s.pool(q)
}
