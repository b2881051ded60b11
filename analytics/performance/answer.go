package performance

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vigie/analytics/disclosure"
)

// Answer is one indicator at the level, period and place asked for.
type Answer struct {
	Indicator Definition `json:"indicator"`
	Snapshot  string     `json:"snapshot"`
	AsOf      string     `json:"as_of"` // ISO date
	Rows      []Row      `json:"rows"`  // never null
	Next      *string    `json:"next"`
}

// Query is what a caller asks of an indicator. Empty fields do not filter.
type Query struct {
	Level  string // agency, directorate, department, region, country; "" = country
	Code   string
	Period string // kind of period: month, quarter, year, rolling12; "" = quarter
	From   string // first period label, inclusive
	To     string // last period label, inclusive
	By     string // cut, or two with a comma between; "" = none
	Cut    string // value of the cut, or of both with a comma between, of which one may be empty; "" = all
	Limit  int    // rows of a page; 0 or less = all
	After  string // cursor of an earlier answer's Next

	Sight *disclosure.Sight // what the caller is shown; nil is everything
}

const (
	levelDefault = "country"
	kindDefault  = "quarter"
)

// ErrLoading says that what an indicator is cut by is not in memory yet.
var ErrLoading = errors.New("cuts of indicators are being loaded")

// ParamError refuses a value of a Query.
type ParamError struct {
	Param string // level, code, period, from, to, by, cut, cursor
	Value string
	Want  string // what is accepted, in French
}

func (e *ParamError) Error() string {
	return fmt.Sprintf("%s : « %s » n'est pas accepté ; attendu : %s", e.Param, e.Value, e.Want)
}

// check refuses what no answer could be given to.
func (q Query) check(d Definition, t *tree) error {
	at := slices.Index(levels, q.Level)
	if at < 0 {
		return &ParamError{Param: "level", Value: q.Level, Want: strings.Join(levels, ", ")}
	}
	if !slices.Contains(kinds, q.Period) {
		return &ParamError{Param: "period", Value: q.Period, Want: strings.Join(kinds, ", ")}
	}
	if _, known := t[at].find(q.Code); q.Code != "" && !known {
		return &ParamError{Param: "code", Value: q.Code, Want: fmt.Sprintf("un code de ce niveau (%s), comme %s", q.Level, t[at].example())}
	}
	if q.From != "" && !isPeriod(q.Period, q.From) {
		return &ParamError{Param: "from", Value: q.From, Want: examples[q.Period]}
	}
	if q.To != "" && !isPeriod(q.Period, q.To) {
		return &ParamError{Param: "to", Value: q.To, Want: examples[q.Period]}
	}
	if q.From != "" && q.To != "" && q.From > q.To {
		return &ParamError{Param: "from", Value: q.From, Want: "une période qui ne suit pas to (" + q.To + ")"}
	}
	return d.checkBy(q.By)
}

// example is a code of the level.
func (l *layer) example() string {
	if len(l.places) == 0 {
		return placeNone
	}
	return l.places[0].code
}

// examples say how a period of each kind is written.
var examples = map[string]string{
	"month":     "un mois, comme 2026-09",
	"quarter":   "un trimestre, comme 2026-Q3",
	"year":      "une année, comme 2026",
	"rolling12": "le dernier des douze mois, comme 2026-09",
}

// isPeriod says that s is written as a period of its kind; labels of a kind sort as time does.
func isPeriod(kind, s string) bool {
	year, rest, cut := strings.Cut(s, "-")
	if len(year) != 4 || strings.Trim(year, "0123456789") != "" {
		return false
	}
	switch kind {
	case "year":
		return !cut
	case "quarter":
		return len(rest) == 2 && rest >= "Q1" && rest <= "Q4"
	default:
		return len(rest) == 2 && strings.Trim(rest, "0123456789") == "" && rest >= "01" && rest <= "12"
	}
}

// mark is where a page of a listing ended.
type mark struct{ period, code, cut string }

// cursor is opaque to callers. It names the last row given and not its number,
// so that it stays good when another snapshot is served.
func (m mark) cursor() string {
	return base64.RawURLEncoding.EncodeToString([]byte(m.period + "\x00" + m.code + "\x00" + m.cut))
}

func readCursor(s string) (mark, error) {
	if s == "" {
		return mark{}, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(s)
	parts := strings.Split(string(text), "\x00")
	if err != nil || len(parts) != 3 || parts[0] == "" {
		return mark{}, &ParamError{Param: "cursor", Value: s, Want: "celui d'une page de cette réponse"}
	}
	return mark{parts[0], parts[1], parts[2]}, nil
}
