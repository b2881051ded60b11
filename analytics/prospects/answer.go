package prospects

// Agency names the agency that asks.
type Agency struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// Prospects are the establishments that an agency could call to get offers, best first.
type Prospects struct {
	Snapshot string     `json:"snapshot"`
	AsOf     string     `json:"as_of"` // ISO date
	Agency   Agency     `json:"agency"`
	Trades   []Depth    `json:"trades"` // of the portfolio, the deepest first; never null
	Size     int        `json:"size"`
	Rows     []Prospect `json:"rows"` // never null
	Next     *string    `json:"next"` // cursor of the next page
}

// Depth is a trade in which a portfolio is deep.
type Depth struct {
	Rome       string `json:"rome"`
	RomeLabel  string `json:"rome_label"`
	JobSeekers int    `json:"job_seekers"` // rounded down to a multiple of rules.DisclosurePersons
}

// Establishment is who can be called.
type Establishment struct {
	Siret     string `json:"siret"`
	Company   string `json:"company"` // "" = unknown; so are all texts below
	Naf       string `json:"naf"`
	Sector    string `json:"sector"`
	Commune   string `json:"commune"`
	Place     string `json:"place"`
	Workforce string `json:"workforce"` // band, in words
}

// Need is what an establishment is expected to do in a trade.
type Need struct {
	Rome          string   `json:"rome"`
	RomeLabel     string   `json:"rome_label"`
	ExpectedHires float64  `json:"expected_hires"` // in a year
	PastOffers    int      `json:"past_offers"`    // of its own
	PastHires     int      `json:"past_hires"`
	Lift          *float64 `json:"lift"` // of its sector; null where too little is known
}

// Prospect is an establishment without an open offer, and why to call it.
type Prospect struct {
	Establishment
	ExpectedHires float64  `json:"expected_hires"` // in a year, in the trades of the portfolio
	Trades        []Need   `json:"trades"`         // the most expected first
	LastOfferOn   *string  `json:"last_offer_on"`  // ISO date
	FirstHiredOn  *string  `json:"first_hired_on"`
	Reasons       []string `json:"reasons"` // French sentences
}

// Promotions are persons to promote, and the establishments to call for each.
type Promotions struct {
	Snapshot string      `json:"snapshot"`
	AsOf     string      `json:"as_of"` // ISO date
	Agency   Agency      `json:"agency"`
	Size     int         `json:"size"` // persons whom somebody within reach is expected to hire
	Rows     []Promotion `json:"rows"` // never null
	Next     *string     `json:"next"`
}

// Promotion is a person under a pseudonym, in the trade that has the best chance.
type Promotion struct {
	JobSeekerID    string   `json:"job_seeker_id"`
	Rome           string   `json:"rome"` // "" when nobody within reach is expected to hire
	RomeLabel      string   `json:"rome_label"`
	Months         int      `json:"months"` // of experience in it
	MRS            bool     `json:"mrs"`
	ExpectedHires  float64  `json:"expected_hires"` // in a year, by all establishments within reach
	JobSeekers     int      `json:"job_seekers"`    // of the agency who have the trade, by fives, five at least
	Establishments []Call   `json:"establishments"` // never null
	Reasons        []string `json:"reasons"`
}

// Call is an establishment to call for a person, and why.
type Call struct {
	Establishment
	DistanceKm float64  `json:"distance_km"`
	Need       Need     `json:"need"`        // in the trade of the person that it needs most
	OpenOffers int      `json:"open_offers"` // entrusted, in that trade
	Reasons    []string `json:"reasons"`
}
