package reference

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vigie/data/labels"
)

// What the published statistics of hiring are read against. They count by job
// family (FAP), not by trade, and by the basin of a vintage. An imported set takes
// none of it from the built-in one: where no file gives it, the statistics are not
// shown.

// Family is a job family (famille professionnelle) of a nomenclature, 2009 or 2021,
// whose codes are not to be joined. Key is the label normalised: families of the two
// that have one name are taken as one.
type Family struct {
	Nomenclature int32  `parquet:"nomenclature"`
	Code         string `parquet:"fap"`
	Label        string `parquet:"label"`
	Key          string `parquet:"key"`
}

// AnyQualification stands for all of them.
const AnyQualification = "*"

// TradeFamily is the family of a legacy trade code; Qualification is AnyQualification
// where the trade alone decides, else the digit of the offer with which it does.
type TradeFamily struct {
	Rome          string `parquet:"rome_code"`
	Qualification string `parquet:"qualification"`
	Nomenclature  int32  `parquet:"nomenclature"`
	Family        string `parquet:"fap"`
}

// Basin is the employment basin of a commune in a vintage (19, 24) of the survey of
// hiring needs, 0 where the list names none, without leading zeros: sources write
// them or not.
type Basin struct {
	Vintage int32  `parquet:"vintage"`
	Commune string `parquet:"commune"`
	Code    string `parquet:"basin"`
}

// Levels of a class of tension.
const (
	LevelDepartment = "department"
	LevelRegion     = "region"
	LevelCountry    = "country"
)

// TensionClass is the published class, 1 to 5, of a family in a place of a level, and
// where they are published the composite indicator behind it and the class, 1 to 5, of
// each factor that explains it. Place is empty for the country.
type TensionClass struct {
	Year         int32  `parquet:"year"`
	Nomenclature int32  `parquet:"nomenclature"`
	Family       string `parquet:"fap"`
	Level        string `parquet:"level"`
	Place        string `parquet:"place"`
	Class        int32  `parquet:"class"`

	Composite          *float64 `parquet:"composite,optional"`
	HiringIntensity    *int32   `parquet:"hiring_intensity,optional"`
	WorkingConditions  *int32   `parquet:"working_conditions,optional"`
	NonDurability      *int32   `parquet:"non_durability,optional"`
	LabourShortage     *int32   `parquet:"labour_shortage,optional"`
	GeographicMismatch *int32   `parquet:"geographic_mismatch,optional"`
	TrainingLink       *int32   `parquet:"training_link,optional"`
}

var (
	fapCode      = regexp.MustCompile(`^[A-Z]\d[A-Z]\d\d$`)
	basinVintage = regexp.MustCompile(`(?i)(?:bmo|be)_?(\d\d)(?:\D|$)`)
)

// statistics are the kinds of official files about families, basins and tension.
var statistics = []*kind{
	{
		name:  "familles professionnelles 2021",
		needs: [][]string{{"code_fap228"}, {"intitule_fap228"}},
		load:  (*builder).families2021,
	},
	{
		name:  "familles professionnelles 2009",
		needs: [][]string{{"fap"}, {"libelle"}},
		when:  func(t *table) bool { return versionOf(t.name) == "2009" && t.firstMatches(fapCode, "fap") },
		load:  (*builder).families2009,
	},
	{
		name:  "familles professionnelles 2021 par métier",
		needs: [][]string{{"code_rome"}, {"fap2021"}},
		load:  (*builder).tradeFamilies2021,
	},
	{
		name:  "familles professionnelles 2009 par métier",
		needs: [][]string{{"code_rome"}, {"fap2009"}},
		load:  (*builder).tradeFamilies2009,
	},
	{
		name:  "bassins d'emploi par commune",
		needs: [][]string{{"code_commune", "codgeo"}, {"code_bassin"}},
		load:  (*builder).basins,
	},
	{
		name:  "tension par famille professionnelle",
		needs: [][]string{{"fap"}, {"classe_tension"}, {"niveau_geo"}, {"niveau_fap"}, {"annee"}},
		load:  (*builder).tension,
	},
}

func (b *builder) families2021(t *table) { b.families(t, 2021, "code_fap228", "intitule_fap228") }
func (b *builder) families2009(t *table) { b.families(t, 2009, "fap", "libelle") }

func (b *builder) families(t *table, nomenclature int32, codeColumn, labelColumn string) {
	code, label := t.reader(codeColumn), t.reader(labelColumn)
	for _, r := range t.rows {
		if c := code(r); c != "" && b.first("family", yearText(nomenclature), c) {
			b.set.Families = append(b.set.Families, Family{Nomenclature: nomenclature, Code: c, Label: label(r)})
		}
	}
}

func (b *builder) tradeFamilies2021(t *table) { b.tradeFamilies(t, 2021, "fap2021") }
func (b *builder) tradeFamilies2009(t *table) { b.tradeFamilies(t, 2009, "fap2009") }

func (b *builder) tradeFamilies(t *table, nomenclature int32, column string) {
	rome, qualification, family := t.reader("code_rome"), t.reader("qualification"), t.reader(column)
	for _, r := range t.rows {
		f := TradeFamily{Rome: rome(r), Qualification: cmp.Or(qualification(r), AnyQualification), Nomenclature: nomenclature, Family: family(r)}
		if f.Rome != "" && f.Family != "" && b.first("trade_family", yearText(nomenclature), f.Rome, f.Qualification) {
			b.set.TradeFamilies = append(b.set.TradeFamilies, f)
		}
	}
}

func (b *builder) basins(t *table) {
	vintage := int32(0) // the current one, whose name tells none
	if m := basinVintage.FindStringSubmatch(t.name); m != nil {
		n, _ := strconv.Atoi(m[1]) // two digits
		vintage = int32(n)
	}
	commune, basin := t.reader("code_commune", "codgeo"), t.reader("code_bassin")
	for _, r := range t.rows {
		c := Basin{Vintage: vintage, Commune: padded(commune(r), 5), Code: strings.TrimLeft(basin(r), "0")}
		if c.Commune != "" && c.Code != "" && b.first("basin", yearText(vintage), c.Commune) {
			b.set.Basins = append(b.set.Basins, c)
		}
	}
}

// tension keeps the composite class of the finest families. Where the class is not
// published, as for few jobs, there is no row.
func (b *builder) tension(t *table) {
	family, class := t.reader("fap"), t.reader("classe_tension")
	level, families, year := t.reader("niveau_geo"), t.reader("niveau_fap"), t.reader("annee")
	region, department, composite := t.reader("reg"), t.reader("dep"), t.reader("tension")
	factors := tensionFactors(t)
	for _, r := range t.rows {
		c := TensionClass{Family: family(r)}
		switch families(r) {
		case "fap 225":
			c.Nomenclature = 2009
		case "fap 228":
			c.Nomenclature = 2021
		default: // wider families
			continue
		}
		switch level(r) {
		case "dep":
			c.Level, c.Place = LevelDepartment, padded(department(r), 2)
		case "reg":
			c.Level, c.Place = LevelRegion, padded(strings.TrimSuffix(region(r), ".0"), 2)
		case "nat":
			c.Level = LevelCountry
		}
		n, err := strconv.Atoi(class(r))
		y, yearErr := strconv.Atoi(year(r))
		if err != nil || yearErr != nil || n < 1 || n > 5 || c.Level == "" || (c.Place == "") != (c.Level == LevelCountry) {
			continue
		}
		c.Class, c.Year = int32(n), int32(y)
		if v, err := strconv.ParseFloat(composite(r), 64); err == nil {
			c.Composite = &v
		}
		for _, factor := range factors {
			factor(r, &c)
		}
		if b.first("tension", year(r), yearText(c.Nomenclature), c.Family, c.Level, c.Place) {
			b.set.Tension = append(b.set.Tension, c)
		}
	}
}

// tensionFactors read the classes of the complementary factors into a row.
func tensionFactors(t *table) []func(row []string, c *TensionClass) {
	var factors []func([]string, *TensionClass)
	for column, field := range map[string]func(*TensionClass) **int32{
		"intensite_embauches":   func(c *TensionClass) **int32 { return &c.HiringIntensity },
		"conditions_travail":    func(c *TensionClass) **int32 { return &c.WorkingConditions },
		"non_durabilite":        func(c *TensionClass) **int32 { return &c.NonDurability },
		"manque_main_oeuvre":    func(c *TensionClass) **int32 { return &c.LabourShortage },
		"inadequation_geo":      func(c *TensionClass) **int32 { return &c.GeographicMismatch },
		"lien_formation_emploi": func(c *TensionClass) **int32 { return &c.TrainingLink },
	} {
		value := t.reader(column)
		factors = append(factors, func(row []string, c *TensionClass) {
			if n, err := strconv.Atoi(value(row)); err == nil && n >= 1 && n <= 5 {
				class := int32(n)
				*field(c) = &class
			}
		})
	}
	return factors
}

func yearText(year int32) string { return strconv.Itoa(int(year)) }

// finishStatistics puts the tables of this file in their order, with their keys.
func (s *Set) finishStatistics() {
	for i := range s.Families {
		s.Families[i].Key = labels.Normalize(s.Families[i].Label)
	}
	slices.SortFunc(s.Families, func(a, b Family) int {
		return cmp.Or(cmp.Compare(a.Nomenclature, b.Nomenclature), cmp.Compare(a.Code, b.Code))
	})
	slices.SortFunc(s.TradeFamilies, func(a, b TradeFamily) int {
		return cmp.Or(cmp.Compare(a.Nomenclature, b.Nomenclature), cmp.Compare(a.Rome, b.Rome), cmp.Compare(a.Qualification, b.Qualification))
	})
	slices.SortFunc(s.Basins, func(a, b Basin) int {
		return cmp.Or(cmp.Compare(a.Vintage, b.Vintage), cmp.Compare(a.Commune, b.Commune))
	})
	slices.SortFunc(s.Tension, func(a, b TensionClass) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Nomenclature, b.Nomenclature), cmp.Compare(a.Family, b.Family),
			cmp.Compare(a.Level, b.Level), cmp.Compare(a.Place, b.Place))
	})
}
