package api

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"vigie/analytics"
	"vigie/api/web"
)

// TestPagesInABrowser opens every page in Chromium: see web/browser.mjs.
// VIGIE_SHOTS names a folder for screenshots.
func TestPagesInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser is not for the quick loop")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: apt-get install chromium")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node here: apt-get install nodejs npm")
	}
	if _, err := os.Stat("web/node_modules/playwright-core"); err != nil || !web.HasDesign() {
		t.Skip("the browser's driver and the design system are not here: make build")
	}
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, inactive := someOffers(t, source)
	args := []string{"browser.mjs", s.URL, active, inactive}
	if folder := os.Getenv("VIGIE_SHOTS"); folder != "" {
		args = append(args, folder)
	}
	cmd := exec.CommandContext(t.Context(), node, args...)
	cmd.Dir, cmd.Env = "web", append(os.Environ(), "CHROMIUM="+chromium)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("run browser checks: %v\n%s%s", err, out, stderr.String())
	}
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var line struct{ Check, Error string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("read %q: %v", lines.Text(), err)
		}
		t.Run(line.Check, func(t *testing.T) {
			if line.Error != "" {
				t.Error(line.Error)
			}
		})
	}
}

// someOffers finds an offer whose widget shows figures, and one whose doesn't.
func someOffers(t testing.TB, source Source) (active, inactive string) {
	t.Helper()
	snap, release := source.Acquire()
	defer release()
	find := func(active bool) string {
		rows, _, err := snap.Offers(analytics.OfferQuery{Active: &active, Limit: 1})
		if err != nil || len(rows) == 0 {
			t.Fatalf("no offer with active = %v: %v", active, err)
		}
		return rows[0].ID
	}
	return find(true), find(false)
}
