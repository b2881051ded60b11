package pools

import "time"

// JobSeeker is one row of pools.job_seeker: what matching may know of a person
// who is not radiated. Codes are compared as they are: trades are legacy ROME
// codes, licences and languages are normalised keys.
type JobSeeker struct {
	ID           string // pseudonym; unique
	Agency       string // that follows the person
	Commune      string // INSEE code, "" = unknown
	Department   string // of the commune, "" = unknown; so Region
	Region       string
	Point        *Point // nil = no coordinates
	RadiusKm     int
	AvailableOn  time.Time // its calendar date counts; zero = now
	Contracts    []string  // accepted types; empty = any
	WishedSalary float64   // euros gross a year at full time; 0 = unknown
	Trades       []Trade
	Skills       []string
	Licences     []string
	Languages    []string
	Diplomas     []string // labels; the highest level that they name counts
	WorkingTime  string   // WorkFull, WorkPart, anything else = either
	MRS          []string // trades validated by simulation
}

// Working times.
const (
	WorkFull = "PLEIN"
	WorkPart = "PARTIEL"
)

// Trade is one trade of a job seeker.
type Trade struct {
	Rome        string
	Appellation string // OGR code, "" = none
	Months      int    // of experience
}

// Application is one row of pools.applicant: that a person applied to an offer.
type Application struct {
	OfferID, JobSeekerID string
	On                   time.Time // its calendar date counts
	Outcome              string
}

// Point is a place on earth, in degrees.
type Point struct{ Latitude, Longitude float64 }

// OpenOffer is one row of pools.offer: an entrusted offer that is open on the
// as-of date.
type OpenOffer struct {
	Offer
	Region            string // "" = unknown
	Commune           string // INSEE code, "" = unknown
	Point             *Point // nil = no coordinates
	Appellation       string // OGR code or normalised label, "" = none
	Contract          string // "" = unknown: excludes nobody
	Salary            float64
	ExperienceMonths  int    // required or wished; 0 = none
	RequiredMonths    int    // 0 = none
	WorkingTime       string // WorkFull, WorkPart, "" = unknown
	RequiredSkills    []string
	WishedSkills      []string
	RequiredLicences  []string
	RequiredLanguages []string
	RequiredDiplomas  []string // labels; each level that they name is required
	NearRomes         []string
}
