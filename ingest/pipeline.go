package ingest

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"unsafe"

	"github.com/parquet-go/parquet-go"
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
	id         string
	path       string // relative to the inbox
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
	batches := make(chan future[*batch[T]], 2*j.threads)
	windows := make(chan []rowGroup, 1)
	files := &monthFiles{dir: j.dir, schema: s.schema, open: map[int32]*parquetFile{}}
	defer files.abandon()

	group.Go(func() error {
		defer close(batches)
		return s.decode(ctx, j, split, cpu, batches)
	})
	group.Go(func() error {
		defer close(windows)
		return s.gather(ctx, j, files, cpu, batches, windows)
	})
	group.Go(func() error { return commit(ctx, windows) })
	if err := group.Wait(); err != nil {
		return err
	}
	return j.receipt.close(files)
}

// decode cuts the file into blocks and has each decoded on its own goroutine; the
// futures keep the order of the file.
func (s *source[T]) decode(ctx context.Context, j *job, split splitter, cpu chan struct{}, batches chan<- future[*batch[T]]) error {
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
		result := make(future[*batch[T]], 1)
		select {
		case batches <- result:
		case <-ctx.Done():
			return ctx.Err()
		}
		w := <-workers
		cpu <- struct{}{}
		go func() {
			result <- w.work(b)
			<-cpu
			workers <- w
		}()
	}
}

// gather puts batches together, in the order of the file, into windows, and has
// each window's row groups encoded.
func (s *source[T]) gather(ctx context.Context, j *job, files *monthFiles, cpu chan struct{}, batches <-chan future[*batch[T]], windows chan<- []rowGroup) error {
	quarantine := &quarantineFile{path: j.quarantine}
	var window []*batch[T]
	var size int64
	rows := 0
	flush := func() error {
		groups, err := s.encode(files, window, cpu)
		if err != nil {
			return err
		}
		window, size, rows = nil, 0, 0
		select {
		case windows <- groups:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for result := range batches {
		var b *batch[T]
		select {
		case b = <-result:
		case <-ctx.Done():
			return ctx.Err()
		}
		j.receipt.count(b.read, int64(len(b.rows)), b.refused, b.unknown, b.defaults)
		if err := quarantine.add(b.refused); err != nil {
			return err
		}
		j.advance(b.bytes)
		b.refused = nil
		window = append(window, b)
		size += b.bytes
		rows += len(b.rows)
		if size >= windowBytes || rows >= windowRows {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if rows > 0 {
		if err := flush(); err != nil {
			return err
		}
	}
	return quarantine.close()
}

// rowGroup is being encoded for the file of its month.
type rowGroup struct {
	file    *parquetFile
	writer  *parquet.ConcurrentRowGroupWriter
	encoded future[error]
}

// encode starts the encoding of a window, a row group a month (or more, of
// groupRows rows), and returns them in the order of months.
func (s *source[T]) encode(files *monthFiles, window []*batch[T], cpu chan struct{}) ([]rowGroup, error) {
	byMonth := map[int32][]unsafe.Pointer{}
	for _, b := range window {
		for i, month := range b.months {
			byMonth[month] = append(byMonth[month], unsafe.Pointer(&b.rows[i]))
		}
	}
	var groups []rowGroup
	for _, month := range slices.Sorted(maps.Keys(byMonth)) {
		file, err := files.of(month)
		if err != nil {
			return nil, err
		}
		for rows := range slices.Chunk(byMonth[month], groupRows) {
			g := rowGroup{file: file, writer: file.writer.BeginRowGroup(), encoded: make(future[error], 1)}
			groups = append(groups, g)
			go func() {
				cpu <- struct{}{}
				err := writeColumns(g.writer, s.columns, rows)
				<-cpu
				g.encoded <- err
			}()
		}
	}
	return groups, nil
}

// commit appends the encoded row groups to their files, in order.
func commit(ctx context.Context, windows <-chan []rowGroup) error {
	for groups := range windows {
		for _, g := range groups {
			select {
			case err := <-g.encoded:
				if err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := g.file.commit(g.writer); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}
