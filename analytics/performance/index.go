package performance

// Index answers indicators of a snapshot, from memory.
type Index struct{}

// Definitions lists the indicators, in the order of their ids.
func (ix *Index) Definitions() []Definition { return nil }

// Answer gives an indicator; ok is false for an unknown id, err is a value of q
// that is out of range.
func (ix *Index) Answer(id string, q Query) (a Answer, ok bool, err error) {
	return Answer{}, false, nil
}
