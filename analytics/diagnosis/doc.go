// Package diagnosis writes the shared diagnosis of an entrusted offer (diagnostic
// partagé): what is known of its recruiter, of its local market and of the position,
// the difficulties found with their evidence, and the services proposed for each.
//
// Which difficulty is found when, and which services answer it, is one table:
// data/rules/diagnosis.csv; the services' names are data/rules/services.csv. Go says what each
// condition of the table reads (conditions.go) and writes its evidence.
//
// It never guesses: what no source says is told as unknown with its reason, and a
// condition that can't be examined is listed as such, not as absent. It names no job
// seeker; their counts are brought to what the caller may see before any rule reads
// them, so that a difficulty tells nothing more than the counts shown.
// Start with Write.
package diagnosis
