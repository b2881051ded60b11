package sample

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"vigie/data"
	"vigie/data/reference"
)

// Options say what to make. The same options and nomenclatures give the same bytes.
type Options struct {
	Out         string    // the inbox: files go to <Out>/<source>/
	Scale       float64   // 1 is France
	Months      int       // of history before AsOf; 0 is 24
	Seed        uint64    // another seed, another country
	AsOf        time.Time // everything is stamped before this day, Europe/Paris
	From, To    time.Time // only what became known from From on, and before To; zero is no bound
	Only        []string  // sources to write; empty means all
	Reference   *reference.Set
	BrokenShare float64           // records that break their contract: 0 is one in 500, negative none
	Workers     int               // 0 is one a processor; it changes no byte
	Labels      func(Label) error // told what is planted in the offers written, in an order that is always the same
	Progress    data.Progress
}

// Report says what was written.
type Report struct {
	Rows  map[string]int64 `json:"rows"` // records written by source, earlier versions included
	Bytes int64            `json:"bytes"`
}

// Sizes at scale 1 over 24 months.
const (
	fullMonths = 24

	entrustedTotal    = 7e6
	otherTotal        = 20e6
	applicationsTotal = 60e6
	seekerTotal       = 6e6

	surveyEvery    = 7  // entrusted offers for one survey
	republishEvery = 25 // entrusted offers for one delivered twice

	defaultBroken = 0.002
)

// Sources, as folders of the inbox.
const (
	offers = iota
	applications
	services
	surveys
	jobSeekers
	agencies
	establishments
	contacts
	accounts
	events
	needs
	stocks
)

var sourceNames = [...]string{"offres", "candidatures", "services", "enquetes", "demandeurs", "agences",
	"etablissements", "contacts", "espaces_recruteur", "evenements", "bmo", "defm"}

// ErrOptions says that what was asked makes no sense.
var ErrOptions = errors.New("sample options")

// Generate writes the sample. A file appears under its name once whole.
func Generate(ctx context.Context, o Options) (Report, error) {
	o, err := o.complete()
	if err != nil {
		return Report{}, err
	}
	w := newWorld(o)
	p, err := newPlan(w, o)
	if err != nil {
		return Report{}, err
	}
	out, err := newOutput(o.Out, p)
	if err != nil {
		return Report{}, err
	}
	o.Progress.Start("Échantillon", p.expected(), "enregistrements")
	defer o.Progress.Done()
	if err := run(ctx, w, p, o, out); err != nil {
		return Report{}, errors.Join(fmt.Errorf("make sample in %s: %w", o.Out, err), out.discard())
	}
	return out.finish()
}

func (o Options) complete() (Options, error) {
	switch {
	case o.Out == "":
		return o, fmt.Errorf("%w: no folder to write to", ErrOptions)
	case !(o.Scale > 0 && o.Scale <= 10):
		return o, fmt.Errorf("%w: scale %g: give one above 0 and up to 10", ErrOptions, o.Scale)
	case o.Months < 0 || o.Months > fullMonths:
		return o, fmt.Errorf("%w: %d months: give 1 to %d", ErrOptions, o.Months, fullMonths)
	case o.AsOf.IsZero():
		return o, fmt.Errorf("%w: no as-of date", ErrOptions)
	case o.BrokenShare >= 1:
		return o, fmt.Errorf("%w: share of broken records %g: give one under 1", ErrOptions, o.BrokenShare)
	}
	for _, s := range o.Only {
		if !slices.Contains(sourceNames[:], s) {
			return o, fmt.Errorf("%w: unknown source %q: one of %v", ErrOptions, s, sourceNames)
		}
	}
	if o.Months == 0 {
		o.Months = fullMonths
	}
	if o.Reference == nil {
		o.Reference = reference.Embedded()
	}
	if len(o.Reference.Trades) == 0 || len(o.Reference.Communes) == 0 || len(o.Reference.Agencies) == 0 {
		return o, fmt.Errorf("%w: the reference %s has no trades, communes or agencies: import them again", ErrOptions, o.Reference.ID)
	}
	if o.BrokenShare == 0 {
		o.BrokenShare = defaultBroken
	}
	o.BrokenShare = max(0, o.BrokenShare)
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = data.NoProgress{}
	}
	return o, nil
}

// size is how many records of each kind are asked for.
type size struct{ entrusted, others, seekers int64 }

func sizeOf(scale float64, months int) size {
	flow := scale * float64(months) / fullMonths
	s := size{entrusted: int64(math.Round(entrustedTotal * flow)), seekers: int64(math.Round(seekerTotal * scale))}
	others := int64(math.Round(otherTotal*flow)) - s.entrusted/copyEvery // what repeats others is among them
	s.others = max(0, others*repeatEvery/(repeatEvery+1))
	return s
}

// run draws chunks on all workers and writes them in their order, so that neither
// the number of workers nor their pace shows. What waits to be written is bounded.
func run(ctx context.Context, w *world, p *plan, o Options, out *output) error {
	type pending struct {
		job  job
		done chan chunk
	}
	group, ctx := errgroup.WithContext(ctx)
	todo := make(chan pending)
	order := make(chan pending, 2*o.Workers)
	group.Go(func() error {
		defer close(todo)
		defer close(order)
		for j := range p.jobs() {
			next := pending{job: j, done: make(chan chunk, 1)}
			for _, to := range []chan pending{order, todo} {
				select {
				case to <- next:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
		}
		return nil
	})
	for range o.Workers {
		group.Go(func() error {
			d, err := newDrawer(w, p, o)
			if err != nil {
				return err
			}
			for next := range todo {
				c, err := d.draw(next.job)
				if err != nil {
					return err
				}
				next.done <- c
			}
			return nil
		})
	}
	group.Go(func() error {
		for next := range order {
			select {
			case c := <-next.done:
				if err := out.write(c); err != nil {
					return err
				}
				for _, l := range c.labels {
					if err := o.Labels(l); err != nil {
						return err
					}
				}
				o.Progress.Add(c.records())
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return group.Wait()
}

// eachDay gives, for each record of a spread, its index and the day it falls on.
func eachDay(starts []int64) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for day := range len(starts) - 1 {
			for i := starts[day]; i < starts[day+1]; i++ {
				if !yield(int(i), day) {
					return
				}
			}
		}
	}
}
