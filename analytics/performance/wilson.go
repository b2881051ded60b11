package performance

import (
	"math"

	"vigie/data/rules"
)

// Wilson is the 95 % interval of a rate x/n (Wilson, 1927), n > 0.
func Wilson(x, n float64) (low, high float64) {
	z, p := rules.ConfidenceZ.Float(), x/n
	middle, margin, scale := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n)), 1+z*z/n
	return max(0, min(p, (middle-margin)/scale)), min(1, max(p, (middle+margin)/scale))
}
