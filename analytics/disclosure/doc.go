// Package disclosure decides what of the published tables a caller without the right
// to see every agency is shown: statistical disclosure control by suppression, primary
// and complementary. It knows units, places and periods, and nothing of indicators.
//
// # The rule
//
// A sum of units may be shown when three establishments or more make it and none makes
// more than 85 % of it (the French secret statistique of business statistics), and when
// it counts no person or as many as the audience's threshold. That is asked of every sum
// that a row shows or gives by subtraction: the units, the numerator and, for a rate,
// what is left of the denominator. A rate of nothing or of all tells what becomes of
// each of its units: it is shown only on as many establishments as the threshold of
// persons. A sum of nothing tells of nobody and is shown. An employee knows the agency
// they work at: where the audience has insiders, a sum must keep the rule without any
// one agency of it.
//
// # The attacker
//
// knows every figure that the audience is shown, of every night; every definition and
// this method; which figures moved between two nights, though not by how much; that
// units are not negative and whole; and, as an insider, all of one agency. They look for
// a figure that is hidden. What they can't be kept from: how much a shown figure moved
// between two nights, the past of a figure that a correction takes below the rule, the
// first late record of what was shown to be nothing, and the past of an agency that is
// taken out of the reference list, whose units go to none.
//
// # Why it holds
//
// Shown sums of one period cut the agencies into classes: two agencies are in one class
// when every sum shown holds both or neither. Whatever is computed of them, by
// subtraction or otherwise, is about whole classes. So each class must keep the rule:
// the rule holds for a union of classes when it holds for each, and within a class units
// may be dealt out in any way without a figure changing. Complementary suppression is
// merging classes until all keep the rule: [Coarsen] hides the smallest alike, then the
// territories that tell agencies apart.
//
// Periods are decided by the block, a quarter: its three months are shown of a place all
// or none, its quarter when its months are or by itself, years and rolling windows when
// all their quarters are, so that they tell nothing more. Months of a class and the
// quarters of its parts make a complete table of which only margins are known, and the
// margins keep the rule. The bounds of a cell of such a table are Fréchet's,
// max(0, r+c−n) to min(r, c), as wide as the least of r, c, n−r and n−c: each is nothing,
// and then the cell equals a sum that keeps the rule, or at least the threshold.
//
// By a cut, a region tells all values or none, and a value is told of all regions or of
// none: the same argument, with values for months.
//
// From night to night a block's pattern is handed on and only ever gets coarser, so that
// what two nights show together is no finer than the first.
//
// An agency that moves takes its past along, so that a territory as it was and as it is
// differ by the agency. What was shown stays shown: territories as they were go on
// cutting the agencies into classes, in the quarters that were over while they were, and
// territories that are new tonight are hidden until every class keeps the rule with all
// that nights before showed, whatever of that is hidden since.
//
// [Attack] tries to recover what is hidden by linear programming, knowing nothing of the
// above: it is the audit.
//
// References: A. Hundepool et al., Statistical Disclosure Control, Wiley, 2012, chapter 4
// (rules, secondary suppression, hierarchical and linked tables, the attacker's interval by
// linear programming; the modular and hypercube methods of τ-ARGUS, which the blocks and
// complete tables here follow); M. Fischetti and J.-J. Salazar, Solving the cell
// suppression problem on tabular data with linear constraints, Management Science 47,
// 2001; L. Cox, Suppression methodology and statistical disclosure control, JASA 75, 1980;
// Insee, Guide du secret statistique (3 units, 85 %; 11 persons).
//
// Start with rule.go, then coarsen.go, pattern.go and attack.go.
package disclosure
