package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"vigie/analytics/attractivity"
)

//go:embed load/closed_offers.sql
var closedOffersSQL string

// OfferRow is one line of the advisor's list of offers.
type OfferRow struct {
	ID           string   `json:"id"`
	Title        string   `json:"title"`
	Rome         string   `json:"rome"`
	RomeLabel    string   `json:"rome_label"`
	Department   string   `json:"department"`
	Agency       *string  `json:"agency"`
	Place        string   `json:"place"`
	CreatedOn    string   `json:"created_on"`
	State        string   `json:"state"` // open, closed
	Active       bool     `json:"active"`
	Comparables  int      `json:"comparables"`
	Verdict      *string  `json:"verdict"` // attractive, average, unattractive
	Alerts       []string `json:"alerts"`
	Applications int      `json:"applications"`
}

// States of an offer, and orders of a list.
const (
	StateOpen          = "open"
	StateClosed        = "closed"
	SortNewest         = "-created"
	SortOldest         = "created"
	SortByApplications = "applications"
)

// OfferQuery filters the list of entrusted offers. Empty fields do not filter.
type OfferQuery struct {
	Agency, Department, Rome, Text string
	State                          string // open (default) or closed; closed offers come newest first
	Sort                           string // -created (default), created, applications: the fewest first
	Active                         *bool  // only offers whose widget shows figures, or only others; open offers
	Limit                          int
	After                          string // cursor
}

// Offers lists entrusted offers; next is the cursor of the following page, "" at the end.
func (s *Snapshot) Offers(q OfferQuery) (rows []OfferRow, next string, err error) {
	after, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return nil, "", ErrBadCursor
	}
	var page []attractivity.Row
	if q.State == StateClosed {
		page, err = s.closedOffers(q, string(after))
	} else {
		page, err = s.openOffers(q, string(after))
	}
	if err != nil {
		return nil, "", err
	}
	if len(page) > q.Limit {
		page = page[:q.Limit]
		next = base64.RawURLEncoding.EncodeToString([]byte(cursorOf(page[len(page)-1])))
	}
	rows = make([]OfferRow, 0, len(page))
	for _, r := range page {
		rows = append(rows, s.offerRow(r))
	}
	return rows, next, nil
}

func cursorOf(r attractivity.Row) string { return r.CreatedOn() + " " + r.ID }

// openOffers gives one row more than asked when there are more.
func (s *Snapshot) openOffers(q OfferQuery, after string) ([]attractivity.Row, error) {
	text := strings.ToLower(q.Text)
	var kept []*attractivity.Row
	for i := range s.open {
		r := &s.open[i]
		if (q.Agency == "" || r.Agency == q.Agency) && (q.Department == "" || r.Department == q.Department) &&
			(q.Rome == "" || r.Rome == q.Rome) && (text == "" || strings.Contains(strings.ToLower(r.Title), text)) &&
			(q.Active == nil || s.Attractivity.IsActive(*r) == *q.Active) {
			kept = append(kept, r)
		}
	}
	switch q.Sort {
	case SortOldest:
		slices.Reverse(kept)
	case SortByApplications:
		slices.SortStableFunc(kept, func(a, b *attractivity.Row) int { return a.Applications - b.Applications })
	}
	if after != "" {
		at := slices.IndexFunc(kept, func(r *attractivity.Row) bool { return cursorOf(*r) == after })
		if at < 0 {
			return nil, ErrBadCursor
		}
		kept = kept[at+1:]
	}
	page := make([]attractivity.Row, min(len(kept), q.Limit+1))
	for i := range page {
		page[i] = *kept[i]
	}
	return page, nil
}

func (s *Snapshot) closedOffers(q OfferQuery, after string) ([]attractivity.Row, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	day, id, _ := strings.Cut(after, " ")
	if day == "" {
		id = ""
	} else if _, err := time.Parse(time.DateOnly, day); err != nil {
		return nil, ErrBadCursor
	}
	result, err := s.db.Query(ctx, closedOffersSQL, q.Agency, q.Agency, q.Department, q.Department, q.Rome, q.Rome, q.Text, q.Text,
		day, sql.NullString{String: day, Valid: day != ""}, id, q.Limit+1)
	if err != nil {
		return nil, fmt.Errorf("list closed offers: %w", err)
	}
	defer result.Close()
	var page []attractivity.Row
	for result.Next() {
		r, err := scanOffer(result)
		if err != nil {
			return nil, fmt.Errorf("list closed offers: %w", err)
		}
		page = append(page, r)
	}
	return page, result.Err()
}

func (s *Snapshot) offerRow(r attractivity.Row) OfferRow {
	a := s.Attractivity.Of(r)
	row := OfferRow{
		ID: r.ID, Title: r.Title, Rome: r.Rome, RomeLabel: r.RomeLabel, Department: r.Department, Place: r.Place,
		CreatedOn: r.CreatedOn(), State: StateOpen, Active: a.Active, Comparables: a.Comparables, Alerts: a.Alerts, Applications: r.Applications,
	}
	if r.Agency != "" {
		row.Agency = &r.Agency
	}
	if !r.IsOpen {
		row.State = StateClosed
	}
	if a.Verdict != nil {
		row.Verdict = &a.Verdict.Level
	}
	return row
}
