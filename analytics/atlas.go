package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"

	"vigie/transform/model"
)

//go:embed load/outlines.sql
var outlinesSQL string

// outlineTable holds the outlines of departments, which older snapshots have not.
const outlineTable = "ref.department_outline"

// Point is a place on a map, in degrees.
type Point struct{ Longitude, Latitude float64 }

// Atlas is the outlines of departments that were imported; it may be empty.
type Atlas struct {
	rings map[string][][]Point
	at    map[Point][]string // departments at a point of their outlines
}

// NewAtlas makes an atlas of closed lines by department.
func NewAtlas(rings map[string][][]Point) *Atlas {
	a := &Atlas{rings: rings, at: map[Point][]string{}}
	for department, lines := range rings {
		for _, line := range lines {
			for _, p := range line {
				if here := a.at[p]; !slices.Contains(here, department) {
					a.at[p] = append(here, department)
				}
			}
		}
	}
	return a
}

// loadAtlas reads the outlines of a snapshot.
func loadAtlas(ctx context.Context, db *model.DB, files func(string) []string) (*Atlas, error) {
	rings := map[string][][]Point{}
	if len(files(outlineTable)) == 0 {
		return NewAtlas(rings), nil
	}
	ring := -1
	err := each(ctx, db, outlinesSQL, func(r *sql.Rows) error {
		var department string
		var number int
		var p Point
		if err := r.Scan(&department, &number, &p.Longitude, &p.Latitude); err != nil {
			return err
		}
		if of := rings[department]; len(of) == 0 || number != ring {
			rings[department] = append(of, nil)
		}
		ring = number
		last := &rings[department][len(rings[department])-1]
		*last = append(*last, p)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read outlines: %w", err)
	}
	return NewAtlas(rings), nil
}

// Rings are the closed lines around a department; none when its outline was not imported.
func (a *Atlas) Rings(department string) [][]Point { return a.rings[department] }

// Departments are those that have an outline, in order.
func (a *Atlas) Departments() []string {
	var all []string
	for d := range a.rings {
		all = append(all, d)
	}
	slices.Sort(all)
	return all
}

// Neighbours are the departments that share a point with one, in order.
func (a *Atlas) Neighbours(department string) []string {
	var all []string
	for _, ring := range a.rings[department] {
		for _, p := range ring {
			for _, d := range a.at[p] {
				if d != department && !slices.Contains(all, d) {
					all = append(all, d)
				}
			}
		}
	}
	slices.Sort(all)
	return all
}
