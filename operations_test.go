package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

const operationsGuide = "docs/operations.md"

// TestOperationsGuideCommands: every command of the guide, and of the units, is
// one that the program accepts.
func TestOperationsGuideCommands(t *testing.T) {
	files, err := filepath.Glob("docs/systemd/*.service")
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	for _, file := range append(files, operationsGuide) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			args, ok := callOfVigie(line)
			if !ok {
				continue
			}
			calls++
			parser, err := kong.New(&cli{}, kong.Exit(func(int) {}))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parser.Parse(args); err != nil {
				t.Errorf("%s: %s: %v", file, strings.TrimSpace(line), err)
			}
		}
	}
	if calls < 15 {
		t.Errorf("only %d commands found", calls)
	}
}

// callOfVigie finds the arguments of a call at the start of a line, or anywhere
// after the program's full path.
func callOfVigie(line string) (args []string, ok bool) {
	command, ok := strings.CutPrefix(line, "vigie ")
	if !ok {
		if _, command, ok = strings.Cut(line, "/usr/local/bin/vigie "); !ok {
			return nil, false
		}
	}
	if strings.HasPrefix(line, "install ") {
		return nil, false
	}
	command, _, _ = strings.Cut(command, " #")
	for i, part := range strings.Split(strings.TrimSpace(command), `"`) { // odd parts are quoted
		if i%2 == 1 {
			args = append(args, part)
			continue
		}
		if quoted := strings.Split(part, "'"); len(quoted) > 1 { // cut at a shell command of its own
			return append(args, append(strings.Fields(quoted[0]), "command")...), true
		}
		args = append(args, strings.Fields(part)...)
	}
	return args, true
}

// TestUnits lets systemd itself read the units, and say how exposed they are.
func TestUnits(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	units, err := filepath.Glob("docs/systemd/*")
	if err != nil || len(units) == 0 {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	verify := []string{"verify", "--man=no"}
	for _, unit := range units {
		text, err := os.ReadFile(unit)
		if err != nil {
			t.Fatal(err)
		}
		text = []byte(strings.ReplaceAll(string(text), "/usr/local/bin/vigie", self)) // installed there or not
		copied := filepath.Join(dir, filepath.Base(unit))
		if err := os.WriteFile(copied, text, 0o644); err != nil {
			t.Fatal(err)
		}
		verify = append(verify, strings.Replace(copied, "@.", "@x.", 1))
	}
	if out, err := exec.CommandContext(t.Context(), "systemd-analyze", verify...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
	}
	for _, unit := range []string{"vigie-night.service", "vigie-serve.service"} {
		out, err := exec.CommandContext(t.Context(), "systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=15", filepath.Join(dir, unit)).CombinedOutput()
		if strings.Contains(string(out), "unrecognized option") {
			t.Skip("systemd is older than 250: it can't judge a unit that is not installed")
		}
		if err != nil {
			t.Errorf("%s is more exposed than 1.5 of 10: %v\n%s", unit, err, out)
		}
	}
}
