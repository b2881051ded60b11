package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// canary marks every text that must not arrive in the lake.
const canary = "CANARI"

// TestNothingPersonalArrives delivers good and broken records full of marked
// personal data and looks for the marks in every byte of the lake.
func TestNothingPersonalArrives(t *testing.T) {
	f := newFixture(t)
	personal := map[string]any{"nom": canary + " Nom", "telephone": "06" + canary, "courriel": canary + "@example.org"}
	offer := valid["offres"].with("contact", personal).with("agence", personal).with("age", canary).with("recruteurTelephone", canary).
		with("entreprise", map[string]any{"nom": "E", "telephone": canary, "contact": personal}).
		with("competences", []any{map[string]any{"code": "1", "auteur": canary}})
	seeker := valid["demandeurs"].with("id", canary+"-1").with("conseiller", canary+"-2").with("age", canary).with("sexe", canary).
		with("nationalite", canary).with("nom", canary).with("telephone", canary).with("nouveau", map[string]any{"nom": canary})
	application := valid["candidatures"].with("demandeurId", canary+"-1").with("commentaire", canary)
	survey := valid["enquetes"].with("nom", canary).with("telephone", canary)

	var seekers, applications, surveys []record
	for range 40 { // enough good records for the broken ones not to refuse their file
		seekers, applications, surveys = append(seekers, seeker), append(applications, application), append(surveys, survey)
	}
	seekers = append(seekers, seeker.with("codeAgence", canary), seeker.with("tempsTravail", canary+" Nom").with("dateMaj", canary))
	applications = append(applications, application.with("issue", canary+"Nom"), application.with("date", canary))
	surveys = append(surveys, survey.with("contexte", canary+" n"), survey.with("verbatim", canary+strings.Repeat("x", 4001)))
	f.put("agences/a.ndjson", lines(t, valid["agences"]))
	f.put("offres/a.ndjson", lines(t, offer))
	f.put("demandeurs/a.ndjson", append(lines(t, seekers...), canary+` {"id":"`+canary+"\"\n"...))
	f.put("candidatures/a.ndjson", lines(t, applications...))
	f.put("enquetes/a.ndjson", lines(t, surveys...))
	f.put("demandeurs/b.csv", []byte("id;dateMaj;codeAgence;commune;metiers;telephone\n"+canary+";2025-03-10;07001;07010;D1102;06"+canary+"\n"+canary+";x\n"))
	f.put("demandeurs/c.json", []byte(`[{"id":"`+canary+`"},`))
	report := f.run(Options{})

	for path, text := range tree(t, f.lake.Root) {
		if strings.Contains(text, canary) {
			t.Errorf("%s holds personal data", path)
		}
	}
	ledger, err := filepath.Glob(filepath.Join(f.lake.Root, "ledger", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range ledger {
		if text, err := os.ReadFile(path); err != nil || strings.Contains(string(text), canary) {
			t.Errorf("%s holds personal data (%v)", path, err)
		}
	}
	for _, r := range report.Files {
		if strings.Contains(r.Error, canary) {
			t.Errorf("the report of %s holds personal data: %s", r.Path, r.Error)
		}
	}
	for _, source := range []string{"demandeurs", "candidatures", "enquetes"} {
		for _, q := range f.refusals(source) {
			if q.Raw != "" || q.Value != "" || q.File == "" || q.Line == 0 {
				t.Errorf("quarantine of %s: %+v", source, q)
			}
		}
	}
}

// TestColumns reads back which columns raw files have: those of the structs, and
// for persons these and no other.
func TestColumns(t *testing.T) {
	f := newFixture(t)
	for source, r := range valid {
		f.put(source+"/a.ndjson", lines(t, r))
	}
	f.run(Options{})
	got := map[string][]string{}
	for source := range valid {
		paths, _ := filepath.Glob(filepath.Join(f.lake.RawDir(source), "*", "*.parquet"))
		if len(paths) != 1 {
			t.Fatalf("%s: %v", source, paths)
		}
		file, err := os.Open(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		st, _ := file.Stat()
		pq, err := parquet.OpenFile(file, st.Size())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range pq.Schema().Fields() {
			got[source] = append(got[source], c.Name())
		}
	}
	engine := []string{"_stamp", "_hash", "_file", "_line"}
	for source, want := range map[string]string{
		"demandeurs": "id dateMaj dateInscription dateRadiation codeAgence conseiller commune rayonKm metiers competences permis langues formations " +
			"contratsAcceptes tempsTravail salaireMin.montant salaireMin.periode disponibleLe mrsValide categorie mesures cvEnLigne supprime",
		"candidatures": "id offreId demandeurId date dateMaj origine issue dateIssue supprime",
		"services":     "id offreId code date codeAgence supprime",
		"enquetes":     "id contexte dateEnvoi dateReponse satisfaction verbatim rappelDemande dateRappel rappelIssue siret codeAgence offreId dateMaj supprime",
		"agences":      "code libelle commune departement directionTerritoriale region supprime",
	} {
		if diff := cmp.Diff(append(strings.Fields(want), engine...), got[source]); diff != "" {
			t.Errorf("columns of %s:\n%s", source, diff)
		}
	}
}
