package pools_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"vigie/transform"
	"vigie/transform/model"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func TestGolden(t *testing.T) {
	ctx := context.Background()
	files := fstest.MapFS{}
	names, err := filepath.Glob("*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files["pools/"+name] = &fstest.MapFile{Data: text}
	}
	own, err := model.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	upstream, err := transform.Models()
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
