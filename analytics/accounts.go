package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"vigie/data/calendar"
	"vigie/data/rules"
)

var (
	//go:embed load/accounts.sql
	accountsSQL string
	//go:embed load/account_counts.sql
	accountCountsSQL string
	//go:embed load/account_stock.sql
	accountStockSQL string
	//go:embed load/account_total.sql
	accountTotalSQL string
)

// What the procedure asks to do next of a recruiter's account.
const (
	actionCallContact  = "CALL_CONTACT"
	actionCallLandline = "CALL_LANDLINE"
	actionRemind       = "REMIND"
	actionWait         = "WAIT"
	actionRefuse       = "REFUSE"
)

// AccountRow is a recruiter's account that waits for its certification.
type AccountRow struct {
	AccountID      string         `json:"account_id"`
	Agency         string         `json:"agency"`
	AgencyLabel    string         `json:"agency_label"`
	SIRET          *string        `json:"siret"`
	Company        *string        `json:"company"`
	AskedAt        time.Time      `json:"asked_at"`
	AgeDays        int            `json:"age_days"`
	Status         *string        `json:"status"`
	IsKnown        bool           `json:"is_known"`        // the establishment
	ContactOutcome *string        `json:"contact_outcome"` // ABOUTI, NON_ABOUTI
	ContactedAt    *time.Time     `json:"contacted_at"`
	RemindedAt     *time.Time     `json:"reminded_at"`
	Action         string         `json:"action"`
	Todo           string         `json:"todo"` // the action, a sentence
	DueAt          time.Time      `json:"due_at"`
	IsLate         bool           `json:"is_late"`
	WaitingOffers  *int           `json:"waiting_offers"`
	ViewedProfiles *int           `json:"viewed_profiles"`
	Matches        []AccountMatch `json:"matches"`
}

// AccountMatch counts the other accounts of a status that have the telephone or the
// e-mail of one. Neither is in any table: only that they are the same is.
type AccountMatch struct {
	Status    string   `json:"status"`
	SamePhone int      `json:"same_phone"`
	SameEmail int      `json:"same_email"`
	Accounts  int      `json:"accounts"` // those with both count once
	Examples  []string `json:"examples"` // identifiers of some of them
}

// AccountStock counts the accounts of an agency that wait, or of all, by age.
type AccountStock struct {
	Agency        *string    `json:"agency"`
	AgencyLabel   *string    `json:"agency_label"`
	Waiting       int        `json:"waiting"`
	Late          int        `json:"late"`
	Recent        int        `json:"recent"`   // of less than a day
	InDelay       int        `json:"in_delay"` // older, within the delay of decision
	Beyond        int        `json:"beyond"`
	OldestAt      *time.Time `json:"oldest_at"`
	WaitingOffers int        `json:"waiting_offers"`
	Matched       int        `json:"matched"` // with a refused or blocked account
}

// AccountList is a page of the accounts that wait, and how many do in all.
type AccountList struct {
	Rows          []AccountRow
	Waiting, Late int
	Stock         AccountStock // of the agency, whatever is next
	Next          string       // cursor of the following page, "" at the end
}

// AccountQuery asks for a page of the accounts of an agency for which an action is next;
// empty fields do not filter.
type AccountQuery struct {
	ListQuery
	Action string
}

// Accounts lists the accounts that wait for their certification, the first due first.
func (s *Snapshot) Accounts(ctx context.Context, q AccountQuery) (*AccountList, error) {
	after, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return nil, ErrBadCursor
	}
	list := &AccountList{Rows: []AccountRow{}}
	places := []string{}
	err = each(ctx, s.db, accountsSQL, func(r *sql.Rows) error {
		a, m, place, err := scanAccount(r)
		if err != nil {
			return err
		}
		if n := len(places); n == 0 || places[n-1] != place {
			list.Rows, places = append(list.Rows, a), append(places, place)
		}
		if last := &list.Rows[len(list.Rows)-1]; m.Accounts > 0 {
			last.Matches = append(last.Matches, m)
		}
		return nil
	}, q.Agency, q.Action, string(after), q.Limit+1)
	if err != nil {
		return nil, fmt.Errorf("list recruiter accounts: %w", err)
	}
	if err := s.db.QueryRow(ctx, accountCountsSQL, q.Agency, q.Action).Scan(&list.Waiting, &list.Late); err != nil {
		return nil, fmt.Errorf("count recruiter accounts: %w", err)
	}
	if list.Stock, err = scanStock(s.db.QueryRow(ctx, accountTotalSQL, q.Agency)); err != nil {
		return nil, fmt.Errorf("count recruiter accounts by age: %w", err)
	}
	if len(list.Rows) > q.Limit {
		list.Rows = list.Rows[:q.Limit]
		list.Next = base64.RawURLEncoding.EncodeToString([]byte(places[q.Limit-1]))
	}
	return list, nil
}

// scanAccount reads a row: an account, and one of its matches if it has any.
func scanAccount(r *sql.Rows) (a AccountRow, m AccountMatch, place string, err error) {
	var examples string
	err = r.Scan(&a.AccountID, &a.Agency, &a.AgencyLabel, &a.SIRET, &a.Company, &a.AskedAt, &a.Status, &a.IsKnown,
		&a.ContactOutcome, &a.ContactedAt, &a.RemindedAt, &a.Action, &a.DueAt, &a.IsLate, &a.AgeDays, &a.WaitingOffers, &a.ViewedProfiles, &place,
		&m.Status, &m.SamePhone, &m.SameEmail, &m.Accounts, &examples)
	if err != nil {
		return a, m, "", err
	}
	a.AskedAt, a.DueAt = calendar.Paris(a.AskedAt), calendar.Paris(a.DueAt)
	inParis(a.ContactedAt)
	inParis(a.RemindedAt)
	a.Todo, a.Matches = todo(&a), []AccountMatch{}
	return a, m, place, json.Unmarshal([]byte(examples), &m.Examples)
}

// todo says in a sentence what the procedure asks to do next of an account.
func todo(a *AccountRow) string {
	switch a.Action {
	case actionCallContact:
		return "Établissement connu : appeler son correspondant privilégié."
	case actionCallLandline:
		return fmt.Sprintf("Établissement peu ou pas connu : l'appeler sur son numéro fixe dans les %d heures.", rules.CertificationCallHours.Int())
	case actionRemind:
		return fmt.Sprintf("Appelé%s sans être joint : relancer par mail et par téléphone sous %d jours ouvrés.", onDay(a.ContactedAt), rules.CertificationReminderDays.Int())
	case actionWait:
		return fmt.Sprintf("Relancé%s : courrier sans réponse dans les %d heures, refus sans contact à l'échéance.", onDay(a.RemindedAt), rules.CertificationLetterHours.Int())
	case actionRefuse:
		reminded := "sans avoir été relancé"
		if a.RemindedAt != nil {
			reminded = "relancé" + onDay(a.RemindedAt)
		}
		return fmt.Sprintf("Pas de contact %d jours après la demande, %s : refuser la certification.", rules.CertificationDays.Int(), reminded)
	}
	if a.Status != nil && *a.Status == "EN_ATTENTE_PIECES" {
		return fmt.Sprintf("Joint%s : vérifier les pièces demandées, puis certifier, bloquer ou refuser.", onDay(a.ContactedAt))
	}
	return fmt.Sprintf("Joint%s : certifier si ses informations sont confirmées, sinon bloquer ou refuser.", onDay(a.ContactedAt))
}

// onDay says on which day something was done, where that is known.
func onDay(t *time.Time) string {
	if t == nil {
		return ""
	}
	return " le " + t.Format("02/01/2006")
}

// AccountStocks counts the accounts that wait of an agency, or of each in the order of
// their codes; next is the cursor of the following page, "" at the end.
func (s *Snapshot) AccountStocks(ctx context.Context, q ListQuery) (rows []AccountStock, next string, err error) {
	after, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return nil, "", ErrBadCursor
	}
	rows = []AccountStock{}
	err = each(ctx, s.db, accountStockSQL, func(r *sql.Rows) error {
		a, err := scanStock(r)
		rows = append(rows, a)
		return err
	}, q.Agency, string(after), q.Limit+1)
	if err != nil {
		return nil, "", fmt.Errorf("count recruiter accounts by agency: %w", err)
	}
	if len(rows) > q.Limit {
		rows = rows[:q.Limit]
		next = base64.RawURLEncoding.EncodeToString([]byte(*rows[q.Limit-1].Agency))
	}
	return rows, next, nil
}

func scanStock(r interface{ Scan(...any) error }) (a AccountStock, err error) {
	err = r.Scan(&a.Agency, &a.AgencyLabel, &a.Waiting, &a.Late, &a.Recent, &a.InDelay, &a.Beyond, &a.OldestAt, &a.WaitingOffers, &a.Matched)
	inParis(a.OldestAt)
	return a, err
}

// inParis makes an instant, if there is one, told as the agencies' clocks tell it.
func inParis(t *time.Time) {
	if t != nil {
		*t = calendar.Paris(*t)
	}
}
