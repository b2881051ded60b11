package attractivity

import (
	"cmp"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"

	"vigie/data/rules"
)

// facts are what the comparables contribute, column by column: France's 24 months
// are in memory, so each column is as narrow as what it says.
type facts struct {
	id           []uint64 // hash of its identifier, by which the offers of a market are in order
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
	employer     []uint64 // hash of its key; 0 = unknown
	agesAt       []uint32 // where its ages start
	agesLen      []uint16
	ages         []uint8 // of all offers, as they came
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

// grow makes room for n more offers.
func (f *facts) grow(n int) {
	f.id = append(f.id, make([]uint64, n)...)
	f.created = append(f.created, make([]int32, n)...)
	f.closeAge = append(f.closeAge, make([]int16, n)...)
	f.isMature = append(f.isMature, make([]bool, n)...)
	f.isFilled = append(f.isFilled, make([]bool, n)...)
	f.apprentice = append(f.apprentice, make([]bool, n)...)
	f.positions = append(f.positions, make([]int32, n)...)
	f.daysToFill = append(f.daysToFill, make([]float32, n)...)
	f.salary = append(f.salary, make([]float64, n)...)
	f.experience = append(f.experience, make([]float64, n)...)
	f.stability = append(f.stability, make([]uint8, n)...)
	f.months = append(f.months, make([]uint16, n)...)
	f.workingTime = append(f.workingTime, make([]uint8, n)...)
	f.hours = append(f.hours, make([]uint16, n)...)
	f.requirements = append(f.requirements, make([]uint8, n)...)
	f.writing = append(f.writing, make([]uint8, n)...)
	f.apps30 = append(f.apps30, make([]int32, n)...)
	f.employer = append(f.employer, make([]uint64, n)...)
	f.agesAt = append(f.agesAt, make([]uint32, n)...)
	f.agesLen = append(f.agesLen, make([]uint16, n)...)
}

// set puts an offer into its place, whose ages start at agesAt.
func (f *facts) set(at int32, r *Row, agesAt uint32) {
	f.id[at] = idHash(r.ID)
	f.created[at] = r.Created
	f.closeAge[at] = closeAge(r)
	f.isMature[at] = r.IsMature
	f.isFilled[at] = r.IsFilled
	f.apprentice[at] = r.Apprenticeship
	f.positions[at] = r.Positions
	f.daysToFill[at] = float32(orNaN(r.DaysToFill))
	f.salary[at] = orNaN(r.Salary)
	f.experience[at] = orNaN(r.Experience)
	f.stability[at] = uint8(r.stability())
	f.months[at] = short(r.fixedTerm())
	f.workingTime[at] = r.workingTime()
	f.hours[at] = short(r.Hours)
	f.requirements[at] = small(r.Requirements)
	f.writing[at] = small(r.Writing)
	f.apps30[at] = int32(r.Applications30)
	f.employer[at] = employerHash(r.Employer)
	f.agesAt[at], f.agesLen[at] = agesAt, uint16(len(r.Ages))
}

// arrange brings the offers of a market, which come in any order, into that of their
// identifiers: so they are found, and sums over them are the same on each start.
func (f *facts) arrange(from, to int32) {
	order := make([]int32, to-from)
	for i := range order {
		order[i] = from + int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { return cmp.Compare(f.id[i], f.id[j]) })
	arrange(f.id, from, order)
	arrange(f.created, from, order)
	arrange(f.closeAge, from, order)
	arrange(f.isMature, from, order)
	arrange(f.isFilled, from, order)
	arrange(f.apprentice, from, order)
	arrange(f.positions, from, order)
	arrange(f.daysToFill, from, order)
	arrange(f.salary, from, order)
	arrange(f.experience, from, order)
	arrange(f.stability, from, order)
	arrange(f.months, from, order)
	arrange(f.workingTime, from, order)
	arrange(f.hours, from, order)
	arrange(f.requirements, from, order)
	arrange(f.writing, from, order)
	arrange(f.apps30, from, order)
	arrange(f.employer, from, order)
	arrange(f.agesAt, from, order)
	arrange(f.agesLen, from, order)
}

// arrange puts the values of a column from a place on into an order, given by the places they are at.
func arrange[T any](column []T, from int32, order []int32) {
	sorted := make([]T, len(order))
	for i, at := range order {
		sorted[i] = column[at]
	}
	copy(column[from:], sorted)
}

// find gives the place of an offer among those from one place to another, −1 when it is none of them.
func (f *facts) find(offerID string, from, to int32) int32 {
	i, found := slices.BinarySearch(f.id[from:to], idHash(offerID))
	if !found {
		return -1
	}
	return from + int32(i)
}

// agesOf are the ages of the applications of an offer, ascending.
func (f *facts) agesOf(at int32) []uint8 {
	from := f.agesAt[at]
	return f.ages[from : from+uint32(f.agesLen[at])]
}

// idHash stands for an offer among those of a market, as employerHash for an employer.
func idHash(offerID string) uint64 { return xxhash.Sum64String(offerID) }

// employerHash stands for an employer among those of a market: of 64 bits, that two
// share one is out of reach.
func employerHash(employer string) uint64 {
	if employer == "" {
		return 0
	}
	return max(1, xxhash.Sum64String(employer))
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
