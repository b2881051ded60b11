package analytics

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"vigie/data/rules"
)

// contextLabels and markLabels say in French what the surveys' codes mean.
var (
	contextLabels = map[string]string{
		"RENCONTRE": "Après une rencontre", "PROMOTION_PROFIL": "À la promotion d'un profil", "CLOTURE_OFFRE": "À la clôture d'une offre", AllContexts: "Tous contextes",
	}
	markLabels = [...]string{"Pas du tout satisfait", "Peu satisfait", "Assez satisfait", "Très satisfait"}
)

// surveyCounts are the counts of a context, and of all contexts once added up.
type surveyCounts struct {
	sent, returned, answers, satisfied int
	marks                              [len(markLabels)]int
}

func (c *surveyCounts) add(o surveyCounts) {
	c.sent, c.returned, c.answers, c.satisfied = c.sent+o.sent, c.returned+o.returned, c.answers+o.answers, c.satisfied+o.satisfied
	for i, n := range o.marks {
		c.marks[i] += n
	}
}

func (c *surveyCounts) into() []any {
	return []any{&c.sent, &c.returned, &c.answers, &c.satisfied, &c.marks[0], &c.marks[1], &c.marks[2], &c.marks[3]}
}

// surveyFigures fills the rows, the marks and the callbacks: all contexts first.
func (s *Snapshot) surveyFigures(ctx context.Context, r *SurveyReport) error {
	var allNow, allReported surveyCounts
	var allAsked, waiting int
	r.Rows = append(r.Rows, SurveyRow{})
	err := each(ctx, s.db, surveyFiguresSQL, func(rows *sql.Rows) error {
		var code string
		var now, frozen surveyCounts
		var asked, closed, over, inTime int
		into := append([]any{&code}, now.into()...)
		into = append(append(into, &asked, &closed, &over, &inTime), frozen.into()...)
		if err := rows.Scan(into...); err != nil {
			return err
		}
		reported := now
		if r.State == QuarterFrozen {
			reported = frozen
		}
		allNow.add(now)
		allReported.add(reported)
		r.Rows = append(r.Rows, surveyRow(code, reported, now, r.State))
		allAsked += asked
		waiting += asked - closed
		r.Callbacks.Over += over
		r.Callbacks.InTime += inTime
		return nil
	}, r.Level, r.Code, r.Quarter)
	if err != nil {
		return fmt.Errorf("count answers: %w", err)
	}
	r.Rows[0] = surveyRow(AllContexts, allReported, allNow, r.State)
	r.Callbacks.Asked, r.Callbacks.Waiting = &allAsked, &waiting
	r.Callbacks.Share = surveyRate(r.Callbacks.InTime, r.Callbacks.Over)
	for i, label := range markLabels {
		n := allReported.marks[i]
		r.Marks = append(r.Marks, SurveyMark{Mark: i + 1, Label: label, Count: n, Share: surveyRate(n, allReported.answers).Value})
	}
	return nil
}

func surveyRow(code string, reported, now surveyCounts, state string) SurveyRow {
	row := SurveyRow{
		Context: code, Label: contextLabels[code],
		Sent: &reported.sent, Returned: &reported.returned, Response: surveyRate(reported.returned, reported.sent),
		Answers: &reported.answers, Satisfied: &reported.satisfied, Satisfaction: surveyRate(reported.satisfied, reported.answers),
		LowN: reported.answers < rules.LowN.Int(),
	}
	if state != QuarterFrozen {
		return row
	}
	row.Restatement = &SurveyRestatement{
		Returned: now.returned, Answers: now.answers, Satisfied: now.satisfied, Satisfaction: surveyRate(now.satisfied, now.answers),
		AnswersSince: now.answers - reported.answers, ReturnedSince: now.returned - reported.returned,
	}
	if then, today := row.Satisfaction.Value, row.Restatement.Satisfaction.Value; then != nil && today != nil {
		moved := *today - *then
		row.Restatement.Moved = &moved
	}
	return row
}

// surveyWeeks fills what was sent and returned by week, as of today.
func (s *Snapshot) surveyWeeks(ctx context.Context, r *SurveyReport) error {
	err := each(ctx, s.db, surveyWeeksSQL, func(rows *sql.Rows) error {
		var w SurveyWeek
		var monday time.Time
		if err := rows.Scan(&monday, &w.Context, &w.Sent, &w.Returned); err != nil {
			return err
		}
		year, week := monday.ISOWeek()
		w.Week, w.StartsOn = fmt.Sprintf("%d-W%02d", year, week), monday.Format(time.DateOnly)
		w.Response = surveyRate(w.Returned, w.Sent)
		r.Weeks = append(r.Weeks, w)
		return nil
	}, r.Level, r.Code, r.Quarter)
	if err != nil {
		return fmt.Errorf("count weeks: %w", err)
	}
	return nil
}

// surveyThemes fills the causes, with typical extracts where they are of the whole country.
func (s *Snapshot) surveyThemes(ctx context.Context, r *SurveyReport) error {
	at := map[string]int{}
	err := each(ctx, s.db, surveyThemesSQL, func(rows *sql.Rows) error {
		t := SurveyTheme{Extracts: []string{}}
		if err := rows.Scan(&t.Theme, &t.Verbatims, &t.Count, &t.Positive, &t.Neutral, &t.Negative, &t.BeforeShare, &t.IsRising); err != nil {
			return err
		}
		if t.Share = surveyRate(t.Count, t.Verbatims).Value; t.Share == nil {
			t.BeforeShare, t.IsRising = nil, false
		}
		at[t.Theme] = len(r.Themes)
		r.Themes = append(r.Themes, t)
		return nil
	}, r.Level, r.Code, r.Quarter)
	if err != nil {
		return fmt.Errorf("count themes: %w", err)
	}
	if r.Level != levelCountry {
		return nil
	}
	err = each(ctx, s.db, surveyExtractsSQL, func(rows *sql.Rows) error {
		var theme, extract string
		err := rows.Scan(&theme, &extract)
		if i, told := at[theme]; told {
			r.Themes[i].Extracts = append(r.Themes[i].Extracts, extract)
		}
		return err
	}, r.Quarter)
	if err != nil {
		return fmt.Errorf("read extracts: %w", err)
	}
	return nil
}
