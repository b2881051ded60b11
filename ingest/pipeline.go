package ingest

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// A window is the piece of a file whose rows are kept together until they are
// encoded: one row group a month. It bounds memory whatever the file's size, and
// it is cut by the input alone, so that the number of threads changes nothing.
const (
	windowBytes = 48 << 20
	windowRows  = 256 << 10
)

// job is the loading of one file.
type job struct {
	identify   func() (id string, err error) // waits until the file's hash is known
	path       string                        // relative to the inbox
	file       string
	format     string
	packing    string // compression
	dir        string // staging folder
	quarantine string // staging file of refused records
	threads    int
	key        []byte
	known      known
	header     *header // of a CSV file
	advance    func(bytes int64)
	receipt    *Receipt
}

// future is a value that another goroutine computes.
type future[V any] chan V

// load runs a file through the pipeline:
//
//	split (1 goroutine) -> decode and check (threads) -> windows in file order
//	-> encode row groups (threads) -> append to the months' files in file order
func (s *source[T]) load(ctx context.Context, j *job) error {
	in, err := openInput(j.file, j.packing)
	if err != nil {
		return err
	}
	defer in.Close()
	split, release, err := newSplitter(j, s.plan, in)
	if err != nil {
		return err
	}
	defer release()

	group, ctx := errgroup.WithContext(ctx)
	cpu := make(chan struct{}, j.threads) // decoding and encoding share the threads
	batches := make(chan future[*batch], 2*j.threads)
	windows := make(chan window, 1)
	files := &monthFiles{dir: j.dir, layout: s.layout, open: map[int32]*parquetFile{}}
	defer files.abandon()
	quarantine := &quarantineFile{path: j.quarantine}

	group.Go(func() error {
		defer close(batches)
		return s.decode(ctx, j, split, cpu, batches)
	})
	group.Go(func() error {
		defer close(windows)
		return gather(ctx, j, files, quarantine, cpu, batches, windows)
	})
	group.Go(func() error { return commit(ctx, windows) })
	if err := group.Wait(); err != nil {
		return err
	}
	id, err := j.identify()
	if err != nil {
		return err
	}
	if err := quarantine.close(id); err != nil {
		return err
	}
	return j.receipt.close(files, id)
}

// decode cuts the file into blocks and has each decoded on its own goroutine; the
// futures keep the order of the file.
func (s *source[T]) decode(ctx context.Context, j *job, split splitter, cpu chan struct{}, batches chan<- future[*batch]) error {
	workers := make(chan *worker[T], j.threads)
	for range j.threads {
		workers <- newWorker(s, j)
	}
	for {
		b, err := split.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			if errors.Is(err, errUnreadable) {
				return err
			}
			return unreadable("%v", err)
		}
		result := make(future[*batch], 1)
		select {
		case batches <- result:
		case <-ctx.Done():
			return ctx.Err()
		}
		w := <-workers
		cpu <- struct{}{}
		go func() {
			result <- w.work(b)
			b.release()
			<-cpu
			workers <- w
		}()
	}
}

// gather puts batches together, in the order of the file, into windows, and has
// each window's row groups encoded.
func gather(ctx context.Context, j *job, files *monthFiles, quarantine *quarantineFile, cpu chan struct{}, batches <-chan future[*batch], windows chan<- window) error {
	var open []*batch
	var size int64
	rows := 0
	flush := func() error {
		groups, err := encode(files, open, cpu)
		if err != nil {
			return err
		}
		w := window{open, groups}
		open, size, rows = nil, 0, 0
		select {
		case windows <- w:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for result := range batches {
		var b *batch
		select {
		case b = <-result:
		case <-ctx.Done():
			return ctx.Err()
		}
		if b.cut {
			return unreadable("it ends in the middle of a record: deliver it whole")
		}
		j.receipt.count(b.read, int64(len(b.months)), b.refused, b.drift, b.defaults)
		if err := quarantine.add(b.refused); err != nil {
			return err
		}
		j.advance(b.bytes)
		b.refused = nil
		open = append(open, b)
		size += b.bytes
		rows += len(b.months)
		if size >= windowBytes || rows >= windowRows {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if rows > 0 {
		return flush()
	}
	return nil
}

// window is being encoded.
type window struct {
	batches []*batch
	groups  []rowGroup
}

// rowGroup is being encoded for the file of its month.
type rowGroup struct {
	file    *parquetFile
	encoder *encoder
	encoded future[error]
}

var encoders = sync.Pool{New: func() any { return &encoder{} }}

// encode starts the encoding of a window, a row group a month (or more, of
// groupRows rows), and returns them in the order of months.
func encode(files *monthFiles, batches []*batch, cpu chan struct{}) ([]rowGroup, error) {
	months := runsByMonth(batches)
	var groups []rowGroup
	for _, month := range slices.Sorted(maps.Keys(months)) {
		file, err := files.of(month)
		if err != nil {
			return nil, err
		}
		for _, runs := range months[month].groups {
			g := rowGroup{file: file, encoder: encoders.Get().(*encoder), encoded: make(future[error], 1)}
			groups = append(groups, g)
			go func() {
				cpu <- struct{}{}
				err := g.encoder.encode(files.layout, runs)
				<-cpu
				g.encoded <- err
			}()
		}
	}
	return groups, nil
}

// monthRuns are the row groups of a month.
type monthRuns struct {
	groups [][]run
	room   int // rows that the last of them still takes
}

// runsByMonth gives the runs of each month's row groups, in the order of the file.
func runsByMonth(batches []*batch) map[int32]*monthRuns {
	months := map[int32]*monthRuns{}
	for _, b := range batches {
		for from, to := 0, 0; from < len(b.months); from = to {
			m := months[b.months[from]]
			if m == nil {
				m = &monthRuns{}
				months[b.months[from]] = m
			}
			if m.room == 0 {
				m.groups, m.room = append(m.groups, nil), groupRows
			}
			for to < len(b.months) && b.months[to] == b.months[from] && m.room > 0 {
				to++
				m.room--
			}
			last := &m.groups[len(m.groups)-1]
			*last = append(*last, run{b, from, to})
		}
	}
	return months
}

// commit appends the encoded row groups to their files, in order.
func commit(ctx context.Context, windows <-chan window) error {
	for w := range windows {
		for _, g := range w.groups {
			select {
			case err := <-g.encoded:
				if err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := g.file.commit(g.encoder); err != nil {
				return err
			}
			encoders.Put(g.encoder)
		}
		for _, b := range w.batches {
			b.release()
		}
	}
	return ctx.Err()
}
