package ingest

import (
	"bytes"
	"encoding/json"
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
	request := valid["contacts"].with("interlocuteur", canary).with("telephone", canary).with("fonction", canary)
	account := valid["espaces_recruteur"].with("telephone", "06 98 76 54 32 "+canary).with("email", canary+"@exemple.fr").with("nom", canary)
	shop := valid["etablissements"].with("dirigeant", personal).with("telephone", canary).with("gerant", canary)

	var seekers, applications, surveys, requests, accounts []record
	for range 40 { // enough good records for the broken ones not to refuse their file
		seekers, applications, surveys = append(seekers, seeker), append(applications, application), append(surveys, survey)
		requests, accounts = append(requests, request), append(accounts, account)
	}
	seekers = append(seekers, seeker.with("codeAgence", canary), seeker.with("tempsTravail", canary+" Nom").with("dateMaj", canary))
	applications = append(applications, application.with("issue", canary+"Nom"), application.with("date", canary))
	surveys = append(surveys, survey.with("contexte", canary+" n"), survey.with("verbatim", canary+strings.Repeat("x", 4001)))
	requests = append(requests, request.with("canal", canary), request.with("dateDemande", canary))
	accounts = append(accounts, account.with("statut", canary), account.with("telephone", []any{canary}))
	f.put("agences/a.ndjson", lines(t, valid["agences"]))
	f.put("contacts/a.ndjson", lines(t, requests...))
	f.put("espaces_recruteur/a.ndjson", lines(t, accounts...))
	f.put("etablissements/a.ndjson", lines(t, shop))
	f.put("offres/a.ndjson", lines(t, offer))
	f.put("demandeurs/a.ndjson", append(lines(t, seekers...), canary+` {"id":"`+canary+"\"\n"...))
	f.put("candidatures/a.ndjson", lines(t, applications...))
	f.put("enquetes/a.ndjson", lines(t, surveys...))
	f.put("demandeurs/b.csv", []byte("id;dateMaj;codeAgence;commune;metiers;telephone\n"+canary+";2025-03-10;07001;07010;D1102;06"+canary+"\n"+canary+";x\n"))
	f.put("demandeurs/c.json", []byte(`[{"id":"`+canary+`"},`))
	report := f.run(Options{})

	for path, text := range tree(t, f.lake.Root) {
		if strings.Contains(text, canary) || strings.Contains(text, "698765432") || strings.Contains(text, strings.ToLower(canary)) {
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
	for _, source := range []string{"demandeurs", "candidatures", "enquetes", "contacts", "espaces_recruteur"} {
		if len(f.refusals(source)) == 0 {
			t.Errorf("nothing of %s is refused", source)
		}
		for _, q := range f.refusals(source) {
			if q.Raw != "" || q.Value != "" || q.File == "" || q.Line == 0 {
				t.Errorf("quarantine of %s: %+v", source, q)
			}
		}
	}
}

// TestSameContact: accounts that give the same number or address, however written,
// have the same hash, and another lake's key gives another.
func TestSameContact(t *testing.T) {
	account := valid["espaces_recruteur"]
	text := lines(t,
		account.with("telephone", "04 75 12 34 56").with("email", "rh@exemple.fr"),
		account.with("telephone", "+33 (0)4.75.12.34.56").with("email", " RH@Exemple.fr"),
		account.with("telephone", 475123456).with("email", "Ressources <rh@exemple.fr>"),
		account.with("telephone", "04 75 12 34 57").with("email", "paie@exemple.fr"),
		account.with("telephone", "néant").with("email", "néant"),
	)
	f := newFixture(t)
	f.put("espaces_recruteur/a.ndjson", text)
	got := rows[espace](f, f.mustLoad("espaces_recruteur"))
	for _, other := range got[1:3] {
		if other.Telephone != got[0].Telephone || other.Email != got[0].Email || len(other.Telephone) != 26 || len(other.Email) != 26 {
			t.Errorf("%s %s, want %s %s", other.Telephone, other.Email, got[0].Telephone, got[0].Email)
		}
	}
	if got[3].Telephone == got[0].Telephone || got[3].Email == got[0].Email {
		t.Error("another number or address has the same hash")
	}
	if got[4].Telephone != "" || got[4].Email != "" {
		t.Errorf("no number and no address: %q %q", got[4].Telephone, got[4].Email)
	}
	elsewhere := newFixture(t)
	elsewhere.put("espaces_recruteur/a.ndjson", text)
	elsewhere.run(Options{Key: []byte("another key of this length")})
	if rows[espace](elsewhere, "espaces_recruteur")[0].Telephone == got[0].Telephone {
		t.Error("the hash does not depend on the key")
	}
}

// TestRefusedOffersNameNobody: the text of a refused offer is kept without its
// contact, its agency and what the contract does not list, in every format.
func TestRefusedOffersNameNobody(t *testing.T) {
	f := newFixture(t)
	personal := map[string]any{"nom": canary + " Nom", "telephone": "06" + canary, "courriel": canary + "@example.org"}
	good := valid["offres"].with("contact", personal).with("agence", personal).with("recruteur", canary).
		with("entreprise", map[string]any{"nom": "E", "contact": personal}).
		with("competences", []any{map[string]any{"code": "1", "auteur": personal}, "2"}).
		with("qualitesProfessionnelles", []any{map[string]any{"libelle": "Rigueur", "auteur": canary}})
	broken := []record{
		good.with("typeContrat", nil), good.with("siret", "12"), good.with("contact", canary).with("codeNAF", "?"),
		good.with("intitule", personal), good.with("entreprise", []any{personal}), good.with("competences", []any{[]any{personal}}),
	}
	f.put("offres/a.ndjson", append(lines(t, broken...),
		`{"id":"1","contact":{"nom":"`+canary+`"},,}`+"\n"+
			`{"id":"1","contact":{"nom":"`+canary+`"`+"\n"+
			`{"id":"1","contact":{"nom":"`+canary+"\xff"+`"}}`+"\n"+
			canary+"\n"...))
	array, err := json.Marshal(broken)
	if err != nil {
		t.Fatal(err)
	}
	f.put("offres/b.json", array)
	f.put("offres/c.csv", []byte("id;intitule;contact;contact.nom;agence.courriel;telephone;siret;entreprise\n"+
		`1;"A;B";`+canary+";"+canary+";"+canary+";"+canary+`;12;"{""nom"":""E"",""contact"":""`+canary+`""}"`+"\n"+
		"2;"+canary+"\n"+
		`3;"`+canary+"\n"))
	var packed bytes.Buffer
	w := parquet.NewGenericWriter[map[string]any](&packed, parquet.NewSchema("offres", parquet.Group{
		"id": parquet.String(), "siret": parquet.String(), "contact": parquet.Group{"nom": parquet.String()},
	}))
	if _, err := w.Write([]map[string]any{{"id": "1", "siret": "12", "contact": map[string]any{"nom": canary}}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f.put("offres/d.parquet", packed.Bytes())
	f.run(Options{})

	for path, text := range tree(t, f.lake.Root) {
		if strings.Contains(text, canary) {
			t.Errorf("%s holds personal data", path)
		}
	}
	refused := f.refusals("offres")
	if len(refused) != len(broken)+4+len(broken)+3+1 {
		t.Errorf("%d offers are refused", len(refused))
	}
	for _, q := range refused {
		text := q.Rule + q.Field + q.Value + q.Raw
		if strings.Contains(text, canary) {
			t.Errorf("quarantine names a person: %+v", q)
		}
		whole := q.Rule != "json_invalid" && q.Rule != "csv_invalid" && q.Rule != "encoding_invalid"
		if whole != (q.Raw != "") {
			t.Errorf("text of a %s: %q", q.Rule, q.Raw)
		}
		if q.Path == "offres/c.csv" && whole && q.Raw != `1;"A;B";;;;;12;"{""nom"":""E""}"` {
			t.Errorf("text of a CSV row: %q", q.Raw)
		}
		if q.Path != "offres/c.csv" && whole && !json.Valid([]byte(q.Raw)) {
			t.Errorf("text of a record is no JSON: %q", q.Raw)
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
		"candidatures":   "id offreId demandeurId date dateMaj origine issue dateIssue supprime",
		"services":       "id offreId code date codeAgence supprime",
		"enquetes":       "id contexte dateEnvoi dateReponse satisfaction verbatim rappelDemande dateRappel rappelIssue siret codeAgence offreId dateMaj supprime",
		"etablissements": "siret raisonSociale codeNaf commune trancheEffectif codeAgence serviceRh premierRecrutement dateMaj supprime _department",
		"contacts":       "id codeAgence siret offreId canal dateDemande dateReponse motif supprime",
		"espaces_recruteur": "id siret codeAgence dateDemande dateMaj connu telephone email contact dateContact dateRelance statut dateDecision " +
			"offresEnAttente profilsConsultes supprime",
		"evenements": "id codeAgence type date romes inscrits presents entreprises recrutements supprime",
		"agences":    "code libelle commune departement directionTerritoriale region supprime",
	} {
		if diff := cmp.Diff(append(strings.Fields(want), engine...), got[source]); diff != "" {
			t.Errorf("columns of %s:\n%s", source, diff)
		}
	}
}
