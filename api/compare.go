package api

import (
	"context"

	"vigie/analytics"
	"vigie/analytics/diff"
	"vigie/analytics/disclosure"
	"vigie/api/openapi"
)

// movesLimit is the number of moves of a page when none is asked for.
const movesLimit = 100

// CompareSnapshots answers GET /v1/snapshots/{before}/diff/{after}, to any known caller, as
// they may see both nights.
func (s *server) CompareSnapshots(ctx context.Context, r openapi.CompareSnapshotsRequestObject) (openapi.CompareSnapshotsResponseObject, error) {
	x, p := current(ctx), r.Params
	if s.Compare == nil {
		return nil, &analytics.UnknownSnapshotError{ID: r.Before, Known: []string{x.snapshot.ID}}
	}
	d, err := s.Compare(ctx, r.Before, r.After)
	if err != nil {
		return nil, err
	}
	q := analytics.MoveQuery{Indicator: or(p.Indicator, ""), Level: string(or(p.Level, "")), Limit: or(p.Limit, movesLimit), After: or(p.Cursor, "")}
	if q.Before, err = s.sightAt(ctx, r.Before); err != nil {
		return nil, err
	}
	if q.Later, err = s.sightAt(ctx, r.After); err != nil {
		return nil, err
	}
	rows, next, err := analytics.Moves(d, q)
	if err != nil {
		return nil, err
	}
	causes := make([]diff.Cause, len(d.Causes))
	for i, c := range d.Causes {
		if causes[i] = c; x.language != "en" {
			causes[i].Text = c.French
		}
	}
	return openapi.CompareSnapshots200JSONResponse{Snapshot: x.snapshot.ID, AsOf: x.snapshot.AsOf, Before: d.Before, After: d.After, Causes: causes, Rows: rows, Next: cursorOrNil(next)}, nil
}

// sightAt is what the caller is shown of a night; nil is everything.
func (s *server) sightAt(ctx context.Context, id string) (*disclosure.Sight, error) {
	x := current(ctx)
	if x.caller.everybody() {
		return nil, nil
	}
	snapshot, release, err := s.At(ctx, id)
	if err != nil {
		return nil, err
	}
	defer release()
	return x.caller.sight(snapshot.Hidden)
}
