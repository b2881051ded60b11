package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vigie/analytics"
	"vigie/data/realdata"
	"vigie/transform/model"
)

var updateReal = flag.Bool("update-real", false, "rewrite the table of real offers")

const realOffersSQL = `
select
  count(*),
  count(r."salaire.libelle"),
  count(o.salary_annual_stated),
  count(o.salary_annual_fte),
  count(o.experience_months),
  count(o.weekly_hours),
  count(o.contract_months),
  count(o.department),
  count(*) filter (o.rome <> o.rome_code_given)
from core.offer as o
inner join raw.offres as r on r.id = o.offer_id`

const realSalariesSQL = `
select o.offer_id, coalesce(o.salary_flag, 'salary_unreadable'), r."salaire.libelle"
from core.offer as o
inner join raw.offres as r on r.id = o.offer_id
where r."salaire.libelle" is not null and o.salary_annual_fte is null
order by o.offer_id`

// TestRealOffers takes the real files beside the repository through a night each
// and says what the published offers have, and why a stated salary stays out of the
// statistics. Its table holds counts, offer numbers and salary labels only. After a
// change: go test -run RealOffers -update-real, then read the diff.
//
// With the built-in reference alone, which holds 72 trades: of the 34 child codes of
// the files, those that it knows are conformed. The four outliers of 2019 are young
// people's pay in alternance, under 60 % of the first minimum wage that is known.
func TestRealOffers(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, name := range []string{"offres_v2_ardeche_2025-03.json", "offres_v2_2019_with_filtres.json", "offres_v2_itou_mock.json"} {
		text, err := os.ReadFile(realdata.Path(t, "offers", name))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&out, name)
		publishedOffers(t, &out, realNight(t, name, text))
	}
	table := filepath.Join("testdata", "real_offers.txt")
	if *updateReal {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(table, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("real offers are published otherwise (-update-real, then read the diff):\n%s", out.String())
	}
}

// realNight publishes one file and opens its tables, raw.offres beside them.
func realNight(t *testing.T, name string, text []byte) *model.DB {
	t.Helper()
	inbox := t.TempDir()
	if err := os.Mkdir(filepath.Join(inbox, "offres"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inbox, "offres", name), text, 0o644); err != nil {
		t.Fatal(err)
	}
	n := newNight(t, t.TempDir(), inbox)
	n.asOf = time.Date(2025, 4, 1, 0, 0, 0, 0, paris)
	n.started = n.asOf.Add(4 * time.Hour)
	m := mustRun(t, n)
	db, err := analytics.OpenTables(t.Context(), n.lake.SnapshotDir(m.ID), m, n.engine)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	raw, err := filepath.Glob(filepath.Join(n.lake.RawDir("offres"), "*", "*.parquet"))
	if err != nil || len(raw) == 0 {
		t.Fatalf("no raw files: %v", err)
	}
	if err := db.AttachParquet(t.Context(), "raw.offres", raw); err != nil {
		t.Fatal(err)
	}
	return db
}

// publishedOffers writes what the offers of a night have.
func publishedOffers(t *testing.T, out *strings.Builder, db *model.DB) {
	t.Helper()
	names := []string{
		"offers", "salary stated", "annual full-time salary", "in the statistics", "experience", "weekly hours", "contract length", "department", "child ROME code conformed",
	}
	counts := make([]int, len(names))
	into := make([]any, len(names))
	for i := range counts {
		into[i] = &counts[i]
	}
	if err := db.QueryRow(t.Context(), realOffersSQL).Scan(into...); err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		fmt.Fprintf(out, "  %-25s %3d\n", name, counts[i])
	}
	rows, err := db.Query(t.Context(), realSalariesSQL)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, flag, label string
		if err := rows.Scan(&id, &flag, &label); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(out, "    %s: %s: %q\n", id, flag, label)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
