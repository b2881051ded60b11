package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"vigie/analytics/disclosure"
	"vigie/analytics/market"
	"vigie/data/rules"
)

var (
	//go:embed load/market_trade.sql
	marketTradeSQL string
	//go:embed load/market_contracts.sql
	marketContractsSQL string
	//go:embed load/market_months.sql
	marketMonthsSQL string
	//go:embed load/market_needs.sql
	marketNeedsSQL string
	//go:embed load/market_tension.sql
	marketTensionSQL string
	//go:embed load/market_neighbours.sql
	marketNeighboursSQL string
	//go:embed load/market_near_trades.sql
	marketNearTradesSQL string
	//go:embed load/market_persons.sql
	marketPersonsSQL string
	//go:embed load/market_places.sql
	marketPlacesSQL string
)

// ErrNoMarket says that nothing is known of a trade in a territory.
var ErrNoMarket = errors.New("no market")

// Market is the market of a trade (its legacy ROME code) in a department, a region or
// the country (FR), to who may be told of so many persons or more; 0 is any number.
func (s *Snapshot) Market(ctx context.Context, rome, level, code string, persons int) (market.Answer, error) {
	a := market.Answer{
		Snapshot: s.ID, AsOf: s.AsOf, Rome: rome, Level: level, Code: code, MinimumCounts: rules.MarketMin.Int(),
		Contracts: []market.Contract{}, Monthly: []market.Month{}, Season: []string{}, HiringNeeds: []market.Need{}, Tension: []market.Tension{},
		Neighbours: []market.Territory{}, NearTrades: []market.NearTrade{},
	}
	err := s.db.QueryRow(ctx, marketTradeSQL, rome, level, code).Scan(&a.RomeLabel, &a.Label, &a.From, &a.To,
		&a.Offers.All, &a.Offers.Entrusted, &a.Offers.Positions, &a.Offers.OpenNow, &a.Offers.LongContractShare, &a.Offers.FullTimeShare, &a.Offers.HoursStated,
		&a.Hires.Offers, &a.Hires.Positions, &a.JobSeekers.Portfolio, &a.JobSeekers.Month, &a.JobSeekers.StockA, &a.JobSeekers.StockABC,
		&a.Ratio.Value, &a.Mismatch, &a.Salary.N, &a.Salary.Coverage, &a.Salary.Q1, &a.Salary.Median, &a.Salary.Q3)
	if errors.Is(err, sql.ErrNoRows) {
		return a, ErrNoMarket
	}
	if err != nil {
		return a, fmt.Errorf("read market: %w", err)
	}
	if a.Ratio.Value == nil {
		reason := market.TooFew
		a.Ratio.Reason = &reason
	}
	var touching []string
	if level == "department" {
		touching = s.atlas.Neighbours(code)
	}
	for _, part := range []struct {
		query string
		visit func(*sql.Rows) error
		more  []any
	}{
		{marketContractsSQL, func(r *sql.Rows) error { return appendRow(r, &a.Contracts, contractFields) }, nil},
		{marketMonthsSQL, func(r *sql.Rows) error { return appendRow(r, &a.Monthly, monthFields) }, nil},
		{marketNeedsSQL, func(r *sql.Rows) error { return appendRow(r, &a.HiringNeeds, needFields) }, nil},
		{marketTensionSQL, func(r *sql.Rows) error { return appendRow(r, &a.Tension, tensionFields) }, nil},
		{marketNeighboursSQL, func(r *sql.Rows) error {
			return appendRow(r, &a.Neighbours, func(t *market.Territory) []any { return append([]any{&t.Code, &t.Label}, figureFields(&t.Figures)...) })
		}, []any{strings.Join(touching, " ")}},
		{marketNearTradesSQL, func(r *sql.Rows) error {
			return appendRow(r, &a.NearTrades, func(t *market.NearTrade) []any { return append([]any{&t.Rome, &t.Label}, figureFields(&t.Figures)...) })
		}, nil},
	} {
		if err := each(ctx, s.db, part.query, part.visit, append([]any{rome, level, code}, part.more...)...); err != nil {
			return a, fmt.Errorf("read market: %w", err)
		}
	}
	for i, t := range a.Tension {
		a.Tension[i].Weather = market.Weather(t.Class)
	}
	seen := map[string]bool{}
	for _, m := range a.Monthly {
		if month := m.Month[len(m.Month)-2:]; m.Season && !seen[month] {
			seen[month] = true
			a.Season = append(a.Season, month)
		}
	}
	romes := []string{a.Rome}
	for _, n := range a.NearTrades {
		romes = append(romes, n.Rome)
	}
	hidden, err := s.marketPersons(ctx, romes, persons)
	if err != nil {
		return a, err
	}
	a.Suppress(hidden)
	return a, nil
}

// marketPersons decides which counts of persons are hidden of trades; nil is none.
func (s *Snapshot) marketPersons(ctx context.Context, romes []string, persons int) (*market.Persons, error) {
	if persons == 0 {
		return nil, nil
	}
	var places []disclosure.Membership
	err := each(ctx, s.db, marketPlacesSQL, func(r *sql.Rows) error {
		var m disclosure.Membership
		var level, code string
		err := r.Scan(&m.Agency, &level, &code)
		p := market.PlaceOf(level, code)
		m.Level, m.Code = p.Level, p.Code
		places = append(places, m)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read places of the market: %w", err)
	}
	var counts []market.Counts
	err = each(ctx, s.db, marketPersonsSQL, func(r *sql.Rows) error {
		return appendRow(r, &counts, func(c *market.Counts) []any {
			return []any{&c.Rome, &c.Department, &c.Portfolio, &c.Hires, &c.Positions}
		})
	}, strings.Join(romes, " "))
	if err != nil {
		return nil, fmt.Errorf("read persons of the market: %w", err)
	}
	return market.Hide(disclosure.NewCountry(places), counts, persons), nil
}

// appendRow scans a row into one more element.
func appendRow[T any](r *sql.Rows, list *[]T, fields func(*T) []any) error {
	var one T
	err := r.Scan(fields(&one)...)
	*list = append(*list, one)
	return err
}

func contractFields(c *market.Contract) []any { return []any{&c.Contract, &c.Offers, &c.Share} }

func monthFields(m *market.Month) []any { return []any{&m.Month, &m.Offers, &m.Entrusted, &m.Season} }

func needFields(n *market.Need) []any {
	return []any{&n.Family, &n.Label, &n.Year, &n.Projects, &n.ProjectsLow, &n.ProjectsHigh, &n.HardShare, &n.HardLow, &n.HardHigh}
}

func tensionFields(t *market.Tension) []any {
	f := &t.Factors
	return []any{&t.Family, &t.Label, &t.Year, &t.Class, &t.Published, &t.Composite,
		&f.HiringIntensity, &f.WorkingConditions, &f.NonDurability, &f.LabourShortage, &f.GeographicMismatch, &f.TrainingLink}
}

func figureFields(f *market.Figures) []any {
	return []any{&f.Offers, &f.Hires, &f.Portfolio, &f.Ratio, &f.MedianSalary, &f.Published}
}
