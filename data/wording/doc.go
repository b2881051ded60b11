// Package wording finds in the texts of an offer what the law forbids to ask or
// to offer: elements of discrimination, by criterion of article L1132-1 of the
// Code du travail, and illegal terms, each with where it stands and a lawful way
// to say it. Its lexicon is data/rules/wording.csv: a pattern on plain text
// (labels.Plain) for each wording, and the contexts in which the same words are
// lawful. Patterns are written with classes of words (data/rules/wording_terms.csv),
// so that each group of persons meets each way to leave it out.
//
// All patterns are looked for in one reading (package pattern), so that every text
// can be asked; contexts are looked at only where one was found. It judges words,
// never the offer, and says nothing of a person.
//
// testdata/labelled.csv holds labelled sentences, half of them to tune the lexicon
// on. Start with Find; IDs is what the night asks.
package wording
