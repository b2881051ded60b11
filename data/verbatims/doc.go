// Package verbatims reads what recruiters write in satisfaction surveys: the tone
// of a verbatim, the one to three themes that it speaks of, the words that decided;
// and it masks names, telephone numbers and addresses in what may be shown of it.
//
// Two kinds of knowledge are put together: a lexicon (lexicon.csv) of expressions by
// tone and theme, read with the scope of negations, and a linear model of words,
// pieces of words and of what the lexicon found, trained from labelled verbatims
// (labelled.csv) when first asked for. Same text, same answer, on every machine:
// nothing is drawn by chance and no product is fused with a sum.
//
// It keeps no text, and says nothing of who wrote it.
//
// Start with Analyse.
package verbatims
