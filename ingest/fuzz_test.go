package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
)

// readWhole takes a file of any format through splitting, decoding and checking.
func readWhole(t *testing.T, name string, content []byte) (rows []offre, refused []refusal, read int64, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	format, pack, _ := formatOf(path)
	in, err := openInput(path, pack)
	if err != nil {
		return nil, nil, 0, err
	}
	defer in.Close()
	j := &job{path: name, file: path, format: format, packing: pack, dir: path}
	split, release, err := newSplitter(j, offres.plan, in)
	if err != nil {
		return nil, nil, 0, err
	}
	defer release()
	w := newWorker(offres, j)
	for {
		before := len(rows)
		b, err := split.next()
		if err == io.EOF {
			return rows, refused, read, nil
		}
		if err != nil {
			return nil, nil, 0, err
		}
		out := w.work(b)
		accepted := len(out.months)
		refused, read = append(refused, out.refused...), read+out.read
		if rows = append(rows, rowsOf[offre](t, filepath.Dir(path), out)...); len(rows) != accepted+before {
			t.Fatalf("%d rows written of %d", len(rows)-before, accepted)
		}
	}
}

// holds what is true of any content: every record is counted once, rows keep the
// contract in the Parquet that comes out.
func holds(t *testing.T, name string, content []byte) {
	rows, refused, read, err := readWhole(t, name, content)
	if err != nil {
		if !errors.Is(err, errUnreadable) {
			t.Fatalf("%v is no reason why a file is unreadable", err)
		}
		return
	}
	if read != int64(len(rows)+len(refused)) {
		t.Fatalf("%d read, %d accepted, %d refused", read, len(rows), len(refused))
	}
	for _, r := range rows {
		deleted := r.Supprime != nil && *r.Supprime
		if r.ID == "" || !utf8.ValidString(r.ID+r.Intitule+r.Description) || !deleted && (r.DateCreation == 0 || r.Department == "" || r.TypeContrat == "") {
			t.Fatalf("an accepted row breaks its contract: %+v", r)
		}
	}
	for _, q := range refused {
		if q.Rule == "" || q.Line < 1 || !utf8.ValidString(q.Raw+q.Value) {
			t.Fatalf("a refusal says nothing: %+v", q)
		}
	}
}

func addFixtures(f *testing.F) {
	for _, name := range []string{"offres.good.ndjson", "offres.bad.ndjson"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			f.Add(line)
		}
		f.Add(text)
	}
}

func FuzzJSONFile(f *testing.F) {
	addFixtures(f)
	f.Add([]byte(`[{"id":"1"},{"permis":["B",null,{}],"competences":[[]]}]`))
	f.Add([]byte(`{"resultats":[{"id":1e400,"lieuTravail":{"latitude":"NaN"}}]}`))
	f.Fuzz(func(t *testing.T, content []byte) { holds(t, "a.json", content) })
}

// FuzzEverySource: whatever a line holds, it is taken or refused with why, and of
// persons nothing of it is kept.
func FuzzEverySource(f *testing.F) {
	for i, s := range Sources() {
		for _, kind := range []string{"good", "bad"} {
			text, err := os.ReadFile(filepath.Join("testdata", s.Info().Name+"."+kind+".ndjson"))
			if err != nil {
				f.Fatal(err)
			}
			for line := range bytes.Lines(text) {
				f.Add(uint8(i), line)
			}
		}
	}
	f.Fuzz(func(t *testing.T, source uint8, line []byte) {
		info := Sources()[int(source)%len(Sources())].Info()
		for _, q := range check(t, info.Name, line) {
			if q.Rule == "" || q.Line < 1 || !utf8.ValidString(q.Raw+q.Value) || info.Persons && q.Raw+q.Value != "" {
				t.Fatalf("%s: %+v", info.Name, q)
			}
		}
	})
}

func FuzzCSVFile(f *testing.F) {
	const header = "id;dateCreation;intitule;romeCode;appellationlibelle;typeContrat;lieuTravail.commune;competences;permis\n"
	f.Add([]byte(header + "1;2025-03-10;\"A;\"\"B\"\"\n\";D1102;A;CDI;07010;[{\"code\":\"1\"}];B|C\n"))
	f.Add([]byte(header + "1;2025-03-10;\"A\n2;2025-03-10;A;D1102;A;CDI;07010;[{;\n"))
	f.Add([]byte("id,siret\r\n\xe9,2\r\n"))
	f.Add([]byte("\xEF\xBB\xBFid\n1\n"))
	f.Fuzz(func(t *testing.T, content []byte) { holds(t, "a.csv", content) })
}

func FuzzParquetFile(f *testing.F) {
	var nested, flat bytes.Buffer
	place := wirePlace{Commune: "07010"}
	if err := parquet.Write(&nested, []wireOffer{{ID: "1", DateCreation: "2025-03-10", Intitule: "A", RomeCode: "D1102", AppellationLibelle: "A", TypeContrat: "CDI", Lieu: place, Competences: []wireSkill{{Code: "1"}, {}}}}); err != nil {
		f.Fatal(err)
	}
	if err := parquet.Write(&flat, []flatOffer{{ID: "1", DateCreation: "2025-03-10", Commune: "07010", Outils: []string{"a", "b"}}}); err != nil {
		f.Fatal(err)
	}
	f.Add(nested.Bytes())
	f.Add(flat.Bytes())
	f.Add([]byte("PAR1PAR1"))
	f.Fuzz(func(t *testing.T, content []byte) { holds(t, "a.parquet", content) })
}

func FuzzCompressedFile(f *testing.F) {
	f.Add(gz(f, []byte(`{"id":"1"}`)), true)
	f.Add(zst(f, []byte(`{"id":"1"}`)), false)
	f.Fuzz(func(t *testing.T, content []byte, gzipped bool) {
		name := "a.ndjson.zst"
		if gzipped {
			name = "a.ndjson.gz"
		}
		holds(t, name, content)
	})
}

// TestDamagedParquet flips and cuts a Parquet file everywhere: no panic comes out,
// and none of it is half-read.
func TestDamagedParquet(t *testing.T) {
	var whole bytes.Buffer
	offers := make([]flatOffer, 50)
	for i := range offers {
		offers[i] = flatOffer{ID: itoa(int64(i + 1)), DateCreation: "2025-03-10", Intitule: "A", RomeCode: "D1102", AppellationLibelle: "A", TypeContrat: "CDI", Commune: "07010"}
	}
	if err := parquet.Write(&whole, offers); err != nil {
		t.Fatal(err)
	}
	step := 61
	if os.Getenv("VIGIE_FAULTS") != "" { // as make test has it, not the quick loop
		step = 7
	}
	for i := 0; i < whole.Len(); i += step {
		damaged := bytes.Clone(whole.Bytes())
		damaged[i] ^= 0x55
		holds(t, "a.parquet", damaged)
		holds(t, "a.parquet", whole.Bytes()[:i])
	}
}
