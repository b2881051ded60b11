package analytics

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"vigie/data"
	"vigie/transform/model"
)

// BenchmarkDuplicates makes channel.duplicate again of all offers of the snapshot that a lake
// serves (VIGIE_BENCH_LAKE), as a first load does: processor seconds, and how many copies of
// kept.offer_text to Parquet take as long.
func BenchmarkDuplicates(b *testing.B) {
	root := os.Getenv("VIGIE_BENCH_LAKE")
	if root == "" {
		b.Skip("name a lake in VIGIE_BENCH_LAKE")
	}
	ctx := b.Context()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	lake := data.Lake{Root: root}
	id, err := lake.Current()
	must(err)
	m, err := lake.Manifest(id)
	must(err)
	db, err := OpenTables(ctx, lake.SnapshotDir(id), m, model.Settings{})
	must(err)
	defer db.Close()
	for _, t := range m.Tables {
		if t.Name == "kept.offer_text" {
			must(db.AttachParquet(ctx, t.Name, filesOf(lake.SnapshotDir(id), t)))
		}
	}
	must(db.Exec(ctx, `create schema before; create view before.night as select true as is_full;
		create schema stg; create view stg.touched_offer as select cast(null as varchar) as offer_id where false`))
	models, err := Models(ctx, db)
	must(err)
	dir := b.TempDir()
	write := func(query, table string) (file string, spent time.Duration) {
		start := processor()
		file = filepath.Join(dir, table+".parquet")
		must(db.Exec(ctx, "copy ("+query+") to '"+file+"' (format parquet, compression zstd)"))
		return file, processor() - start
	}
	var spent, copying time.Duration
	for b.Loop() {
		_, one := write("select * from kept.offer_text", "copy")
		copying += one
		for _, o := range models {
			if o.Table != "stg.alike" && o.Table != "channel.duplicate" {
				continue
			}
			start := processor()
			query, done, err := db.Select(ctx, o, dir)
			must(err)
			file, _ := write(query, o.Table)
			done()
			spent += processor() - start
			must(db.AttachParquet(ctx, o.Table, []string{file}))
		}
	}
	b.ReportMetric(spent.Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(spent.Seconds()/copying.Seconds(), "copies")
}
