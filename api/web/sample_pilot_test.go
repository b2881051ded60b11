package web

import (
	"vigie/analytics"
	"vigie/analytics/market"
	"vigie/analytics/performance"
)

// samplePilot is an agency of Ardèche, with or without outlines: three squares.
func samplePilot(outlines bool) analytics.Pilot {
	square := func(west float64) [][]analytics.Point {
		return [][]analytics.Point{{{Longitude: west, Latitude: 44}, {Longitude: west + 1, Latitude: 44}, {Longitude: west + 1, Latitude: 45}, {Longitude: west, Latitude: 45}}}
	}
	rate := performance.Definition{ID: "ent1", Title: "Taux de recrutement", Unit: "rate", Sense: "higher"}
	n := ptr(int64(90))
	row := func(code, label string, v *float64) performance.Row {
		return performance.Row{Level: "department", Code: code, Label: label, Period: "2026-Q3", Value: v, Count: n}
	}
	own := performance.Row{Level: "agency", Code: "07001", Label: hostile, Period: "2026-Q3", Value: ptr(0.811), Count: n, Low: ptr(0.7), High: ptr(0.9), Target: ptr(0.75), Gap: ptr(0.061), Previous: ptr(0.84), YearBefore: ptr(0.8), Rank: ptr(3)}
	p := analytics.Pilot{
		Period: "2026-Q3", AsOf: sampleStamp.AsOf, Atlas: analytics.NewAtlas(nil), OpenOffers: 12,
		Agency:  analytics.PilotAgency{Code: "07001", Label: hostile, Commune: ptr("Annonay"), Department: "07", DepartmentLabel: "Ardèche", Region: "84", RegionLabel: "Auvergne-Rhône-Alpes", Latitude: ptr(44.5), Longitude: ptr(4.5), Peers: 12},
		Figures: []analytics.PilotFigure{{Indicator: rate, Row: own}, {Indicator: rate, Row: performance.Row{Suppressed: true}}, {Indicator: rate, Row: performance.Row{Count: ptr(int64(0))}}},
		Map: analytics.PilotMap{Indicator: rate, Cuts: []float64{0.65, 0.75, 0.85, 0.9}, Outlines: outlines, Departments: []analytics.PilotDepartment{
			{Row: row("07", "Ardèche", ptr(0.72)), Class: ptr(2), IsOwn: true, InRegion: true}, {Row: performance.Row{Code: "26", Label: "Drôme", Suppressed: true}, InRegion: true}, {Row: row("30", "Gard", nil)},
		}},
		Trades: []analytics.PilotTrade{{Rome: "M1607", Label: hostile, AgencyOffers: 9, AgencyOpen: 2, Market: market.Figures{Offers: 40, Portfolio: n}, Tension: sampleMarket().Tension}, {Rome: "D1106", Label: "Vente"}},
		Alerts: []analytics.AlertCount{{Channel: "A", Rule: "duplicate", Alerts: 2}, {Channel: "B", Rule: "duplicate", Alerts: 3}}, Worklists: []analytics.PilotList{{List: "j30", Waiting: 7, Late: 2}, {List: "callbacks"}},
	}
	p.Trades[0].Tension[0].Class = 4
	if outlines {
		p.Atlas = analytics.NewAtlas(map[string][][]analytics.Point{"07": square(4), "26": square(5), "30": square(3), "48": square(2.5)})
	}
	return p
}

// sampleMarket has a season, and a neighbour whose hires are hidden.
func sampleMarket() market.Answer {
	n := ptr(int64(41))
	return market.Answer{
		Rome: "M1607", RomeLabel: hostile, Level: "department", Code: "07", Label: "Ardèche", From: "2025-11", To: "2026-10",
		Offers: market.Offers{All: 187, Entrusted: 52, Positions: 225, OpenNow: 43, LongContractShare: ptr(0.8)}, Hires: market.Hires{Offers: n, Positions: n}, JobSeekers: market.JobSeekers{Portfolio: n, Month: ptr("2026-10"), StockA: n},
		Ratio: market.Ratio{Value: ptr(2.1)}, Salary: market.Salary{N: 12, Coverage: ptr(0.6), Q1: ptr(1000.0), Median: ptr(1200.0), Q3: ptr(1400.0)},
		Contracts: []market.Contract{{Contract: "SAI", Offers: 9, Share: 0.4}}, Monthly: []market.Month{{Month: "2026-07", Offers: 40, Entrusted: 20, Season: true}, {Month: "2026-08", Offers: 40}}, Season: []string{"07", "08"},
		HiringNeeds: []market.Need{{Family: "L1X80", Label: hostile, Year: 2024, Projects: 22, ProjectsLow: 21, ProjectsHigh: 24, HardShare: ptr(0.5), HardLow: ptr(0.4), HardHigh: ptr(0.6)}},
		Tension:     []market.Tension{{Family: "L1Z60", Label: hostile, Year: 2019, Class: 5, Weather: market.Weather(5), Published: "region", Composite: ptr(1.46), Factors: market.Factors{HiringIntensity: ptr(4)}}},
		Neighbours:  []market.Territory{{Code: "26", Label: "Drôme", Figures: market.Figures{Offers: 3, Portfolio: n, Suppressed: true}}}, NearTrades: []market.NearTrade{{Rome: "M1604", Label: hostile, Figures: market.Figures{Hires: n}}},
	}
}
