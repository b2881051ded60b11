package web

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// Plot is a drawing of values along labels, with the table that says the same.
type Plot struct {
	Title  string   // what is drawn, in a few words
	Text   string   // what the drawing shows, for who does not see it
	Head   string   // name of the labels' column in the table
	Labels []string // in order, as the table writes them
	Ticks  []string // the same, short, for the axis
	Bars   *Series
	Band   *Band
	Lines  []Series
	Target *float64
	Write  func(float64) string // writes a value
	Zero   bool                 // the axis starts at 0
}

// Series is one value for each label; a nil one is not drawn.
type Series struct {
	Name   string
	Class  string // look, in pages.css
	Values []*float64
}

// Band is the area between two series.
type Band struct {
	Names     [3]string // of the area, and of its low and high sides in the table
	Low, High []*float64
}

// Size of a drawing, in its own units: the sheet scales it to the page.
const (
	plotWidth, plotHeight       = 380.0, 210.0
	plotLeft, plotRight         = 46.0, 10.0
	plotTop, plotBottom         = 10.0, 26.0
	maxTicks, axisSteps, barGap = 7, 4, 0.25
)

// Columns lists the series of the plot as the table shows them.
func (p Plot) Columns() []Series {
	var all []Series
	if p.Bars != nil {
		all = append(all, *p.Bars)
	}
	all = append(all, p.Lines...)
	if p.Band != nil {
		all = append(all, Series{Name: p.Band.Names[1], Values: p.Band.Low}, Series{Name: p.Band.Names[2], Values: p.Band.High})
	}
	return all
}

// Cell writes the value of a series for a label.
func (p Plot) Cell(s Series, i int) string { return optional(s.Values[i], p.Write) }

// Empty tells whether there is nothing to draw.
func (p Plot) Empty() bool {
	for _, s := range p.Columns() {
		for _, v := range s.Values {
			if v != nil {
				return false
			}
		}
	}
	return true
}

// SVG draws the plot.
func (p Plot) SVG() template.HTML {
	low, high := p.extent()
	axis := ticks(low, high, p.Zero)
	low, high = axis[0], axis[len(axis)-1]
	n := float64(max(len(p.Labels), 1))
	slot := (plotWidth - plotLeft - plotRight) / n
	x := func(i int) float64 { return plotLeft + slot*(float64(i)+0.5) }
	y := func(v float64) float64 {
		return plotTop + (plotHeight-plotTop-plotBottom)*(1-(v-low)/(high-low))
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="plot" role="img" aria-label="%s" viewBox="0 0 %g %g">`, template.HTMLEscapeString(p.Title+". "+p.Text), plotWidth, plotHeight)
	for _, v := range axis {
		fmt.Fprintf(&b, `<line class="grid" x1="%g" x2="%g" y1="%.1f" y2="%.1f"/>`, plotLeft, plotWidth-plotRight, y(v), y(v))
		fmt.Fprintf(&b, `<text class="axis-y" x="%g" y="%.1f">%s</text>`, plotLeft-5, y(v)+3.5, template.HTMLEscapeString(p.Write(v)))
	}
	for i := len(p.Ticks) - 1; i >= 0; i -= tickStep(len(p.Ticks)) {
		fmt.Fprintf(&b, `<text class="axis-x" x="%.1f" y="%g">%s</text>`, x(i), plotHeight-8, template.HTMLEscapeString(p.Ticks[i]))
	}
	if p.Bars != nil {
		for i, v := range p.Bars.Values {
			if v != nil {
				fmt.Fprintf(&b, `<rect class="bar %s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, p.Bars.Class, x(i)-slot*(1-barGap)/2, y(*v), slot*(1-barGap), y(low)-y(*v))
			}
		}
	}
	if p.Band != nil {
		b.WriteString(p.Band.path(x, y))
	}
	if p.Target != nil {
		fmt.Fprintf(&b, `<line class="target" x1="%g" x2="%g" y1="%.1f" y2="%.1f"/>`, plotLeft, plotWidth-plotRight, y(*p.Target), y(*p.Target))
	}
	for _, s := range p.Lines {
		b.WriteString(s.path(x, y))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String()) //nolint:gosec // every text is escaped above
}

// extent is the range of all that is drawn.
func (p Plot) extent() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	see := func(v *float64) {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	for _, s := range p.Columns() {
		for _, v := range s.Values {
			see(v)
		}
	}
	see(p.Target)
	if p.Zero || low > high {
		low = min(0, low)
	}
	return low, max(high, low)
}

// path draws a series, broken where a value is missing; a value alone is a dot.
func (s Series) path(x func(int) float64, y func(float64) float64) string {
	var line, dots strings.Builder
	last := -1
	for i, v := range s.Values {
		if v == nil {
			continue
		}
		pen := "L"
		if last < 0 || last != i-1 {
			pen = "M"
		}
		fmt.Fprintf(&line, "%s%.1f %.1f", pen, x(i), y(*v))
		last = i
	}
	if last < 0 {
		return ""
	}
	fmt.Fprintf(&dots, `<circle class="dot %s" cx="%.1f" cy="%.1f" r="3"/>`, s.Class, x(last), y(*s.Values[last]))
	return fmt.Sprintf(`<path class="line %s" d="%s"/>`, s.Class, line.String()) + dots.String()
}

// path draws the area where both ends are known.
func (a Band) path(x func(int) float64, y func(float64) float64) string {
	var up, down []string
	for i := range a.Low {
		if a.Low[i] != nil && a.High[i] != nil {
			up = append(up, fmt.Sprintf("%.1f %.1f", x(i), y(*a.High[i])))
			down = append([]string{fmt.Sprintf("%.1f %.1f", x(i), y(*a.Low[i]))}, down...)
		}
	}
	if len(up) == 0 {
		return ""
	}
	return `<path class="band" d="M` + strings.Join(append(up, down...), "L") + `Z"/>`
}

// tickStep is how many labels apart those of an axis are written: a number that
// one counts by, in days or in months.
func tickStep(labels int) int {
	for _, step := range []int{1, 2, 3, 4, 6, 10, 12, 15, 20, 30} {
		if labels <= step*maxTicks {
			return step
		}
	}
	return labels
}

// ticks gives round values that hold low and high.
func ticks(low, high float64, zero bool) []float64 {
	if high-low < 1e-9 {
		high = low + 1
		if !zero && low > 0 {
			high = low * 1.1
		}
	}
	raw := (high - low) / axisSteps
	unit := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * unit
	for _, m := range []float64{1, 2, 2.5, 5} {
		if raw <= m*unit {
			step = m * unit
			break
		}
	}
	var all []float64
	for i := math.Floor(low/step + 1e-9); ; i++ {
		all = append(all, i*step)
		if i*step >= high-1e-9*step {
			return all
		}
	}
}

// Range is where my value stands between the quartiles of the others.
type Range struct {
	Mine, Q1, Median, Q3 *float64
	D1, D9               *float64 // nil where only the quartiles are known
	Status               string
	Text                 string
}

// Size of a range's drawing.
const rangeWidth, rangeHeight, rangeSide = 380.0, 46.0, 24.0

// SVG draws the range; it is empty when the quartiles are unknown.
func (r Range) SVG() template.HTML {
	if r.Q1 == nil || r.Median == nil || r.Q3 == nil {
		return ""
	}
	low, high := *r.Q1, *r.Q3
	for _, v := range []*float64{r.Mine, r.D1, r.D9} {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	if high == low {
		high = low + 1
	}
	margin := (high - low) * 0.12
	x := func(v float64) float64 {
		return rangeSide + (rangeWidth-2*rangeSide)*(v-low+margin)/(high-low+2*margin)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="plot range" role="img" aria-label="%s" viewBox="0 0 %g %g">`, template.HTMLEscapeString(r.Text), rangeWidth, rangeHeight)
	fmt.Fprintf(&b, `<line class="grid" x1="%g" x2="%g" y1="22" y2="22"/>`, rangeSide, rangeWidth-rangeSide)
	if r.D1 != nil && r.D9 != nil {
		fmt.Fprintf(&b, `<path class="whisker" d="M%.1f 17v10m0 -5H%.1fm0 -5v10"/>`, x(*r.D1), x(*r.D9))
	}
	fmt.Fprintf(&b, `<rect class="box" x="%.1f" y="14" width="%.1f" height="16" rx="2"/>`, x(*r.Q1), max(x(*r.Q3)-x(*r.Q1), 2))
	fmt.Fprintf(&b, `<line class="middle" x1="%.1f" x2="%.1f" y1="12" y2="32"/>`, x(*r.Median), x(*r.Median))
	if r.Mine != nil {
		fmt.Fprintf(&b, `<circle class="dot mine %s" cx="%.1f" cy="22" r="6"/>`, template.HTMLEscapeString(r.Status), x(*r.Mine))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String()) //nolint:gosec // the only text is escaped above
}

// Gauge is a part of a whole, drawn as a bar.
func Gauge(class string, part, whole float64) template.HTML {
	share := 0.0
	if whole > 0 {
		share = min(max(part/whole, 0), 1)
	}
	return template.HTML(fmt.Sprintf( //nolint:gosec // numbers and a class of ours
		`<svg class="gauge %s" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="back" width="100" height="6"/><rect class="front" width="%.2f" height="6"/></svg>`,
		class, 100*share))
}
