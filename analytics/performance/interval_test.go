package performance_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"testing"

	"vigie/data/rules"
	"vigie/transform/model"
)

// compute gives the number that one SELECT gives.
func compute(t *testing.T, query string) (x float64) {
	t.Helper()
	ctx := context.Background()
	db, err := model.Open(ctx, date(2026, 11, 22), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&x); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return x
}

// Student's quantiles as printed, past the table of the rules and at its edge.
func TestStudentBeyondTheTable(t *testing.T) {
	printed := map[int]float64{30: 2.0423, 31: 2.0395, 35: 2.0301, 40: 2.0211, 50: 2.0086, 60: 2.0003, 80: 1.9901, 100: 1.9840, 120: 1.9799, 1000: 1.9623, 100_000_000: 1.9600}
	for df, want := range printed {
		got := compute(t, fmt.Sprintf("select student_beyond(%d::bigint)", df))
		if math.Abs(got-want) > 0.00005 {
			t.Errorf("student_beyond(%d) = %.6f, want %.4f", df, got, want)
		}
	}
}

func TestStudentTable(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(rules.Student)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	before := math.Inf(1)
	for i, r := range rows[1:] {
		quantile, err := strconv.ParseFloat(r[1], 64)
		if err != nil || r[0] != strconv.Itoa(i+1) || quantile >= before {
			t.Errorf("row %d is %v: degrees of freedom go up by one, quantiles down", i+1, r)
		}
		before = quantile
	}
	if len(rows) != 31 {
		t.Errorf("%d rows, want 30", len(rows)-1)
	}
}

// Wilson's interval against Wilson (1927) worked by hand, and at its edges,
// where rounding must not put the rate outside.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		x, n      int
		low, high float64
	}{{2, 3, 0.2077, 0.9385}, {50, 100, 0.4038, 0.5962}, {0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}} {
		low := compute(t, fmt.Sprintf("select wilson_low(%d::bigint, %d::bigint)", c.x, c.n))
		high := compute(t, fmt.Sprintf("select wilson_high(%d::bigint, %d::bigint)", c.x, c.n))
		if math.Abs(low-c.low) > 0.00005 || math.Abs(high-c.high) > 0.00005 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.x, c.n, low, high, c.low, c.high)
		}
	}
	outside := compute(t, `select count(*) from range(1, 200) as n(n), range(0, 200) as x(x)
		where x <= n and not (wilson_low(x, n) between 0 and x / n and wilson_high(x, n) between x / n and 1)`)
	if outside != 0 {
		t.Errorf("%v intervals leave their rate outside", outside)
	}
}
