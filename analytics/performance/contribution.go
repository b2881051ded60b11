package performance

import (
	"database/sql"
	"fmt"
	"slices"

	"vigie/analytics/disclosure"
)

// contributionCuts are the columns of meta.hidden's SELECT after establishment.
var contributionCuts = []string{cutDomain, "naf_section", cutContract, "channel", "size_class", "context"}

// EachBlock reads contributions, rows of meta.hidden's SELECT by block, indicator and
// facet, and hands each block over with what each bundle has of it; one bundle may have nothing.
// Before it, it hands over the print of a block, where the rows have one, and whether it moved.
func EachBlock(c *disclosure.Country, rows *sql.Rows, counted func(block, print string, moved bool) error, visit func(disclosure.Block, map[string][]disclosure.Facts) error) error {
	r, err := newBlockReader(c)
	if err != nil {
		return err
	}
	raw := make([]sql.RawBytes, 6+len(contributionCuts))
	var unit disclosure.Unit
	into := make([]any, 0, len(raw)+3)
	for i := range raw {
		into = append(into, &raw[i])
	}
	into = append(into, &unit.Count, &unit.Numerator, &unit.Denominator)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if len(raw[1]) == 0 { // a print, and no contribution
			if err := counted(string(raw[0]), string(raw[5]), unit.Count > 0); err != nil {
				return err
			}
			continue
		}
		if r.block.Label != string(raw[0]) {
			if err := r.end(visit); err != nil {
				return err
			}
			r.begin(string(raw[4]))
		}
		if err := r.add(raw, unit); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return r.end(visit)
}

// blockReader gathers the contributions to a block.
type blockReader struct {
	country *disclosure.Country
	bundles map[string]disclosure.Member
	units   map[string]string // of each facet

	block          disclosure.Block
	facts          []disclosure.Facts
	of             []string // indicator of each
	establishments map[string]uint32
}

func newBlockReader(c *disclosure.Country) (*blockReader, error) {
	r := &blockReader{country: c, units: map[string]string{}}
	definitions, err := Definitions()
	if err != nil {
		return nil, err
	}
	for _, d := range definitions {
		r.units[d.ID] = d.Unit
		for _, f := range d.facets {
			r.units[d.ID+" "+f.name] = f.unit
		}
	}
	r.bundles, err = disclosure.Bundles()
	return r, err
}

func (r *blockReader) begin(month string) {
	r.block, r.facts, r.of = disclosure.BlockOf(month), nil, nil
	r.establishments = map[string]uint32{"": 0}
}

// add adds a contribution; raw is block, indicator, facet, agency, month, establishment and cuts.
func (r *blockReader) add(raw []sql.RawBytes, u disclosure.Unit) error {
	indicator := string(raw[1])
	name := indicator
	if len(raw[2]) > 0 {
		name += " " + string(raw[2])
	}
	if n := len(r.facts); n == 0 || r.facts[n-1].Facet.Name != name {
		r.facts, r.of = append(r.facts, r.fresh(indicator, name)), append(r.of, indicator)
	}
	f := &r.facts[len(r.facts)-1]
	var known bool
	if u.Agency, known = r.country.Agency(string(raw[3])); !known {
		return fmt.Errorf("agency %s is no place", raw[3])
	}
	if u.Establishment, known = r.establishments[string(raw[5])]; !known {
		u.Establishment = uint32(len(r.establishments))
		r.establishments[string(raw[5])] = u.Establishment
	}
	month := slices.Index(r.block.Months[:], string(raw[4]))
	f.Months[month] = append(f.Months[month], u)
	for i, cut := range contributionCuts {
		value := raw[6+i]
		if value == nil {
			continue
		}
		if f.Cuts[cut] == nil {
			f.Cuts[cut] = map[string][]disclosure.Unit{}
		}
		f.Cuts[cut][string(value)] = append(f.Cuts[cut][string(value)], u)
	}
	return nil
}

func (r *blockReader) fresh(indicator, name string) disclosure.Facts {
	kind := disclosure.Ratio
	if unit := r.units[name]; unit == unitRate || unit == unitThousand {
		kind = disclosure.Rate
	}
	return disclosure.Facts{
		Facet: disclosure.Facet{Name: name, Kind: kind, Persons: r.bundles[indicator].Persons},
		Cuts:  map[string]map[string][]disclosure.Unit{},
	}
}

// end hands a block over by bundle.
func (r *blockReader) end(visit func(disclosure.Block, map[string][]disclosure.Facts) error) error {
	if r.block.Label == "" {
		return nil
	}
	bundles := map[string][]disclosure.Facts{}
	for _, m := range r.bundles {
		bundles[m.Bundle] = nil
	}
	for i, f := range r.facts {
		m, listed := r.bundles[r.of[i]]
		if !listed {
			return fmt.Errorf("indicator %s has no bundle: add its line to bundles.csv", r.of[i])
		}
		bundles[m.Bundle] = append(bundles[m.Bundle], f)
	}
	return visit(r.block, bundles)
}
