package api

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"

	"vigie/analytics"
	"vigie/data"
)

var errNoLake = errors.New("VIGIE_TEST_LAKE names no lake")

// openOnce opens the snapshot that all tests read.
var openOnce = sync.OnceValues(func() (Source, error) {
	root := os.Getenv("VIGIE_TEST_LAKE")
	if root == "" {
		return nil, errNoLake
	}
	lake, err := data.Open(root)
	if err != nil {
		return nil, err
	}
	return analytics.OpenStore(context.Background(), lake)
})

// fixture is a published snapshot.
func fixture(t testing.TB) Source {
	t.Helper()
	source, err := openOnce()
	if errors.Is(err, errNoLake) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return source
}
