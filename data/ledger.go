package data

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// Run is one line of the ledger: what a command did to the lake, and how it ended.
type Run struct {
	ID       string        `json:"run"`
	Command  string        `json:"command"` // refresh, ingest, rollback, …
	AsOf     string        `json:"as_of,omitempty"`
	Started  string        `json:"started"` // RFC 3339, UTC
	Ended    string        `json:"ended"`
	Seconds  float64       `json:"seconds"`
	State    string        `json:"state"` // published, unchanged, refused, failed, disk_full, dry_run, done
	Snapshot string        `json:"snapshot,omitempty"`
	Error    string        `json:"error,omitempty"`
	Files    int           `json:"files"` // new files read
	Sources  []SourceCount `json:"sources,omitempty"`
	Stages   []Stage       `json:"stages,omitempty"`
	Figures  *Figures      `json:"figures,omitempty"`
}

// Succeeded says whether what is served is what the run's day asks for.
func (r Run) Succeeded() bool {
	return r.Command == "refresh" && (r.State == "published" || r.State == "unchanged")
}

// Stage is a part of a run and how long it took.
type Stage struct {
	Name    string  `json:"stage"`
	Seconds float64 `json:"seconds"`
}

// Record appends a run to the ledger, durably.
func (l Lake) Record(r Run) error {
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("record run: %w", err)
	}
	f, err := os.OpenFile(l.LedgerFile(), os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return fmt.Errorf("record run: %w", err)
	}
	if isCut(f) {
		line = append([]byte{'\n'}, line...)
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		_ = f.Close()
		return fmt.Errorf("record run: %w", err)
	}
	if err := f.Sync(); err != nil {
		_ = f.Close()
		return fmt.Errorf("record run: %w", err)
	}
	return f.Close()
}

// isCut says whether a crash left the last line without its end.
func isCut(f *os.File) bool {
	last := make([]byte, 1)
	st, err := f.Stat()
	if err != nil || st.Size() == 0 {
		return false
	}
	_, err = f.ReadAt(last, st.Size()-1)
	return err == nil && last[0] != '\n'
}

// Runs reads the ledger, the newest first. A last line cut by a crash is skipped.
func (l Lake) Runs() ([]Run, error) {
	text, err := os.ReadFile(l.LedgerFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	var runs []Run
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, len(text)+1)
	for lines.Scan() {
		var r Run
		if json.Unmarshal(lines.Bytes(), &r) == nil {
			runs = append([]Run{r}, runs...)
		}
	}
	return runs, lines.Err()
}

// ErrLocked says that another run holds the lake.
var ErrLocked = errors.New("another run holds the lake")

// Lock takes the lake for one run; who says which, for the others' message. The
// kernel gives the lock back when the process ends, however it ends.
func (l Lake) Lock(who string) (release func(), err error) {
	path := l.Root + "/LOCK"
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("lock lake: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder, _ := os.ReadFile(path)
		_ = f.Close()
		return nil, fmt.Errorf("%w: %s; wait for it to end, then run again", ErrLocked, bytes.TrimSpace(holder))
	}
	err = f.Truncate(0)
	if err == nil {
		_, err = f.WriteAt([]byte(who+"\n"), 0)
	}
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("lock lake: %w", err)
	}
	return func() {
		_ = f.Truncate(0) // nobody holds it
		_ = f.Close()
	}, nil
}
