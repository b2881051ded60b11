package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"vigie/analytics/columns"
	"vigie/analytics/prospects"
	"vigie/transform/model"
)

var (
	//go:embed load/agencies.sql
	agenciesSQL string
	//go:embed load/sectors.sql
	sectorsSQL string
	//go:embed load/communes.sql
	communesSQL string
	//go:embed load/affinity.sql
	affinitySQL string
	//go:embed load/portfolio.sql
	portfolioSQL string
)

// Columns of prospects.establishment, in the order of sourceColumns.
const (
	sourceSiret = iota
	sourceCompany
	sourceNaf
	sourceCommune
	sourceDepartment
	sourceLatitude
	sourceLongitude
	sourceBand
	sourceAgency
	sourceFirstHired
	sourceLastOffer
	sourceOpen
	sourceSectorHires
)

var sourceColumns = []string{
	"siret", "company", "naf", "commune", "department", "latitude", "longitude", "workforce_band", "agency", "first_hired_on", "last_offer_on", "open_offers", "sector_hires",
}

// Columns of prospects.hiring, in the order of hiringColumns.
const (
	hiringSiret = iota
	hiringRome
	hiringOffers
	hiringHires
	hiringOpen
)

var hiringColumns = []string{"siret", "rome", "offers", "hires", "open_offers"}

// loadProspects fills the index of prospecting from the published tables, whose files
// filesOf gives by name.
func loadProspects(ctx context.Context, db *model.DB, filesOf func(table string) []string, id, asOf string) (*prospects.Index, error) {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return nil, fmt.Errorf("read as-of date: %w", err)
	}
	b := prospects.NewBuilder(id, day)
	for _, l := range []struct {
		query string
		add   func(code, label string)
	}{{agenciesSQL, b.AddAgency}, {tradesSQL, b.AddTrade}, {sectorsSQL, b.AddSector}, {communesSQL, b.AddCommune}} {
		if err := eachLabel(ctx, db, l.query, l.add); err != nil {
			return nil, fmt.Errorf("load labels of prospects: %w", err)
		}
	}
	err = each(ctx, db, affinitySQL, func(rows *sql.Rows) error {
		var a prospects.Affinity
		err := rows.Scan(&a.Naf, &a.Rome, &a.Share, &a.Lift)
		b.AddAffinity(a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load affinities: %w", err)
	}
	err = each(ctx, db, portfolioSQL, func(rows *sql.Rows) error {
		var agency, rome string
		var jobSeekers int
		err := rows.Scan(&agency, &rome, &jobSeekers)
		b.AddDepth(agency, rome, jobSeekers)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load portfolios: %w", err)
	}
	err = readColumns(ctx, filesOf,
		columnTable{"prospects.hiring", hiringColumns, func(r columns.Row, t columns.Texts) { b.AddHiring(hiring(r, t)) }},
		columnTable{"prospects.establishment", sourceColumns, func(r columns.Row, t columns.Texts) { b.AddEstablishment(source(r, t)) }},
	)
	if err != nil {
		return nil, err
	}
	return b.Build()
}

func hiring(r columns.Row, texts columns.Texts) prospects.Hiring {
	return prospects.Hiring{
		Siret: string(r.Text(hiringSiret)), Rome: texts.Of(r, hiringRome),
		Offers: int(r.Int(hiringOffers)), Hires: int(r.Int(hiringHires)), OpenOffers: int(r.Int(hiringOpen)),
	}
}

func source(r columns.Row, texts columns.Texts) prospects.Source {
	s := prospects.Source{
		Siret: string(r.Text(sourceSiret)), Company: string(r.Text(sourceCompany)), Naf: texts.Of(r, sourceNaf),
		Commune: texts.Of(r, sourceCommune), Department: texts.Of(r, sourceDepartment), Point: point(r, sourceLatitude, sourceLongitude),
		Band: texts.Of(r, sourceBand), Agency: texts.Of(r, sourceAgency), OpenOffers: int(r.Int(sourceOpen)), SectorHires: float(r, sourceSectorHires),
	}
	if !r.IsNull(sourceFirstHired) {
		s.FirstHiredOn = day(r, sourceFirstHired)
	}
	if !r.IsNull(sourceLastOffer) {
		s.LastOfferOn = day(r, sourceLastOffer)
	}
	return s
}
