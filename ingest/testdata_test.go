package ingest

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFixtures reads testdata/<source>.good.ndjson and .bad.ndjson. Each bad line
// says in _attendu which rule and field it breaks.
func TestFixtures(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range Sources() {
		name := s.Info().Name
		for i, line := range fixtureLines(t, name+".good.ndjson") {
			if refused := check(t, name, line); len(refused) > 0 {
				t.Errorf("%s.good.ndjson:%d: %s %s %q", name, i+1, refused[0].Rule, refused[0].Field, refused[0].Value)
			}
		}
		for i, line := range fixtureLines(t, name+".bad.ndjson") {
			refused := check(t, name, line)
			if len(refused) != 1 {
				t.Errorf("%s.bad.ndjson:%d was accepted", name, i+1)
				continue
			}
			got := strings.TrimSpace(refused[0].Rule + " " + refused[0].Field)
			seen[refused[0].Rule] = true
			if _, want, found := strings.Cut(string(line), `"_attendu":"`); found {
				if want, _, _ = strings.Cut(want, `"`); got != want {
					t.Errorf("%s.bad.ndjson:%d: %q, want %q", name, i+1, got, want)
				}
			}
		}
	}
	var missing []string
	for _, r := range Rules() {
		if !seen[r.Code] && !slices.Contains([]string{"csv_invalid", "record_too_long", "encoding_invalid"}, r.Code) {
			missing = append(missing, r.Code)
		}
	}
	if len(missing) > 0 {
		t.Errorf("no bad fixture breaks %v", missing)
	}
}

func fixtureLines(t *testing.T, name string) [][]byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	s := bufio.NewScanner(bytes.NewReader(text))
	for s.Scan() {
		all = append(all, append(bytes.Clone(s.Bytes()), '\n'))
	}
	return all
}
