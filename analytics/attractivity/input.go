package attractivity

// Row is one offer as attractivity.offer and attractivity.elsewhere publish it.
// Days are counted since 1970-01-01, Europe/Paris. It is all the index knows of an offer.
type Row struct {
	ID               string
	Title            string
	Rome, RomeLabel  string
	Appellation      string
	AppellationLabel string
	Department       string
	Region           string
	Place            string
	Agency           string
	Created          int32
	Closed           int32 // 0 while open
	IsOpen           bool
	IsMature         bool
	Positions        int32
	IsFilled         bool
	DaysToFill       *float64
	Employer         string
	Apprenticeship   bool
	Salary           *float64 // euros gross a year, full time
	SalaryFlag       string   // why a stated salary has no such figure, or how it was read; "" = nothing to say
	IsWished         bool     // the experience is wished (S), not required
	Experience       *float64 // months, a wished one already halved
	Contract         string   // CDI, CDD, MIS, …; "" = unknown
	ContractMonths   *float64 // length of a fixed term
	Hours            *float64 // a week
	PartTime         *bool
	Requirements     *float64 // skills, licences, languages and diplomas required, those wished apart
	Writing          *float64 // elements of writing that the text has, of five
	Written          string   // which: length, benefits, prospects, company, missions, parted by spaces
	Applications     int
	Applications30   int
	ByOrigin         Origins
	Ages             []uint8 // days since creation of each application, ascending
	HiringNeed       string  // key of what the survey counts of its family in its basin; "" = none
	Tension          string  // key of the class of its family in its department; "" = none

	Elsewhere string // not_entrusted or not_yet: why there is no widget; "" for an entrusted offer
}

// CreatedOn is the day of creation, ISO.
func (r Row) CreatedOn() string { return isoDay(r.Created) }

// Origins counts applications by who took the first step.
type Origins struct{ Spontaneous, Proposed, Promoted, ByRecruiter int }

// CellRow is one market as attractivity.cell publishes it.
type CellRow struct {
	Rome, Appellation, Department, Region string
	Comparables                           int    // offers of the market
	JobSeekers, RegionJobSeekers          int    // of the trade, in the department and in its region
	Verdict                               string // attractive, average, unattractive; "" when not ranked
}

// TensionRow is an official class, 1 to 5, and what it is of.
type TensionRow struct {
	Class int
	Of    Tension
}

// Lookup finds an offer that the index does not hold in memory: a closed one, a
// partner's, or one that is known but not counted yet.
type Lookup func(offerID string) (row Row, found bool, err error)
