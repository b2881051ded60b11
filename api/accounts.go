package api

import (
	"context"

	"vigie/analytics"
	"vigie/api/openapi"
	"vigie/api/web"
)

// accountsPage is how many accounts the page shows at once.
const accountsPage = 50

// ListRecruiterAccounts answers GET /v1/recruiter-accounts, to a caller who may read the
// persons of the agency: behind an account is somebody, and who shares their telephone
// tells of them.
func (s *server) ListRecruiterAccounts(ctx context.Context, r openapi.ListRecruiterAccountsRequestObject) (openapi.ListRecruiterAccountsResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	list, err := s.accountsOf(ctx, analytics.AccountQuery{
		ListQuery: analytics.ListQuery{Agency: or(p.Agency, ""), Limit: or(p.Limit, offersLimit), After: or(p.Cursor, "")}, Action: string(or(p.Action, ""))})
	if err != nil {
		return nil, err
	}
	return openapi.ListRecruiterAccounts200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: list.Rows, Waiting: list.Waiting, Late: list.Late, Stock: list.Stock, Next: cursorOrNil(list.Next)}, nil
}

// accountsOf reads a page of accounts for the caller, and records it.
func (s *server) accountsOf(ctx context.Context, q analytics.AccountQuery) (*analytics.AccountList, error) {
	x := current(ctx)
	if err := seesAgency(x.caller, q.Agency); err != nil {
		return nil, err
	}
	list, err := x.snapshot.Accounts(ctx, q)
	if err != nil {
		return nil, err
	}
	read := make([]string, len(list.Rows))
	for i := range list.Rows {
		read[i] = list.Rows[i].AccountID
	}
	return list, s.record(ctx, purposeAccounts, read)
}

// ListAccountStock answers GET /v1/recruiter-accounts/stock, to who sees all of the agency:
// counts finer than what disclosure control decides of.
func (s *server) ListAccountStock(ctx context.Context, r openapi.ListAccountStockRequestObject) (openapi.ListAccountStockResponseObject, error) {
	x, p := current(ctx), r.Params
	if err := seesAgency(x.caller, or(p.Agency, "")); err != nil {
		return nil, err
	}
	rows, next, err := x.snapshot.AccountStocks(ctx, analytics.ListQuery{Agency: or(p.Agency, ""), Limit: or(p.Limit, offersLimit), After: or(p.Cursor, "")})
	if err != nil {
		return nil, err
	}
	return openapi.ListAccountStock200JSONResponse{Snapshot: x.snapshot.ID, AsOf: x.snapshot.AsOf, Rows: rows, Next: cursorOrNil(next)}, nil
}

// GetAccountsPage answers GET /espaces-recruteur: the same list, and the stock.
func (s *server) GetAccountsPage(ctx context.Context, r openapi.GetAccountsPageRequestObject) (openapi.GetAccountsPageResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	d := web.AccountsData{Stamp: stamp(snap), Query: analytics.AccountQuery{
		ListQuery: analytics.ListQuery{Agency: or(p.Agency, ""), Limit: accountsPage, After: or(p.Cursor, "")}, Action: string(or(p.Action, ""))}}
	list, err := s.accountsOf(ctx, d.Query)
	if err != nil {
		return nil, err
	}
	d.AccountList = *list
	body, err := web.Accounts(d)
	return openapi.GetAccountsPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}
