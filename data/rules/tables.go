package rules

import _ "embed"

// SMIC is the hourly gross minimum wage by date: columns from_on (ISO date),
// hourly (euros). Source: the decrees in force, as the method lists them.
//
//go:embed smic.csv
var SMIC []byte

// Targets are the goals of indicators by region and year: columns indicator,
// region (” = every region), year (” = every year), target, source.
//
//go:embed targets.csv
var Targets []byte

// Disclosure is what a sum must keep to be shown, by audience: columns audience, persons,
// establishments, dominance (” = the rule of that name), insiders (the audience knows an
// agency from within), delay_days (after the end of a quarter, before it is shown),
// meaning, source.
//
//go:embed disclosure.csv
var Disclosure []byte

// Publication is what each audience is shown at all of the indicators: columns audience,
// level, finest (period: month, quarter), cuts (by the quarter and coarser; ” = none).
//
//go:embed publication.csv
var Publication []byte

// Bundles are the indicators whose figures may be set against each other, as they count
// the same units or parts of them: columns indicator, bundle, persons (numerator: it
// counts persons). What is hidden of one is hidden of all.
//
//go:embed bundles.csv
var Bundles []byte

// Pilot is the figures of an agency's page, in its order, and the four values at which
// a map changes class, ascending, the lower end in the class above: columns indicator,
// cuts, source. They are fixed, so that maps of two periods are alike.
//
//go:embed pilot.csv
var Pilot []byte

// Cuts are the names of the values of the cuts of indicators that no nomenclature
// names: columns cut, code, label.
//
//go:embed cuts.csv
var Cuts []byte

// Wording is the lexicon of what an offer may not say: columns wording_id, kind
// (discrimination, legal), criterion, pattern (RE2, on text without accents or
// capitals, with classes of words as {woman}), the contexts that make it lawful, RE2
// too, ” for none: lawful in the sentence or the title, lawful_before in the clause up to
// the end of the wording, lawful_after in the rest of the clause; rewording (a lawful way to say it), meaning,
// source.
//
//go:embed wording.csv
var Wording []byte

// WordingTerms are the classes of words of the lexicon: columns term, alternatives
// (RE2), which may hold terms above. Of discrimination, {neutral} is a context of all.
//
//go:embed wording_terms.csv
var WordingTerms []byte

// Writing is what an offer's text is searched for: columns element, pattern (RE2,
// on the text as written), meaning, source. SQL calls each as says_<element>(text).
// The other elements, its length and the employer's presentation, are measured by
// rules alone.
//
//go:embed writing.csv
var Writing []byte

// Channels is what becomes of an offer by its channel of deposit: columns
// channel, level (1 is the highest in duplicates), description_max (characters),
// and for each rule the action: alert (for the advisor; the offer is kept),
// refused, or nothing. on_outranked is for a duplicate of an offer of a higher
// level, on_duplicate for any other. Source: the seed's comparison of channels.
//
//go:embed channels.csv
var Channels []byte

// Diagnosis is which difficulty of a recruitment is found when, and which services are
// proposed for it: columns difficulty, title, condition (what the program examines), when
// (the same for a reader; {name} is the rule of that name), services (of services.csv), why, source.
//
//go:embed diagnosis.csv
var Diagnosis []byte

// Services are those that a diagnosis proposes: columns service, label, delivered_as (its
// code in the source of services delivered, ” where it has none), months_from and months_below (rules:
// the lengths of contract that it is for, ” = any), source.
//
//go:embed services.csv
var Services []byte
