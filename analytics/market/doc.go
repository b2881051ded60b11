// Package market computes what analysts read of a trade in a territory: offers,
// job seekers, hires, salaries, contracts, seasons, hiring needs and the official
// class of tension. It holds SQL files only: one table an idea, their golden cases
// beside them. A territory is a department, a region or the country, for partners'
// offers have no agency.
//
// It never says how hard it is to recruit by a ratio of its own: the ratio of
// offers to job seekers is shown as what it is. Start with trade.sql.
package market
