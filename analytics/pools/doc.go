// Package pools computes matching pools (viviers): who can be proposed for an
// offer, with what score and why. The SQL files say what is published each
// night; the Go code answers from memory. Start with Builder, then Index.Pool;
// Index.Levers and Index.Matches read the same columns.
//
// It never opens DuckDB, never reads a source, never rejects anybody on its own:
// every step that leaves a person out is counted in the funnel. No protected
// criterion has a path to a score: none is stored.
//
// # Who is eligible
//
// The steps, in the order of the funnel; each counts who is left after it:
//
//	portfolio     every job seeker who is not radiated
//	trade         one trade of the person has the offer's appellation, its ROME, or is
//	              near it (unless near trades are refused), or the person is
//	              validated by simulation (MRS) for the offer's ROME
//	place         the offer's place is within the person's own radius, and within the
//	              caller's cap if there is one; a distance that is not known excludes nobody
//	availability  available by D + 30 days; no date given = available now
//	contract      the contract type is among those accepted; none named = any
//	licences      every required licence is held
//	languages     every required language is spoken
//
// Working hours, salary and experience exclude nobody: they score, or are levers.
// The size of the pool is the last step. Persons of agencies that are not the
// caller's are counted and never named (sight.go).
//
// # What a lever counts
//
// Levers are counted on who has everything that the offer requires: the same
// appellation or ROME, or MRS; each required skill (MRS has them all), licence,
// language and diploma level; the required months, in the trade of the closest
// reach; the offer's place within the own radius; the contract and the working time
// accepted; available by D + 30 days. One pass notes which requirements each person
// fails: one is a gain of each lever of it, two of each pair, more of none. No level
// of diploma stated is none; working times that are not stated suit.
//
// # What a score is made of
//
// Six parts whose weights are in data/rules. Of several trades, the one of the
// closest reach counts (appellation, ROME, near; MRS alone when there is none),
// and the experience is the most months among the trades of that very reach, 0
// for MRS alone. MRS gives full marks for trade and skills, whatever the trades.
// The distance part is taken on the person's own radius, never on the caller's
// cap: a cap filters, it moves no score. Same commune is distance 0 even where
// coordinates differ or are missing. A required skill that is also wished counts
// once, as required. Official codes of one label are one skill, and so is the label
// itself where an offer gives no code.
//
// An application to the offer moves no score and excludes nobody: the answer says
// it, with its outcome, and the advisor judges.
//
// Points and distances are whole millionths (of a point, of a kilometre), so
// that the parts add up to the score exactly and the order (score, distance,
// hash of the identifier, identifier) is the same on every machine.
//
// # Why this structure
//
// Job seekers live in one place each, so they are numbered by place and, inside
// a place, by falling radius: those whom the offer's place suits are then a
// contiguous range for each place, found from one distance and a binary search.
// Reach by trade is the union of a few sorted lists of numbers, taken in a bitmap.
// What remains, a few thousands out of millions, is filtered and scored
// column by column; only the best k are kept, and only these are explained.
package pools
