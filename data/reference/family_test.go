package reference

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/data/realdata"
)

func TestImportStatistics(t *testing.T) {
	dir := writeFiles(t, map[string]string{
		"fap2009_libelles.csv": "fap,libelle\nS1Z40,Cuisiniers\nA0Z43,Conducteurs d'engins\n",
		"fap2021.csv":          "\ufeffCode_FAP341;Intitulé_FAP341;Code_FAP228;Intitulé_FAP228\nS1X40a;Crêpiers;S1X40;Cuisiniers\nS1X40b;Autres;S1X40;Cuisiniers\n",
		"passage.csv":          "code_rome,qualification,fap2009\nG1602,,S1Z40\nA1204,0,G1Z70\nA1204,9,H0Z91\nA1204,9,A0Z43\n",
		"rome_fap2021.csv":     "code_rome,qualification,fap2021\nG1602,,S1X40\n",
		"bassin_bmo19.csv":     "code_commune,code_bassin\n1004,0103\n",
		"bassin_bmo.csv":       "code_commune,code_bassin,dep,reg\n01004,103,1,84\n01004,104,1,84\n",
		"tensions.csv": "fap,tension,classe_tension,annee,niveau_geo,niveau_fap,reg,dep,intensite_embauches,lien_formation_emploi,manque_main_oeuvre,non_durabilite,conditions_travail,inadequation_geo\n" +
			"S1Z40,0.6,5,2019,nat,fap 225,,,1,2,3,4,5,\nS1Z40,0.2,4,2019,reg ,fap 225,1.0,,,,,,,\nS1Z40,0.0,3,2019,dep,fap 225,,1,,,,,,\nS1Z40,0.0,,2019,dep,fap 225,,07,,,,,,\n" +
			"S1Z,0.0,3,2019,nat,fap 87,,,,,,,,\nS1Z40,0.0,6,2019,dep,fap 225,,75,,,,,,\nS1X40,0,1,2021,nat,fap 228,,,,,,,,\nS1Z40,0,1,2019,dep,fap 225,,,,,,,,\n",
	})
	lake := t.TempDir()
	if _, err := Import(t.Context(), dir, lake, "", nil); err != nil {
		t.Fatal(err)
	}
	s, err := Load(lake)
	if err != nil {
		t.Fatal(err)
	}
	same := func(name string, want, got any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	same("families", []Family{
		{2009, "A0Z43", "Conducteurs d'engins", "conducteurs d engins"}, {2009, "S1Z40", "Cuisiniers", "cuisiniers"}, {2021, "S1X40", "Cuisiniers", "cuisiniers"},
	}, s.Families)
	same("families of trades", []TradeFamily{{"A1204", "0", 2009, "G1Z70"}, {"A1204", "9", 2009, "H0Z91"}, {"G1602", "*", 2009, "S1Z40"}, {"G1602", "*", 2021, "S1X40"}}, s.TradeFamilies)
	same("basins", []Basin{{0, "01004", "103"}, {19, "01004", "103"}}, s.Basins)
	class := func(n int32) *int32 { return &n }
	composite := func(v float64) *float64 { return &v }
	same("tension", []TensionClass{
		{
			Year: 2019, Nomenclature: 2009, Family: "S1Z40", Level: LevelCountry, Class: 5, Composite: composite(0.6),
			HiringIntensity: class(1), TrainingLink: class(2), LabourShortage: class(3), NonDurability: class(4), WorkingConditions: class(5),
		},
		{Year: 2019, Nomenclature: 2009, Family: "S1Z40", Level: LevelDepartment, Place: "01", Class: 3, Composite: composite(0)},
		{Year: 2019, Nomenclature: 2009, Family: "S1Z40", Level: LevelRegion, Place: "01", Class: 4, Composite: composite(0.2)},
		{Year: 2021, Nomenclature: 2021, Family: "S1X40", Level: LevelCountry, Class: 1, Composite: composite(0)},
	}, s.Tension)
}

// The built-in families, basins and classes against the official files.
func TestEmbeddedStatisticsAreOfficial(t *testing.T) {
	official, err := collect(t.Context(), realdata.Path(t), "")
	if err != nil {
		t.Fatal(err)
	}
	o, s := official.set, Embedded()
	if err := o.finish(""); err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Families {
		if !slices.Contains(o.Families, f) {
			t.Errorf("family %+v is not official", f)
		}
	}
	for _, f := range s.TradeFamilies {
		if !slices.Contains(o.TradeFamilies, f) {
			t.Errorf("family of a trade %+v is not official", f)
		}
	}
	for _, b := range s.Basins {
		if !slices.Contains(o.Basins, Basin{0, b.Commune, b.Code}) {
			t.Errorf("basin %+v is not official", b)
		}
	}
	classes := map[TensionClass]bool{}
	for _, c := range o.Tension { // what explains them is not built in
		classes[TensionClass{Year: c.Year, Nomenclature: c.Nomenclature, Family: c.Family, Level: c.Level, Place: c.Place, Class: c.Class}] = true
	}
	for _, c := range s.Tension {
		if !classes[c] {
			t.Errorf("class %+v is not official", c)
		}
	}
	for _, tr := range s.Trades {
		if tr.Code == tr.Parent && !slices.ContainsFunc(s.TradeFamilies, func(f TradeFamily) bool { return f.Rome == tr.Code }) {
			t.Errorf("trade %s has no family", tr.Code)
		}
	}
}

// A set that was imported before these tables were known is read without them.
func TestLoadSetWithoutStatistics(t *testing.T) {
	dir := t.TempDir()
	s := Embedded()
	if err := s.WriteParquet(dir); err != nil {
		t.Fatal(err)
	}
	if err := s.writeMarket(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"fap", "rome_fap", "basin", "tension"} {
		if err := os.Remove(filepath.Join(dir, name+".parquet")); err != nil {
			t.Fatal(err)
		}
	}
	got, err := readSet(dir)
	if err != nil || len(got.Trades) != len(s.Trades) || len(got.Families)+len(got.TradeFamilies)+len(got.Basins)+len(got.Tension) > 0 {
		t.Errorf("%v", err)
	}
}
