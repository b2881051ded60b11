package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"vigie/analytics"
	"vigie/analytics/attractivity"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/api/openapi"
	"vigie/data/rules"
)

// Stamp says of which night a page speaks.
type Stamp struct{ Snapshot, AsOf string }

// Summary is an indicator's series for the country, and the regions that have a
// target at the last period.
type Summary struct {
	performance.Answer
	Targeted []performance.Row
}

// HomeData is what the home page shows.
type HomeData struct {
	Stamp      Stamp
	Indicators []Summary
	Offers     []analytics.OfferRow
}

// OffersData is a page of the list of offers, and what was searched.
type OffersData struct {
	Stamp Stamp
	Query analytics.OfferQuery
	Rows  []analytics.OfferRow
	Next  string
}

// OfferData is the widget of one offer.
type OfferData struct {
	Stamp Stamp
	attractivity.Answer
}

// PoolData is a page of a pool, and what was asked.
type PoolData struct {
	Stamp Stamp
	Query pools.Query
	pools.Pool
}

// IndicatorsData is the page of all indicators.
type IndicatorsData struct {
	Stamp      Stamp
	Indicators []Summary
}

// IndicatorData is the page of one indicator: Series is a territory over time,
// Territories a level's places at the last period.
type IndicatorData struct {
	Stamp               Stamp
	Level, Code, Period string
	Series              performance.Answer
	Territories         []performance.Row
}

//go:embed html
var files embed.FS

// pages are parsed once, each with the layout and the parts they share.
var pages = parsePages("home", "offers", "offer", "embed", "pool", "indicators", "indicator", "problem", "docs")

func parsePages(names ...string) map[string]*template.Template {
	funcs := template.FuncMap{
		"asset": assetPath, "design": HasDesign, "date": date, "period": period, "integer": integer[int], "count": count[int], "long": integer[int64],
		"percent": func(v *float64) string { return optional(v, percent) }, "days": func(v *float64) string { return optional(v, days) },
		"km": func(v *float64) string { return optional(v, km) }, "short": func(v *float64) string { return optional(v, short) }, "points": short,
		"value": value, "gap": gap, "interval": interval, "upper": strings.ToUpper, "prose": prose, "last": last, "word": word, "path": url.PathEscape, "gauge": Gauge, "dict": dict,
		"marketPlot": marketPlot, "curvePlot": curvePlot, "trendPlot": trendPlot, "criterionView": criterionView, "seriesPlot": seriesPlot,
		"hasAlert": hasAlert, "parts": parts, "share": share, "reach": func(c pools.Candidate) string { return word("reach", c.Reach) },
		"trade": trade, "nextOffers": nextOffers, "nextPool": nextPool, "levels": levels, "place": place, "newest": newest, "reason": reason, "origins": origins, "minOffers": rules.ActivationMinOffers.Int, "windowMonths": rules.WindowMonths.Int, "indicatorURL": indicatorURL,
	}
	all := map[string]*template.Template{}
	for _, name := range names {
		all[name] = template.Must(template.New("layout.html").Funcs(funcs).ParseFS(files, "html/layout.html", "html/parts.html", "html/widget.html", "html/"+name+".html"))
	}
	return all
}

// view is what the layout reads: where the page is, and its content.
type view struct {
	Title   string // first in the window's title
	Section string // the entry of the menu
	Bare    bool   // no header, no footer: for a frame
	Stamp   Stamp
	Data    any
}

func render(name string, v view) ([]byte, error) {
	var b bytes.Buffer
	if err := pages[name].ExecuteTemplate(&b, "layout.html", v); err != nil {
		return nil, fmt.Errorf("draw page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// Home draws the home page.
func Home(d HomeData) ([]byte, error) {
	return render("home", view{Title: "Accueil", Section: "home", Stamp: d.Stamp, Data: d})
}

// Offers draws the list of offers.
func Offers(d OffersData) ([]byte, error) {
	return render("offers", view{Title: "Offres", Section: "offers", Stamp: d.Stamp, Data: d})
}

// Offer draws the page of an offer, its widget first.
func Offer(d OfferData) ([]byte, error) {
	return render("offer", view{Title: "Attractivité : " + d.Offer.Title, Section: "offers", Stamp: d.Stamp, Data: d})
}

// Embed draws the widget alone, for a frame.
func Embed(d OfferData) ([]byte, error) {
	return render("embed", view{Title: "Attractivité : " + d.Offer.Title, Bare: true, Stamp: d.Stamp, Data: d})
}

// Pool draws a matching pool.
func Pool(d PoolData) ([]byte, error) {
	return render("pool", view{Title: "Vivier : " + d.Offer.Title, Section: "offers", Stamp: d.Stamp, Data: d})
}

// Indicators draws the page of all indicators.
func Indicators(d IndicatorsData) ([]byte, error) {
	return render("indicators", view{Title: "Indicateurs", Section: "indicators", Stamp: d.Stamp, Data: d})
}

// Indicator draws the page of one indicator.
func Indicator(d IndicatorData) ([]byte, error) {
	return render("indicator", view{Title: d.Series.Indicator.Title, Section: "indicators", Stamp: d.Stamp, Data: d})
}

// Problem draws an error for who reads pages; bare for a frame.
func Problem(p openapi.Problem, bare bool) ([]byte, error) {
	return render("problem", view{Title: p.Title, Bare: bare, Data: p})
}
