package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
	"vigie/ingest"
)

func sorted(s []string) []string { slices.Sort(s); return s }

type sampleCmd struct {
	Out    string   `help:"Folder to write, as an inbox." required:"" placeholder:"DIR"`
	Scale  float64  `help:"Size: 1 is France over 24 months." default:"0.005" placeholder:"S"`
	Months int      `help:"Months of history before the as-of day." default:"24" placeholder:"N"`
	Seed   uint64   `help:"Same seed, same files." default:"1" placeholder:"N"`
	AsOf   string   `help:"Day up to which things happen. Default: today in Paris." placeholder:"DATE"`
	From   string   `help:"A delta: only what became known on this day and after." placeholder:"DATE"`
	To     string   `help:"Only what was known before this day, as it then was." placeholder:"DATE"`
	Only   []string `help:"Only this source. Repeatable." placeholder:"SOURCE"`
	Lake   string   `help:"Lake whose imported nomenclatures are used; the built-in ones otherwise." placeholder:"DIR"`

	Labels string `help:"CSV to write: offers that repeat another or say what they may not, which no delivery tells." placeholder:"FILE"`
}

// Help is shown by vigie sample --help.
func (sampleCmd) Help() string {
	return `Examples:
  vigie sample --out inbox
  vigie sample --out inbox --scale 0.1 --seed 42 --as-of 2026-11-22 --lake lake

A first load and the deltas of two nights, which end as one delivery of everything does, and also tell what establishments stated before:
  vigie sample --out inbox --as-of 2026-11-22 --to 2026-11-20
  vigie sample --out inbox --as-of 2026-11-22 --from 2026-11-20 --to 2026-11-21
  vigie sample --out inbox --as-of 2026-11-22 --from 2026-11-21`
}

// Run writes the sample.
func (c sampleCmd) Run(e *env) error {
	asOf, err := day(c.AsOf, e.now)
	if err != nil {
		return err
	}
	from, to, err := c.days()
	if err != nil {
		return err
	}
	set := reference.Embedded()
	if c.Lake != "" {
		if set, err = reference.Load(c.Lake); err != nil {
			return err
		}
	}
	labels, err := newLabels(c.Labels)
	if err != nil {
		return err
	}
	report, err := sample.Generate(e.ctx, sample.Options{
		Out: c.Out, Scale: c.Scale, Months: c.Months, Seed: c.Seed, AsOf: asOf, From: from, To: to, Only: c.Only, Reference: set, Progress: newProgress(), Labels: labels.write,
	})
	err = errors.Join(err, labels.close())
	if errors.Is(err, sample.ErrOptions) || errors.Is(err, sample.ErrOther) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, source := range sorted(keys(report.Rows)) {
		fmt.Fprintf(w, "%s\t%d\t\n", source, report.Rows[source])
	}
	if err := w.Flush(); err != nil {
		return err
	}
	night := asOf
	if !to.IsZero() {
		night = to
	}
	fmt.Fprintf(e.out, "%.1f MB in %s. Next: vigie refresh --inbox %s --lake lake --as-of %s\n",
		float64(report.Bytes)/1e6, c.Out, c.Out, night.Format("2006-01-02"))
	return nil
}

// days are the bounds of what is delivered, zero when not given.
func (c sampleCmd) days() (from, to time.Time, err error) {
	if c.From != "" {
		if from, err = dayGiven("--from", c.From); err != nil {
			return from, to, err
		}
	}
	if c.To != "" {
		to, err = dayGiven("--to", c.To)
	}
	return from, to, err
}

// labelFile is the CSV of what is planted in a sample; without a name, nothing.
type labelFile struct {
	file *os.File
	csv  *csv.Writer
}

func newLabels(name string) (*labelFile, error) {
	if name == "" {
		return &labelFile{csv: csv.NewWriter(io.Discard)}, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, fmt.Errorf("write labels: %w", err)
	}
	l := &labelFile{f, csv.NewWriter(f)}
	return l, l.csv.Write([]string{"offer_id", "kind", "repeated_offer_id"})
}

func (l *labelFile) write(one sample.Label) error {
	return l.csv.Write([]string{one.Offer, string(one.Kind), one.Of})
}

func (l *labelFile) close() error {
	l.csv.Flush()
	if l.file == nil {
		return nil
	}
	return errors.Join(l.csv.Error(), l.file.Close())
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}

type referenceCmd struct {
	Import importCmd `cmd:"" help:"Read the official files of a folder, as published, into the lake."`
}

type importCmd struct {
	lakeFlag
	Dir     string `arg:"" help:"Folder of the official files; subfolders too."`
	Vintage string `help:"Which version to take where several have the same header, as in 460." placeholder:"WORD"`
}

// Help is shown by vigie reference import --help.
func (importCmd) Help() string {
	return `Examples:
  vigie reference import /data/referentiels --lake lake
  vigie reference import /data/referentiels --lake lake --vintage 460

Files are known by their header, whatever their name; those that are not known are listed and skipped.`
}

// Run imports the nomenclatures.
func (c importCmd) Run(e *env) error {
	lake, err := data.Create(c.Lake)
	if err != nil {
		return err
	}
	release, err := lake.Lock("reference import")
	if err != nil {
		return err
	}
	defer release()
	report, err := reference.Import(e.ctx, c.Dir, lake.Root, c.Vintage, newProgress())
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	for _, f := range report.Files {
		fmt.Fprintf(w, "%s\t%d rows\t%s\n", f.Kind, f.Rows, f.Name)
	}
	for _, name := range report.Unknown {
		fmt.Fprintf(w, "unknown, skipped\t\t%s\n", name)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, note := range report.Notes {
		fmt.Fprintln(e.out, note)
	}
	fmt.Fprintf(e.out, "Nomenclatures %s are used from the next refresh on.\n", report.ID)
	return nil
}

type ingestCmd struct {
	ingestFlags
	Replay bool `help:"Try again what is in quarantine, as vigie quarantine replay does."`
}

// ingestFlags say what is read, and into which lake.
type ingestFlags struct {
	lakeFlag
	keyFlag
	Inbox         string   `help:"Folder of the deliveries, one folder a source." default:"inbox" env:"VIGIE_INBOX" placeholder:"DIR"`
	Source        []string `help:"Only this source. Repeatable." placeholder:"SOURCE"`
	AcceptRefused []string `help:"Go on without this refused file. Repeatable." placeholder:"FILE"`
	DryRun        bool     `help:"Read and check; change nothing."`
	Threads       int      `help:"Threads; 0 = every core." default:"0"`
}

// Help is shown by vigie ingest --help.
func (ingestCmd) Help() string {
	return `Examples:
  vigie ingest --inbox inbox --lake lake
  vigie ingest --inbox inbox --lake lake --replay`
}

// Run reads the inbox.
func (c ingestCmd) Run(e *env) error {
	_, err := c.ingest(e, c.Replay)
	return err
}

// ingest reads the inbox and says what came.
func (c ingestFlags) ingest(e *env, replay bool) (report ingest.Report, err error) {
	key, err := c.key()
	if err != nil {
		return report, err
	}
	lake, err := data.Create(c.Lake)
	if err != nil {
		return report, err
	}
	release, err := lake.Lock("ingest")
	if err != nil {
		return report, err
	}
	defer release()
	set, err := reference.Load(lake.Root)
	if err != nil {
		return report, err
	}
	report, err = ingest.Run(e.ctx, ingest.Options{
		Inbox: c.Inbox, Lake: lake, Reference: set, Key: key, Threads: c.Threads, Sources: c.Source,
		Replay: replay, AcceptRefused: c.AcceptRefused, DryRun: c.DryRun, Progress: newProgress(),
	})
	if err != nil {
		return report, err
	}
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "source\tfiles\tnew\tread\tloaded\tquarantined\t")
	for _, t := range report.Totals {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t\n", t.Source, t.Files, t.New, t.Read, t.Loaded, t.Quarantined)
	}
	if err := w.Flush(); err != nil {
		return report, err
	}
	if blocking := report.Blocking(); len(blocking) > 0 {
		var names []string
		for _, f := range blocking {
			names = append(names, filepath.ToSlash(f.Path)+" ("+f.State+")")
		}
		return report, errors.Join(errRefused, fmt.Errorf("not loaded: %s; see `vigie quarantine list --lake %s`", strings.Join(names, ", "), lake.Root))
	}
	return report, nil
}
