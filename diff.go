package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"vigie/analytics"
	"vigie/analytics/diff"
	"vigie/api/web"
	"vigie/data"
)

type snapshotsDiffCmd struct {
	lakeFlag
	Before    string `arg:"" optional:"" help:"Snapshot to start from; alone, it is compared with the one it followed. Default: the one that the snapshot served followed."`
	After     string `arg:"" optional:"" help:"Snapshot to go to; default: the one served."`
	Indicator string `help:"Only this indicator, as in ent1." placeholder:"ID"`
	Level     string `help:"Only this level: agency, directorate, department, region or country." enum:",agency,directorate,department,region,country" default:"" placeholder:"LEVEL"`
	Top       int    `help:"Moves to tell of each indicator, the biggest; 0: all." default:"5" placeholder:"N"`
	Format    string `help:"text, json (everything), csv (the moves, one line a cell)." enum:"text,json,csv" default:"text"`
}

// Help is shown by vigie snapshots diff --help.
func (snapshotsDiffCmd) Help() string {
	return `Examples:
  vigie snapshots diff --lake lake
  vigie snapshots diff 000012-3fa9c1d2 --lake lake
  vigie snapshots diff 000011-07bb20aa 000012-3fa9c1d2 --indicator ent1 --level region --top 20
  vigie snapshots diff --level agency --top 0 --format csv > mouvements.csv

Which published indicators moved between two nights and by how much, which tables and sources grew or shrank, and why: new files,
corrections, another as-of day, another definition, program or nomenclature. A cell is an indicator at a place in a period. Below each
move, what each reason moved of its observations, numerator and denominator, to the unit: records that tell of days before the earlier
night (late), corrections, deletions, records of new days, agencies that went to another territory, a new definition, and the rest.
Cells on few observations (low_n) come last: their moves are mostly chance. Pruned snapshots compare too, without reasons by record.`
}

// Run compares two snapshots.
func (c snapshotsDiffCmd) Run(e *env) error {
	if c.Top < 0 {
		return usageError{errors.New("--top: 0 or more")}
	}
	lake, err := c.open()
	if err != nil {
		return err
	}
	before, after, err := c.nights(lake)
	if err != nil {
		return err
	}
	d, err := diff.Nights(e.ctx, lake, before, after, diff.Options{Indicator: c.Indicator, Level: c.Level, Top: c.Top, Published: analytics.IsPublished})
	if err != nil {
		return err
	}
	if _, known := d.Definitions[c.Indicator]; c.Indicator != "" && !known {
		return usageError{fmt.Errorf("--indicator %s: unknown (one of %s)", c.Indicator, strings.Join(sortedIDs(d), ", "))}
	}
	switch c.Format {
	case "json":
		enc := json.NewEncoder(e.out)
		enc.SetIndent("", "  ")
		return enc.Encode(d)
	case "csv":
		return writeMovesCSV(e.out, d)
	}
	return writeDifference(e.out, d)
}

func sortedIDs(d diff.Difference) []string {
	var ids []string
	for id := range d.Definitions {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// nights names the two snapshots to compare.
func (c snapshotsDiffCmd) nights(lake data.Lake) (before, after string, err error) {
	before, after = c.Before, c.After
	if after != "" {
		return before, after, nil
	}
	if after = before; after == "" {
		if after, err = lake.Current(); err != nil {
			return "", "", err
		}
	}
	m, err := lake.Manifest(after)
	if err != nil {
		return "", "", err
	}
	if m.Parent == "" {
		return "", "", fmt.Errorf("snapshot %s is the first of its lake: name two (list them with `vigie snapshots list`)", after)
	}
	return m.Parent, after, nil
}

// writeDifference tells a difference to a reader.
func writeDifference(out io.Writer, d diff.Difference) error {
	fmt.Fprintf(out, "From %s (as of %s) to %s (as of %s)\n", d.Before.ID, d.Before.AsOf, d.After.ID, d.After.AsOf)
	fmt.Fprintln(out, "\nWhy")
	for _, c := range d.Causes {
		fmt.Fprintf(out, "  %s\n", c.Text)
	}
	if len(d.Causes) == 0 {
		fmt.Fprintln(out, "  nothing that the two manifests tell apart")
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\nsource\tread\tloaded\tduplicate\tsuperseded\tquarantined\t")
	for _, s := range d.Sources {
		a, b := s.Before, s.After
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t\n", s.Source, grown(a.Read, b.Read), grown(a.Loaded, b.Loaded), grown(a.Duplicate, b.Duplicate),
			grown(a.Superseded, b.Superseded), grown(a.Quarantined, b.Quarantined))
	}
	fmt.Fprintln(w, "\t\t\t\t\t\t\ntable, of other content\trows before\trows after\t\t")
	for _, t := range d.Tables {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t\n", t.Table, t.Before, t.After, grownBy(t.After-t.Before))
	}
	if len(d.Decisions) > 0 {
		fmt.Fprintln(w, "\t\t\t\t\nchannel\trule\taction\toffers\t")
	}
	for _, c := range d.Decisions {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t\n", c.Channel, c.Rule, c.Action, grown(c.Before, c.After))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(d.Summary) == 0 {
		_, err := fmt.Fprintln(out, "\nNo indicator moved.")
		return err
	}
	if err := writeSummary(out, d); err != nil {
		return err
	}
	return writeMoves(out, d)
}

// grown writes a count, and by how much it grew.
func grown(before, after int64) string {
	if before == after {
		return strconv.FormatInt(after, 10)
	}
	return fmt.Sprintf("%d (%s)", after, grownBy(after-before))
}

func grownBy(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%+d", n)
}

// writeSummary tells what moved by indicator, level and kind of period; the
// periods that moved are named by the first and the last.
func writeSummary(out io.Writer, d diff.Difference) error {
	type line struct {
		diff.Summary
		first string
	}
	var lines []line
	for _, s := range d.Summary {
		if n := len(lines); n > 0 && lines[n-1].Indicator == s.Indicator && lines[n-1].Level == s.Level && lines[n-1].Kind == s.Kind {
			l := &lines[n-1]
			l.Cells, l.Moved, l.Added, l.Gone, l.Period = l.Cells+s.Cells, l.Moved+s.Moved, l.Added+s.Added, l.Gone+s.Gone, s.Period
			if l.Biggest == nil || (s.Biggest != nil && *s.Biggest > *l.Biggest) {
				l.Biggest = s.Biggest
			}
			continue
		}
		lines = append(lines, line{s, s.Period})
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nindicateur\tniveau\tpériode\tde\tà\tcellules\tchangées\tnouvelles\tdisparues\tplus grand écart")
	for _, l := range lines {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t%s\n", l.Indicator, web.Word("level", l.Level), web.Word("kind", l.Kind), l.first, l.Period,
			l.Cells, l.Moved, l.Added, l.Gone, strings.TrimPrefix(web.Move(d.Definitions[l.Indicator], l.Biggest), "+"))
	}
	return w.Flush()
}

// writeMoves tells the moves, indicator by indicator.
func writeMoves(out io.Writer, d diff.Difference) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	last := ""
	for _, m := range d.Moves {
		def := d.Definitions[m.Indicator]
		if m.Indicator != last {
			last = m.Indicator
			fmt.Fprintf(w, "\n%s : %s\n", strings.ToUpper(m.Indicator), def.Title)
		}
		fmt.Fprintf(w, "  %s\t%s\t%s %s\t%s → %s\t%s\t%s\n", web.Word("level", m.Level), m.Label, web.Word("kind", m.Kind), m.Period,
			web.Value(def, m.Before), web.Value(def, m.After), web.Move(def, m.Move), observations(m))
		for _, part := range m.Why {
			fmt.Fprintf(w, "    %s\n", partText(part))
		}
	}
	return w.Flush()
}

// partText tells what a reason moved of a cell.
func partText(p diff.Part) string {
	return fmt.Sprintf("%s : %+d observations, %+d au numérateur, %+d au dénominateur", web.Word("moved", p.Reason), p.Count, p.Numerator, p.Denominator)
}

// partsCSV tells why a cell moved in one text: reason, observations, numerator, denominator.
func partsCSV(parts []diff.Part) string {
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = fmt.Sprintf("%s %+d %+d %+d", p.Reason, p.Count, p.Numerator, p.Denominator)
	}
	return strings.Join(texts, " | ")
}

func observations(m diff.Move) string {
	text := fmt.Sprintf("%d → %d observations", m.CountBefore, m.CountAfter)
	if m.LowN {
		text += ", effectif faible"
	}
	return text
}

// writeMovesCSV writes the moves, one line a cell.
func writeMovesCSV(out io.Writer, d diff.Difference) error {
	w := csv.NewWriter(out)
	number := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'g', -1, 64)
	}
	rows := [][]string{{"indicator", "title", "level", "code", "label", "kind", "period", "state", "count_before", "count_after", "before", "after", "move", "low_n", "why"}}
	for _, m := range d.Moves {
		rows = append(rows, []string{m.Indicator, d.Definitions[m.Indicator].Title, m.Level, m.Code, m.Label, m.Kind, m.Period, m.State,
			strconv.FormatInt(m.CountBefore, 10), strconv.FormatInt(m.CountAfter, 10), number(m.Before), number(m.After), number(m.Move), strconv.FormatBool(m.LowN), partsCSV(m.Why)})
	}
	return w.WriteAll(rows)
}
