package api

import "errors"

// Errors of the gate.
var (
	ErrUnauthenticated = errors.New("no known caller")
	ErrForbidden       = errors.New("caller may not")
)

// Policy says who may call an operation, and the lane it is answered in.
type Policy struct {
	Allow func(Caller) error
	Lane  Lane
	// Data is true for what is answered from the snapshot: it needs one, and carries its ETag.
	Data bool
}

// policies has one line an operation of the document, and one for each route
// of files. What is not here is refused.
var policies = map[string]Policy{
	"getHealth":     {Allow: anyone, Lane: LaneService},
	"getReadiness":  {Allow: anyone, Lane: LaneService},
	"getDocument":   {Allow: anyone, Lane: LaneService},
	"getDocs":       {Allow: anyone, Lane: LaneService},
	"getAsset":      {Allow: anyone, Lane: LanePages},
	"getWidgetFile": {Allow: anyone, Lane: LanePages},
	"getMetrics":    {Allow: signedIn, Lane: LaneService},

	"listSnapshots":        {Allow: signedIn, Lane: LaneService},
	"listOffers":           {Allow: signedIn, Lane: LaneWidget, Data: true},
	"listAlerts":           {Allow: signedIn, Lane: LaneIndicators, Data: true}, // offers, no person
	"getAttractivity":      {Allow: signedIn, Lane: LaneWidget, Data: true},     // aggregates of 30 offers or more
	"batchAttractivity":    {Allow: signedIn, Lane: LaneWidget, Data: true},
	"simulateAttractivity": {Allow: signedIn, Lane: LaneDrafts, Data: true},
	"getPool":              {Allow: seesPersons, Lane: LanePools, Data: true},
	"draftPool":            {Allow: seesPersons, Lane: LaneDrafts, Data: true},
	"getPoolFile":          {Allow: seesPersons, Lane: LanePools, Data: true},
	"listJobSeekerOffers":  {Allow: seesPersons, Lane: LanePools, Data: true},
	"getLevers":            {Allow: signedIn, Lane: LanePools, Data: true}, // counts, coarse for who may not see every person
	"listIndicators":       {Allow: signedIn, Lane: LaneIndicators, Data: true},
	"getIndicator":         {Allow: signedIn, Lane: LaneIndicators, Data: true},

	"analyseVerbatims": {Allow: signedIn, Lane: LaneIndicators}, // the caller's own texts

	"getHomePage":        {Allow: signedIn, Lane: LanePages, Data: true},
	"getOffersPage":      {Allow: signedIn, Lane: LanePages, Data: true},
	"getOfferPage":       {Allow: signedIn, Lane: LanePages, Data: true},
	"getNegotiationPage": {Allow: signedIn, Lane: LanePages, Data: true},
	"getDraftPage":       {Allow: signedIn, Lane: LanePages, Data: true},
	"getMethodPage":      {Allow: anyone, Lane: LanePages},
	"getPoolPage":        {Allow: seesPersons, Lane: LanePools, Data: true},
	"getIndicatorsPage":  {Allow: signedIn, Lane: LanePages, Data: true},
	"getIndicatorPage":   {Allow: signedIn, Lane: LanePages, Data: true},
	"getEmbedPage":       {Allow: signedIn, Lane: LaneWidget, Data: true},
	"getPoolMethodPage":  {Allow: anyone, Lane: LanePages},
}

// anyone is for what says nothing of anybody: health, and the document.
func anyone(Caller) error { return nil }

// signedIn asks for a known caller.
func signedIn(c Caller) error {
	if c.ID == "" {
		return ErrUnauthenticated
	}
	return nil
}

// seesPersons asks for the right to read persons, one by one, for an offer.
func seesPersons(c Caller) error {
	if err := signedIn(c); err != nil {
		return err
	}
	if !c.Persons {
		return ErrForbidden
	}
	return nil
}
