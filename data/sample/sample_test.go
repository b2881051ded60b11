package sample

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"vigie/data/reference"
)

func asOf(t testing.TB) time.Time {
	t.Helper()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2025, 4, 1, 0, 0, 0, 0, paris)
}

func generate(t testing.TB, o Options) (string, Report) {
	t.Helper()
	o.Out = t.TempDir()
	if o.AsOf.IsZero() {
		o.AsOf = asOf(t)
	}
	report, err := Generate(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return o.Out, report
}

// digests gives the hash of each file.
func digests(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	sums := map[string][32]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		sums[path] = sha256.Sum256(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// lines reads the lines of a source's files, in the order of their names.
func lines(t *testing.T, dir, source string, each func(line []byte)) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, source, "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("files of %s: %v, %v", source, names, err)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var in io.Reader = f
		switch filepath.Ext(name) {
		case ".zst":
			in, err = zstd.NewReader(f)
		case ".gz":
			in, err = gzip.NewReader(f)
		}
		if err != nil {
			t.Fatal(err)
		}
		scan := bufio.NewScanner(in)
		scan.Buffer(nil, 1<<20)
		for scan.Scan() {
			each(scan.Bytes())
		}
		if scan.Err() != nil {
			t.Fatalf("%s: %v", name, scan.Err())
		}
	}
}

func TestReproducible(t *testing.T) {
	o := Options{Scale: 0.001, Seed: 7, Workers: 1}
	dir, one := generate(t, o)
	want := digests(t, dir)
	if len(want) != 5*24+2+6 {
		t.Errorf("%d files", len(want))
	}
	o.Workers = 3
	dir, three := generate(t, o)
	if diff := cmp.Diff(want, digests(t, dir)); diff != "" {
		t.Error("the number of workers changes the files")
	}
	if diff := cmp.Diff(one, three); diff != "" {
		t.Error(diff)
	}
	o.Only = []string{"candidatures", "enquetes"}
	dir, _ = generate(t, o)
	for path, sum := range digests(t, dir) {
		if want[path] != sum {
			t.Errorf("%s differs when it is made alone", path)
		}
	}
	o.Only, o.Seed = nil, 8
	dir, _ = generate(t, o)
	for path, sum := range digests(t, dir) {
		if want[path] == sum && !strings.HasPrefix(path, "agences") {
			t.Errorf("%s is the same with another seed", path)
		}
	}
}

func TestRunTwice(t *testing.T) {
	o := Options{Out: t.TempDir(), Scale: 0.0005, AsOf: asOf(t)}
	if _, err := Generate(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	want := digests(t, o.Out)
	if _, err := Generate(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, digests(t, o.Out)); diff != "" {
		t.Error(diff)
	}
	o.AsOf = o.AsOf.AddDate(0, 1, 0)
	if _, err := Generate(t.Context(), o); !errors.Is(err, ErrOther) {
		t.Errorf("two samples are mixed: %v", err)
	}
}

// TestForeignFiles: nothing is written beside files that are not of the sample,
// and the error names the first.
func TestForeignFiles(t *testing.T) {
	for path, foreign := range map[string]bool{
		"offres/export.json": true, "offres/2020-01.ndjson.zst": true, "demandeurs/2025/reel.parquet": true, "agences/agences.xlsx": true,
		"candidatures/deep/er/x.csv.part": true, "agences": true, "enquetes/notes.txt": true,
		"offres/.DS_Store": false, "meteo/bmo.csv": false, "bmo/bmo.csv": true, "lisez-moi.txt": false, "offres/2025-03.ndjson.zst.part": false,
		"candidatures/2025-03.ndjson.zst": false, // of this sample, of a source not asked for
	} {
		o := Options{Out: t.TempDir(), Scale: 0.0001, AsOf: asOf(t), Only: []string{"offres", "agences"}}
		full := filepath.Join(o.Out, path)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Generate(t.Context(), o)
		if !foreign {
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			continue
		}
		if !errors.Is(err, ErrOther) || !strings.Contains(err.Error(), full) {
			t.Errorf("%s: error %v, want one that names it", path, err)
		}
		if left := digests(t, o.Out); len(left) != 1 {
			t.Errorf("%s: %d files were written", path, len(left)-1)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, scale := range []float64{0.0005, 0.002} {
		dir, report := generate(t, Options{Scale: scale, Seed: 3})
		got := map[string]int64{}
		for _, s := range sourceNames {
			lines(t, dir, s, func([]byte) { got[s]++ })
		}
		got["enquetes"]-- // headers
		got["agences"]--
		got["bmo"]--
		got["defm"] -= 24
		if diff := cmp.Diff(report.Rows, got); diff != "" {
			t.Error(diff)
		}
		near := func(source string, want, tolerance float64) {
			t.Helper()
			if n := float64(got[source]); n < want*(1-tolerance) || n > want*(1+tolerance) {
				t.Errorf("scale %g: %g %s, want about %g", scale, n, source, want)
			}
		}
		near("offres", 27e6*scale, 0.02) // some are delivered twice
		near("candidatures", 60e6*scale, 0.06)
		near("demandeurs", 6e6*scale, 0)
		near("enquetes", 1e6*scale, 0.01)
		near("services", 0.75*7e6*scale, 0.05)
	}
}

// TestShorterHistory: fewer months have as many records a month, and as many people.
func TestShorterHistory(t *testing.T) {
	dir, report := generate(t, Options{Scale: 0.002, Months: 6, Seed: 3})
	files, err := filepath.Glob(filepath.Join(dir, "offres", "*"))
	if err != nil || len(files) < 6 || len(files) > 7 {
		t.Errorf("%d files of offers, want those of six months: %v", len(files), err)
	}
	for source, want := range map[string]float64{"offres": 27e6 / 4, "candidatures": 60e6 / 4, "demandeurs": 6e6} {
		if n := float64(report.Rows[source]) / 0.002; n < 0.9*want || n > 1.1*want {
			t.Errorf("%.0f %s, want about %.0f", n, source, want)
		}
	}
}

// The names on the wire, by source; a record holds no other.
var wireNames = map[string]string{
	"offres": `id intitule description dateCreation dateActualisation lieuTravail romeCode romeLibelle appellationlibelle appellationCode entreprise siret
		typeContrat typeContratLibelle natureContrat alternance experienceExige experienceLibelle salaire dureeTravailLibelle dureeTravailLibelleConverti
		competences permis langues formations qualitesProfessionnelles qualificationCode codeNAF nombrePostes contact agence origineOffre canal codeAgence
		offresManqueCandidats dateCloture motifCloture postesPourvus datePourvoi`,
	"candidatures":   "id offreId demandeurId date origine issue dateIssue dateMaj",
	"services":       "id offreId code date codeAgence",
	"etablissements": "siret raisonSociale codeNaf commune trancheEffectif codeAgence serviceRh premierRecrutement dateMaj",
	"contacts":       "id codeAgence siret offreId canal dateDemande dateReponse motif",
	"espaces_recruteur": `id siret codeAgence dateDemande dateMaj connu telephone email contact dateContact dateRelance statut dateDecision
		offresEnAttente profilsConsultes`,
	"evenements": "id codeAgence type date romes inscrits presents entreprises recrutements",
	"demandeurs": `id dateMaj dateInscription dateRadiation codeAgence conseiller commune rayonKm metiers competences permis langues formations contratsAcceptes
		tempsTravail salaireMin disponibleLe mrsValide categorie mesures cvEnLigne age sexe nationalite`,
}

func TestWireForm(t *testing.T) {
	dir, _ := generate(t, Options{Scale: 0.001, Seed: 3, BrokenShare: -1})
	ref := reference.Embedded()
	const end = "2025-04-01"
	seen := map[string]map[string]bool{}
	for source, names := range wireNames {
		known := strings.Fields(names)
		seen[source] = map[string]bool{}
		lines(t, dir, source, func(line []byte) {
			var record map[string]any
			if err := json.Unmarshal(line, &record); err != nil {
				t.Fatalf("%s: %v: %s", source, err, line)
			}
			announced := source == "offres" && strings.HasPrefix(text(record, "id"), "2") && text(record, "dateCreation") >= end
			if announced && text(record, "dateActualisation") != text(record, "dateCreation") {
				t.Fatalf("offer of after the window: %s", line)
			}
			for name, value := range record {
				if name == "supprime" {
					continue
				}
				seen[source][name] = true
				if !slices.Contains(known, name) {
					t.Fatalf("%s: unknown name %s", source, name)
				}
				if text, isText := value.(string); isText && strings.HasPrefix(name, "date") && text >= end && !announced {
					t.Fatalf("%s: %s is %s, after the window: %s", source, name, text, line)
				}
			}
			if agency, has := record["codeAgence"].(string); has {
				if _, there := ref.Agency(agency); !there {
					t.Fatalf("unknown agency %s", agency)
				}
			}
			if source == "offres" && record["supprime"] == nil {
				checkOffer(t, ref, record)
			}
		})
		for _, name := range known {
			if !seen[source][name] {
				t.Errorf("%s: %s is never written", source, name)
			}
		}
	}
	var columns int
	var text bytes.Buffer
	lines(t, dir, "enquetes", func(line []byte) {
		if header := string(line) == strings.TrimSpace(surveyHeader); !header || text.Len() == 0 {
			text.Write(line)
			text.WriteByte('\n')
		}
	})
	r := csv.NewReader(&text)
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns = len(rows[0])
	answered := 0
	for _, row := range rows[1:] {
		if len(row) != columns || (row[3] == "") != (row[4] == "") || row[12] >= end {
			t.Fatalf("survey %q", row)
		}
		if row[3] != "" {
			answered++
		}
	}
	if share := float64(answered) / float64(len(rows)-1); share < 0.22 || share > 0.28 {
		t.Errorf("%.2f of the surveys are answered", share)
	}
}

func text(record map[string]any, name string) string { s, _ := record[name].(string); return s }

func checkOffer(t *testing.T, ref *reference.Set, o map[string]any) {
	t.Helper()
	text := func(name string) string { return text(o, name) }
	rome := text("romeCode")
	if !ref.KnownRome(rome) {
		t.Fatalf("unknown trade %s", rome)
	}
	if child := ref.Parent(rome) != rome; child && text("dateCreation") < "2024-04-01" {
		t.Fatalf("a ROME 4.0 code of %s: %s", text("dateCreation"), rome)
	}
	if text("dateActualisation") < text("dateCreation") || len(text("id")) != 7 {
		t.Fatalf("offer %v", o)
	}
	entrusted := o["origineOffre"].(map[string]any)["origine"] == "1"
	closing := text("dateCloture")
	if closing != "" && (!entrusted || closing < text("dateCreation") || text("motifCloture") == "") {
		t.Fatalf("closing of %v", o)
	}
	if filled := text("datePourvoi"); filled != "" && (filled > closing || filled < text("dateCreation")) {
		t.Fatalf("filled %s, closed %s", filled, closing)
	}
	if n := len([]rune(text("description"))); n > 6500 || entrusted && n > 2000 {
		t.Fatalf("description of %d characters", n)
	}
}

// With the built-in set and a small scale, enough markets are deep enough.
func TestDeepCells(t *testing.T) {
	dir, _ := generate(t, Options{Scale: 0.005, Seed: 1, Only: []string{"offres"}, BrokenShare: -1})
	cells := map[string]int{}
	lines(t, dir, "offres", func(line []byte) {
		var o struct {
			RomeCode, Appellationlibelle string
			OrigineOffre                 struct{ Origine string }
			LieuTravail                  struct{ Libelle string }
		}
		if !bytes.Contains(line, []byte(`"origine":"1"`)) {
			return
		}
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		if o.OrigineOffre.Origine == "1" {
			department, _, _ := strings.Cut(o.LieuTravail.Libelle, " ")
			cells[reference.Embedded().Parent(o.RomeCode)+o.Appellationlibelle+department]++
		}
	})
	deep := 0
	for _, n := range cells {
		if n >= 31 {
			deep++
		}
	}
	if deep < 150 {
		t.Errorf("%d cells of 31 offers and more", deep)
	}
}

func TestOptions(t *testing.T) {
	good := Options{Out: t.TempDir(), Scale: 0.001, AsOf: asOf(t)}
	for name, change := range map[string]func(o *Options){
		"no folder":      func(o *Options) { o.Out = "" },
		"no scale":       func(o *Options) { o.Scale = 0 },
		"less":           func(o *Options) { o.Scale = -1 },
		"no number":      func(o *Options) { o.Scale = math.NaN() },
		"ten Frances":    func(o *Options) { o.Scale = 11 },
		"ten years":      func(o *Options) { o.Months = 120 },
		"no date":        func(o *Options) { o.AsOf = time.Time{} },
		"unknown source": func(o *Options) { o.Only = []string{"meteo"} },
		"all broken":     func(o *Options) { o.BrokenShare = 1 },
		"before":         func(o *Options) { o.To = o.AsOf.AddDate(-3, 0, 0) },
		"to beyond":      func(o *Options) { o.To = o.AsOf.AddDate(0, 0, 1) },
		"from the end":   func(o *Options) { o.From = o.AsOf },
		"no day":         func(o *Options) { o.From, o.To = o.AsOf.AddDate(0, 0, -9), o.AsOf.AddDate(0, 0, -9) },
		"no trades":      func(o *Options) { o.Reference = &reference.Set{} },
	} {
		o := good
		change(&o)
		if _, err := Generate(t.Context(), o); !errors.Is(err, ErrOptions) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// stop cancels once something was written.
type stop struct{ cancel func() }

func (stop) Start(string, int64, string) {}
func (s stop) Add(int64)                 { s.cancel() }
func (stop) Done()                       {}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{Out: t.TempDir(), Scale: 0.02, AsOf: asOf(t), Progress: stop{cancel}}
	if _, err := Generate(ctx, o); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if left := digests(t, o.Out); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}
