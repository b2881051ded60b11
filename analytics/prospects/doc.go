// Package prospects turns matching round: whom to call. The SQL files say what
// establishments sought, hired and are expected to hire; the Go code answers from
// memory. Start with Builder, then Index.Prospects and Index.Promotions.
//
// It never opens DuckDB, never reads a source, and holds no person: those to promote
// come with the call, from package pools, after the caller's right to read them was
// checked.
//
// # What is expected
//
// The hires that an establishment is expected to make in a trade in a year are
//
//	12 / prospect_months × (w × sector_hires × share + hires) / (w + 1)
//
// where hires is what it made in the trade in prospect_months months, sector_hires what its
// sector and size let expect of it in all trades, share the trade's share in what its
// sector seeks (prospects.affinity), and w is prospect_sector_weight. So it lies between what
// it did itself and what its like do, and what all establishments of a sector are expected to do
// adds up to what the sector did. A trade counts for an establishment only when there is a reason
// to give: it sought the trade itself, or its sector seeks it affinity_lift times as much as
// all sectors do.
//
// # Prospecting
//
// The establishments of an agency without an open entrusted offer, by the hires expected
// in the trades where the portfolio is deep: the prospect_trades trades that most of its job
// seekers have. No trade counts for more hires than there are job seekers to propose.
//
// # Promotion
//
// For a person, the establishments whose commune lies within the person's radius and which count for
// one of the person's trades, MRS validations being trades; by the hires expected in
// the trade that has most of them. The persons of an agency are ordered by their chance: the hires that all
// these are expected to make in a trade over the job seekers of the agency who have it, the
// best of the person's trades counting; then by months of experience in it. Rare trades that are wanted
// within reach come first. A distance that is not known is no reach, but in the same commune.
package prospects
