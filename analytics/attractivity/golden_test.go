package attractivity_test

import (
	"context"
	"testing"
	"time"

	"vigie/analytics/attractivity"
	"vigie/transform"
	"vigie/transform/model"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

// models are those of this package and those it reads, inspected.
func models(t *testing.T) []model.Model {
	t.Helper()
	ctx := context.Background()
	all, err := transform.Models()
	if err != nil {
		t.Fatal(err)
	}
	own, err := attractivity.Models()
	if err != nil {
		t.Fatal(err)
	}
	db, err := model.Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	inspected, err := model.Inspect(ctx, db, append(all, own...))
	if err != nil {
		t.Fatal(err)
	}
	return inspected
}

func TestGolden(t *testing.T) {
	modeltest.Suite{Dir: ".", Models: models(t), Inputs: transformtest.Inputs()}.Run(t)
}
