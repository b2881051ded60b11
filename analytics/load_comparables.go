package analytics

import (
	"context"
	"runtime"

	"vigie/analytics/attractivity"
	"vigie/analytics/columns"
)

// Columns of attractivity.offer that a comparable is made of, in the order of
// comparableColumns.
const (
	colMarketPlace = iota
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
)

var comparableColumns = []string{
	"market_place", "rome", "appellation", "department", "created_on", "closed_on", "is_mature", "positions", "is_filled", "days_to_fill",
	"employer", "apprenticeship", "salary_annual_fte", "experience_months", "contract", "contract_months", "weekly_hours", "part_time",
	"requirements", "writing", "applications_30", "application_ages",
}

// eachComparable hands every comparable offer to take, from several goroutines: what
// counts of it in the market of others. The row is only good during the call. It
// reads what serving.offer says, for millions of offers, in seconds.
func eachComparable(ctx context.Context, files []string, take func(*attractivity.Row) error) error {
	return columns.Read(ctx, files, comparableColumns, runtime.GOMAXPROCS(0), func() func(columns.Row) error {
		s := newComparableScan()
		return func(r columns.Row) error {
			if r.IsNull(colMarketPlace) {
				return nil
			}
			return take(s.row(r))
		}
	})
}

// comparableScan reads comparables one after the other into the same row.
type comparableScan struct {
	offer    attractivity.Row
	figures  [7]float64
	partTime bool
	ages     []uint8
	texts    columns.Texts
}

func newComparableScan() *comparableScan { return &comparableScan{texts: columns.Texts{}} }

func (s *comparableScan) row(r columns.Row) *attractivity.Row {
	o := &s.offer
	o.Rome, o.Appellation, o.Department, o.Contract = s.texts.Of(r, colRome), s.texts.Of(r, colAppellation), s.texts.Of(r, colDepartment), s.texts.Of(r, colContract)
	o.MarketPlace, o.Positions, o.Applications30 = int32(r.Int(colMarketPlace)), int32(r.Int(colPositions)), int(r.Int(colApplications30))
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
