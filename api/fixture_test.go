package api

import (
	"os"
	"testing"

	"vigie/analytics"
	"vigie/data"
)

func fixture(t testing.TB) Source {
	t.Helper()
	root := os.Getenv("VIGIE_TEST_LAKE")
	if root == "" {
		t.Skip("no snapshot to read")
	}
	lake, err := data.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	store, err := analytics.OpenStore(t.Context(), lake)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	return store
}
