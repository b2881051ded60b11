package api

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"vigie/analytics"
	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
	"vigie/ingest"
	"vigie/transform/model"
)

// asOf is the day of the tests' night.
var asOf = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// nightOnce makes one small country and its night for all tests: real files,
// real SQL, a published snapshot. TestMain removes its folder.
var nightOnce = sync.OnceValues(func() (*analytics.Store, error) {
	ctx := context.Background()
	root, err := os.MkdirTemp("", "vigie-api-")
	if err != nil {
		return nil, err
	}
	nightDir = root
	if err := publishNight(ctx, root); err != nil {
		return nil, err
	}
	store, err := analytics.OpenStore(ctx, data.Lake{Root: filepath.Join(root, "lake")})
	if err != nil {
		return nil, err
	}
	return store, store.Complete(ctx)
})

// everything says that everything is asked for, as make test does, not the quick loop.
func everything() bool { return os.Getenv("VIGIE_FAULTS") != "" }

// takesMinutes leaves a test out of the quick loop.
func takesMinutes(t *testing.T) {
	t.Helper()
	if !everything() {
		t.Skip("takes minutes: VIGIE_FAULTS=bounded go test ./api -run " + t.Name() + ", as make test does")
	}
}

// nightDir is the folder of the night, "" when no test asked for it.
var nightDir string

func publishNight(ctx context.Context, root string) error {
	inbox, build := filepath.Join(root, "inbox"), filepath.Join(root, "build")
	set := reference.Embedded()
	if _, err := sample.Generate(ctx, sample.Options{Out: inbox, Scale: 0.0006, Seed: 1, AsOf: asOf, Reference: set, Progress: data.NoProgress{}}); err != nil {
		return fmt.Errorf("make sample: %w", err)
	}
	lake, err := data.Create(filepath.Join(root, "lake"))
	if err != nil {
		return err
	}
	if _, err := ingest.Run(ctx, ingest.Options{Inbox: inbox, Lake: lake, Reference: set, Key: make([]byte, 32), Progress: data.NoProgress{}}); err != nil {
		return fmt.Errorf("ingest sample: %w", err)
	}
	raw, err := ingest.RawFiles(lake, filepath.Join(root, "contract"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(build, "ref"), 0o755); err != nil {
		return err
	}
	if err := set.WriteParquet(filepath.Join(build, "ref")); err != nil {
		return err
	}
	built, err := analytics.Build(ctx, analytics.BuildOptions{Lake: lake, Dir: build, Work: filepath.Join(root, "work"), Raw: raw, AsOf: asOf, Progress: data.NoProgress{},
		Settings: model.Settings{Memory: "1GB", Spill: filepath.Join(root, "spill")}})
	if err != nil {
		return fmt.Errorf("build night: %w", err)
	}
	if len(built.Breaches) > 0 {
		return fmt.Errorf("audit night: %v", built.Breaches)
	}
	m := built.Manifest()
	m.AsOf, m.PublishedAt, m.Reference = asOf.Format(time.DateOnly), asOf.Format(time.RFC3339), set.ID
	if m, err = lake.Seal(build, m); err != nil {
		return err
	}
	return lake.Publish(build, m)
}

// fixture is the snapshot that the tests read.
func fixture(t testing.TB) Source {
	t.Helper()
	store, err := nightOnce()
	if err != nil {
		t.Fatal(err)
	}
	return store
}
