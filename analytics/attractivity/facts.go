package attractivity

import (
	"math"

	"vigie/data/rules"
)

// facts are what the comparables contribute, column by column: France's 24 months
// are in memory, so each column is as narrow as what it says.
type facts struct {
	created      []int32
	closeAge     []int16 // −1 while open
	isMature     []bool
	isFilled     []bool
	apprentice   []bool
	positions    []int32
	daysToFill   []float32 // NaN = unknown
	salary       []float64
	experience   []float64
	stability    []uint8  // rank of the contract
	months       []uint16 // hundredths, of fixed terms
	workingTime  []uint8
	hours        []uint16 // hundredths
	requirements []uint8
	writing      []uint8
	apps30       []int32
	employer     []uint32 // 0 = unknown
	agesAt       []uint32
	ages         []uint8
}

// Ranks of contracts on the scale of stability, from the least; 0 = unknown.
const (
	otherContract = iota + 1
	shortTerm
	longTerm
	permanent
)

// Working times; 0 = unknown.
const (
	partTime = iota + 1
	fullTime
)

// What narrow columns hold for an unknown value.
const (
	unknownByte  = math.MaxUint8
	unknownShort = math.MaxUint16
)

// add appends an offer; employer is its code.
func (f *facts) add(r *Row, employer uint32) {
	f.created = append(f.created, r.Created)
	f.closeAge = append(f.closeAge, closeAge(r))
	f.isMature = append(f.isMature, r.IsMature)
	f.isFilled = append(f.isFilled, r.IsFilled)
	f.apprentice = append(f.apprentice, r.Apprenticeship)
	f.positions = append(f.positions, r.Positions)
	f.daysToFill = append(f.daysToFill, float32(orNaN(r.DaysToFill)))
	f.salary = append(f.salary, orNaN(r.Salary))
	f.experience = append(f.experience, orNaN(r.Experience))
	f.stability = append(f.stability, uint8(r.stability()))
	f.months = append(f.months, short(r.fixedTerm()))
	f.workingTime = append(f.workingTime, r.workingTime())
	f.hours = append(f.hours, short(r.Hours))
	f.requirements = append(f.requirements, small(r.Requirements))
	f.writing = append(f.writing, small(r.Writing))
	f.apps30 = append(f.apps30, int32(r.Applications30))
	f.employer = append(f.employer, employer)
	f.ages = append(f.ages, r.Ages...)
	f.agesAt = append(f.agesAt, uint32(len(f.ages)))
}

// The narrow columns as figures; NaN = unknown.
func (f *facts) stabilityOf(at int32) float64    { return wide(f.stability[at], 0, 1) }
func (f *facts) monthsOf(at int32) float64       { return wide(f.months[at], unknownShort, 100) }
func (f *facts) hoursOf(at int32) float64        { return wide(f.hours[at], unknownShort, 100) }
func (f *facts) requirementsOf(at int32) float64 { return wide(f.requirements[at], unknownByte, 1) }
func (f *facts) writingOf(at int32) float64      { return wide(f.writing[at], unknownByte, 1) }

// perPosition is the applications at 30 days a position.
func (f *facts) perPosition(at int32) float64 {
	return float64(f.apps30[at]) / float64(f.positions[at])
}

// rounded is the row as the columns hold it, so that it is equal to itself among them.
func (r Row) rounded() Row {
	r.ContractMonths, r.Hours = known(wide(short(r.ContractMonths), unknownShort, 100)), known(wide(short(r.Hours), unknownShort, 100))
	r.Requirements, r.Writing = known(wide(small(r.Requirements), unknownByte, 1)), known(wide(small(r.Writing), unknownByte, 1))
	return r
}

// stability ranks the contract: CDI and DIN, a CDD of rule_long_contract_months and
// over, any other CDD, then the rest; 0 when it is not known.
func (r *Row) stability() int {
	switch r.Contract {
	case "":
		return 0
	case "CDI", "DIN":
		return permanent
	case "CDD":
		if r.ContractMonths != nil && *r.ContractMonths >= rules.LongContractMonths.Float() {
			return longTerm
		}
		return shortTerm
	}
	return otherContract
}

// fixedTerm is the length of a contract that ends; nil when it is not known.
func (r *Row) fixedTerm() *float64 {
	if r.stability() == permanent {
		return nil
	}
	return r.ContractMonths
}

func (r *Row) workingTime() uint8 {
	switch {
	case r.PartTime == nil:
		return 0
	case *r.PartTime:
		return partTime
	}
	return fullTime
}

func short(v *float64) uint16 {
	if v == nil {
		return unknownShort
	}
	return uint16(min(max(math.Round(*v*100), 0), unknownShort-1))
}

func small(v *float64) uint8 {
	if v == nil {
		return unknownByte
	}
	return uint8(min(max(*v, 0), unknownByte-1))
}

func wide[T uint8 | uint16](v, unknown T, per float64) float64 {
	if v == unknown {
		return math.NaN()
	}
	return float64(v) / per
}

// known is v, nil for NaN.
func known(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return &v
}

func closeAge(r *Row) int16 {
	if r.Closed == 0 {
		return -1
	}
	return int16(min(r.Closed-r.Created, math.MaxInt16))
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
