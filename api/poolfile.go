package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"vigie/analytics/pools"
	"vigie/api/openapi"
	"vigie/data/rules"
)

// GetPoolFile answers GET /offres/{id}/vivier.csv, to a caller who may read persons:
// all those of the pool whom he may see.
func (s *server) GetPoolFile(ctx context.Context, r openapi.GetPoolFileRequestObject) (openapi.GetPoolFileResponseObject, error) {
	q := pools.Query{Limit: rules.PoolLimitMax.Int(), RadiusKm: r.Params.RadiusKm, NearTrades: or(r.Params.NearTrades, true)}
	whole, err := readPool(current(ctx), r.Id, q)
	if err != nil {
		return nil, err
	}
	for next := whole.Next; next != nil; {
		q.After = *next
		p, err := readPool(current(ctx), r.Id, q)
		if err != nil {
			return nil, err
		}
		whole.Candidates, next = append(whole.Candidates, p.Candidates...), p.Next
	}
	body, err := poolCSV(whole)
	if err != nil {
		return nil, err
	}
	if err := s.recordPool(ctx, whole); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("attachment; filename=%q", "vivier-"+whole.AsOf+".csv")
	return openapi.GetPoolFile200TextcsvResponse{
		Body: bytes.NewReader(body), ContentLength: int64(len(body)),
		Headers: openapi.GetPoolFile200ResponseHeaders{ContentDisposition: &name},
	}, nil
}

// poolCSV writes a pool for a French spreadsheet, one line a person.
func poolCSV(p pools.Pool) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', true
	lines := [][]string{{
		"rang", "pseudonyme", "score", "metier", "competences", "experience", "distance", "disponibilite", "salaire",
		"distance_km", "atteinte_par", "mrs", "competences_acquises", "competences_manquantes", "candidature_le", "issue", "offre", "arrete_au", "photographie",
	}}
	for i, c := range p.Candidates {
		km, on, outcome, mrs := "", "", "", "non"
		if c.DistanceKm != nil {
			km = frenchNumber(*c.DistanceKm)
		}
		if c.Applied != nil {
			on, outcome = c.Applied.On, c.Applied.Outcome
		}
		if c.MRS {
			mrs = "oui"
		}
		lines = append(lines, []string{
			strconv.Itoa(i + 1), c.JobSeekerID, frenchNumber(c.Score), frenchNumber(c.Parts.Trade), frenchNumber(c.Parts.Skills), frenchNumber(c.Parts.Experience),
			frenchNumber(c.Parts.Distance), frenchNumber(c.Parts.Availability), frenchNumber(c.Parts.Salary), km, c.Reach, mrs,
			plainCell(strings.Join(c.MatchedSkills, " | ")), plainCell(strings.Join(c.MissingSkills, " | ")), on, plainCell(outcome), plainCell(p.Offer.ID), p.AsOf, p.Snapshot,
		})
	}
	if err := w.WriteAll(lines); err != nil {
		return nil, fmt.Errorf("write pool of %s: %w", p.Offer.ID, err)
	}
	return b.Bytes(), nil
}

// frenchNumber writes a figure with a decimal comma: a point would make it a date.
func frenchNumber(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', 2, 64), ".", ",", 1)
}

// plainCell keeps a spreadsheet from taking a text of others for a formula.
func plainCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
