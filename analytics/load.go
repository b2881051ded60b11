package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"vigie/analytics/attractivity"
	"vigie/analytics/pools"
	"vigie/transform/model"
)

var (
	//go:embed load/offer_view.sql
	offerViewSQL string
	//go:embed load/hiring_needs.sql
	hiringNeedsSQL string
	//go:embed load/tension.sql
	tensionSQL string
	//go:embed load/cells.sql
	cellsSQL string
	//go:embed load/open_offers.sql
	openOffersSQL string
	//go:embed load/offer.sql
	offerSQL string
	//go:embed load/elsewhere.sql
	elsewhereSQL string
	//go:embed load/job_seekers.sql
	jobSeekersSQL string
	//go:embed load/pool_offers.sql
	poolOffersSQL string
	//go:embed load/skills.sql
	skillsSQL string
	//go:embed load/applicants.sql
	applicantsSQL string
)

// each runs a SELECT with its parameters and hands every row to visit.
func each(ctx context.Context, db *model.DB, query string, visit func(*sql.Rows) error, args ...any) error {
	rows, err := db.Query(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// loadAttractivity fills the widget's index from the published tables; offers are the
// files of attractivity.offer.
func loadAttractivity(ctx context.Context, db *model.DB, offers []string, id, asOf string) (*attractivity.Index, error) {
	if err := db.Exec(ctx, offerViewSQL); err != nil {
		return nil, fmt.Errorf("prepare offers: %w", err)
	}
	b, err := attractivity.NewBuilder(id, asOf, lookup(db))
	if err != nil {
		return nil, err
	}
	if err := loadStatistics(ctx, db, b); err != nil {
		return nil, err
	}
	err = each(ctx, db, cellsSQL, func(rows *sql.Rows) error {
		var c attractivity.CellRow
		err := rows.Scan(&c.Rome, &c.Appellation, &c.Department, &c.Region, &c.Comparables, &c.JobSeekers, &c.Verdict)
		b.AddCell(c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load markets: %w", err)
	}
	group, within := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := eachComparable(within, offers, b.AddComparable); err != nil {
			return fmt.Errorf("load comparables: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		err := each(within, db, openOffersSQL, func(rows *sql.Rows) error {
			r, err := scanOffer(rows)
			if err == nil {
				b.AddOpen(r)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("load open offers: %w", err)
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return b.Build()
}

// loadStatistics adds the published statistics, which offers name by their keys.
func loadStatistics(ctx context.Context, db *model.DB, b *attractivity.Builder) error {
	err := each(ctx, db, hiringNeedsSQL, func(rows *sql.Rows) error {
		var key string
		var n attractivity.BMO
		err := rows.Scan(&key, &n.Year, &n.Family, &n.Basin, &n.Projects, &n.Low, &n.High, &n.DifficultShare, &n.DifficultLow, &n.DifficultHigh)
		b.AddHiringNeed(key, n)
		return err
	})
	if err != nil {
		return fmt.Errorf("load hiring needs: %w", err)
	}
	err = each(ctx, db, tensionSQL, func(rows *sql.Rows) error {
		var key string
		var t attractivity.TensionRow
		err := rows.Scan(&key, &t.Class, &t.Of.Year, &t.Of.Family, &t.Of.Level)
		b.AddTension(key, t)
		return err
	})
	if err != nil {
		return fmt.Errorf("load classes of tension: %w", err)
	}
	return nil
}

type scanner interface{ Scan(into ...any) error }

func scanOffer(row scanner) (attractivity.Row, error) { return readOffer(row.Scan) }

// readOffer reads a row of serving.offer by a function that scans.
func readOffer(scan func(into ...any) error) (attractivity.Row, error) {
	var r attractivity.Row
	var ages string
	err := scan(&r.ID, &r.Title, &r.Rome, &r.RomeLabel, &r.Appellation, &r.AppellationLabel, &r.Department, &r.Region, &r.Place, &r.Agency,
		&r.Created, &r.Closed, &r.IsOpen, &r.MarketPlace, &r.IsMature, &r.Positions,
		&r.IsFilled, &r.DaysToFill, &r.Employer, &r.Apprenticeship, &r.Salary, &r.SalaryFlag, &r.Experience,
		&r.Contract, &r.ContractMonths, &r.Hours, &r.PartTime, &r.Requirements, &r.Writing, &r.Written,
		&r.Applications, &r.Applications30, &r.ByOrigin.Spontaneous, &r.ByOrigin.Proposed, &r.ByOrigin.Promoted, &r.ByOrigin.ByRecruiter,
		&ages, &r.HiringNeed, &r.Tension)
	r.Ages = []byte(ages)
	for i := range r.Ages {
		r.Ages[i] -= ' '
	}
	return r, err
}

// lookup finds what the index does not hold in memory, by one point query. It
// outlives the request that asks: the answer costs less than its cancelling.
func lookup(db *model.DB) attractivity.Lookup {
	return func(offerID string) (attractivity.Row, bool, error) {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		row, err := scanOffer(db.QueryRow(ctx, offerSQL, offerID))
		if err == nil {
			return row, true, nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return row, false, fmt.Errorf("look up offer: %w", err)
		}
		err = db.QueryRow(ctx, elsewhereSQL, offerID).Scan(&row.ID, &row.Title, &row.Rome, &row.RomeLabel, &row.Appellation, &row.AppellationLabel,
			&row.Department, &row.Place, &row.Created, &row.Elsewhere)
		if errors.Is(err, sql.ErrNoRows) {
			return row, false, nil
		}
		if err != nil {
			return row, false, fmt.Errorf("look up offer: %w", err)
		}
		return row, true, nil
	}
}

// loadPools fills the matching index from the published tables.
func loadPools(ctx context.Context, db *model.DB, id, asOf string) (*pools.Index, error) {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return nil, fmt.Errorf("read as-of date: %w", err)
	}
	b := pools.NewBuilder(id, day)
	err = each(ctx, db, skillsSQL, func(rows *sql.Rows) error {
		var skill, label, sameAs string
		err := rows.Scan(&skill, &label, &sameAs)
		b.AddSkill(skill, label, sameAs)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load skills: %w", err)
	}
	if err := each(ctx, db, jobSeekersSQL, func(rows *sql.Rows) error { return addJobSeeker(b, rows) }); err != nil {
		return nil, fmt.Errorf("load job seekers: %w", err)
	}
	if err := each(ctx, db, poolOffersSQL, func(rows *sql.Rows) error { return addPoolOffer(b, rows) }); err != nil {
		return nil, fmt.Errorf("load pool offers: %w", err)
	}
	err = each(ctx, db, applicantsSQL, func(rows *sql.Rows) error {
		var a pools.Application
		err := rows.Scan(&a.OfferID, &a.JobSeekerID, &a.On, &a.Outcome)
		b.AddApplication(a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load applicants: %w", err)
	}
	return b.Build()
}

func addJobSeeker(b *pools.Builder, rows *sql.Rows) error {
	var j pools.JobSeeker
	var latitude, longitude *float64
	var available *time.Time
	var contracts, romes, appellations, months, skills, licences, languages, diplomas, mrs string
	err := rows.Scan(&j.ID, &j.Commune, &j.Department, &j.Region, &latitude, &longitude, &j.RadiusKm, &available,
		&contracts, &j.WishedSalary, &j.WorkingTime, &romes, &appellations, &months, &skills, &licences, &languages, &diplomas, &mrs)
	if err != nil {
		return err
	}
	j.Point = point(latitude, longitude)
	if available != nil {
		j.AvailableOn = *available
	}
	j.Contracts, j.Skills, j.Licences, j.Languages, j.MRS = parts(contracts), parts(skills), parts(licences), parts(languages), parts(mrs)
	j.Diplomas = parts(diplomas)
	titles, lengths := strings.Split(appellations, separator), strings.Split(months, separator)
	for i, rome := range parts(romes) {
		t := pools.Trade{Rome: rome, Appellation: titles[i]}
		if _, err := fmt.Sscan(lengths[i], &t.Months); err != nil {
			return fmt.Errorf("months of experience %q: %w", lengths[i], err)
		}
		j.Trades = append(j.Trades, t)
	}
	b.AddJobSeeker(j)
	return nil
}

func addPoolOffer(b *pools.Builder, rows *sql.Rows) error {
	var o pools.OpenOffer
	var latitude, longitude *float64
	var required, wished, licences, languages, diplomas, near string
	err := rows.Scan(&o.ID, &o.Title, &o.Rome, &o.RomeLabel, &o.Appellation, &o.Department, &o.Region, &o.Commune, &o.Place, &latitude, &longitude,
		&o.Contract, &o.Salary, &o.ExperienceMonths, &o.RequiredMonths, &o.WorkingTime, &required, &wished, &licences, &languages, &diplomas, &near)
	if err != nil {
		return err
	}
	o.Point = point(latitude, longitude)
	o.RequiredSkills, o.WishedSkills, o.RequiredLicences, o.RequiredLanguages, o.RequiredDiplomas, o.NearRomes =
		parts(required), parts(wished), parts(licences), parts(languages), parts(diplomas), parts(near)
	b.AddOffer(o)
	return nil
}

const separator = "\x1f"

func parts(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, separator)
}

func point(latitude, longitude *float64) *pools.Point {
	if latitude == nil || longitude == nil {
		return nil
	}
	return &pools.Point{Latitude: *latitude, Longitude: *longitude}
}
