package diagnosis

// Answer is the shared diagnosis of an offer.
type Answer struct {
	Snapshot     string       `json:"snapshot"`
	AsOf         string       `json:"as_of"` // ISO date
	Offer        Offer        `json:"offer"`
	Recruiter    Recruiter    `json:"recruiter"`
	Market       Market       `json:"market"`
	Position     Position     `json:"position"`
	Difficulties []Difficulty `json:"difficulties"` // never null
	Unexamined   []Unexamined `json:"unexamined"`   // never null
}

// Known is a value, or why there is none.
type Known[T any] struct {
	Value  *T      `json:"value"`
	Reason *string `json:"reason"` // null with a value
}

// Values of the three levels.
type (
	Text   = Known[string]
	Number = Known[float64]
	Whole  = Known[int]
	Flag   = Known[bool]
)

// Reasons why a value is unknown.
const (
	ReasonNoSiret        = "no_siret"        // the offer names no establishment
	ReasonNotRegistered  = "not_registered"  // the establishment is not in the register
	ReasonNotStated      = "not_stated"      // its record, or the offer, does not say
	ReasonNotInSources   = "not_in_sources"  // no source says it of any offer
	ReasonNoAgency       = "no_agency"       // the offer has no agency
	ReasonNoBasin        = "no_basin"        // the commune or the list of basins is unknown
	ReasonNoSurvey       = "no_survey"       // of the family in the basin
	ReasonNoClass        = "no_class"        // the family has no official class
	ReasonNone           = "none"            // over nothing
	ReasonUnderThreshold = "under_threshold" // fewer persons than the caller may be told
	ReasonClosed         = "closed"          // pools are of open offers
	ReasonBelow          = "below_threshold" // too few comparable offers
)

// Offer names the offer.
type Offer struct {
	ID          string  `json:"id"`
	Title       string  `json:"title"`
	Rome        string  `json:"rome"`
	RomeLabel   string  `json:"rome_label"`
	Appellation string  `json:"appellation_label"`
	Department  string  `json:"department"`
	Place       string  `json:"place"`
	Agency      *string `json:"agency"`
	AgencyLabel *string `json:"agency_label"`
	CreatedOn   string  `json:"created_on"`
	State       string  `json:"state"` // open, closed
	AgeDays     int     `json:"age_days"`
}

// Recruiter is level 1, who recruits.
type Recruiter struct {
	Company      Text     `json:"company"`
	Siret        Text     `json:"siret"`
	Naf          Text     `json:"naf"`
	Sector       Text     `json:"sector"`
	Workforce    Text     `json:"workforce"`
	HRService    Flag     `json:"hr_service"`
	FirstHiredOn Text     `json:"first_hired_on"`
	IsNew        Flag     `json:"is_new"`             // its first hire is recent
	History      *History `json:"history"`            // null for an offer that names no establishment
	Services     []string `json:"services_delivered"` // on this offer: codes of the source; never null
}

// History is what became of the other offers that the establishment entrusted.
type History struct {
	Months           int    `json:"months"` // looked back on
	Closed           int    `json:"closed"`
	FilledByService  int    `json:"filled_by_service"`
	FilledOtherwise  int    `json:"filled_otherwise"`
	Abandoned        int    `json:"abandoned"`
	Failed           int    `json:"failed"`
	WithService      int    `json:"with_service"` // on which a service was delivered
	FilledShare      Number `json:"filled_share"`
	MedianDaysToFill Number `json:"median_days_to_fill"`
	SameTrade        Trade  `json:"same_trade"`
}

// Trade is the same of the offer's own trade.
type Trade struct {
	Closed int `json:"closed"`
	Filled int `json:"filled"`
}

// Market is level 2, the offer against the labour market. Counts of persons are what
// the caller may be told: a multiple of the threshold, or none under it.
type Market struct {
	JobSeekers  Supply      `json:"job_seekers"`
	Ready       Whole       `json:"ready"` // persons who have everything that the offer requires
	Competing   Competing   `json:"competing"`
	Tension     Tension     `json:"tension"`
	HiringNeeds HiringNeeds `json:"hiring_needs"`
	Attractive  Attractive  `json:"attractivity"`
}

// Supply counts the job seekers of the trade.
type Supply struct {
	Agency     Whole `json:"agency"`
	Basin      Whole `json:"basin"`
	Department Whole `json:"department"`
	BasinLabel Text  `json:"basin_label"`
	Step       int   `json:"step"` // counts are rounded down to a multiple of this
}

// Competing counts the other offers of the trade that are open now.
type Competing struct {
	Basin               Whole `json:"basin"`
	BasinEntrusted      Whole `json:"basin_entrusted"`
	Department          int   `json:"department"`
	DepartmentEntrusted int   `json:"department_entrusted"`
}

// Tension is the official class of the trade's family.
type Tension struct {
	Class  Whole   `json:"class"` // 1 to 5
	Family *string `json:"family"`
	Year   *int    `json:"year"`
	Level  *string `json:"level"` // department, region, country
}

// HiringNeeds is what the survey counts of the family in the basin.
type HiringNeeds struct {
	Projects      Number   `json:"projects"` // the middle of low and high
	Low           *int     `json:"low"`
	High          *int     `json:"high"`
	DifficultLow  *float64 `json:"difficult_low"`
	DifficultHigh *float64 `json:"difficult_high"`
	Family        *string  `json:"family"`
	Basin         *string  `json:"basin"`
	Year          *int     `json:"year"`
}

// Attractive is the verdict of the widget.
type Attractive struct {
	Verdict     Text     `json:"verdict"` // attractive, average, unattractive
	Label       *string  `json:"label"`
	Comparables int      `json:"comparables"`
	Alerts      []string `json:"alerts"` // never null
}

// Position is level 3, what is sought.
type Position struct {
	Recruitment    Text     `json:"recruitment"` // creation or replacement
	Integration    Text     `json:"integration"` // how who is hired will be welcomed
	Positions      int      `json:"positions"`
	Contract       Text     `json:"contract"`
	Apprenticeship bool     `json:"apprenticeship"`
	Months         Number   `json:"contract_months"`
	Hours          Number   `json:"weekly_hours"`
	PartTime       Flag     `json:"part_time"`
	Salary         Number   `json:"salary_annual_fte"`
	Experience     Text     `json:"experience"` // D, S, E
	ExpMonths      Whole    `json:"experience_months"`
	Skills         []string `json:"required_skills"` // never null; so are the next
	WishedSkills   int      `json:"wished_skills"`
	Licences       []string `json:"required_licences"`
	Languages      []string `json:"required_languages"`
	Diplomas       []string `json:"required_diplomas"`
	Applications   Fates    `json:"applications"`
}

// Fates counts the applications of the offer by what came of them.
type Fates struct {
	All      int   `json:"all"`
	Waiting  Whole `json:"waiting"`
	Retained Whole `json:"retained"`
	Refused  Whole `json:"refused_by_recruiter"`
	Declined Whole `json:"refused_by_candidate"`
	Absent   Whole `json:"absent"`
	Dropped  Whole `json:"dropped"`
}

// Difficulty is a difficulty that was found, what shows it, and what is proposed.
type Difficulty struct {
	Difficulty string     `json:"difficulty"`
	Title      string     `json:"title"`
	Evidence   []Evidence `json:"evidence"` // one at least
	Services   []Proposed `json:"services"` // one at least
}

// Evidence is a condition of the table that holds, with its figures.
type Evidence struct {
	Condition string   `json:"condition"`
	Text      string   `json:"text"` // a French sentence
	Value     *float64 `json:"value"`
	N         *int     `json:"n"` // observations behind the value; null where it is a fact of the offer, or not to be told
	Source    string   `json:"source"`
}

// Proposed is a service, and why it is proposed.
type Proposed struct {
	Service    string   `json:"service"`
	Label      string   `json:"label"`
	Why        string   `json:"why"`
	Conditions []string `json:"conditions"` // those that hold and that it answers; one at least
	Delivered  bool     `json:"delivered"`  // on this offer already
}

// Unexamined is a condition of the table that could not be examined, and why.
type Unexamined struct {
	Difficulty string `json:"difficulty"`
	Condition  string `json:"condition"`
	Reason     string `json:"reason"`
}
