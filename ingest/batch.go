package ingest

import (
	"bytes"
	"strings"
	"unsafe"
)

// batch is what one block gave: rows, in columns, refused records, counts.
type batch struct {
	layout   *layout
	vectors  []vector   // of each column
	ends     [][]uint32 // of each list: where the elements of each row end
	months   []int32    // of each row
	refused  []refusal
	read     int64
	bytes    int64
	cut      bool // the file ends in the middle of a record
	drift    map[string]*Drift
	defaults map[string]int64
}

// newBatch is an empty batch, of one that served when there is.
func (l *layout) newBatch() *batch {
	if b, ok := l.spare.Get().(*batch); ok {
		return b
	}
	return &batch{layout: l, vectors: make([]vector, len(l.columns)), ends: make([][]uint32, len(l.lists))}
}

// release lets a batch serve again.
func (b *batch) release() {
	for i := range b.vectors {
		b.vectors[i].reset()
	}
	for i := range b.ends {
		b.ends[i] = b.ends[i][:0]
	}
	b.layout.spare.Put(&batch{layout: b.layout, vectors: b.vectors, ends: b.ends, months: b.months[:0]})
}

// add takes a row apart into its columns. Nothing of the row is held.
func (b *batch) add(row unsafe.Pointer, month int32) {
	for i, offset := range b.layout.lists {
		end := uint32((*sliceHeader)(unsafe.Add(row, offset)).len)
		if n := len(b.ends[i]); n > 0 {
			end += b.ends[i][n-1]
		}
		b.ends[i] = append(b.ends[i], end)
	}
	for i := range b.layout.columns {
		c, v := &b.layout.columns[i], &b.vectors[i]
		if c.kind == kindFile {
			continue
		}
		if c.list < 0 {
			v.take(c, unsafe.Add(row, c.offset))
			continue
		}
		list := (*sliceHeader)(unsafe.Add(row, b.layout.lists[c.list]))
		for k := range list.len {
			v.take(c, unsafe.Add(list.data, uintptr(k)*c.size+c.offset))
		}
	}
	b.months = append(b.months, month)
}

// slots are the elements that the rows from … to have in a list.
func (b *batch) slots(list, from, to int) (int, int) {
	ends := b.ends[list]
	if from > 0 {
		return int(ends[from-1]), int(ends[to-1])
	}
	return 0, int(ends[to-1])
}

// refusal is one record in quarantine.
type refusal struct {
	File  fileID `parquet:"file,dict"`
	Path  string `parquet:"path,dict"`
	Line  int64  `parquet:"line"`
	Rule  string `parquet:"rule,dict"`
	Field string `parquet:"field,dict,optional"`
	Value string `parquet:"value,optional"`
	Raw   string `parquet:"raw,optional"`
}

// maxValue is how many characters of an offending value are kept.
const maxValue = 200

// worker decodes and checks blocks. It belongs to one goroutine at a time.
type worker[T any] struct {
	source  *source[T]
	job     *job
	decoder *decoder
	checker checker
	hasher  *hasher
	redact  redactor
	row     T // the record at hand
}

func newWorker[T any](s *source[T], j *job) *worker[T] {
	w := &worker[T]{source: s, job: j, decoder: newDecoder(s.plan), hasher: newHasher(j.key)}
	w.decoder.persons = s.info.Persons
	w.checker = checker{known: j.known, slabs: &w.decoder.slabs, reject: &w.decoder.reject}
	return w
}

// work turns a block into a batch.
func (w *worker[T]) work(b block) *batch {
	out := w.source.layout.newBatch()
	out.bytes = int64(len(b.data))
	if b.tooLong {
		out.read++
		w.decoder.reject = reject{rule: ruleRecordTooLong}
		w.refuse(out, b, b.line, nil)
		return out
	}
	if b.ends == nil {
		w.lines(b, out)
	} else {
		start, line := 0, b.line
		for _, end := range b.ends {
			text := b.data[start:end]
			if b.form == formCSV {
				if len(bytes.TrimSpace(text)) > 0 {
					w.record(b, text, line, out)
				}
				line += int64(bytes.Count(text, []byte{'\n'}))
			} else {
				w.record(b, text, line, out)
				line++
			}
			start = end
		}
	}
	out.cut = w.isCut(b)
	out.drift = w.decoder.drifts.take()
	out.defaults, w.checker.counts = w.checker.counts, nil
	return out
}

// isCut says whether the last record of the block ends the file without ending
// itself: a delivery that was cut, of which no half is loaded.
func (w *worker[T]) isCut(b block) bool {
	last := w.decoder.reject.rule
	if !(b.ends == nil && last == ruleJSONInvalid || b.form == formCSV && last == ruleCSVInvalid) {
		return false
	}
	return len(bytes.TrimSpace(b.data[bytes.LastIndexByte(b.data, '\n')+1:])) > 0
}

// lines reads one record a line; blank lines hold none.
func (w *worker[T]) lines(b block, out *batch) {
	line := b.line
	for data := b.data; len(data) > 0; line++ {
		text := data
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			text, data = data[:i], data[i+1:]
		} else {
			data = nil
		}
		if len(text) > 0 && (text[0] > ' ' || len(bytes.TrimSpace(text)) > 0) {
			w.record(b, text, line, out)
		}
	}
}

// record decodes, pseudonymises, hashes and checks one record.
func (w *worker[T]) record(b block, text []byte, line int64, out *batch) {
	out.read++
	var none T
	w.row = none
	row := unsafe.Pointer(&w.row)
	d, p := w.decoder, w.source.plan
	d.scan.arena.reset()
	switch {
	case len(text) > maxRecord:
		d.reject = reject{rule: ruleRecordTooLong}
		text = text[:0]
	case b.form == formCSV:
		d.csv(w.job.header, text, row)
	default:
		d.json(text, row)
	}
	if d.reject.rule == "" {
		w.hasher.pseudonymise(&d.scan.arena, p, row)
		if w.source.identify != nil {
			w.source.identify(&w.checker, &w.row)
		}
		m := metaOf(p, row)
		if m.Stamp == 0 {
			m.Stamp = stampOf(p, row)
		}
		m.Hash, m.Line = w.hasher.content(p, row), line
		w.checkRow(row, m.Stamp)
		if d.reject.rule == "" {
			out.add(row, monthFile(p, row, m.Stamp))
			return
		}
	}
	w.refuse(out, b, line, text)
}

// checkRow runs the checks of the source; a deletion only needs its key and a date.
func (w *worker[T]) checkRow(row unsafe.Pointer, stamp Instant) {
	p := w.source.plan
	w.checker.required(p.key.name, *(*string)(unsafe.Add(row, p.key.offset)))
	if !isDeletion(p, row) {
		w.source.check(&w.checker, &w.row)
	} else if p.stamp != nil && stamp == 0 {
		w.checker.fail(ruleRequired, p.stamp.name, "")
	}
}

// refuse puts the record in quarantine. Of a source about persons neither text nor
// value is kept: a column that shifted puts a name where a code should be. Of the
// others the text is kept without what is dropped at the door, so none of a text
// that does not come apart into members.
func (w *worker[T]) refuse(out *batch, b block, line int64, text []byte) {
	r := w.decoder.reject
	q := refusal{Path: w.job.path, Line: line, Rule: string(r.rule), Field: r.field}
	if !w.source.info.Persons {
		q.Value = strings.Clone(strings.ToValidUTF8(cut(r.value, maxValue), "\uFFFD"))
		switch r.rule {
		case ruleJSONInvalid, ruleCSVInvalid, ruleEncodingInvalid, ruleRecordTooLong:
		default:
			q.Raw = w.redact.record(w.source.plan, b, w.job.header, text)
		}
	}
	out.refused = append(out.refused, q)
}
