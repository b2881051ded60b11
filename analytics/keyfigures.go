package analytics

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"vigie/data/rules"
)

// KeyFigure is an indicator of an agency's page, and the values at which a map of it
// changes class.
type KeyFigure struct {
	Indicator string
	Cuts      []float64
}

// Class is that of a value: one more than the cuts it reaches.
func (k KeyFigure) Class(value float64) int {
	class := 1
	for _, c := range k.Cuts {
		if value >= c {
			class++
		}
	}
	return class
}

// KeyFigures are those of an agency's page, in order.
func KeyFigures() ([]KeyFigure, error) {
	rows, err := csv.NewReader(bytes.NewReader(rules.Pilot)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read pilot.csv: %w", err)
	}
	var all []KeyFigure
	for _, r := range rows[1:] {
		k := KeyFigure{Indicator: r[0]}
		for _, c := range strings.Fields(r[1]) {
			v, err := strconv.ParseFloat(c, 64)
			if err != nil {
				return nil, fmt.Errorf("read pilot.csv, %s: %w", r[0], err)
			}
			k.Cuts = append(k.Cuts, v)
		}
		all = append(all, k)
	}
	return all, nil
}
