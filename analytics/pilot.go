package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vigie/analytics/disclosure"
	"vigie/analytics/market"
	"vigie/analytics/performance"
)

var (
	//go:embed load/pilot_agency.sql
	pilotAgencySQL string
	//go:embed load/pilot_departments.sql
	pilotDepartmentsSQL string
	//go:embed load/pilot_trades.sql
	pilotTradesSQL string
	//go:embed load/pilot_open.sql
	pilotOpenSQL string
	//go:embed load/pilot_tension.sql
	pilotTensionSQL string
)

// ErrUnknownAgency refuses the code of an agency that nobody knows.
var ErrUnknownAgency = errors.New("unknown agency")

// pilotTrades is the number of trades that an agency's page shows.
const pilotTrades = 10

// Pilot is an agency on one page: its key figures, one of them on a map, its trades, its
// alerts and what waits for it.
type Pilot struct {
	Snapshot   string        `json:"snapshot"`
	AsOf       string        `json:"as_of"` // ISO date
	Agency     PilotAgency   `json:"agency"`
	Period     string        `json:"period"`      // 2026-Q3
	OpenOffers int64         `json:"open_offers"` // entrusted and seen
	Figures    []PilotFigure `json:"figures"`
	Map        PilotMap      `json:"map"`
	Trades     []PilotTrade  `json:"trades"`
	Alerts     []AlertCount  `json:"alerts"`
	Worklists  []PilotList   `json:"worklists"`
	Withheld   bool          `json:"withheld"` // alerts and worklists are not for the caller

	Atlas *Atlas `json:"-"` // what the map is drawn from
}

// PilotAgency is the agency and where it is. Peers are the agencies of its region,
// itself among them.
type PilotAgency struct {
	Code            string   `json:"code"`
	Label           string   `json:"label"`
	Commune         *string  `json:"commune"`
	Department      string   `json:"department"`
	DepartmentLabel string   `json:"department_label"`
	Region          string   `json:"region"`
	RegionLabel     string   `json:"region_label"`
	Directorate     *string  `json:"directorate"`
	Latitude        *float64 `json:"latitude"`
	Longitude       *float64 `json:"longitude"`
	Peers           int      `json:"peers"`
}

// PilotFigure is a key figure of the agency.
type PilotFigure struct {
	Indicator performance.Definition `json:"indicator"`
	Row       performance.Row        `json:"row"`
}

// PilotMap is a key figure of the departments around: those of the region, and those
// that touch the agency's. Cuts are the values at which the class changes.
type PilotMap struct {
	Indicator   performance.Definition `json:"indicator"`
	Cuts        []float64              `json:"cuts"`
	Outlines    bool                   `json:"outlines"` // departments' outlines were imported
	Departments []PilotDepartment      `json:"departments"`
}

// PilotDepartment is a department of the map. Class is from 1, the lowest values, to 5.
type PilotDepartment struct {
	Row      performance.Row `json:"row"`
	Class    *int            `json:"class"`
	IsOwn    bool            `json:"is_own"`
	InRegion bool            `json:"in_region"`
}

// PilotTrade is a trade of the agency, by the number of its entrusted offers, and its market in the department.
type PilotTrade struct {
	Rome         string           `json:"rome"`
	Label        string           `json:"label"`
	AgencyOffers int64            `json:"agency_offers"`
	AgencyOpen   int64            `json:"agency_open_now"`
	Market       market.Figures   `json:"market"`
	Tension      []market.Tension `json:"tension"`
}

// PilotList is a list of things to do of the agency: how many wait, and how many are late.
type PilotList struct {
	List    string `json:"list"` // j30, callbacks, accounts
	Waiting int    `json:"waiting"`
	Late    int    `json:"late"`
}

// PilotQuery asks for an agency's page: a period of a kind ("" is the last whole quarter)
// and the indicator of the map, for who may see so much.
type PilotQuery struct {
	Agency, Kind, Period, Indicator string

	Sight   *disclosure.Sight
	Persons int  // fewest persons that a count may tell of; 0 is any
	Works   bool // may be told of what waits for the agency
}

// Pilot gathers an agency's page.
func (s *Snapshot) Pilot(ctx context.Context, q PilotQuery) (*Pilot, error) {
	p := &Pilot{Snapshot: s.ID, AsOf: s.AsOf, Period: q.Period, Figures: []PilotFigure{}, Trades: []PilotTrade{}, Alerts: []AlertCount{}, Worklists: []PilotList{}, Atlas: s.atlas}
	a := &p.Agency
	err := s.db.QueryRow(ctx, pilotAgencySQL, q.Agency).Scan(&a.Code, &a.Label, &a.Commune, &a.Department, &a.DepartmentLabel,
		&a.Region, &a.RegionLabel, &a.Directorate, &a.Latitude, &a.Longitude, &a.Peers)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrUnknownAgency
	}
	if err != nil {
		return nil, fmt.Errorf("read agency: %w", err)
	}
	if q.Period == "" {
		if q.Period, err = lastQuarter(s.AsOf); err != nil {
			return nil, err
		}
		q.Kind, p.Period = "quarter", q.Period
	}
	key, err := KeyFigures()
	if err != nil {
		return nil, err
	}
	if err := s.pilotFigures(p, q, key); err != nil {
		return nil, err
	}
	if err := s.pilotMap(ctx, p, q, key); err != nil {
		return nil, err
	}
	if err := s.pilotTrades(ctx, p, q); err != nil {
		return nil, err
	}
	if p.Withheld = !q.Works; p.Withheld {
		return p, nil
	}
	return p, s.pilotLists(ctx, p)
}

// lastQuarter is the last quarter that is over.
func lastQuarter(asOf string) (string, error) {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return "", fmt.Errorf("read as-of date: %w", err)
	}
	last := day.AddDate(0, -int(day.Month()-1)%3, 1-day.Day()).AddDate(0, 0, -1)
	return fmt.Sprintf("%d-Q%d", last.Year(), (last.Month()+2)/3), nil
}

// rowsOf reads the rows of an indicator at the period asked for, and its definition.
func (s *Snapshot) rowsOf(q PilotQuery, id, level, code string) (performance.Answer, error) {
	a, ok, err := s.Performance.Answer(id, performance.Query{Level: level, Code: code, Period: q.Kind, From: q.Period, To: q.Period, Sight: q.Sight})
	if errors.Is(err, performance.ErrLoading) {
		return a, ErrLoading
	}
	if err == nil && !ok {
		err = ErrUnknownIndicator
	}
	return a, err
}

// nothing is the row of a place of which nothing was observed.
func nothing(level, code, label, period string) performance.Row {
	var count int64
	return performance.Row{Level: level, Code: code, Label: label, Period: period, Count: &count}
}

func (s *Snapshot) pilotFigures(p *Pilot, q PilotQuery, key []KeyFigure) error {
	for _, k := range key {
		a, err := s.rowsOf(q, k.Indicator, "agency", p.Agency.Code)
		if err != nil {
			return err
		}
		f := PilotFigure{Indicator: a.Indicator, Row: nothing("agency", p.Agency.Code, p.Agency.Label, q.Period)}
		if len(a.Rows) > 0 {
			f.Row = a.Rows[0]
		}
		p.Figures = append(p.Figures, f)
	}
	return nil
}

// pilotMap reads the departments of the region, and those that touch the agency's.
func (s *Snapshot) pilotMap(ctx context.Context, p *Pilot, q PilotQuery, key []KeyFigure) error {
	at := slices.IndexFunc(key, func(k KeyFigure) bool { return k.Indicator == strings.ToLower(q.Indicator) })
	if q.Indicator == "" {
		at = 0
	}
	if at < 0 {
		return ErrUnknownIndicator
	}
	a, err := s.rowsOf(q, key[at].Indicator, "department", "")
	if err != nil {
		return err
	}
	p.Map = PilotMap{Indicator: a.Indicator, Cuts: key[at].Cuts, Outlines: len(s.atlas.Rings(p.Agency.Department)) > 0, Departments: []PilotDepartment{}}
	near := s.atlas.Neighbours(p.Agency.Department)
	return each(ctx, s.db, pilotDepartmentsSQL, func(r *sql.Rows) error {
		var code, label string
		var d PilotDepartment
		if err := r.Scan(&code, &label, &d.InRegion); err != nil {
			return err
		}
		if d.IsOwn = code == p.Agency.Department; !d.IsOwn && !d.InRegion && !slices.Contains(near, code) {
			return nil
		}
		d.Row = nothing("department", code, label, q.Period)
		if i := slices.IndexFunc(a.Rows, func(r performance.Row) bool { return r.Code == code }); i >= 0 {
			d.Row = a.Rows[i]
		}
		if d.Row.Value != nil {
			class := key[at].Class(*d.Row.Value)
			d.Class = &class
		}
		p.Map.Departments = append(p.Map.Departments, d)
		return nil
	}, p.Agency.Region)
}

// pilotTrades reads the trades of which the agency has most offers.
func (s *Snapshot) pilotTrades(ctx context.Context, p *Pilot, q PilotQuery) error {
	if len(s.files("market.agency_trade")) == 0 { // a night before there were any
		return nil
	}
	if err := s.db.QueryRow(ctx, pilotOpenSQL, p.Agency.Code).Scan(&p.OpenOffers); err != nil {
		return fmt.Errorf("count open offers of an agency: %w", err)
	}
	var romes []string
	err := each(ctx, s.db, pilotTradesSQL, func(r *sql.Rows) error {
		t := PilotTrade{Tension: []market.Tension{}}
		err := r.Scan(append([]any{&t.Rome, &t.Label, &t.AgencyOffers, &t.AgencyOpen}, figureFields(&t.Market)...)...)
		p.Trades, romes = append(p.Trades, t), append(romes, t.Rome)
		return err
	}, p.Agency.Code, p.Agency.Department, pilotTrades)
	if err != nil {
		return fmt.Errorf("read trades of an agency: %w", err)
	}
	hidden, err := s.marketPersons(ctx, romes, q.Persons)
	if err != nil {
		return err
	}
	for i := range p.Trades {
		hidden.Suppress(&p.Trades[i].Market, p.Trades[i].Rome, "department", p.Agency.Department)
	}
	err = each(ctx, s.db, pilotTensionSQL, func(r *sql.Rows) error {
		var rome string
		var t market.Tension
		err := r.Scan(append([]any{&rome}, tensionFields(&t)...)...)
		if i := slices.Index(romes, rome); err == nil && i >= 0 {
			t.Weather = market.Weather(t.Class)
			p.Trades[i].Tension = append(p.Trades[i].Tension, t)
		}
		return err
	}, p.Agency.Department, strings.Join(romes, " "))
	if err != nil {
		return fmt.Errorf("read tension of trades: %w", err)
	}
	return nil
}

// pilotLists counts the alerts of an agency, and what waits for it.
func (s *Snapshot) pilotLists(ctx context.Context, p *Pilot) error {
	err := each(ctx, s.db, alertCountsSQL, func(r *sql.Rows) error {
		return appendRow(r, &p.Alerts, func(c *AlertCount) []any { return []any{&c.Channel, &c.Rule, &c.Alerts} })
	}, p.Agency.Code, "", "")
	if err != nil {
		return fmt.Errorf("count alerts: %w", err)
	}
	for _, list := range []struct {
		name, query string
		more        []any
	}{
		{"j30", worklistCountsSQL, nil}, {"callbacks", callbackCountsSQL, nil}, {"accounts", accountCountsSQL, []any{""}},
	} {
		l := PilotList{List: list.name}
		if err := s.db.QueryRow(ctx, list.query, append([]any{p.Agency.Code}, list.more...)...).Scan(&l.Waiting, &l.Late); err != nil {
			return fmt.Errorf("count %s of an agency: %w", list.name, err)
		}
		p.Worklists = append(p.Worklists, l)
	}
	return nil
}
