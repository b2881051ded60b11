package transform_test

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vigie/analytics/attractivity"
	"vigie/analytics/diagnosis"
	"vigie/analytics/pools"
	"vigie/transform"
	"vigie/transform/model"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

// version is one state of a record; all it says follows from these three.
type version struct {
	source    string
	id        int
	day, hash int // of the stamp, from the first night's eve
}

var firstNight = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// facts are the sources of the histories, with what their tables are parted by or masked by.
var facts = map[string]func(v version, day func(from, to int) string, r *rand.Rand) string{
	"offres": func(v version, day func(int, int) string, r *rand.Rand) string {
		created, closed, why := day(-70, 3), day(4, 14), "'"+pick(r, "POURVUE_PE", "ABANDON", "DOUBLON")+"'"
		switch r.IntN(6) {
		case 0, 1:
			closed, why = "null", "null"
		case 2: // about the first day of the window
			created, closed, why = day(-735, -718), "null", "null"
		case 3:
			created, closed = day(-745, -740), day(-738, -718)
		}
		return fmt.Sprintf(`"dateCreation": %s, "dateCloture": %s, "motifCloture": %s, "datePourvoi": null, "nombrePostes": %d, "origineOffre.origine": '%s', "romeCode": 'G1803', "_department": '75', "intitule": '%s', "lieuTravail.commune": '%s', "canal": '%s', "siret": %s`,
			created, closed, why, 1+r.IntN(3), pick(r, "1", "2"), pick(r, "serveur", "homme de 30 ans maximum", alike, strings.TrimSuffix(alike, "soir")+"midi", "jeune commis "+strings.TrimPrefix(alike, "serveur de ")),
			pick(r, "75101", "75102", "75103"), pick(r, "MULTIPOSTEUR", "SERVICE_ENTREPRISE"), pick(r, "null", fmt.Sprintf("'%d'", r.IntN(30))))
	},
	"candidatures": func(v version, day func(int, int) string, r *rand.Rand) string {
		return fmt.Sprintf(`"offreId": '%d', "demandeurId": '%d', "date": %s, "issue": 'RETENU', "dateIssue": %s, "origine": 'SPONTANEE'`, r.IntN(20), r.IntN(4), day(-70, 3), day(-10, 12))
	},
	"demandeurs": func(v version, day func(int, int) string, r *rand.Rand) string {
		radiated := "null"
		if r.IntN(3) == 0 {
			radiated = day(-10, 12)
		}
		return fmt.Sprintf(`"codeAgence": '75001', "commune": '75056', "dateRadiation": %s, "rayonKm": %d`, radiated, r.IntN(100))
	},
	"services": func(v version, day func(int, int) string, r *rand.Rand) string {
		return fmt.Sprintf(`"offreId": '%d', "code": 'MRS', "date": %s`, r.IntN(20), day(-70, 3))
	},
	"etablissements": func(v version, day func(int, int) string, r *rand.Rand) string {
		return fmt.Sprintf(`"siret": '%d', "codeNaf": '%s', "trancheEffectif": %s, "premierRecrutement": %s`, v.id, pick(r, "1071C", "4941A"), pick(r, "null", "'11'", "'21'"), day(-70, 3))
	},
	"espaces_recruteur": func(v version, day func(int, int) string, r *rand.Rand) string {
		return fmt.Sprintf(`"dateDemande": %s, "telephone": '%d', "email": %s, "statut": 'CERTIFIE', "dateDecision": %s`, day(-70, 3), r.IntN(3), pick(r, "null", "'a'", "'b'"), day(-10, 12))
	},
	"enquetes": func(v version, day func(int, int) string, r *rand.Rand) string {
		return fmt.Sprintf(`"contexte": 'RENCONTRE', "dateEnvoi": %s, "dateReponse": %s, "satisfaction": %d, "verbatim": '%s', "dateRappel": %s, "rappelIssue": 'TRAITE', "codeAgence": '75001'`,
			day(-70, 3), day(-10, 12), 1+r.IntN(4), pick(r, "", "trop long", "aucun suivi", "merci a zorglubine"), day(-10, 12))
	},
}

// alike is a text of which two variants are each its duplicate and not each other's.
const alike = "serveur de salle pour un restaurant du centre avec trois ans de pratique et bon accueil des clients chaque jour de la semaine sauf le soir"

func pick(r *rand.Rand, choices ...string) string { return choices[r.IntN(len(choices))] }

// row is the raw record of a version, as a DuckDB struct.
func (v version) row(file string, line int) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d %d %d", v.source, v.id, v.day, v.hash)
	r := rand.New(rand.NewPCG(h.Sum64(), 7))
	day := func(from, to int) string {
		return fmt.Sprintf("timestamptz '%s'", firstNight.AddDate(0, 0, v.day+from+r.IntN(to-from+1)).Add(time.Duration(r.IntN(24))*time.Hour).Format("2006-01-02 15:04:05+00"))
	}
	deleted := "null"
	if r.IntN(5) == 0 {
		deleted = "true"
	}
	stamp := fmt.Sprintf("timestamptz '%s'", firstNight.AddDate(0, 0, v.day).Format("2006-01-02 15:04:05+00"))
	return fmt.Sprintf(`{"id": '%d', %s, "supprime": %s::boolean, "_stamp": %s, "_hash": '%08d-0000-0000-0000-%012d'::uuid, "_file": '%s', "_line": %d}`,
		v.id, facts[v.source](v, day, r), deleted, stamp, 1000*v.id+100+v.day, v.hash, file, line)
}

// lake is a raw lake of a history, written by DuckDB itself.
type lake struct {
	t   *testing.T
	dir string
}

// deliver writes one file of each source.
func (l *lake) deliver(db *model.DB, name string, versions []version) map[string]string {
	delivered := map[string]string{}
	for source := range facts {
		var rows []string
		for i, v := range versions {
			if v.source == source {
				rows = append(rows, v.row(name, i))
			}
		}
		if len(rows) == 0 {
			continue
		}
		path := filepath.Join(l.dir, fmt.Sprintf("%s-%s.parquet", source, name))
		must(l.t, db.Exec(l.t.Context(), fmt.Sprintf("copy (select * from raw.%[1]s union all by name select unnest(r) from (values %[2]s) as v(r)) to '%[3]s' (format parquet)",
			source, "("+strings.Join(rows, "), (")+")", path)))
		delivered[source] = path
	}
	return delivered
}

func must(t *testing.T, err error) {
	if err != nil {
		t.Helper()
		t.Fatal(err)
	}
}

// open is a database with the inputs of the models; raw tables are those of the files.
func (l *lake) open(asOf time.Time, raw map[string][]string) *model.DB {
	db, err := model.Open(l.t.Context(), asOf, model.Settings{Threads: 2}, nil)
	must(l.t, err)
	for _, ddl := range transformtest.Inputs() {
		if !strings.Contains(ddl, " before") { // the build makes them
			must(l.t, db.Exec(l.t.Context(), ddl))
		}
	}
	must(l.t, db.Exec(l.t.Context(), "insert into ref.smic values ('2023-05-01', 11.52); insert into ref.channel (channel, level) values ('MULTIPOSTEUR', 3), ('SERVICE_ENTREPRISE', 1); insert into ref.rome values ('G1803', 'Service en restauration', 'G1803'); insert into ref.wording (wording_id, kind, criterion) values ('age_at_most', 'discrimination', 'age')"))
	for source := range facts {
		if raw == nil {
			continue
		}
		contract := filepath.Join(l.dir, "contract-"+source+".parquet")
		must(l.t, db.Exec(l.t.Context(), fmt.Sprintf("copy raw.%s to '%s' (format parquet)", source, contract)))
		must(l.t, db.Exec(l.t.Context(), "drop table raw."+source))
		must(l.t, db.AttachParquet(l.t.Context(), "raw."+source, append([]string{contract}, raw[source]...)))
	}
	return db
}

// night builds every table of this package into a folder of its own.
func (l *lake) night(models []model.Model, name string, asOf time.Time, raw map[string][]string, before *model.Before) *model.Before {
	raw = clone(raw)
	for source := range facts {
		raw[source] = append(raw[source], before.Files(model.Again(source))...)
	}
	db := l.open(asOf, raw)
	defer db.Close()
	dir := filepath.Join(l.dir, name)
	must(l.t, os.Mkdir(dir, 0o755))
	tables, err := model.Build(l.t.Context(), db, models, model.Night{DirOf: func(model.Model) string { return dir }, Before: before, Each: func(model.Table) {}})
	must(l.t, err)
	made := &model.Before{Dir: dir, AsOf: asOf, Tables: map[string]model.Table{}}
	for _, t := range tables {
		made.Tables[t.Name] = t
	}
	for _, m := range models {
		if !m.IsCarried() {
			continue
		}
		breaches, err := model.Audit(l.t.Context(), db, m, made.Tables[m.Table])
		must(l.t, err)
		for _, b := range breaches {
			l.t.Errorf("%s: %s", name, b)
		}
	}
	return made
}

func clone(files map[string][]string) map[string][]string {
	out := map[string][]string{}
	for k, v := range files {
		out[k] = slices.Clone(v)
	}
	return out
}

// TestCarriedNightsEqualAFullOne: over random histories of new, late, corrected,
// deleted, repeated and future records, delivered over several nights, the facts
// of each night are those of a full night over everything that came so far.
func TestCarriedNightsEqualAFullOne(t *testing.T) {
	models := carriedModels(t)
	sources := slices.Sorted(maps.Keys(facts))
	histories := uint64(1)
	if os.Getenv("VIGIE_FAULTS") == "full" {
		histories = 100
	}
	for seed := range histories {
		t.Run(fmt.Sprint("history ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			l := &lake{t: t, dir: t.TempDir()}
			writer := l.open(firstNight, nil)
			defer writer.Close()
			all := map[string][]string{}
			var before *model.Before
			asOf := firstNight
			for night := range 3 {
				versions := make([]version, 20+r.IntN(400))
				for i := range versions {
					versions[i] = version{source: pick(r, sources...), id: r.IntN(60), day: r.IntN(13) - 6, hash: 1 + r.IntN(2)}
				}
				tonight := map[string][]string{}
				for source, path := range l.deliver(writer, fmt.Sprintf("night%d", night), versions) {
					tonight[source] = []string{path}
					all[source] = append(all[source], path)
				}
				before = l.night(models, fmt.Sprintf("carried%d", night), asOf, tonight, before)
				full := l.night(models, fmt.Sprintf("full%d", night), asOf, all, nil)
				for _, m := range models {
					if got, want := before.Tables[m.Table].Content, full.Tables[m.Table].Content; m.IsCarried() && got != want {
						t.Errorf("night %d of %s: %s holds %s, a full night %s", night, asOf.Format(time.DateOnly), m.Table, got, want)
					}
				}
				for _, source := range sources {
					if got, want := before.Tables[model.Gone(source)].Content, full.Tables[model.Gone(source)].Content; got != want {
						t.Errorf("night %d: gone of %s holds %s, a full night %s", night, source, got, want)
					}
				}
				asOf = asOf.AddDate(0, 0, r.IntN(4))
			}
		})
	}
}

// carriedModels are the carried tables, those of the widget, the pools and diagnoses among them, and what they are made from.
func carriedModels(t *testing.T) []model.Model {
	all, err := model.Order(modeltest.Inspect(t, transform.Models, attractivity.Models, pools.Models, diagnosis.Models))
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]bool{} // by those that are carried
	for _, m := range slices.Backward(all) {
		if m.IsCarried() || read[m.Table] {
			for _, ref := range m.Refs {
				read[ref] = true
			}
		}
	}
	return slices.DeleteFunc(all, func(m model.Model) bool {
		source, _ := m.FactsOf()
		return !strings.HasPrefix(m.Table, "stg.") && !read[m.Table] && (!m.IsCarried() || source != "" && facts[source] == nil)
	})
}

// TestSettledRowsAreLeftAlone: a night that changes an offer which is open writes none of
// the files that hold what is settled.
func TestSettledRowsAreLeftAlone(t *testing.T) {
	models := carriedModels(t)
	l := &lake{t: t, dir: t.TempDir()}
	writer := l.open(firstNight, nil)
	defer writer.Close()
	var offers []version
	for id := range 400 {
		offers = append(offers, version{source: "offres", id: id, day: -6, hash: 1})
	}
	asOf := firstNight.AddDate(0, 0, 20) // the closings have come
	first := l.night(models, "first", asOf, map[string][]string{"offres": {l.deliver(writer, "first", offers)["offres"]}}, nil)
	var late []string
	for _, file := range first.Files("core.offer") {
		if strings.HasPrefix(filepath.Base(file), "late_") {
			late = append(late, file)
		}
	}
	if len(late) == 0 || len(late) == len(first.Files("core.offer")) {
		t.Fatalf("%d of %d files hold what is not settled, want some", len(late), len(first.Files("core.offer")))
	}
	var id int
	must(t, writer.QueryRow(t.Context(), "select min(offer_id::int) from read_parquet(['"+strings.Join(late, "', '")+"'])").Scan(&id))
	changed := l.deliver(writer, "second", []version{{source: "offres", id: id, day: 19, hash: 1}})
	second := l.night(models, "second", asOf, map[string][]string{"offres": {changed["offres"]}}, first)
	written := 0
	for _, f := range second.Tables["core.offer"].Files {
		isLate := strings.HasPrefix(filepath.Base(f.Path), "late_")
		if !isLate && !f.Carried {
			t.Errorf("%s is written again", f.Path)
		}
		if isLate && !f.Carried {
			written++
		}
	}
	if written == 0 {
		t.Error("nothing is written")
	}
}

// TestDaysAloneMoveRows: on nights that bring nothing, days later, what depends on the day is what
// it is on a full night: offers leave the window, grow old enough, close on their day.
func TestDaysAloneMoveRows(t *testing.T) {
	if os.Getenv("VIGIE_FAULTS") == "" {
		t.Skip("takes minutes: VIGIE_FAULTS=bounded go test ./transform -run TestDaysAloneMoveRows, as make test does")
	}
	models := carriedModels(t)
	l := &lake{t: t, dir: t.TempDir()}
	writer := l.open(firstNight, nil)
	defer writer.Close()
	var versions []version
	for source := range facts {
		for id := range 300 {
			versions = append(versions, version{source: source, id: id, day: -id % 7, hash: 1})
		}
	}
	all := map[string][]string{}
	for source, path := range l.deliver(writer, "first", versions) {
		all[source] = []string{path}
	}
	var before *model.Before
	moved := map[string]bool{}
	for night, days := range []int{0, 1, 8, 40} {
		asOf, raw := firstNight.AddDate(0, 0, days), map[string][]string{}
		if night == 0 {
			raw = all
		}
		last := before
		before = l.night(models, fmt.Sprintf("carried%d", night), asOf, raw, before)
		full := l.night(models, fmt.Sprintf("full%d", night), asOf, all, nil)
		for _, m := range models {
			got, want := before.Tables[m.Table].Content, full.Tables[m.Table].Content
			if m.IsCarried() && got != want {
				t.Errorf("%d days later: %s holds %s, a full night %s", days, m.Table, got, want)
			}
			if last != nil && got != last.Tables[m.Table].Content {
				moved[m.Table] = true
			}
		}
	}
	for _, table := range []string{"core.offer", "attractivity.offer", "diagnosis.recruiter"} {
		if !moved[table] {
			t.Errorf("%s did not move", table)
		}
	}
}
