package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"testing"

	"vigie/analytics"
	"vigie/api/openapi"
)

// everyPage reads a list page by page, and gives its rows' keys and the answers.
func everyPage[T any](t *testing.T, address string, rows func(T) []string, next func(T) *string) (keys []string, answers []T) {
	t.Helper()
	for at := address; at != ""; {
		response, body := get(t, at)
		var page T
		if err := json.Unmarshal([]byte(body), &page); err != nil || response.StatusCode != 200 {
			t.Fatalf("%s: status %d, %v: %s", at, response.StatusCode, err, body)
		}
		keys, answers = append(keys, rows(page)...), append(answers, page)
		at = ""
		if cursor := next(page); cursor != nil {
			at = address + "&cursor=" + url.QueryEscape(*cursor)
		}
	}
	return keys, answers
}

// once fails for a key that comes twice, or keys that are not in order.
func once(t *testing.T, what string, keys []string, counted int) {
	t.Helper()
	if len(keys) != counted || counted == 0 {
		t.Errorf("%s: %d rows in the pages, %d counted", what, len(keys), counted)
	}
	if !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
		t.Errorf("%s: not in order, or twice the same", what)
	}
}

// Callbacks come once, the latest due first; late is what is due before the as-of date.
func TestCallbackPages(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	keys, pages := everyPage(t, s.URL+"/v1/surveys/callbacks?limit=2", func(l openapi.CallbackList) (keys []string) {
		for _, r := range l.Rows {
			if r.IsLate != (r.DueOn < l.AsOf) || r.IsLate == (r.WorkingDaysLeft > 0) || r.DueOn <= r.AskedOn || r.ContextLabel == "" {
				t.Errorf("callback %+v on %s", r, l.AsOf)
			}
			keys = append(keys, r.DueOn+" "+r.SurveyID)
		}
		return keys
	}, func(l openapi.CallbackList) *string { return l.Next })
	once(t, "callbacks", keys, pages[0].Waiting)
	first := pages[0].Rows[0]
	_, own := everyPage(t, s.URL+"/v1/surveys/callbacks?limit=500&agency="+first.Agency, func(l openapi.CallbackList) (keys []string) {
		for _, r := range l.Rows {
			keys = append(keys, r.Agency)
		}
		return keys
	}, func(l openapi.CallbackList) *string { return l.Next })
	if slices.ContainsFunc(own[0].Rows, func(r analytics.CallbackRow) bool { return r.Agency != first.Agency }) || own[0].Waiting != len(own[0].Rows) {
		t.Errorf("callbacks of %s: %+v", first.Agency, own[0])
	}
}

// The worklist has each offer once, the most urgent first, with a reason that is true of it.
func TestWorklistPages(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	keys, pages := everyPage(t, s.URL+"/v1/worklists/j30?limit=3", func(l openapi.Worklist) (keys []string) {
		for _, r := range l.Rows {
			isOpen := r.Reason == "FEW_APPLICATIONS"
			if isOpen != (r.ClosedOn == nil) || (isOpen && r.Applications >= 3*r.Positions) || r.IsLate != (r.DueOn < l.AsOf) || r.IsLate != (r.DaysLeft < 0) || r.Why == "" {
				t.Errorf("offer %+v on %s", r, l.AsOf)
			}
			keys = append(keys, r.DueOn+" "+r.OfferID)
		}
		return keys
	}, func(l openapi.Worklist) *string { return l.Next })
	once(t, "worklist", keys, pages[0].Waiting)
}

// Events come once, the newest first, and their figures add up by type and by agency.
func TestEventPages(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	sums := map[string][3]int{}
	for _, by := range []string{"event", "type", "agency"} {
		keys, _ := everyPage(t, s.URL+"/v1/events?limit=40&by="+by, func(l openapi.EventList) (keys []string) {
			for _, r := range l.Rows {
				sum := sums[by]
				sum[0] += r.Events
				sum[1] += or(r.Attendees, 0)
				sum[2] += or(r.Hires, 0)
				sums[by] = sum
				keys = append(keys, or(r.HeldOn, "")+" "+or(r.EventID, "")+or(r.Type, "")+or(r.Agency, ""))
			}
			return keys
		}, func(l openapi.EventList) *string { return l.Next })
		if by == "event" {
			slices.Reverse(keys)
		}
		once(t, by, keys, len(keys))
	}
	if sums["event"] != sums["type"] || sums["event"] != sums["agency"] || sums["event"][0] == 0 {
		t.Errorf("events, attendees, hires: %v", sums)
	}
}

// A report adds up: contexts to the total, weeks to what was sent, marks to the
// answers; and it tells no rate on few observations.
func TestSurveyReportAddsUp(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	for _, c := range []struct{ address, state string }{
		{"/v1/surveys/report", "frozen"}, {"/v1/surveys/report?quarter=2026-Q4", "open"}, {"/v1/surveys/report?quarter=2026-Q2", "frozen"},
		{"/v1/surveys/report?quarter=2026-Q3&level=region&code=11", ""},
	} {
		response, body := get(t, s.URL+c.address)
		var r analytics.SurveyReport
		if err := json.Unmarshal([]byte(body), &r); err != nil || response.StatusCode != 200 {
			t.Fatalf("%s: status %d, %v: %s", c.address, response.StatusCode, err, body)
		}
		if c.address == "/v1/surveys/report" && r.Quarter != "2026-Q3" {
			t.Errorf("the last quarter that is over is %s", r.Quarter)
		}
		if frozen := r.FrozenOn != nil; frozen != (r.State == "frozen") || frozen != (r.FreezesOn <= r.AsOf) {
			t.Errorf("%s: %s, freezes on %s, frozen on %v", c.address, r.State, r.FreezesOn, r.FrozenOn)
		}
		var sent, answers, week, marked int
		for _, row := range r.Rows[1:] {
			sent, answers = sent+*row.Sent, answers+*row.Answers
		}
		for _, w := range r.Weeks {
			week += w.Sent
		}
		for _, m := range r.Marks {
			marked += m.Count
		}
		all := r.Rows[0]
		if all.Context != analytics.AllContexts || *all.Sent != sent || *all.Answers != answers || week != sent || marked != answers || sent == 0 {
			t.Errorf("%s: %d sent, %d by context, %d by week; %d answers, %d by context, %d marks", c.address, *all.Sent, sent, week, *all.Answers, answers, marked)
		}
		for _, row := range r.Rows {
			if (row.Satisfaction.Value == nil) != (*row.Answers < r.Minimum) || (row.Restatement != nil) != (r.State == "frozen") {
				t.Errorf("%s %s: %d answers, %+v, %+v", c.address, row.Context, *row.Answers, row.Satisfaction, row.Restatement)
			}
		}
	}
	for address, param := range map[string]string{
		"/v1/surveys/report?quarter=1999-Q1": "quarter", "/v1/surveys/report?level=agency": "code", "/v1/surveys/report?level=region&code=NONE": "code",
	} {
		response, body := get(t, s.URL+address)
		if p := checkProblem(t, response, body, 400); p.Detail[:len(param)] != param {
			t.Errorf("%s: %s", address, p.Detail)
		}
	}
}

// What is to be done in an agency, company by company, is for who works there.
func TestListsOfAnAgencyAreForWhoWorksThere(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	agency, other := "75001", "75002"
	s := &server{Deps: Deps{Audit: unrecorded{}}}
	lists := map[string]func(context.Context, *string) error{
		"callbacks": func(ctx context.Context, a *string) error {
			_, err := s.ListCallbacks(ctx, openapi.ListCallbacksRequestObject{Params: openapi.ListCallbacksParams{Agency: a}})
			return err
		},
		"worklist": func(ctx context.Context, a *string) error {
			_, err := s.ListWorklist30(ctx, openapi.ListWorklist30RequestObject{Params: openapi.ListWorklist30Params{Agency: a}})
			return err
		},
		"alerts": func(ctx context.Context, a *string) error {
			_, err := s.ListAlerts(ctx, openapi.ListAlertsRequestObject{Params: openapi.ListAlertsParams{Agency: a}})
			return err
		},
		"events": func(ctx context.Context, a *string) error {
			_, err := s.ListEvents(ctx, openapi.ListEventsRequestObject{Params: openapi.ListEventsParams{Agency: a}})
			return err
		},
	}
	all, advisor := Caller{ID: "all", Persons: true}, Caller{ID: "advisor", Persons: true, Agencies: []string{agency}}
	for name, list := range lists {
		for _, c := range []struct {
			caller Caller
			agency *string
			want   error
		}{
			{all, nil, nil}, {all, &other, nil}, {advisor, &agency, nil}, {advisor, &other, ErrForbidden}, {advisor, nil, ErrForbidden},
			{Caller{ID: "analyst"}, &agency, ErrForbidden}, {Caller{ID: "analyst"}, nil, ErrForbidden}, {Caller{}, nil, ErrUnauthenticated},
		} {
			ctx := context.WithValue(t.Context(), exchangeKey{}, &exchange{caller: c.caller, snapshot: snap})
			if err := list(ctx, c.agency); !errors.Is(err, c.want) {
				t.Errorf("%s to %+v: %v, want %v", name, c, err, c.want)
			}
		}
	}
}
