package market_test

import (
	"testing"
	"time"

	"vigie/transform/model"
)

var modelDay = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// TestTensionClass: a composite at a cut is of the class below it.
func TestTensionClass(t *testing.T) {
	db, err := model.Open(t.Context(), modelDay, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, c := range []struct {
		composite any
		want      any
	}{
		{-9.0, int32(1)}, {-0.56439, int32(1)}, {-0.564389, int32(2)}, {-0.25971, int32(2)}, {-0.259709, int32(3)},
		{0.0, int32(3)}, {0.13053, int32(3)}, {0.130531, int32(4)}, {0.509685, int32(4)}, {0.509686, int32(5)}, {9.0, int32(5)}, {nil, nil},
	} {
		var got any
		if err := db.QueryRow(t.Context(), "select tension_class(cast(? as double))", c.composite).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != c.want {
			t.Errorf("composite %v is of class %v, want %v", c.composite, got, c.want)
		}
	}
}
