package analytics

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"vigie/analytics/attractivity"
	"vigie/analytics/draft"
	"vigie/data"
	"vigie/transform/model"
)

// ErrDraftsWait says that the snapshot was published by a program that did not keep what
// an offer said: its drafts wait for the next night.
var ErrDraftsWait = errors.New("the snapshot does not hold what offers said")

// DraftError refuses a draft: its Field (wire name, "" for the whole), the Rule that it
// breaks (a code of the contracts, or one of package draft) and what it Wants, in French,
// where the rule does not say it. It holds no value.
type DraftError = draft.Refused

// Simulate gives an entrusted offer as it is beside what it would be with the fields of a
// draft, an `offres` record in wire names of which every field is optional and null
// removes one; or, with no offerID, a draft alone, which needs a trade, its title and a
// place. Nothing of it is kept, or written anywhere.
//
// Errors: ErrUnknownOffer; a *DraftError for a draft that can't be read; ErrDraftsWait;
// ctx's own. The fields of an offer's life (identity, origin, creation, closing) are
// accepted and change nothing.
func (s *Snapshot) Simulate(ctx context.Context, offerID string, offer json.RawMessage) (attractivity.Simulation, error) {
	changes, err := draft.Read(offer)
	if err != nil {
		return attractivity.Simulation{}, err
	}
	var row attractivity.Row
	read := func(ask draft.Ask) (err error) {
		row, err = readOffer(func(into ...any) error { return ask(draftSQL, into...) })
		return err
	}
	if offerID == "" {
		if err := s.desk.New(ctx, changes, read); err != nil {
			return attractivity.Simulation{}, simulateError(err)
		}
		return s.Attractivity.Simulate(nil, row), nil
	}
	before, found, err := s.Attractivity.Row(offerID)
	if err != nil {
		return attractivity.Simulation{}, err
	}
	if !found {
		return attractivity.Simulation{}, ErrUnknownOffer
	}
	if before.Elsewhere == "" {
		if err := s.desk.Changed(ctx, offerID, before.CreatedOn(), changes, read); err != nil {
			return attractivity.Simulation{}, simulateError(err)
		}
	}
	return s.Attractivity.Simulate(&before, row), nil
}

// In is the same snapshot with the widget's sentences in a language.
func (s *Snapshot) In(language string) *Snapshot {
	other := *s
	other.Attractivity = s.Attractivity.In(language)
	return &other
}

// Said gives what the record of an entrusted offer says, by wire names, dotted where they
// are nested: what a draft of its changes starts from.
func (s *Snapshot) Said(ctx context.Context, offerID string) (map[string]any, error) {
	row, found, err := s.Attractivity.Row(offerID)
	if err != nil {
		return nil, err
	}
	if !found || row.Elsewhere != "" {
		return nil, ErrUnknownOffer
	}
	said, err := s.desk.Said(ctx, offerID, row.CreatedOn())
	if err != nil {
		return nil, simulateError(err)
	}
	return said, nil
}

// draftSQL reads the one offer of a draft.
const draftSQL = "select * from serving.offer"

func simulateError(err error) error {
	if errors.Is(err, draft.ErrNotStored) {
		return ErrDraftsWait
	}
	return fmt.Errorf("simulate: %w", err)
}

// openDesk opens what conforms the drafts of a snapshot.
func openDesk(ctx context.Context, db *model.DB, dir string, m data.Manifest) (*draft.Desk, error) {
	day, err := time.Parse(time.DateOnly, m.AsOf)
	if err != nil {
		return nil, fmt.Errorf("read as-of date: %w", err)
	}
	models, err := Models(ctx, db)
	if err != nil {
		return nil, err
	}
	tables := make([]draft.Table, len(m.Tables))
	for i, t := range m.Tables {
		tables[i] = draft.Table{Name: t.Name, Files: filesOf(dir, t)}
	}
	return draft.Open(ctx, draft.Night{
		AsOf: day, Models: models, Tables: tables, Targets: []string{"attractivity.offer", "pools.offer"},
		KnowsTrades: !strings.HasPrefix(m.Reference, data.EmbeddedReference),
	}, offerViewSQL)
}
