// Vigie watches job offers, job seekers' portfolios and recruiters' satisfaction,
// and turns them every night into what advisors, analysts and other applications
// need the next morning. This package is the command line: it wires, nothing else.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // Europe/Paris wherever the program runs

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"vigie/data"
)

// version is set at build.
var version = "dev"

// Exit codes that schedulers rely on.
const (
	exitFailed   = 1
	exitUsage    = 2
	exitRefused  = 3
	exitDiskFull = 4
)

// errRefused says that audits refused the night: nothing was published.
var errRefused = errors.New("the night is refused")

type cli struct {
	Demo       demoCmd       `cmd:"" help:"Make a sample, run the night, serve it on this machine: the newcomer's one command."`
	Sample     sampleCmd     `cmd:"" help:"Write a made-up country in the wire formats of the sources."`
	Reference  referenceCmd  `cmd:"" help:"Official nomenclatures: ROME, NAF, communes, agencies, job families, basins, tension."`
	Ingest     ingestCmd     `cmd:"" help:"Read the new files of an inbox into the lake; refused records go to quarantine."`
	Refresh    refreshCmd    `cmd:"" help:"The night: ingest, transform, analytics, audits, publish."`
	Serve      serveCmd      `cmd:"" help:"Answer over HTTP from the published snapshot; follows new ones."`
	Query      queryCmd      `cmd:"" help:"Read-only SQL on the published snapshot, for the operator."`
	Snapshots  snapshotsCmd  `cmd:"" help:"What was published; go back one night."`
	Quarantine quarantineCmd `cmd:"" help:"Records that were refused, and why."`
	Rules      rulesCmd      `cmd:"" help:"Business constants, their meaning, and what uses them."`
	Disclosure disclosureCmd `cmd:"" help:"What is hidden of the indicators, from whom; and an attack on it."`
	Doctor     doctorCmd     `cmd:"" help:"Check lake, nomenclatures and settings; say what to do."`
	Version    versionCmd    `cmd:"" help:"Print the version."`
}

// env is what commands share: where to write and what time it is.
type env struct {
	ctx context.Context
	out io.Writer
	now time.Time
}

type versionCmd struct{}

// Help is shown by vigie version --help.
func (versionCmd) Help() string { return "Examples:\n  vigie version" }

// Run prints the version.
func (versionCmd) Run(e *env) error {
	_, err := fmt.Fprintln(e.out, "vigie", version)
	return err
}

func main() { os.Exit(run(os.Args[1:])) }

// run is main with an exit code, so that scenarios can call it in one process.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	level := slog.LevelInfo
	if isTerminal() {
		level = slog.LevelWarn // progress bars speak there
	}
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level})))

	var c cli
	exit := -1
	parser, err := kong.New(&c,
		kong.Name("vigie"),
		kong.Description("Labour-market intelligence for a public employment service: attractivity of offers, matching pools, indicators.\n\n"+
			"Start with: vigie demo\n\nExit codes: 0 done, 1 failed, 2 usage, 3 refused by an audit, 4 disk full."),
		kong.UsageOnError(),
		kong.Exit(func(code int) { exit = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.ValueFormatter(withDefault),
	)
	if err != nil {
		fmt.Fprintln(os.Stderr, "vigie:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 { // --help
		return exit
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "vigie: %v\nvigie: see `vigie --help`\n", err)
		return exitUsage
	}
	return code(parsed.Run(&env{ctx: ctx, out: os.Stdout, now: time.Now()}))
}

// withDefault says in --help what a flag is when it is not given.
func withDefault(v *kong.Value) string {
	text := kong.DefaultHelpValueFormatter(v)
	if v.HasDefault && v.Default != "" {
		text += " [" + v.Default + "]"
	}
	return text
}

// code reports an error once and gives its exit code.
func code(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(os.Stderr, "vigie: stopped; a plain new run goes on from here")
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintln(os.Stderr, "vigie:", err)
		return exitUsage
	case errors.Is(err, errRefused):
		fmt.Fprintln(os.Stderr, "vigie:", err)
		return exitRefused
	case data.IsDiskFull(err):
		fmt.Fprintf(os.Stderr, "vigie: disk full: %v\nvigie: free room on the disk of the lake, then run again; what is served is whole\n", err)
		return exitDiskFull
	default:
		fmt.Fprintln(os.Stderr, "vigie:", err)
		return exitFailed
	}
}

// usageError is a value that the command line accepts but the command does not.
type usageError struct{ error }

func isTerminal() bool { return term.IsTerminal(int(os.Stderr.Fd())) }

var paris = mustZone("Europe/Paris")

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone data are part of the program
	}
	return zone
}

// day reads an --as-of date as the midnight of that day in Paris; "" is today's.
func day(text string, now time.Time) (time.Time, error) {
	if text == "" {
		text = now.In(paris).Format(time.DateOnly)
	}
	return dayGiven("--as-of", text)
}

// dayGiven reads the day that a flag gives.
func dayGiven(flag, text string) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, text, paris)
	if err != nil {
		return t, usageError{fmt.Errorf("%s %q is not a date: write it as 2026-11-22", flag, text)}
	}
	return t, nil
}
