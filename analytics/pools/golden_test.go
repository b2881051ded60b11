package pools_test

import (
	"context"
	"testing"
	"time"

	"vigie/analytics/pools"
	"vigie/transform"
	"vigie/transform/model"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func TestGolden(t *testing.T) {
	ctx := context.Background()
	upstream, err := transform.Models()
	if err != nil {
		t.Fatal(err)
	}
	own, err := pools.Models()
	if err != nil {
		t.Fatal(err)
	}
	db, err := model.Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	models, err := model.Inspect(ctx, db, append(upstream, own...))
	if err != nil {
		t.Fatal(err)
	}
	modeltest.Suite{Dir: ".", Models: models, Inputs: transformtest.Inputs()}.Run(t)
}
