package stats

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A commit takes whatever waits, and the next begins when it returns: no
// timer, because a lone post must not wait for company. These bound the memory
// and the length of one.
const (
	maxGroupCalls  = 4096
	maxGroupPoints = 65536
)

// reopenEvery is how long a log that failed is left alone between two tries.
const reopenEvery = time.Second

// Ingester makes points durable: many callers, one commit at a time.
type Ingester struct {
	Log  Log
	Head *Head
	// Most is how many bytes the log may hold before posts are refused; 0 is no
	// bound.
	Most  int64
	Fault *slog.Logger
	// Ready makes the Head agree with the log and the store again, after the
	// log was reopened. Run calls it before the first post.
	Ready func(context.Context) error
	// Committed is told of each commit: how many points, and how long the disk
	// took. nil is nobody.
	Committed func(points int, took time.Duration)

	once    sync.Once
	coming  sync.Mutex // guards next and ended
	next    *group     // of the commit to come
	ended   bool       // Run is over
	work    chan struct{}
	turn    sync.Mutex // held from Append until Apply is done
	loaded  atomic.Bool
	failing atomic.Bool
	entries []Entry // memory of append, used again
	points  []Point
	spare   [][]Entry // memory for the calls of a group
}

// group is what one commit takes.
type group struct {
	calls  [][]Entry
	points int
	begun  chan struct{} // closed when the commit begins: there is another next
	over   chan struct{} // closed when err is known
	err    error
}

func (c *group) full() bool { return len(c.calls) >= maxGroupCalls || c.points >= maxGroupPoints }

// Add returns nil once the entries are on disk, which of them were repeats set
// in each. ErrAway means that nothing is promised and trying again may help;
// with an id that cannot count twice. The context bounds how long it waits to
// be let in. Then the commit is awaited, which is short: giving up would save
// nothing and promise nothing.
func (g *Ingester) Add(ctx context.Context, entries []Entry) error {
	g.once.Do(g.open)
	if g.failing.Load() || g.Most > 0 && g.Log.Bytes() > g.Most {
		return ErrAway
	}
	c, err := g.join(ctx, entries)
	if err != nil {
		return err
	}
	<-c.over
	return c.err
}

func (g *Ingester) open() {
	g.work = make(chan struct{}, 1)
	g.next = newGroup(nil)
}

func newGroup(memory [][]Entry) *group {
	return &group{calls: memory, begun: make(chan struct{}), over: make(chan struct{})}
}

// join adds entries to the next commit; while that is full, it waits.
func (g *Ingester) join(ctx context.Context, entries []Entry) (*group, error) {
	for {
		g.coming.Lock()
		c := g.next
		if g.ended {
			g.coming.Unlock()
			return nil, ErrAway
		}
		if !c.full() {
			c.calls = append(c.calls, entries)
			for i := range entries {
				c.points += len(entries[i].Points)
			}
			g.coming.Unlock()
			g.wake()
			return c, nil
		}
		g.coming.Unlock()
		select {
		case <-c.begun:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// wake tells Run that somebody waits.
func (g *Ingester) wake() {
	select {
	case g.work <- struct{}{}:
	default: // it knows
	}
}

// Run commits until ctx ends, and then what still waits.
func (g *Ingester) Run(ctx context.Context) error {
	g.once.Do(g.open)
	for {
		select {
		case <-g.work:
			// Whoever can be let in right now comes along: they wait for this
			// processor, not for a client.
			runtime.Gosched()
			g.commit(ctx, g.take(false))
		case <-ctx.Done():
			g.commit(context.WithoutCancel(ctx), g.take(true))
			return nil
		}
	}
}

// take begins a commit: what comes now waits for another, or for none where this
// is the last.
func (g *Ingester) take(last bool) *group {
	g.coming.Lock()
	defer g.coming.Unlock()
	c := g.next
	g.next, g.spare, g.ended = newGroup(g.spare), nil, last
	close(c.begun)
	return c
}

// commit writes one group and tells each of its calls.
func (g *Ingester) commit(ctx context.Context, c *group) {
	if c.err = g.recover(ctx); c.err == nil && len(c.calls) > 0 {
		c.err = g.append(ctx, c.calls)
	}
	calls := c.calls
	close(c.over)
	clear(calls) // lets go of what the callers sent
	g.coming.Lock()
	g.spare = calls[:0]
	g.coming.Unlock()
}

// append is the commit itself: log, then Head, then the answer, so that
// whoever got the answer also reads the point.
func (g *Ingester) append(ctx context.Context, calls [][]Entry) error {
	entries := g.entries[:0]
	for _, c := range calls {
		entries = append(entries, c...)
	}
	defer clear(entries)
	g.entries = entries
	g.turn.Lock()
	defer g.turn.Unlock()
	began := time.Now()
	// A caller that leaves must not undo the commit of all others.
	seq, err := g.Log.Append(context.WithoutCancel(ctx), entries)
	if err != nil {
		g.failing.Store(true)
		g.loaded.Store(false)
		g.Fault.Error("log: posts are refused until it can be written again", "error", err)
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	n := 0
	points := g.points[:0]
	for _, e := range entries {
		if !e.Repeated {
			points = append(points, e.Points...)
		}
	}
	g.points = points
	for _, c := range calls {
		n += copy(c, entries[n:])
	}
	if g.loaded.Load() && len(points) > 0 {
		g.Head.Apply(seq, points)
	}
	if g.Committed != nil {
		g.Committed(len(points), time.Since(began))
	}
	return nil
}

// recover reopens a log that has failed: a failed sync is never tried again as
// if it had worked, for nobody knows what the disk has.
func (g *Ingester) recover(ctx context.Context) error {
	if !g.failing.Load() {
		return nil
	}
	if err := g.Log.Reopen(ctx); err != nil {
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	// A database that is away too is no reason to refuse posts.
	if err := g.Ready(ctx); err != nil && !errors.Is(err, ErrAway) {
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	g.failing.Store(false)
	g.Fault.Info("log: posts are taken again")
	return nil
}

// Mend tries, until ctx ends, to get a failed log to work again. Without it
// the first post after the disk is back would find out, and be refused.
func (g *Ingester) Mend(ctx context.Context) error {
	g.once.Do(g.open)
	tick := time.NewTicker(reopenEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if !g.failing.Load() {
			continue
		}
		g.wake() // a commit of nobody tries
	}
}

// Failing reports whether posts are refused because the log has failed.
func (g *Ingester) Failing() bool { return g.failing.Load() }
