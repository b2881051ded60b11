package ingest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"vigie/data/rules"
)

// States of a file.
const (
	Loaded     = "loaded"
	Refused    = "refused"    // too many of its records break their contract
	Unreadable = "unreadable" // it cannot be read to its end
)

// ErrConservation says that records were lost or made up on the way: a defect of
// the program, after which nothing of the file is published.
var ErrConservation = errors.New("records read do not equal records loaded plus records in quarantine")

// Receipt is what became of one input file. It lies beside the file's rows.
type Receipt struct {
	ID          string            `json:"id"` // first 16 hexadecimal digits of SHA256
	SHA256      string            `json:"sha256"`
	Source      string            `json:"source"`
	Path        string            `json:"path"` // relative to the inbox
	Bytes       int64             `json:"bytes"`
	Format      string            `json:"format"`
	Compression string            `json:"compression,omitempty"`
	Read        int64             `json:"read"`
	Loaded      int64             `json:"loaded"`
	Quarantined int64             `json:"quarantined"`
	Rules       map[string]int64  `json:"rules,omitempty"`    // records in quarantine by rule
	Drift       map[string]*Drift `json:"drift,omitempty"`    // fields that no contract lists
	Defaults    map[string]int64  `json:"defaults,omitempty"` // "canal absent", "salaire illisible": values filled in or not read
	Months      map[string]int64  `json:"months,omitempty"`   // rows by file
	State       string            `json:"state"`
	Error       string            `json:"error,omitempty"`

	Sums map[string]string `json:"sums,omitempty"` // SHA-256 by file

	Known    bool `json:"-"` // already decided by an earlier run
	Accepted bool `json:"-"` // not loaded, and the operator goes on without it

	passing bool // the next run may find the file in order: nothing is written
}

// fail makes the file unreadable: nothing that was counted in it stands.
func (r *Receipt) fail(why string) {
	*r = Receipt{
		ID: r.ID, SHA256: r.SHA256, Source: r.Source, Path: r.Path, Bytes: r.Bytes, Format: r.Format, Compression: r.Compression,
		State: Unreadable, Error: why,
	}
}

// Blocks says whether the file stands in the way of publication.
func (r *Receipt) Blocks() bool { return r.State != Loaded && !r.Accepted }

func (r *Receipt) count(read, loaded int64, refused []refusal, drift map[string]*Drift, defaults map[string]int64) {
	r.Read += read
	r.Loaded += loaded
	r.Quarantined += int64(len(refused))
	for i := range refused {
		r.Rules = add(r.Rules, refused[i].Rule, 1)
	}
	for _, name := range slices.Sorted(maps.Keys(drift)) {
		if seen := r.Drift[name]; seen != nil {
			seen.add(drift[name])
		} else if len(r.Drift) < maxDriftNames {
			if r.Drift == nil {
				r.Drift = map[string]*Drift{}
			}
			r.Drift[name] = drift[name]
		}
	}
	for name, n := range defaults {
		r.Defaults = add(r.Defaults, name, n)
	}
}

func add(m map[string]int64, key string, n int64) map[string]int64 {
	if m == nil {
		m = map[string]int64{}
	}
	m[key] += n
	return m
}

// close ends the files of rows and holds what they count against what was accepted.
func (r *Receipt) close(files *monthFiles, id string) (err error) {
	if r.Months, r.Sums, err = files.close(id); err != nil {
		return err
	}
	var written int64
	for _, n := range r.Months {
		written += n
	}
	if written != r.Loaded {
		return fmt.Errorf("%w: %d rows were accepted and %d written", ErrConservation, r.Loaded, written)
	}
	return nil
}

// decide says whether the file is loaded or refused, once it was read to its end.
func (r *Receipt) decide() error {
	if r.Read != r.Loaded+r.Quarantined {
		return fmt.Errorf("%w: %s: %d read, %d loaded, %d in quarantine", ErrConservation, r.Path, r.Read, r.Loaded, r.Quarantined)
	}
	r.State = Loaded
	if float64(r.Quarantined) > rules.RefusedShareMax.Float()*float64(r.Read) {
		r.State = Refused
		r.Error = fmt.Sprintf("%d of %d records break their contract, more than %s %%: a broken export; see its quarantine file, or go on with --accept-refused %s",
			r.Quarantined, r.Read, ftoa(100*rules.RefusedShareMax.Float()), r.Path)
	}
	return nil
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func ftoa(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// String writes the instant as ISO 8601.
func (t Instant) String() string {
	if t == 0 {
		return ""
	}
	return time.UnixMicro(int64(t)).UTC().Format(time.RFC3339Nano)
}
