package embed

import (
	"context"
	"fmt"
	"sync"
	"time"

	"chartd/stats"
)

// Board is a Reader that asks another for each window of a stat once a minute,
// however many want to see it; those who come while it asks wait for that
// answer. What it returns is everybody's and must not be changed.
//
// # Why
//
// Windows end with a whole minute, so what pages show changes once a minute and
// everybody sees the same. A page in a thousand browsers then costs the store
// what one costs. A point that comes late is seen with the next minute.
type Board struct {
	Reader stats.Reader // with merged stats as one: stats.Grouped
	Now    func() time.Time

	mu     sync.Mutex
	minute stats.Minute         // that everything kept was read in
	kept   map[stretch]*reading // also those that are being read
	used   int                  // weight of all that is kept
}

var _ stats.Reader = (*Board)(nil)

// stretch is one window of one stat.
type stretch struct {
	id     stats.StatID
	window stats.Window
}

// reading is what a stat did in a window, or why nobody can tell.
type reading struct {
	stat    stats.StatID
	over    chan struct{} // closed when the rest is there
	buckets []stats.Bucket
	err     error
}

const (
	// maxWeight bounds what is kept, in buckets of 40 bytes: 16 megabytes.
	maxWeight = 400_000
	// entryWeight is what keeping a reading takes beside its buckets: a strange
	// page may ask for many short windows.
	entryWeight = 8
	// readWithin is how long the store may take. It is not the first reader's
	// patience: others wait for the same answer.
	readWithin = 10 * time.Second
)

// Series implements stats.Reader.
func (b *Board) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	all, mine := b.claim(ids, w)
	if len(mine) > 0 {
		b.read(ctx, mine, w)
	}
	out := make([]stats.Series, len(ids))
	for i, one := range all {
		select {
		case <-one.over:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if one.err != nil {
			return nil, one.err
		}
		out[i] = stats.Series{Stat: ids[i], Buckets: one.buckets}
	}
	return out, nil
}

// Latest implements stats.Reader. It is asked for by nobody who comes in
// thousands, and so is not kept.
func (b *Board) Latest(ctx context.Context, ids []stats.StatID) ([]stats.Latest, error) {
	return b.Reader.Latest(ctx, ids)
}

// claim returns the reading of each stat, and those that the caller has to read
// because nobody else does. What is over the bound is kept for nobody else.
func (b *Board) claim(ids []stats.StatID, w stats.Window) (all, mine []*reading) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := stats.MinuteAt(b.Now().Unix()); now != b.minute || b.kept == nil {
		b.minute, b.kept, b.used = now, map[stretch]*reading{}, 0
	}
	all = make([]*reading, len(ids))
	for i, id := range ids {
		at := stretch{id, w}
		if all[i] = b.kept[at]; all[i] != nil {
			continue
		}
		all[i] = &reading{stat: id, over: make(chan struct{})}
		mine = append(mine, all[i])
		if weight := w.Count + entryWeight; b.used+weight <= maxWeight {
			b.kept[at] = all[i]
			b.used += weight
		}
	}
	return all, mine
}

// errBroken is what those see who waited for a read that panicked.
var errBroken = fmt.Errorf("%w: a read broke off", stats.ErrAway)

// read reads what was claimed, for everybody who waits for it.
func (b *Board) read(ctx context.Context, mine []*reading, w stats.Window) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readWithin)
	defer cancel()
	ids := make([]stats.StatID, len(mine))
	for i, one := range mine {
		ids[i] = one.stat
	}
	var list []stats.Series
	err := errBroken
	defer func() { b.settle(mine, w, list, err) }()
	list, err = b.Reader.Series(ctx, ids, w)
}

// settle hands out what was read. An error is only for those who wait now. By now
// another minute may have begun, and what is kept may be of that.
func (b *Board) settle(mine []*reading, w stats.Window, list []stats.Series, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, one := range mine {
		if one.err = err; err == nil {
			one.buckets = list[i].Buckets
		}
		if at := (stretch{one.stat, w}); err != nil && b.kept[at] == one {
			delete(b.kept, at)
			b.used -= w.Count + entryWeight
		}
		close(one.over)
	}
}

// Live draws what opened keys show, from what is read once a minute.
func (b *Board) Live(shown ...Shown) *Live {
	return &Live{Finder: opened(shown), Homes: opened(shown), Remarks: opened(shown), Reader: b, Now: b.Now}
}
