package market

// Answer is the market of a trade in a territory.
type Answer struct {
	Snapshot      string      `json:"snapshot"`
	AsOf          string      `json:"as_of"` // ISO date
	Rome          string      `json:"rome"`
	RomeLabel     string      `json:"rome_label"`
	Level         string      `json:"level"` // department, region, country
	Code          string      `json:"code"`  // FR for the country
	Label         string      `json:"label"`
	From          string      `json:"from"` // first month counted, 2025-11
	To            string      `json:"to"`   // last month counted
	Offers        Offers      `json:"offers"`
	Hires         Hires       `json:"hires"`
	JobSeekers    JobSeekers  `json:"job_seekers"`
	Ratio         Ratio       `json:"offers_per_job_seeker"`
	Mismatch      *float64    `json:"geographic_mismatch"` // 0 to 1
	Salary        Salary      `json:"salary"`
	Contracts     []Contract  `json:"contracts"`
	Monthly       []Month     `json:"monthly"`
	Season        []string    `json:"season"` // months of the year, 07
	HiringNeeds   []Need      `json:"bmo"`
	Tension       []Tension   `json:"tension"`
	Neighbours    []Territory `json:"neighbours"`
	NearTrades    []NearTrade `json:"near_trades"`
	MinimumCounts int         `json:"minimum"` // under which a ratio is not told
}

// Offers counts the offers seen that were created in the months counted; OpenNow is of any age.
type Offers struct {
	All               int64    `json:"all"`
	Entrusted         int64    `json:"entrusted"`
	Positions         int64    `json:"positions"`
	OpenNow           int64    `json:"open_now"`
	LongContractShare *float64 `json:"long_contract_share"`
	FullTimeShare     *float64 `json:"full_time_share"` // of HoursStated
	HoursStated       int64    `json:"hours_stated"`
}

// Hires counts the entrusted offers filled in the months counted; null where they are suppressed.
type Hires struct {
	Offers     *int64 `json:"offers"`
	Positions  *int64 `json:"positions"`
	Suppressed bool   `json:"suppressed"`
}

// JobSeekers counts those of the portfolio, and those published at the end of a month.
type JobSeekers struct {
	Portfolio  *int64  `json:"portfolio"` // null where it is suppressed
	Month      *string `json:"month"`     // last month published
	StockA     *int64  `json:"category_a"`
	StockABC   *int64  `json:"categories_abc"`
	Suppressed bool    `json:"suppressed"`
}

// Ratio is offers to job seekers, which is no tension.
type Ratio struct {
	Value  *float64 `json:"value"`
	Reason *string  `json:"reason"` // TooFew, Suppressed
}

// Why a ratio is not told.
const (
	TooFew     = "too_few"
	Suppressed = "suppressed"
)

// Salary is yearly gross, full time, in euros; Coverage is the share of offers that tell one.
type Salary struct {
	N        int64    `json:"n"`
	Coverage *float64 `json:"coverage"`
	Q1       *float64 `json:"q1"`
	Median   *float64 `json:"median"`
	Q3       *float64 `json:"q3"`
}

// Contract is the offers of a type of contract.
type Contract struct {
	Contract string  `json:"contract"`
	Offers   int64   `json:"offers"`
	Share    float64 `json:"share"`
}

// Month is the offers created in a month.
type Month struct {
	Month     string `json:"month"` // 2026-09
	Offers    int64  `json:"offers"`
	Entrusted int64  `json:"entrusted"`
	Season    bool   `json:"season"`
}

// Need is what the survey of hiring needs counts of a job family: intervals, for small numbers are hidden.
type Need struct {
	Family       string   `json:"fap"`
	Label        string   `json:"label"`
	Year         int      `json:"year"`
	Projects     float64  `json:"projects"`
	ProjectsLow  int64    `json:"projects_low"`
	ProjectsHigh int64    `json:"projects_high"`
	HardShare    *float64 `json:"difficult_share"`
	HardLow      *float64 `json:"difficult_share_low"`
	HardHigh     *float64 `json:"difficult_share_high"`
}

// Tension is the official class of a job family, 1 to 5, and the classes of what explains it.
type Tension struct {
	Family    string   `json:"fap"`
	Label     string   `json:"label"`
	Year      int      `json:"year"`
	Class     int      `json:"class"`
	Weather   string   `json:"weather"` // what the class means to who looks for work
	Published string   `json:"published_level"`
	Composite *float64 `json:"composite"`
	Factors   Factors  `json:"factors"`
}

// Factors are the complementary classes, 1 to 5, where they are published.
type Factors struct {
	HiringIntensity    *int `json:"hiring_intensity"`
	WorkingConditions  *int `json:"working_conditions"`
	NonDurability      *int `json:"non_durability"`
	LabourShortage     *int `json:"labour_shortage"`
	GeographicMismatch *int `json:"geographic_mismatch"`
	TrainingLink       *int `json:"training_link"`
}

// Figures are what is compared between territories and between trades.
type Figures struct {
	Offers       int64    `json:"offers"`
	Hires        *int64   `json:"hires"`
	Portfolio    *int64   `json:"portfolio"`
	Ratio        *float64 `json:"offers_per_job_seeker"`
	MedianSalary *float64 `json:"median_salary"`
	Suppressed   bool     `json:"suppressed"` // hires or portfolio are

	Published bool `json:"-"` // the ratio is to published job seekers, not to the portfolio
}

// Territory is the same trade in a neighbouring territory.
type Territory struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Figures
}

// NearTrade is a near trade in the same territory, the nearest first.
type NearTrade struct {
	Rome  string `json:"rome"`
	Label string `json:"label"`
	Figures
}

// weather says what a class of tension means to who looks for work, from 1 to 5.
var weather = [...]string{"Pluvieux", "Couvert", "Variable", "Beau", "Très beau"}

// Weather is the public's word for a class of tension, 1 to 5: the harder it is to
// recruit, the fairer for who looks for work.
func Weather(class int) string { return weather[class-1] }
