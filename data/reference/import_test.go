package reference

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/data"
	"vigie/data/realdata"
)

func writeFiles(t *testing.T, content map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range content {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRecognise(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"unix_referentiel_code_rome_v460_utf8.csv", `"code_rome","code_fiche_metier","code_ogr","libelle_rome","transition_eco","code_rome_parent"` + "\n", "métiers ROME 4"},
		{"metiers.csv", "code_rome,libelle,code_rome_parent,code_ogr\n", "métiers ROME 4"},
		{"a.csv", "code_ogr,libelle_appellation_long,libelle_appellation_court,code_rome,classification,code_rome_parent,peu_usite\n", "appellations ROME 4"},
		{"a.csv", "code_ogr,libelle_appellation_long,libelle_appellation_court,code_rome,statut\n", "appellations ROME 3"},
		{"m.csv", "code_rome,code_fiche_em,code_ogr,libelle_rome,statut\n", "métiers ROME 3"},
		{"l.csv", "code_rome,code_ogr,code_ref_rubrique,position_bloc,code_type_referentiel\n", "compétences par métier ROME 3"},
		{"m.csv", "code_rome,code_rome_cible,numero_ordre\n", "mobilités ROME 4"},
		{"m.csv", "code_rome,code_rome_cible,code_appellation_source,code_appellation_cible,code_type_mobilite,libelle_type_mobilite\n", "mobilités ROME 3"},
		{"c.csv", "code_ogr,libelle_competence,code_type_competence,libelle_type_competence,statut\n", "compétences ROME 3"},
		{"c.csv", "code_ogr,nature,libelle,code_ogr_macro\n", "compétences ROME 4"},
		{"s.csv", "code_ogr,libelle_savoir,categorie\n", "savoirs ROME 4"},
		{"x.csv", "code_ogr,libelle_cont_travail,code_type_cont_trav\n", ""},
		{"v_commune_2024.csv", "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n", "communes"},
		{"c.csv", "code,nom,dep,reg,population,code_postal,lat,lon\n", "communes"},
		{"h.csv", "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5;coordonnees_gps\n", "codes postaux"},
		{"v_departement_2024.csv", "DEP,REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE\n", "départements"},
		{"v_region_2024.csv", "REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE\n", "régions"},
		{"departements.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"07"},"geometry":{"type":"Polygon","coordinates":[]}}]}`, "contours des départements"},
		{"regions.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"84"},"geometry":{"type":"Polygon","coordinates":[]}}]}`, ""},
		{"naf.csv", "naf_id|naf_label\n0111Z|Céréales\n", "NAF rév. 2"},
		{"codes-naf.json", `[{"id":"01.11Z","label":"Céréales"}]`, "NAF rév. 2"},
		{"naf_sections.csv", "code,label\nA,Agriculture\n", "sections de la NAF"},
		{"rome4_grands_domaines.csv", "code,label\nA,Agriculture\n", ""},
		{"nature_contrat.json", `[{"code":"E1","libelle":"Contrat travail"}]`, ""},
		{"agences.csv", "code;libelle;commune;departement;directionTerritoriale;region\n", "agences"},
		{"fap2009_libelles.csv", "fap,libelle\nA0Z00,Agriculteurs\n", "familles professionnelles 2009"},
		{"fap_libelles.csv", "fap,libelle\nA0Z00,Agriculteurs\n", ""}, // of which nomenclature?
		{"f.csv", "Code_FAP341;Intitulé_FAP341;Code_FAP228;Intitulé_FAP228\n", "familles professionnelles 2021"},
		{"p.csv", "code_rome,qualification,fap2009\n", "familles professionnelles 2009 par métier"},
		{"p.csv", "code_rome,qualification,fap2021\n", "familles professionnelles 2021 par métier"},
		{"fap_pcs_rome.csv", "fap,pcs,code_rome\n", ""},
		{"b.csv", "code_commune,code_bassin,dep,reg\n", "bassins d'emploi par commune"},
		{"b.csv", "code_bassin,libelle\n", ""},
		{"t.csv", "fap,emploi_moyen,tension,classe_tension,annee,niveau_geo,niveau_fap,reg,dep\n", "tension par famille professionnelle"},
		{"empty.csv", "", ""},
	} {
		dir := writeFiles(t, map[string]string{c.name: c.content})
		got := ""
		_, err := openTable(filepath.Join(dir, c.name), func(t *table) bool {
			if k := recognise(t); k != nil {
				got = k.name
			}
			return got != ""
		})
		if err != nil || got != c.want {
			t.Errorf("%s with %q: %q, want %q (%v)", c.name, c.content, got, c.want, err)
		}
	}
}

func TestImport(t *testing.T) {
	dir := writeFiles(t, map[string]string{
		"rome/unix_referentiel_code_rome_v459_utf8.csv": "\ufeffcode_rome,libelle_rome,code_rome_parent\nG1602,Vieux,G1602\n",
		"rome/unix_referentiel_code_rome_v460_utf8.csv": "\ufeff\"code_rome\",\"libelle_rome\",\"code_rome_parent\"\r\n\"G1602\",\"Commis / Commise de cuisine\",\"G1602\"\r\n\"G1609\",\"Cuisinier / Cuisinière\",\"G1602\"\r\n",
		"rome/rome3.csv":    "code_rome,libelle,code_ogr\nG1602,Personnel de cuisine,1\nZ0001,Conduite d''engins,2\n",
		"rome/mob4.csv":     "code_rome,code_rome_cible,numero_ordre\nG1602,G1609,2\nG1602,Z0001,x\n",
		"rome/mob3.csv":     "code_rome,code_rome_cible,code_type_mobilite\nG1602,Z0001,1\nZ0001,G1602,1\nZ0001,G1602,1\nZ0001,G1609,2\n",
		"rome/comp3.csv":    "code_ogr,libelle,type\n10,Cuire,S\n11,Engins d''abord,S\n",
		"rome/comp4.csv":    "code_ogr,nature,libelle,code_ogr_macro\n10,C,Cuire à point,1\n",
		"rome/liens.csv":    "code_rome,code_ogr,code_type_referentiel\nG1602,10,1\nG1602,99,2\nG1602,10350,4\n",
		"geo/communes.csv":  "code;nom;dep;reg;population;code_postal;lat;lon\n1004;Ambérieu;1;84;14000;1500;45,96;5,37\n69123;Lyon;69;84;500000;69001;;\n69381;Lyon 1er;69;84;1;69001;45;4\n69382;Lyon 2e;69;84;1;69002;46;5\n97101;Les Abymes;971;1;;97139;;\n",
		"geo/laposte.csv":   "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;coordonnees_gps\n97101;LES ABYMES;97139;16.27, -61.5\n",
		"geo/regions.csv":   "code,nom,chefLieu\n1,Guadeloupe,97105\n84,Auvergne-Rhône-Alpes,69123\n",
		"geo/dep.csv":       "code,nom,region,chefLieu\n971,Guadeloupe,1,97105\n01,Ain,84,01053\n69,Rhône,84,69123\n",
		"ape/naf.csv":       "naf_id|naf_label\n8621Z|Activité des \"médecins\n56.10A|Restauration\n",
		"ft/agences.csv":    "id,nom_agence,nom_region,code_departement\n1001,Agence d'Ambérieu,Auvergne-Rhône-Alpes,01\n",
		"offres.csv":        "code_commune,code_rome,nb_offres\n,G1602,3\n01004,G1602,5\n01004,G1602,9\n",
		"tension.csv":       "annee,code_rome,code_bassin,offres_oee,defm_abc\n2020,G1602,1,2,30\n2020,G1602,2,2,12\n",
		"photo.png":         "\x89PNG",
		"short.csv":         "code_ogr,libelle_savoir,categorie\n20\n21,Savoir,X\n",
		"divers/autres.csv": "a,b\n1,2\n",
		"divers/latin1.csv": "code_ogr,libelle_appellation_court,code_rome\n5,Cuisini\xe8re,G1609\n",
	})
	lake := t.TempDir()
	report, err := Import(t.Context(), dir, lake, "", data.NoProgress{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := Load(lake)
	if err != nil {
		t.Fatal(err)
	}
	if s.ID != report.ID || !s.Imported() {
		t.Errorf("loaded %s, imported %s", s.ID, report.ID)
	}
	same := func(name string, want, got any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	same("trades", []Trade{{"G1602", "Commis / Commise de cuisine", "G1602"}, {"G1609", "Cuisinier / Cuisinière", "G1602"}, {"Z0001", "Conduite d'engins", "Z0001"}}, s.Trades)
	same("titles", []Appellation{{"5", "Cuisinière", "cuisiniere", "G1609", "G1602"}}, s.Appellations)
	same("skills", []Skill{{"10", "Cuire à point"}, {"11", "Engins d'abord"}, {"21", "Savoir"}}, s.Skills)
	same("trade skills", []TradeSkill{{"G1602", "10"}}, s.TradeSkills)
	same("mobilities", []Mobility{{"G1602", "G1609", 2, Ranked}, {"Z0001", "G1602", 1, Close}}, s.Mobilities)
	same("communes", []Commune{
		{Code: "01004", Label: "Ambérieu", Department: "01", Region: "84", Postcode: "01500", Latitude: 45.96, Longitude: 5.37, HasPoint: true, Population: 14000},
		{Code: "69123", Label: "Lyon", Department: "69", Region: "84", Postcode: "69001", Latitude: 45.5, Longitude: 4.5, HasPoint: true, Population: 500000},
		{Code: "69381", Label: "Lyon 1er", Department: "69", Region: "84", Postcode: "69001", Latitude: 45, Longitude: 4, HasPoint: true, Population: 1},
		{Code: "69382", Label: "Lyon 2e", Department: "69", Region: "84", Postcode: "69002", Latitude: 46, Longitude: 5, HasPoint: true, Population: 1},
		{Code: "97101", Label: "Les Abymes", Department: "971", Region: "01", Postcode: "97139", Latitude: 16.27, Longitude: -61.5, HasPoint: true},
	}, s.Communes)
	same("regions", []Region{{"01", "Guadeloupe"}, {"84", "Auvergne-Rhône-Alpes"}}, s.Regions)
	same("sectors", []Sector{{"5610A", "Restauration", "I"}, {"8621Z", `Activité des "médecins`, "Q"}}, s.Sectors)
	same("agencies", []Agency{{Code: "1001", Label: "Agence d'Ambérieu", Department: "01", Region: "84"}}, s.Agencies)
	same("market", []MarketWeight{{"01004", "G1602", 5}}, s.Market)
	same("seekers", []SeekerWeight{{"G1602", 42}}, s.Seekers)
	same("unknown", []string{"divers/autres.csv", "photo.png"}, report.Unknown)
	for _, want := range []string{"v459", "short.csv", "absente des fichiers"} {
		if !strings.Contains(strings.Join(report.Notes, "\n"), want) {
			t.Errorf("no note on %q: %q", want, report.Notes)
		}
	}

	again, err := Import(t.Context(), dir, lake, "", nil)
	if err != nil || again.ID != report.ID {
		t.Errorf("imported again: %s, %v, want %s", again.ID, err, report.ID)
	}
	older, err := Import(t.Context(), dir, lake, "4.59", nil)
	if err != nil || older.ID == report.ID {
		t.Errorf("another vintage: %s, %v", older.ID, err)
	}
	if s, err = Load(lake); err != nil || s.Trades[0].Label != "Vieux" {
		t.Errorf("the vintage asked for is not the one in use: %v, %v", s.Trades, err)
	}
	entries, err := os.ReadDir(filepath.Join(lake, "reference"))
	if err != nil || len(entries) != 3 { // two sets and CURRENT
		t.Errorf("reference folder: %v, %v", entries, err)
	}
}

func TestImportCompletes(t *testing.T) {
	dir := writeFiles(t, map[string]string{"naf.csv": "naf_id|naf_label\n8621Z|Médecins\n"})
	lake := t.TempDir()
	report, err := Import(t.Context(), dir, lake, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Notes) != 14 {
		t.Errorf("notes: %q", report.Notes)
	}
	s, err := Load(lake)
	if err != nil || len(s.Trades) != len(Embedded().Trades) || len(s.Sectors) != 1 {
		t.Errorf("completed set: %d trades, %v", len(s.Trades), err)
	}
}

func TestImportNothing(t *testing.T) {
	dir := writeFiles(t, map[string]string{"a.csv": "a;b\n1;2\n", "b.csv": ""})
	lake := t.TempDir()
	report, err := Import(t.Context(), dir, lake, "", nil)
	if !errors.Is(err, ErrNothing) || len(report.Unknown) != 2 {
		t.Errorf("%v, %+v", err, report)
	}
	if s, err := Load(lake); err != nil || s.ID != Embedded().ID {
		t.Errorf("a failed import changed the set in use: %v", err)
	}
	if _, err := Import(t.Context(), filepath.Join(dir, "none"), lake, "", nil); err == nil {
		t.Error("a missing folder is imported")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Import(ctx, dir, lake, "", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestLoadBroken(t *testing.T) {
	lake := writeFiles(t, map[string]string{"reference/CURRENT": "0123456789abcdef\n"})
	if _, err := Load(lake); err == nil || !strings.Contains(err.Error(), "import it again") {
		t.Errorf("a lost set: %v", err)
	}
}

func TestImportReal(t *testing.T) {
	shared, lake := realdata.Path(t), t.TempDir()
	report, err := Import(t.Context(), shared, lake, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	kindsSeen := map[string]int{}
	for _, f := range report.Files {
		kindsSeen[f.Kind] = f.Rows
	}
	want := map[string]int{
		"appellations ROME 4": 13120, "métiers ROME 4": 1584, "métiers ROME 3": 531, "compétences par métier ROME 3": 12109,
		"mobilités ROME 4": 14912, "mobilités ROME 3": 4218, "compétences ROME 4": 18317, "savoirs ROME 4": 15354, "compétences ROME 3": 4947,
		"agences": 894, "communes": 35014, "départements": 109, "régions": 26, "sections de la NAF": 21, "NAF rév. 2": 732,
		"offres en ligne par commune et métier": 286815, "tension par métier et bassin": 27053,
		"familles professionnelles 2009": 225, "familles professionnelles 2021": 341, "familles professionnelles 2009 par métier": 2341,
		"bassins d'emploi par commune": 37498, "contours des départements": 96, "tension par famille professionnelle": 31034,
	}
	if diff := cmp.Diff(want, kindsSeen); diff != "" {
		t.Error(diff)
	}
	for _, n := range report.Notes {
		if strings.Contains(n, "intégré") {
			t.Errorf("a table was completed: %s", n)
		}
	}
	s, err := Load(lake)
	if err != nil {
		t.Fatal(err)
	}
	parents := map[string]bool{}
	for _, tr := range s.Trades {
		parents[tr.Parent] = true
		if !s.KnownRome(tr.Parent) {
			t.Errorf("trade %s: unknown parent %s", tr.Code, tr.Parent)
		}
	}
	if len(s.Trades) != 1584 || len(parents) != 532 {
		t.Errorf("%d trades under %d parents, want 1584 under 532", len(s.Trades), len(parents))
	}
	if paris, _ := s.Commune("75056"); !paris.HasPoint || kilometres(paris, Commune{Latitude: 48.86, Longitude: 2.34}) > 2 {
		t.Errorf("Paris as a whole: %+v", paris)
	}
	if r, _ := s.Commune("97101"); r.Region != "01" {
		t.Errorf("region of an overseas commune: %+v", r)
	}
	for _, a := range s.Agencies {
		if a.Region == "" {
			t.Errorf("agency without a region: %+v", a)
		}
	}
	for _, k := range s.Skills {
		if strings.Contains(k.Label, "''") {
			t.Errorf("doubled quote: %+v", k)
		}
	}
	t.Logf("%d fichiers inconnus, notes : %q", len(report.Unknown), report.Notes)
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("naf_id|naf_label\n8621Z|Médecins\n"), false)
	f.Add([]byte("\ufeff\"code_rome\",\"libelle_rome\",\"code_rome_parent\"\r\n\"G1602\",\"Commis\",\"G1602\"\r\n"), false)
	f.Add([]byte("code_rome;code_rome_cible;numero_ordre\nA;B;\xe9\n\"x\n"), false)
	f.Add([]byte(`[{"code":"01004","nom":"A","departement":"01","codesPostaux":["01500"],"centre":{"coordinates":[1,2]}}]`), true)
	f.Add([]byte("code,nom,dep,reg,population,code_postal,lat,lon\n1,a,1,1,x,y,z,\n"), false)
	f.Fuzz(func(t *testing.T, content []byte, isJSON bool) {
		parse := parseCSV
		if isJSON {
			parse = parseJSON
		}
		table, err := parse("fuzz", content)
		if err != nil {
			return
		}
		k := recognise(table)
		if k == nil {
			return
		}
		b := newBuilder()
		k.load(b, table)
		b.complete()
		if err := b.set.finish(""); err != nil {
			t.Fatal(err)
		}
	})
}
