package reference

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"vigie/data/labels"
	"vigie/data/realdata"
)

func TestEmbeddedIsWhole(t *testing.T) {
	s, err := readEmbedded()
	if err != nil {
		t.Fatal(err)
	}
	if s.Imported() {
		t.Error("the built-in set says it was imported")
	}
	parents := map[string]bool{}
	titles := map[string]int{}
	for _, tr := range s.Trades {
		if !s.KnownRome(tr.Parent) {
			t.Errorf("trade %s: parent %s is missing", tr.Code, tr.Parent)
		}
		parents[tr.Parent] = true
	}
	for _, a := range s.Appellations {
		if tr, known := s.Trade(a.Rome); !known || tr.Parent != a.Parent {
			t.Errorf("title %s: trade %s, parent %s", a.OGR, a.Rome, a.Parent)
		}
		if a.Key != labels.Normalize(a.Label) || a.Key == "" {
			t.Errorf("title %s: key %q", a.OGR, a.Key)
		}
		titles[a.Parent]++
	}
	skills := map[string]int{}
	for _, k := range s.TradeSkills {
		if _, known := s.Skill(k.Skill); !known {
			t.Errorf("trade %s: skill %s is missing", k.Rome, k.Skill)
		}
		skills[k.Rome]++
	}
	for p := range parents {
		if titles[p] < 2 || skills[p] < 7 {
			t.Errorf("trade %s: %d titles, %d skills", p, titles[p], skills[p])
		}
	}
	if len(parents) < 40 || len(s.Trades)-len(parents) < 20 {
		t.Errorf("%d parents and %d children", len(parents), len(s.Trades)-len(parents))
	}
	for _, m := range s.Mobilities {
		if !s.KnownRome(m.Rome) || !s.KnownRome(m.Target) || m.Rank < 1 {
			t.Errorf("near trade %+v", m)
		}
	}
	for _, c := range s.Communes {
		d, known := s.Department(c.Department)
		if !known || d.Region != c.Region || !c.HasPoint {
			t.Errorf("commune %+v", c)
		}
	}
	for _, a := range s.Agencies {
		if c, known := s.Commune(a.Commune); !known || a.Department != c.Department || a.Region != c.Region {
			t.Errorf("agency %+v", a)
		}
	}
	for _, n := range s.Sectors {
		if _, known := s.Sector(n.Section); !known {
			t.Errorf("sector %s: section %q is missing", n.Code, n.Section)
		}
	}
	if len(s.Communes) < 155 || len(s.Departments) != 109 || len(s.Regions) != 26 || len(s.Agencies) < 25 {
		t.Errorf("%d communes, %d departments, %d regions, %d agencies", len(s.Communes), len(s.Departments), len(s.Regions), len(s.Agencies))
	}
}

// Every row of the built-in set against the official files, where they are.
func TestEmbeddedAgreesWithOfficial(t *testing.T) {
	official, err := collect(t.Context(), realdata.Path(t), "")
	if err != nil {
		t.Fatal(err)
	}
	o, s := official.set, Embedded()
	if err := o.finish(""); err != nil {
		t.Fatal(err)
	}
	for _, tr := range s.Trades {
		if got, _ := o.Trade(tr.Code); got != tr {
			t.Errorf("trade: %s", cmp.Diff(got, tr))
		}
	}
	for _, a := range s.Appellations {
		if got, _ := o.Appellation(a.OGR); got != a {
			t.Errorf("title: %s", cmp.Diff(got, a))
		}
	}
	for _, k := range s.Skills {
		if got, _ := o.Skill(k.Code); got != k {
			t.Errorf("skill: %s", cmp.Diff(got, k))
		}
	}
	ranks := map[Mobility]bool{}
	for _, m := range o.Mobilities {
		ranks[m] = true
	}
	for _, m := range s.Mobilities {
		if !ranks[m] {
			t.Errorf("near trade %+v is not official", m)
		}
	}
	for _, c := range s.Communes {
		got, known := o.Commune(c.Code)
		if !known || got.Label != c.Label || got.Department != c.Department || got.Region != c.Region || got.Postcode != c.Postcode {
			t.Errorf("commune: %s", cmp.Diff(got, c))
		}
		if km := kilometres(got, c); km > 3 {
			t.Errorf("commune %s (%s) is %.1f km off", c.Code, c.Label, km)
		}
	}
	for _, d := range s.Departments {
		if got, _ := o.Department(d.Code); got != d {
			t.Errorf("department: %s", cmp.Diff(got, d))
		}
	}
	for _, r := range s.Regions {
		if got := o.Regions[slicesIndex(o.Regions, r.Code)]; got != r {
			t.Errorf("region: %s", cmp.Diff(got, r))
		}
	}
	for _, n := range s.Sectors {
		if got, _ := o.Sector(n.Code); got.Section != n.Section || squeeze(got.Label) != squeeze(n.Label) {
			t.Errorf("sector: %s", cmp.Diff(got, n))
		}
	}
}

func slicesIndex(regions []Region, code string) int {
	for i, r := range regions {
		if r.Code == code {
			return i
		}
	}
	return 0
}

// squeeze drops spaces, of which the official labels have stray ones.
func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }

func kilometres(a, b Commune) float64 {
	const degree = 111.2
	return degree * math.Hypot(a.Latitude-b.Latitude, (a.Longitude-b.Longitude)*math.Cos(a.Latitude*math.Pi/180))
}

func TestParquetReadsBack(t *testing.T) {
	dir := t.TempDir()
	s := Embedded()
	if err := s.WriteParquet(dir); err != nil {
		t.Fatal(err)
	}
	if err := s.writeMarket(dir); err != nil {
		t.Fatal(err)
	}
	got, err := readSet(dir)
	if err != nil {
		t.Fatal(err)
	}
	same := func(name string, diff string) {
		t.Helper()
		if diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	same("trades", cmp.Diff(s.Trades, got.Trades))
	same("appellations", cmp.Diff(s.Appellations, got.Appellations))
	same("skills", cmp.Diff(s.Skills, got.Skills))
	same("trade skills", cmp.Diff(s.TradeSkills, got.TradeSkills))
	same("mobilities", cmp.Diff(s.Mobilities, got.Mobilities))
	same("communes", cmp.Diff(s.Communes, got.Communes))
	same("departments", cmp.Diff(s.Departments, got.Departments))
	same("regions", cmp.Diff(s.Regions, got.Regions))
	same("sectors", cmp.Diff(s.Sectors, got.Sectors))
	same("agencies", cmp.Diff(s.Agencies, got.Agencies))
	same("families", cmp.Diff(s.Families, got.Families))
	same("families of trades", cmp.Diff(s.TradeFamilies, got.TradeFamilies))
	same("basins", cmp.Diff(s.Basins, got.Basins))
	same("tension", cmp.Diff(s.Tension, got.Tension))
}

func TestParquetColumns(t *testing.T) {
	dir := t.TempDir()
	if err := Embedded().WriteParquet(dir); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"rome":        "rome_code label parent",
		"appellation": "appellation label key rome_code parent",
		"skill":       "skill_code label key",
		"trade_skill": "rome_code skill_code",
		"near_trade":  "rome_code near_code rank kind",
		"commune":     "commune label department region postcode latitude longitude population",
		"department":  "department label region",
		"region":      "region label",
		"sector":      "naf label section",
		"agency":      "agency label commune department region",
		"fap":         "nomenclature fap label key",
		"rome_fap":    "rome_code qualification nomenclature fap",
		"basin":       "vintage commune basin",
		"tension":     "year nomenclature fap level place class composite hiring_intensity working_conditions non_durability labour_shortage geographic_mismatch training_link",
	}
	for table, columns := range want {
		rows, err := parquet.ReadFile[any](filepath.Join(dir, table+".parquet"))
		if err != nil || len(rows) == 0 {
			t.Errorf("%s: %d rows, %v", table, len(rows), err)
			continue
		}
		for _, c := range strings.Fields(columns) {
			if _, there := rows[0].(map[string]any)[c]; !there {
				t.Errorf("%s has no column %s: %v", table, c, rows[0])
			}
		}
	}
}

func TestLookUps(t *testing.T) {
	s := &Set{
		Trades: []Trade{{Code: "G1602", Label: "Commis"}, {Code: "G1609", Label: "Cuisinier", Parent: "G1602"}, {Code: "M1607", Label: "Secrétaire"}},
		Appellations: []Appellation{
			{OGR: "200", Label: "Cuisinier / Cuisinière", Rome: "G1609"},
			{OGR: "1000", Label: "Aide (H/F)", Rome: "M1607"},
			{OGR: "300", Label: "Aide", Rome: "G1602"},
		},
		Departments: []Department{{Code: "75", Label: "Paris", Region: "11"}},
		Communes: []Commune{
			{Code: "75056", Postcode: "75001"},
			{Code: "75101", Latitude: 48, Longitude: 2, HasPoint: true},
			{Code: "75102", Latitude: 49, Longitude: 3, HasPoint: true},
			{Code: "07010"},
		},
	}
	if err := s.finish(""); err != nil {
		t.Fatal(err)
	}
	if got := s.Parent("G1609"); got != "G1602" {
		t.Errorf("parent of a child: %s", got)
	}
	if got := s.Parent("Z9999"); got != "Z9999" {
		t.Errorf("parent of an unknown code: %s", got)
	}
	for _, c := range []struct{ key, parent, want string }{
		{"cuisinier cuisiniere", "G1602", "200"},
		{"aide", "M1607", "1000"}, // the one under the same parent
		{"aide", "N1103", "300"},  // else the smallest code, as a number
		{"cuisinier", "G1602", ""},
	} {
		if got, _ := s.AppellationByKey(c.key, c.parent); got.OGR != c.want {
			t.Errorf("title %q under %s: %q, want %q", c.key, c.parent, got.OGR, c.want)
		}
	}
	paris, _ := s.Commune("75056")
	want := Commune{Code: "75056", Postcode: "75001", Department: "75", Region: "11", Latitude: 48.5, Longitude: 2.5, HasPoint: true}
	if diff := cmp.Diff(want, paris); diff != "" {
		t.Error(diff)
	}
	if c, _ := s.Commune("07010"); c.HasPoint || c.Department != "07" {
		t.Errorf("commune without a point: %+v", c)
	}
}
