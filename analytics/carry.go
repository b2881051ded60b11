package analytics

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"vigie/data"
	"vigie/data/rules"
	"vigie/data/verbatims"
	"vigie/transform/model"
)

// before decides whether tonight goes on from the snapshot that is served, and
// gives SQL the raw records that tonight has to read: those of the files that
// the snapshot does not hold yet and those it reads again, or else all.
func (n *Night) before(ctx context.Context, db *model.DB, o BuildOptions, models []model.Model) (*model.Before, error) {
	var err error
	if n.definitions, err = definitions(ctx, db, models); err != nil {
		return nil, err
	}
	n.folded = data.Folders{}
	for source, raw := range o.Raw {
		for _, f := range raw.Folders {
			if f.IsWhole() { // else tonight reads every file, and the records that are missing show
				n.folded[source] = append(n.folded[source], f.Name)
			}
		}
	}
	served, why, err := n.servedBefore(o, models)
	if err != nil {
		return nil, err
	}
	var before *model.Before
	if why == "" {
		if before, err = carriedFrom(o.Lake.SnapshotDir(served.ID), served, models); err != nil {
			return nil, err
		}
	}
	n.Full = why
	carried := map[string]bool{}
	for _, m := range models {
		if source, _ := m.FactsOf(); source != "" {
			carried[source] = true
		}
	}
	var verified errgroup.Group
	verified.SetLimit(runtime.GOMAXPROCS(0))
	for source, raw := range o.Raw {
		files := []string{raw.Contract}
		for _, f := range raw.Folders {
			if before == nil || !carried[source] || !slices.Contains(served.Folded[source], f.Name) {
				files = append(files, f.Files...)
				verified.Go(f.Verify)
			}
		}
		if carried[source] {
			files = append(files, before.Files(model.Again(source))...)
		}
		if err := db.AttachParquet(ctx, "raw."+source, files); err != nil {
			if damaged := verified.Wait(); damaged != nil {
				return nil, damaged // which names the file
			}
			return nil, fmt.Errorf("read raw %s: %w", source, err)
		}
	}
	return before, verified.Wait()
}

// servedBefore is the snapshot that is served, or why tonight can't go on from it.
func (n *Night) servedBefore(o BuildOptions, models []model.Model) (served data.Manifest, why string, err error) {
	if o.Full {
		return served, "asked for", nil
	}
	current, err := o.Lake.Current()
	if errors.Is(err, data.ErrNoSnapshot) {
		return served, "first night", nil
	}
	if err != nil {
		return served, "", err
	}
	if served, err = o.Lake.Manifest(current); err != nil {
		return served, "the manifest of the snapshot served can't be read", nil //nolint:nilerr // tonight replaces it
	}
	switch {
	case o.AsOf.Format(time.DateOnly) < served.AsOf:
		return served, "a day before that of the snapshot served, " + served.AsOf, nil
	case served.Definitions != n.definitions:
		return served, "other definitions than those of the snapshot served", nil
	}
	for _, t := range n.Tables { // the nomenclatures and rules that are tables
		if b, ok := served.Table(t.Name); !ok || b.Content != t.Content {
			return served, "table " + t.Name + " changed", nil
		}
	}
	for source, folders := range served.Folded {
		for _, name := range folders {
			if !slices.Contains(n.folded[source], name) {
				return served, fmt.Sprintf("raw folder %s/%s is not whole any more", source, name), nil
			}
		}
	}
	names := []string{}
	for _, m := range models {
		if m.IsCarried() {
			names = append(names, m.Table)
		}
		if source, _ := m.FactsOf(); source != "" {
			names = append(names, model.Gone(source), model.Again(source))
		}
	}
	for _, m := range model.Formers(models) {
		if !slices.Contains(names, m.Table) {
			names = append(names, m.Table)
		}
	}
	if err := o.Lake.VerifyTables(served, names); err != nil {
		if errors.Is(err, data.ErrDamaged) {
			return served, err.Error(), nil
		}
		return served, "", err
	}
	return served, "", nil
}

// carriedFrom is what a snapshot holds of the tables of facts and their counts.
func carriedFrom(dir string, m data.Manifest, models []model.Model) (*model.Before, error) {
	asOf, err := time.Parse(time.DateOnly, m.AsOf)
	if err != nil {
		return nil, fmt.Errorf("read manifest of %s: %w", m.ID, err)
	}
	b := &model.Before{Dir: dir, AsOf: asOf, Tables: map[string]model.Table{}}
	for _, t := range m.Tables {
		table := model.Table{Name: t.Name, Rows: t.Rows, Content: t.Content}
		for _, f := range t.Files {
			table.Files = append(table.Files, model.File{Path: filepath.FromSlash(f.Path), Rows: f.Rows, Content: f.Content})
		}
		b.Tables[t.Name] = table
	}
	for _, c := range m.Sources {
		holds := func(m model.Model) bool { source, _ := m.FactsOf(); return source == c.Source }
		if slices.ContainsFunc(models, holds) {
			b.Counts = append(b.Counts, model.Count{Source: c.Source, Loaded: c.Loaded, Duplicate: c.Duplicate, Superseded: c.Superseded})
		}
	}
	return b, nil
}

// definitions is a hash of all that a carried table depends on beside records and
// nomenclatures: its SQL and that of what it reads, the functions and rules it calls, and the engine, whose
// row hashes contents are made of. What goes through Go says its version in its
// SQL file: raise it there when the Go changes what comes out.
func definitions(ctx context.Context, db *model.DB, models []model.Model) (string, error) {
	h := sha256.New()
	var engine string
	if err := db.QueryRow(ctx, "select version()").Scan(&engine); err != nil {
		return "", fmt.Errorf("ask the engine's version: %w", err)
	}
	fmt.Fprintln(h, engine)
	_, _ = io.WriteString(h, model.Prelude())
	_, _ = h.Write(rules.Wording)
	_, _ = h.Write(rules.WordingTerms)
	_, _ = h.Write(rules.SMIC)
	for _, f := range verbatims.Files() {
		_, _ = h.Write(f)
	}
	_, _ = h.Write(rules.Writing)
	text := model.Prelude()
	needed := map[string]bool{} // carried tables, steps, and what they read
	for _, m := range slices.Backward(models) {
		if needed[m.Table] = needed[m.Table] || strings.HasPrefix(m.Table, "stg.") || m.IsCarried(); needed[m.Table] {
			for _, ref := range m.Refs {
				needed[ref] = true
			}
		}
	}
	for _, m := range models {
		if needed[m.Table] {
			fmt.Fprintln(h, m.Table, m.SQL)
			text += m.SQL
		}
	}
	for _, r := range rules.All() {
		if strings.Contains(text, model.RulePrefix+r.Name) { // its audits and notes count too
			fmt.Fprintln(h, r.Name, r.Value)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
