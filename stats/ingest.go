package stats

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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

// waitingCalls is how many calls may wait beside those in the commit. Beyond
// it callers wait to be let in, each for as long as its context lets it.
const waitingCalls = 4096

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

	waiting chan *call
	once    sync.Once
	turn    sync.Mutex // held from Append until Apply is done
	loaded  atomic.Bool
	failing atomic.Bool
	entries []Entry // memory of append, used again
	points  []Point
}

// call is one Add that waits.
type call struct {
	entries []Entry
	done    chan error
}

// Add returns nil once the entries are on disk, which of them were repeats set
// in each. ErrAway means that nothing is promised and trying again may help;
// with an id that cannot count twice. The entries must not be changed until Add
// returns, and an Add whose context ended may still be kept.
func (g *Ingester) Add(ctx context.Context, entries []Entry) error {
	g.once.Do(g.open)
	if g.failing.Load() || g.Most > 0 && g.Log.Bytes() > g.Most {
		return ErrAway
	}
	c := &call{entries, make(chan error, 1)}
	select {
	case g.waiting <- c:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-c.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *Ingester) open() { g.waiting = make(chan *call, waitingCalls) }

// Run commits until ctx ends, and then what still waits.
func (g *Ingester) Run(ctx context.Context) error {
	g.once.Do(g.open)
	group := make([]*call, 0, maxGroupCalls)
	for {
		select {
		case first := <-g.waiting:
			group = g.gather(append(group[:0], first))
			g.commit(ctx, group)
			clear(group) // lets go of what the callers sent
		case <-ctx.Done():
			for {
				select {
				case first := <-g.waiting:
					g.commit(context.WithoutCancel(ctx), g.gather(append(group[:0], first)))
				default:
					return nil
				}
			}
		}
	}
}

// gather takes what waits, up to the bounds of a commit.
func (g *Ingester) gather(group []*call) []*call {
	points := 0
	for len(group) < maxGroupCalls {
		for _, e := range group[len(group)-1].entries {
			points += len(e.Points)
		}
		if points >= maxGroupPoints {
			return group
		}
		select {
		case c := <-g.waiting:
			group = append(group, c)
		default:
			return group
		}
	}
	return group
}

// commit writes one group and tells each of its calls.
func (g *Ingester) commit(ctx context.Context, group []*call) {
	err := g.recover(ctx)
	if err == nil {
		err = g.append(ctx, group)
	}
	for _, c := range group {
		c.done <- err
	}
}

// append is the commit itself: log, then Head, then the answer, so that
// whoever got the answer also reads the point.
func (g *Ingester) append(ctx context.Context, group []*call) error {
	entries := g.entries[:0]
	for _, c := range group {
		entries = append(entries, c.entries...)
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
	for _, c := range group {
		n += copy(c.entries, entries[n:])
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
		select {
		case g.waiting <- &call{done: make(chan error, 1)}: // an empty call tries
		default:
		}
	}
}

// Failing reports whether posts are refused because the log has failed.
func (g *Ingester) Failing() bool { return g.failing.Load() }
