package diff

import (
	"context"
	"fmt"
	"strings"

	"vigie/data"
	"vigie/transform/model"
)

// Cause is a reason why figures may have moved.
type Cause struct {
	Kind string `json:"kind"` // as_of, files, records, corrections, refusals, definition, reference, program
	Text string `json:"text"`

	French string `json:"-"`
}

// causes tells what the two nights did not share.
func (d *Difference) causes(ctx context.Context, db *model.DB, before, after data.Manifest) ([]Cause, error) {
	list := []Cause{}
	d.redefined = map[string]bool{}
	add := func(kind, english, french string, args ...any) {
		list = append(list, Cause{Kind: kind, Text: fmt.Sprintf(english, args...), French: fmt.Sprintf(french, args...)})
	}
	if before.AsOf != after.AsOf {
		add("as_of", "the as-of day went from %s to %s: periods and windows moved with it", "le jour d'arrêté va du %s au %s : les périodes ont avancé avec lui", before.AsOf, after.AsOf)
	}
	if holds(before, fileTable) && holds(after, fileTable) {
		if err := newFiles(ctx, db, add); err != nil {
			return nil, err
		}
	}
	for _, s := range d.Sources {
		was, is := s.Before, s.After
		if n := is.Loaded - was.Loaded; n != 0 {
			add("records", "%s: %+d records by key", "%s : %+d enregistrements par clé", s.Source, n)
		}
		if n := is.Superseded - was.Superseded; n != 0 {
			add("corrections", "%s: %+d versions superseded by corrections", "%s : %+d versions remplacées par des corrections", s.Source, n)
		}
		if n := is.Quarantined - was.Quarantined; n != 0 {
			add("refusals", "%s: %+d records in quarantine", "%s : %+d enregistrements en quarantaine", s.Source, n)
		}
	}
	if err := d.redefinitions(ctx, db, add); err != nil {
		return nil, err
	}
	if before.Reference != after.Reference {
		add("reference", "nomenclatures %s instead of %s", "nomenclatures %s au lieu de %s", after.Reference, before.Reference)
	}
	for _, t := range d.Tables {
		if strings.HasPrefix(t.Table, "ref.") {
			add("reference", "%s is not the same: %d rows, %d before", "%s n'est plus la même : %d lignes, %d avant", t.Table, t.After, t.Before)
		}
	}
	if before.Code != after.Code {
		add("program", "made by vigie %s instead of %s", "faite par vigie %s au lieu de %s", after.Code, before.Code)
	}
	return list, nil
}

func newFiles(ctx context.Context, db *model.DB, add func(kind, english, french string, args ...any)) error {
	rows, err := db.Query(ctx, filesSQL)
	if err != nil {
		return fmt.Errorf("list new files: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var source string
		var files, refused int64
		if err := rows.Scan(&source, &files, &refused); err != nil {
			return err
		}
		add("files", "%s: %d new files, %d of them refused", "%s : %d nouveaux fichiers, dont %d refusés", source, files, refused)
	}
	return rows.Err()
}

func (d *Difference) redefinitions(ctx context.Context, db *model.DB, add func(kind, english, french string, args ...any)) error {
	rows, err := db.Query(ctx, versionsSQL)
	if err != nil {
		return fmt.Errorf("compare definitions: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var indicator, was, is string
		if err := rows.Scan(&indicator, &was, &is); err != nil {
			return err
		}
		d.redefined[indicator] = true
		switch {
		case was == "":
			add("definition", "%s is new", "%s est nouveau", indicator)
		case is == "":
			add("definition", "%s is no longer computed", "%s n'est plus calculé", indicator)
		default:
			add("definition", "%s: definition %s instead of %s", "%s : définition %s au lieu de %s", indicator, is, was)
		}
	}
	return rows.Err()
}
