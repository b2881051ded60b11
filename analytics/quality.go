package analytics

import (
	"context"
	"encoding/json"

	"vigie/analytics/draft"
	"vigie/analytics/quality"
)

// DraftQuality judges the writing of a draft, an `offres` record in wire names of which
// every field is optional. It needs no snapshot, and keeps nothing. An error is a *DraftError.
func DraftQuality(offer json.RawMessage) (quality.Answer, error) {
	changes, err := draft.Read(offer)
	if err != nil {
		return quality.Answer{}, err
	}
	return judge(changes.On(nil), "")
}

// Quality judges the writing of an entrusted offer of the snapshot, with the fields of a
// draft in place of its own. Errors: ErrUnknownOffer; ErrDraftsWait; a *DraftError; ctx's own.
func (s *Snapshot) Quality(ctx context.Context, offerID string, offer json.RawMessage) (quality.Answer, error) {
	changes, err := draft.Read(offer)
	if err != nil {
		return quality.Answer{}, err
	}
	row, found, err := s.Attractivity.Row(offerID)
	if err != nil {
		return quality.Answer{}, err
	}
	if !found || row.Elsewhere != "" {
		return quality.Answer{}, ErrUnknownOffer
	}
	said, err := s.desk.Said(ctx, offerID, row.CreatedOn())
	if err != nil {
		return quality.Answer{}, simulateError(err)
	}
	a, err := judge(changes.On(said), row.CreatedOn())
	a.OfferID = offerID
	return a, err
}

func judge(fields quality.Fields, createdOn string) (quality.Answer, error) {
	if field, ok := fields.Check(); !ok {
		return quality.Answer{}, &draft.Refused{Field: field, Rule: "type_invalid"}
	}
	return quality.Judge(fields, createdOn), nil
}
