package pools

import (
	"cmp"
	"math"
	"sort"
)

const (
	earthRadiusKm = 6371.0
	millionths    = 1_000_000
	unknown       = math.MaxInt64 // a distance that is not known; it ranks last
)

// placeKey is where job seekers live.
type placeKey struct {
	commune, department, region string
	hasPoint                    bool
	point                       Point
}

func keyOf(commune, department, region string, p *Point) placeKey {
	k := placeKey{commune: commune, department: department, region: region}
	if p != nil {
		k.hasPoint, k.point = true, *p
	}
	return k
}

func (k placeKey) compare(l placeKey) int {
	return cmp.Or(
		cmp.Compare(k.commune, l.commune),
		cmp.Compare(k.department, l.department),
		cmp.Compare(k.region, l.region),
		cmp.Compare(k.point.Latitude, l.point.Latitude),
		cmp.Compare(k.point.Longitude, l.point.Longitude),
		cmp.Compare(b2i(k.hasPoint), b2i(l.hasPoint)),
	)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Place is where somebody lives or works, made ready for distances: its point as a
// unit vector.
type Place struct {
	commune, department, region string
	hasPoint                    bool
	x, y, z                     float64
}

// NewPlace makes a place; nil is a point that is not known.
func NewPlace(commune, department, region string, at *Point) Place {
	return newPlace(keyOf(commune, department, region, at))
}

func newPlace(k placeKey) Place {
	lat, lon := k.point.Latitude*math.Pi/180, k.point.Longitude*math.Pi/180
	return Place{
		commune: k.commune, department: k.department, region: k.region, hasPoint: k.hasPoint,
		x: math.Cos(lat) * math.Cos(lon), y: math.Cos(lat) * math.Sin(lon), z: math.Sin(lat),
	}
}

// Within gives the distance to another place in kilometres where it is known and at
// most limitKm.
func (p *Place) Within(q *Place, limitKm float64) (km float64, ok bool) {
	d, far := p.distance(q, limitKm)
	if far || d == unknown || float64(d) > limitKm*millionths {
		return 0, false
	}
	return float64(d) / millionths, true
}

// distance is the great circle from p to q in millionths of a kilometre: 0 in
// the same commune, unknown where a point is missing. far is true, without more
// computing, when it surely exceeds limitKm.
func (p *Place) distance(q *Place, limitKm float64) (d int64, far bool) {
	if p.commune != "" && p.commune == q.commune {
		return 0, false
	}
	if !p.hasPoint || !q.hasPoint {
		return unknown, false
	}
	dx, dy, dz := p.x-q.x, p.y-q.y, p.z-q.z
	chord := dx*dx + dy*dy + dz*dz // squared; the chord is never longer than the arc
	if chord*earthRadiusKm*earthRadiusKm > (limitKm+1)*(limitKm+1) {
		return 0, true
	}
	arc := 2 * earthRadiusKm * math.Asin(min(1, math.Sqrt(chord)/2))
	return int64(math.Round(arc * millionths)), false
}

// within gives the job seekers of place p whom the place of an offer suits: the
// numbers first to end-1, all at distance d from it.
func (ix *Index) within(p int, at *Place, capKm float64) (first, end uint32, d int64) {
	first, end = ix.first[p], ix.first[p+1]
	widest := min(float64(ix.radius[first]), capKm)
	d, far := ix.places[p].distance(at, widest)
	switch {
	case far || d != unknown && float64(d) > widest*millionths:
		return first, first, d
	case d == 0 || d == unknown:
		return first, end, d
	}
	radii := ix.radius[first:end] // falling
	n := sort.Search(len(radii), func(i int) bool { return int64(radii[i])*millionths < d })
	return first, first + uint32(n), d
}
