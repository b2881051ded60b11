package pools

// Index answers matching pools of a snapshot, from memory.
type Index struct{}

// Pool gives the matching pool of an entrusted offer. ok is false for an unknown
// offer; err is an unreadable cursor.
func (ix *Index) Pool(offerID string, q Query) (p Pool, ok bool, err error) {
	return Pool{}, false, nil
}
