package api

import (
	"errors"
	"slices"
)

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

	"compareSnapshots":     {Allow: signedIn, Lane: LaneIndicators, Data: true}, // figures that disclosure control shows of both nights
	"listSnapshots":        {Allow: signedIn, Lane: LaneService},
	"listOffers":           {Allow: signedIn, Lane: LaneWidget, Data: true},
	"getMarket":            {Allow: signedIn, Lane: LaneIndicators, Data: true}, // aggregates, ratios of 30 or more
	"listAlerts":           {Allow: signedIn, Lane: LaneIndicators, Data: true}, // then to who works in the agency
	"getAttractivity":      {Allow: signedIn, Lane: LaneWidget, Data: true},     // aggregates of 30 offers or more
	"batchAttractivity":    {Allow: signedIn, Lane: LaneWidget, Data: true},
	"simulateAttractivity": {Allow: signedIn, Lane: LaneDrafts, Data: true},
	"getPool":              {Allow: seesPersons, Lane: LanePools, Data: true},
	"draftPool":            {Allow: seesPersons, Lane: LaneDrafts, Data: true},
	"getPoolFile":          {Allow: seesPersons, Lane: LanePools, Data: true},
	"listJobSeekerOffers":  {Allow: seesPersons, Lane: LanePools, Data: true},
	"listPromotions":       {Allow: seesPersons, Lane: LanePools, Data: true},
	"getPilot":             {Allow: signedIn, Lane: LaneIndicators, Data: true}, // figures that the caller may see, no person
	"listProspects":        {Allow: signedIn, Lane: LanePools, Data: true},      // establishments, and counts of persons by fives
	"getLevers":            {Allow: signedIn, Lane: LanePools, Data: true},      // counts, coarse for who may not see every person
	"getDiagnosis":         {Allow: signedIn, Lane: LanePools, Data: true},      // then to who works in the agency
	"listIndicators":       {Allow: signedIn, Lane: LaneIndicators, Data: true},
	"getCatalog":           {Allow: signedIn, Lane: LaneIndicators, Data: true},
	"listRows":             {Allow: signedIn, Lane: LaneIndicators, Data: true}, // then as tablePolicies says
	"getIndicator":         {Allow: signedIn, Lane: LaneIndicators, Data: true},

	"getSurveyReport": {Allow: signedIn, Lane: LaneIndicators, Data: true}, // figures that disclosure control decides
	"listCallbacks":   {Allow: signedIn, Lane: LaneIndicators, Data: true}, // then to who works in the agency
	"listWorklist30":  {Allow: signedIn, Lane: LaneIndicators, Data: true}, // then to who works in the agency
	"listEvents":      {Allow: signedIn, Lane: LaneIndicators, Data: true}, // then to who works in the agency

	"listRecruiterAccounts": {Allow: seesPersons, Lane: LaneIndicators, Data: true}, // of the agencies of the caller; who shares a telephone is about persons
	"listAccountStock":      {Allow: signedIn, Lane: LaneIndicators, Data: true},    // then only of the agencies that the caller sees all of

	"analyseVerbatims": {Allow: signedIn, Lane: LaneIndicators}, // the caller's own texts
	"judgeQuality":     {Allow: signedIn, Lane: LaneDrafts},     // the caller's own draft
	"getQuality":       {Allow: signedIn, Lane: LaneDrafts, Data: true},

	"getHomePage":            {Allow: signedIn, Lane: LanePages, Data: true},
	"getOffersPage":          {Allow: signedIn, Lane: LanePages, Data: true},
	"getOfferPage":           {Allow: signedIn, Lane: LanePages, Data: true},
	"getNegotiationPage":     {Allow: signedIn, Lane: LanePages, Data: true},
	"getDraftPage":           {Allow: signedIn, Lane: LanePages, Data: true},
	"getMethodPage":          {Allow: anyone, Lane: LanePages},
	"getAccountsPage":        {Allow: seesPersons, Lane: LanePages, Data: true},
	"getPoolPage":            {Allow: seesPersons, Lane: LanePools, Data: true},
	"getIndicatorsPage":      {Allow: signedIn, Lane: LanePages, Data: true},
	"getIndicatorPage":       {Allow: signedIn, Lane: LanePages, Data: true},
	"getAgenciesPage":        {Allow: signedIn, Lane: LanePages, Data: true},
	"getPilotPage":           {Allow: signedIn, Lane: LanePages, Data: true},
	"getMarketPage":          {Allow: signedIn, Lane: LanePages, Data: true},
	"getCatalogPage":         {Allow: signedIn, Lane: LanePages, Data: true},
	"getEmbedPage":           {Allow: signedIn, Lane: LaneWidget, Data: true},
	"getPoolMethodPage":      {Allow: anyone, Lane: LanePages},
	"getDiagnosisMethodPage": {Allow: anyone, Lane: LanePages},
	"getDiagnosisPage":       {Allow: signedIn, Lane: LanePages, Data: true}, // then to who works in the agency

	"getIndicatorMethodPage": {Allow: anyone, Lane: LanePages},
}

// tablePolicies has one line for each table whose rows may be read: what is not here is
// refused. No table about persons is, whoever asks. Nomenclatures and published
// statistics are for any known caller; what tells one offer, company or event from
// another, or a figure that disclosure control may hide, is for who may see all.
var tablePolicies = map[string]func(Caller) error{
	"ref.agency": signedIn, "ref.appellation": signedIn, "ref.basin": signedIn, "ref.channel": signedIn, "ref.commune": signedIn, "ref.department": signedIn, "ref.department_outline": signedIn,
	"ref.fap": signedIn, "ref.near_trade": signedIn, "ref.region": signedIn, "ref.rome": signedIn, "ref.rome_fap": signedIn, "ref.sector": signedIn,
	"ref.skill": signedIn, "ref.smic": signedIn, "ref.target": signedIn, "ref.cut": signedIn, "ref.indicator": signedIn, "ref.tension": signedIn, "ref.trade_skill": signedIn, "ref.wording": signedIn,
	"ref.working_day": signedIn, "pools.skill": signedIn,
	"core.agency": signedIn, "core.hiring_survey": signedIn, "core.job_seeker_stock": signedIn,
	"attractivity.family": signedIn, "attractivity.hiring_need": signedIn, "attractivity.survey": signedIn, "attractivity.tension": signedIn,
	"performance.agency_place": signedIn, "performance.cut_label": signedIn, "performance.period_month": signedIn,
	"meta.source_count": signedIn, "meta.reading": signedIn,

	"core.offer": seesAll, "core.offer_requirement": seesAll, "core.service": seesAll, "core.establishment": seesAll, "core.establishment_version": seesAll, "core.event": seesAll,
	"attractivity.offer": seesAll, "attractivity.cell": seesAll, "attractivity.elsewhere": seesAll,
	"channel.decision": seesAll, "channel.duplicate": seesAll, "channel.wording": seesAll, "pools.offer": seesAll,
	"prospects.affinity": seesAll, "prospects.establishment": seesAll, "prospects.hiring": seesAll, "prospects.portfolio": seesAll,
	"unit.offer": seesAll, "unit.observed": seesAll, "unit.ent1": seesAll, "unit.ent1_without": seesAll, "unit.ent1_positions": seesAll,
	"unit.ent2": seesAll, "unit.ent3": seesAll, "unit.ent3_survival": seesAll,
	"unit.e8": seesAll, "unit.e8_open_hours": seesAll, "unit.callback": seesAll, "unit.cert": seesAll, "unit.resp": seesAll,
	"unit.event": seesAll, "unit.event_hires": seesAll, "unit.event_company_hires": seesAll,
	"unit.svc": seesAll, "unit.svc_share": seesAll, "unit.service_kind": seesAll, "unit.offer_print": seesAll, "unit.fill": seesAll, "unit.delay": seesAll, "unit.appl": seesAll, "unit.alerts": seesAll,
	"performance.indicator": seesAll, "performance.verbatim_theme": seesAll, "performance.verbatim_extract": seesAll,
	"performance.survey_quarter": seesAll, "performance.survey_week": seesAll, "performance.worklist": seesAll, "performance.certification_stock": seesAll,
	"meta.survey_frozen": seesAll, "meta.former_place": seesAll,
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

// seesAll asks for the right to see every cell.
func seesAll(c Caller) error {
	if err := signedIn(c); err != nil {
		return err
	}
	if !c.everybody() {
		return ErrForbidden
	}
	return nil
}

// seesAgency asks for the right to read the persons of an agency; "" is all of them.
func seesAgency(c Caller, agency string) error {
	if err := seesPersons(c); err != nil {
		return err
	}
	if c.Agencies != nil && !slices.Contains(c.Agencies, agency) {
		return ErrForbidden
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
