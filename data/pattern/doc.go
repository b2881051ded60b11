// Package pattern finds many patterns of a lexicon in one reading of a text, in
// a time that hardly depends on how many there are. It gives exactly the matches
// that regexp gives of each pattern alone; the text is taken as it is, so give it
// plain text (labels.AppendPlain) where capitals and accents shall not count.
//
// One automaton (Aho and Corasick, 1975) looks for literals of which every match
// of a pattern holds one, in four parts of a text at once (scan.go): where a pattern says \b
// beside it, at the edge of a word (edge.go). Where one is found, and the others that a match
// needs are as near as it allows (literal.go), the pattern alone is tried, as far around it as a match may
// reach: some words or a clause, hardly ever a text. It is tried by steps that are made once and kept (match.go);
// package regexp, which says where the matches are, is asked when there are some, about
// the few words in which they must be (cut.go); what it says of them is kept, for they come again.
//
// A pattern must hold a literal, match ASCII and € only, and have no condition but \b;
// New refuses others. Any lexicon may use it: compile a Set once, then ask it from
// as many goroutines as there are. A Matcher tells of one pattern whether it matches, with fewer
// conditions. Package wording looks for its wordings by a Set, for their lawful contexts by Matchers.
//
// Start with New and Set.Each, or Compile.
package pattern
