package web

import (
	"regexp"
	"strings"
)

// beforeMark finds the spaces that French puts before a mark, which no line may break at.
var beforeMark = regexp.MustCompile(` ([:»]|[;?!%]+)([\s<"),.;&]|$)`)

// afterQuote finds the space that follows an opening quotation mark.
var afterQuote = regexp.MustCompile(`« `)

// typeset makes the spaces of a French text or template those of the printers.
// What it has made it leaves alone.
func typeset(text string) string {
	for range 2 { // « 95 % : » has two, which share a space
		text = beforeMark.ReplaceAllStringFunc(text, func(found string) string {
			mark := found[1:]
			if strings.HasPrefix(mark, ":") || strings.HasPrefix(mark, "»") {
				return nbsp + mark
			}
			return thin + mark
		})
	}
	return afterQuote.ReplaceAllString(text, "«"+nbsp)
}
