package reference

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"vigie/data"
	"vigie/data/labels"
)

// Set is one complete collection of nomenclatures. It is read-only once made;
// the look-ups are built at their first use and safe for concurrent use.
type Set struct {
	ID           string // "embedded-…", or the content's hash of an imported set
	Trades       []Trade
	Appellations []Appellation
	Skills       []Skill
	TradeSkills  []TradeSkill
	Mobilities   []Mobility
	Communes     []Commune
	Departments  []Department
	Regions      []Region
	Sectors      []Sector
	Agencies     []Agency
	Market       []MarketWeight // optional: what the sample draws trades and places from
	Seekers      []SeekerWeight // optional: what the sample draws job seekers' trades from

	// Optional: what the published statistics of hiring are read against.
	Families      []Family
	TradeFamilies []TradeFamily
	Basins        []Basin
	Tension       []TensionClass

	Outlines []OutlinePoint // optional: what maps are drawn from

	once sync.Once
	idx  index
}

// Trade is a ROME code. Parent is the legacy code it was split from, itself for
// a code that existed before ROME 4.0.
type Trade struct {
	Code   string `parquet:"rome_code"`
	Label  string `parquet:"label"`
	Parent string `parquet:"parent"`
}

// Appellation is a job title under a trade, whose parent is also its own: a few
// official rows name another, which no offer of that trade could be counted under.
// Key is its label normalised, the form under which labels of offers are matched.
type Appellation struct {
	OGR    string `parquet:"appellation"`
	Label  string `parquet:"label"`
	Key    string `parquet:"key"`
	Rome   string `parquet:"rome_code"`
	Parent string `parquet:"parent"`
}

// Skill is a competence or a piece of knowledge.
type Skill struct {
	Code  string `parquet:"skill_code"`
	Label string `parquet:"label"`
}

// TradeSkill says that a trade uses a skill.
type TradeSkill struct {
	Rome  string `parquet:"rome_code"`
	Skill string `parquet:"skill_code"`
}

// Kinds of mobility.
const (
	Ranked = "rome4"  // ROME 4.0: Rank is the official order of proximity
	Close  = "proche" // ROME 3: close, not ranked, so of rank 1
)

// Mobility is a directed link from a trade to one that its people can take up.
type Mobility struct {
	Rome   string
	Target string
	Rank   int
	Kind   string
}

// Commune is a place of the INSEE code, Paris, Lyon and Marseille both whole and
// by arrondissement.
type Commune struct {
	Code       string
	Label      string
	Department string
	Region     string
	Postcode   string
	Latitude   float64
	Longitude  float64
	HasPoint   bool
	Population int
}

// Department is a French department or overseas territory.
type Department struct {
	Code   string `parquet:"department"`
	Label  string `parquet:"label"`
	Region string `parquet:"region"`
}

// Region is a French region or overseas territory.
type Region struct {
	Code  string `parquet:"region"`
	Label string `parquet:"label"`
}

// Sector is a class of the NAF rev. 2, undotted ("8621Z"), or a section ("Q").
type Sector struct {
	Code    string `parquet:"naf"`
	Label   string `parquet:"label"`
	Section string `parquet:"section"`
}

// Agency is a local agency. Commune is empty where the official list gives none.
type Agency struct {
	Code       string `parquet:"agency"`
	Label      string `parquet:"label"`
	Commune    string `parquet:"commune"`
	Department string `parquet:"department"`
	Region     string `parquet:"region"`
}

// MarketWeight is the number of offers online one day for a trade in a commune.
type MarketWeight struct {
	Commune string `parquet:"commune"`
	Rome    string `parquet:"rome_code"`
	Offers  int64  `parquet:"offers"`
}

// SeekerWeight is the number of job seekers of a trade over the country.
type SeekerWeight struct {
	Rome    string `parquet:"rome_code"`
	Seekers int64  `parquet:"seekers"`
}

// Imported says whether the set came from official files. A built-in set knows
// some codes only, so an unknown code proves nothing against it.
func (s *Set) Imported() bool { return !strings.HasPrefix(s.ID, data.EmbeddedReference) }

// finish puts the tables in their order, fills what follows from other columns
// and names the set after its content.
func (s *Set) finish(prefix string) error {
	regionOf := make(map[string]string, len(s.Departments))
	for _, d := range s.Departments {
		regionOf[d.Code] = d.Region
	}
	departmentOf := make(map[string]string, len(s.Communes))
	for i := range s.Communes {
		c := &s.Communes[i]
		if c.Department == "" {
			c.Department = labels.Department(c.Code, c.Postcode, "")
		}
		if c.Region == "" {
			c.Region = regionOf[c.Department]
		}
		departmentOf[c.Code] = c.Department
	}
	for i := range s.Agencies {
		a := &s.Agencies[i]
		a.Department = cmp.Or(a.Department, departmentOf[a.Commune])
		a.Region = cmp.Or(regionOf[a.Department], a.Region)
	}
	parent := make(map[string]string, len(s.Trades))
	for i := range s.Trades {
		t := &s.Trades[i]
		t.Parent = cmp.Or(t.Parent, t.Code)
		parent[t.Code] = t.Parent
	}
	for i := range s.Appellations {
		a := &s.Appellations[i]
		a.Key = labels.Normalize(a.Label)
		a.Parent = cmp.Or(parent[a.Rome], a.Rome)
	}
	for i := range s.Sectors {
		s.Sectors[i].Section = section(s.Sectors[i].Code)
	}
	s.Communes = withCityPoints(s.Communes)
	s.sort()
	s.finishStatistics()
	id, err := s.hash()
	if err != nil {
		return err
	}
	s.ID = prefix + id
	return nil
}

func (s *Set) sort() {
	slices.SortFunc(s.Trades, func(a, b Trade) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortFunc(s.Appellations, func(a, b Appellation) int { return compareOGR(a.OGR, b.OGR) })
	slices.SortFunc(s.Skills, func(a, b Skill) int { return compareOGR(a.Code, b.Code) })
	slices.SortFunc(s.TradeSkills, func(a, b TradeSkill) int {
		return cmp.Or(cmp.Compare(a.Rome, b.Rome), compareOGR(a.Skill, b.Skill))
	})
	slices.SortFunc(s.Mobilities, func(a, b Mobility) int {
		return cmp.Or(cmp.Compare(a.Rome, b.Rome), cmp.Compare(b.Kind, a.Kind), cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Target, b.Target))
	})
	slices.SortFunc(s.Communes, func(a, b Commune) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortFunc(s.Departments, func(a, b Department) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortFunc(s.Regions, func(a, b Region) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortFunc(s.Sectors, func(a, b Sector) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortFunc(s.Agencies, func(a, b Agency) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortFunc(s.Market, func(a, b MarketWeight) int {
		return cmp.Or(cmp.Compare(a.Commune, b.Commune), cmp.Compare(a.Rome, b.Rome))
	})
	slices.SortFunc(s.Outlines, func(a, b OutlinePoint) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), cmp.Compare(a.Ring, b.Ring), cmp.Compare(a.Position, b.Position))
	})
	slices.SortFunc(s.Seekers, func(a, b SeekerWeight) int { return cmp.Compare(a.Rome, b.Rome) })
}

// compareOGR orders codes that are numbers written as text.
func compareOGR(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// hash is the first 16 hexadecimal digits of the SHA-256 of every table, in order.
func (s *Set) hash() (string, error) {
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, table := range []any{
		s.Trades, s.Appellations, s.Skills, s.TradeSkills, s.Mobilities, s.Communes,
		s.Departments, s.Regions, s.Sectors, s.Agencies, s.Market, s.Seekers,
		s.Families, s.TradeFamilies, s.Basins, s.Tension, s.Outlines,
	} {
		if err := enc.Encode(table); err != nil {
			return "", fmt.Errorf("hash reference set: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}
