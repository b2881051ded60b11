package main

import (
	"errors"
	"math"
	"runtime/debug"
	"testing"
)

func TestEngineHasWhatTheNightLeaves(t *testing.T) {
	t.Cleanup(func() { debug.SetMemoryLimit(math.MaxInt64) })
	for memory, engine := range map[string]string{
		"": "", "10GB": "9600000000B", "1GB": "600000000B", "1GiB": "673741824B", "600MB": "300000000B", "0.1GB": "50000000B",
	} {
		if s, err := (engineFlags{Memory: memory, Threads: 2}).settings(); err != nil || s.Memory != engine || s.Threads != 2 {
			t.Errorf("--memory %q: %+v, %v; want %s", memory, s, err, engine)
		}
	}
	for _, memory := range []string{"lots", "4", "-1GB", "0MB", "4TB"} {
		if s, err := (engineFlags{Memory: memory}).settings(); !errors.As(err, new(usageError)) {
			t.Errorf("--memory %q: %+v, %v", memory, s, err)
		}
	}
}
