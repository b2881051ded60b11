package ingest

import (
	"reflect"
	"unsafe"
)

// slabs hands out the small values that rows point to, many to an allocation.
type slabs struct {
	floats []float64
	ints   []int32
	lists  map[*field]*slab
}

const slabSize = 512

func (s *slabs) float(v float64) *float64 {
	if len(s.floats) == 0 {
		s.floats = make([]float64, slabSize)
	}
	p := &s.floats[0]
	s.floats = s.floats[1:]
	*p = v
	return p
}

func (s *slabs) int(v int32) *int32 {
	if len(s.ints) == 0 {
		s.ints = make([]int32, slabSize)
	}
	p := &s.ints[0]
	s.ints = s.ints[1:]
	*p = v
	return p
}

// slab is room for the elements of one list field.
type slab struct {
	elem reflect.Type
	size uintptr
	base unsafe.Pointer
	used int
	room int
}

// builder collects the elements of one list in its slab.
type builder struct {
	slab *slab
	from int
}

func (s *slabs) begin(f *field) builder {
	if s.lists == nil {
		s.lists = map[*field]*slab{}
	}
	l := s.lists[f]
	if l == nil {
		elem := f.elemType
		if f.kind == kindTexts {
			elem = reflect.TypeFor[string]()
		}
		l = &slab{elem: elem, size: elem.Size()}
		s.lists[f] = l
	}
	return builder{slab: l, from: l.used}
}

// add makes room for one element and returns it, zero.
func (b *builder) add() unsafe.Pointer {
	l := b.slab
	if l.used == l.room {
		n := l.used - b.from
		room := max(slabSize, 2*n+1)
		fresh := reflect.MakeSlice(reflect.SliceOf(l.elem), room, room)
		if n > 0 {
			old := reflect.NewAt(reflect.ArrayOf(n, l.elem), unsafe.Add(l.base, uintptr(b.from)*l.size)).Elem()
			reflect.Copy(fresh, old.Slice(0, n))
		}
		l.base, l.used, l.room, b.from = fresh.UnsafePointer(), n, room, 0
	}
	p := unsafe.Add(l.base, uintptr(l.used)*l.size)
	l.used++
	return p
}

// sliceHeader is how a slice lies in memory.
type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

// store writes the list into its field; an empty one stays absent.
func (b *builder) store(field unsafe.Pointer) {
	n := b.slab.used - b.from
	if n == 0 {
		*(*sliceHeader)(field) = sliceHeader{}
		return
	}
	*(*sliceHeader)(field) = sliceHeader{unsafe.Add(b.slab.base, uintptr(b.from)*b.slab.size), n, n}
}
