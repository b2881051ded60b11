package ingest

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"
)

// wireOffer is an offer as a producer's Parquet file holds it, nested.
type wireOffer struct {
	ID                 string      `json:"id" parquet:"id"`
	DateCreation       string      `json:"dateCreation" parquet:"dateCreation"`
	Intitule           string      `json:"intitule" parquet:"intitule"`
	Description        string      `json:"description" parquet:"description,optional"`
	RomeCode           string      `json:"romeCode" parquet:"romeCode"`
	AppellationLibelle string      `json:"appellationlibelle" parquet:"appellationlibelle"`
	TypeContrat        string      `json:"typeContrat" parquet:"typeContrat"`
	Lieu               wirePlace   `json:"lieuTravail" parquet:"lieuTravail"`
	NombrePostes       *int32      `json:"nombrePostes,omitempty" parquet:"nombrePostes,optional"`
	Alternance         *bool       `json:"alternance,omitempty" parquet:"alternance,optional"`
	Competences        []wireSkill `json:"competences,omitempty" parquet:"competences,list,optional"`
	Outils             []string    `json:"outilsBureautiques,omitempty" parquet:"outilsBureautiques,list,optional"`
}

type wirePlace struct {
	Commune  string   `json:"commune" parquet:"commune"`
	Latitude *float64 `json:"latitude,omitempty" parquet:"latitude,optional"`
}

type wireSkill struct {
	Code     string `json:"code,omitempty" parquet:"code,optional"`
	Libelle  string `json:"libelle,omitempty" parquet:"libelle,optional"`
	Exigence string `json:"exigence,omitempty" parquet:"exigence,optional"`
}

// flatOffer is the same with dotted columns.
type flatOffer struct {
	ID                 string      `parquet:"id"`
	DateCreation       string      `parquet:"dateCreation"`
	Intitule           string      `parquet:"intitule"`
	Description        string      `parquet:"description,optional"`
	RomeCode           string      `parquet:"romeCode"`
	AppellationLibelle string      `parquet:"appellationlibelle"`
	TypeContrat        string      `parquet:"typeContrat"`
	Commune            string      `parquet:"lieuTravail.commune"`
	Latitude           *float64    `parquet:"lieuTravail.latitude,optional"`
	NombrePostes       *int32      `parquet:"nombrePostes,optional"`
	Alternance         *bool       `parquet:"alternance,optional"`
	Competences        []wireSkill `parquet:"competences,list,optional"`
	Outils             []string    `parquet:"outilsBureautiques,list,optional"`
}

// text draws French text with all that formats have to escape. Windows-1252 has it.
func text(t *rapid.T, name string) string {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{
		"Boulanger", "é", "œuvre", "l’été", `"cité"`, ";", ",", "|", "\n", "\\", "a/b", "H/F", "50 €", "ç", "'",
	}), 1, 8).Draw(t, name)
	return strings.TrimSpace("x" + strings.Join(words, " ") + "x")
}

func drawOffers(t *rapid.T) []wireOffer {
	n := rapid.IntRange(1, 20).Draw(t, "n")
	offers := make([]wireOffer, n)
	for i := range offers {
		o := wireOffer{
			ID: strconv.Itoa(i + 1), DateCreation: rapid.SampledFrom([]string{"2025-03-10", "2025-04-10T09:00:00Z", "2025-03-31T23:30:00"}).Draw(t, "date"),
			Intitule: text(t, "title"), RomeCode: "D1102", AppellationLibelle: text(t, "label"), TypeContrat: "CDI",
			Lieu: wirePlace{Commune: rapid.SampledFrom([]string{"07010", "2A004", "97411"}).Draw(t, "commune")},
		}
		if rapid.Bool().Draw(t, "described") {
			o.Description = text(t, "description")
		}
		if rapid.Bool().Draw(t, "placed") {
			x := float64(rapid.IntRange(-9000, 9000).Draw(t, "latitude")) / 100
			o.Lieu.Latitude = &x
		}
		if rapid.Bool().Draw(t, "numbered") {
			n := rapid.Int32Range(1, 50).Draw(t, "positions")
			o.NombrePostes = &n
		}
		if rapid.Bool().Draw(t, "told") {
			b := rapid.Bool().Draw(t, "alternance")
			o.Alternance = &b
		}
		for range rapid.IntRange(0, 3).Draw(t, "skills") {
			o.Competences = append(o.Competences, wireSkill{Code: rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "code"), Libelle: text(t, "skill"), Exigence: "E"})
		}
		for range rapid.IntRange(0, 2).Draw(t, "tools") {
			o.Outils = append(o.Outils, strings.ReplaceAll(text(t, "tool"), "|", ""))
		}
		offers[i] = o
	}
	return offers
}

// encodings writes the same offers in every format that is read.
func encodings(t failer, offers []wireOffer) map[string][]byte {
	var ndjson bytes.Buffer
	for _, o := range offers {
		text, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		ndjson.Write(append(text, '\n'))
	}
	array, err := json.MarshalIndent(offers, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	v2, err := json.Marshal(map[string]any{"filtresPossibles": []string{"]}"}, "resultats": offers})
	if err != nil {
		t.Fatal(err)
	}
	semicolons, commas := csvText(t, offers, ';'), csvText(t, offers, ',')
	latin, err := charmap.Windows1252.NewEncoder().Bytes(semicolons)
	if err != nil {
		t.Fatal(err)
	}
	var nested, flat bytes.Buffer
	if err := parquet.Write(&nested, offers); err != nil {
		t.Fatal(err)
	}
	rows := make([]flatOffer, len(offers))
	for i, o := range offers {
		rows[i] = flatOffer{o.ID, o.DateCreation, o.Intitule, o.Description, o.RomeCode, o.AppellationLibelle, o.TypeContrat,
			o.Lieu.Commune, o.Lieu.Latitude, o.NombrePostes, o.Alternance, o.Competences, o.Outils}
	}
	if err := parquet.Write(&flat, rows); err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"lines.ndjson": ndjson.Bytes(), "lines.json": ndjson.Bytes(), "array.json": array, "v2.json": v2,
		"semicolons.csv": semicolons, "bom.csv": append([]byte("\xEF\xBB\xBF"), semicolons...), "commas.csv": commas, "latin.csv": latin,
		"nested.parquet": nested.Bytes(), "dotted.parquet": flat.Bytes(),
		"lines.ndjson.gz": gz(t, ndjson.Bytes()), "latin.csv.gz": gz(t, latin), "array.json.zst": zst(t, array), "nested.parquet.zst": zst(t, nested.Bytes()),
	}
}

func csvText(t failer, offers []wireOffer, comma rune) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = comma
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(w.Write([]string{"outilsBureautiques", "id", "dateCreation", "intitule", "description", "romeCode", "appellationlibelle", "typeContrat",
		"lieuTravail.commune", "lieuTravail.latitude", "nombrePostes", "alternance", "competences"}))
	for _, o := range offers {
		latitude, positions, told, skills := "", "", "", ""
		if o.Lieu.Latitude != nil {
			latitude = strings.ReplaceAll(strconv.FormatFloat(*o.Lieu.Latitude, 'f', -1, 64), ".", ",")
		}
		if o.NombrePostes != nil {
			positions = fmt.Sprint(*o.NombrePostes)
		}
		if o.Alternance != nil {
			told = map[bool]string{true: "O", false: "N"}[*o.Alternance]
		}
		if o.Competences != nil {
			text, err := json.Marshal(o.Competences)
			must(err)
			skills = string(text)
		}
		must(w.Write([]string{strings.Join(o.Outils, "|"), o.ID, o.DateCreation, o.Intitule, o.Description, o.RomeCode, o.AppellationLibelle,
			o.TypeContrat, o.Lieu.Commune, latitude, positions, told, skills}))
	}
	w.Flush()
	must(w.Error())
	return out.Bytes()
}

func gz(t failer, text []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zst(t failer, text []byte) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(text, nil)
}

// formatNames are the files that encodings writes.
var formatNames = []string{
	"lines.ndjson", "lines.json", "array.json", "v2.json", "semicolons.csv", "bom.csv", "commas.csv", "latin.csv", "nested.parquet", "dotted.parquet",
	"lines.ndjson.gz", "latin.csv.gz", "array.json.zst", "nested.parquet.zst",
}

// TestFormatsAgree: the same content gives the same rows and hashes in any format.
func TestFormatsAgree(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		files := encodings(rt, drawOffers(rt))
		var want []offre
		for _, name := range formatNames {
			got := decodeFile(rt, dir, name, files[name])
			if want == nil {
				want = got
			} else if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("%s is not read as %s is:\n%s", name, formatNames[0], diff)
			}
		}
	})
}

// decodeFile reads a file of offers up to the point where rows are encoded.
func decodeFile(t *rapid.T, dir, name string, content []byte) []offre {
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	format, pack, ok := formatOf(path)
	if !ok {
		t.Fatalf("%s is no input", name)
	}
	in, err := openInput(path, pack)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	j := &job{file: path, format: format, packing: pack, dir: path}
	split, release, err := newSplitter(j, offres.plan, in)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	w := newWorker(offres, j)
	var all []offre
	for {
		b, err := split.next()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		out := w.work(b)
		if len(out.refused) > 0 || len(out.drift) > 0 {
			t.Fatalf("%s: refused %+v, unknown %v", name, out.refused, out.drift)
		}
		for _, row := range rowsOf[offre](t, filepath.Dir(path), out) {
			row.Line = 0
			all = append(all, row)
		}
	}
}

// TestEveryFormatLoads takes each format all the way.
func TestEveryFormatLoads(t *testing.T) {
	offer := wireOffer{
		ID: "1", DateCreation: "2025-03-10", Intitule: "Été", RomeCode: "D1102", AppellationLibelle: "Boulanger", TypeContrat: "CDI",
		Lieu: wirePlace{Commune: "07010"}, Competences: []wireSkill{{Code: "1"}},
	}
	files := encodings(t, []wireOffer{offer})
	for _, name := range formatNames {
		f := newFixture(t)
		f.put("offres/deep/er/"+name, files[name])
		r := f.run(Options{}).Files[0]
		got := rows[offre](f, "offres")
		if r.State != Loaded || r.Loaded != 1 || len(got) != 1 || got[0].Intitule != "Été" || got[0].Competences[0].Cle != "1" {
			t.Errorf("%s: %+v %+v", name, r, got)
		}
	}
}

// failer is what tests and properties share.
type failer interface{ Fatal(args ...any) }
