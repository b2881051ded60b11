package reference

import (
	"bytes"
	"cmp"
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"
)

// OutlinePoint is a point of a department's outline. A ring is closed from its last
// point to its first; a point is inside when an odd number of rings are around it.
type OutlinePoint struct {
	Department string  `parquet:"department"`
	Ring       int32   `parquet:"ring"`
	Position   int32   `parquet:"position"`
	Longitude  float64 `parquet:"longitude"`
	Latitude   float64 `parquet:"latitude"`
}

const (
	outlineGrid      = 1000  // a degree: points are on a grid of some hundred metres
	outlineTolerance = 0.005 // degrees of latitude, half a kilometre: what an outline may move by
	minRing          = 3     // points under which a ring is no surface any more
)

var (
	departmentCode = regexp.MustCompile(`^(\d\d|2[AB]|97\d)$`)
	middleFrance   = math.Cos(46.5 * math.Pi / 180) // a degree of longitude, in degrees of latitude
)

// isOutlines tells the outlines of departments from those of other territories, which
// have the same columns, by the file's name.
func isOutlines(t *table) bool {
	return strings.Contains(columnName(t.name), "departement") && t.firstMatches(departmentCode, "code")
}

// outlines reads a GeoJSON of departments.
func (b *builder) outlines(t *table) {
	code, geometry := t.reader("code", "code_insee", "dep"), t.reader("geometry")
	var all []ring
	for _, r := range t.rows {
		department := padded(code(r), 2)
		if department == "" || !b.first("outline", department) {
			continue
		}
		rings := readRings(geometry(r))
		slices.SortStableFunc(rings, func(a, b []spot) int { return cmp.Compare(len(b), len(a)) })
		for i, points := range rings {
			all = append(all, ring{department, int32(i), points})
		}
	}
	for _, r := range simplified(all) {
		for i, p := range r.points {
			b.set.Outlines = append(b.set.Outlines, OutlinePoint{r.department, r.number, int32(i), float64(p[0]) / outlineGrid, float64(p[1]) / outlineGrid})
		}
	}
}

// ring is a closed line of points of the grid: longitude, latitude.
type ring struct {
	department string
	number     int32
	points     []spot
}

type spot [2]int32

// readRings reads the rings of a Polygon or a MultiPolygon; none of what is neither.
func readRings(geometry string) (rings [][]spot) {
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	if json.NewDecoder(bytes.NewReader([]byte(geometry))).Decode(&g) != nil {
		return nil
	}
	var polygons [][][][2]float64
	switch g.Type {
	case "Polygon":
		polygons = make([][][][2]float64, 1)
		if json.Unmarshal(g.Coordinates, &polygons[0]) != nil {
			return nil
		}
	case "MultiPolygon":
		if json.Unmarshal(g.Coordinates, &polygons) != nil {
			return nil
		}
	}
	for _, polygon := range polygons {
		for _, line := range polygon {
			var points []spot
			for _, p := range line {
				s := spot{int32(math.Round(p[0] * outlineGrid)), int32(math.Round(p[1] * outlineGrid))}
				if len(points) == 0 || points[len(points)-1] != s {
					points = append(points, s)
				}
			}
			if n := len(points); n > 1 && points[0] == points[n-1] {
				points = points[:n-1]
			}
			if len(points) >= minRing {
				rings = append(rings, points)
			}
		}
	}
	return rings
}

// simplified gives rings fewer points. A border that two departments share is cut at the
// points where other borders meet it and simplified once, so that no gap opens in it.
// A department keeps its longest ring, the first, whatever its size.
func simplified(rings []ring) []ring {
	meets := meetings(rings)
	var kept []ring
	for _, r := range rings {
		points := r.simplified(meets)
		if len(points) < minRing {
			if r.number > 0 {
				continue
			}
			points = r.points
		}
		kept = append(kept, ring{r.department, r.number, points})
	}
	return kept
}

// meetings are the points that lines leave by more or fewer than two ways.
func meetings(rings []ring) map[spot]bool {
	ways := map[spot][]spot{}
	add := func(from, to spot) {
		if !slices.Contains(ways[from], to) {
			ways[from] = append(ways[from], to)
		}
	}
	for _, r := range rings {
		for i, p := range r.points {
			next := r.points[(i+1)%len(r.points)]
			add(p, next)
			add(next, p)
		}
	}
	meets := map[spot]bool{}
	for p, w := range ways {
		if len(w) != 2 {
			meets[p] = true
		}
	}
	return meets
}

// simplified simplifies the lines between the meeting points of a ring.
func (r ring) simplified(meets map[spot]bool) []spot {
	var cuts []int
	for i, p := range r.points {
		if meets[p] {
			cuts = append(cuts, i)
		}
	}
	if len(cuts) == 0 { // an island: from its least point, whichever ring it is read from
		least := slices.MinFunc(r.points, spot.compare)
		cuts = append(cuts, slices.Index(r.points, least))
	}
	var points []spot
	for i, from := range cuts {
		to := cuts[(i+1)%len(cuts)]
		if to <= from {
			to += len(r.points)
		}
		line := make([]spot, 0, to-from+1)
		for at := from; at <= to; at++ {
			line = append(line, r.points[at%len(r.points)])
		}
		points = append(points, simplifyLine(line)...)
		points = points[:len(points)-1] // the next line begins there
	}
	return points
}

func (p spot) compare(q spot) int { return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1])) }

// simplifyLine is Douglas and Peucker's, from the lesser end so that both sides of a
// border get the same points.
func simplifyLine(line []spot) []spot {
	line = slices.Clone(line)
	last := len(line) - 1
	turned := cmp.Or(line[0].compare(line[last]), line[min(1, last)].compare(line[max(0, last-1)])) > 0
	if turned {
		slices.Reverse(line)
	}
	keep := make([]bool, len(line))
	keep[0], keep[last] = true, true
	thin(line, keep, 0, last)
	kept := line[:0]
	for i, p := range line {
		if keep[i] {
			kept = append(kept, p)
		}
	}
	if turned {
		slices.Reverse(kept)
	}
	return kept
}

// thin keeps the point furthest from the chord of a part, if it is far, and goes on on
// both sides of it.
func thin(line []spot, keep []bool, first, last int) {
	furthest, far := 0, 0.0
	for i := first + 1; i < last; i++ {
		if d := away(line[i], line[first], line[last]); d > far {
			furthest, far = i, d
		}
	}
	if far <= outlineTolerance*outlineGrid {
		return
	}
	keep[furthest] = true
	thin(line, keep, first, furthest)
	thin(line, keep, furthest, last)
}

// away is how far a point is from the segment between two others.
func away(p, a, b spot) float64 {
	x := func(s spot) float64 { return float64(s[0]) * middleFrance }
	y := func(s spot) float64 { return float64(s[1]) }
	dx, dy := x(b)-x(a), y(b)-y(a)
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = min(max(((x(p)-x(a))*dx+(y(p)-y(a))*dy)/length, 0), 1)
	}
	return math.Hypot(x(p)-x(a)-along*dx, y(p)-y(a)-along*dy)
}
