package attractivity

// Answer is the attractivity of one offer, as the widget shows it. Amounts are
// euros gross a year at full time, experience is months, times are days.
// Absent figures are null, never 0.
type Answer struct {
	Snapshot     string        `json:"snapshot"`
	AsOf         string        `json:"as_of"` // ISO date
	Offer        Offer         `json:"offer"`
	Active       bool          `json:"active"`
	Reason       *string       `json:"reason"` // below_threshold, not_entrusted, not_yet; null when active
	Scope        string        `json:"scope"`  // department, rome, region
	Indicative   bool          `json:"indicative"`
	Comparables  int           `json:"comparables"`
	Threshold    int           `json:"threshold"`
	Verdict      *Verdict      `json:"verdict"`
	Market       *Market       `json:"market"`
	Applications *Applications `json:"applications"`
	Criteria     []Criterion   `json:"criteria"` // never null
	Alerts       []string      `json:"alerts"`   // blocks that carry a red dot: applications, or a criterion; never null
}

// Offer names the offer that the answer is about.
type Offer struct {
	ID              string  `json:"id"`
	Title           string  `json:"title"`
	Rome            string  `json:"rome"`
	RomeLabel       string  `json:"rome_label"`
	Appellation     string  `json:"appellation"`
	AppellationName string  `json:"appellation_label"`
	Department      string  `json:"department"`
	Place           string  `json:"place"`
	CreatedOn       *string `json:"created_on"`
}

// Verdict places the market of the offer among the active cells of France.
type Verdict struct {
	Level string `json:"level"` // attractive, average, unattractive
	Label string `json:"label"`
}

// Market is block 1, the market of my offer. It describes the comparables.
type Market struct {
	Offers             int      `json:"offers"`
	OpenNow            int      `json:"open_now"`
	Positions          int      `json:"positions"`
	FilledShare        *float64 `json:"filled_share"`
	MedianDaysToFill   *float64 `json:"median_days_to_fill"`
	JobSeekers         *int     `json:"job_seekers"`
	OffersPerJobSeeker *float64 `json:"offers_per_job_seeker"`
	Monthly            []Month  `json:"monthly"`
	Employers          *int     `json:"employers"`
	EmployersTop3Share *float64 `json:"employers_top3_share"` // of the comparables; null where it may not be told
	BMO                *BMO     `json:"bmo"`                  // null without the survey, or without the basin or the family of the offer in it
	TensionClass       *int     `json:"tension_class"`        // null without the official class of the offer's family
	TensionOf          *Tension `json:"tension_of"`           // what the class is of; null with it
}

// BMO is what the hiring-needs survey says of the job family of the trade in the
// basin of the offer. It hides small numbers: a figure is the middle of an interval.
type BMO struct {
	Year           int      `json:"year"`
	Family         string   `json:"family"`
	Basin          *string  `json:"basin"` // its name, where the survey gives it
	Projects       float64  `json:"projects"`
	Low            int      `json:"low"`
	High           int      `json:"high"`
	DifficultShare *float64 `json:"difficult_share"` // null where the survey hides every number of hard projects
	DifficultLow   float64  `json:"difficult_low"`
	DifficultHigh  float64  `json:"difficult_high"`
}

// Tension says what the official class is of: a year, a job family, a place.
type Tension struct {
	Year   int    `json:"year"`
	Family string `json:"family"`
	Level  string `json:"level"` // department, region, country: the finest that has a class
}

// Month is a month of the market's series.
type Month struct {
	Month     string `json:"month"` // 2026-09
	Offers    int    `json:"offers"`
	Positions int    `json:"positions"`
}

// Applications is block 2. Mine counts all my applications before the as-of
// date; the curve and the quartiles are per position offered.
type Applications struct {
	AgeDays int            `json:"age_days"`
	Mine    int            `json:"mine"`
	Q1      *float64       `json:"q1"`
	Median  *float64       `json:"median"`
	Q3      *float64       `json:"q3"`
	Curve   []CurvePoint   `json:"curve"`
	Monthly []MonthTrend   `json:"monthly"`
	Origin  map[string]int `json:"by_origin"`
	Alert   bool           `json:"alert"`
	Message string         `json:"message"`
}

// CurvePoint is one age of the curve. Mine is null past my own age.
type CurvePoint struct {
	Day    int      `json:"day"`
	Mine   *float64 `json:"mine"`
	Q1     *float64 `json:"q1"`
	Median *float64 `json:"median"`
	Q3     *float64 `json:"q3"`
}

// MonthTrend is the mean of applications at 30 days an offer, by month of creation.
type MonthTrend struct {
	Month    string   `json:"month"`
	PerOffer *float64 `json:"per_offer"`
}

// Criterion is one line of block 3. Better is what draws more applicants: a higher
// salary, less experience or fewer requirements, a more stable contract, more hours,
// a more complete text.
type Criterion struct {
	Criterion          string      `json:"criterion"` // salary, experience, contract, working_time, requirements, writing
	Value              *float64    `json:"value"`
	ValueLabel         *string     `json:"value_label"` // my value in words: « CDD de 6 mois »
	Unit               string      `json:"unit"`        // of the value and of the quantiles
	N                  int         `json:"n"`           // comparables whose value is known
	Q1                 *float64    `json:"q1"`
	Median             *float64    `json:"median"`
	Q3                 *float64    `json:"q3"`
	D1                 *float64    `json:"d1"` // deciles, of the salary alone
	D9                 *float64    `json:"d9"`
	Percentile         *float64    `json:"percentile"`     // share below + half of ties, 0 to 1
	Share              *float64    `json:"share"`          // share of the comparables whose value is known
	Majority           *string     `json:"majority"`       // the most frequent type: CDI, CDD_LONG, CDD, OTHER; FULL_TIME, PART_TIME
	MajorityShare      *float64    `json:"majority_share"` // among those whose type is known
	Status             string      `json:"status"`         // favourable, aligned, penalising, unknown
	Alert              bool        `json:"alert"`
	Advice             string      `json:"advice"`
	ObservedDifference *Difference `json:"observed_difference"` // null under 30 offers on either side
}

// Difference is how many times more applications the comparables better than mine
// received than the others, with its 95 % interval. It is observed, not caused.
type Difference struct {
	Ratio   float64 `json:"ratio"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	NBetter int     `json:"n_better"`
	NMine   int     `json:"n_mine"` // as mine or worse
}

// Summary is the answer of an offer in a batch.
type Summary struct {
	ID          string   `json:"id"`
	Active      bool     `json:"active"`
	Reason      *string  `json:"reason"` // as in Answer, or unknown_offer
	Comparables int      `json:"comparables"`
	Verdict     *Verdict `json:"verdict"`
	Alerts      []string `json:"alerts"` // never null
}

// Simulation is an offer as it is beside what it would be.
type Simulation struct {
	Snapshot string  `json:"snapshot"`
	AsOf     string  `json:"as_of"`
	Before   *Answer `json:"before"` // null for a draft without identifier
	After    Answer  `json:"after"`
	Moves    []Move  `json:"moves"` // one a criterion; never null
}

// Move is what a simulation changes of a criterion; a side is null where its answer
// has no such criterion.
type Move struct {
	Criterion string `json:"criterion"`
	Before    *Stand `json:"before"`
	After     *Stand `json:"after"`
}

// Stand is where an offer stands on a criterion.
type Stand struct {
	Status     string   `json:"status"`
	Value      *float64 `json:"value"`
	ValueLabel *string  `json:"value_label"`
	Percentile *float64 `json:"percentile"`
	Alert      bool     `json:"alert"`
}
