package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"vigie/data/reference"
)

// many makes n valid offers.
func many(t testing.TB, n int) []record {
	t.Helper()
	all := make([]record, n)
	for i := range all {
		all[i] = valid["offres"].with("id", fmt.Sprint(1+i)).with("dateCreation", fmt.Sprintf("2025-%02d-10T09:00:00Z", 1+i%9)).with("dateActualisation", nil)
	}
	return all
}

// tree is the content of every file under a folder but the caches, by path.
func tree(t testing.TB, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Base(filepath.Dir(path)) == "ledger" {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		files[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSameBytesAreLoadedOnce(t *testing.T) {
	f := newFixture(t)
	text := lines(t, many(t, 3)...)
	f.put("offres/a.ndjson", text)
	f.run(Options{})
	before := tree(t, f.lake.Root)
	f.put("offres/again/b.jsonl", text)
	report := f.run(Options{})
	if len(report.Files) != 2 || !report.Files[0].Known || !report.Files[1].Known || report.Totals[1].New != 0 || report.Totals[1].Files != 2 {
		t.Errorf("a renamed copy was taken for a new file: %+v", report)
	}
	if diff := cmp.Diff(before, tree(t, f.lake.Root)); diff != "" {
		t.Errorf("a second run changed the lake:\n%s", diff)
	}
}

// TestThreadsChangeNothing: the lake is the same, byte for byte.
func TestThreadsChangeNothing(t *testing.T) {
	records := many(t, 5000)
	records[7] = records[7].with("siret", "1")
	records[4999] = record{"id": "x"}
	text := lines(t, records...)
	var want map[string]string
	for _, threads := range []int{1, 2, 7} {
		f := newFixture(t)
		f.put("offres/a.ndjson", text)
		f.run(Options{Threads: threads})
		if got := tree(t, f.lake.Root); want == nil {
			want = got
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%d threads give another lake", threads)
		}
	}
}

func TestQuarantine(t *testing.T) {
	f := newFixture(t)
	records := many(t, 100)
	records[41] = records[41].with("siret", "12")
	records[98] = records[98].with("motifCloture", strings.Repeat("é", 300))
	f.put("offres/a.ndjson", lines(t, records...))
	r := f.run(Options{}).Files[0]
	if r.State != Loaded || r.Read != 100 || r.Loaded != 98 || r.Quarantined != 2 || r.Rules["siret_invalid"] != 1 || r.Rules["code_unknown"] != 1 {
		t.Fatalf("%+v", r)
	}
	q := f.refusals("offres")
	want := refusal{File: fileID(r.ID), Path: "offres/a.ndjson", Line: 42, Rule: "siret_invalid", Field: "siret", Value: "12", Raw: strings.TrimSpace(string(lines(t, records[41])))}
	if diff := cmp.Diff(want, q[0]); diff != "" {
		t.Error(diff)
	}
	if q[1].Line != 99 || q[1].Value != strings.Repeat("é", maxValue) {
		t.Errorf("the value is not cut at %d characters: %+v", maxValue, q[1])
	}
	if got := rows[offre](f, "offres"); len(got) != 98 {
		t.Errorf("%d rows", len(got))
	}
}

func TestTooManyRefusedRecords(t *testing.T) {
	f := newFixture(t)
	records := many(t, 100)
	for i := range 6 {
		records[i] = records[i].with("siret", "12")
	}
	f.put("offres/a.ndjson", lines(t, records...))
	report := f.run(Options{})
	r := report.Files[0]
	if r.State != Refused || len(report.Blocking()) != 1 || !strings.Contains(r.Error, "--accept-refused offres/a.ndjson") {
		t.Fatalf("%+v", r)
	}
	if got := rows[offre](f, "offres"); len(got) != 0 {
		t.Errorf("%d rows of a refused file are in the lake", len(got))
	}
	if len(f.refusals("offres")) != 6 {
		t.Error("its refused records are not in quarantine")
	}
	if again := f.run(Options{}); len(again.Blocking()) != 1 || !again.Files[0].Known {
		t.Error("the next run forgot that the file was refused")
	}
	for _, name := range []string{"offres/a.ndjson", "a.ndjson", r.ID} {
		accepted := f.run(Options{AcceptRefused: []string{name}})
		if len(accepted.Blocking()) != 0 || !accepted.Files[0].Accepted || len(rows[offre](f, "offres")) != 0 {
			t.Errorf("--accept-refused %s does not go on without the file", name)
		}
	}
}

// TestKilledHalfWay: what a killed run left in staging is cleared, and the file loads.
func TestKilledHalfWay(t *testing.T) {
	f := newFixture(t)
	f.put("offres/a.ndjson", lines(t, many(t, 3)...))
	left := filepath.Join(f.lake.StagingDir("ingest"), "0123456789abcdef")
	if err := os.MkdirAll(left, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(left, "2025-03.parquet"), []byte("PAR1 cut"), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := f.run(Options{}).Files[0]; r.State != Loaded || r.Loaded != 3 {
		t.Errorf("%+v", r)
	}
	if left, _ := filepath.Glob(filepath.Join(f.lake.Root, "staging", "*")); len(left) != 0 {
		t.Errorf("staging holds %v", left)
	}
}

func TestCancelledRun(t *testing.T) {
	f := newFixture(t)
	f.put("offres/a.ndjson", lines(t, many(t, 3)...))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, Options{Inbox: f.inbox, Lake: f.lake}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if len(rows[offre](f, "offres")) != 0 {
		t.Error("a cancelled run loaded something")
	}
	f.run(Options{})
	if len(rows[offre](f, "offres")) != 3 {
		t.Error("the next run did not load the file")
	}
}

// TestUnreadableFiles: nothing of such a file is loaded, and the others are.
func TestUnreadableFiles(t *testing.T) {
	good := lines(t, many(t, 200)...)
	other := lines(t, many(t, 199)...)
	packed, squeezed := gz(t, good), zst(t, good)
	var pq bytes.Buffer
	if err := parquet.Write(&pq, []flatOffer{{ID: "1", DateCreation: "2025-03-10", Intitule: "A", RomeCode: "D1102", AppellationLibelle: "A", TypeContrat: "CDI", Commune: "07010"}}); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"cut.ndjson.gz":    packed[:len(packed)-9],
		"half.ndjson.gz":   packed[:len(packed)/2],
		"more.ndjson.gz":   append(bytes.Clone(packed), "garbage"...),
		"plain.ndjson.gz":  other,
		"empty.ndjson.gz":  {},
		"cut.ndjson.zst":   squeezed[:len(squeezed)-5],
		"plain.ndjson.zst": other,
		"cut.json":         []byte(`[{"id":"1"},{"id":"2"`),
		"utf16.ndjson":     []byte("\xFF\xFE{\x00}\x00"),
		"utf16.csv":        []byte("i\x00d\x00;\x00"),
		"binary.json":      {0, 1, 2, 3},
		"footer.parquet":   pq.Bytes()[:pq.Len()-6],
		"short.parquet":    []byte("PAR1"),
		"text.parquet":     other,
		"empty.parquet":    {},
		"empty.csv":        {},
		"header.csv":       []byte("un;deux;trois\n1;2;3\n"),
		"twice.csv":        []byte("id;id\n1;2\n"),
		"neither.csv":      []byte("id;intitule\n1;\x81\x8d\xe9\n"),
		"bomb.ndjson.gz":   gz(t, bytes.Repeat([]byte(" "), freeRatio+(1<<20))),
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.put("offres/"+name, content)
			f.put("offres/good.ndjson", good)
			report := f.run(Options{})
			var bad Receipt
			for _, r := range report.Files {
				if r.Path == "offres/"+name {
					bad = r
				}
			}
			if bad.State != Unreadable || bad.Error == "" || bad.Loaded != 0 || bad.Months != nil {
				t.Errorf("%+v", bad)
			}
			if len(report.Blocking()) != 1 || len(rows[offre](f, "offres")) != 200 {
				t.Errorf("%d files block, %d rows are loaded", len(report.Blocking()), len(rows[offre](f, "offres")))
			}
			if again := f.run(Options{}); len(again.Blocking()) != 1 {
				t.Error("the next run forgot the file")
			}
		})
	}
}

// TestMisnamedFile: bytes that could not be read under a wrong name are read under
// the right one, whichever comes first.
func TestMisnamedFile(t *testing.T) {
	f := newFixture(t)
	text := lines(t, many(t, 3)...)
	f.put("offres/a.ndjson.gz", text)
	f.put("offres/b.ndjson", text)
	if r := f.run(Options{}).Files; r[0].State != Unreadable || r[1].State != Loaded {
		t.Errorf("%+v", r)
	}
	if report := f.run(Options{}); len(report.Blocking()) != 0 || len(rows[offre](f, "offres")) != 3 {
		t.Errorf("%+v", report)
	}
}

func TestDryRun(t *testing.T) {
	f := newFixture(t)
	f.put("demandeurs/a.ndjson", lines(t, valid["demandeurs"]))
	before := tree(t, f.lake.Root)
	r := f.run(Options{DryRun: true})
	if r.Files[0].Loaded != 1 || r.Totals[2].New != 1 {
		t.Errorf("%+v", r)
	}
	if diff := cmp.Diff(before, tree(t, f.lake.Root)); diff != "" {
		t.Errorf("a dry run changed the lake:\n%s", diff)
	}
	if ledger, _ := os.ReadDir(filepath.Join(f.lake.Root, "ledger")); len(ledger) != 0 {
		t.Errorf("a dry run wrote %v", ledger)
	}
}

func TestPseudonymKey(t *testing.T) {
	f := newFixture(t)
	f.put("offres/a.ndjson", lines(t, valid["offres"]))
	if _, err := Run(t.Context(), Options{Inbox: f.inbox, Lake: f.lake}); err != nil {
		t.Errorf("offers need no key: %v", err)
	}
	f.put("demandeurs/a.ndjson", lines(t, valid["demandeurs"]))
	for _, key := range []string{"", "short"} {
		if _, err := Run(t.Context(), Options{Inbox: f.inbox, Lake: f.lake, Key: []byte(key)}); !errors.Is(err, ErrNoKey) {
			t.Errorf("key %q: %v", key, err)
		}
	}
	f.run(Options{})
	if _, err := f.try(Options{Key: []byte("another key of this length")}); !errors.Is(err, ErrOtherKey) {
		t.Errorf("another key: %v", err)
	}
	got := rows[demandeur](f, "demandeurs")[0]
	if len(got.ID) != 26 || got.ID != newHasher(testKey).pseudonym(&arena{}, "DE-1") {
		t.Errorf("pseudonym %q", got.ID)
	}
}

func TestUnknownAgenciesAndTrades(t *testing.T) {
	f := newFixture(t)
	f.put("services/a.ndjson", lines(t, valid["services"].with("codeAgence", "07001")))
	if r := f.run(Options{}).Files[0]; r.State != Loaded {
		t.Errorf("with no agency known, nothing can be refused: %+v", r)
	}
	imported := &reference.Set{ID: "imported", Trades: []reference.Trade{{Code: "D1102", Parent: "D1102"}}, Agencies: []reference.Agency{{Code: "07009"}}}
	f.put("services/b.ndjson", lines(t, valid["services"].with("codeAgence", "07002")))
	f.put("services/c.ndjson", lines(t, valid["services"].with("codeAgence", "07009")))
	f.put("offres/a.ndjson", lines(t, valid["offres"]))
	f.put("offres/b.ndjson", lines(t, valid["offres"].with("romeCode", "Z9999")))
	states := map[string]string{}
	for _, r := range f.run(Options{Reference: imported}).Files {
		states[r.Path] = r.State + fmt.Sprint(r.Rules)
	}
	want := map[string]string{
		"offres/a.ndjson": "loadedmap[]", "offres/b.ndjson": "refusedmap[rome_unknown:1]",
		"services/a.ndjson": "loadedmap[]", "services/b.ndjson": "refusedmap[agency_unknown:1]", "services/c.ndjson": "loadedmap[]",
	}
	if diff := cmp.Diff(want, states); diff != "" {
		t.Error(diff)
	}
}

func TestInboxErrors(t *testing.T) {
	f := newFixture(t)
	if _, err := Run(t.Context(), Options{Inbox: filepath.Join(f.inbox, "nowhere"), Lake: f.lake}); !errors.Is(err, ErrNoInbox) {
		t.Errorf("no inbox: %v", err)
	}
	if _, err := f.try(Options{Sources: []string{"offers"}}); !errors.Is(err, ErrUnknownSource) {
		t.Errorf("unknown source: %v", err)
	}
	f.put("offres/README.txt", []byte("?"))
	f.put("offres/.hidden.ndjson", []byte("?"))
	f.put("autres/a.ndjson", []byte("{}"))
	report := f.run(Options{})
	if diff := cmp.Diff([]string{"autres", "offres/.hidden.ndjson", "offres/README.txt"}, report.Ignored); diff != "" {
		t.Error(diff)
	}
	if len(report.Files) != 0 {
		t.Errorf("%+v", report.Files)
	}
}

// TestHashCache: a lost, damaged or stale cache changes nothing but time.
func TestHashCache(t *testing.T) {
	f := newFixture(t)
	f.put("offres/a.ndjson", lines(t, many(t, 3)...))
	f.run(Options{})
	cache := filepath.Join(f.lake.Root, "ledger", "inbox-hashes.json")
	for _, content := range []string{"", "{", `{"offres/a.ndjson":{"size":1,"mtime":1,"sha256":"00"}}`, "[]"} {
		if err := os.WriteFile(cache, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if r := f.run(Options{}).Files[0]; !r.Known {
			t.Errorf("cache %q: %+v", content, r)
		}
	}
	f.put("offres/a.ndjson", lines(t, many(t, 4)...)) // another content under the same name
	if r := f.run(Options{}).Files[0]; r.Known || r.Loaded != 4 {
		t.Errorf("%+v", r)
	}
}

func TestUpdateStampAndHash(t *testing.T) {
	f := newFixture(t)
	closed := valid["offres"].with("dateActualisation", nil).with("dateCloture", "2025-05-01T00:00:00Z").with("motifCloture", "ABANDON")
	f.put("offres/a.ndjson", lines(t, valid["offres"], closed.with("id", "2"), valid["offres"].with("contact", map[string]any{"nom": "N"})))
	got := rows[offre](f, f.mustLoad("offres"))
	if got[0].Stamp.String() != "2025-03-12T09:00:00Z" || got[1].Stamp.String() != "2025-05-01T00:00:00Z" {
		t.Errorf("stamps %v %v", got[0].Stamp, got[1].Stamp)
	}
	if got[0].Hash != got[2].Hash || got[0].Hash == got[1].Hash {
		t.Error("the content hash follows what is kept of a record, nothing else")
	}
}

// mustLoad runs the inbox and returns the source, so that rows can be read at once.
func (f *fixture) mustLoad(source string) string {
	f.t.Helper()
	report := f.run(Options{})
	if blocking := report.Blocking(); len(blocking) > 0 {
		f.t.Fatalf("%+v", blocking)
	}
	return source
}

// TestSIRETOfTheCompany: entreprise.siret is read as siret, which wins whatever
// the order, in every format.
func TestSIRETOfTheCompany(t *testing.T) {
	const own, other = "73282932000074", "35600000000048"
	for name, c := range map[string]struct{ text, want string }{
		"a.ndjson": {`{"id":"1","supprime":true,"dateActualisation":"2025-03-12","entreprise":{"siret":"` + own + `"}}`, own},
		"b.ndjson": {`{"id":"1","supprime":true,"dateActualisation":"2025-03-12","entreprise":{"siret":"` + other + `"},"siret":"` + own + `"}`, own},
		"c.ndjson": {`{"id":"1","supprime":true,"dateActualisation":"2025-03-12","siret":"` + own + `","entreprise":{"siret":"` + other + `"}}`, own},
		"d.ndjson": {`{"id":"1","supprime":true,"dateActualisation":"2025-03-12","entreprise.siret":"` + own + `"}`, own},
		"e.csv":    {"id;supprime;dateActualisation;entreprise.siret\n1;O;2025-03-12;" + own + "\n", own},
		"f.csv":    {"id;supprime;dateActualisation;siret;entreprise.siret\n1;O;2025-03-12;" + own + ";" + other + "\n", own},
		"g.csv":    {"id;supprime;dateActualisation;siret;entreprise.siret\n1;O;2025-03-12;;" + own + "\n", own},
	} {
		f := newFixture(t)
		f.put("offres/"+name, []byte(c.text))
		r := f.run(Options{}).Files[0]
		got := rows[offre](f, "offres")
		if len(got) != 1 || got[0].SIRET != c.want || len(r.Drift) > 0 {
			t.Errorf("%s: %+v, unknown %v", name, got, r.Drift)
		}
	}
}

// TestDefaultsAreCounted: what is filled in or cannot be read refuses nothing and
// is counted by the receipt.
func TestDefaultsAreCounted(t *testing.T) {
	f := newFixture(t)
	known := valid["offres"].with("canal", "JTMO")
	salary := func(libelle string) record { return known.with("salaire", map[string]any{"libelle": libelle}) }
	records := []record{
		valid["offres"], known.with("canal", "MINITEL"), known.with("siret", "00000000000007"),
		known.with("salaire", map[string]any{"commentaire": "% SMIC"}), salary("Mensuel de 2000.0 Euros"), salary("A négocier"), salary("Autre"),
		known.with("experienceLibelle", "Expérience exigée").with("experienceExige", "E"), known.with("experienceLibelle", "1 An(s)"),
		known.with("dureeTravailLibelle", "Travail le samedi"), known.with("dureeTravailLibelle", "35H"),
	}
	for i, r := range records {
		records[i] = r.with("id", i+1)
	}
	f.put("offres/a.ndjson", lines(t, records...))
	r := f.run(Options{}).Files[0]
	want := map[string]int64{
		"canal absent": 1, "canal inconnu": 1, "siret masqué": 1, "salaire illisible": 2, "expérience illisible": 1, "durée de travail illisible": 1,
	}
	if diff := cmp.Diff(want, r.Defaults); diff != "" || r.Quarantined != 0 {
		t.Errorf("%d in quarantine, defaults:\n%s", r.Quarantined, diff)
	}
}
