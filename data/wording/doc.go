// Package wording finds in the text of an offer what the law forbids to ask or
// to offer: elements of discrimination, by criterion of article L1132-1 of the
// Code du travail, and illegal terms. Its lexicon is data/rules/wording.csv: a
// pattern on plain text (labels.Plain) for each wording, and the context in which
// the same words are lawful, looked for in the same sentence and in the title.
//
// It is a first lexicon, of explicit wordings: it judges words, never the offer,
// and says nothing of a person. Suspects gives patterns for raw texts, of which
// every text with a finding matches one, so that an engine passes over the others.
//
// Start with Find.
package wording
