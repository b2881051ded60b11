package performance

import (
	"cmp"
	"encoding/base64"
	"slices"
	"sort"
	"strings"
)

// levels and kinds are what the published tables hold, in the order they are told.
var (
	levels = []string{"agency", "directorate", "department", "region", "country"}
	kinds  = []string{"month", "quarter", "year", "rolling12"}
)

const (
	levelDefault = "country"
	kindDefault  = "quarter"
)

// Index answers indicators of a snapshot, from memory. It is immutable and safe
// for concurrent use.
type Index struct {
	snapshot, asOf string
	definitions    []Definition
	series         map[key]series
}

// key says which rows of an indicator belong together.
type key struct{ id, level, kind string }

// series is the rows of one key, by period and code.
type series struct {
	rows    []Row
	periods []span // ascending
}

// span is the rows of one period, rows[first:end], by code.
type span struct {
	label      string
	first, end int
}

// Definitions lists the indicators, in the order of their ids.
func (ix *Index) Definitions() []Definition { return ix.definitions }

// Answer gives an indicator's rows, the newest period first, then by code. ok is
// false for an unknown id; err is a *ParamError for a value of q that is not
// accepted. A code that names no place has no rows.
func (ix *Index) Answer(id string, q Query) (a Answer, ok bool, err error) {
	at := slices.IndexFunc(ix.definitions, func(d Definition) bool { return d.ID == id })
	if at < 0 {
		return Answer{}, false, nil
	}
	level, kind := cmp.Or(q.Level, levelDefault), cmp.Or(q.Period, kindDefault)
	if err := q.check(level, kind); err != nil {
		return Answer{}, true, err
	}
	after, err := readCursor(q.After)
	if err != nil {
		return Answer{}, true, err
	}
	a = Answer{Indicator: ix.definitions[at], Snapshot: ix.snapshot, AsOf: ix.asOf, Rows: []Row{}}
	s := ix.series[key{id, level, kind}]
	for _, p := range slices.Backward(s.periods) {
		if (q.From != "" && p.label < q.From) || (q.To != "" && p.label > q.To) {
			continue
		}
		for _, row := range s.page(p, q.Code, after) {
			if q.Limit > 0 && len(a.Rows) == q.Limit {
				next := a.Rows[len(a.Rows)-1].cursor()
				a.Next = &next
				return a, true, nil
			}
			a.Rows = append(a.Rows, row)
		}
	}
	return a, true, nil
}

// page is the rows of a period, of one place if code is not "", past a place in the listing.
func (s series) page(p span, code string, after place) []Row {
	rows := s.rows[p.first:p.end]
	if code != "" {
		i, found := slices.BinarySearchFunc(rows, code, func(r Row, code string) int { return strings.Compare(r.Code, code) })
		if !found {
			return nil
		}
		rows = rows[i : i+1]
	}
	if after == (place{}) || p.label < after.period {
		return rows
	}
	if p.label > after.period {
		return nil
	}
	return rows[sort.Search(len(rows), func(i int) bool { return rows[i].Code > after.code }):]
}

// check refuses what no published table holds.
func (q Query) check(level, kind string) error {
	if !slices.Contains(levels, level) {
		return &ParamError{Param: "level", Value: q.Level, Want: strings.Join(levels, ", ")}
	}
	if !slices.Contains(kinds, kind) {
		return &ParamError{Param: "period", Value: q.Period, Want: strings.Join(kinds, ", ")}
	}
	if q.From != "" && !isPeriod(kind, q.From) {
		return &ParamError{Param: "from", Value: q.From, Want: examples[kind]}
	}
	if q.To != "" && !isPeriod(kind, q.To) {
		return &ParamError{Param: "to", Value: q.To, Want: examples[kind]}
	}
	if q.From != "" && q.To != "" && q.From > q.To {
		return &ParamError{Param: "from", Value: q.From, Want: "une période qui ne suit pas to (" + q.To + ")"}
	}
	return nil
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

// place is where a page of a listing ended.
type place struct{ period, code string }

// cursor is opaque to callers. It names the last row given and not its number,
// so that it stays good when another snapshot is served.
func (r Row) cursor() string {
	return base64.RawURLEncoding.EncodeToString([]byte(r.Period + "\x00" + r.Code))
}

func readCursor(s string) (place, error) {
	if s == "" {
		return place{}, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(s)
	period, code, found := strings.Cut(string(text), "\x00")
	if err != nil || !found || period == "" {
		return place{}, &ParamError{Param: "cursor", Value: s, Want: "celui d'une page de cette réponse"}
	}
	return place{period, code}, nil
}
