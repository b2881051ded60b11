package analytics

import (
	_ "embed"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie/analytics/columns"
	"vigie/analytics/pools"
	"vigie/transform/model"
)

//go:embed testdata/pools.sql
var poolsSQL string

// TestPoolsAreReadWhole: every field of what DuckDB wrote, absent values as the index
// wants them.
func TestPoolsAreReadWhole(t *testing.T) {
	db, err := model.Open(t.Context(), time.Date(2026, 1, 10, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Exec(t.Context(), poolsSQL); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		table string
		names []string
		read  func(columns.Row, columns.Texts) any
		want  []any
	}{
		{"job_seeker", seekerColumns, func(r columns.Row, texts columns.Texts) any { return jobSeeker(r, texts) }, []any{
			pools.JobSeeker{
				ID: "A", Agency: "75001", Commune: "75102", Department: "75", Region: "11", Point: &pools.Point{Latitude: 48.87, Longitude: 2.34}, RadiusKm: 20,
				AvailableOn: time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC), Contracts: []string{"CDI", "CDD"}, WishedSalary: 24000.5, WorkingTime: pools.WorkPart,
				Trades: []pools.Trade{{Rome: "M1607", Appellation: "12", Months: 24}, {Rome: "D1102"}},
				Skills: []string{"s1", "s2"}, Licences: []string{"B"}, Languages: []string{"anglais"}, Diplomas: []string{"Bac"}, MRS: []string{"D1102"},
			},
			pools.JobSeeker{ID: "B", RadiusKm: 30, Trades: []pools.Trade{{Rome: "M1607"}}},
		}},
		{"offer", poolOfferColumns, func(r columns.Row, texts columns.Texts) any { return poolOffer(r, texts) }, []any{
			pools.OpenOffer{
				Offer:  pools.Offer{ID: "O1", Title: "Secrétaire", Rome: "M1607", RomeLabel: "Secrétariat", Department: "75", Place: "75 - Paris 2e"},
				Region: "11", Commune: "75102", Point: &pools.Point{Latitude: 48.87, Longitude: 2.34}, Appellation: "12", Contract: "CDD", Salary: 23000,
				ExperienceMonths: 12, RequiredMonths: 6, WorkingTime: pools.WorkPart, RequiredSkills: []string{"s1"}, WishedSkills: []string{"s2", "s3"},
				RequiredLicences: []string{"B"}, RequiredLanguages: []string{"anglais"}, RequiredDiplomas: []string{"Bac"}, NearRomes: []string{"M1601"},
			},
			pools.OpenOffer{Offer: pools.Offer{ID: "O2", Title: "Boulanger", Rome: "D1102", RomeLabel: "Boulangerie", Department: "07"}},
		}},
		{"applicant", applicantColumns, func(r columns.Row, texts columns.Texts) any { return applicant(r, texts) }, []any{
			pools.Application{OfferID: "O1", JobSeekerID: "A", On: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Outcome: "RETENU"},
		}},
	} {
		path := filepath.Join(t.TempDir(), "t.parquet")
		if err := db.Exec(t.Context(), "copy (select * from pools."+c.table+" order by all) to '"+path+"' (format parquet)"); err != nil {
			t.Fatal(err)
		}
		var got []any
		texts := columns.Texts{}
		err := columns.Read(t.Context(), []string{path}, c.names, 1, func() func(columns.Row) error {
			return func(r columns.Row) error { got = append(got, c.read(r, texts)); return nil }
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("pools.%s (-want +got):\n%s", c.table, diff)
		}
	}
}
