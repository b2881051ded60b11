package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"vigie/analytics"
	"vigie/data/rules"
	"vigie/transform/model"
)

type rulesCmd struct {
	Word string `arg:"" optional:"" help:"Only the rules whose name, meaning or source holds this word."`
}

// Help is shown by vigie rules --help.
func (rulesCmd) Help() string {
	return `Examples:
  vigie rules
  vigie rules widget`
}

// Run lists the rules, with the SQL models that use each.
func (c rulesCmd) Run(e *env) error {
	found := rules.Find(c.Word)
	if len(found) == 0 {
		return fmt.Errorf("no rule speaks of %q: `vigie rules` lists all %d", c.Word, len(rules.All()))
	}
	db, err := model.Open(e.ctx, time.Date(2026, 1, 1, 0, 0, 0, 0, paris), model.Settings{Threads: 1}, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	models, err := analytics.Models(e.ctx, db)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	for _, r := range found {
		fmt.Fprintf(w, "%s\t%s %s\t%s\n", r.Name, strings.Replace(strconv.FormatFloat(r.Value, 'g', 6, 64), ".", ",", 1), r.Unit, r.Meaning)
		fmt.Fprintf(w, "\t\t%s\n", r.Seed)
		users := r.Users()
		for _, m := range models {
			if slices.Contains(m.Rules, r.Name) {
				users = append(users, m.Table)
			}
		}
		if len(users) > 0 {
			fmt.Fprintf(w, "\t\tused by %s\n", strings.Join(users, ", "))
		}
	}
	return w.Flush()
}
