package analytics

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vigie/data"
	"vigie/transform/model"
)

// frozenTable is what nights before have frozen of the surveys.
const frozenTable = "meta.survey_frozen"

// formerTable is what territories were before agencies moved.
const formerTable = "meta.former_place"

// handedOn are the tables that can't be made again from the sources, since they depend
// on the nights that were run, and what territories were last night: they are handed on
// even by a night that starts anew.
var handedOn = []struct{ table, before string }{
	{frozenTable, "before.survey_frozen"},
	{hiddenTable, "before.hidden"},
	{formerTable, "before.former_place"},
	{"performance.agency_place", "before.agency_place"},
}

//go:embed load/nothing_handed_on.sql
var nothingHandedOnSQL string

// attachHandedOn gives SQL what nights before hand on: that of the latest day up to
// tonight's, of the nights that led to the snapshot served. One that was rolled back is
// not among them, and a damaged one is passed over.
func attachHandedOn(ctx context.Context, db *model.DB, o BuildOptions) error {
	if err := db.Exec(ctx, nothingHandedOnSQL); err != nil {
		return fmt.Errorf("prepare what is handed on: %w", err)
	}
	nights, err := lineage(o.Lake)
	if err != nil {
		return err
	}
	slices.SortStableFunc(nights, func(a, b data.Manifest) int { return strings.Compare(b.AsOf, a.AsOf) })
	for _, h := range handedOn {
		if err := attachNewest(ctx, db, o, nights, h.table, h.before); err != nil {
			return err
		}
	}
	return nil
}

func attachNewest(ctx context.Context, db *model.DB, o BuildOptions, nights []data.Manifest, table, before string) error {
	for _, m := range nights {
		t, holds := m.Table(table)
		if !holds || len(t.Files) == 0 || m.AsOf > o.AsOf.Format(time.DateOnly) {
			continue
		}
		err := o.Lake.VerifyTables(m, []string{table})
		if errors.Is(err, data.ErrDamaged) {
			continue
		}
		if err != nil {
			return err
		}
		return db.AttachParquet(ctx, before, filesOf(o.Lake.SnapshotDir(m.ID), t))
	}
	return nil
}

// lineage is the snapshot served, the one that was served when it was made, and so on.
func lineage(lake data.Lake) ([]data.Manifest, error) {
	id, err := lake.Current()
	if errors.Is(err, data.ErrNoSnapshot) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := lake.Snapshots()
	if err != nil {
		return nil, err
	}
	if len(all) > 0 && !slices.ContainsFunc(all, func(m data.Manifest) bool { return m.ID == id }) {
		id = all[0].ID // the manifest of the one served is damaged
	}
	var nights []data.Manifest
	for _, m := range all { // newest first, and so each after those it led to
		if m.ID == id {
			nights, id = append(nights, m), m.Parent
		}
	}
	return nights, nil
}
