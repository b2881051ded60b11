package pools

// A pool is counted by bands of ten points.
const (
	bandWidth = 10
	bandCount = 100 / bandWidth
)

// band is that of a score in millionths of a point.
func band(score int64) int { return min(int(score/(bandWidth*millionths)), bandCount-1) }

func distribution(counts [bandCount]tally) []Band {
	bands := make([]Band, bandCount)
	for i, n := range counts {
		bands[i] = Band{From: i * bandWidth, To: (i + 1) * bandWidth, Count: n.figure()}
	}
	return bands
}
