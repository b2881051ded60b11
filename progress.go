package main

import (
	"log/slog"
	"os"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"

	"vigie/data"
)

// newProgress shows a bar on a terminal and logs one line a step elsewhere.
func newProgress() data.Progress {
	if isTerminal() {
		return &bar{}
	}
	return &lines{}
}

type bar struct{ current *progressbar.ProgressBar }

func (b *bar) Start(step string, total int64, unit string) {
	if total == 0 {
		total = -1
	}
	b.current = progressbar.NewOptions64(total,
		progressbar.OptionSetDescription(step), progressbar.OptionSetWriter(os.Stderr), progressbar.OptionShowCount(),
		progressbar.OptionSetItsString(unit), progressbar.OptionShowIts(), progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionOnCompletion(func() { _, _ = os.Stderr.WriteString("\n") }),
		progressbar.OptionSetPredictTime(true))
}

func (b *bar) Add(n int64) {
	if b.current != nil {
		_ = b.current.Add64(n) // a bar that can't be drawn is no error
	}
}

func (b *bar) Done() {
	if b.current != nil {
		_ = b.current.Finish()
		b.current = nil
	}
}

type lines struct {
	step, unit string
	started    time.Time
	count      atomic.Int64
}

func (l *lines) Start(step string, _ int64, unit string) {
	l.step, l.unit, l.started = step, unit, time.Now()
	l.count.Store(0)
}

func (l *lines) Add(n int64) { l.count.Add(n) }

func (l *lines) Done() {
	slog.Info(l.step, l.unit, l.count.Load(), "elapsed", time.Since(l.started).Round(time.Millisecond).String())
}
