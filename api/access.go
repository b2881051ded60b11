package api

import (
	"context"
	"errors"
	"fmt"
)

// Access is one read of persons: who reads whom, for what.
type Access struct {
	Caller    string
	Operation string   // of the document
	Purpose   string   // the offer that the persons are read for, or a purpose below; "" = offers for one person
	Subjects  []string // pseudonyms
	Snapshot  string
}

// Purposes that are no offer of the snapshot.
const (
	purposeDraft     = "brouillon"     // an offer that has no identifier yet
	purposePromotion = "promotion"     // employers are looked for
	purposeAccounts  = "certification" // recruiters' accounts are decided of; the subjects are accounts
)

// Audit keeps the trace of the reads of persons. Record is called before any byte
// of the answer leaves; an answer whose read can't be recorded does not leave.
type Audit interface {
	Record(ctx context.Context, a Access) error
}

// errAudit refuses an answer with persons whose read could not be recorded.
var errAudit = errors.New("read of persons not recorded")

// unrecorded stands where no audit is configured.
type unrecorded struct{}

// Record keeps nothing.
func (unrecorded) Record(context.Context, Access) error { return nil }

// record tells the audit that the caller is about to read persons, for a purpose. A
// page without anybody is told too: it says that there is nobody.
func (s *server) record(ctx context.Context, purpose string, pseudonyms []string) error {
	x := current(ctx)
	a := Access{Caller: x.caller.ID, Operation: x.op.id, Purpose: purpose, Subjects: pseudonyms, Snapshot: x.snapshot.ID}
	if err := s.Audit.Record(ctx, a); err != nil {
		return fmt.Errorf("%w: %w", errAudit, err)
	}
	return nil
}
