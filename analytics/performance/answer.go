package performance

import "fmt"

// Answer is one indicator at the level, period and place asked for.
type Answer struct {
	Indicator Definition `json:"indicator"`
	Snapshot  string     `json:"snapshot"`
	AsOf      string     `json:"as_of"` // ISO date
	Rows      []Row      `json:"rows"`  // never null
	Next      *string    `json:"next"`
}

// Definition says what an indicator is. It is read from the header of its SQL file.
type Definition struct {
	ID         string `json:"id"` // ent1, ent2, ent3
	Title      string `json:"title"`
	Unit       string `json:"unit"`  // rate, days
	Sense      string `json:"sense"` // higher, lower: what is better
	Definition string `json:"definition"`
	Version    string `json:"version"`
	Seed       string `json:"seed"`
}

// Row is one value. Rates are fractions 0 to 1; an undefined value is null with count 0.
type Row struct {
	Level       string   `json:"level"` // agency, directorate, department, region, country
	Code        string   `json:"code"`  // FR for the country, ZZ where there is no agency
	Label       string   `json:"label"`
	Period      string   `json:"period"` // 2026-09, 2026-Q3
	Cut         *string  `json:"cut"`
	CutLabel    *string  `json:"cut_label"`
	Value       *float64 `json:"value"`
	Count       int64    `json:"count"`
	Numerator   *float64 `json:"numerator"`
	Denominator *float64 `json:"denominator"`
	Low         *float64 `json:"low"`
	High        *float64 `json:"high"`
	Median      *float64 `json:"median"` // of a delay; null for rates
	Target      *float64 `json:"target"`
	Gap         *float64 `json:"gap"`
	Previous    *float64 `json:"previous"`
	YearBefore  *float64 `json:"year_before"`
	Rank        *int     `json:"rank"`
	LowN        bool     `json:"low_n"`
	Suppressed  bool     `json:"suppressed"`
}

// Query is what a caller asks of an indicator. Empty fields do not filter.
type Query struct {
	Level  string // agency, directorate, department, region, country; "" = country
	Code   string
	Period string // kind of period: month, quarter, year, rolling12; "" = quarter
	From   string // first period label, inclusive
	To     string // last period label, inclusive
	Limit  int    // rows of a page; 0 or less = all
	After  string // cursor of an earlier answer's Next
}

// ParamError refuses a value of a Query.
type ParamError struct {
	Param string // level, period, from, to, cursor
	Value string
	Want  string // what is accepted, in French
}

func (e *ParamError) Error() string {
	return fmt.Sprintf("%s : « %s » n'est pas accepté ; attendu : %s", e.Param, e.Value, e.Want)
}
