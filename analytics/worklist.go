package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/base64"
	"fmt"
	"time"

	"vigie/data/rules"
)

var (
	//go:embed load/worklist.sql
	worklistSQL string
	//go:embed load/worklist_counts.sql
	worklistCountsSQL string
)

// Why an offer is on the worklist; the first two are outcomes.
const (
	reasonGivenUp = "ABANDON"
	reasonFailed  = "ECHEC"
)

// WorklistRow is an offer of which the employer is to be called again.
type WorklistRow struct {
	OfferID      string  `json:"offer_id"`
	Title        string  `json:"title"`
	Rome         string  `json:"rome"`
	Department   string  `json:"department"`
	Agency       string  `json:"agency"`
	AgencyLabel  string  `json:"agency_label"`
	SIRET        *string `json:"siret"`
	Company      *string `json:"company"`
	CreatedOn    string  `json:"created_on"` // ISO date
	ClosedOn     *string `json:"closed_on"`  // ISO date
	Positions    int     `json:"positions"`
	Applications int     `json:"applications"`
	Reason       string  `json:"reason"` // ABANDON, ECHEC, FEW_APPLICATIONS
	Why          string  `json:"why"`    // the reason, a sentence
	DueOn        string  `json:"due_on"` // ISO date
	IsLate       bool    `json:"is_late"`
	DaysLeft     int     `json:"days_left"` // until due_on; below 0, late by as many
}

// Worklist is a page of the offers to take up again, and how many there are in all.
type Worklist struct {
	Rows          []WorklistRow
	Waiting, Late int
	Next          string // cursor of the following page, "" at the end
}

// Worklist30 lists the offers that found nobody, the most urgent first.
func (s *Snapshot) Worklist30(ctx context.Context, q ListQuery) (*Worklist, error) {
	after, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return nil, ErrBadCursor
	}
	list := &Worklist{Rows: []WorklistRow{}}
	err = each(ctx, s.db, worklistSQL, func(r *sql.Rows) error {
		var w WorklistRow
		var entered time.Time
		var age int
		err := r.Scan(&w.OfferID, &w.Agency, &w.AgencyLabel, &w.Title, &w.Rome, &w.Department, &w.SIRET, &w.Company, &w.CreatedOn, &w.ClosedOn,
			&w.Positions, &w.Applications, &w.Reason, &entered, &w.DueOn, &w.IsLate, &w.DaysLeft, &age)
		w.Why = whyAgain(w, entered, age)
		list.Rows = append(list.Rows, w)
		return err
	}, q.Agency, string(after), q.Limit+1)
	if err != nil {
		return nil, fmt.Errorf("list offers to take up again: %w", err)
	}
	if err := s.db.QueryRow(ctx, worklistCountsSQL, q.Agency).Scan(&list.Waiting, &list.Late); err != nil {
		return nil, fmt.Errorf("count offers to take up again: %w", err)
	}
	if len(list.Rows) > q.Limit {
		list.Rows = list.Rows[:q.Limit]
		last := list.Rows[len(list.Rows)-1]
		list.Next = base64.RawURLEncoding.EncodeToString([]byte(last.DueOn + " " + last.OfferID))
	}
	return list, nil
}

// whyAgain says in a sentence why an offer is on the worklist.
func whyAgain(w WorklistRow, entered time.Time, age int) string {
	on := entered.Format("02/01/2006")
	switch w.Reason {
	case reasonGivenUp:
		return "Close le " + on + " sans recrutement : l'employeur a abandonné."
	case reasonFailed:
		return "Close le " + on + " sans recrutement : échec de la recherche."
	}
	return fmt.Sprintf("Ouverte depuis %d jours, %s pour %s : moins de %d par poste.", age, several(w.Applications, "candidature"), several(w.Positions, "poste"), rules.RecontactApplications.Int())
}

// several counts a French noun that takes an s.
func several(n int, noun string) string {
	if n < 2 {
		return fmt.Sprintf("%d %s", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
