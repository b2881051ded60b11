package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"vigie/ingest"
	"vigie/transform/model"
)

// quarantineList is what is in quarantine, and what came that no contract lists.
type quarantineList struct {
	Rules []refusedByRule `json:"rules"`
	Files []refusedFile   `json:"files"`
	Drift []drifted       `json:"drift"`
}

// refusedByRule counts the records of a source that break a rule by the same field,
// and says where the first of them is.
type refusedByRule struct {
	Source  string `json:"source"`
	Rule    string `json:"rule"`
	Field   string `json:"field"`
	Records int64  `json:"records"`
	Files   int64  `json:"files"`
	Path    string `json:"first_path"`
	Line    int64  `json:"first_line"`
	Meaning string `json:"meaning"`
}

type refusedFile struct {
	Source  string `json:"source"`
	Path    string `json:"path"`
	File    string `json:"file"`
	State   string `json:"state"`
	Read    int64  `json:"read"`
	Refused int64  `json:"refused"`
	Error   string `json:"error,omitempty"`
}

type drifted struct {
	Source  string   `json:"source"`
	Field   string   `json:"field"`
	Records int64    `json:"records"`
	Files   int64    `json:"files"`
	Shapes  []string `json:"shapes"`
}

// listQuarantine names the files of which something was refused, by the rules when
// some are named, and the fields that no contract lists.
func listQuarantine(receipts []ingest.Receipt, rules []string) quarantineList {
	type name struct{ source, field string }
	drift := map[name]*drifted{}
	list := quarantineList{Rules: []refusedByRule{}, Files: []refusedFile{}, Drift: []drifted{}}
	for _, r := range receipts {
		concerned := len(rules) == 0 || slices.ContainsFunc(rules, func(rule string) bool { return r.Rules[rule] > 0 })
		if concerned && (r.Quarantined > 0 || r.State != ingest.Loaded) {
			list.Files = append(list.Files, refusedFile{r.Source, r.Path, r.ID, r.State, r.Read, r.Quarantined, r.Error})
		}
		for field, seen := range r.Drift {
			d := drift[name{r.Source, field}]
			if d == nil {
				d = &drifted{Source: r.Source, Field: field}
				drift[name{r.Source, field}] = d
			}
			d.Records, d.Files = d.Records+seen.Records, d.Files+1
			d.Shapes = append(d.Shapes, seen.Shapes...)
		}
	}
	for _, d := range drift {
		slices.Sort(d.Shapes)
		d.Shapes = slices.Compact(d.Shapes)
		list.Drift = append(list.Drift, *d)
	}
	slices.SortFunc(list.Drift, func(a, b drifted) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.Field, b.Field))
	})
	return list
}

const refusedByFileSQL = `
select path, rule, coalesce(field, '') as field, count(*) as records, min(line) as first_line
from quarantine.record
group by path, rule, field
order by path`

// readRules counts the refused records of the files listed, by rule and field.
func (q *quarantineList) readRules(ctx context.Context, db *model.DB, rules []string) error {
	rows, err := db.Query(ctx, refusedByFileSQL)
	if err != nil {
		return fmt.Errorf("read quarantine: %w", err)
	}
	defer rows.Close()
	type key struct{ source, rule, field string }
	counts := map[key]*refusedByRule{}
	for rows.Next() {
		var path, rule, field string
		var records, line int64
		if err := rows.Scan(&path, &rule, &field, &records, &line); err != nil {
			return fmt.Errorf("read quarantine: %w", err)
		}
		if len(rules) > 0 && !slices.Contains(rules, rule) {
			continue
		}
		source, _, _ := strings.Cut(path, "/")
		n := counts[key{source, rule, field}]
		if n == nil {
			n = &refusedByRule{Source: source, Rule: rule, Field: field, Path: path, Line: line, Meaning: meaningOf(rule)}
			counts[key{source, rule, field}] = n
		}
		n.Records, n.Files = n.Records+records, n.Files+1
	}
	for _, n := range counts {
		q.Rules = append(q.Rules, *n)
	}
	slices.SortFunc(q.Rules, func(a, b refusedByRule) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), cmp.Compare(b.Records, a.Records), strings.Compare(a.Rule+a.Field, b.Rule+b.Field))
	})
	return rows.Err()
}

func meaningOf(rule string) string {
	for _, r := range ingest.Rules() {
		if r.Code == rule {
			return r.Meaning
		}
	}
	return ""
}

// write tells the list as text.
func (q *quarantineList) write(out io.Writer) error {
	if len(q.Files) == 0 {
		fmt.Fprintln(out, "Quarantine is empty.")
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if len(q.Rules) > 0 {
		fmt.Fprintln(w, "source\trule\tfield\trecords\tfiles\tfirst one\tmeaning")
		for _, r := range q.Rules {
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%s:%d\t%s\n", r.Source, r.Rule, r.Field, r.Records, r.Files, r.Path, r.Line, r.Meaning)
		}
		fmt.Fprintln(w)
	}
	if len(q.Files) > 0 {
		fmt.Fprintln(w, "source\tfile\tstate\tread\trefused\tpath\terror")
		for _, f := range q.Files {
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%s\t%s\n", f.Source, f.File, f.State, f.Read, f.Refused, f.Path, oneLine(f.Error))
		}
		fmt.Fprintln(w)
	}
	if len(q.Drift) > 0 {
		fmt.Fprintln(w, "source\tunknown field, not kept\trecords\tfiles\tlooks like")
		for _, d := range q.Drift {
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\n", d.Source, d.Field, d.Records, d.Files, strings.Join(d.Shapes, " or "))
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}

// oneLine keeps a text within its row.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
