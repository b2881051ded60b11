package analytics

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"

	"vigie/analytics/draft"
	"vigie/analytics/pools"
)

//go:embed load/draft_pool.sql
var draftPoolSQL string

// DraftPool gives the matching pool of an offer that is not there yet, or of an open
// entrusted one with changes; see Simulate for what a draft is. Nothing of it is kept.
//
// Errors: those of Simulate, ErrUnknownOffer also for an offer that has no pool;
// ErrLoading; ErrBadCursor.
func (s *Snapshot) DraftPool(ctx context.Context, offerID string, offer json.RawMessage, q pools.Query) (pools.Pool, error) {
	ix, err := s.Pools()
	if err != nil {
		return pools.Pool{}, err
	}
	changes, err := draft.Read(offer)
	if err != nil {
		return pools.Pool{}, err
	}
	var row draftRow
	if offerID == "" {
		err = s.desk.New(ctx, changes, row.read)
	} else {
		before, found, lookErr := s.Attractivity.Row(offerID)
		if lookErr != nil {
			return pools.Pool{}, lookErr
		}
		if !found || !ix.HasOffer(offerID) {
			return pools.Pool{}, ErrUnknownOffer
		}
		err = s.desk.Changed(ctx, offerID, before.CreatedOn(), changes, row.read)
	}
	if err != nil {
		return pools.Pool{}, simulateError(err)
	}
	in := row.offer()
	in.ID = offerID
	return ix.Draft(in, row.skills, q)
}

// draftRow is the one row of pools.offer, and the skills that it asks.
type draftRow struct {
	skills []pools.Skill
	said   struct {
		Title             *string  `json:"title"`
		Rome              string   `json:"rome"`
		RomeLabel         string   `json:"rome_label"`
		Appellation       *string  `json:"appellation"`
		Department        string   `json:"department"`
		Region            *string  `json:"region"`
		Commune           *string  `json:"commune"`
		Place             *string  `json:"place"`
		Latitude          *float64 `json:"latitude"`
		Longitude         *float64 `json:"longitude"`
		Contract          *string  `json:"contract"`
		PartTime          *bool    `json:"part_time"`
		Salary            *float64 `json:"salary_annual_fte"`
		ExperienceMonths  *int     `json:"experience_months"`
		RequiredMonths    *int     `json:"required_months"`
		RequiredSkills    []string `json:"required_skills"`
		WishedSkills      []string `json:"wished_skills"`
		RequiredLicences  []string `json:"required_licences"`
		RequiredLanguages []string `json:"required_languages"`
		RequiredDiplomas  []string `json:"required_diplomas"`
		NearRomes         []string `json:"near_romes"`
	}
}

func (r *draftRow) read(ask draft.Ask) error {
	var offer, skills string
	if err := ask(draftPoolSQL, &offer, &skills); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(offer), &r.said); err != nil {
		return fmt.Errorf("read draft: %w", err)
	}
	if err := json.Unmarshal([]byte(skills), &r.skills); err != nil {
		return fmt.Errorf("read skills of draft: %w", err)
	}
	return nil
}

func (r *draftRow) offer() pools.OpenOffer {
	d := &r.said
	o := pools.OpenOffer{
		Region: orEmpty(d.Region), Commune: orEmpty(d.Commune), Appellation: orEmpty(d.Appellation), Contract: orEmpty(d.Contract),
		Salary: orEmpty(d.Salary), ExperienceMonths: orEmpty(d.ExperienceMonths), RequiredMonths: orEmpty(d.RequiredMonths),
		WorkingTime:    workingTime(d.PartTime),
		RequiredSkills: d.RequiredSkills, WishedSkills: d.WishedSkills, RequiredLicences: d.RequiredLicences,
		RequiredLanguages: d.RequiredLanguages, RequiredDiplomas: d.RequiredDiplomas, NearRomes: d.NearRomes,
	}
	o.Title, o.Rome, o.RomeLabel, o.Department, o.Place = orEmpty(d.Title), d.Rome, d.RomeLabel, d.Department, orEmpty(d.Place)
	if d.Latitude != nil && d.Longitude != nil {
		o.Point = &pools.Point{Latitude: *d.Latitude, Longitude: *d.Longitude}
	}
	return o
}

// workingTime is that of an offer; nil is unknown.
func workingTime(partTime *bool) string {
	switch {
	case partTime == nil:
		return ""
	case *partTime:
		return pools.WorkPart
	}
	return pools.WorkFull
}

// orEmpty is what p points at, or nothing.
func orEmpty[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}
