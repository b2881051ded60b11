package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"vigie/analytics/columns"
	"vigie/analytics/pools"
	"vigie/transform/model"
)

var (
	//go:embed load/skills.sql
	skillsSQL string
	//go:embed load/trades.sql
	tradesSQL string
)

// Columns of pools.job_seeker, in the order of seekerColumns.
const (
	seekerID = iota
	seekerAgency
	seekerCommune
	seekerDepartment
	seekerRegion
	seekerLatitude
	seekerLongitude
	seekerRadius
	seekerAvailable
	seekerContracts
	seekerWish
	seekerTime
	seekerRomes
	seekerAppellations
	seekerMonths
	seekerSkills
	seekerLicences
	seekerLanguages
	seekerDiplomas
	seekerMRS
)

var seekerColumns = []string{
	"job_seeker_id", "agency", "commune", "department", "region", "latitude", "longitude", "radius_km", "available_on", "contracts", "wish_annual_fte",
	"working_time", "trade_romes", "trade_appellations", "trade_months", "skills", "licences", "languages", "training_levels", "mrs_romes",
}

// Columns of pools.offer, in the order of poolOfferColumns.
const (
	offerID = iota
	offerTitle
	offerRome
	offerRomeLabel
	offerAppellation
	offerDepartment
	offerRegion
	offerCommune
	offerPlace
	offerLatitude
	offerLongitude
	offerContract
	offerSalary
	offerExperience
	offerRequiredMonths
	offerPartTime
	offerRequiredSkills
	offerWishedSkills
	offerLicences
	offerLanguages
	offerDiplomas
	offerNear
)

var poolOfferColumns = []string{
	"offer_id", "title", "rome", "rome_label", "appellation", "department", "region", "commune", "place", "latitude", "longitude", "contract",
	"salary_annual_fte", "experience_months", "required_months", "part_time", "required_skills", "wished_skills", "required_licences",
	"required_languages", "required_diplomas", "near_romes",
}

// Columns of pools.applicant, in the order of applicantColumns.
const (
	applicantOffer = iota
	applicantSeeker
	applicantOn
	applicantOutcome
)

var applicantColumns = []string{"offer_id", "job_seeker_id", "applied_on", "outcome"}

// loadPools fills the matching index from the published tables, whose files filesOf
// gives by name.
func loadPools(ctx context.Context, db *model.DB, filesOf func(table string) []string, id, asOf string) (*pools.Index, error) {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return nil, fmt.Errorf("read as-of date: %w", err)
	}
	b := pools.NewBuilder(id, day)
	err = each(ctx, db, skillsSQL, func(rows *sql.Rows) error {
		var skill, label, sameAs string
		err := rows.Scan(&skill, &label, &sameAs)
		b.AddSkill(skill, label, sameAs)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load skills: %w", err)
	}
	if err := eachLabel(ctx, db, tradesSQL, b.AddTrade); err != nil {
		return nil, fmt.Errorf("load trades: %w", err)
	}
	err = readColumns(ctx, filesOf,
		columnTable{"pools.job_seeker", seekerColumns, func(r columns.Row, t columns.Texts) { b.AddJobSeeker(jobSeeker(r, t)) }},
		columnTable{"pools.offer", poolOfferColumns, func(r columns.Row, t columns.Texts) { b.AddOffer(poolOffer(r, t)) }},
		columnTable{"pools.applicant", applicantColumns, func(r columns.Row, t columns.Texts) { b.AddApplication(applicant(r, t)) }},
	)
	if err != nil {
		return nil, err
	}
	return b.Build()
}

func jobSeeker(r columns.Row, texts columns.Texts) pools.JobSeeker {
	j := pools.JobSeeker{
		ID: string(r.Text(seekerID)), Agency: texts.Of(r, seekerAgency), Commune: texts.Of(r, seekerCommune), Department: texts.Of(r, seekerDepartment), Region: texts.Of(r, seekerRegion),
		Point: point(r, seekerLatitude, seekerLongitude), RadiusKm: int(r.Int(seekerRadius)),
		Contracts: texts.All(r, seekerContracts), WishedSalary: float(r, seekerWish), WorkingTime: texts.Of(r, seekerTime),
		Skills: texts.All(r, seekerSkills), Licences: texts.All(r, seekerLicences), Languages: texts.All(r, seekerLanguages),
		Diplomas: texts.All(r, seekerDiplomas), MRS: texts.All(r, seekerMRS),
	}
	if !r.IsNull(seekerAvailable) {
		j.AvailableOn = day(r, seekerAvailable)
	}
	romes, titles := texts.All(r, seekerRomes), texts.All(r, seekerAppellations)
	months, _ := r.List(seekerMonths)
	j.Trades = make([]pools.Trade, len(romes))
	for i := range romes {
		j.Trades[i] = pools.Trade{Rome: romes[i], Appellation: titles[i], Months: int(columns.Int(months[i]))}
	}
	return j
}

func poolOffer(r columns.Row, texts columns.Texts) pools.OpenOffer {
	o := pools.OpenOffer{
		Region: texts.Of(r, offerRegion), Commune: texts.Of(r, offerCommune), Point: point(r, offerLatitude, offerLongitude),
		Appellation: texts.Of(r, offerAppellation), Contract: texts.Of(r, offerContract), Salary: float(r, offerSalary),
		ExperienceMonths: int(r.Int(offerExperience)), RequiredMonths: int(r.Int(offerRequiredMonths)),
		RequiredSkills: texts.All(r, offerRequiredSkills), WishedSkills: texts.All(r, offerWishedSkills),
		RequiredLicences: texts.All(r, offerLicences), RequiredLanguages: texts.All(r, offerLanguages),
		RequiredDiplomas: texts.All(r, offerDiplomas), NearRomes: texts.All(r, offerNear),
	}
	o.ID, o.Title, o.Rome, o.RomeLabel = string(r.Text(offerID)), texts.Of(r, offerTitle), texts.Of(r, offerRome), texts.Of(r, offerRomeLabel)
	o.Department, o.Place = texts.Of(r, offerDepartment), texts.Of(r, offerPlace)
	switch {
	case r.IsNull(offerPartTime):
	case r.Bool(offerPartTime):
		o.WorkingTime = pools.WorkPart
	default:
		o.WorkingTime = pools.WorkFull
	}
	return o
}

func applicant(r columns.Row, texts columns.Texts) pools.Application {
	return pools.Application{
		OfferID: texts.Of(r, applicantOffer), JobSeekerID: string(r.Text(applicantSeeker)), On: day(r, applicantOn), Outcome: texts.Of(r, applicantOutcome),
	}
}

// point is a pair of coordinates; nil when one is absent.
func point(r columns.Row, latitude, longitude int) *pools.Point {
	lat, known := r.Float(latitude)
	lon, both := r.Float(longitude)
	if !known || !both {
		return nil
	}
	return &pools.Point{Latitude: lat, Longitude: lon}
}

// float is a number, 0 when absent.
func float(r columns.Row, column int) float64 {
	v, _ := r.Float(column)
	return v
}

// day is the day of a date.
func day(r columns.Row, column int) time.Time {
	return time.Unix(r.Int(column)*24*60*60, 0).UTC()
}
