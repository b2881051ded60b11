package reference

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"vigie/data"
)

// Report says what an import found.
type Report struct {
	ID      string       `json:"id"`
	Files   []ReportFile `json:"files"`
	Unknown []string     `json:"unknown"` // files of no known kind, skipped
	Notes   []string     `json:"notes"`   // in French: choices made, tables completed
}

// ReportFile is one file that was read.
type ReportFile struct {
	Name string `json:"name"` // relative to the folder
	Kind string `json:"kind"`
	Rows int    `json:"rows"`
}

// ErrNothing says that a folder holds no official file that is recognised.
var ErrNothing = errors.New("no official file recognised")

// Import reads the official files of a folder, whatever their names and depth,
// into the lake and makes them the set in use. Where several versions of one file
// are there, vintage picks ("460", "2024"), else the newest wins. What no file
// gives comes from the built-in set, and the report says so. It is atomic, and
// importing the same content twice changes nothing.
func Import(ctx context.Context, dir, lakeRoot, vintage string, p data.Progress) (Report, error) {
	if p == nil {
		p = data.NoProgress{}
	}
	p.Start("Référentiels", 0, "fichiers")
	defer p.Done()
	c, err := collectProgress(ctx, dir, vintage, p)
	if err != nil {
		return Report{}, err
	}
	if len(c.report.Files) == 0 {
		return c.report, fmt.Errorf("%w in %s (%d files seen): give the folder of the ROME, INSEE and NAF files", ErrNothing, dir, len(c.report.Unknown))
	}
	c.fillIn()
	if err := c.set.finish(""); err != nil {
		return Report{}, err
	}
	c.report.ID = c.set.ID
	if err := publish(c.set, lakeRoot); err != nil {
		return Report{}, err
	}
	return c.report, nil
}

// collected is what the files of a folder hold.
type collected struct {
	set    *Set
	report Report
}

func collect(ctx context.Context, dir, vintage string) (*collected, error) {
	return collectProgress(ctx, dir, vintage, data.NoProgress{})
}

type found struct {
	path string // relative to the folder
	kind *kind
	t    *table
}

func collectProgress(ctx context.Context, dir, vintage string, p data.Progress) (*collected, error) {
	c := &collected{report: Report{Files: []ReportFile{}, Unknown: []string{}, Notes: []string{}}}
	var all []found
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.IsDir() {
			return nil
		}
		relative, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		p.Add(1)
		var k *kind
		var t *table
		if readable(path) {
			t, err = openTable(path, func(t *table) bool { k = recognise(t); return k != nil })
			if err != nil {
				c.note("%s : illisible, ignoré (%v)", relative, err)
			}
		}
		if t == nil || err != nil {
			c.report.Unknown = append(c.report.Unknown, relative)
			return nil
		}
		if t.short > 0 {
			c.note("%s : %d lignes plus courtes que l'en-tête, ignorées", relative, t.short)
		}
		all = append(all, found{path: relative, kind: k, t: t})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read reference files of %s: %w", dir, err)
	}
	b := newBuilder()
	for _, k := range kinds {
		for _, f := range c.choose(k, all, vintage) {
			k.load(b, f.t)
			c.report.Files = append(c.report.Files, ReportFile{Name: f.path, Kind: k.name, Rows: len(f.t.rows)})
		}
	}
	b.complete()
	c.set = b.set
	c.checkLinks()
	return c, nil
}

// choose keeps, of the files of one kind, those of the vintage asked for, else of
// the newest version that names tell.
func (c *collected) choose(k *kind, all []found, vintage string) []found {
	var files []found
	newest, asked := "", false
	wanted := nonDigit.ReplaceAllString(vintage, "")
	for _, f := range all {
		if f.kind != k {
			continue
		}
		files = append(files, f)
		v := versionOf(f.t.name)
		newest = max(newest, v)
		asked = asked || (wanted != "" && v == wanted)
	}
	if len(files) < 2 {
		return files
	}
	keep := newest
	if asked {
		keep = wanted
	}
	var kept []found
	for _, f := range files {
		if versionOf(f.t.name) == keep {
			kept = append(kept, f)
			continue
		}
		c.note("%s (%s) : écarté, la version %s du même fichier est retenue", f.path, k.name, keep)
	}
	return kept
}

// checkLinks drops links to what no file describes.
func (c *collected) checkLinks() {
	if len(c.set.Skills) == 0 {
		return
	}
	known := positions(c.set.Skills, func(k Skill) string { return k.Code })
	before := len(c.set.TradeSkills)
	c.set.TradeSkills = slices.DeleteFunc(c.set.TradeSkills, func(l TradeSkill) bool { _, there := known[l.Skill]; return !there })
	if n := before - len(c.set.TradeSkills); n > 0 {
		c.note("%d liens métier–compétence vers une compétence absente des fichiers, ignorés", n)
	}
}

// fillIn takes from the built-in set the tables that no file gave.
func (c *collected) fillIn() {
	s, e := c.set, Embedded()
	fill(c, "métiers", &s.Trades, e.Trades)
	fill(c, "appellations", &s.Appellations, e.Appellations)
	fill(c, "compétences", &s.Skills, e.Skills)
	fill(c, "compétences par métier", &s.TradeSkills, e.TradeSkills)
	fill(c, "mobilités", &s.Mobilities, e.Mobilities)
	fill(c, "communes", &s.Communes, e.Communes)
	fill(c, "départements", &s.Departments, e.Departments)
	fill(c, "régions", &s.Regions, e.Regions)
	fill(c, "NAF", &s.Sectors, e.Sectors)
	fill(c, "agences", &s.Agencies, e.Agencies)
	for _, t := range []struct {
		name string
		rows int
	}{
		{"familles professionnelles", len(s.Families)}, {"familles professionnelles par métier", len(s.TradeFamilies)},
		{"bassins d'emploi par commune", len(s.Basins)}, {"tension par famille professionnelle", len(s.Tension)},
		{"contours des départements", len(s.Outlines)},
	} {
		if t.rows == 0 {
			c.note("%s : aucun fichier reconnu, ce qui en dépend n'est pas affiché", t.name)
		}
	}
}

func fill[T any](c *collected, name string, rows *[]T, builtIn []T) {
	if len(*rows) == 0 {
		*rows = slices.Clone(builtIn)
		c.note("%s : aucun fichier reconnu, le petit jeu intégré est utilisé (%d lignes)", name, len(builtIn))
	}
}

func (c *collected) note(format string, args ...any) {
	c.report.Notes = append(c.report.Notes, fmt.Sprintf(format, args...))
}

// publish writes a set into the lake and points CURRENT at it, in that order.
func publish(s *Set, lakeRoot string) error {
	lake, err := data.Create(lakeRoot)
	if err != nil {
		return err
	}
	final := filepath.Join(lake.ReferenceDir(), s.ID)
	if _, err := os.Stat(final); errors.Is(err, fs.ErrNotExist) {
		if err := write(s, lake.StagingDir("reference-"+s.ID), final); err != nil {
			return fmt.Errorf("publish reference %s: %w", s.ID, err)
		}
	}
	return data.WriteFileAtomic(filepath.Join(lake.ReferenceDir(), current), []byte(s.ID+"\n"), 0o644)
}

// write prepares a set's folder aside and renames it into place once durable.
func write(s *Set, staging, final string) error {
	if err := os.RemoveAll(staging); err != nil { // left by an import that was cut off
		return err
	}
	if err := os.MkdirAll(staging, 0o755); err != nil {
		return err
	}
	if err := s.WriteParquet(staging); err != nil {
		return err
	}
	if err := s.writeMarket(staging); err != nil {
		return err
	}
	if err := data.SyncDir(staging); err != nil {
		return err
	}
	if err := os.Rename(staging, final); err != nil {
		return err
	}
	return data.SyncDir(filepath.Dir(final))
}
