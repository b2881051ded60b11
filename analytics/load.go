package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"vigie/analytics/attractivity"
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
	//go:embed load/offer.sql
	offerSQL string
	//go:embed load/elsewhere.sql
	elsewhereSQL string
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
		err := rows.Scan(&c.Rome, &c.Appellation, &c.Department, &c.Region, &c.Comparables, &c.JobSeekers, &c.RegionJobSeekers, &c.Verdict)
		b.AddCell(c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load markets: %w", err)
	}
	if err := eachOffer(ctx, offers, b.AddComparable, b.AddOpen); err != nil {
		return nil, fmt.Errorf("load offers: %w", err)
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
		&r.Created, &r.Closed, &r.IsOpen, &r.IsMature, &r.Positions,
		&r.IsFilled, &r.DaysToFill, &r.Employer, &r.Apprenticeship, &r.Salary, &r.SalaryFlag, &r.IsWished, &r.Experience,
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
