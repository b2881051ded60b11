package sample

// Label says what was planted in an offer, so that what the program finds can be
// held against it. The files don't tell.
type Label struct {
	Offer string // its id
	Kind  Kind
	Of    string // the offer it repeats, when it repeats one
}

// Kind is what was planted.
type Kind string

// Offers that repeat another of the same trade. The first three are duplicates.
const (
	Copied        Kind = "copied"         // an entrusted offer, word for word, that a partner publishes too
	Exact         Kind = "exact"          // word for word, by another channel
	Light         Kind = "light"          // a few words changed or added: most runs of three words are the same
	Heavy         Kind = "heavy"          // so many words changed that it is another text
	OtherEmployer Kind = "other_employer" // the same text, another employer
	OtherCommune  Kind = "other_commune"  // the same text, another commune
	Later         Kind = "later"          // the same text, more than sixty days after
)

// What an offer may not say, and what resembles it.
const (
	Age         Kind = "age"
	Gender      Kind = "gender"
	Nationality Kind = "nationality"
	Appearance  Kind = "appearance"
	Family      Kind = "family"
	Health      Kind = "health"
	UnpaidTrial Kind = "unpaid_trial"
	Fee         Kind = "fee"
	Underpaid   Kind = "underpaid" // under the minimum wage of its day
	Lawful      Kind = "lawful"    // words of the list above, in a lawful sense
)

// IsDuplicate says that an offer so labelled is a duplicate of the one it repeats.
func (k Kind) IsDuplicate() bool { return k == Copied || k == Exact || k == Light }

// IsUnlawful says that an offer so labelled says what it may not.
func (k Kind) IsUnlawful() bool {
	switch k {
	case Age, Gender, Nationality, Appearance, Family, Health, UnpaidTrial, Fee, Underpaid:
		return true
	}
	return false
}
