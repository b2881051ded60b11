package performance_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vigie/analytics/performance"
	"vigie/transform/model"
	"vigie/transform/transformtest"
)

// world is the facts that indicators are computed from, as Go values.
type world struct {
	agencies []agency
	offers   []offer
	services []service
	answers  []answer
}

type agency struct{ code, directorate, department, region string }

type offer struct {
	id              int
	entrusted       bool
	agency, outcome string
	created         time.Time
	closed, filled  time.Time // zero = not
}

type service struct {
	offer     int
	delivered time.Time
}

type answer struct {
	agency       string
	answered     time.Time // zero = not
	satisfaction int
}

var hired = []string{"POURVUE_PE", "POURVUE_AUTRE"}

// drawWorld draws facts up to the day before asOf, over more years than the
// window, bunched so that agencies and months meet.
func drawWorld(t *rapid.T, asOf time.Time) world {
	w := world{agencies: drawAgencies(t)}
	codes := []string{"", "not known"}
	for _, a := range w.agencies {
		codes = append(codes, a.code)
	}
	code := rapid.SampledFrom(codes)
	day := rapid.Custom(func(t *rapid.T) time.Time {
		return asOf.AddDate(0, 0, -1-rapid.OneOf(rapid.IntRange(0, 100), rapid.IntRange(0, 1700)).Draw(t, "days ago"))
	})
	for i := range rapid.IntRange(0, 60).Draw(t, "offers") {
		o := offer{id: i, entrusted: rapid.IntRange(0, 9).Draw(t, "partner") > 0, agency: code.Draw(t, "agency"), created: day.Draw(t, "created")}
		if closed := day.Draw(t, "closed"); !closed.Before(o.created) {
			o.closed = closed
			o.outcome = rapid.SampledFrom([]string{"POURVUE_PE", "POURVUE_AUTRE", "ABANDON", "ECHEC", "DOUBLON", "NON_CONFORME"}).Draw(t, "outcome")
			if slices.Contains(hired, o.outcome) {
				o.filled = closed.AddDate(0, 0, -rapid.IntRange(0, int(closed.Sub(o.created).Hours()/24)).Draw(t, "filled before"))
			}
		}
		w.offers = append(w.offers, o)
		for range rapid.IntRange(0, 2).Draw(t, "services") {
			w.services = append(w.services, service{i, day.Draw(t, "delivered")})
		}
	}
	for range rapid.IntRange(0, 60).Draw(t, "surveys") {
		a := answer{agency: code.Draw(t, "agency")}
		if rapid.Bool().Draw(t, "answered") {
			a.answered, a.satisfaction = day.Draw(t, "answered on"), rapid.IntRange(1, 4).Draw(t, "satisfaction")
		}
		w.answers = append(w.answers, a)
	}
	return w
}

func drawAgencies(t *rapid.T) []agency {
	var all []agency
	for i := range rapid.IntRange(0, 6).Draw(t, "agencies") {
		department := rapid.SampledFrom([]string{"75", "2A", "01", ""}).Draw(t, "department")
		a := agency{code: fmt.Sprintf("A%d", i), department: department}
		a.region = map[string]string{"75": "11", "2A": "94", "01": "84"}[department]
		if a.region != "" {
			a.directorate = rapid.SampledFrom([]string{"", "D1-" + a.region, "D2-" + a.region}).Draw(t, "directorate")
		}
		all = append(all, a)
	}
	return all
}

// places gives the code of an agency at each level; one that is not known is ZZ.
func (w world) places(code string) map[string]string {
	at := slices.IndexFunc(w.agencies, func(a agency) bool { return a.code == code })
	a := agency{code: "ZZ"}
	if at >= 0 {
		a = w.agencies[at]
	}
	return map[string]string{
		"agency": a.code, "directorate": cmp.Or(a.directorate, "ZZ"), "department": cmp.Or(a.department, "ZZ"),
		"region": cmp.Or(a.region, "ZZ"), "country": "FR",
	}
}

// engine is DuckDB with the input tables of the indicators.
type engine struct {
	*model.DB
	models []model.Model
	dir    string
}

// orderOf sorts a table as the night does.
func orderOf(m model.Model) string {
	if len(m.Order()) == 0 {
		return ""
	}
	return " order by " + strings.Join(m.Order(), ", ")
}

// indicatorTables are those of schema performance that indicators are made of.
var indicatorTables = []string{"agency_place", "period_month", "cut_label", "callback_request", "indicator"}

func newEngine(t *testing.T, asOf time.Time) engine {
	t.Helper()
	ctx := context.Background()
	db, err := model.Open(ctx, asOf, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	ordered, err := model.Order(models(t))
	if err != nil {
		t.Fatal(err)
	}
	e := engine{DB: db, dir: t.TempDir()}
	for _, ddl := range append(transformtest.Inputs(), "create schema stg", "create schema core", "create schema kept", "create schema attractivity", "create schema channel", "create schema performance", "create schema unit") {
		e.must(t, ddl)
	}
	for _, m := range ordered {
		switch m.Schema() {
		case "stg":
			e.must(t, "create view "+m.Table+" as "+m.SQL)
		case "core", "kept":
			e.must(t, "create table "+m.Table+" as "+m.SQL)
		case "attractivity", "channel":
			if err := e.CreateView(ctx, m); err != nil {
				t.Fatal(err)
			}
		case "performance", "unit":
			if m.Schema() == "performance" && !slices.Contains(indicatorTables, m.Name()) {
				continue // another table's own tests
			}
			e.models = append(e.models, m)
		}
	}
	definitions, err := performance.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range definitions {
		e.must(t, "insert into ref.indicator (indicator) values ('"+d.ID+"')")
	}
	return e
}

func (e engine) must(t interface{ Fatalf(string, ...any) }, query string) {
	if err := e.Exec(context.Background(), query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// build loads the world and makes the tables of this package from it.
func (e engine) build(t *rapid.T, w world) {
	insert := func(table, columns string, rows []string) {
		e.must(t, "delete from "+table)
		if len(rows) > 0 {
			e.must(t, "insert into "+table+" ("+columns+") values "+strings.Join(rows, ", "))
		}
	}
	var agencies, offers, services, answers []string
	for _, a := range w.agencies {
		agencies = append(agencies, row(a.code, a.directorate, a.department, a.region))
	}
	for _, o := range w.offers {
		offers = append(offers, row(o.id, o.entrusted, o.agency, o.outcome, o.created, o.closed, o.filled, 1, 0))
	}
	for i, s := range w.services {
		services = append(services, row(i, s.offer, "MRS", s.delivered))
	}
	for i, a := range w.answers {
		satisfaction := ""
		if a.satisfaction > 0 {
			satisfaction = fmt.Sprint(a.satisfaction)
		}
		answers = append(answers, row(i, a.agency, a.answered, satisfaction))
	}
	insert("core.agency", "agency, directorate, department, region", agencies)
	insert("core.offer", "offer_id, entrusted, agency, outcome, created_on, closed_on, filled_on, positions, positions_filled", offers)
	insert("core.service", "service_id, offer_id, service, delivered_on", services)
	insert("core.survey_return", "survey_id, agency, answered_on, satisfaction", answers)
	for _, m := range e.models {
		query, done, err := e.Select(context.Background(), m, e.dir)
		if err != nil {
			t.Fatal(err)
		}
		e.must(t, "create or replace table "+m.Table+" as "+query+orderOf(m))
		done()
		breaches, err := model.Audit(context.Background(), e.DB, m, model.Table{})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range breaches {
			t.Errorf("audit: %v", b)
		}
	}
}

// row writes values as SQL; "" and the zero time are null.
func row(values ...any) string {
	parts := make([]string, len(values))
	for i, v := range values {
		text := fmt.Sprint(v)
		if at, ok := v.(time.Time); ok {
			text = at.Format(time.DateOnly)
			if at.IsZero() {
				text = ""
			}
		}
		parts[i] = "null"
		if text != "" {
			parts[i] = "'" + text + "'"
		}
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
