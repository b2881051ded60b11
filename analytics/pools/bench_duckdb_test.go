package pools

import (
	"bufio"
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vigie/transform/model"
)

var (
	//go:embed testdata/bench_seeker.query
	benchSeekerSQL string
	//go:embed testdata/bench_offer.query
	benchOfferSQL string
	//go:embed testdata/bench_pool.query
	benchPoolSQL string
)

// BenchmarkPoolBesideDuckDB answers each pool of the mix twice, from the index and
// by one DuckDB query that does the same work on tables held in memory, and reports
// how many times as fast the index is, by the sum of both over the same offers. Each has
// one thread, as a server under load has.
func BenchmarkPoolBesideDuckDB(b *testing.B) {
	ix, _ := benchIndex(b, *benchSeekers)
	db := benchDuckDB(b, *benchSeekers)
	var ours, theirs time.Duration
	for i := 0; b.Loop(); i++ {
		offer := fmt.Sprint("O", i%benchOffers)
		start := time.Now()
		p, ok, err := ix.Pool(offer, Query{NearTrades: true})
		ours += time.Since(start)
		if !ok || err != nil {
			b.Fatalf("pool of %s: ok %v, err %v", offer, ok, err)
		}
		start = time.Now()
		first, eligible := askDuckDB(b, db, offer)
		theirs += time.Since(start)
		if eligible != p.Size || p.Size > 0 && (first < p.Candidates[0].Score-0.001 || first > p.Candidates[0].Score+0.001) {
			b.Fatalf("pool of %s: DuckDB has %d persons, the best %v; the index %d", offer, eligible, first, p.Size)
		}
	}
	b.ReportMetric(float64(theirs)/float64(ours), "times-DuckDB")
}

// askDuckDB reads a whole answer, and gives the best score and the size of the pool.
func askDuckDB(b *testing.B, db *model.DB, offer string) (first float64, eligible int) {
	rows, err := db.Query(context.Background(), benchPoolSQL, offer)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	var id string
	var score float64
	var unread any
	for n := 0; rows.Next(); n++ {
		err := rows.Scan(&id, &unread, &unread, &unread, &unread, &unread, &unread, &unread, &unread, &unread, &score, &unread, &unread,
			&unread, &unread, &unread, &unread, &eligible)
		if err != nil {
			b.Fatal(err)
		}
		if n == 0 {
			first = score
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return first, eligible
}

// benchDuckDB gives DuckDB the same country, as tables in memory.
func benchDuckDB(b *testing.B, seekers int) *model.DB {
	b.Helper()
	ctx := context.Background()
	db, err := model.Open(ctx, today, model.Settings{Threads: 1}, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	dir := b.TempDir()
	seekerFile, offerFile := newBenchFile(b, dir, "job_seeker"), newBenchFile(b, dir, "offer")
	place := func(p *Point) string { return fmt.Sprintf("%v,%v", p.Latitude, p.Longitude) }
	list := func(words []string) string { return strings.Join(words, "|") }
	seekerFile.line("job_seeker_id,commune,latitude,longitude,radius_km,late,wish,contracts,romes,titles,months,skills,licences,languages,mrs")
	offerFile.line("offer_id,rome,title,commune,latitude,longitude,contract,salary,experience,near,required,wished,licences")
	country(seekers, func(j JobSeeker) {
		var romes, titles, months []string
		for _, t := range j.Trades {
			romes, titles, months = append(romes, t.Rome), append(titles, t.Appellation), append(months, fmt.Sprint(t.Months))
		}
		late := 0
		if !j.AvailableOn.IsZero() {
			late = int(j.AvailableOn.Sub(today).Hours() / 24)
		}
		seekerFile.line(j.ID, j.Commune, place(j.Point), fmt.Sprint(j.RadiusKm), fmt.Sprint(late), fmt.Sprint(j.WishedSalary), list(j.Contracts),
			list(romes), list(titles), list(months), list(distinct(j.Skills)), list(j.Licences), list(j.Languages), list(j.MRS))
	}, func(o OpenOffer) {
		required := distinct(o.RequiredSkills)
		offerFile.line(o.ID, o.Rome, o.Appellation, o.Commune, place(o.Point), o.Contract, fmt.Sprint(o.Salary), fmt.Sprint(o.ExperienceMonths), list(o.NearRomes),
			list(required), list(distinct(o.WishedSkills, required...)), list(o.RequiredLicences))
	})
	for _, f := range []*benchFile{seekerFile, offerFile} {
		f.close(ctx, db)
	}
	for _, create := range []string{benchSeekerSQL, benchOfferSQL} {
		if err := db.Exec(ctx, create); err != nil {
			b.Fatal(err)
		}
	}
	return db
}

// distinct gives each word once, those of but apart.
func distinct(words []string, but ...string) (out []string) {
	seen := map[string]bool{}
	for _, w := range but {
		seen[w] = true
	}
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// benchFile is a CSV file that becomes bench.<name>_csv.
type benchFile struct {
	b          *testing.B
	name, path string
	header     string
	file       *os.File
	out        *bufio.Writer
}

func newBenchFile(b *testing.B, dir, name string) *benchFile {
	f := &benchFile{b: b, name: name, path: filepath.Join(dir, name+".csv")}
	var err error
	if f.file, err = os.Create(f.path); err != nil {
		b.Fatal(err)
	}
	f.out = bufio.NewWriter(f.file)
	return f
}

func (f *benchFile) line(cells ...string) {
	if f.header == "" {
		f.header = cells[0]
	}
	fmt.Fprintln(f.out, strings.Join(cells, ",")) // errors stay with the writer until close
}

func (f *benchFile) close(ctx context.Context, db *model.DB) {
	if err := f.out.Flush(); err != nil {
		f.b.Fatal(err)
	}
	if err := f.file.Close(); err != nil {
		f.b.Fatal(err)
	}
	columns := "{" + strings.ReplaceAll(f.header, ",", ": 'varchar', ") + ": 'varchar'}"
	parquet := strings.TrimSuffix(f.path, ".csv") + ".parquet"
	if err := db.CopyCSV(ctx, f.path, columns, parquet); err != nil {
		f.b.Fatal(err)
	}
	if err := db.AttachParquet(ctx, "bench."+f.name+"_csv", []string{parquet}); err != nil {
		f.b.Fatal(err)
	}
}
