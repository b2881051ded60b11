package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strings"
)

var (
	//go:embed load/events.sql
	eventsSQL string
	//go:embed load/event_groups.sql
	eventGroupsSQL string
)

// What a row of events is of.
const (
	EventsByEvent  = "event"
	EventsByType   = "type"
	EventsByAgency = "agency"
)

// EventRow is the figures of an event, or of all those of a type or an agency. Sums are
// of the events that tell; a share is of those that tell both of its terms.
type EventRow struct {
	EventID         *string  `json:"event_id"` // of one event only, as its day and trades
	Agency          *string  `json:"agency"`
	AgencyLabel     *string  `json:"agency_label"`
	Type            *string  `json:"type"`
	HeldOn          *string  `json:"held_on"` // ISO date
	Romes           []string `json:"romes"`
	Events          int      `json:"events"`
	Registered      *int     `json:"registered"`
	Attendees       *int     `json:"attendees"`
	Companies       *int     `json:"companies"`
	Hires           *int     `json:"hires"`
	Attendance      *float64 `json:"attendance"`
	HiresPerEvent   *float64 `json:"hires_per_event"`
	HiresPerCompany *float64 `json:"hires_per_company"`
}

// EventQuery filters and groups the events held. Empty fields do not filter.
type EventQuery struct {
	By           string // event, type, agency
	Agency, Type string
	From, To     string // ISO dates, inclusive
	Limit        int
	After        string // cursor
}

// Events lists events, the newest first, or their figures by type or agency; next is
// the cursor of the following page, "" at the end.
func (s *Snapshot) Events(ctx context.Context, q EventQuery) (rows []EventRow, next string, err error) {
	after, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return nil, "", ErrBadCursor
	}
	query, args := eventsSQL, []any{q.From, q.To, q.Agency, q.Type, string(after), q.Limit + 1}
	if q.By != EventsByEvent {
		query, args = eventGroupsSQL, append(args, q.By)
	}
	rows = []EventRow{}
	places := []string{}
	err = each(ctx, s.db, query, func(r *sql.Rows) error {
		var e EventRow
		var romes, place string
		err := r.Scan(&e.EventID, &e.Agency, &e.AgencyLabel, &e.Type, &e.HeldOn, &romes, &e.Events, &e.Registered, &e.Attendees, &e.Companies, &e.Hires,
			&e.Attendance, &e.HiresPerEvent, &e.HiresPerCompany, &place)
		e.Romes = append([]string{}, strings.Fields(romes)...)
		rows, places = append(rows, e), append(places, place)
		return err
	}, args...)
	if err != nil {
		return nil, "", fmt.Errorf("list events: %w", err)
	}
	if len(rows) > q.Limit {
		rows = rows[:q.Limit]
		next = base64.RawURLEncoding.EncodeToString([]byte(places[q.Limit-1]))
	}
	return rows, next, nil
}
