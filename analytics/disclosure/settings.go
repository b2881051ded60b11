package disclosure

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"vigie/data/rules"
)

// Audience is who is shown a selection of the published figures, and which.
type Audience struct {
	Rule
	Plan
	DelayDays int // after the end of a quarter, before it is shown
}

// Audiences reads the settings of each audience, in the order of their names.
func Audiences() ([]Audience, error) {
	var all []Audience
	err := eachRecord(rules.Disclosure, func(of map[string]string) (err error) {
		a := Audience{Rule: Rule{
			Audience: of["audience"], Persons: rules.DisclosurePersons.Int(),
			Establishments: rules.DisclosureEstablishments.Int(), Dominance: rules.DisclosureDominance.Float(), Insiders: of["insiders"] == "true",
		}}
		a.Plan = Plan{Audience: of["audience"], Finest: map[string]string{}, Cuts: map[string][]string{}}
		if a.DelayDays, err = strconv.Atoi(of["delay_days"]); err != nil {
			return err
		}
		for column, into := range map[string]*int{"persons": &a.Persons, "establishments": &a.Establishments} {
			if v := of[column]; v != "" {
				if *into, err = strconv.Atoi(v); err != nil {
					return err
				}
			}
		}
		if v := of["dominance"]; v != "" {
			a.Dominance, err = strconv.ParseFloat(v, 64)
		}
		all = append(all, a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read disclosure.csv: %w", err)
	}
	slices.SortFunc(all, func(a, b Audience) int { return strings.Compare(a.Rule.Audience, b.Rule.Audience) })
	err = eachRecord(rules.Publication, func(of map[string]string) error {
		i := slices.IndexFunc(all, func(a Audience) bool { return a.Rule.Audience == of["audience"] })
		if i < 0 || (of["finest"] != Month && of["finest"] != Quarter) {
			return fmt.Errorf("audience %q, finest %q: not known", of["audience"], of["finest"])
		}
		all[i].Finest[of["level"]] = of["finest"]
		if cuts := strings.Fields(of["cuts"]); len(cuts) > 0 {
			all[i].Cuts[of["level"]] = cuts
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read publication.csv: %w", err)
	}
	return all, nil
}

// Member is an indicator of a bundle.
type Member struct {
	Bundle  string
	Persons bool     // its numerator counts persons
	Cuts    []string // those by which it is controlled
}

// Bundles reads the bundle of each indicator.
func Bundles() (map[string]Member, error) {
	all := map[string]Member{}
	err := eachRecord(rules.Bundles, func(of map[string]string) error {
		all[of["indicator"]] = Member{of["bundle"], of["persons"] == "numerator", strings.Fields(of["cuts"])}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read bundles.csv: %w", err)
	}
	return all, nil
}

// eachRecord hands over the records of a CSV, by column.
func eachRecord(file []byte, visit func(map[string]string) error) error {
	r := csv.NewReader(bytes.NewReader(file))
	header, err := r.Read()
	if err != nil {
		return err
	}
	for {
		record, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		of := map[string]string{}
		for i, name := range header {
			of[name] = record[i]
		}
		if err := visit(of); err != nil {
			return err
		}
	}
}
