package embed_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chartd/embed"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

// counted is a Reader that counts what it is asked, and may hold its answers
// back until it is let go.
type counted struct {
	stats.Reader
	calls, stats atomic.Int64
	gate         chan struct{} // nil: it answers at once
	fault        atomic.Pointer[error]
}

func (c *counted) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	c.calls.Add(1)
	c.stats.Add(int64(len(ids)))
	if c.gate != nil {
		<-c.gate
	}
	if fault := c.fault.Load(); fault != nil {
		return nil, *fault
	}
	return c.Reader.Series(ctx, ids, w)
}

// clock is a time that a test moves.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.at.Store(1_700_000_030)
	return c
}

func (c *clock) Now() time.Time       { return time.Unix(c.at.Load(), 0) }
func (c *clock) Move(d time.Duration) { c.at.Add(int64(d / time.Second)) }
func (c *clock) Minute() stats.Minute { return stats.MinuteAt(c.at.Load()) }
func (c *clock) window(n int) stats.Window {
	return stats.Window{From: c.Minute() - stats.Minute(n), Step: 1, Count: n}
}

func TestBoardAsksOnceAMinute(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	a, b := n.Stat(t, "a", stats.Counter), n.Stat(t, "b", stats.Counter)
	n.Post(t, a, now.Minute()-1, 1, 2, 3)
	from := &counted{Reader: n.Reader(), gate: make(chan struct{})}
	board := &embed.Board{Reader: from, Now: now.Now}
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			ids := []stats.StatID{a.ID, b.ID}
			if i%2 == 1 {
				ids = []stats.StatID{b.ID, a.ID, a.ID}
			}
			list, err := board.Series(t.Context(), ids, now.window(3))
			if err != nil {
				t.Error(err)
				return
			}
			for _, one := range list {
				if total := one.Buckets[0].Total() + one.Buckets[2].Total(); one.Stat == a.ID && total != 4 || one.Stat == b.ID && total != 0 {
					t.Errorf("%d has %v", one.Stat, one.Buckets)
				}
			}
		})
	}
	close(from.gate)
	all.Wait()
	if got := from.stats.Load(); got != 2 {
		t.Errorf("two stats were read %d times", got)
	}
	n.Post(t, a, now.Minute()-1, 10)
	last := func() float64 {
		t.Helper()
		list, err := board.Series(t.Context(), []stats.StatID{a.ID}, stats.Window{From: stats.MinuteAt(1_700_000_030) - 1, Step: 1, Count: 1})
		if err != nil {
			t.Fatal(err)
		}
		return list[0].Buckets[0].Total()
	}
	if got := last(); got != 13 { // another window: it was not read yet
		t.Errorf("the last minute has %g", got)
	}
	n.Post(t, a, now.Minute()-1, 100)
	if got := last(); got != 13 {
		t.Errorf("within the minute it has %g", got)
	}
	now.Move(time.Minute)
	if got := last(); got != 113 {
		t.Errorf("a minute later it has %g", got)
	}
}

func TestBoardKeepsNoError(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	s := n.Stat(t, "a", stats.Counter)
	from := &counted{Reader: n.Reader(), gate: make(chan struct{})}
	away := error(stats.ErrAway)
	from.fault.Store(&away)
	board := &embed.Board{Reader: from, Now: now.Now}
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if _, err := board.Series(t.Context(), []stats.StatID{s.ID}, now.window(1)); !errors.Is(err, stats.ErrAway) {
				t.Errorf("got %v", err)
			}
		})
	}
	close(from.gate)
	all.Wait()
	from.fault.Store(nil)
	if _, err := board.Series(t.Context(), []stats.StatID{s.ID}, now.window(1)); err != nil {
		t.Error(err)
	}
}

// Reads that fail leave the room to those that come later.
func TestBoardKeepsRoomAfterErrors(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	from := &counted{Reader: n.Reader()}
	board := &embed.Board{Reader: from, Now: now.Now}
	long := stats.Window{From: 0, Step: 1, Count: 100_000} // four of them are the bound
	away := error(stats.ErrAway)
	from.fault.Store(&away)
	for range 10 {
		if _, err := board.Series(t.Context(), []stats.StatID{1}, long); !errors.Is(err, stats.ErrAway) {
			t.Errorf("got %v", err)
		}
	}
	from.fault.Store(nil)
	before := from.calls.Load()
	for range 3 {
		if _, err := board.Series(t.Context(), []stats.StatID{1}, long); err != nil {
			t.Error(err)
		}
	}
	if got := from.calls.Load() - before; got != 1 {
		t.Errorf("the store was asked %d times", got)
	}
}

// A reader who leaves takes nobody's answer along, and is not kept waiting for
// that of another.
func TestBoardReadersLeave(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	s := n.Stat(t, "a", stats.Counter)
	from := &counted{Reader: n.Reader(), gate: make(chan struct{})}
	board := &embed.Board{Reader: from, Now: now.Now}
	window := now.window(1)
	ctx, leave := context.WithCancel(t.Context())
	var first sync.WaitGroup
	first.Go(func() {
		// Whoever reads for all ends with the read, and then finds that it left.
		if _, err := board.Series(ctx, []stats.StatID{s.ID}, window); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	for from.calls.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	leave()
	if _, err := board.Series(ctx, []stats.StatID{s.ID}, window); !errors.Is(err, context.Canceled) {
		t.Errorf("who left got %v", err)
	}
	close(from.gate)
	if _, err := board.Series(t.Context(), []stats.StatID{s.ID}, window); err != nil {
		t.Error(err)
	}
	first.Wait()
	if got := from.calls.Load(); got != 1 {
		t.Errorf("%d calls", got)
	}
}

// What is too much to be kept is read again each time, and pushes nothing else
// out: long windows, and many short ones.
func TestBoardIsBounded(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	for _, try := range []struct{ stats, buckets, kept int }{{50, 9_992, 40}, {50_000, 2, 40_000}} {
		from := &counted{Reader: n.Reader()}
		board := &embed.Board{Reader: from, Now: now.Now}
		ids := make([]stats.StatID, try.stats)
		for i := range ids {
			ids[i] = stats.StatID(i + 1)
		}
		for range 2 {
			if _, err := board.Series(t.Context(), ids, stats.Window{From: 0, Step: 1, Count: try.buckets}); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := from.stats.Load(), int64(2*try.stats-try.kept); got != want {
			t.Errorf("%d windows of %d buckets were read, want %d", got, try.buckets, want)
		}
	}
}
