package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/data"
)

// contentOf lists what a folder holds, names and bytes.
func contentOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	held := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		if d.IsDir() {
			held[rel] = "folder"
			return nil
		}
		content, err := os.ReadFile(path)
		st, errStat := d.Info()
		held[rel] = fmt.Sprintf("%x %s", sha256.Sum256(content), st.Mode())
		return errors.Join(err, errStat)
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}

// TestDryRunTellsTheNight: on a lake with a past and an inbox of everything that
// can come, a dry run leaves every byte as it was, and what it tells of the files
// and records is what the night then does.
func TestDryRunTellsTheNight(t *testing.T) {
	t.Parallel()
	inbox, lakeDir := offersInbox(t, 1), t.TempDir()
	mustRun(t, newNight(t, lakeDir, inbox))
	left := filepath.Join(lakeDir, "staging", "refresh", "left by a kill")
	put := func(path, content string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	put(left, "x")
	offer := func(id, agency string) string {
		return fmt.Sprintf(`{"id":%q,"dateCreation":"2026-11-20T09:00:00Z","intitule":"Serveur","romeCode":"G1803","appellationlibelle":"Serveur","lieuTravail":{"commune":"75117"},"typeContrat":"CDI","origineOffre":{"origine":"1"},"codeAgence":%q}`+"\n", id, agency)
	}
	// An agency that is new tonight, offers of it and of one nobody knows, a file
	// that comes twice, one that breaks, one that can't be read.
	put(filepath.Join(inbox, "agences", "a.csv"), "code;libelle;commune;departement;directionTerritoriale;region\n75901;Agence nouvelle;75117;75;DT Paris;11\n")
	var many strings.Builder
	for i := range 30 {
		many.WriteString(offer(fmt.Sprintf("N%d", i), "75901"))
	}
	many.WriteString(offer("N30", "99999"))
	put(filepath.Join(inbox, "offres", "new.ndjson"), many.String())
	put(filepath.Join(inbox, "offres", "new again.ndjson"), many.String())
	put(filepath.Join(inbox, "offres", "broken.ndjson"), `{"id":"X"}`+"\n")
	put(filepath.Join(inbox, "offres", "broken again.ndjson"), `{"id":"X"}`+"\n")
	put(filepath.Join(inbox, "offres", "cut.json.gz"), "not gzip at all")

	before := contentOf(t, lakeDir)
	dry := newNight(t, lakeDir, inbox)
	dry.dryRun = true
	dryErr := dry.run(t.Context())
	if diff := cmp.Diff(before, contentOf(t, lakeDir)); diff != "" {
		t.Errorf("the dry run changed the lake (-before +after):\n%s", diff)
	}
	done := newNight(t, lakeDir, inbox)
	realErr := done.run(t.Context())
	if !errors.Is(dryErr, errRefused) || dryErr.Error() != realErr.Error() {
		t.Errorf("the dry run ends with:\n%v\nthe night with:\n%v", dryErr, realErr)
	}
	if diff := cmp.Diff(done.record.Figures.Delivered, dry.record.Figures.Delivered); diff != "" {
		t.Errorf("told otherwise than done (-night +dry run):\n%s", diff)
	}
	if diff := cmp.Diff(done.record.Figures.Refused, dry.record.Figures.Refused); diff != "" {
		t.Errorf("refused otherwise than told (-night +dry run):\n%s", diff)
	}
	want := data.Delivered{Source: "offres", Files: 6, New: 3, RefusedFiles: 3, Read: 32, Loaded: 30, Quarantined: 2}
	if got := dry.record.Figures.Delivered; !slices.Contains(got, want) {
		t.Errorf("delivered %+v, want %+v", got, want)
	}
	var out strings.Builder
	dry.digest(&out)
	if text := "A night would read 4 new files and go by 3 known ones; of 33 records it would load 31 and refuse 2; 3 files are refused whole."; !strings.Contains(out.String(), text) {
		t.Errorf("digest lacks %q:\n%s", text, &out)
	}
}
