package api

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vigie/analytics"
	"vigie/api/openapi"
)

// Accounts come once, the first due first, each with an action that is true of it; the
// stock of agencies adds up to the list.
func TestAccountPages(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	asOfAt := time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC) // the 22nd in Paris
	late := 0
	keys, pages := everyPage(t, s.URL+"/v1/recruiter-accounts?limit=3", func(l openapi.AccountList) (keys []string) {
		for _, r := range l.Rows {
			if r.IsLate {
				late++
			}
			called, missed := r.ContactOutcome != nil, r.ContactOutcome != nil && *r.ContactOutcome == "NON_ABOUTI"
			if !actionHolds(r, called, missed) || r.IsLate != r.DueAt.Before(asOfAt) || r.Todo == "" || r.AgeDays < 0 || !r.DueAt.After(r.AskedAt) {
				t.Errorf("account %+v", r)
			}
			for _, m := range r.Matches {
				if m.Accounts < 1 || m.Accounts > m.SamePhone+m.SameEmail || len(m.Examples) == 0 || len(m.Examples) > min(3, m.Accounts) || slices.Contains(m.Examples, r.AccountID) {
					t.Errorf("account %s: match %+v", r.AccountID, m)
				}
			}
			keys = append(keys, r.DueAt.UTC().Format("2006-01-02 15:04:05.000000")+" "+r.AccountID)
		}
		return keys
	}, func(l openapi.AccountList) *string { return l.Next })
	once(t, "accounts", keys, pages[0].Waiting)
	if pages[0].Late != late {
		t.Errorf("%d late, %d counted", late, pages[0].Late)
	}
	var waiting, aged int
	everyPage(t, s.URL+"/v1/recruiter-accounts/stock?limit=2", func(l openapi.AccountStockList) []string {
		for _, r := range l.Rows {
			waiting, aged = waiting+r.Waiting, aged+r.Recent+r.InDelay+r.Beyond
		}
		return nil
	}, func(l openapi.AccountStockList) *string { return l.Next })
	if total := pages[0].Stock; waiting != len(keys) || aged != waiting || total.Waiting != waiting || total.Agency != nil || total.AgencyLabel != nil || total.OldestAt == nil {
		t.Errorf("%d accounts, %d by agency, %d by age, %+v in all", len(keys), waiting, aged, total)
	}
}

// actionHolds tells whether what is next of an account follows from what was done of it.
func actionHolds(r analytics.AccountRow, called, missed bool) bool {
	switch r.Action {
	case "CALL_CONTACT":
		return !called && r.IsKnown
	case "CALL_LANDLINE":
		return !called && !r.IsKnown
	case "REMIND":
		return missed && r.RemindedAt == nil
	case "WAIT":
		return missed && r.RemindedAt != nil && !r.IsLate
	case "REFUSE":
		return missed && r.IsLate
	}
	return r.Action == "DECIDE" && called && !missed
}

// Accounts are read by who may read the persons of their agency, never all by who has
// some agencies; what is read is recorded.
func TestAccountsAreOfTheCallersAgencies(t *testing.T) {
	source := fixture(t)
	snap, release := source.Acquire()
	defer release()
	all, err := snap.Accounts(t.Context(), analytics.AccountQuery{ListQuery: analytics.ListQuery{Limit: 1}})
	if err != nil || len(all.Rows) == 0 {
		t.Fatalf("no account: %v", err)
	}
	own := all.Rows[0].Agency
	for _, c := range []struct {
		caller  Caller
		agency  string
		refused error
	}{
		{Caller{ID: "all", Persons: true}, "", nil},
		{Caller{ID: "advisor", Persons: true, Agencies: []string{own}}, own, nil},
		{Caller{ID: "advisor", Persons: true, Agencies: []string{own}}, "", ErrForbidden},
		{Caller{ID: "advisor", Persons: true, Agencies: []string{"elsewhere"}}, own, ErrForbidden},
		{Caller{ID: "analyst"}, own, ErrForbidden},
		{Caller{}, own, ErrUnauthenticated},
	} {
		audit := &trace{}
		s := &server{Deps: Deps{Audit: audit}}
		ctx := context.WithValue(t.Context(), exchangeKey{}, &exchange{op: &operation{id: "listRecruiterAccounts"}, caller: c.caller, snapshot: snap})
		_, listed := s.ListRecruiterAccounts(ctx, openapi.ListRecruiterAccountsRequestObject{Params: openapi.ListRecruiterAccountsParams{Agency: &c.agency}})
		_, counted := s.ListAccountStock(ctx, openapi.ListAccountStockRequestObject{Params: openapi.ListAccountStockParams{Agency: &c.agency}})
		_, drawn := s.GetAccountsPage(ctx, openapi.GetAccountsPageRequestObject{Params: openapi.GetAccountsPageParams{Agency: &c.agency}})
		for what, err := range map[string]error{"list": listed, "stock": counted, "page": drawn} {
			if !errors.Is(err, c.refused) {
				t.Errorf("%s of %q for %+v: %v, want %v", what, c.agency, c.caller, err, c.refused)
			}
		}
		if recorded := len(audit.reads); (recorded == 2) != (c.refused == nil) || recorded > 0 && audit.reads[0].Purpose != purposeAccounts {
			t.Errorf("%q for %+v: recorded %+v", c.agency, c.caller, audit.reads)
		}
	}
}

// Nothing of a telephone or an e-mail is answered, in any form.
func TestAccountsHoldNoHash(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	_, body := get(t, s.URL+"/v1/recruiter-accounts?limit=500")
	for _, word := range []string{"phone_key", "email_key", "+999", "exemple.invalid", "recrutement."} {
		if strings.Contains(body, word) {
			t.Errorf("accounts hold %q", word)
		}
	}
}
