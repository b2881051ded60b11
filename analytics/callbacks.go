package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/base64"
	"fmt"
)

var (
	//go:embed load/callbacks.sql
	callbacksSQL string
	//go:embed load/callback_counts.sql
	callbackCountsSQL string
)

// CallbackRow is a company that asked to be called back and was not yet.
type CallbackRow struct {
	SurveyID        string  `json:"survey_id"`
	Agency          string  `json:"agency"`
	AgencyLabel     string  `json:"agency_label"`
	SIRET           *string `json:"siret"`
	Company         *string `json:"company"`
	OfferID         *string `json:"offer_id"`
	Context         string  `json:"context"`
	ContextLabel    string  `json:"context_label"`
	AskedOn         string  `json:"asked_on"`          // ISO date
	DueOn           string  `json:"due_on"`            // ISO date
	IsLate          bool    `json:"is_late"`           // the last day has passed
	WorkingDaysLeft int     `json:"working_days_left"` // the as-of date included; below 0, late by as many
}

// CallbackList is a page of the callbacks that wait, and how many do in all.
type CallbackList struct {
	Rows          []CallbackRow
	Waiting, Late int
	Next          string // cursor of the following page, "" at the end
}

// ListQuery asks for a page of an agency's list; "" is every agency.
type ListQuery struct {
	Agency string
	Limit  int
	After  string // cursor
}

// Callbacks lists the callbacks that wait, the latest due first. One with an outcome
// is not among them.
func (s *Snapshot) Callbacks(ctx context.Context, q ListQuery) (*CallbackList, error) {
	after, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return nil, ErrBadCursor
	}
	list := &CallbackList{Rows: []CallbackRow{}}
	err = each(ctx, s.db, callbacksSQL, func(r *sql.Rows) error {
		var c CallbackRow
		err := r.Scan(&c.SurveyID, &c.Agency, &c.AgencyLabel, &c.SIRET, &c.Company, &c.OfferID, &c.Context, &c.AskedOn, &c.DueOn, &c.IsLate, &c.WorkingDaysLeft)
		c.ContextLabel = contextLabels[c.Context]
		list.Rows = append(list.Rows, c)
		return err
	}, q.Agency, string(after), q.Limit+1)
	if err != nil {
		return nil, fmt.Errorf("list callbacks: %w", err)
	}
	if err := s.db.QueryRow(ctx, callbackCountsSQL, q.Agency).Scan(&list.Waiting, &list.Late); err != nil {
		return nil, fmt.Errorf("count callbacks: %w", err)
	}
	if len(list.Rows) > q.Limit {
		list.Rows = list.Rows[:q.Limit]
		last := list.Rows[len(list.Rows)-1]
		list.Next = base64.RawURLEncoding.EncodeToString([]byte(last.DueOn + " " + last.SurveyID))
	}
	return list, nil
}
