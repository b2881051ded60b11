package transform_test

import (
	"context"
	"testing"
	"time"

	"vigie/transform"
	"vigie/transform/model"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func models(t *testing.T) []model.Model {
	t.Helper()
	ctx := context.Background()
	loaded, err := transform.Models()
	if err != nil {
		t.Fatal(err)
	}
	db, err := model.Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	inspected, err := model.Inspect(ctx, db, loaded)
	if err != nil {
		t.Fatal(err)
	}
	return inspected
}

func TestGolden(t *testing.T) {
	all := models(t)
	modeltest.Suite{Dir: "core", Models: all, Inputs: transformtest.Inputs()}.Run(t)
	modeltest.Suite{Dir: "stg", Models: all, Inputs: transformtest.Inputs()}.Run(t)
	modeltest.Suite{Dir: "meta", Models: all, Inputs: transformtest.Inputs()}.Run(t)
}
