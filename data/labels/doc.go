// Package labels reads the French labels of the wire formats: salaries, weekly
// hours, experience, contract length, places, licences, languages, SIRET numbers.
//
// Its functions are pure: the same label gives the same answer everywhere, and a
// label that cannot be read gives ok = false (or ""), never a guess and never an
// error. It never converts a salary to a year nor judges whether one is plausible:
// that is transform's work, with the constants of package rules.
//
// Start with Normalize (the key under which labels are compared) and ReadSalary.
package labels
