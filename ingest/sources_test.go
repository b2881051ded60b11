package ingest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/text/encoding/charmap"
)

// TestEverySourceInEveryFormat: the valid record of each source says the same thing
// however it is delivered, so that its version has the same hash.
func TestEverySourceInEveryFormat(t *testing.T) {
	for _, s := range Sources() {
		name := s.Info().Name
		r := valid[name]
		array, err := json.Marshal([]record{r})
		if err != nil {
			t.Fatal(err)
		}
		answer, err := json.Marshal(map[string]any{"resultats": []record{r}})
		if err != nil {
			t.Fatal(err)
		}
		text := csvOf(t, r)
		latin, err := charmap.Windows1252.NewEncoder().Bytes(text)
		if err != nil {
			t.Fatal(err)
		}
		var want [16]byte
		for _, file := range []struct {
			name    string
			content []byte
		}{
			{"a.ndjson", lines(t, r)}, {"a.json", array}, {"v2.json", answer}, {"a.csv", text}, {"latin.csv", latin}, {"a.parquet", parquetOf(t, r)},
			{"a.ndjson.gz", gz(t, lines(t, r))}, {"a.csv.zst", zst(t, text)},
		} {
			f := newFixture(t)
			f.put(name+"/"+file.name, file.content)
			receipt := f.run(Options{}).Files[0]
			hashes := readAll[struct {
				Hash [16]byte `parquet:"_hash,uuid"`
			}](t, filepath.Join(f.lake.RawDir(name), "*", "*.parquet"))
			if receipt.State != Loaded || len(hashes) != 1 || len(receipt.Drift) > 0 {
				t.Errorf("%s/%s: %+v %v", name, file.name, receipt, f.refusals(name))
				continue
			}
			if want == [16]byte{} {
				want = hashes[0].Hash
			} else if hashes[0].Hash != want {
				t.Errorf("%s/%s is not read as its NDJSON is", name, file.name)
			}
		}
	}
}

// parquetOf writes a record as a producer's Parquet, nested where it is.
func parquetOf(t *testing.T, r record) []byte {
	t.Helper()
	schema := parquet.NewSchema("record", nodeOf(t, map[string]any(r)))
	var out bytes.Buffer
	w := parquet.NewGenericWriter[map[string]any](&out, schema)
	if _, err := w.Write([]map[string]any{r}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func nodeOf(t *testing.T, value any) parquet.Node {
	t.Helper()
	switch v := value.(type) {
	case string:
		return parquet.String()
	case int:
		return parquet.Int(64)
	case bool:
		return parquet.Leaf(parquet.BooleanType)
	case []any:
		return parquet.List(nodeOf(t, v[0]))
	case map[string]any:
		group := parquet.Group{}
		for name, inner := range v {
			group[name] = nodeOf(t, inner)
		}
		return group
	}
	t.Fatalf("no Parquet column for a %T", value)
	return nil
}

// TestStamps: a version's stamp is the one it states, else its greatest date, else
// the moment that its statistic speaks of.
func TestStamps(t *testing.T) {
	for _, c := range []struct {
		source string
		record record
		want   string
	}{
		{"demandeurs", valid["demandeurs"].with("disponibleLe", "2025-09-01"), "2025-03-09T23:00:00Z"},
		{"candidatures", valid["candidatures"], "2025-03-11T10:00:00Z"},
		{"candidatures", valid["candidatures"].with("dateIssue", "2025-03-20T10:00:00Z"), "2025-03-20T10:00:00Z"},
		{"candidatures", valid["candidatures"].with("dateMaj", "2025-03-12T10:00:00Z").with("dateIssue", "2025-03-20"), "2025-03-12T10:00:00Z"},
		{"services", valid["services"], "2025-03-10T23:00:00Z"},
		{"enquetes", valid["enquetes"].with("dateReponse", "2025-03-20").with("satisfaction", 3), "2025-03-19T23:00:00Z"},
		{"etablissements", valid["etablissements"].with("dateMaj", nil).with("premierRecrutement", "2019-05-02T12:00:00Z"), "2019-05-02T12:00:00Z"},
		{"etablissements", valid["etablissements"].with("dateMaj", nil), "1970-01-01T00:00:00Z"},
		{"contacts", valid["contacts"].with("dateReponse", "2025-03-11T09:30:00+01:00"), "2025-03-11T08:30:00Z"},
		{"espaces_recruteur", valid["espaces_recruteur"].with("dateRelance", "2025-03-13T09:00:00Z"), "2025-03-13T09:00:00Z"},
		{"evenements", valid["evenements"], "2025-03-09T23:00:00Z"},
		{"bmo", valid["bmo"], "2023-12-31T23:00:00Z"},
		{"defm", valid["defm"], "2025-03-30T22:00:00Z"},
		{"defm", valid["defm"].with("mois", "2024-02-01"), "2024-02-28T23:00:00Z"},
		{"agences", valid["agences"], "1970-01-01T00:00:00Z"},
	} {
		f := newFixture(t)
		f.put(c.source+"/a.ndjson", lines(t, c.record))
		f.run(Options{})
		got := readAll[struct {
			Stamp Instant `parquet:"_stamp,timestamp(microsecond)"`
		}](t, filepath.Join(f.lake.RawDir(c.source), "*", "*.parquet"))
		if len(got) != 1 || instantText(got[0].Stamp) != c.want {
			t.Errorf("%s %v: stamp %v, want %s", c.source, c.record, got, c.want)
		}
	}
}

func instantText(t Instant) string {
	if t == 0 {
		return "1970-01-01T00:00:00Z"
	}
	return t.String()
}

// TestKeysOfStatistics: a cell is the same one in any writing of its key, and another
// one where a part of it differs.
func TestKeysOfStatistics(t *testing.T) {
	f := newFixture(t)
	cell, stock := valid["bmo"], valid["defm"]
	f.put("bmo/a.ndjson", lines(t, cell, cell.with("Dept", "7").with("met", "*"), cell.with("annee", "2024,0"), cell.with("BE24", nil).with("BE", "8401"),
		cell.with("annee", 2023), cell.with("Dept", "26"), cell.with("BE24", "8402"), cell.with("Code métier BMO", "S2X61")))
	f.put("defm/a.ndjson", lines(t, stock, stock.with("mois", "2025-03-31"), stock.with("mois", nil).with("month", "2025-03"), stock.with("departement", 7),
		stock.with("mois", "2025-04"), stock.with("departement", "26"), stock.with("rome", "G1803"), stock.with("categorie", "B")))
	f.run(Options{})
	for source, want := range map[string]string{"bmo": "2024/07/8401/S1X20", "defm": "2025-03/07/D1102/A"} {
		keys := readAll[struct {
			Key string `parquet:"_cle"`
		}](t, filepath.Join(f.lake.RawDir(source), "*", "*.parquet"))
		count := map[string]int{}
		for _, k := range keys {
			count[k.Key]++
		}
		if len(keys) != 8 || count[want] != 4 || len(count) != 5 {
			t.Errorf("%s: %v", source, count)
		}
	}
}

// TestRefusalRate: a file is refused above the share, not at it.
func TestRefusalRate(t *testing.T) {
	for broken, want := range map[int]string{5: Loaded, 6: Refused} {
		records := many(t, 100)
		for i := range broken {
			records[i] = records[i].with("siret", "12")
		}
		f := newFixture(t)
		f.put("offres/a.ndjson", lines(t, records...))
		r := f.run(Options{}).Files[0]
		_, err := os.Stat(filepath.Join(f.lake.RawDir("offres"), r.ID))
		if r.State != want || (err == nil) != (want == Loaded) {
			t.Errorf("%d broken of 100: %s, raw folder %v", broken, r.State, err)
		}
	}
}

// TestBooleans: every writing of yes and no, in any case.
func TestBooleans(t *testing.T) {
	for text, want := range map[string]bool{
		"true": true, "TRUE": true, "True": true, "O": true, "o": true, "1": true, "false": false, "FALSE": false, "N": false, "n": false, "0": false,
	} {
		if got, ok := readBool(text); !ok || got != want {
			t.Errorf("%q is read as %v (%v)", text, got, ok)
		}
	}
	for _, text := range []string{"oui", "non", "2", "vrai", "-", "yes"} {
		if _, ok := readBool(text); ok {
			t.Errorf("%q is read", text)
		}
	}
}
