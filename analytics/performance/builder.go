package performance

import (
	"cmp"
	"slices"
	"strings"

	"vigie/transform/model"
)

// Define reads the definitions off the headers of the models that have an id,
// in the order of their ids.
func Define(models []model.Model) []Definition {
	var all []Definition
	for _, m := range models {
		h := m.Header
		if m.Schema() != "performance" || h["id"] == "" {
			continue
		}
		all = append(all, Definition{
			ID: h["id"], Title: h["title"], Unit: h["unit"], Sense: h["sense"],
			Definition: h["definition"], Version: h["version"], Seed: h["seed"],
		})
	}
	slices.SortFunc(all, func(a, b Definition) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Builder gathers the rows of a snapshot's performance.indicator.
type Builder struct {
	index *Index
	names map[string]string
}

// NewBuilder starts the index of a snapshot.
func NewBuilder(snapshot, asOf string, definitions []Definition) *Builder {
	return &Builder{
		index: &Index{snapshot: snapshot, asOf: asOf, definitions: slices.Clone(definitions), series: map[key]series{}},
		names: map[string]string{},
	}
}

// Add adds a row of an indicator, in any order; kind is month, quarter, year or rolling12.
func (b *Builder) Add(id, kind string, row Row) {
	row.Level, row.Code, row.Label, row.Period = b.share(row.Level), b.share(row.Code), b.share(row.Label), b.share(row.Period)
	k := key{b.share(id), row.Level, b.share(kind)}
	s := b.index.series[k]
	s.rows = append(s.rows, row)
	b.index.series[k] = s
}

// share keeps one copy of each text: the same places and periods come back in every row.
func (b *Builder) share(s string) string {
	if kept, ok := b.names[s]; ok {
		return kept
	}
	b.names[s] = s
	return s
}

// Build gives the index. The builder is not used afterwards.
func (b *Builder) Build() *Index {
	for k, s := range b.index.series {
		slices.SortFunc(s.rows, func(x, y Row) int {
			return cmp.Or(strings.Compare(x.Period, y.Period), strings.Compare(x.Code, y.Code))
		})
		s.rows = slices.Clip(s.rows)
		s.periods = nil
		for i, r := range s.rows {
			if n := len(s.periods); n == 0 || s.periods[n-1].label != r.Period {
				s.periods = append(s.periods, span{label: r.Period, first: i})
			}
			s.periods[len(s.periods)-1].end = i + 1
		}
		b.index.series[k] = s
	}
	return b.index
}
