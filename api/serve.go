package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"vigie/api/web"
)

// Config says where to serve, and what.
type Config struct {
	Addr string // HOST:PORT; port 0 takes a free one
	Deps Deps
	// Listening is told the address once requests are answered, as in http://127.0.0.1:8080.
	Listening func(address string)
	// Grace is how long answers under way have to finish at the end; 0 is GraceDefault.
	Grace time.Duration
}

// GraceDefault is the time that answers under way have to finish.
const GraceDefault = 10 * time.Second

// Serve answers until ctx ends, then lets the answers under way finish.
func Serve(ctx context.Context, cfg Config) error {
	if err := CheckAddress(cfg.Addr, cfg.Deps.Auth); err != nil {
		return err
	}
	handler, err := New(cfg.Deps)
	if err != nil {
		return err
	}
	if !web.HasDesign() {
		slog.WarnContext(ctx, "the design system is not in this program: pages are plain; `make build` puts it there")
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cfg.Addr)
	if err != nil {
		return listenError(ctx, cfg.Addr, err)
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       90 * time.Second,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	if cfg.Listening != nil {
		cfg.Listening("http://" + listener.Addr().String())
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve on %s: %w", cfg.Addr, err)
	case <-ctx.Done():
	}
	grace := cfg.Grace
	if grace == 0 {
		grace = GraceDefault
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return fmt.Errorf("stop serving on %s: answers still under way after %s: %w", cfg.Addr, grace, err)
	}
	return nil
}

// listenError says what holds the address, as far as one can tell, and what to do.
func listenError(ctx context.Context, addr string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("serve on %s: %s already listens there; stop it, or choose another address with --addr (port 0 takes a free one): %w", addr, holder(ctx, addr), err)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("serve on %s: this port is kept for the system; choose one from 1024 on with --addr: %w", addr, err)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("serve on %s: this machine has no such address; use --addr 127.0.0.1:8080: %w", addr, err)
	}
	return fmt.Errorf("serve on %s: %w", addr, err)
}

// holder asks whoever listens on addr whether it is a Vigie.
func holder(ctx context.Context, addr string) string {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/healthz", http.NoBody)
	if err != nil {
		return "another program"
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "another program"
	}
	defer response.Body.Close()
	if response.Header.Get("Server") == serverName {
		return "another vigie"
	}
	return "another program"
}
