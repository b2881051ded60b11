package ingest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// delivery is forty offers of one month in a format, and whether the format's own
// checksums cover every byte of its content.
type delivery struct {
	name    string
	content []byte
	checked bool
}

func deliveries(t *testing.T) []delivery {
	t.Helper()
	var offers []wireOffer
	for i := range 40 {
		o := wireOffer{
			ID: fmt.Sprintf("F%03d", i), DateCreation: fmt.Sprintf("2026-10-%02dT08:00:00Z", 1+i%28), Intitule: "Boulanger", Description: strings.Repeat("Pétrir, façonner, cuire. ", 1+i%9),
			RomeCode: "D1102", AppellationLibelle: "Boulanger / Boulangère", TypeContrat: "CDI",
		}
		o.Lieu.Commune = "75117"
		offers = append(offers, o)
	}
	var lines, table, columns bytes.Buffer
	table.WriteString("id;dateCreation;intitule;description;romeCode;appellationlibelle;typeContrat;lieuTravail.commune\n")
	for _, o := range offers {
		line, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
		fmt.Fprintf(&table, "%s;%s;%s;%s;%s;%s;%s;%s\n", o.ID, o.DateCreation, o.Intitule, o.Description, o.RomeCode, o.AppellationLibelle, o.TypeContrat, o.Lieu.Commune)
	}
	if err := parquet.Write(&columns, offers); err != nil {
		t.Fatal(err)
	}
	whole, err := json.Marshal(offers)
	if err != nil {
		t.Fatal(err)
	}
	return []delivery{
		{"a.ndjson", lines.Bytes(), false},
		{"a.json", whole, false},
		{"a.csv", table.Bytes(), false},
		{"a.parquet", columns.Bytes(), false},
		{"a.ndjson.gz", gzipped(t, lines.Bytes()), true},
		{"a.csv.zst", zstandard(t, table.Bytes()), true},
		{"a.parquet.gz", gzipped(t, columns.Bytes()), true},
		{"a.json.zst", zstandard(t, whole), true},
	}
}

func gzipped(t *testing.T, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstandard(t *testing.T, content []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(content, nil)
}

// TestMutatedDeliveries: no mutated file ends the program or loads by half, and each
// that is not loaded says why. Where the format carries a checksum of its content
// (gzip, Zstandard), what is loaded is exactly what was sent; where it has none, a
// changed byte is another record, and every record is counted.
func TestMutatedDeliveries(t *testing.T) {
	n := 250
	if os.Getenv("VIGIE_FAULTS") == "full" {
		n = 5000
	}
	random := rand.New(rand.NewPCG(9, 10))
	all := deliveries(t)
	sent := map[string]map[string]bool{}
	for _, d := range all {
		r, rows := deliver(t, d.name, d.content)
		if r.State != Loaded || len(rows) != 40 {
			t.Fatalf("%s as it was sent: %s, %d rows: %s", d.name, r.State, len(rows), r.Error)
		}
		sent[d.name] = rows
	}
	states := map[string]int{}
	for i := range n {
		d := all[i%len(all)]
		content, how := mutate(random, bytes.Clone(d.content), all[random.IntN(len(all))].content)
		if bytes.Equal(content, d.content) {
			continue
		}
		r, rows := deliver(t, d.name, content)
		what := fmt.Sprintf("%s %s (%d)", d.name, how, i)
		states[r.State]++
		switch r.State {
		case Loaded:
			if r.Read != r.Loaded+r.Quarantined || int64(len(rows)) > r.Loaded {
				t.Errorf("%s: read %d, loaded %d, in quarantine %d, rows %d", what, r.Read, r.Loaded, r.Quarantined, len(rows))
			}
			if d.checked && how != "swapped" && !maps.Equal(rows, sent[d.name]) {
				t.Errorf("%s: loaded other records than were sent", what)
			}
		case Refused, Unreadable:
			if len(rows) > 0 {
				t.Errorf("%s: %s, and %d rows are loaded", what, r.State, len(rows))
			}
			if r.Error == "" || r.Path != "offres/"+d.name {
				t.Errorf("%s: %s of %q without a reason", what, r.State, r.Path)
			}
		default:
			t.Errorf("%s: state %q", what, r.State)
		}
	}
	var told []string
	for _, state := range slices.Sorted(maps.Keys(states)) {
		told = append(told, fmt.Sprintf("%d %s", states[state], state))
	}
	figure := fmt.Sprintf("%d mutated, 0 accepted silently, 0 process death: %s", n, strings.Join(told, ", "))
	t.Log(figure)
	if path := os.Getenv("VIGIE_FAULTS_REPORT"); path != "" && !t.Failed() {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		fmt.Fprintf(f, "| corruption of deliveries | %s | `VIGIE_FAULTS=full go test ./ingest -run MutatedDeliveries` |\n", figure)
	}
}

// deliver ingests one file of offers into a lake of its own; it returns its receipt
// and the content hashes of the rows that the lake holds then.
func deliver(t *testing.T, name string, content []byte) (Receipt, map[string]bool) {
	t.Helper()
	f := newFixture(t)
	defer os.RemoveAll(filepath.Dir(f.inbox))
	f.put("offres/"+name, content)
	report := f.run(Options{})
	found := map[string]bool{}
	for _, row := range rows[struct {
		Hash []byte `parquet:"_hash"`
	}](f, "offres") {
		found[string(row.Hash)] = true
	}
	if len(report.Files) != 1 {
		t.Fatalf("%d files were read", len(report.Files))
	}
	return report.Files[0], found
}

// mutate harms the content of a file.
func mutate(random *rand.Rand, content, other []byte) (harmed []byte, how string) {
	switch random.IntN(5) {
	case 0:
		return content[:random.IntN(len(content))], "cut"
	case 1:
		at := random.IntN(len(content)) / 512 * 512
		clear(content[at:min(at+512, len(content))])
		return content, "with a page of zeros"
	case 2:
		return other, "swapped"
	default:
		content[random.IntN(len(content))] ^= 1 << random.IntN(8)
		return content, "with a flipped bit"
	}
}
