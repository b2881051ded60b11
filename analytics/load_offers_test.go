package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie/analytics/attractivity"
	"vigie/analytics/columns"
	"vigie/transform/model"
)

//go:embed testdata/offers.sql
var offersSQL string

// offersFile writes offers of every shape as the night would, and opens them.
func offersFile(t testing.TB) (*model.DB, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "offer.parquet")
	db, err := model.Open(t.Context(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), model.Settings{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, statement := range []string{
		"copy (" + offersSQL + ") to '" + path + "' (format parquet, compression zstd, row_group_size 15000)",
		"create schema attractivity",
		"create view attractivity.offer as select * from read_parquet('" + path + "')",
		offerViewSQL,
	} {
		if err := db.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return db, path
}

// TestOffersAreThoseOfSQL: what is read of the columns is what serving.offer says, row
// for row, absent values and lists over the ends of pages included.
func TestOffersAreThoseOfSQL(t *testing.T) {
	db, path := offersFile(t)
	want := map[string]attractivity.Row{}
	open := 0
	err := each(t.Context(), db, "select * from serving.offer where offer_id in (select offer_id from attractivity.offer where is_comparable or is_open)", func(rows *sql.Rows) error {
		r, err := scanOffer(rows)
		want[r.ID] = r
		if r.IsOpen {
			open++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var counted int
	if err := db.QueryRow(t.Context(), "select count(*) from attractivity.offer where is_comparable").Scan(&counted); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	comparables, opened := 0, 0
	compare := func(w, got attractivity.Row) {
		if len(w.Ages) == 0 && len(got.Ages) == 0 {
			got.Ages = w.Ages
		}
		if diff := cmp.Diff(w, got); diff != "" {
			t.Errorf("offer %s (-SQL +columns):\n%s", w.ID, diff)
		}
	}
	err = eachOffer(t.Context(), []string{path}, func(r *attractivity.Row) error {
		mu.Lock()
		defer mu.Unlock()
		comparables++
		w := want[r.ID]
		got := w // what comparables don't need is not read
		got.ID, got.Rome, got.Appellation, got.Department = r.ID, r.Rome, r.Appellation, r.Department
		got.Created, got.Closed, got.IsMature, got.Positions, got.IsFilled = r.Created, r.Closed, r.IsMature, r.Positions, r.IsFilled
		got.DaysToFill, got.Employer, got.Apprenticeship, got.Salary, got.Experience = r.DaysToFill, r.Employer, r.Apprenticeship, r.Salary, r.Experience
		got.Contract, got.ContractMonths, got.Hours, got.PartTime = r.Contract, r.ContractMonths, r.Hours, r.PartTime
		got.Requirements, got.Writing, got.Applications30, got.Ages = r.Requirements, r.Writing, r.Applications30, r.Ages
		compare(w, got)
		return nil
	}, func(r attractivity.Row) {
		mu.Lock()
		defer mu.Unlock()
		opened++
		compare(want[r.ID], r)
	})
	if err != nil {
		t.Fatal(err)
	}
	if comparables != counted || comparables < 30000 || opened != open || opened < 30000 {
		t.Errorf("%d comparables and %d open offers read, %d and %d by SQL", comparables, opened, counted, open)
	}
}

func TestColumnsSayWhatIsMissing(t *testing.T) {
	_, path := offersFile(t)
	nothing := func() func(columns.Row) error { return func(columns.Row) error { return nil } }
	if err := columns.Read(t.Context(), []string{path}, []string{"rome", "romme"}, 1, nothing); err == nil {
		t.Error("an unknown column is read")
	}
	if err := columns.Read(t.Context(), []string{path + ".gone"}, []string{"rome"}, 1, nothing); err == nil {
		t.Error("a missing file is read")
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := columns.Read(ended, []string{path}, []string{"rome"}, 1, nothing); err == nil {
		t.Error("reading does not end with its context")
	}
}

// BenchmarkOffers reads the same offers by columns and by SQL, in turn.
func BenchmarkOffers(b *testing.B) {
	db, path := offersFile(b)
	var ours, theirs []time.Duration
	for b.Loop() {
		start := time.Now()
		if err := eachOffer(b.Context(), []string{path}, func(*attractivity.Row) error { return nil }, func(attractivity.Row) {}); err != nil {
			b.Fatal(err)
		}
		ours, start = append(ours, time.Since(start)), time.Now()
		err := each(b.Context(), db, "select * from serving.offer", func(rows *sql.Rows) error {
			_, err := scanOffer(rows)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		theirs = append(theirs, time.Since(start))
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	b.ReportMetric(0, "ns/op") // of both together: says nothing
	b.ReportMetric(theirs[len(theirs)/2].Seconds()/ours[len(ours)/2].Seconds(), "×-sql")
}
