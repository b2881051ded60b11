package web

import (
	"math"

	"vigie/analytics/performance"
)

// Word gives in French a code of the answers, as pages write it: a level, a kind
// of period. An unknown one is left as it is.
func Word(list, code string) string { return french.word(list, code) }

// Value writes in French a value of an indicator; — for none.
func Value(d performance.Definition, v *float64) string { return value(d, v) }

// Move writes in French by how much a value of an indicator moved: +1,2 point.
func Move(d performance.Definition, v *float64) string {
	if v == nil {
		return none
	}
	sign, amount := "+", math.Abs(*v)
	if *v < 0 {
		sign = "−"
	}
	if d.Unit == "rate" {
		return sign + french.number(100*amount, 2) + nbsp + french.plural(100*amount, "point")
	}
	return sign + unitOf(d)(amount)
}
