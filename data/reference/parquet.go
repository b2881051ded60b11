package reference

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/parquet-go/parquet-go"

	"vigie/data"
	"vigie/data/labels"
)

// Rows that differ from their Go form: nullable points, 32-bit counts, the key of a label.
type communeRow struct {
	Code       string   `parquet:"commune"`
	Label      string   `parquet:"label"`
	Department string   `parquet:"department"`
	Region     string   `parquet:"region"`
	Postcode   string   `parquet:"postcode"`
	Latitude   *float64 `parquet:"latitude"`
	Longitude  *float64 `parquet:"longitude"`
	Population int32    `parquet:"population"`
}

type mobilityRow struct {
	Rome   string `parquet:"rome_code"`
	Target string `parquet:"near_code"`
	Rank   int32  `parquet:"rank"`
	Kind   string `parquet:"kind"`
}

// skillRow has the skill's label normalised: an offer that gives no code is read by it.
type skillRow struct {
	Code  string `parquet:"skill_code"`
	Label string `parquet:"label"`
	Key   string `parquet:"key"`
}

// WriteParquet writes the set into dir, one durable file a table, as SQL reads it.
func (s *Set) WriteParquet(dir string) error {
	communes := make([]communeRow, len(s.Communes))
	for i, c := range s.Communes {
		communes[i] = communeRow{Code: c.Code, Label: c.Label, Department: c.Department, Region: c.Region,
			Postcode: c.Postcode, Population: int32(c.Population)}
		if c.HasPoint {
			communes[i].Latitude, communes[i].Longitude = &c.Latitude, &c.Longitude
		}
	}
	mobilities := make([]mobilityRow, len(s.Mobilities))
	for i, m := range s.Mobilities {
		mobilities[i] = mobilityRow{Rome: m.Rome, Target: m.Target, Rank: int32(m.Rank), Kind: m.Kind}
	}
	skills := make([]skillRow, len(s.Skills))
	for i, k := range s.Skills {
		skills[i] = skillRow{Code: k.Code, Label: k.Label, Key: labels.Normalize(k.Label)}
	}
	return errors.Join(
		writeTable(dir, "rome", s.Trades),
		writeTable(dir, "appellation", s.Appellations),
		writeTable(dir, "skill", skills),
		writeTable(dir, "trade_skill", s.TradeSkills),
		writeTable(dir, "near_trade", mobilities),
		writeTable(dir, "commune", communes),
		writeTable(dir, "department", s.Departments),
		writeTable(dir, "region", s.Regions),
		writeTable(dir, "sector", s.Sectors),
		writeTable(dir, "agency", s.Agencies),
		writeTable(dir, "fap", s.Families),
		writeTable(dir, "rome_fap", s.TradeFamilies),
		writeTable(dir, "basin", s.Basins),
		writeTable(dir, "tension", s.Tension),
		writeTable(dir, "department_outline", s.Outlines),
	)
}

// writeMarket writes what only the sample reads.
func (s *Set) writeMarket(dir string) error {
	return errors.Join(
		writeTable(dir, "market_weight", s.Market),
		writeTable(dir, "seeker_weight", s.Seekers),
	)
}

func writeTable[T any](dir, name string, rows []T) error {
	path := filepath.Join(dir, name+".parquet")
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write reference table: %w", err)
	}
	defer f.Close() // after a failure; a second close has no effect
	w := parquet.NewGenericWriter[T](f, parquet.Compression(&parquet.Zstd))
	if _, err := w.Write(rows); err != nil {
		return fmt.Errorf("write reference table %s: %w", name, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("finish reference table %s: %w", name, err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync reference table %s: %w", name, err)
	}
	return f.Close()
}

// current is the file that names the imported set in use.
const current = "CURRENT"

// Load returns the set that the lake uses: the one imported last, else the
// built-in one.
func Load(lakeRoot string) (*Set, error) {
	root := data.Lake{Root: lakeRoot}.ReferenceDir()
	id, err := os.ReadFile(filepath.Join(root, current))
	if errors.Is(err, fs.ErrNotExist) {
		return Embedded(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("read imported reference: %w", err)
	}
	s, err := readSet(filepath.Join(root, strings.TrimSpace(string(id))))
	if err != nil {
		return nil, fmt.Errorf("load imported reference (import it again with `vigie reference import`): %w", err)
	}
	return s, nil
}

func readSet(dir string) (*Set, error) {
	s := &Set{ID: filepath.Base(dir)}
	var communes []communeRow
	var mobilities []mobilityRow
	err := errors.Join(
		readTable(dir, "rome", &s.Trades),
		readTable(dir, "appellation", &s.Appellations),
		readTable(dir, "skill", &s.Skills),
		readTable(dir, "trade_skill", &s.TradeSkills),
		readTable(dir, "near_trade", &mobilities),
		readTable(dir, "commune", &communes),
		readTable(dir, "department", &s.Departments),
		readTable(dir, "region", &s.Regions),
		readTable(dir, "sector", &s.Sectors),
		readTable(dir, "agency", &s.Agencies),
		readTable(dir, "market_weight", &s.Market),
		readTable(dir, "seeker_weight", &s.Seekers),
		readOptional(dir, "fap", &s.Families),
		readOptional(dir, "rome_fap", &s.TradeFamilies),
		readOptional(dir, "basin", &s.Basins),
		readOptional(dir, "tension", &s.Tension),
		readOptional(dir, "department_outline", &s.Outlines),
	)
	if err != nil {
		return nil, err
	}
	s.Communes = make([]Commune, len(communes))
	for i, r := range communes {
		c := Commune{Code: r.Code, Label: r.Label, Department: r.Department, Region: r.Region, Postcode: r.Postcode, Population: int(r.Population)}
		if r.Latitude != nil && r.Longitude != nil {
			c.Latitude, c.Longitude, c.HasPoint = *r.Latitude, *r.Longitude, true
		}
		s.Communes[i] = c
	}
	s.Mobilities = make([]Mobility, len(mobilities))
	for i, r := range mobilities {
		s.Mobilities[i] = Mobility{Rome: r.Rome, Target: r.Target, Rank: int(r.Rank), Kind: r.Kind}
	}
	return s, nil
}

func readTable[T any](dir, name string, rows *[]T) error {
	var err error
	if *rows, err = parquet.ReadFile[T](filepath.Join(dir, name+".parquet")); err != nil {
		return fmt.Errorf("read reference table %s: %w", name, err)
	}
	return nil
}

// readOptional reads a table that a set imported by an earlier Vigie does not have.
func readOptional[T any](dir, name string, rows *[]T) error {
	err := readTable(dir, name, rows)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
