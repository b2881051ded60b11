package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(thenTidy{m}, map[string]func(){"vigie": func() { os.Exit(run(os.Args[1:])) }})
}

// thenTidy runs the tests, then removes what they share.
type thenTidy struct{ tests *testing.M }

func (m thenTidy) Run() int {
	defer func() { _ = os.RemoveAll(sharedDir) }()
	return m.tests.Run()
}

// TestScripts runs the scenarios of data/scripts against the real command line.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("data", "scripts"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("VIGIE_PSEUDONYM_KEY", "a key for the scenarios")
			e.Setenv("VIGIE_THREADS", "1") // scenarios run beside one another
			return nil
		},
		// [minutes] is true where scenarios of many nights are asked for too.
		Condition: func(cond string) (bool, error) {
			if cond != "minutes" {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			return os.Getenv("VIGIE_FAULTS") != "", nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			// exits CODE COMMAND…: the command ends with this exit code.
			"exits": func(ts *testscript.TestScript, _ bool, args []string) { exits(ts, args) },
		},
	})
}

// exits checks the exit code that schedulers rely on.
func exits(ts *testscript.TestScript, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG…]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if e, ok := err.(interface{ ExitCode() int }); ok {
		got = string(rune('0' + e.ExitCode()))
	} else if err != nil {
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if got != args[0] {
		ts.Fatalf("%v: exit code %s, want %s", args[1:], got, args[0])
	}
}

// TestHelpHasExamples: each command's --help shows how it is called.
func TestHelpHasExamples(t *testing.T) {
	parser, err := kong.New(&cli{})
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range parser.Model.Leaves(true) {
		call, _, _ := strings.Cut(command.Path(), " <")
		if command.Help == "" || !strings.Contains(command.Detail, "Examples:\n  vigie "+call) {
			t.Errorf("%s: no example of its call in its help", command.Path())
		}
	}
}
