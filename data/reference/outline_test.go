package reference

import (
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/data/realdata"
)

// readOutlines gives the rings of a file, by department.
func readOutlines(t *testing.T, name, content string) map[string][][]spot {
	t.Helper()
	table, err := parseJSON(name, []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	b := newBuilder()
	b.outlines(table)
	rings := map[string][][]spot{}
	for _, p := range b.set.Outlines {
		if p.Position == 0 {
			rings[p.Department] = append(rings[p.Department], nil)
		}
		at := &rings[p.Department][len(rings[p.Department])-1]
		*at = append(*at, spot{int32(p.Longitude*outlineGrid + 0.5), int32(p.Latitude*outlineGrid + 0.5)})
	}
	return rings
}

// Two squares side by side, one read from another corner and the other way round: what
// is nearly straight is straight after, and the border that they share stays one.
func TestOutlinesAreSimplifiedOnce(t *testing.T) {
	got := readOutlines(t, "departements.geojson", `{"features": [
		{"properties": {"code": "1", "nom": "Ouest"}, "geometry": {"type": "Polygon", "coordinates": [[[0,0],[0.5,0.002],[1,0],[1.1,0.5],[1.103,0.7],[1,1],[0,1],[0,0]]]}},
		{"properties": {"code": "2A", "nom": "Est"}, "geometry": {"type": "MultiPolygon", "coordinates": [
			[[[3,3],[3.001,3],[3.001,3.001],[3,3]]],
			[[[1.1,0.5],[1,0],[2,0],[2,1],[1,1],[1.103,0.7],[1.1,0.5]]]]}},
		{"properties": {"code": "976", "nom": "Île"}, "geometry": {"type": "Polygon", "coordinates": [[[5,5],[5.001,5],[5.001,5.001],[5,5]]]}},
		{"properties": {"code": "977"}, "geometry": null}]}`)
	want := map[string][][]spot{
		"01":  {{{1000, 0}, {1100, 500}, {1103, 700}, {1000, 1000}, {0, 1000}, {0, 0}}},
		"2A":  {{{1000, 0}, {2000, 0}, {2000, 1000}, {1000, 1000}, {1103, 700}, {1100, 500}}},
		"976": {{{5000, 5000}, {5001, 5000}, {5001, 5001}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOutlinesOfFrance(t *testing.T) {
	content, err := os.ReadFile(realdata.Path(t, "geo", "departements_metropole.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	rings := readOutlines(t, "departements_metropole.geojson", string(content))
	total, most := 0, 0
	shared := map[[2]spot]int{}
	for _, of := range rings {
		n := 0
		for _, r := range of {
			n += len(r)
			for i, p := range r {
				ends := []spot{p, r[(i+1)%len(r)]}
				slices.SortFunc(ends, spot.compare)
				shared[[2]spot{ends[0], ends[1]}]++
			}
		}
		total, most = total+n, max(most, n)
	}
	inside := 0
	for _, n := range shared {
		if n == 2 {
			inside++
		}
	}
	t.Logf("%d departments, %d points, %d at most; %d of %d lines are of two", len(rings), total, most, inside, len(shared))
	if len(rings) != 96 || total > 16000 || inside < len(shared)/3 {
		t.Errorf("%d departments, %d points, %d of %d lines of two", len(rings), total, inside, len(shared))
	}
}
