// Package wording finds in the text of an offer what the law forbids to ask or
// to offer: elements of discrimination, by criterion of article L1132-1 of the
// Code du travail, and illegal terms. Its lexicon is data/rules/wording.csv: a
// pattern on plain text (labels.Plain) for each wording, and the context in which
// the same words are lawful, looked for in the same sentence and in the title.
//
// It is a first lexicon, of explicit wordings: it judges words, never the offer,
// and says nothing of a person. All its patterns are looked for in one reading
// (package pattern), so that every text can be asked.
//
// Start with Find.
package wording
