package api

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

// Slots lets a few drawings run at once and a few more wait; everyone else is
// turned away at once. Drawing a PNG is pure work, so more of them than
// processors only makes each one later and memory larger.
type Slots struct {
	running  chan struct{}
	most     int64 // that may wait
	patience time.Duration
	waiting  atomic.Int64
}

// NewSlots lets running drawings run (at least 1) and waiting others wait,
// each for patience at most.
func NewSlots(running, waiting int, patience time.Duration) *Slots {
	return &Slots{
		running:  make(chan struct{}, max(running, 1)),
		most:     int64(waiting),
		patience: patience,
	}
}

// DefaultSlots runs one drawing a processor. 64 may wait: the pictures of one
// long mail, opened by its first reader. A picture that comes later than five
// seconds has mostly lost its reader.
func DefaultSlots() *Slots {
	return NewSlots(min(runtime.NumCPU(), runtime.GOMAXPROCS(0)), 64, 5*time.Second)
}

// largePixels is the size above which a PNG is large. One of 67 million pixels
// and five translucent areas takes seconds and hundreds of megabytes, a usual
// one a millisecond. The largest seen in the wild, 2000 x 1000 at ratio 2, is
// not large.
const largePixels = 8 << 20

// largeSlots let one large PNG be drawn at a time, so that two readers cannot
// take every slot from all others. It takes one of DefaultSlots too. Few may
// wait: each waits for seconds.
func largeSlots() *Slots { return NewSlots(1, 4, 5*time.Second) }

// fewSlots let half as many PNGs be drawn as all: while posts wait, the other
// processors are theirs.
func fewSlots(all *Slots) *Slots {
	return NewSlots(cap(all.running)/2, int(all.most), all.patience)
}

// formSlots let 32 large forms be read at a time: a slow sender holds up to a
// megabyte for as long as the read timeout lets it.
func formSlots() *Slots { return NewSlots(32, 64, 5*time.Second) }

// Acquire waits for a slot. It returns errBusy when too many wait already or
// patience ends, and the context's error when that ends first. Without an
// error the caller owes a Release.
func (s *Slots) Acquire(ctx context.Context) error {
	if s.tryAcquire() {
		return nil
	}
	defer s.waiting.Add(-1)
	if s.waiting.Add(1) > s.most {
		return errBusy
	}
	timeout := time.NewTimer(s.patience)
	defer timeout.Stop()
	select {
	case s.running <- struct{}{}:
		return nil
	case <-timeout.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Release gives a slot back.
func (s *Slots) Release() { <-s.running }

// tryAcquire takes a slot that is free now. It does not ask who waits: a slot
// that becomes free goes to a waiter before anyone can see it free.
func (s *Slots) tryAcquire() bool {
	select {
	case s.running <- struct{}{}:
		return true
	default:
		return false
	}
}
