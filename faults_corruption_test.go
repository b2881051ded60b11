package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vigie/data"
)

// A mutation harms the content of a file; other is a file of the same kind.
type mutation struct {
	name string
	harm func(random *rand.Rand, content, other []byte) []byte
}

var mutations = []mutation{
	{"one bit flipped", func(random *rand.Rand, content, _ []byte) []byte {
		content[random.IntN(len(content))] ^= 1 << random.IntN(8)
		return content
	}},
	{"cut", func(random *rand.Rand, content, _ []byte) []byte { return content[:random.IntN(len(content))] }},
	{"a page of zeros", func(random *rand.Rand, content, _ []byte) []byte {
		const page = 512
		at := random.IntN(len(content)) / page * page
		clear(content[at:min(at+page, len(content))])
		return content
	}},
	{"swapped", func(_ *rand.Rand, _, other []byte) []byte { return other }},
	{"a byte more", func(random *rand.Rand, content, _ []byte) []byte { return append(content, byte(random.IntN(256))) }},
}

// keptFile is a file of the lake that a night or the server believes, how it is
// read, and what an error about it has to name.
type keptFile struct {
	path  string
	read  func() error
	names string
}

// keptFiles are the files of a lake by kind.
func keptFiles(t *testing.T, lake data.Lake, served data.Manifest) map[string][]keptFile {
	t.Helper()
	work := t.TempDir()
	verify := func() error {
		_, err := lake.Verify(served.ID)
		return err
	}
	raw := func() error { return verifyRaw(lake, work) }
	kinds := map[string][]keptFile{
		"manifest": {{filepath.Join(lake.SnapshotDir(served.ID), "manifest.json"), verify, served.ID}},
		"CURRENT": {{filepath.Join(lake.Root, "CURRENT"), func() error {
			id, err := lake.Current()
			if err != nil || id == served.ID { // whitespace changed: the same is served
				return err
			}
			_, err = lake.Verify(id)
			return err
		}, ""}},
	}
	for _, table := range served.Tables {
		for _, f := range table.Files {
			kinds["table"] = append(kinds["table"], keptFile{filepath.Join(lake.SnapshotDir(served.ID), f.Path), verify, table.Name})
		}
	}
	for kind, pattern := range map[string]string{"raw": "*.parquet", "receipt": "receipt.json"} {
		files, err := filepath.Glob(filepath.Join(lake.Root, "raw", "*", "*", pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files of kind %s: %v", kind, err)
		}
		for _, path := range files {
			kinds[kind] = append(kinds[kind], keptFile{path, raw, filepath.Dir(path)})
		}
	}
	return kinds
}

// corruption: of any file that is published or kept, no mutation passes for what
// was written, and the error names the file or its table.
func corruption(t *testing.T, f *faults) {
	lake, err := data.Open(f.copy(t, f.after))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 8))
	kinds := keptFiles(t, lake, f.second)
	order := []string{"table", "raw", "receipt", "manifest", "CURRENT"}
	found, harmless := 0, 0
	for i := range bounded(250, 5000) {
		files := kinds[order[i%len(order)]]
		file, other := files[random.IntN(len(files))], files[random.IntN(len(files))]
		m := mutations[random.IntN(len(mutations))]
		original, mode := readKept(t, file.path)
		swap, _ := readKept(t, other.path)
		harmed := m.harm(random, bytes.Clone(original), swap)
		if bytes.Equal(harmed, original) {
			continue
		}
		writeKept(t, file.path, harmed, mode)
		err := file.read()
		switch what := fmt.Sprintf("%s, %s", strings.TrimPrefix(file.path, lake.Root), m.name); {
		case err == nil && order[i%len(order)] == "CURRENT":
			harmless++
		case err == nil:
			t.Errorf("%s: taken for what was written", what)
		case !strings.Contains(err.Error(), file.names):
			t.Errorf("%s: %v: names neither the file nor its table", what, err)
		default:
			found++
		}
		writeKept(t, file.path, original, mode)
	}
	for kind, files := range kinds {
		if err := files[0].read(); err != nil {
			t.Errorf("%s, as it was: %v", kind, err)
		}
	}
	obtained(t, "corruption of published and kept files", "%d mutated, 0 accepted silently, each named; %d of CURRENT without effect", found, harmless)
}

func readKept(t *testing.T, path string) ([]byte, os.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content, info.Mode()
}

// writeKept writes another file under the name, so that links to the old one keep
// their content.
func writeKept(t *testing.T, path string, content []byte, mode os.FileMode) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, mode); err != nil {
		t.Fatal(err)
	}
}

// damagedRaw: a night that would read a raw file that was cut or changed ends, names
// it and the remedy; the remedy works.
func damagedRaw(t *testing.T, f *faults) {
	harms := map[string]func([]byte) []byte{"offres": func(b []byte) []byte { return b[:len(b)-9] }} // without its footer
	if fullFaults() {
		harms["agences"] = func(b []byte) []byte { b[len(b)/3] ^= 4; return b }
	}
	for source, harm := range harms {
		dir := filepath.Join(t.TempDir(), "lake")
		load := vigie(t, f, "ingest", "--inbox", f.inbox, "--lake", dir)
		load.Env = append(os.Environ(), "VIGIE_PSEUDONYM_KEY="+faultsKey)
		if code, said := outcome(t, load); code != 0 {
			t.Fatalf("ingest: exit %d: %s", code, said)
		}
		files, err := filepath.Glob(filepath.Join(dir, "raw", source, "*", "*.parquet"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no raw files: %v", err)
		}
		content, mode := readKept(t, files[0])
		writeKept(t, files[0], harm(content), mode)
		code, said := outcome(t, refresh(t.Context(), f.binary, f.inbox, dir))
		folder := filepath.Dir(files[0])
		if code != exitFailed || !strings.Contains(said, "damaged raw file "+files[0]) || !strings.Contains(said, "remove "+folder) {
			t.Fatalf("exit %d: %s; want the damaged file and what to do", code, said)
		}
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		if got := mustPublish(t, f.binary, f.inbox, dir); got.Content != f.first.Content {
			t.Errorf("after the remedy %s differ", differing(got, f.first))
		}
	}
}

// damagedManifest: with the manifest of what is served harmed, rollback without an
// argument goes back to the snapshot before, and a plain night makes it again.
func damagedManifest(t *testing.T, f *faults) {
	dir := f.copy(t, f.after)
	path := filepath.Join(dir, "snapshots", f.second.ID, "manifest.json")
	content, mode := readKept(t, path)
	writeKept(t, path, bytes.Replace(content, []byte(`"rows": 1`), []byte(`"rows": 2`), 1), mode)
	lake := data.Lake{Root: dir}
	if _, err := lake.Verify(f.second.ID); !errors.Is(err, data.ErrDamaged) {
		t.Fatalf("verify: %v", err)
	}
	c := snapshotsRollbackCmd{lakeFlag: lakeFlag{Lake: dir}}
	var out bytes.Buffer
	if err := c.Run(&env{ctx: t.Context(), out: &out, now: testDay}); err != nil {
		t.Fatal(err)
	}
	if id, err := lake.Current(); err != nil || id != f.first.ID {
		t.Errorf("serves %s (%v) after a rollback, want %s: %s", id, err, f.first.ID, out.String())
	}
}
