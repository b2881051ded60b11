package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"

	"vigie/analytics/performance"
	"vigie/data/rules"
)

// indicatorMethodData is what the page of the method of indicators lists.
type indicatorMethodData struct{ Indicators []definedIndicator }

// definedIndicator is a definition with its targets.
type definedIndicator struct {
	performance.Definition
	Targets []methodLine
}

// IndicatorMethod draws how indicators are computed. Definitions are those of their SQL
// files, targets and constants those of the rules: the page cannot say others.
func IndicatorMethod() ([]byte, error) {
	d, err := indicatorMethod()
	if err != nil {
		return nil, err
	}
	return render(french, "indicator_method", view{Title: "Méthode des indicateurs", Section: "indicators", Data: d})
}

func indicatorMethod() (d indicatorMethodData, err error) {
	definitions, err := performance.Definitions()
	if err != nil {
		return d, fmt.Errorf("read definitions: %w", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(rules.Targets)).ReadAll()
	if err != nil {
		return d, fmt.Errorf("read targets: %w", err)
	}
	for _, of := range definitions {
		defined := definedIndicator{Definition: of}
		for _, row := range rows[1:] { // indicator, region, year, target, source
			if row[0] != of.ID {
				continue
			}
			v, err := strconv.ParseFloat(row[3], 64)
			if err != nil {
				return d, fmt.Errorf("read target of %s: %w", of.ID, err)
			}
			defined.Targets = append(defined.Targets, methodLine{Name: targetText(of, v, row[1], row[2]), Text: row[4]})
		}
		d.Indicators = append(d.Indicators, defined)
	}
	return d, nil
}

// targetText says a target and where and when it holds: au moins 75 %, région 11.
func targetText(d performance.Definition, v float64, region, year string) string {
	text := "au moins "
	if d.Sense == "lower" {
		text = "au plus "
	}
	text += value(d, &v)
	if region == "" {
		text += ", partout"
	} else {
		text += ", région" + nbsp + region
	}
	if year != "" {
		text += ", " + year
	}
	return text
}
