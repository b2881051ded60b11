package web

import (
	"slices"

	"vigie/analytics/attractivity"
	"vigie/analytics/performance"
)

func float(n int) *float64 { f := float64(n); return &f }

// marketPlot draws the offers created each month.
func (l *language) marketPlot(m *attractivity.Market) Plot {
	p := Plot{Title: l.say("Offres comparables créées chaque mois"), Head: l.say("Mois"), Write: l.short, Zero: true, Bars: &Series{Name: l.say("Offres"), Class: "others"}}
	positions := Series{Name: l.say("Postes"), Class: "median"}
	total := 0
	for _, month := range m.Monthly {
		p.Labels, p.Ticks = append(p.Labels, l.period(month.Month)), append(p.Ticks, l.tick(month.Month))
		p.Bars.Values = append(p.Bars.Values, float(month.Offers))
		positions.Values = append(positions.Values, float(month.Positions))
		total += month.Offers
	}
	p.Lines = []Series{positions}
	p.Text = l.say("%s sur %s, en barres ; les postes, en ligne.", l.count(total, "offre"), l.count(len(m.Monthly), "mois"))
	return p
}

// curvePlot draws my offer's applications beside the market's quartiles, age by age.
func (l *language) curvePlot(a *attractivity.Applications) Plot {
	p := Plot{Title: l.say("Candidatures cumulées par poste, depuis la création"), Head: l.say("Âge de l'offre"), Write: l.short, Zero: true}
	mine, median := Series{Name: l.say("Mon offre"), Class: "mine"}, Series{Name: l.say("Médiane du marché"), Class: "median"}
	band := Band{Names: [3]string{l.say("Du 1er au 3e quartile"), l.say("1er quartile"), l.say("3e quartile")}}
	for _, point := range a.Curve {
		label := l.say("J+%d", point.Day)
		p.Labels, p.Ticks = append(p.Labels, label), append(p.Ticks, label)
		mine.Values, median.Values = append(mine.Values, point.Mine), append(median.Values, point.Median)
		band.Low, band.High = append(band.Low, point.Q1), append(band.High, point.Q3)
	}
	p.Lines, p.Band, p.Text = []Series{median, mine}, &band, a.Message
	return p
}

// trendPlot draws the applications of an offer by month of creation.
func (l *language) trendPlot(a *attractivity.Applications) Plot {
	p := Plot{Title: l.say("Candidatures à %d jours par offre, selon le mois de création", applicationsDays()), Head: l.say("Mois de création"), Write: l.short, Zero: true}
	trend := Series{Name: l.say("Candidatures par offre"), Class: "median"}
	for _, m := range a.Monthly {
		p.Labels, p.Ticks = append(p.Labels, l.period(m.Month)), append(p.Ticks, l.tick(m.Month))
		trend.Values = append(trend.Values, m.PerOffer)
	}
	p.Lines, p.Text = []Series{trend}, l.say("Moyenne des offres comparables, sur %s.", l.count(len(a.Monthly), "mois"))
	return p
}

// seriesPlot draws an indicator's periods with their interval and the target.
func seriesPlot(a performance.Answer) Plot {
	interval := "Intervalle à 95" + thin + "%"
	p := Plot{Title: a.Indicator.Title, Head: "Période", Write: unitOf(a.Indicator)}
	line, band := Series{Name: "Valeur", Class: "mine"}, Band{Names: [3]string{interval, interval + ", bas", interval + ", haut"}}
	for _, r := range slices.Backward(newest(a.Rows)) {
		p.Labels, p.Ticks = append(p.Labels, french.period(r.Period)), append(p.Ticks, french.tick(r.Period))
		line.Values = append(line.Values, r.Value)
		band.Low, band.High = append(band.Low, r.Low), append(band.High, r.High)
		if r.Target != nil {
			p.Target = r.Target
		}
	}
	p.Lines, p.Band = []Series{line}, &band
	p.Text = "Aucune observation."
	if r := last(a.Rows); r != nil {
		p.Text = "Dernière valeur : " + p.Write(*r.Value) + ", " + french.period(r.Period) + "."
		if r.Target != nil {
			p.Text += " Cible : " + p.Write(*r.Target) + "."
		}
	}
	return p
}
