package pools

import (
	"slices"

	"vigie/data/labels"
)

// workingTime is what an offer has or a person wishes.
type workingTime uint8

const (
	anyTime workingTime = iota
	fullTime
	partTime
)

func workingTimeOf(code string) workingTime {
	switch code {
	case WorkFull:
		return fullTime
	case WorkPart:
		return partTime
	}
	return anyTime
}

// suits tells whether a wish allows an offer's time; either may be unknown.
func (t workingTime) suits(offer workingTime) bool {
	return t == anyTime || offer == anyTime || t == offer
}

// levelsOf gives the levels that labels of diplomas name, rising, each once; 0 and
// labels that name none are left out.
func levelsOf(diplomas []string) (levels []uint8) {
	for _, label := range diplomas {
		if level, ok := labels.DiplomaLevel(label); ok && level > 0 {
			levels = append(levels, uint8(level))
		}
	}
	slices.Sort(levels)
	return slices.Compact(levels)
}

// highest is the level of the highest of the diplomas, 0 for none.
func highest(diplomas []string) uint8 {
	var best uint8
	for _, label := range diplomas {
		if level, ok := labels.DiplomaLevel(label); ok {
			best = max(best, uint8(level))
		}
	}
	return best
}
