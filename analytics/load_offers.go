package analytics

import (
	"context"
	"runtime"
	"slices"
	"strings"

	"vigie/analytics/attractivity"
	"vigie/analytics/columns"
)

// Columns of attractivity.offer, in the order of offerColumns: those of a comparable,
// then those that only an open offer needs.
const (
	colOfferID = iota
	colIsComparable
	colRome
	colAppellation
	colDepartment
	colCreatedOn
	colClosedOn
	colIsMature
	colPositions
	colIsFilled
	colDaysToFill
	colEmployer
	colApprenticeship
	colSalary
	colExperience
	colContract
	colContractMonths
	colHours
	colPartTime
	colRequirements
	colWriting
	colApplications30
	colAges
	colTitle
	colRomeLabel
	colAppellationLabel
	colRegion
	colPlace
	colAgency
	colIsOpen
	colSalaryFlag
	colExperienceAsked
	colApplications
	colSpontaneous
	colProposed
	colPromoted
	colByRecruiter
	colBasin
	colSurveyFap
	colTensionFap
)

var offerColumns = []string{
	"offer_id", "is_comparable", "rome", "appellation", "department", "created_on", "closed_on", "is_mature", "positions", "is_filled", "days_to_fill",
	"employer", "apprenticeship", "salary_annual_fte", "experience_months", "contract", "contract_months", "weekly_hours", "part_time",
	"requirements", "writing", "applications_30", "application_ages",
	"title", "rome_label", "appellation_label", "region", "place", "agency", "is_open", "salary_flag", "experience", "applications",
	"spontaneous", "proposed", "promoted", "by_recruiter", "basin", "survey_fap", "tension_fap",
}

// eachOffer hands every comparable offer to one function, what counts of it in the
// market of others, and every open one to another, whole: from several goroutines. The
// comparable row is only good during the call. It reads what serving.offer says, for
// millions of offers, in seconds.
func eachOffer(ctx context.Context, files []string, comparable func(*attractivity.Row) error, open func(attractivity.Row)) error {
	return columns.Read(ctx, files, offerColumns, runtime.GOMAXPROCS(0), func() func(columns.Row) error {
		s := newOfferScan()
		return func(r columns.Row) error {
			isOpen, isComparable := r.Bool(colIsOpen), r.Bool(colIsComparable)
			if !isOpen && !isComparable {
				return nil
			}
			o := s.row(r)
			if isOpen {
				open(s.whole(r))
			}
			if !isComparable {
				return nil
			}
			return comparable(o)
		}
	})
}

// offerScan reads offers one after the other into the same row.
type offerScan struct {
	offer    attractivity.Row
	figures  [7]float64
	partTime bool
	ages     []uint8
	texts    columns.Texts
}

func newOfferScan() *offerScan { return &offerScan{texts: columns.Texts{}} }

func (s *offerScan) row(r columns.Row) *attractivity.Row {
	o := &s.offer
	o.ID = string(r.Text(colOfferID))
	o.Rome, o.Appellation, o.Department, o.Contract = s.texts.Of(r, colRome), s.texts.Of(r, colAppellation), s.texts.Of(r, colDepartment), s.texts.Of(r, colContract)
	o.Positions, o.Applications30 = int32(r.Int(colPositions)), int(r.Int(colApplications30))
	o.Created, o.Closed = int32(r.Int(colCreatedOn)), int32(r.Int(colClosedOn))
	o.IsMature, o.IsFilled, o.Apprenticeship = r.Bool(colIsMature), r.Bool(colIsFilled), r.Bool(colApprenticeship)
	o.Employer = string(r.Text(colEmployer))
	for i, f := range [...]struct {
		column int
		into   **float64
	}{
		{colDaysToFill, &o.DaysToFill}, {colSalary, &o.Salary}, {colExperience, &o.Experience}, {colContractMonths, &o.ContractMonths},
		{colHours, &o.Hours}, {colRequirements, &o.Requirements},
	} {
		*f.into = nil
		if v, known := r.Float(f.column); known {
			s.figures[i] = v
			*f.into = &s.figures[i]
		}
	}
	o.Writing = nil
	if elements, known := r.List(colWriting); known {
		s.figures[6] = float64(len(elements))
		o.Writing = &s.figures[6]
	}
	o.PartTime = nil
	if !r.IsNull(colPartTime) {
		s.partTime = r.Bool(colPartTime)
		o.PartTime = &s.partTime
	}
	s.ages = s.ages[:0]
	ages, _ := r.List(colAges)
	for _, age := range ages {
		s.ages = append(s.ages, uint8(age.Int32()))
	}
	o.Ages = s.ages
	return o
}

// whole is the offer that row has read, with what only an open one needs, of its own.
func (s *offerScan) whole(r columns.Row) attractivity.Row {
	o := s.offer
	o.Title = string(r.Text(colTitle))
	o.RomeLabel, o.AppellationLabel, o.Region = s.texts.Of(r, colRomeLabel), s.texts.Of(r, colAppellationLabel), s.texts.Of(r, colRegion)
	o.Place, o.Agency, o.SalaryFlag = s.texts.Of(r, colPlace), s.texts.Of(r, colAgency), s.texts.Of(r, colSalaryFlag)
	if o.Title == "" {
		o.Title = o.AppellationLabel
	}
	o.IsOpen, o.IsWished = true, string(r.Text(colExperienceAsked)) == "S"
	o.Written = strings.Join(s.texts.All(r, colWriting), " ")
	o.Applications = int(r.Int(colApplications))
	o.ByOrigin = attractivity.Origins{
		Spontaneous: int(r.Int(colSpontaneous)), Proposed: int(r.Int(colProposed)), Promoted: int(r.Int(colPromoted)), ByRecruiter: int(r.Int(colByRecruiter)),
	}
	if basin, fap := s.texts.Of(r, colBasin), s.texts.Of(r, colSurveyFap); basin != "" && fap != "" {
		o.HiringNeed = fap + " " + basin
	}
	if fap := s.texts.Of(r, colTensionFap); fap != "" {
		o.Tension = fap + " " + o.Department
	}
	for _, figure := range []**float64{&o.DaysToFill, &o.Salary, &o.Experience, &o.ContractMonths, &o.Hours, &o.Requirements, &o.Writing} {
		if *figure != nil {
			own := **figure
			*figure = &own
		}
	}
	if o.PartTime != nil {
		own := *o.PartTime
		o.PartTime = &own
	}
	o.Ages = slices.Clone(o.Ages)
	return o
}
