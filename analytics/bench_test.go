package analytics

import (
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"vigie/data"
	"vigie/transform/model"
)

// BenchmarkIndicatorTables makes each table of the indicators again from the snapshot that a
// lake serves (VIGIE_BENCH_LAKE), as on a night on which every quarter moved: processor
// seconds, and how many copies of unit.offer to Parquet take as long.
func BenchmarkIndicatorTables(b *testing.B) {
	root := os.Getenv("VIGIE_BENCH_LAKE")
	if root == "" {
		b.Skip("name a lake in VIGIE_BENCH_LAKE")
	}
	ctx := b.Context()
	lake := data.Lake{Root: root}
	id, err := lake.Current()
	if err != nil {
		b.Fatal(err)
	}
	m, err := lake.Manifest(id)
	if err != nil {
		b.Fatal(err)
	}
	db, err := OpenTables(ctx, lake.SnapshotDir(id), m, model.Settings{})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := db.Exec(ctx, nothingHandedOnSQL); err != nil {
		b.Fatal(err)
	}
	// What a full night gives models beside tables; no part is told, so that the prints of quarters are of the other units.
	if err := db.Exec(ctx, `create schema stg; create schema built; create table before.night as select true as is_full, null::date as as_of;
		create table stg.touched_unit (offer_id varchar); create table built.part (name varchar, part varchar, content varchar)`); err != nil {
		b.Fatal(err)
	}
	models, err := Models(ctx, db)
	if err != nil {
		b.Fatal(err)
	}
	write := func(b *testing.B, query string, order []string) time.Duration {
		if len(order) > 0 {
			query = "select * from (" + query + "\n) order by " + strings.Join(order, ", ")
		}
		start := processor()
		if err := db.Exec(ctx, "copy ("+query+") to '"+b.TempDir()+"/t.parquet' (format parquet, compression zstd)"); err != nil {
			b.Fatal(err)
		}
		return processor() - start
	}
	for _, o := range models {
		if !slices.Contains([]string{"unit", "performance", "market", "prospects"}, o.Schema()) && o.Table != hiddenTable {
			continue
		}
		if o.IsView() {
			if err := db.CreateView(ctx, o); err != nil {
				b.Fatal(err)
			}
			continue
		}
		b.Run(o.Table, func(b *testing.B) {
			var spent, copying time.Duration
			for b.Loop() {
				copying += write(b, "select * from unit.offer", nil)
				start := processor()
				query, done, err := db.Select(ctx, o, b.TempDir())
				if err != nil {
					b.Fatal(err)
				}
				spent += processor() - start + write(b, query, o.Order())
				done()
			}
			b.ReportMetric(spent.Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(spent.Seconds()/copying.Seconds(), "copies")
		})
	}
}

// processor is the time that this process had of all processors.
func processor() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
