package web

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"vigie/analytics"
	"vigie/analytics/market"
	"vigie/analytics/performance"
)

// PilotData is an agency on one page.
type PilotData struct {
	Stamp Stamp
	analytics.Pilot
}

// AgenciesData is the list of agencies, by region.
type AgenciesData struct {
	Stamp    Stamp
	Agencies []analytics.AgencyRow
}

// MarketData is the market of a trade in a territory.
type MarketData struct {
	Stamp Stamp
	market.Answer
}

// Pilot draws an agency's page.
func Pilot(d PilotData) ([]byte, error) {
	return render(french, "pilot", view{Title: d.Agency.Label + " : le pilote", Section: "agencies", Stamp: d.Stamp, Data: d})
}

// Agencies draws the list of agencies.
func Agencies(d AgenciesData) ([]byte, error) {
	return render(french, "agencies", view{Title: "Agences", Section: "agencies", Stamp: d.Stamp, Data: d})
}

// Market draws the market of a trade.
func Market(d MarketData) ([]byte, error) {
	return render(french, "market", view{Title: "Marché : " + d.RomeLabel, Section: "agencies", Stamp: d.Stamp, Data: d})
}

// Region is the agencies of one.
type Region struct {
	Name     string
	Agencies []analytics.AgencyRow
}

// Regions parts the agencies by region, in the order in which they come.
func (d AgenciesData) Regions() (all []Region) {
	for _, a := range d.Agencies {
		name := cmp.Or(a.Region, "Sans région")
		if len(all) == 0 || all[len(all)-1].Name != name {
			all = append(all, Region{Name: name})
		}
		all[len(all)-1].Agencies = append(all[len(all)-1].Agencies, a)
	}
	return all
}

// Quarters are those that the page offers: two years, and the one that is shown.
func (d PilotData) Quarters() []string {
	var year, month int
	if _, err := fmt.Sscanf(d.AsOf, "%d-%d", &year, &month); err != nil {
		return []string{d.Period}
	}
	all, seen := []string{}, false
	for n, at := 0, 4*year+(month-1)/3-1; n < 8; n, at = n+1, at-1 {
		q := fmt.Sprintf("%d-Q%d", at/4, at%4+1)
		all, seen = append(all, q), seen || q == d.Period
	}
	if !seen {
		all = append([]string{d.Period}, all...)
	}
	return all
}

// Key is a class of the map's legend; 0 is for what has no value.
type Key struct {
	Class int
	Text  string
}

// Legend says what the classes of the map are, the lowest values first.
func (d PilotData) Legend() []Key {
	write := unitOf(d.Map.Indicator)
	var all []Key
	for i := range len(d.Map.Cuts) + 1 {
		var text string
		switch {
		case i == 0:
			text = "moins de " + write(d.Map.Cuts[0])
		case i == len(d.Map.Cuts):
			text = write(d.Map.Cuts[i-1]) + " et plus"
		default:
			text = "de " + write(d.Map.Cuts[i-1]) + " à moins de " + write(d.Map.Cuts[i])
		}
		all = append(all, Key{i + 1, text})
	}
	return append(all, Key{0, "aucune observation, ou secret statistique"})
}

// AlertCounts adds the alerts of a rule over channels, in the order of the rules.
func (d PilotData) AlertCounts() []Fact {
	counts := map[string]int{}
	for _, a := range d.Alerts {
		counts[a.Rule] += a.Alerts
	}
	var all []Fact
	for _, rule := range []string{"discrimination", "illegal", "duplicate", "description_too_long"} {
		if counts[rule] > 0 {
			all = append(all, Fact{french.word("alert", rule), french.integer(counts[rule])})
		}
	}
	return all
}

// delta says by how much a value moved since the period before; nil when either is missing.
func delta(d performance.Definition, row performance.Row) *Gap {
	if row.Value == nil || row.Previous == nil {
		return nil
	}
	moved := *row.Value - *row.Previous
	sign, amount := "+", moved
	if moved < 0 {
		sign, amount = "−", -moved
	}
	text := sign + unitOf(d)(amount)
	if d.Unit == "rate" {
		text = sign + french.short(100*amount) + nbsp + french.plural(100*amount, "point")
	}
	return &Gap{Text: text, Good: moved == 0 || (moved > 0) == (d.Sense == "higher")}
}

// ordinal writes a rank: 1re, 2e, of agencies, which are feminine in French.
func ordinal(n int) string {
	if n == 1 {
		return "1re"
	}
	return strconv.Itoa(n) + "e"
}

// pilotURL is an agency's page.
func pilotURL(code string) string { return "/agences/" + url.PathEscape(code) }

// listURL is a list of what an agency has to do: a page, or a file for a French spreadsheet.
func listURL(list, agency string) string {
	if list == "accounts" {
		return "/espaces-recruteur?" + url.Values{"agency": {agency}}.Encode()
	}
	paths := map[string]string{"j30": "/v1/worklists/j30", "callbacks": "/v1/surveys/callbacks", "alerts": "/v1/alerts"}
	return paths[list] + "?" + url.Values{"agency": {agency}, "format": {"csv"}}.Encode()
}

// marketURL is the market of a trade in a territory.
func marketURL(rome, level, code string) string {
	return "/marche/" + url.PathEscape(rome) + "?" + url.Values{"level": {level}, "code": {code}}.Encode()
}

// amount writes a count that may be hidden.
func amount(n *int64) string {
	if n == nil {
		return none
	}
	return french.number(float64(*n), 0)
}

// monthlyPlot draws the offers of a trade created each month.
func monthlyPlot(a market.Answer) Plot {
	p := Plot{Title: "Offres vues, créées chaque mois", Head: "Mois", Write: french.short, Zero: true, Bars: &Series{Name: "Offres vues", Class: "others"}}
	entrusted := Series{Name: "Dont confiées", Class: "mine"}
	total := 0.0
	for _, m := range a.Monthly {
		p.Labels, p.Ticks = append(p.Labels, french.period(m.Month)), append(p.Ticks, french.tick(m.Month))
		p.Bars.Values, entrusted.Values = append(p.Bars.Values, float(int(m.Offers))), append(entrusted.Values, float(int(m.Entrusted)))
		total += float64(m.Offers)
	}
	p.Lines = []Series{entrusted}
	p.Text = french.number(total, 0) + " offres sur " + french.count(len(a.Monthly), "mois") + ", en barres ; dont confiées, en ligne."
	return p
}

// Factor is one of what explains a class of tension.
type Factor struct {
	Name  string
	Class *int
}

// factors lists what explains a class of tension.
func factors(f market.Factors) []Factor {
	return []Factor{
		{"Intensité d'embauches", f.HiringIntensity}, {"Conditions de travail contraignantes", f.WorkingConditions}, {"Non-durabilité des emplois", f.NonDurability},
		{"Manque de main-d'œuvre disponible", f.LabourShortage}, {"Inadéquation géographique", f.GeographicMismatch}, {"Lien entre formation et emploi", f.TrainingLink},
	}
}

// isExplained says that any factor of a class is known.
func isExplained(f market.Factors) bool { return f != market.Factors{} }

// distinct are the classes of a trade's families, each once, the most tense first.
func distinct(all []market.Tension) []market.Tension {
	sorted := slices.SortedStableFunc(slices.Values(all), func(a, b market.Tension) int { return cmp.Compare(b.Class, a.Class) })
	return slices.CompactFunc(sorted, func(a, b market.Tension) bool { return a.Class == b.Class })
}

// seasons writes the months of a season.
func seasons(months []string) string {
	var names []string
	for _, m := range months {
		if n, err := strconv.Atoi(m); err == nil && n >= 1 && n <= 12 {
			names = append(names, french.months[n-1])
		}
	}
	return listed(names)
}

// listed writes names as a sentence does: a, b et c.
func listed(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		text := names[0]
		for _, name := range names[1 : n-1] {
			text += ", " + name
		}
		return text + " et " + names[n-1]
	}
}
