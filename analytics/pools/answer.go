package pools

// Pool is the matching pool of an offer: the job seekers to whom it can be
// proposed, best first, with why, and how many each filter left.
type Pool struct {
	Snapshot string `json:"snapshot"`
	AsOf     string `json:"as_of"` // ISO date
	Offer    Offer  `json:"offer"`
	Size     int    `json:"size"`
	Funnel   []Step `json:"funnel"`
	// Distribution counts the whole pool by score, by tens from 0; 100 is with 90.
	Distribution []Band      `json:"distribution"`
	Candidates   []Candidate `json:"candidates"` // never null
	Next         *string     `json:"next"`       // cursor of the next page
}

// Offer names the offer that the pool is for.
type Offer struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Rome       string `json:"rome"`
	RomeLabel  string `json:"rome_label"`
	Department string `json:"department"`
	Place      string `json:"place"`
}

// Step is a filter of the funnel and the number of job seekers left after it.
type Step struct {
	Step      string `json:"step"`
	Remaining int    `json:"remaining"`
}

// Band counts the persons of a pool whose score is at least From and less than To;
// the last band holds its end too.
type Band struct {
	From  int `json:"from"`
	To    int `json:"to"`
	Count int `json:"count"`
}

// Candidate is one job seeker of the pool, under a pseudonym.
type Candidate struct {
	JobSeekerID   string   `json:"job_seeker_id"`
	Score         float64  `json:"score"` // 0 to 100, the sum of the parts
	Parts         Parts    `json:"parts"`
	DistanceKm    *float64 `json:"distance_km"` // null where a place has no coordinates
	Reach         string   `json:"reach"`       // appellation, rome, near, mrs
	MRS           bool     `json:"mrs"`
	MatchedSkills []string `json:"matched_skills"` // labels; never null
	MissingSkills []string `json:"missing_skills"`
	Reasons       []string `json:"reasons"` // French sentences, one a part
	Applied       *Applied `json:"applied"` // null for who has not applied to this offer
}

// Applied says when a person applied to the offer, and what came of it.
type Applied struct {
	On      string `json:"on"`      // ISO date
	Outcome string `json:"outcome"` // code of the source, EN_COURS while nothing is known
}

// Parts are the named parts of a score, in points.
type Parts struct {
	Trade        float64 `json:"trade"`
	Skills       float64 `json:"skills"`
	Experience   float64 `json:"experience"`
	Distance     float64 `json:"distance"`
	Availability float64 `json:"availability"`
	Salary       float64 `json:"salary"`
}

// Query is what a caller asks of a pool.
type Query struct {
	Limit      int      // 1 to rules.PoolLimitMax; 0 = rules.PoolLimitDefault
	RadiusKm   *float64 // caps each person's own radius; nil = no cap
	NearTrades bool     // whether near trades are eligible
	Agencies   []string // whose persons may be named, the others being counts; nil = all
	After      string   // cursor of an earlier answer's Next; "" = the first page
}
