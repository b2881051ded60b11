package web

import (
	"net/url"
	"time"

	"vigie/analytics"
)

// AccountsData is a page of the recruiters' accounts that wait for their certification.
type AccountsData struct {
	Stamp Stamp
	Query analytics.AccountQuery
	analytics.AccountList
}

// Accounts draws the recruiters' accounts to certify.
func Accounts(d AccountsData) ([]byte, error) {
	return render(french, "accounts", view{Title: "Espaces recruteur à certifier", Section: "accounts", Stamp: d.Stamp, Data: d})
}

// accountsURL is the address of the accounts of a question, from a cursor on or as a file.
func accountsURL(path string, q analytics.AccountQuery, name, value string) string {
	v := url.Values{}
	for name, value := range map[string]string{"agency": q.Agency, "action": q.Action, name: value} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// accountActions are the choices of the page's filter, in the order of the procedure.
func accountActions() []string {
	return []string{"CALL_CONTACT", "CALL_LANDLINE", "REMIND", "WAIT", "REFUSE", "DECIDE"}
}

// moment writes an instant in words, to the minute.
func (l *language) moment(t time.Time) string {
	return l.date(t.Format(time.DateOnly)) + " à" + nbsp + t.Format("15") + nbsp + "h" + nbsp + t.Format("04")
}
