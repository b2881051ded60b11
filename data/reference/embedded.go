package reference

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"vigie/data"
)

//go:embed embedded/*.csv
var files embed.FS

// Embedded returns the built-in set, made by hand: about forty trades with their
// titles, skills and near trades, the communes of Île-de-France and Ardèche that
// the sample uses, every department and region, the sectors of those trades and
// invented agencies. Every code and label in it but the agencies' is official.
var Embedded = sync.OnceValue(func() *Set {
	s, err := readEmbedded()
	if err != nil {
		// The files are part of the program, and a test reads them all.
		return &Set{ID: data.EmbeddedReference + "unreadable"}
	}
	return s
})

func readEmbedded() (*Set, error) {
	s := &Set{}
	read := func(name string, columns int, row func(f []string) error) error {
		f, err := files.Open("embedded/" + name)
		if err != nil {
			return fmt.Errorf("open embedded %s: %w", name, err)
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.FieldsPerRecord = columns
		rows, err := r.ReadAll()
		if err != nil {
			return fmt.Errorf("read embedded %s: %w", name, err)
		}
		for _, fields := range rows[1:] {
			if err := row(fields); err != nil {
				return fmt.Errorf("read embedded %s: %w", name, err)
			}
		}
		return nil
	}
	for _, t := range []struct {
		name    string
		columns int
		row     func(f []string) error
	}{
		{"trade.csv", 4, func(f []string) error {
			s.Trades = append(s.Trades, Trade{Code: f[0], Parent: f[1], Label: f[2]})
			return s.near(f[0], f[3])
		}},
		{"appellation.csv", 3, func(f []string) error {
			s.Appellations = append(s.Appellations, Appellation{OGR: f[0], Label: f[1], Rome: f[2]})
			return nil
		}},
		{"skill.csv", 2, func(f []string) error {
			s.Skills = append(s.Skills, Skill{Code: f[0], Label: f[1]})
			return nil
		}},
		{"trade_skill.csv", 2, func(f []string) error {
			for skill := range strings.SplitSeq(f[1], "|") {
				s.TradeSkills = append(s.TradeSkills, TradeSkill{Rome: f[0], Skill: skill})
			}
			return nil
		}},
		{"region.csv", 2, func(f []string) error {
			s.Regions = append(s.Regions, Region{Code: f[0], Label: f[1]})
			return nil
		}},
		{"department.csv", 3, func(f []string) error {
			s.Departments = append(s.Departments, Department{Code: f[0], Label: f[1], Region: f[2]})
			return nil
		}},
		{"commune.csv", 6, func(f []string) error {
			c := Commune{Code: f[0], Postcode: f[1], Label: f[2]}
			err := c.setNumbers(f[3], f[4], f[5])
			s.Communes = append(s.Communes, c)
			return err
		}},
		{"sector.csv", 2, func(f []string) error {
			s.Sectors = append(s.Sectors, Sector{Code: f[0], Label: f[1]})
			return nil
		}},
		{"agency.csv", 3, func(f []string) error {
			s.Agencies = append(s.Agencies, Agency{Code: f[0], Label: f[1], Commune: f[2]})
			return nil
		}},
		{"family.csv", 3, func(f []string) error {
			nomenclature, err := strconv.Atoi(f[0])
			s.Families = append(s.Families, Family{Nomenclature: int32(nomenclature), Code: f[1], Label: f[2]})
			return err
		}},
		{"trade_family.csv", 3, func(f []string) error {
			for digit := range strings.SplitSeq(f[1], "") {
				s.TradeFamilies = append(s.TradeFamilies, TradeFamily{Rome: f[0], Qualification: digit, Nomenclature: 2009, Family: f[2]})
			}
			return nil
		}},
		{"basin.csv", 2, func(f []string) error {
			s.Basins = append(s.Basins, Basin{Vintage: 24, Commune: f[0], Code: f[1]})
			return nil
		}},
		{"tension.csv", 4, func(f []string) error {
			class, err := strconv.Atoi(f[3])
			s.Tension = append(s.Tension, TensionClass{Year: 2019, Nomenclature: 2009, Family: f[0], Level: f[1], Place: f[2], Class: int32(class)})
			return err
		}},
	} {
		if err := read(t.name, t.columns, t.row); err != nil {
			return nil, err
		}
	}
	return s, s.finish(data.EmbeddedReference)
}

// near reads "A1208:2|I1203:7": targets and their ranks.
func (s *Set) near(rome, list string) error {
	if list == "" {
		return nil
	}
	for item := range strings.SplitSeq(list, "|") {
		target, order, _ := strings.Cut(item, ":")
		rank, err := strconv.Atoi(order)
		if err != nil {
			return fmt.Errorf("read near trade %q of %s: %w", item, rome, err)
		}
		s.Mobilities = append(s.Mobilities, Mobility{Rome: rome, Target: target, Rank: rank, Kind: Ranked})
	}
	return nil
}

// setNumbers reads a point and a population, each empty where not known.
func (c *Commune) setNumbers(latitude, longitude, population string) error {
	var err error
	if population != "" {
		if c.Population, err = strconv.Atoi(population); err != nil {
			return fmt.Errorf("read population of %s: %w", c.Code, err)
		}
	}
	if latitude == "" || longitude == "" {
		return nil
	}
	if c.Latitude, err = strconv.ParseFloat(latitude, 64); err != nil {
		return fmt.Errorf("read latitude of %s: %w", c.Code, err)
	}
	if c.Longitude, err = strconv.ParseFloat(longitude, 64); err != nil {
		return fmt.Errorf("read longitude of %s: %w", c.Code, err)
	}
	c.HasPoint = true
	return nil
}
