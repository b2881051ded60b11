package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"

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
	windows := make(chan []future[encoded], 1)

	group.Go(func() error {
		defer close(batches)
		return s.decode(ctx, j, split, cpu, batches)
	})
	group.Go(func() error {
		defer close(windows)
		return s.gather(ctx, j, cpu, batches, windows)
	})
	group.Go(func() error { return s.append(ctx, j, windows) })
	return group.Wait()
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

// gather puts batches together, in the order of the file, into windows.
func (s *source[T]) gather(ctx context.Context, j *job, cpu chan struct{}, batches <-chan future[*batch[T]], windows chan<- []future[encoded]) error {
	quarantine := &quarantineFile{path: j.quarantine}
	var window []*batch[T]
	var size int64
	rows := 0
	encode := encoders[T]{}
	flush := func() error {
		groups := s.encode(&encode, window, cpu)
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

// encoded is one row group, ready to be copied into the file of its month.
type encoded struct {
	month int32
	data  []byte
	err   error
}

// encode starts the encoding of a window's row groups and returns them in order.
func (s *source[T]) encode(e *encoders[T], window []*batch[T], cpu chan struct{}) []future[encoded] {
	var groups []future[encoded]
	months, counts := monthsOf(window)
	for _, month := range months {
		for from := 0; from < counts[month]; from += groupRows {
			group := make(future[encoded], 1)
			groups = append(groups, group)
			go func() {
				cpu <- struct{}{}
				data, err := e.encode(window, month, from, from+groupRows)
				<-cpu
				group <- encoded{month, data, err}
			}()
		}
	}
	return groups
}

// append writes the row groups to the months' files, in order.
func (s *source[T]) append(ctx context.Context, j *job, windows <-chan []future[encoded]) error {
	files := monthFiles[T]{dir: j.dir, open: map[int32]*parquetFile[T]{}}
	defer files.abandon()
	for groups := range windows {
		for _, group := range groups {
			var g encoded
			select {
			case g = <-group:
			case <-ctx.Done():
				return ctx.Err()
			}
			if g.err != nil {
				return g.err
			}
			if err := files.add(g.month, g.data); err != nil {
				return err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	months, err := files.close()
	if err != nil {
		return err
	}
	j.receipt.Months = months
	var written int64
	for _, n := range months {
		written += n
	}
	if written != j.receipt.Loaded {
		return fmt.Errorf("%w: %d rows were accepted and %d written", ErrConservation, j.receipt.Loaded, written)
	}
	return nil
}
