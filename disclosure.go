package main

import (
	"cmp"
	"fmt"
	"math"
	"text/tabwriter"

	"vigie/analytics"
	"vigie/analytics/disclosure"
	"vigie/data"
	"vigie/transform/model"
)

type disclosureCmd struct {
	lakeFlag
	ID     string `arg:"" optional:"" help:"Snapshot; default: the one served."`
	Attack int    `help:"Try to recover what is hidden: at most N sums of each indicator, kind of figure and quarter." placeholder:"N"`
	Blocks int    `help:"Attack the newest N quarters only." placeholder:"N"`
}

// Help is shown by vigie disclosure --help.
func (disclosureCmd) Help() string {
	return `Tells the share of the indicators' figures that is hidden, by audience, bundle, level, kind of period and cut.

Examples:
  vigie disclosure --lake lake
  vigie disclosure --lake lake --attack 20 --blocks 4`
}

// Run tells what is hidden, and attacks it.
func (c disclosureCmd) Run(e *env) error {
	lake, err := c.open()
	if err != nil {
		return err
	}
	if c.ID == "" {
		if c.ID, err = lake.Current(); err != nil {
			return err
		}
	}
	m, err := lake.Manifest(c.ID)
	if err != nil {
		return err
	}
	db, err := analytics.OpenTables(e.ctx, lake.SnapshotDir(c.ID), m, model.Settings{})
	if err != nil {
		return err
	}
	defer db.Close()
	shares, err := analytics.HiddenShares(e.ctx, db, m)
	if err != nil {
		return err
	}
	if err := writeShares(e, shares); err != nil || c.Attack <= 0 {
		return err
	}
	return c.attack(e, db, m)
}

func writeShares(e *env, shares []disclosure.Share) error {
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "audience\tbundle\tlevel\tperiod\tcut\tfigures\thidden\tshare\tvalues hidden everywhere")
	for _, s := range shares {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%d\t%d\t%.1f %%\t%d\n", s.Audience, s.Bundle, s.Level, s.Kind, cmp.Or(s.Cut, "-"), s.Figures, s.Hidden,
			100*float64(s.Hidden)/float64(max(1, s.Figures)), s.CutValues)
	}
	return w.Flush()
}

// attack fails when anything is recovered.
func (c disclosureCmd) attack(e *env, db *model.DB, m data.Manifest) error {
	reports := map[string]*disclosure.Report{}
	var order []string
	err := analytics.AttackHidden(e.ctx, db, m, c.Attack, c.Blocks, func(audience, bundle, _ string, r disclosure.Report) {
		k := audience + "\t" + bundle
		if reports[k] == nil {
			reports[k] = &disclosure.Report{}
			order = append(order, k)
		}
		reports[k].Add(r)
	})
	if err != nil {
		return err
	}
	found := 0
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\naudience\tbundle\tsums attacked\tleft out\tnot solved\tnarrowest\trecovered or too narrow")
	for _, k := range sorted(order) {
		r := reports[k]
		narrowest := "-"
		if r.Attacked > 0 && r.Narrowest != math.MaxInt64 {
			narrowest = fmt.Sprint(r.Narrowest)
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%d\n", k, r.Attacked, r.Skipped, r.Unsolved, narrowest, len(r.Findings))
		for _, f := range r.Findings[:min(len(r.Findings), 10)] {
			fmt.Fprintf(w, "\t\t%s\n", f)
		}
		found += len(r.Findings)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if found > 0 {
		return fmt.Errorf("%d hidden sums can be recovered, or nearly: serve nobody but who may see every agency", found)
	}
	return nil
}
