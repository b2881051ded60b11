// Package sample makes up a country in the wire formats of the sources: offers,
// applications, services, survey returns, job seekers, agencies, establishments with
// their requests and accounts, events and statistics, of any size, the same bytes for
// the same options on any machine.
//
// Trades and places are unequal as in reality, a third of the salaries are
// missing, labels hold the traps real ones hold, and applications answer to
// salary, experience and contract by the factors of Effects, so that a test can
// ask whether the product finds them. No person, employer or address in it exists.
//
// Some offers repeat others, and some say what they may not: labels tell which
// (label.go), so that what is found can be held against what was planted.
//
// A world can be delivered at once, or as a first load and the deltas of nights
// (window.go): each record then in the states it took, and the same in the end.
//
// It streams: memory does not grow with the scale. Nothing of it is ever read by
// the product but as files of an inbox. Start with Generate, then world.go (what
// is drawn from) and offer.go (how one offer is drawn). Market draws without writing.
package sample
