package analytics

import (
	"context"
	"time"

	"vigie/analytics/columns"
	"vigie/analytics/diagnosis"
)

// Columns of diagnosis.offer, in the order of caseColumns.
const (
	caseOfferId = iota
	caseSiret
	caseIsRegistered
	caseCompany
	caseNaf
	caseSector
	caseWorkforceBand
	caseHrStaffed
	caseFirstHiredOn
	caseHistoryClosed
	caseHistoryFilledByService
	caseHistoryFilledOtherwise
	caseHistoryAbandoned
	caseHistoryFailed
	caseHistoryWithService
	caseHistoryDaysToFill
	caseTradeClosed
	caseTradeFilled
	caseAgency
	caseAgencyLabel
	caseBasin
	caseBasinLabel
	caseAgencyJobSeekers
	caseBasinJobSeekers
	caseDepartmentJobSeekers
	caseBasinOffers
	caseBasinEntrusted
	caseDepartmentOffers
	caseDepartmentEntrusted
	casePositions
	caseContract
	caseContractMonths
	caseApprenticeship
	caseWeeklyHours
	casePartTime
	caseSalaryAnnualFte
	caseSalaryFlag
	caseExperience
	caseExperienceMonths
	caseRequirements
	caseRequiredSkills
	caseWishedSkills
	caseRequiredLicences
	caseRequiredLanguages
	caseRequiredDiplomas
	caseWriting
	caseUnlawful
	caseIsUnderpaid
	caseApplications
	caseWaiting
	caseRetained
	caseRefusedByRecruiter
	caseRefusedByCandidate
	caseAbsent
	caseDropped
	caseServices
)

var caseColumns = []string{
	"offer_id", "siret", "is_registered", "company", "naf", "sector", "workforce_band", "hr_staffed", "first_hired_on", "history_closed",
	"history_filled_by_service", "history_filled_otherwise", "history_abandoned", "history_failed", "history_with_service", "history_days_to_fill",
	"trade_closed", "trade_filled", "agency", "agency_label", "basin", "basin_label", "agency_job_seekers", "basin_job_seekers",
	"department_job_seekers", "basin_offers", "basin_entrusted", "department_offers", "department_entrusted", "positions", "contract",
	"contract_months", "apprenticeship", "weekly_hours", "part_time", "salary_annual_fte", "salary_flag", "experience", "experience_months",
	"requirements", "required_skills", "wished_skills", "required_licences", "required_languages", "required_diplomas", "writing", "unlawful",
	"is_underpaid", "applications", "waiting", "retained", "refused_by_recruiter", "refused_by_candidate", "absent", "dropped", "services",
}

// Diagnosis writes the shared diagnosis of an entrusted offer that is open, or was just closed
// without a hire. Counts of persons are told from step on, by multiples of it; 1 tells them
// exactly. Errors: ErrUnknownOffer; ErrNoDiagnosis for an offer that is known; ErrLoading.
func (s *Snapshot) Diagnosis(offerID string, step int) (diagnosis.Answer, error) {
	cases, persons := s.cases.Load(), s.pools.Load()
	if cases == nil || persons == nil {
		return diagnosis.Answer{}, ErrLoading
	}
	offer, known, err := s.Attractivity.Row(offerID)
	if err != nil {
		return diagnosis.Answer{}, err
	}
	if !known {
		return diagnosis.Answer{}, ErrUnknownOffer
	}
	row, ok := cases.Row(offerID)
	if !ok {
		return diagnosis.Answer{}, ErrNoDiagnosis
	}
	day, err := time.Parse(time.DateOnly, s.AsOf)
	if err != nil {
		return diagnosis.Answer{}, err
	}
	facts := diagnosis.Facts{Row: row, Offer: offer, Widget: s.Attractivity.Of(offer), AsOf: day, Step: step}
	facts.Needs, facts.Tension = s.Attractivity.Statistics(offer)
	if levers, has := persons.Levers(offerID); has {
		facts.Levers = &levers
	}
	a := diagnosis.Write(facts)
	a.Snapshot, a.AsOf = s.ID, s.AsOf
	return a, nil
}

// loadDiagnoses reads what diagnoses are written from, whose files filesOf gives by name.
func loadDiagnoses(ctx context.Context, filesOf func(table string) []string) (*diagnosis.Index, error) {
	ix := diagnosis.NewIndex()
	err := readColumns(ctx, filesOf, columnTable{"diagnosis.offer", caseColumns, func(r columns.Row, t columns.Texts) { ix.Add(diagnosed(r, t)) }})
	return ix, err
}

func diagnosed(r columns.Row, t columns.Texts) diagnosis.Row {
	o := diagnosis.Row{
		ID: string(r.Text(caseOfferId)), Siret: string(r.Text(caseSiret)), IsRegistered: r.Bool(caseIsRegistered),
		Company: string(r.Text(caseCompany)), Naf: t.Of(r, caseNaf), Sector: t.Of(r, caseSector), Band: t.Of(r, caseWorkforceBand), HRStaffed: answer(r, caseHrStaffed),
		Closed: int32(r.Int(caseHistoryClosed)), FilledByService: int32(r.Int(caseHistoryFilledByService)), FilledElse: int32(r.Int(caseHistoryFilledOtherwise)),
		Abandoned: int32(r.Int(caseHistoryAbandoned)), Failed: int32(r.Int(caseHistoryFailed)), WithService: int32(r.Int(caseHistoryWithService)), DaysToFill: figure(r, caseHistoryDaysToFill),
		TradeClosed: int32(r.Int(caseTradeClosed)), TradeFilled: int32(r.Int(caseTradeFilled)),
		Agency: t.Of(r, caseAgency), AgencyLabel: t.Of(r, caseAgencyLabel), Basin: t.Of(r, caseBasin), BasinLabel: t.Of(r, caseBasinLabel),
		AgencySeekers: int32(r.Int(caseAgencyJobSeekers)), BasinSeekers: int32(r.Int(caseBasinJobSeekers)), DepartmentSeekers: int32(r.Int(caseDepartmentJobSeekers)),
		BasinOffers: int32(r.Int(caseBasinOffers)), BasinEntrusted: int32(r.Int(caseBasinEntrusted)),
		DepartmentOffers: int32(r.Int(caseDepartmentOffers)), DepartmentEntrusted: int32(r.Int(caseDepartmentEntrusted)),
		Positions: int32(r.Int(casePositions)), Contract: t.Of(r, caseContract), ContractMonths: figure(r, caseContractMonths), IsApprenticeship: r.Bool(caseApprenticeship),
		Hours: figure(r, caseWeeklyHours), PartTime: answer(r, casePartTime), Salary: figure(r, caseSalaryAnnualFte), SalaryFlag: t.Of(r, caseSalaryFlag),
		Experience: t.Of(r, caseExperience), ExperienceMonths: figure(r, caseExperienceMonths), Requirements: int32(r.Int(caseRequirements)),
		Skills: t.All(r, caseRequiredSkills), Licences: t.All(r, caseRequiredLicences), Languages: t.All(r, caseRequiredLanguages), Diplomas: t.All(r, caseRequiredDiplomas), WishedSkills: int32(r.Int(caseWishedSkills)),
		Writing: t.All(r, caseWriting), Unlawful: t.All(r, caseUnlawful), IsUnderpaid: r.Bool(caseIsUnderpaid),
		Applications: int32(r.Int(caseApplications)), Waiting: int32(r.Int(caseWaiting)), Retained: int32(r.Int(caseRetained)), Refused: int32(r.Int(caseRefusedByRecruiter)),
		Declined: int32(r.Int(caseRefusedByCandidate)), Absent: int32(r.Int(caseAbsent)), Dropped: int32(r.Int(caseDropped)), Services: t.All(r, caseServices),
	}
	_, o.IsWritten = r.List(caseWriting)
	if !r.IsNull(caseFirstHiredOn) {
		o.FirstHiredOn = day(r, caseFirstHiredOn)
	}
	return o
}

// figure is a number, nil when absent.
func figure(r columns.Row, column int) *float64 {
	v, known := r.Float(column)
	if !known {
		return nil
	}
	return &v
}

// answer is a yes or no, nil when absent.
func answer(r columns.Row, column int) *bool {
	if r.IsNull(column) {
		return nil
	}
	v := r.Bool(column)
	return &v
}
