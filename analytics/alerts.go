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
	//go:embed load/alerts.sql
	alertsSQL string
	//go:embed load/alert_counts.sql
	alertCountsSQL string
)

// AlertRow is an alert for the advisor: a rule of its channel that applies to an
// entrusted offer.
type AlertRow struct {
	OfferID    string   `json:"offer_id"`
	Title      string   `json:"title"`
	Rule       string   `json:"rule"`
	Channel    string   `json:"channel"`
	Agency     *string  `json:"agency"`
	Department string   `json:"department"`
	CreatedOn  string   `json:"created_on"`
	OtherOffer *string  `json:"other_offer_id"` // of which it is a duplicate
	Details    []string `json:"details"`        // wordings found, pay_under_minimum
}

// AlertCount counts the alerts of a channel and rule.
type AlertCount struct {
	Channel string `json:"channel"`
	Rule    string `json:"rule"`
	Alerts  int    `json:"alerts"`
}

// AlertQuery filters the alerts. Empty fields do not filter.
type AlertQuery struct {
	Agency, Channel, Rule string
	Limit                 int
	After                 string // cursor
}

// Alerts lists alerts, of the newest offers first, and counts all that the filter
// keeps; next is the cursor of the following page, "" at the end.
func (s *Snapshot) Alerts(ctx context.Context, q AlertQuery) (rows []AlertRow, counts []AlertCount, next string, err error) {
	after, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return nil, nil, "", ErrBadCursor
	}
	rows, counts = []AlertRow{}, []AlertCount{}
	err = each(ctx, s.db, alertsSQL, func(r *sql.Rows) error {
		var a AlertRow
		var detail string
		err := r.Scan(&a.OfferID, &a.Title, &a.Rule, &a.Channel, &a.Agency, &a.Department, &a.CreatedOn, &a.OtherOffer, &detail)
		a.Details = append([]string{}, strings.Fields(detail)...)
		rows = append(rows, a)
		return err
	}, q.Agency, q.Channel, q.Rule, string(after), q.Limit+1)
	if err != nil {
		return nil, nil, "", fmt.Errorf("list alerts: %w", err)
	}
	if len(rows) > q.Limit {
		rows = rows[:q.Limit]
		last := rows[len(rows)-1]
		next = base64.RawURLEncoding.EncodeToString([]byte(last.CreatedOn + " " + last.OfferID + " " + last.Rule))
	}
	err = each(ctx, s.db, alertCountsSQL, func(r *sql.Rows) error {
		var c AlertCount
		err := r.Scan(&c.Channel, &c.Rule, &c.Alerts)
		counts = append(counts, c)
		return err
	}, q.Agency, q.Channel, q.Rule)
	if err != nil {
		return nil, nil, "", fmt.Errorf("count alerts: %w", err)
	}
	return rows, counts, next, nil
}
