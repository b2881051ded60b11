package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"vigie/data"
	"vigie/transform/model"
)

// lakeFlag is the lake that a command works on.
type lakeFlag struct {
	Lake string `help:"Folder of the lake." default:"lake" env:"VIGIE_LAKE" placeholder:"DIR"`
}

func (f lakeFlag) open() (data.Lake, error) { return data.Open(f.Lake) }

// keyFlag gives the key of the pseudonyms, which never lies inside the lake.
type keyFlag struct {
	PseudonymKey     string `hidden:"" env:"VIGIE_PSEUDONYM_KEY"`
	PseudonymKeyFile string `help:"File that holds the key of the pseudonyms, outside the lake; or set VIGIE_PSEUDONYM_KEY." env:"VIGIE_PSEUDONYM_KEY_FILE" placeholder:"FILE"`
}

func (f keyFlag) key() ([]byte, error) {
	if f.PseudonymKey != "" {
		return []byte(f.PseudonymKey), nil
	}
	if f.PseudonymKeyFile == "" {
		return nil, nil
	}
	key, err := os.ReadFile(f.PseudonymKeyFile)
	if err != nil {
		return nil, fmt.Errorf("read pseudonym key: %w", err)
	}
	if key = bytes.TrimSpace(key); len(key) == 0 {
		return nil, fmt.Errorf("pseudonym key file %s is empty", f.PseudonymKeyFile)
	}
	return key, nil
}

// engineFlags bound what the night may use.
type engineFlags struct {
	Memory  string `help:"About the most memory of the night, as in 4GB; below 600MB it may be too little. What does not fit is spilled to disk." placeholder:"SIZE"`
	Threads int    `help:"Threads; 0 = every core." default:"0" env:"VIGIE_THREADS" placeholder:"N"`
}

// outside is what a night of two threads holds that the engine does not count: the program
// and its heap, and what the engine itself allocates while it writes files.
const outside = 400e6 // bytes

// settings are those of the engine, which has of the memory what the rest of the night
// leaves, and half at least. Go's own heap is bounded here.
func (f engineFlags) settings() (model.Settings, error) {
	if f.Memory == "" {
		return model.Settings{Threads: f.Threads}, nil
	}
	var n float64
	var unit string
	if _, err := fmt.Sscanf(f.Memory, "%f%s", &n, &unit); err != nil || n <= 0 || sizes[unit] == 0 {
		return model.Settings{}, usageError{errors.New("--memory " + f.Memory + ": write a size as 4GB or 512MB")}
	}
	memory := n * sizes[unit]
	debug.SetMemoryLimit(int64(memory))
	return model.Settings{Memory: fmt.Sprintf("%.0fB", max(memory-outside, memory/2)), Threads: f.Threads}, nil
}

var sizes = map[string]float64{"MB": 1e6, "GB": 1e9, "MiB": 1 << 20, "GiB": 1 << 30}
