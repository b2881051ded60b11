package ingest

import (
	"context"
	"reflect"
	"time"
	"unsafe"
)

// SourceInfo describes a source for documentation and diagnosis.
type SourceInfo struct {
	Name    string        // folder in the inbox, and of raw files
	Title   string        // French
	Owner   string        // who produces it
	Every   time.Duration // how often a file is expected; 0: when it changes
	Persons bool          // about natural persons: quarantine keeps no text
	Dropped []string      // fields known and dropped at the door
	Fields  []FieldInfo
}

// FieldInfo describes one field that is read.
type FieldInfo struct {
	Name      string
	Type      string // French
	Pseudonym bool
}

// Source is one kind of record: its contract and how to load a file of it.
type Source interface {
	Info() SourceInfo
	load(ctx context.Context, j *job) error
	writeEmpty(path string) error
}

// source is the only implementation: a row struct, its plan and its checks.
type source[T any] struct {
	info   SourceInfo
	plan   *plan
	layout *layout
	// identify conforms the key of a record before it is hashed and checked, of a
	// deletion too; nil where the key stands as delivered. It may set the stamp.
	identify func(*checker, *T)
	check    func(*checker, *T)
}

// define makes a source of its description and of the checks of a record. The
// checks also conform what they read (keys, derived columns).
func define[T any](info SourceInfo, check func(*checker, *T)) *source[T] {
	p := newPlan(reflect.TypeFor[T](), "", info.Dropped)
	for _, f := range p.fields {
		info.Fields = append(info.Fields, FieldInfo{Name: f.name, Type: f.kind.String(), Pseudonym: f.pseudonym})
	}
	return &source[T]{info: info, plan: p, layout: layoutOf(reflect.TypeFor[T]()), check: check}
}

// identifiedBy gives the source a key that is made of what is delivered.
func (s *source[T]) identifiedBy(identify func(*checker, *T)) *source[T] {
	s.identify = identify
	return s
}

// Info describes the source.
func (s *source[T]) Info() SourceInfo { return s.info }

func metaOf(p *plan, row unsafe.Pointer) *Meta { return (*Meta)(unsafe.Add(row, p.meta)) }

func instantAt(f *field, row unsafe.Pointer) Instant { return *(*Instant)(unsafe.Add(row, f.offset)) }

// stampOf is the update stamp of a row, else the greatest of its dates.
func stampOf(p *plan, row unsafe.Pointer) Instant {
	if p.stamp != nil {
		if t := instantAt(p.stamp, row); t != 0 {
			return t
		}
	}
	var last Instant
	for _, f := range p.fields {
		if f.kind == kindInstant {
			if t := instantAt(f, row); t != 0 && (last == 0 || t > last) {
				last = t
			}
		}
	}
	return last
}

// monthFile names the file of a row: the month of its own date, 0 for sources
// that have none. A deletion may only know its stamp.
func monthFile(p *plan, row unsafe.Pointer, stamp Instant) int32 {
	if p.month == nil {
		return 0
	}
	if t := instantAt(p.month, row); t != 0 {
		return monthOf(t)
	}
	return monthOf(stamp)
}

// isDeletion says whether the record only deletes its key.
func isDeletion(p *plan, row unsafe.Pointer) bool {
	if p.deleted == nil {
		return false
	}
	v := *(**bool)(unsafe.Add(row, p.deleted.offset))
	return v != nil && *v
}
