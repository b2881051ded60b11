package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReplay: after a fix, a replay loads what was refused, and only then.
func TestReplay(t *testing.T) {
	f := newFixture(t)
	f.put("agences/a.ndjson", lines(t, record{"code": "07001"}))
	records := many(t, 40)
	records[3] = records[3].with("codeAgence", "07002") // not known yet
	f.put("offres/a.ndjson", lines(t, records...))
	f.put("services/a.ndjson", lines(t, valid["services"].with("codeAgence", "07002")))
	first := f.run(Options{})
	if first.Files[1].Loaded != 39 || first.Files[2].State != Refused {
		t.Fatalf("%+v", first.Files)
	}
	before := tree(t, f.lake.Root)
	f.run(Options{Replay: true})
	if diff := cmp.Diff(before, tree(t, f.lake.Root)); diff != "" {
		t.Fatalf("a replay that brings nothing changed the lake:\n%s", diff)
	}

	f.put("agences/b.ndjson", lines(t, record{"code": "07002"}))
	if plain := f.run(Options{}); plain.Files[2].Loaded != 39 || len(plain.Blocking()) != 1 {
		t.Fatalf("a plain run replayed: %+v", plain.Files)
	}
	again := f.run(Options{Replay: true})
	if len(again.Blocking()) != 0 || again.Files[2].Loaded != 40 || again.Files[2].Quarantined != 0 || again.Files[3].Loaded != 1 {
		t.Fatalf("%+v", again.Files)
	}
	if got := rows[offre](f, "offres"); len(got) != 40 {
		t.Errorf("%d offers are in the lake", len(got))
	}
	dirs, _ := filepath.Glob(filepath.Join(f.lake.RawDir("offres"), "*"))
	if len(dirs) != 1 || !strings.HasSuffix(dirs[0], "-2") {
		t.Errorf("the new revision did not replace the old one: %v", dirs)
	}
	if left, _ := filepath.Glob(filepath.Join(f.lake.Root, "quarantine", "*", "*")); len(left) != 0 {
		t.Errorf("quarantine still holds %v", left)
	}
	if last := f.run(Options{Replay: true}); last.Totals[1].New != 0 {
		t.Error("a file in order was read again")
	}
}

// TestCutReplay: both revisions are there; the next run keeps the last.
func TestCutReplay(t *testing.T) {
	f := newFixture(t)
	f.put("offres/a.ndjson", lines(t, many(t, 3)...))
	id := f.run(Options{}).Files[0].ID
	raw := f.lake.RawDir("offres")
	if err := os.CopyFS(filepath.Join(raw, id+"-2"), os.DirFS(filepath.Join(raw, id))); err != nil {
		t.Fatal(err)
	}
	if r := f.run(Options{}); !r.Files[0].Known {
		t.Errorf("%+v", r.Files)
	}
	dirs, _ := filepath.Glob(filepath.Join(raw, "*"))
	if len(dirs) != 1 || filepath.Base(dirs[0]) != id+"-2" {
		t.Errorf("left: %v", dirs)
	}
}
