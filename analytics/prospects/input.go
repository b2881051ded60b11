package prospects

import (
	"time"

	"vigie/analytics/pools"
)

// Source is one row of prospects.establishment.
type Source struct {
	Siret        string
	Company      string
	Naf          string
	Commune      string
	Department   string
	Point        *pools.Point // of the commune; nil = unknown
	Band         string
	Agency       string
	FirstHiredOn time.Time // zero = unknown
	LastOfferOn  time.Time // zero = none
	OpenOffers   int
	SectorHires  float64
}

// Hiring is one row of prospects.hiring.
type Hiring struct {
	Siret, Rome               string
	Offers, Hires, OpenOffers int
}

// Affinity is one row of prospects.affinity.
type Affinity struct {
	Naf, Rome   string
	Share, Lift float64
}
