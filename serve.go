package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"vigie/analytics"
	"vigie/api"
	"vigie/api/openapi"
	"vigie/data"
)

// followEvery is how often the server looks for a new snapshot.
const followEvery = time.Second

type serveCmd struct {
	lakeFlag
	Addr    string   `help:"Where to listen; port 0 takes a free one." default:"127.0.0.1:8080" env:"VIGIE_ADDR" placeholder:"HOST:PORT"`
	Auth    string   `help:"on: every protected route wants an identity; off: none, accepted on loopback addresses only." enum:"on,off" default:"on" env:"VIGIE_AUTH"`
	Origins []string `help:"Origin whose pages may show the widget, in a frame or as the element, as in https://poste.example.fr. Repeatable." env:"VIGIE_ORIGINS" placeholder:"ORIGIN"`
}

// Help is shown by vigie serve --help.
func (serveCmd) Help() string {
	return `Examples:
  vigie serve --lake lake --auth off
  vigie serve --lake lake --addr 127.0.0.1:18110 --auth off`
}

// Run serves until it is told to stop.
func (c serveCmd) Run(e *env) error {
	if err := api.CheckAddress(c.Addr, api.Auth(c.Auth)); err != nil {
		return usageError{err}
	}
	lake, err := c.open()
	if err != nil {
		return err
	}
	return serve(e, lake, c)
}

// gcPercent is how much garbage the server's heap may hold, of what is in use: most
// of it holds no pointers and lives as long as the snapshot, so looking for garbage is
// cheap and its room is not.
const gcPercent = 30

func serve(e *env, lake data.Lake, c serveCmd) error {
	debug.SetGCPercent(gcPercent)
	store, err := analytics.OpenStore(e.ctx, lake)
	if err != nil {
		return err
	}
	defer store.Close()
	ctx, stop := context.WithCancelCause(e.ctx)
	defer stop(nil)
	go func() {
		if err := store.Complete(ctx); err != nil {
			stop(err) // what is damaged is not served
		}
		debug.FreeOSMemory()
		store.Follow(ctx, followEvery)
	}()
	glossaries, err := words()
	if err != nil {
		return err
	}
	err = api.Serve(ctx, api.Config{
		Addr: c.Addr,
		Deps: api.Deps{
			Source: store, At: store.At, Compare: store.Compare, Published: published(lake), Nights: &nightMetrics{lake: lake}, Auth: api.Auth(c.Auth), Origins: c.Origins, Words: glossaries, Version: version,
		},
		Listening: func(address string) {
			fmt.Fprintf(e.out, "Vigie is ready: %s\n", address)
		},
	})
	if e.ctx.Err() == nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// published lists the lake's snapshots in the API's words.
func published(lake data.Lake) func(context.Context) ([]openapi.Snapshot, error) {
	return func(context.Context) ([]openapi.Snapshot, error) {
		all, err := lake.Snapshots()
		if err != nil {
			return nil, err
		}
		rows := make([]openapi.Snapshot, len(all))
		for i, m := range all {
			rows[i] = openapi.Snapshot{Id: m.ID, AsOf: m.AsOf, PublishedAt: m.PublishedAt}
		}
		return rows, nil
	}
}
