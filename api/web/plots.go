package web

import (
	"fmt"
	"slices"

	"vigie/analytics/attractivity"
	"vigie/analytics/performance"
)

func float(n int) *float64 { f := float64(n); return &f }

// marketPlot draws the offers created each month.
func marketPlot(m *attractivity.Market) Plot {
	p := Plot{Title: "Offres comparables créées chaque mois", Head: "Mois", Write: short, Zero: true, Bars: &Series{Name: "Offres", Class: "others"}}
	positions := Series{Name: "Postes", Class: "median"}
	total := 0
	for _, month := range m.Monthly {
		p.Labels, p.Ticks = append(p.Labels, period(month.Month)), append(p.Ticks, tick(month.Month))
		p.Bars.Values = append(p.Bars.Values, float(month.Offers))
		positions.Values = append(positions.Values, float(month.Positions))
		total += month.Offers
	}
	p.Lines = []Series{positions}
	p.Text = fmt.Sprintf("%s sur %s, en barres ; les postes, en ligne.", count(total, "offre"), count(len(m.Monthly), "mois"))
	return p
}

// curvePlot draws my offer's applications beside the market's quartiles, age by age.
func curvePlot(a *attractivity.Applications) Plot {
	p := Plot{Title: "Candidatures cumulées par poste, depuis la création", Head: "Âge de l'offre", Write: short, Zero: true}
	mine, median := Series{Name: "Mon offre", Class: "mine"}, Series{Name: "Médiane du marché", Class: "median"}
	band := Band{Name: "Du 1er au 3e quartile"}
	for _, point := range a.Curve {
		label := fmt.Sprintf("J+%d", point.Day)
		p.Labels, p.Ticks = append(p.Labels, label), append(p.Ticks, label)
		mine.Values, median.Values = append(mine.Values, point.Mine), append(median.Values, point.Median)
		band.Low, band.High = append(band.Low, point.Q1), append(band.High, point.Q3)
	}
	p.Lines, p.Band, p.Text = []Series{median, mine}, &band, a.Message
	return p
}

// trendPlot draws the applications of an offer by month of creation.
func trendPlot(a *attractivity.Applications) Plot {
	p := Plot{Title: "Candidatures à 30 jours par offre, selon le mois de création", Head: "Mois de création", Write: short, Zero: true}
	trend := Series{Name: "Candidatures par offre", Class: "median"}
	for _, m := range a.Monthly {
		p.Labels, p.Ticks = append(p.Labels, period(m.Month)), append(p.Ticks, tick(m.Month))
		trend.Values = append(trend.Values, m.PerOffer)
	}
	p.Lines, p.Text = []Series{trend}, fmt.Sprintf("Moyenne des offres comparables, sur %s.", count(len(a.Monthly), "mois"))
	return p
}

// Criterion is a criterion as the widget writes it.
type Criterion struct {
	attractivity.Criterion
	Name, Mine, Q1, Median, Q3 string
	Share, Percentile          string
	Range                      Range
}

// criterionView writes a criterion: salaries by the month, as people negotiate them.
func criterionView(c attractivity.Criterion) Criterion {
	write := func(v float64) string { return short(v) }
	switch c.Criterion {
	case "salary":
		write = func(v float64) string { return euros(v / 12) }
	case "experience":
		write = months
	}
	v := Criterion{Criterion: c, Name: word("criterion", c.Criterion), Mine: optional(c.Value, write), Q1: optional(c.Q1, write), Median: optional(c.Median, write),
		Q3: optional(c.Q3, write), Share: optional(c.Share, percent), Percentile: optional(c.Percentile, percent)}
	v.Range = Range{Mine: c.Value, Q1: c.Q1, Median: c.Median, Q3: c.Q3, Write: write,
		Text: fmt.Sprintf("%s. Mon offre : %s. Marché : premier quartile %s, médiane %s, troisième quartile %s.", v.Name, v.Mine, v.Q1, v.Median, v.Q3)}
	return v
}

// seriesPlot draws an indicator's periods with their interval and the target.
func seriesPlot(a performance.Answer) Plot {
	p := Plot{Title: a.Indicator.Title, Head: "Période", Write: unitOf(a.Indicator)}
	line, band := Series{Name: "Valeur", Class: "mine"}, Band{Name: "Intervalle à 95" + thin + "%"}
	for _, r := range slices.Backward(newest(a.Rows)) {
		p.Labels, p.Ticks = append(p.Labels, period(r.Period)), append(p.Ticks, tick(r.Period))
		line.Values = append(line.Values, r.Value)
		band.Low, band.High = append(band.Low, r.Low), append(band.High, r.High)
		if r.Target != nil {
			p.Target = r.Target
		}
	}
	p.Lines, p.Band = []Series{line}, &band
	p.Text = "Aucune observation."
	if r := last(a.Rows); r != nil {
		p.Text = fmt.Sprintf("Dernière valeur : %s, %s.", p.Write(*r.Value), period(r.Period))
		if r.Target != nil {
			p.Text += " Cible : " + p.Write(*r.Target) + "."
		}
	}
	return p
}
