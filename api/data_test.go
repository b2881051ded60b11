package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"vigie/analytics"
	"vigie/analytics/attractivity"
	"vigie/analytics/diff"
	"vigie/analytics/market"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/analytics/prospects"
	"vigie/api/openapi"
)

// Every operation answers what the document says, on every address that matters.
func TestAnswersFollowTheDocument(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, inactive := someOffers(t, source)
	agency, _ := someAgency(t, source)
	for _, address := range []string{
		"/v1/offers", "/v1/offers?limit=2&sort=created", "/v1/offers?state=closed&limit=5", "/v1/offers?sort=applications&limit=500", "/v1/offers?q=zzzzzz",
		"/v1/offers/" + active + "/attractivity", "/v1/offers/" + active + "/attractivity?scope=rome", "/v1/offers/" + active + "/attractivity?scope=region",
		"/v1/offers/" + inactive + "/attractivity", "/v1/offers/" + active + "/quality", "/v1/offers/" + inactive + "/quality", "/v1/offers/NONE/quality", "/v1/offers/" + active + "/quality?x=1", "/v1/offers/" + closedOffer(t, source) + "/attractivity", "/v1/offers/NONE/attractivity",
		"/v1/offers/" + active + "/pool", "/v1/offers/" + active + "/pool?limit=1", "/v1/offers/" + active + "/pool?limit=500&radius_km=12.5&near_trades=false", "/v1/offers/NONE/pool", "/methode/viviers", "/offres/NONE/vivier.csv", "/v1/job-seekers/" + strings.Repeat("A", 26) + "/offers", "/v1/job-seekers/someone/offers", "/methode/viviers?x=1", "/v1/offers/" + active + "/pool/levers", "/v1/offers/NONE/pool/levers", "/v1/offers/" + active + "/pool/levers?limit=1", "/v1/offers/" + closedOffer(t, source) + "/pool", "/v1/offers/" + active + "/pool?cursor=forged",
		"/v1/offers/" + active + "/diagnosis", "/v1/offers/" + inactive + "/diagnosis", "/v1/offers/" + closedOffer(t, source) + "/diagnosis", "/v1/offers/NONE/diagnosis", "/v1/offers/" + active + "/diagnosis?limit=1",
		"/v1/agencies/" + agency + "/prospects", "/v1/agencies/" + agency + "/prospects?limit=2", "/v1/agencies/NONE/prospects", "/v1/agencies/" + agency + "/prospects?cursor=forged", "/v1/agencies/" + agency + "/promotions", "/v1/agencies/" + agency + "/promotions?limit=3&calls=2", "/v1/agencies/NONE/promotions", "/v1/agencies/" + agency + "/promotions?job_seeker=" + strings.Repeat("A", 26), "/v1/agencies/NONE/promotions?job_seeker=" + strings.Repeat("A", 26), "/v1/agencies/" + agency + "/promotions?calls=0",
		"/v1/indicators", "/v1/indicators/ent1", "/v1/indicators/ENT2?level=agency&limit=3", "/v1/indicators/ent3?level=region&period=month&from=2026-01", "/v1/indicators/ent3?period=2026-Q3",
		"/v1/indicators/ent1?level=agency&code=NONE", "/v1/indicators/ent1?by=domain&limit=5", "/v1/indicators/ent1?by=service&level=region&period=year", "/v1/indicators/ent2?by=rome", "/v1/indicators/ent1?by=domain,contract,channel", "/v1/indicators/alerts?by=rule,channel", "/v1/indicators/ent1?by=contract&cut=WEATHER", "/indicateurs/ent1?by=domain,contract", "/v1/indicators/ent3?by=rome&level=agency&period=rolling12&limit=7", "/v1/indicators/none", "/v1/indicators/ent1?from=2026-01&to=2026-Q1", "/v1/indicators/ent1?from=2026-Q3&to=2026-Q1", "/v1/indicators/ent1?cursor=forged",
		"/v1/market?rome=M1607", "/v1/market?rome=M1607&level=region&code=11", "/v1/market?rome=M1607&level=department&code=75", "/v1/market?rome=Z9999", "/v1/market?rome=M1607&level=agency", "/v1/market",
		"/v1/agencies/" + agency + "/pilot", "/v1/agencies/" + agency + "/pilot?period=2026-09&indicator=ent3", "/v1/agencies/" + agency + "/pilot?period=1999", "/v1/agencies/NONE/pilot", "/v1/agencies/" + agency + "/pilot?indicator=weather", "/v1/agencies/" + agency + "/pilot?period=quarter", "/v1/agencies/" + agency + "/pilot?x=1",
		"/agences", "/agences?x=1", "/agences/" + agency, "/agences/" + agency + "?period=2026-Q2&indicator=appl", "/agences/NONE", "/agences/" + agency + "?period=x", "/marche/M1607", "/marche/M1607?level=department&code=75", "/marche/Z9999", "/marche/x", "/marche/M1607?level=agency",
		"/v1/alerts", "/v1/alerts?limit=1&rule=duplicate", "/v1/alerts?agency=NONE", "/v1/alerts?channel=JTMO", "/v1/alerts?cursor=!", "/v1/alerts?rule=other", "/v1/alerts?channel=x",
		"/v1/catalog", "/v1/catalog?lang=en", "/v1/tables/ref.rome?limit=2", "/v1/tables/core.job_seeker", "/v1/tables/ref.none", "/v1/tables/none", "/v1/tables/ref.rome?cursor=forged", "/v1/tables/ref.region?format=csv", "/catalogue", "/catalogue?lang=en",
		"/v1/surveys/report", "/v1/surveys/report?quarter=2026-Q2&level=agency&code=75001", "/v1/surveys/report?quarter=2026-Q4", "/v1/surveys/report?quarter=1999-Q1", "/v1/surveys/report?level=agency", "/v1/surveys/report?level=region&code=NONE", "/v1/surveys/report?quarter=2026",
		"/v1/surveys/callbacks", "/v1/surveys/callbacks?limit=2", "/v1/surveys/callbacks?agency=NONE", "/v1/surveys/callbacks?cursor=!", "/v1/worklists/j30", "/v1/worklists/j30?limit=3", "/v1/worklists/j30?agency=NONE", "/v1/worklists/j30?cursor=!",
		"/v1/events", "/v1/events?limit=2", "/v1/events?by=type", "/v1/events?by=agency&limit=3", "/v1/events?type=FORUM&from=2026-01-01&to=2026-06-30", "/v1/events?type=BAL", "/v1/events?from=2026-02-30", "/v1/events?cursor=!",
		"/v1/recruiter-accounts", "/v1/recruiter-accounts?limit=2&action=REMIND", "/v1/recruiter-accounts?agency=NONE", "/v1/recruiter-accounts?cursor=!", "/v1/recruiter-accounts?action=CALL", "/v1/recruiter-accounts/stock", "/v1/recruiter-accounts/stock?limit=1", "/v1/recruiter-accounts/stock?agency=NONE", "/v1/recruiter-accounts/stock?cursor=!",
		"/espaces-recruteur", "/espaces-recruteur?agency=" + agency, "/espaces-recruteur?agency=NONE&action=DECIDE", "/espaces-recruteur?cursor=!", "/espaces-recruteur?action=CALL",
		"/v1/snapshots", "/healthz", "/readyz", "/metrics", "/openapi.yaml", "/docs",
		"/", "/offres", "/offres?state=closed", "/offres/" + active, "/offres/" + inactive, "/offres/NONE", "/offres/" + active + "/vivier", "/offres/" + active + "/negociation?salaire=2000", "/offres/NONE/negociation", "/offres/brouillon", "/offres/brouillon?rome=M1607", "/methode/attractivite", "/methode/diagnostic", "/methode/diagnostic?x=1", "/offres/" + active + "/diagnostic", "/offres/NONE/diagnostic", "/offres/" + active + "/diagnostic?x=1", "/methode/indicateurs", "/methode/indicateurs?x=1", "/indicateurs", "/indicateurs/ent1?level=department", "/indicateurs/ent1?by=service&code=", "/indicateurs/ent1?by=weather", "/indicateurs/none", "/embed/attractivity/" + active, "/embed/attractivity/NONE",
	} {
		t.Run(address, func(t *testing.T) {
			response, body := get(t, s.URL+address)
			if response.StatusCode >= 500 {
				t.Fatalf("status %d: %s", response.StatusCode, body)
			}
			follows(t, address, response, body)
		})
	}
}

// follows holds that an answer is one that the document describes.
func follows(t *testing.T, address string, response *http.Response, body string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	op, params := operationAt(t, response.Request.Method, u.Path)
	in := &openapi3filter.RequestValidationInput{Request: response.Request, PathParams: params, Route: op.route}
	err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: response.StatusCode, Header: response.Header, Body: io.NopCloser(strings.NewReader(body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	})
	if err != nil {
		t.Errorf("status %d: %v", response.StatusCode, err)
	}
	if strings.Contains(body, "NaN") || strings.Contains(body, "goroutine 1 [") || strings.Contains(body, ".go:") {
		t.Errorf("leak: %s", body)
	}
}

var operationsOnce = sync.OnceValue(func() operations {
	doc, err := readOnce()
	if err != nil {
		return nil
	}
	return newOperations(doc)
})

// operationAt finds the operation of a path as the router does.
func operationAt(t *testing.T, method, path string) (*operation, map[string]string) {
	t.Helper()
	segments := strings.Split(path, "/")
	for key, op := range operationsOnce() {
		names := strings.Split(strings.TrimPrefix(key, method+" "), "/")
		params := map[string]string{}
		matches := len(names) == len(segments)
		for i := 0; matches && i < len(names); i++ {
			if p, ok := strings.CutPrefix(names[i], ":"); ok {
				params[p] = segments[i]
			} else {
				matches = names[i] == segments[i]
			}
		}
		if matches {
			return op, params
		}
	}
	t.Fatalf("no operation at %s", path)
	return nil, nil
}

func closedOffer(t *testing.T, source Source) string {
	t.Helper()
	snap, release := source.Acquire()
	defer release()
	rows, _, err := snap.Offers(analytics.OfferQuery{State: analytics.StateClosed, Limit: 1})
	if err != nil || len(rows) == 0 {
		t.Fatalf("no closed offer: %v", err)
	}
	return rows[0].ID
}

// A closed offer is not an unknown one: its pool says why it has none.
func TestPoolOfAClosedOffer(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	for id, want := range map[string]string{closedOffer(t, source): "/docs#erreur-sans-vivier", "NONE": "/docs#erreur-offre-inconnue"} {
		response, body := get(t, s.URL+"/v1/offers/"+id+"/pool")
		if p := checkProblem(t, response, body, 404); p.Type != want {
			t.Errorf("%s: %s, want %s", id, p.Type, want)
		}
	}
}

// Every data route carries the snapshot and its ETag; who has it gets 304.
func TestETagFollowsTheSnapshot(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source, Version: "1"})
	newer := newServer(t, Deps{Source: source, Version: "2"})
	active, _ := someOffers(t, source)
	tags := map[string]bool{}
	for _, address := range []string{"/v1/offers", "/v1/offers?limit=1", "/v1/offers/" + active + "/attractivity", "/v1/offers/" + active + "/attractivity?scope=rome", "/v1/offers/" + active + "/pool", "/v1/indicators", "/v1/indicators/ent1", "/offres/" + active} {
		first, body := get(t, s.URL+address)
		tag := first.Header.Get("ETag")
		if tag == "" || tags[tag] || first.Header.Get("Cache-Control") != "private, no-cache" {
			t.Errorf("%s: ETag %q, Cache-Control %q", address, tag, first.Header.Get("Cache-Control"))
		}
		tags[tag] = true
		again, empty := get(t, s.URL+address, "If-None-Match", tag)
		if again.StatusCode != 304 || empty != "" || again.Header.Get("ETag") != tag {
			t.Errorf("%s: status %d with the ETag", address, again.StatusCode)
		}
		if other, _ := get(t, newer.URL+address, "If-None-Match", tag); other.StatusCode != 200 {
			t.Errorf("%s: another program answers %d", address, other.StatusCode)
		}
		if strings.HasPrefix(address, "/v1/") {
			var stamp struct {
				Snapshot string
				AsOf     string `json:"as_of"`
			}
			if err := json.Unmarshal([]byte(body), &stamp); err != nil || !strings.HasPrefix(tag, `"`+stamp.Snapshot) || len(stamp.AsOf) != 10 {
				t.Errorf("%s: stamp %+v, %v", address, stamp, err)
			}
		}
	}
}

// Pages of a list, put end to end, are the list.
func TestCursorsWalkTheWholeList(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, _ := someOffers(t, source)
	for _, c := range []struct{ path, rows, id string }{
		{"/v1/offers", "rows", "id"}, {"/v1/offers/" + active + "/pool", "candidates", "job_seeker_id"}, {"/v1/indicators/ent1", "rows", "period"},
	} {
		whole, _ := walk(t, s.URL+c.path, 500, c.rows, c.id)
		parts, pages := walk(t, s.URL+c.path, max(1, len(whole)/3), c.rows, c.id)
		if diff := cmp.Diff(whole, parts); diff != "" || pages < 2 {
			t.Errorf("%s: %d pages differ from one: %s", c.path, pages, diff)
		}
	}
}

// walk reads at most three pages of a list (one of 500), and gives the rows' ids.
func walk(t *testing.T, address string, limit int, rows, id string) (ids []string, pages int) {
	t.Helper()
	cursor := ""
	for {
		q := url.Values{"limit": {number(float64(limit))}}
		if cursor != "" {
			q.Set("cursor", cursor)
		}
		response, body := get(t, address+"?"+q.Encode())
		if response.StatusCode != 200 {
			t.Fatalf("%s: %d %s", address, response.StatusCode, body)
		}
		var page map[string]any
		if err := json.Unmarshal([]byte(body), &page); err != nil {
			t.Fatal(err)
		}
		for _, row := range page[rows].([]any) {
			if len(ids) == 500 {
				return ids, pages
			}
			ids = append(ids, row.(map[string]any)[id].(string))
		}
		pages++
		next, more := page["next"].(string)
		if !more || len(ids) >= 500 {
			return ids, pages
		}
		cursor = next
	}
}

// The document and the answers have the same fields, in both directions.
func TestDocumentHasTheFieldsOfTheAnswers(t *testing.T) {
	schemas := document(t).Components.Schemas
	for name, answer := range map[string]any{
		"Attractivity": attractivity.Answer{}, "AttractivityOffer": attractivity.Offer{}, "Verdict": attractivity.Verdict{}, "Market": attractivity.Market{}, "MarketMonth": attractivity.Month{}, "BMO": attractivity.BMO{}, "Tension": attractivity.Tension{},
		"Applications": attractivity.Applications{}, "CurvePoint": attractivity.CurvePoint{}, "MonthTrend": attractivity.MonthTrend{}, "Criterion": attractivity.Criterion{}, "ObservedDifference": attractivity.Difference{}, "AttractivitySummary": attractivity.Summary{},
		"Simulation": attractivity.Simulation{}, "SimulationMove": attractivity.Move{}, "SimulationStand": attractivity.Stand{},
		"Pool": pools.Pool{}, "PoolOffer": pools.Offer{}, "FunnelStep": pools.Step{}, "JobSeekerOffers": pools.Matches{}, "JobSeekerOffer": pools.Match{}, "Levers": pools.Levers{}, "Prospects": prospects.Prospects{}, "Promotions": prospects.Promotions{}, "NamedAgency": prospects.Agency{}, "TradeDepth": prospects.Depth{}, "Need": prospects.Need{}, "Promotion": prospects.Promotion{}, "Lever": pools.Lever{}, "LeverPair": pools.Pair{}, "ScoreBand": pools.Band{}, "CandidateApplication": pools.Applied{}, "Candidate": pools.Candidate{}, "ScoreParts": pools.Parts{},
		"Indicator": performance.Answer{}, "Definition": performance.Definition{}, "IndicatorRow": performance.Row{}, "WithoutServices": performance.Without{}, "Frozen": performance.Frozen{}, "OfferRow": analytics.OfferRow{},
		"Catalog": analytics.Catalog{}, "CatalogIndicator": analytics.IndicatorEntry{}, "CatalogTable": analytics.TableEntry{}, "CatalogColumn": analytics.ColumnEntry{},
		"SurveyReport": analytics.SurveyReport{}, "SurveyRow": analytics.SurveyRow{}, "SurveyRate": analytics.SurveyRate{}, "SurveyRestatement": analytics.SurveyRestatement{}, "SurveyWeek": analytics.SurveyWeek{}, "SurveyMark": analytics.SurveyMark{}, "SurveyTheme": analytics.SurveyTheme{}, "SurveyCallbacks": analytics.SurveyCallbacks{},
		"Pilot": analytics.Pilot{}, "PilotAgency": analytics.PilotAgency{}, "PilotFigure": analytics.PilotFigure{}, "PilotMap": analytics.PilotMap{}, "PilotDepartment": analytics.PilotDepartment{}, "PilotTrade": analytics.PilotTrade{}, "PilotList": analytics.PilotList{},
		"TradeMarketFigures": market.Figures{}, "TradeMarketHires": market.Hires{}, "TradeMarketJobSeekers": market.JobSeekers{},
		"CallbackRow": analytics.CallbackRow{}, "WorklistRow": analytics.WorklistRow{}, "EventRow": analytics.EventRow{},
		"Night": diff.Night{}, "Cause": diff.Cause{}, "MovePart": diff.Part{},
		"AccountRow": analytics.AccountRow{}, "AccountMatch": analytics.AccountMatch{}, "AccountStock": analytics.AccountStock{},
	} {
		var want []string
		for i := range reflect.TypeOf(answer).NumField() {
			f := reflect.TypeOf(answer).Field(i)
			if !f.IsExported() {
				continue
			}
			field, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if field == "-" { // for pages
				continue
			}
			want = append(want, field)
			if s := schemas[name].Value.Properties[field]; s != nil && (f.Type.Kind() == reflect.Pointer) != s.Value.Nullable {
				t.Errorf("%s.%s: nullable in one, not in the other", name, field)
			}
		}
		var got []string
		for field, s := range schemas[name].Value.Properties {
			got = append(got, field)
			if describes(s) == "" {
				t.Errorf("%s.%s is not described", name, field)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if told := cmp.Diff(want, got); told != "" {
			t.Errorf("%s: (-answer +document)\n%s", name, told)
		}
		if missing := len(got) - len(schemas[name].Value.Required); missing != 0 {
			t.Errorf("%s: %d fields are not required", name, missing)
		}
	}
}

// describes gives what a field says of itself, or of the schema it takes.
func describes(s *openapi3.SchemaRef) string {
	if s.Ref != "" {
		return s.Ref
	}
	return s.Value.Description
}

// An undefined figure that slips through is an error, never half an answer.
func TestNaNIsNeverWritten(t *testing.T) {
	nan := math.NaN()
	if _, err := write(attractivity.Answer{Criteria: []attractivity.Criterion{{Value: &nan}}}); err == nil {
		t.Error("the widget writes NaN")
	}
	var w bytes.Buffer
	if err := (openapi.GetPool200JSONResponse{Candidates: []pools.Candidate{{Score: nan}}}).VisitGetPoolResponse(recorder{&w}); err == nil || w.Len() > 0 {
		t.Errorf("the pool writes NaN: %q", w.String())
	}
}

// recorder keeps what is written.
type recorder struct{ *bytes.Buffer }

func (recorder) Header() http.Header { return http.Header{} }
func (recorder) WriteHeader(int)     {}

// What is kept never outgrows its room.
func TestKeptIsBounded(t *testing.T) {
	var k kept
	big := make([]byte, keptBytes/4)
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "a"} {
		k.put(question{offer: id}, big)
	}
	if k.size > keptBytes || len(k.answers) > 4 || len(k.answers) < 3 {
		t.Fatalf("%d bytes in %d answers", k.size, len(k.answers))
	}
	k.put(question{offer: "x"}, []byte("small"))
	if got := k.get(question{offer: "x"}); got != nil && string(got) != "small" {
		t.Fatalf("kept %q", got)
	}
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ period, from, to, kind, first, last string }{
		{"", "", "", "quarter", "", ""}, {"month", "", "", "month", "", ""}, {"rolling12", "2026-01", "", "rolling12", "2026-01", ""},
		{"2026-Q3", "", "", "quarter", "2026-Q3", "2026-Q3"}, {"2026-09", "", "", "month", "2026-09", "2026-09"}, {"2026", "", "", "year", "2026", "2026"},
		{"", "2026-01", "", "month", "2026-01", ""}, {"", "", "2026-Q1", "quarter", "", "2026-Q1"}, {"", "2025", "2026", "year", "2025", "2026"},
	} {
		kind, first, last := periods(c.period, c.from, c.to)
		if got, want := []string{kind, first, last}, []string{c.kind, c.first, c.last}; !slices.Equal(got, want) {
			t.Errorf("periods(%q, %q, %q) = %q, want %q", c.period, c.from, c.to, got, want)
		}
	}
}

// No identifier is a label: the measures name routes, never what was asked for.
func TestMetricsHoldNoIdentifier(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, _ := someOffers(t, source)
	get(t, s.URL+"/v1/offers/"+active+"/attractivity")
	get(t, s.URL+"/nowhere/"+active)
	_, body := get(t, s.URL+"/metrics")
	for _, want := range []string{
		`vigie_http_requests_total{route="/v1/offers/:id/attractivity",status="200"} 1`, `vigie_http_requests_total{route="other",status="404"} 1`,
		`vigie_http_request_duration_seconds_count{route="/v1/offers/:id/attractivity"} 1`, "vigie_snapshot_age_seconds ",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(body, active) {
		t.Error("an offer's identifier is in the measures")
	}
}

// swapping changes the snapshot that is served at every request.
type swapping struct {
	nights []*analytics.Snapshot
	next   atomic.Int64
	held   atomic.Int64
}

func (s *swapping) Acquire() (*analytics.Snapshot, func()) {
	s.held.Add(1)
	return s.nights[int(s.next.Add(1))%len(s.nights)], func() { s.held.Add(-1) }
}

// However often the snapshot changes, an answer is of one of them, whole, and
// its ETag says which; every one taken is given back.
func TestOneRequestSeesOneSnapshot(t *testing.T) {
	source := fixture(t)
	active, _ := someOffers(t, source)
	snap, release := source.Acquire()
	defer release()
	nights := &swapping{}
	for _, id := range []string{"000001-aaaaaaaa", "000002-bbbbbbbb", "000003-cccccccc"} {
		night := *snap
		night.ID = id
		nights.nights = append(nights.nights, &night)
	}
	s := newServer(t, Deps{Source: nights})
	var group errgroup.Group
	for i := range 4 {
		group.Go(func() error {
			for _, path := range []string{"/v1/offers/" + active + "/attractivity", "/v1/offers/" + active + "/pool?limit=3", "/v1/indicators/ent1", "/v1/offers?limit=3"} {
				for range 25 {
					response, body := get(t, s.URL+path)
					var stamp struct{ Snapshot string }
					if err := json.Unmarshal([]byte(body), &stamp); err != nil || response.StatusCode != 200 {
						return fmt.Errorf("caller %d: %d %v", i, response.StatusCode, err)
					}
					if tag := response.Header.Get("ETag"); !strings.HasPrefix(tag, `"`+stamp.Snapshot+"-") {
						return fmt.Errorf("%s: ETag %s, answer of %s", path, tag, stamp.Snapshot)
					}
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
	if n := nights.held.Load(); n != 0 {
		t.Errorf("%d snapshots are not given back", n)
	}
}
