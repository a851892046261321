// Package crash kills a serving chartd at random moments and counts afterwards
// what it acknowledged: nothing may be lost, nothing counted twice.
//
// A load of single posts and uploads runs against the program and remembers
// every answer. After a kill -9 the program starts on the same data, posts whose
// answer nobody saw are sent again with their ids, and then every minute's
// number of points and sum, as the export gives them, must be what was
// acknowledged. The package knows the program by its command line and its HTTP
// face alone.
package crash

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"time"
)

// Outage breaks the database while the program is under load, and mends it. A
// store without a database has none.
type Outage interface {
	Break(ctx context.Context) error
	Mend(ctx context.Context) error
}

// Test is one run.
type Test struct {
	Program string   // the path of chartd
	Dir     string   // an empty folder
	Flags   []string // for serve: which store, which durability
	Kills   int
	Seed    uint64
	Outage  Outage // nil: none
	Out     io.Writer
}

// Bounds of a run.
const (
	// clients post at the same time: enough that commits hold groups.
	clients = 16
	// life is how long the program serves before it is killed, at random up to
	// this: many commits, a checkpoint or two.
	life = 1500 * time.Millisecond
	// readyWithin is what a start after a kill may take.
	readyWithin = 30 * time.Second
	// outageEvery is how many lives lie between two outages.
	outageEvery = 3
)

// Run does the test. The error names the minutes that differ, or what could
// not be done.
func (t *Test) Run(ctx context.Context) error {
	dice := rand.New(rand.NewPCG(t.Seed, 1))
	host, err := t.prepare(ctx)
	if err != nil {
		return err
	}
	book := newBook(t.Seed)
	for n := range t.Kills {
		if err := t.life(ctx, host, book, dice, n); err != nil {
			return fmt.Errorf("kill %d of %d, seed %d: %w", n+1, t.Kills, t.Seed, err)
		}
	}
	fmt.Fprintf(t.Out, "%d kills, %d posts acknowledged, %d sent again, all there once\n", t.Kills, book.acknowledged(), book.resent.Load())
	return nil
}

// prepare makes the account whose key the load posts with.
func (t *Test) prepare(ctx context.Context) (*host, error) {
	h := &host{program: t.Program, data: filepath.Join(t.Dir, "data"), flags: t.Flags, key: "crash-test-key", out: t.Out}
	return h, h.createAccount(ctx)
}

// life starts the program, checks what the life before left, loads it, and
// kills it.
func (t *Test) life(ctx context.Context, h *host, book *book, dice *rand.Rand, n int) error {
	if err := h.start(ctx); err != nil {
		return err
	}
	defer h.kill()
	if err := book.resend(ctx, h); err != nil {
		return fmt.Errorf("send again: %w", err)
	}
	if err := book.compare(ctx, h); err != nil {
		return err
	}
	span := time.Duration(dice.Int64N(int64(life))) + 20*time.Millisecond
	load, stop := context.WithCancel(ctx)
	done := book.load(load, h, n)
	err := t.disturb(ctx, span, n)
	h.kill()
	stop()
	<-done
	if err != nil || n+1 < t.Kills {
		return err
	}
	return t.last(ctx, h, book)
}

// disturb waits for the life to be over; some lives see an outage in their
// middle.
func (t *Test) disturb(ctx context.Context, span time.Duration, n int) error {
	if t.Outage == nil || n%outageEvery != 0 {
		return sleep(ctx, span)
	}
	if err := sleep(ctx, span/2); err != nil {
		return err
	}
	if err := t.Outage.Break(ctx); err != nil {
		return err
	}
	err := sleep(ctx, span)
	return errors.Join(err, t.Outage.Mend(ctx))
}

// last compares once more after the last kill, and after a stop in order, which
// stores everything.
func (t *Test) last(ctx context.Context, h *host, book *book) error {
	for _, what := range []string{"after the last kill", "after a stop in order"} {
		if err := h.start(ctx); err != nil {
			return err
		}
		if err := book.resend(ctx, h); err != nil {
			return fmt.Errorf("%s: send again: %w", what, err)
		}
		if err := book.compare(ctx, h); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if err := h.stop(); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	return nil
}

// sleep waits unless the context ends first.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
