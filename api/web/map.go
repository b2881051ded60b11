package web

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"vigie/analytics"
)

// Size of a map, in its own units: it is as wide as this, and no higher than that.
const (
	mapWidth, mapHeight = 640.0, 600.0
	mapMargin           = 14.0
	codeWidth           = 24.0 // of a department's code, with room around
	valueHeight         = 34.0 // of a code with the value under it
)

// atlasView draws the departments of a pilot's map.
type atlasView struct {
	analytics.Pilot
	west, north, scale, narrow float64 // of what is drawn; narrow is a degree of longitude in degrees of latitude
	width, height              float64
	write                      func(float64) string
}

// pilotMap draws the departments around an agency in the classes of their values, and where the
// agency is. The table beside it says the same.
func pilotMap(p analytics.Pilot) template.HTML {
	v := atlasView{Pilot: p, write: unitOf(p.Map.Indicator)}
	if !v.frame() {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="map" role="img" aria-label="%s" viewBox="0 0 %.0f %.0f">`, template.HTMLEscapeString(v.text()), v.width, v.height)
	b.WriteString(`<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-back" width="6" height="6"/><path class="hatch-line" d="M0 0V6"/></pattern></defs>`)
	for _, code := range p.Atlas.Departments() {
		if !slices.ContainsFunc(p.Map.Departments, func(d analytics.PilotDepartment) bool { return d.Row.Code == code }) && v.sees(code) {
			fmt.Fprintf(&b, `<path class="land" d="%s"/>`, v.path(code))
		}
	}
	ordered := slices.Clone(p.Map.Departments) // the agency's own over its neighbours
	slices.SortStableFunc(ordered, func(a, b analytics.PilotDepartment) int { return rankOf(a) - rankOf(b) })
	for _, d := range ordered {
		if d.IsOwn {
			fmt.Fprintf(&b, `<path class="halo" d="%s"/>`, v.path(d.Row.Code))
		}
		fmt.Fprintf(&b, `<path class="zone c%d%s%s" d="%s"><title>%s</title></path>`, classOf(d), map[bool]string{true: " own"}[d.IsOwn], map[bool]string{false: " outside"}[d.InRegion],
			v.path(d.Row.Code), template.HTMLEscapeString(v.said(d)))
	}
	for _, d := range ordered {
		b.WriteString(v.label(d))
	}
	b.WriteString(v.agency())
	b.WriteString("</svg>")
	return template.HTML(b.String()) //nolint:gosec // every text is escaped above
}

func rankOf(d analytics.PilotDepartment) int {
	switch {
	case d.IsOwn:
		return 2
	case d.InRegion:
		return 1
	}
	return 0
}

// classOf is the class of a department's value, 0 for none.
func classOf(d analytics.PilotDepartment) int {
	if d.Class == nil {
		return 0
	}
	return *d.Class
}

// said says a department's value.
func (v *atlasView) said(d analytics.PilotDepartment) string {
	value := optional(d.Row.Value, v.write)
	if d.Row.Suppressed {
		value = "secret statistique"
	} else if d.Row.Value == nil {
		value = "aucune observation"
	}
	return fmt.Sprintf("%s (%s) : %s", d.Row.Label, d.Row.Code, value)
}

// text says what the map shows to who does not see it.
func (v *atlasView) text() string {
	parts := make([]string, len(v.Map.Departments))
	for i, d := range v.Map.Departments {
		parts[i] = v.said(d)
	}
	return "Carte : " + v.Map.Indicator.Title + ", " + french.period(v.Period) + ". " + strings.Join(parts, " ; ") + "."
}

// frame fits the departments of the map into it; false when none has an outline.
func (v *atlasView) frame() bool {
	west, east, south, north := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, d := range v.Map.Departments {
		for _, ring := range v.Atlas.Rings(d.Row.Code) {
			for _, p := range ring {
				west, east, south, north = min(west, p.Longitude), max(east, p.Longitude), min(south, p.Latitude), max(north, p.Latitude)
			}
		}
	}
	if west >= east || south >= north {
		return false
	}
	v.west, v.north, v.narrow = west, north, math.Cos((south+north)/2*math.Pi/180)
	across, down := (east-west)*v.narrow, north-south
	v.scale = min((mapWidth-2*mapMargin)/across, (mapHeight-2*mapMargin)/down)
	v.width, v.height = across*v.scale+2*mapMargin, down*v.scale+2*mapMargin
	return true
}

func (v *atlasView) place(p analytics.Point) (x, y float64) {
	return mapMargin + (p.Longitude-v.west)*v.narrow*v.scale, mapMargin + (v.north-p.Latitude)*v.scale
}

// sees tells whether any point of a department is within the frame.
func (v *atlasView) sees(code string) bool {
	for _, ring := range v.Atlas.Rings(code) {
		for _, p := range ring {
			if x, y := v.place(p); x >= 0 && x <= v.width && y >= 0 && y <= v.height {
				return true
			}
		}
	}
	return false
}

// path is the outline of a department.
func (v *atlasView) path(code string) string {
	var b []byte
	for _, ring := range v.Atlas.Rings(code) {
		for i, p := range ring {
			b = append(b, "ML"[min(i, 1)])
			x, y := v.place(p)
			b = strconv.AppendFloat(b, math.Round(10*x)/10, 'f', -1, 64)
			b = append(b, ' ')
			b = strconv.AppendFloat(b, math.Round(10*y)/10, 'f', -1, 64)
		}
		b = append(b, 'Z')
	}
	return string(b)
}

// label writes a department's code in it, and its value where there is room.
func (v *atlasView) label(d analytics.PilotDepartment) string {
	rings := v.Atlas.Rings(d.Row.Code)
	if len(rings) == 0 {
		return ""
	}
	x, y := v.middle(rings[0])
	wide, high := v.extent(rings[0])
	value := strings.Replace(optional(d.Row.Value, v.write), "jour", "j", 1)
	value = strings.TrimSuffix(value, "s")
	switch room := min(wide, 1.4*high); {
	case room < codeWidth:
		return ""
	case d.Row.Value == nil || room < 10*float64(len([]rune(value))) || high < valueHeight+8:
		return fmt.Sprintf(`<text class="code on%d" x="%.0f" y="%.0f">%s</text>`, classOf(d), x, y+4, template.HTMLEscapeString(d.Row.Code))
	default:
		return fmt.Sprintf(`<text class="code on%d" x="%.0f" y="%.0f">%s</text><text class="value on%d" x="%.0f" y="%.0f">%s</text>`,
			classOf(d), x, y-3, template.HTMLEscapeString(d.Row.Code), classOf(d), x, y+12, template.HTMLEscapeString(value))
	}
}

// middle is the centre of what a ring holds.
func (v *atlasView) middle(ring []analytics.Point) (x, y float64) {
	var area float64
	for i, p := range ring {
		x0, y0 := v.place(p)
		x1, y1 := v.place(ring[(i+1)%len(ring)])
		cross := x0*y1 - x1*y0
		area += cross
		x, y = x+(x0+x1)*cross, y+(y0+y1)*cross
	}
	return x / (3 * area), y / (3 * area)
}

// extent is how wide and high a ring is.
func (v *atlasView) extent(ring []analytics.Point) (wide, high float64) {
	left, right, top, bottom := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, p := range ring {
		x, y := v.place(p)
		left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
	}
	return right - left, bottom - top
}

// agency marks where the agency is.
func (v *atlasView) agency() string {
	a := v.Agency
	if a.Latitude == nil || a.Longitude == nil {
		return ""
	}
	x, y := v.place(analytics.Point{Longitude: *a.Longitude, Latitude: *a.Latitude})
	if x < 0 || x > v.width || y < 0 || y > v.height {
		return ""
	}
	return fmt.Sprintf(`<path class="pin" d="M%.1f %.1fl-6 -11a6.8 6.8 0 1 1 12 0Z"><title>%s</title></path>`, x, y, template.HTMLEscapeString(a.Label))
}
