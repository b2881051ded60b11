// Package quality judges the writing of one offer: how complete it is against the
// writing guide of the seed, with advice, and what the law forbids in it, by package
// data/wording and by the pay that its fields state.
//
// It reads the fields of an offer as its source writes them, every one optional, and
// keeps nothing. What it says of an offer's wording and pay is what the night decides
// of it by the rules of its channel; a test holds both together.
//
// Start with Judge.
package quality
