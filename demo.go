package main

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"vigie/api"
	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
)

type demoCmd struct {
	engineFlags
	Dir   string  `help:"Folder of the demonstration." default:"demo" placeholder:"DIR"`
	Inbox string  `help:"Deliveries to take instead of a sample." placeholder:"DIR"`
	AsOf  string  `help:"Day of the night. Default: today in Paris." placeholder:"DATE"`
	Scale float64 `help:"Size of the sample: 1 is France." default:"0.005" placeholder:"S"`
	Addr  string  `help:"Loopback address to serve on; port 0 takes a free one." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Once  bool    `help:"Stop once the night is published; do not serve."`
}

// Help is shown by vigie demo --help.
func (demoCmd) Help() string {
	return `Examples:
  vigie demo
  vigie demo --addr 127.0.0.1:18110 --scale 0.02`
}

// Run makes the demonstration: a sample, a night, and the server.
func (c demoCmd) Run(e *env) error {
	if err := api.CheckAddress(c.Addr, api.AuthOff); err != nil {
		return usageError{err}
	}
	asOf, err := day(c.AsOf, e.now)
	if err != nil {
		return err
	}
	engine, err := c.settings()
	if err != nil {
		return err
	}
	lake, err := data.Create(filepath.Join(c.Dir, "lake"))
	if err != nil {
		return err
	}
	key, err := c.demoKey(e)
	if err != nil {
		return err
	}
	if c.Inbox == "" {
		if c.Inbox, err = c.sample(e); err != nil {
			return err
		}
	}
	fmt.Fprintf(e.out, "2/3 The night: from %s to a published snapshot…\n", c.Inbox)
	n := night{lake: lake, inbox: c.Inbox, key: key, asOf: asOf, retention: data.Retention{Keep: 14, Grace: 72 * time.Hour}, engine: engine, progress: newProgress(), started: e.now}
	err = n.run(e.ctx)
	n.digest(e.out)
	if err != nil || c.Once {
		return err
	}
	fmt.Fprintln(e.out, "3/3 Serving. Ctrl-C stops.")
	return serve(e, lake, serveCmd{Addr: c.Addr, Auth: string(api.AuthOff)})
}

// demoKey makes the key of the pseudonyms once, beside the lake: good enough for
// made-up persons, never for real ones.
func (c demoCmd) demoKey(e *env) ([]byte, error) {
	path := filepath.Join(c.Dir, "pseudonym.key")
	key, err := os.ReadFile(path)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return nil, err
	}
	key = []byte(base64.StdEncoding.EncodeToString(secret))
	if err := data.WriteFileAtomic(path, key, 0o600); err != nil {
		return nil, fmt.Errorf("make pseudonym key: %w", err)
	}
	fmt.Fprintf(e.out, "A pseudonym key was made for the demonstration: %s\n", path)
	return key, nil
}

// sample makes the deliveries of the demonstration where there are none for this
// day and size.
func (c demoCmd) sample(e *env) (string, error) {
	asOf, err := day(c.AsOf, e.now)
	if err != nil {
		return "", err
	}
	inbox := filepath.Join(c.Dir, fmt.Sprintf("inbox-%s-%g", asOf.Format("2006-01-02"), c.Scale))
	if _, err := os.Stat(inbox); err == nil {
		fmt.Fprintf(e.out, "1/3 Deliveries are there already: %s\n", inbox)
		return inbox, nil
	}
	fmt.Fprintf(e.out, "1/3 A made-up country at %g of France, into %s…\n", c.Scale, inbox)
	unfinished := inbox + ".part"
	if err := os.RemoveAll(unfinished); err != nil {
		return "", err
	}
	_, err = sample.Generate(e.ctx, sample.Options{
		Out: unfinished, Scale: c.Scale, Seed: 1, AsOf: asOf, Reference: reference.Embedded(), Progress: newProgress(),
	})
	if err != nil {
		return "", err
	}
	if err := os.Rename(unfinished, inbox); err != nil {
		return "", fmt.Errorf("keep sample: %w", err)
	}
	return inbox, nil
}
