package analytics

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vigie/data"
	"vigie/data/rules"
	"vigie/transform/model"
)

// audit runs every blocking audit on what was built.
func audit(ctx context.Context, db *model.DB, o BuildOptions, models []model.Model, night *Night) error {
	made := map[string]model.Table{}
	for _, t := range night.Tables {
		made[t.Name] = t
	}
	for _, m := range models {
		breaches, err := model.Audit(ctx, db, m, made[m.Table])
		if err != nil {
			return err
		}
		night.Audits += 1 + len(m.Audits)
		for _, b := range breaches {
			night.Breaches = append(night.Breaches, Breach{
				Audit: "table " + b.Table + ", " + b.Audit, Found: fmt.Sprintf("%d rows break it", b.Rows),
				Hint: "the files that came last are the likely cause: see `vigie quarantine list`",
			})
		}
	}
	if err := auditColumns(ctx, db, night); err != nil {
		return err
	}
	auditConservation(night)
	if err := auditKept(ctx, db, models, made, night); err != nil {
		return err
	}
	if err := auditLevels(ctx, db, night); err != nil {
		return err
	}
	if err := auditUnits(ctx, db, night); err != nil {
		return err
	}
	if err := auditQuarantine(o, night); err != nil {
		return err
	}
	facts := conformed(night.Tables, models)
	if err := watchDrift(ctx, db, o, facts, night); err != nil {
		return err
	}
	return auditVolumes(o, facts, night)
}

// conformed are the tables of what sources delivered: those of schema core that
// read a source's records. What is derived from them may shrink by right.
func conformed(tables []model.Table, models []model.Model) []model.Table {
	return slices.DeleteFunc(slices.Clone(tables), func(t model.Table) bool {
		return !strings.HasPrefix(t.Name, "core.") || !slices.ContainsFunc(models, func(m model.Model) bool {
			return m.Table == t.Name && !m.IsThrough() && slices.ContainsFunc(m.Refs, func(ref string) bool { return strings.HasPrefix(ref, "stg.") })
		})
	})
}

// auditKept checks that every key that was ever loaded is somewhere: in its table of
// facts, among the versions that give no row, or in a record that is to come.
func auditKept(ctx context.Context, db *model.DB, models []model.Model, made map[string]model.Table, night *Night) error {
	for _, m := range models {
		source, _ := m.FactsOf()
		i := slices.IndexFunc(night.Sources, func(c data.SourceCount) bool { return c.Source == source })
		if source == "" || i < 0 {
			continue
		}
		waiting, err := db.Waiting(ctx, m)
		if err != nil {
			return err
		}
		night.Audits++
		loaded, rows, gone := night.Sources[i].Loaded, made[m.Table].Rows, made[model.Gone(source)].Rows
		if loaded != rows+gone+waiting {
			night.Breaches = append(night.Breaches, Breach{
				Audit: "every key of " + source + " is kept",
				Found: fmt.Sprintf("%d keys loaded, but %d rows in %s + %d without a row + %d to come", loaded, rows, m.Table, gone, waiting),
				Hint:  "run again with --full; if it fails too, a raw file is missing or was changed: restore it from the backup",
			})
		}
	}
	return nil
}

// personal are words that no column of a published table may hold: what
// identifies a person, and the criteria the law protects.
var personal = []string{
	"first_name", "last_name", "phone", "telephone", "mail", "courriel", "birth", "naissance", "nir", "social_security",
	"sexe", "sex", "gender", "age", "nationality", "nationalite", "origin_country", "religion", "handicap", "health", "union_member",
	"verbatim", "advisor", "conseiller",
}

// auditColumns looks for personal columns in what is published. A word counts
// as a whole part of a name: average_age_days would be caught, package would not.
func auditColumns(ctx context.Context, db *model.DB, night *Night) error {
	night.Audits++
	rows, err := db.Query(ctx, "select concat(table_schema, '.', table_name), column_name from information_schema.columns order by all")
	if err != nil {
		return fmt.Errorf("audit columns: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return err
		}
		if !IsPublished(table) {
			continue
		}
		parts := strings.Split(column, "_")
		for _, word := range personal {
			if column == word || slices.Contains(parts, word) {
				night.Breaches = append(night.Breaches, Breach{
					Audit: "no personal column in a published table", Found: table + "." + column,
					Hint: "drop the column from its model",
				})
			}
		}
	}
	return rows.Err()
}

// auditConservation checks that no record was lost or made up, source by source.
func auditConservation(night *Night) {
	for _, c := range night.Sources {
		night.Audits++
		if !c.Balanced() {
			night.Breaches = append(night.Breaches, Breach{
				Audit: "conservation of records, " + c.Source,
				Found: fmt.Sprintf("read %d, but loaded %d + duplicate %d + superseded %d + quarantined %d", c.Read, c.Loaded, c.Duplicate, c.Superseded, c.Quarantined),
				Hint:  "a file of the raw lake is missing or was changed: restore it from the backup, or remove its folder so that it is read again",
			})
		}
	}
}

// auditVolumes compares each conformed table with the snapshot that is served: a
// delivery that was cut, or deletes too much, shows as rows that are gone. A
// night of an earlier day has fewer rows by right.
func auditVolumes(o BuildOptions, facts []model.Table, night *Night) error {
	served, err := servedManifest(o.Lake)
	if err != nil {
		return err
	}
	if o.AsOf.Format(time.DateOnly) < served.AsOf {
		return nil
	}
	for _, t := range facts {
		before, ok := served.Table(t.Name)
		if !ok || slices.Contains(o.AcceptVolume, t.Name) {
			continue
		}
		night.Audits++
		if float64(t.Rows) < rules.VolumeDropMin.Float()*float64(before.Rows) {
			night.Breaches = append(night.Breaches, Breach{
				Audit: "volume of " + t.Name,
				Found: fmt.Sprintf("%d rows, %d in the snapshot served (%s)", t.Rows, before.Rows, served.ID),
				Hint:  "a delivery is missing, was cut, or deletes too much: mend it and run again, or let it shrink by --accept-volume " + t.Name,
			})
		}
	}
	return nil
}
