package attractivity

// Scopes a caller may ask for: the default never widens silently.
const (
	ScopeDepartment = "department"
	ScopeRome       = "rome"
	ScopeRegion     = "region"
)

// Index answers for any offer of a snapshot, from memory.
type Index struct{}

// Answer gives the attractivity of an offer; ok is false for an unknown one.
func (ix *Index) Answer(offerID, scope string) (a Answer, ok bool) { return Answer{}, false }
