package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"
)

// accessLog gathers lines and writes them in large pieces: a write to disk for
// each request would cost more than the request. Safe for concurrent use.
type accessLog struct {
	file io.Closer // nil: standard output, which is not ours to close
	log  *slog.Logger

	mu  sync.Mutex
	to  io.Writer
	buf *bufio.Writer
}

// accessBuffer holds about a thousand lines, in bytes.
const accessBuffer = 64 << 10

// flushEvery is how late a line may appear.
const flushEvery = time.Second

// openAccessLog appends to the named file, or writes to standard output ("-").
func openAccessLog(name string, world console, log *slog.Logger) (*accessLog, error) {
	a := &accessLog{log: log, to: world.out}
	if name != "-" {
		f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o640)
		if err != nil {
			return nil, fmt.Errorf("access log: %w", err)
		}
		a.to, a.file = f, f
	}
	a.buf = bufio.NewWriterSize(a.to, accessBuffer)
	return a, nil
}

// Write takes one line. It does not fail: the log of a full disk is thinner,
// the pictures go on.
func (a *accessLog) Write(line []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, _ = a.buf.Write(line) // the next flush reports it
	return len(line), nil
}

// run writes what waits every second until ctx ends, then the rest.
func (a *accessLog) run(ctx context.Context) error {
	tick := time.NewTicker(flushEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
		a.flush()
	}
	if a.file == nil {
		return nil
	}
	return a.file.Close()
}

// flush writes what waits. A failed write is logged and its lines are lost;
// the buffer begins anew, since a bufio.Writer keeps its first error.
func (a *accessLog) flush() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.buf.Flush(); err != nil {
		a.buf.Reset(a.to)
		a.log.Warn("access log: lines are lost", "error", err)
	}
}
