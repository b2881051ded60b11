package diagnosis

import (
	"time"

	"vigie/analytics/attractivity"
	"vigie/analytics/pools"
)

// Row is one row of diagnosis.offer. Absent texts are empty.
type Row struct {
	ID                                  string
	Siret                               string
	IsRegistered                        bool
	Company, Naf, Sector, Band          string
	HRStaffed                           *bool
	FirstHiredOn                        time.Time // zero = unknown
	Closed, FilledByService, FilledElse int32     // what the establishment entrusted before
	Abandoned, Failed, WithService      int32
	DaysToFill                          *float64
	TradeClosed, TradeFilled            int32

	Agency, AgencyLabel                   string
	Basin, BasinLabel                     string
	AgencySeekers, BasinSeekers           int32
	DepartmentSeekers                     int32
	BasinOffers, BasinEntrusted           int32 // those of others, open now
	DepartmentOffers, DepartmentEntrusted int32

	Positions                             int32
	Contract                              string
	ContractMonths                        *float64
	IsApprenticeship                      bool
	Hours                                 *float64
	PartTime                              *bool
	Salary                                *float64 // euros gross a year, full time
	SalaryFlag                            string
	Experience                            string // D, S, E; "" = not stated
	ExperienceMonths                      *float64
	Requirements                          int32
	Skills, Licences, Languages, Diplomas []string // required
	WishedSkills                          int32
	Writing                               []string // elements that the text has
	IsWritten                             bool     // it has a text
	Unlawful                              []string // criteria of what the law forbids in the text
	IsUnderpaid                           bool

	Applications, Waiting, Retained    int32
	Refused, Declined, Absent, Dropped int32
	Services                           []string // delivered
}

// Facts are all that a diagnosis is written from.
type Facts struct {
	Row
	Offer   attractivity.Row
	Widget  attractivity.Answer // in the offer's department
	Levers  *pools.Levers       // nil for an offer that has no pool
	Needs   *attractivity.BMO   // nil where the survey says nothing
	Tension *attractivity.TensionRow
	AsOf    time.Time
	Step    int // counts of persons are told from so many on, by multiples of it; 1 = exactly
}

// coarse rounds every count of persons down to what may be told.
func (f *Facts) coarse() {
	if f.Step <= 1 {
		f.Step = 1
		return
	}
	step := int32(f.Step)
	for _, n := range []*int32{
		&f.AgencySeekers, &f.BasinSeekers, &f.DepartmentSeekers, &f.Waiting, &f.Retained, &f.Refused, &f.Declined, &f.Absent, &f.Dropped,
	} {
		*n = *n / step * step
	}
	if f.Levers != nil {
		coarse := f.Levers.Coarse(f.Step)
		f.Levers = &coarse
	}
}

// atMost is the most that a count of persons may be, being rounded down.
func (f *Facts) atMost(n int) int { return n + f.Step - 1 }

// months are those of the contract: infinite for a permanent one, nil when unknown.
func (f *Facts) months() *float64 {
	if f.Contract == "CDI" {
		m := permanent
		return &m
	}
	return f.ContractMonths
}

// permanent is the length of a contract without a term, in months.
const permanent = 1e9

// Index holds what a diagnosis reads of each offer that has one. It is immutable.
type Index struct{ offers map[string]*Row }

// NewIndex starts an index.
func NewIndex() *Index { return &Index{offers: map[string]*Row{}} }

// Add adds an offer, before the index answers.
func (ix *Index) Add(r Row) { ix.offers[r.ID] = &r }

// Row is what is known of an offer; ok is false for one that has no diagnosis.
func (ix *Index) Row(id string) (r Row, ok bool) {
	found := ix.offers[id]
	if found == nil {
		return Row{}, false
	}
	return *found, true
}

// Len is how many offers have a diagnosis.
func (ix *Index) Len() int { return len(ix.offers) }
