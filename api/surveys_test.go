package api

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"vigie/api/openapi"
	"vigie/data/rules"
)

// Verbatims are read in the order given, and leave no trace but the answer.
func TestVerbatims(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	defer slog.SetDefault(before)
	s := newServer(t, Deps{Source: fixture(t)})

	response, body := post(t, s.URL+"/v1/surveys/verbatims", `{"texts":["Injoignable au téléphone, zigzag.","","Rien à redire sur les délais 👍"]}`)
	follows(t, "/v1/surveys/verbatims", response, body)
	var got openapi.VerbatimAnalysis
	if err := json.Unmarshal([]byte(body), &got); err != nil || response.StatusCode != 200 || len(got.Rows) != 3 {
		t.Fatalf("status %d, %v: %s", response.StatusCode, err, body)
	}
	for i, want := range []struct{ tone, theme string }{{"negatif", "joignabilite"}, {"neutre", "autre"}, {"positif", "delai"}} {
		if row := got.Rows[i]; row.Tone != want.tone || !slices.Equal(row.Themes, []string{want.theme}) {
			t.Errorf("row %d: %+v, want %v", i, row, want)
		}
	}
	if strings.Contains(body, `"why":null`) || !strings.Contains(body, "Injoignable") {
		t.Errorf("why: %s", body)
	}
	if strings.Contains(log.String(), "zigzag") {
		t.Errorf("a text is in the log: %s", &log)
	}
}

// What verbatims may not be is refused, and named without being repeated.
func TestVerbatimsAreBounded(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	longest := strings.Repeat("é", rules.VerbatimMax.Int())
	for _, c := range []struct {
		body   string
		status int
		says   string
	}{
		{`{"texts":["` + longest + `"]}`, 200, ""},
		{`{"texts":["` + longest + `x"]}`, 400, "corps.texts.0"},
		{`{"texts":[]}`, 400, "corps.texts"},
		{`{"texts":["` + strings.Repeat(`zigzag","`, 500) + `"]}`, 400, "corps.texts"},
		{`{"texts":[null]}`, 400, "corps.texts.0"},
		{`{"texts":["zigzag"],"other":1}`, 400, "un objet dont les champs sont texts"},
		{`{"texts":["` + strings.Repeat("zigzag", bodyLimit/6) + `"]}`, 413, ""},
	} {
		response, body := post(t, s.URL+"/v1/surveys/verbatims", c.body)
		if c.status == 200 {
			if response.StatusCode != 200 {
				t.Errorf("%.40s: status %d", c.body, response.StatusCode)
			}
			continue
		}
		if p := checkProblem(t, response, body, c.status); !strings.Contains(p.Detail, c.says) || strings.Contains(body, "zigzag") {
			t.Errorf("%.60s: %s does not say %q, or repeats the text", c.body, body, c.says)
		}
	}
}
