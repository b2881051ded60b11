package performance

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"

	"vigie/analytics/disclosure"
	"vigie/transform/model"
)

// contributionCuts are the columns of contributionsSQL's units after establishment.
var contributionCuts = []string{cutDomain, "naf_section", cutContract, "channel", "size_class", "context"}

// contributionsSQL gives the units of a quarter, those of an agency and month in one text:
// they are too many for the driver to hand over one by one.
const contributionsSQL = `
	select
		indicator, coalesce(facet, '') as facet, agency, month,
		string_agg(concat_ws(chr(31), coalesce(establishment, ''), coalesce(domain, ''), coalesce(naf_section, ''), coalesce(contract, ''), coalesce(channel, ''),
			coalesce(size_class, ''), coalesce(context, ''), count, numerator, denominator), chr(30)) as units
	from (select * from performance.contribution_closed union all select * from performance.contribution_followed union all select * from performance.contribution_dated)
	where month in (?, ?, ?)
	group by indicator, facet, agency, month
	order by indicator, facet, agency, month`

// Separators of units and of what is told of one, in those texts.
const (
	unitEnd  = 30
	fieldEnd = 31
)

// ReadBlock reads the contributions to a block: what each bundle has of it, which may be nothing.
func ReadBlock(ctx context.Context, query model.Query, c *disclosure.Country, b disclosure.Block) (map[string][]*disclosure.Facts, error) {
	r, err := newBlockReader(c)
	if err != nil {
		return nil, err
	}
	rows, err := query(ctx, contributionsSQL, b.Months[0], b.Months[1], b.Months[2])
	if err != nil {
		return nil, fmt.Errorf("read units of %s: %w", b.Label, err)
	}
	defer rows.Close()
	for rows.Next() {
		var indicator, facet, agency, month string
		var units sql.RawBytes
		if err := rows.Scan(&indicator, &facet, &agency, &month, &units); err != nil {
			return nil, err
		}
		if err := r.begin(indicator, facet, agency); err != nil {
			return nil, err
		}
		at := slices.Index(b.Months[:], month)
		for unit := range bytes.SplitSeq(units, []byte{unitEnd}) {
			if err := r.add(at, unit); err != nil {
				return nil, err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return r.byBundle()
}

// blockReader gathers the contributions to a block.
type blockReader struct {
	country *disclosure.Country
	bundles map[string]disclosure.Member
	units   map[string]string // of each facet

	facts          []*disclosure.Facts
	of             []string             // indicator of each
	columns        []*disclosure.Column // of the last one, by contributionCuts; nil where it has none yet
	agency         int32
	establishments map[string]uint32
}

func newBlockReader(c *disclosure.Country) (*blockReader, error) {
	r := &blockReader{country: c, units: map[string]string{}, establishments: map[string]uint32{"": 0}}
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

// begin is called before the units of an agency, which come facet by facet.
func (r *blockReader) begin(indicator, facet, agency string) error {
	name := indicator
	if facet != "" {
		name += " " + facet
	}
	if n := len(r.facts); n == 0 || r.facts[n-1].Facet.Name != name {
		kind := disclosure.Ratio
		if unit := r.units[name]; unit == unitRate || unit == unitThousand {
			kind = disclosure.Rate
		}
		r.facts = append(r.facts, disclosure.NewFacts(disclosure.Facet{Name: name, Kind: kind, Persons: r.bundles[indicator].Persons}))
		r.of, r.columns = append(r.of, indicator), nil
	}
	var known bool
	if r.agency, known = r.country.Agency(agency); !known {
		return fmt.Errorf("agency %s is no place", agency)
	}
	return nil
}

// add adds a unit: establishment, cuts, count, numerator and denominator.
func (r *blockReader) add(month int, unit []byte) error {
	u, rest := disclosure.Unit{Agency: r.agency}, unit
	next := func() (field []byte) {
		field, rest, _ = bytes.Cut(rest, []byte{fieldEnd})
		return field
	}
	establishment := next()
	var known bool
	if u.Establishment, known = r.establishments[string(establishment)]; !known {
		u.Establishment = uint32(len(r.establishments))
		r.establishments[string(establishment)] = u.Establishment
	}
	facts := r.facts[len(r.facts)-1]
	if r.columns == nil { // the first unit of a facet shows which cuts it has
		r.columns = make([]*disclosure.Column, len(contributionCuts))
		for i, fields := 0, bytes.Split(rest, []byte{fieldEnd}); i < len(contributionCuts); i++ {
			if len(fields[i]) > 0 {
				r.columns[i] = facts.By(contributionCuts[i])
			}
		}
	}
	for _, column := range r.columns {
		if value := next(); column != nil {
			column.Add(value)
		}
	}
	for _, n := range []*int64{&u.Count, &u.Numerator, &u.Denominator} {
		v, err := strconv.ParseInt(string(next()), 10, 64)
		if err != nil {
			return fmt.Errorf("read a unit of %s: %w", facts.Facet.Name, err)
		}
		*n = v
	}
	u.Numerator, u.Denominator = u.Count*u.Numerator, u.Count*u.Denominator
	facts.Add(u, month)
	return nil
}

// byBundle parts the facts.
func (r *blockReader) byBundle() (map[string][]*disclosure.Facts, error) {
	bundles := map[string][]*disclosure.Facts{}
	for _, m := range r.bundles {
		bundles[m.Bundle] = nil
	}
	for i, f := range r.facts {
		m, listed := r.bundles[r.of[i]]
		if !listed {
			return nil, fmt.Errorf("indicator %s has no bundle: add its line to bundles.csv", r.of[i])
		}
		bundles[m.Bundle] = append(bundles[m.Bundle], f)
	}
	return bundles, nil
}
