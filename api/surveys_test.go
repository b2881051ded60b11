package api

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"vigie/analytics/performance"
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

// A report has the figures of the indicators, as each caller is shown them: reported ones
// beside today's, and nothing finer but of one's own agency.
func TestSurveyReportIsAsIndicatorsAre(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	all := &exchange{snapshot: snap, caller: Caller{ID: "all", Persons: true}}
	const quarter = "2026-Q3"
	agency := ""
	for _, r := range answerOf(t, all, "ent2", performance.Query{Level: "agency", From: quarter, To: quarter}).Rows {
		if r.Code != "ZZ" && *r.Count > 0 {
			agency = r.Code
			break
		}
	}
	shown, hidden := map[string]int{}, map[string]int{}
	for _, c := range []Caller{all.caller, {ID: "analyst"}, {ID: "advisor", Persons: true, Agencies: []string{agency}}} {
		x := &exchange{snapshot: snap, caller: c}
		for _, level := range everyLevel {
			total := answerOf(t, x, "ent2", performance.Query{Level: level, From: quarter, To: quarter})
			sent := answerOf(t, x, "resp", performance.Query{Level: level, From: quarter, To: quarter})
			var contexts []performance.Row
			if a, err := indicatorOf(x, "ent2", performance.Query{Level: level, From: quarter, To: quarter, By: "context"}); err == nil {
				contexts = a.Rows
			}
			for i, place := range total.Rows {
				of, code := openapi.Level(level), place.Code
				r, err := surveyReportOf(t.Context(), x, openapi.GetSurveyReportParams{Quarter: ptrTo(quarter), Level: &of, Code: &code})
				if err != nil {
					t.Fatal(err)
				}
				own := c.everybody() || (level == "agency" && code == agency && c.ID == "advisor")
				if (len(r.Withheld) == 0) != own || own != (len(r.Marks) > 0) || (!own && len(r.Weeks)+len(r.Themes) > 0) {
					t.Fatalf("%s of %s to %s: withheld %v", level, code, c.ID, r.Withheld)
				}
				first := r.Rows[0]
				if first.Suppressed != place.Suppressed {
					t.Fatalf("%s of %s to %s: %+v, and ENT2 is %+v", level, code, c.ID, first, place)
				}
				for _, row := range r.Rows[1:] {
					at := slices.IndexFunc(contexts, func(o performance.Row) bool { return o.Code == code && *o.Cut == row.Context })
					if !row.Suppressed && !own && (at < 0 || contexts[at].Suppressed) {
						t.Fatalf("%s of %s to %s: %+v is shown", level, code, c.ID, row)
					}
				}
				if first.Suppressed {
					if hidden[c.ID]++; first.Sent != nil || first.Answers != nil || first.Satisfaction.Value != nil || first.Response.Value != nil || first.Restatement != nil || first.Gap != nil {
						t.Errorf("%+v is hidden", first)
					}
					continue
				}
				shown[c.ID]++
				if f := place.Frozen; f != nil && (int(f.Denominator) != *first.Answers || int(f.Numerator) != *first.Satisfied || int64(first.Restatement.Answers) != *place.Count) {
					t.Errorf("%s of %s to %s: %+v, and ENT2 was %+v", level, code, c.ID, first, f)
				}
				if f := sent.Rows[i].Frozen; f != nil && (int(f.Denominator) != *first.Sent || int(f.Numerator) != *first.Returned) {
					t.Errorf("%s of %s to %s: %+v, and RESP was %+v", level, code, c.ID, first, f)
				}
				if (first.Target == nil) != (place.Target == nil) || (first.Target != nil && *first.Target != *place.Target) {
					t.Errorf("%s of %s: target %v, and ENT2's is %v", level, code, first.Target, place.Target)
				}
			}
		}
		t.Logf("%s: %d shown, %d hidden", c.ID, shown[c.ID], hidden[c.ID])
	}
	if shown["all"] == 0 || hidden["all"] > 0 || shown["analyst"] == 0 || hidden["analyst"] == 0 {
		t.Errorf("shown %v, hidden %v", shown, hidden)
	}
}

func ptrTo[T any](v T) *T { return &v }
