package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"vigie/data"
	"vigie/data/rules"
	"vigie/transform/model"
)

var (
	//go:embed drift/levels.sql
	levelsSQL string
	//go:embed drift/units.sql
	unitsSQL string
	//go:embed drift/newest.sql
	newestSQL string
	//go:embed drift/country.sql
	countrySQL string
)

// auditLevels checks that every level of every indicator adds up to the country.
func auditLevels(ctx context.Context, db *model.DB, night *Night) error {
	return auditSums(ctx, db, night, levelsSQL, "totals of %s reconcile between levels", "level %s does not add up to France in %d periods, first %s",
		"an agency belongs to no place or to two: look at performance.agency_place, and at the agencies delivered last")
}

// auditUnits checks that every indicator is, to the unit, what SQL counts of its units
// in each place and period: what Go added up is counted again without it.
func auditUnits(ctx context.Context, db *model.DB, night *Night) error {
	return auditSums(ctx, db, night, unitsSQL, "%s adds up from its units", "level %s is not what its units add up to in %d rows, first of %s",
		"the program is at fault: keep the lake as it is and report it; what is served stays")
}

// auditSums runs a SELECT that gives the indicators and levels that break an audit.
func auditSums(ctx context.Context, db *model.DB, night *Night, query, name, found, hint string) error {
	night.Audits++
	return each(ctx, db, query, func(rows *sql.Rows) error {
		var indicator, level, first string
		var periods int64
		if err := rows.Scan(&indicator, &level, &periods, &first); err != nil {
			return err
		}
		night.Breaches = append(night.Breaches, Breach{Audit: fmt.Sprintf(name, indicator), Found: fmt.Sprintf(found, level, periods, first), Hint: hint})
		return nil
	})
}

// auditQuarantine checks, source by source, the share of the records received
// since the snapshot served that are in quarantine. Each file may be under its
// own bound and the source as a whole be wrong.
func auditQuarantine(o BuildOptions, night *Night) error {
	served, err := servedManifest(o.Lake)
	if err != nil {
		return err
	}
	for _, c := range night.Sources {
		night.Audits++
		read, refused := c.Read, c.Quarantined
		if i := slices.IndexFunc(served.Sources, func(s data.SourceCount) bool { return s.Source == c.Source }); i >= 0 {
			read, refused = read-served.Sources[i].Read, refused-served.Sources[i].Quarantined
		}
		if float64(refused) > rules.QuarantineShareMax.Float()*float64(read) && !slices.Contains(o.AcceptQuarantine, c.Source) {
			night.Breaches = append(night.Breaches, Breach{
				Audit: "share in quarantine, " + c.Source,
				Found: fmt.Sprintf("%d of %d records received since the snapshot served, more than %s %%", refused, read, percent(rules.QuarantineShareMax)),
				Hint:  "see `vigie quarantine list`, have them delivered again, or go on by --accept-quarantine " + c.Source,
			})
		}
	}
	return nil
}

func percent(r *rules.Rule) string { return strconv.FormatFloat(100*r.Float(), 'g', -1, 64) }

// servedManifest is the manifest of the snapshot served, empty when there is none.
func servedManifest(lake data.Lake) (data.Manifest, error) {
	current, err := lake.Current()
	if errors.Is(err, data.ErrNoSnapshot) {
		return data.Manifest{}, nil
	}
	if err != nil {
		return data.Manifest{}, err
	}
	return lake.Manifest(current)
}

// watchDrift compares the night with the median of the last ones, which tells a
// slow loss that no single night shows. It warns and stops nothing: what is wanted
// may drift too.
func watchDrift(ctx context.Context, db *model.DB, o BuildOptions, facts []model.Table, night *Night) error {
	last, err := lastNights(o.Lake, o.AsOf)
	if err != nil || len(last) == 0 {
		return err
	}
	for _, t := range facts {
		var before []float64
		for _, m := range last {
			if was, ok := m.Table(t.Name); ok {
				before = append(before, float64(was.Rows))
			}
		}
		night.watch("volume", t.Name, float64(t.Rows), before, rules.VolumeDriftMax, "rows")
	}
	return watchIndicators(ctx, db, o.Lake, last, night)
}

// watchIndicators holds the last twelve months of France against what was
// published, which pruned nights keep too.
func watchIndicators(ctx context.Context, db *model.DB, lake data.Lake, last []data.Manifest, night *Night) error {
	before := map[string][]float64{}
	for _, m := range last {
		t, ok := m.Table("performance.indicator")
		if !ok {
			continue
		}
		files := make([]string, len(t.Files))
		for i, f := range t.Files {
			files[i] = filepath.Join(lake.SnapshotDir(m.ID), filepath.FromSlash(f.Path))
		}
		values, err := countryValues(ctx, db, files)
		if err != nil {
			return fmt.Errorf("read indicators of %s: %w", m.ID, err)
		}
		for id, v := range values {
			before[id] = append(before[id], v)
		}
	}
	i := slices.IndexFunc(night.Tables, func(t model.Table) bool { return t.Name == "performance.indicator" })
	if i < 0 {
		return nil
	}
	tonight, err := countryValues(ctx, db, nil)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(tonight)) {
		night.watch("indicator", id, tonight[id], before[id], rules.IndicatorDriftMax, "for France over twelve months")
	}
	return nil
}

// countryValues reads the indicators of an earlier night's files, or without
// files those of the night under way.
func countryValues(ctx context.Context, db *model.DB, files []string) (map[string]float64, error) {
	if len(files) > 0 {
		if err := db.AttachParquet(ctx, "night.indicator", files); err != nil {
			return nil, err
		}
	} else if err := db.Exec(ctx, "create schema if not exists night; create or replace view night.indicator as select indicator, level, kind, period, value from performance.indicator"); err != nil {
		return nil, err
	}
	values := map[string]float64{}
	err := each(ctx, db, countrySQL, func(rows *sql.Rows) error {
		var id string
		var v float64
		err := rows.Scan(&id, &v)
		values[id] = v
		return err
	})
	return values, err
}

// watch warns when a figure is further from the median of the last nights than
// the rule allows, as a share of that median.
func (n *Night) watch(gate, subject string, value float64, before []float64, most *rules.Rule, unit string) {
	if len(before) == 0 {
		return
	}
	m := median(before)
	if math.Abs(value-m) <= most.Float()*math.Abs(m) {
		return
	}
	n.Warnings = append(n.Warnings, data.Warning{Gate: gate, Subject: subject, Text: fmt.Sprintf(
		"%s: %.6g %s, %.6g in the median of the last %d nights: further than %s %%", subject, value, unit, m, len(before), percent(most))})
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}

// lastNights are the newest snapshots of days before asOf, one a day, as many as
// the rule says.
func lastNights(lake data.Lake, asOf time.Time) ([]data.Manifest, error) {
	all, err := lake.Snapshots()
	if err != nil {
		return nil, err
	}
	var nights []data.Manifest
	for _, m := range all { // the newest of a day comes first
		known := slices.ContainsFunc(nights, func(n data.Manifest) bool { return n.AsOf == m.AsOf })
		if !known && m.AsOf < asOf.Format(time.DateOnly) {
			nights = append(nights, m)
		}
	}
	slices.SortFunc(nights, func(a, b data.Manifest) int { return strings.Compare(b.AsOf, a.AsOf) })
	return nights[:min(len(nights), rules.DriftNights.Int())], nil
}

// newest reads the stamp of each source's newest record that counts.
func newest(ctx context.Context, db *model.DB) (map[string]time.Time, error) {
	found := map[string]time.Time{}
	err := each(ctx, db, newestSQL, func(rows *sql.Rows) error {
		var source string
		var at time.Time
		err := rows.Scan(&source, &at)
		found[source] = at.UTC()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read newest records: %w", err)
	}
	return found, nil
}
