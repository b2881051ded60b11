package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"sync"

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
	Levers    pools.Levers // zero for an offer that has no pool, or not yet
	Diagnosed bool         // it has a diagnosis, which the caller may read
}

// PoolData is a page of a pool, and what was asked.
type PoolData struct {
	Stamp Stamp
	Query pools.Query
	pools.Pool
	Levers pools.Levers
	Lever  string // label of the lever that was chosen, "" for none
}

// IndicatorsData is the page of all indicators.
type IndicatorsData struct {
	Stamp      Stamp
	Indicators []Summary
}

// IndicatorData is the page of one indicator: Series is a territory over time, Values
// are those of a cut and Territories a level's places, at the last period.
type IndicatorData struct {
	Stamp                    Stamp
	Level, Code, Period, Cut string
	Series                   performance.Answer
	Territories, Values      []performance.Row
}

// CatalogData is the catalogue.
type CatalogData struct {
	Stamp Stamp
	analytics.Catalog
}

//go:embed html
var files embed.FS

// pages are parsed once, when the first is drawn: a language's, each with the layout and
// the parts they share.
var pages = sync.OnceValue(func() map[string]map[string]*template.Template {
	return map[string]map[string]*template.Template{
		french.code:  parsePages(french, "home", "offers", "offer", "embed", "pool", "pool_method", "indicators", "indicator", "indicator_method", "problem", "docs", "negotiation", "method", "catalog", "accounts", "diagnosis", "diagnosis_method", "agencies", "pilot", "market"),
		english.code: parsePages(english, "embed", "problem", "catalog"),
	}
})

func parsePages(l *language, names ...string) map[string]*template.Template {
	figure := func(write func(float64) string) func(*float64) string {
		return func(v *float64) string { return optional(v, write) }
	}
	funcs := template.FuncMap{
		"lang": func() string { return l.code }, "say": l.say, "fine": l.fine, "word": l.word, "cuts": l.cuts, "asset": assetPath, "design": HasDesign, "path": url.PathEscape, "dict": dict, "upper": strings.ToUpper, "prose": prose,
		"date": l.date, "period": l.period, "integer": l.integer, "count": l.count, "points": l.short,
		"percent": figure(l.percentage), "days": figure(l.days), "km": figure(l.km), "short": figure(l.short), "ratio": figure(func(v float64) string { return l.number(v, 2) }),
		"marketPlot": l.marketPlot, "curvePlot": l.curvePlot, "trendPlot": l.trendPlot, "criterionView": l.criterionView, "origins": l.origins, "needs": l.needs, "trade": trade, "terms": terms, "rule": ruleLink, "ruleText": ruleText, "constant": constant, "window": attractivity.WindowBefore, "reason": reason, "hasAlert": hasAlert,
		"long": func(n int64) string { return l.number(float64(n), 0) }, "value": value, "gap": gap, "interval": interval, "ends": ends, "survives": survives, "isBeside": isBeside, "last": last, "seriesPlot": seriesPlot, "levels": levels, "place": place,
		"newest": newest, "indicatorURL": indicatorURL, "nextOffers": nextOffers, "nextPool": nextPool, "poolFile": poolFile, "gaining": gaining, "first": first, "chosen": chosen, "gauge": Gauge, "parts": parts, "share": share,
		"moment": l.moment, "actions": accountActions, "accountsURL": accountsURL, "replies": replies,
		"pilotMap": pilotMap, "pilotURL": pilotURL, "marketURL": marketURL, "listURL": listURL, "class": classOf, "delta": delta, "ordinal": ordinal, "amount": amount,
		"monthlyPlot": monthlyPlot, "distinct": distinct, "isExplained": isExplained, "factors": factors, "seasons": seasons, "between": l.between, "str": strconv.Itoa, "euros": figure(l.amount),
		"int": func(n *int64) int { return int(*n) }, "percentOf": l.percentage, "signed": func(v *float64) string { return l.number(*v, 2) },
		"marketLevels": func() []string { return []string{"country", "region", "department"} },
		"reach":        func(c pools.Candidate) string { return l.word("reach", c.Reach) },
		"minOffers":    rules.ActivationMinOffers.Int, "windowMonths": rules.WindowMonths.Int, "applicationsDays": applicationsDays,
	}
	all := map[string]*template.Template{}
	for _, name := range names {
		t := template.New("layout.html").Funcs(funcs)
		for _, file := range []string{"layout", "parts", "widget", name} {
			content, err := files.ReadFile("html/" + file + ".html")
			text := string(content)
			if l == french {
				text = typeset(text)
			}
			t = template.Must(template.Must(t, err).Parse(text))
		}
		all[name] = t
	}
	return all
}

// applicationsDays is the age at which applications are counted.
func applicationsDays() int { return rules.ApplicationsDays.Int() }

// widgetScript makes the widget of a page live.
const widgetScript = "vigie.js"

// view is what the layout reads: where the page is, and its content.
type view struct {
	Title   string // first in the window's title
	Section string // the entry of the menu
	Bare    bool   // no header, no footer: for a frame
	Script  string // the page's script; most have none
	Stamp   Stamp
	Data    any
}

func render(l *language, name string, v view) ([]byte, error) {
	var b bytes.Buffer
	if err := pages()[l.code][name].ExecuteTemplate(&b, "layout.html", v); err != nil {
		return nil, fmt.Errorf("draw page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// Home draws the home page.
func Home(d HomeData) ([]byte, error) {
	return render(french, "home", view{Title: "Accueil", Section: "home", Stamp: d.Stamp, Data: d})
}

// Offers draws the list of offers.
func Offers(d OffersData) ([]byte, error) {
	return render(french, "offers", view{Title: "Offres", Section: "offers", Stamp: d.Stamp, Data: d})
}

// Offer draws the page of an offer, its widget first.
func Offer(d OfferData) ([]byte, error) {
	return render(french, "offer", view{Title: "Attractivité : " + d.Offer.Title, Section: "offers", Script: widgetScript, Stamp: d.Stamp, Data: d})
}

// Embed draws the widget alone in a language, for a frame and for the element.
func Embed(lang string, d OfferData) ([]byte, error) {
	l := speak(lang)
	return render(l, "embed", view{Title: l.say("Attractivité de l'offre : %s", d.Offer.Title), Bare: true, Script: widgetScript, Stamp: d.Stamp, Data: d})
}

// Pool draws a matching pool.
func Pool(d PoolData) ([]byte, error) {
	return render(french, "pool", view{Title: "Vivier : " + d.Offer.Title, Section: "offers", Stamp: d.Stamp, Data: d})
}

// PoolMethod draws how pools are made, with the figures of the rules.
func PoolMethod() ([]byte, error) {
	return render(french, "pool_method", view{Title: "Comment un vivier est fait", Section: "offers", Data: poolMethod()})
}

// Indicators draws the page of all indicators.
func Indicators(d IndicatorsData) ([]byte, error) {
	return render(french, "indicators", view{Title: "Indicateurs", Section: "indicators", Stamp: d.Stamp, Data: d})
}

// Indicator draws the page of one indicator.
func Indicator(d IndicatorData) ([]byte, error) {
	return render(french, "indicator", view{Title: d.Series.Indicator.Title, Section: "indicators", Stamp: d.Stamp, Data: d})
}

// Catalog draws the catalogue in a language.
func Catalog(lang string, d CatalogData) ([]byte, error) {
	l := speak(lang)
	return render(l, "catalog", view{Title: l.say("Catalogue"), Section: "catalog", Stamp: d.Stamp, Data: d})
}

// Problem draws an error in a language for who reads pages; bare for a frame.
func Problem(lang string, p openapi.Problem, bare bool) ([]byte, error) {
	return render(speak(lang), "problem", view{Title: p.Title, Bare: bare, Data: p})
}
