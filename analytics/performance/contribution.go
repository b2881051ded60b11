package performance

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"vigie/analytics/disclosure"
	"vigie/transform/model"
)

// contributionCuts are the columns of contributionsSQL's units after establishment.
var contributionCuts = []string{cutDomain, "naf_section", cutContract, "channel", "size_class", "context"}

// What is decided of a quarter comes in three groups, of which each moves by itself.
const (
	contributionsClosed = iota
	contributionsFollowed
	contributionsDated
	contributionGroups
)

// contributionsSQL gives the units of a quarter, those of an agency and month in one text:
// they are too many for the driver to hand over one by one.
var contributionsSQL = [contributionGroups]string{
	contributionsClosed:   packed + " from performance.contribution_closed " + ofMonths,
	contributionsFollowed: packed + " from performance.contribution_followed " + ofMonths,
	contributionsDated:    packed + " from performance.contribution_dated " + ofMonths,
}

const (
	packed = `
	select
		indicator, coalesce(facet, '') as facet, agency, month,
		string_agg(concat_ws(chr(31), coalesce(establishment, ''), coalesce(domain, ''), coalesce(naf_section, ''), coalesce(contract, ''), coalesce(channel, ''),
			coalesce(size_class, ''), coalesce(context, ''), count, numerator, denominator), chr(30)) as units`
	ofMonths = `
	where month in (?, ?, ?)
	group by indicator, facet, agency, month`
)

// Separators of units and of what is told of one, in those texts.
const (
	unitEnd  = 30
	fieldEnd = 31
)

// ReadBlock reads the contributions to a block: what each bundle has of it, which may be nothing.
func ReadBlock(ctx context.Context, query model.Query, c *disclosure.Country, b disclosure.Block) (map[string][]*disclosure.Facts, error) {
	return readBlock(ctx, query, c, b, [contributionGroups]bool{true, true, true})
}

// readBlock reads those of some groups.
func readBlock(ctx context.Context, query model.Query, c *disclosure.Country, b disclosure.Block, groups [contributionGroups]bool) (map[string][]*disclosure.Facts, error) {
	r, err := newBlockReader(c)
	if err != nil {
		return nil, err
	}
	for group, isRead := range groups {
		if !isRead {
			continue
		}
		if err := r.read(ctx, query, contributionsSQL[group], b); err != nil {
			return nil, fmt.Errorf("read units of %s: %w", b.Label, err)
		}
	}
	return r.byBundle()
}

func (r *blockReader) read(ctx context.Context, query model.Query, text string, b disclosure.Block) error {
	rows, err := query(ctx, text, b.Months[0], b.Months[1], b.Months[2])
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var indicator, facet, agency, month string
		var units sql.RawBytes
		if err := rows.Scan(&indicator, &facet, &agency, &month, &units); err != nil {
			return err
		}
		if err := r.begin(indicator, facet, agency); err != nil {
			return err
		}
		at := slices.Index(b.Months[:], month)
		for unit := range bytes.SplitSeq(units, []byte{unitEnd}) {
			if err := r.add(at, unit); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// blockReader gathers the contributions to a block, which come in any order.
type blockReader struct {
	country *disclosure.Country
	bundles map[string]disclosure.Member
	units   map[string]string // of each facet

	facets         map[string]*facetReader
	facet          *facetReader // of the units that come
	agency         int32
	establishments map[string]uint32
}

// facetReader gathers those to a facet.
type facetReader struct {
	indicator string
	facts     *disclosure.Facts
	columns   []*disclosure.Column // by contributionCuts, nil for those that it has not; nil before the first unit
}

func newBlockReader(c *disclosure.Country) (*blockReader, error) {
	r := &blockReader{country: c, units: map[string]string{}, facets: map[string]*facetReader{}, establishments: map[string]uint32{"": 0}}
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

// begin is called before the units of a facet and an agency.
func (r *blockReader) begin(indicator, facet, agency string) error {
	name := indicator
	if facet != "" {
		name += " " + facet
	}
	if r.facet = r.facets[name]; r.facet == nil {
		kind := disclosure.Ratio
		if unit := r.units[name]; unit == unitRate || unit == unitThousand {
			kind = disclosure.Rate
		}
		r.facet = &facetReader{indicator: indicator, facts: disclosure.NewFacts(disclosure.Facet{Name: name, Kind: kind, Persons: r.bundles[indicator].Persons})}
		r.facets[name] = r.facet
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
	if r.facet.columns == nil { // the first unit of a facet shows which cuts it has
		r.facet.columns = make([]*disclosure.Column, len(contributionCuts))
		for i, fields := 0, bytes.Split(rest, []byte{fieldEnd}); i < len(contributionCuts); i++ {
			if len(fields[i]) > 0 {
				r.facet.columns[i] = r.facet.facts.By(contributionCuts[i])
			}
		}
	}
	for _, column := range r.facet.columns {
		if value := next(); column != nil {
			column.Add(value)
		}
	}
	for _, n := range []*int64{&u.Count, &u.Numerator, &u.Denominator} {
		v, err := strconv.ParseInt(string(next()), 10, 64)
		if err != nil {
			return fmt.Errorf("read a unit of %s: %w", r.facet.facts.Facet.Name, err)
		}
		*n = v
	}
	u.Numerator, u.Denominator = u.Count*u.Numerator, u.Count*u.Denominator
	r.facet.facts.Add(u, month)
	return nil
}

// byBundle parts the facts, in the order of their names.
func (r *blockReader) byBundle() (map[string][]*disclosure.Facts, error) {
	bundles := map[string][]*disclosure.Facts{}
	for _, m := range r.bundles {
		bundles[m.Bundle] = nil
	}
	for _, name := range slices.Sorted(maps.Keys(r.facets)) {
		f := r.facets[name]
		m, listed := r.bundles[f.indicator]
		if !listed {
			return nil, fmt.Errorf("indicator %s has no bundle: add its line to bundles.csv", f.indicator)
		}
		bundles[m.Bundle] = append(bundles[m.Bundle], f.facts)
	}
	return bundles, nil
}
