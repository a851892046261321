package stats

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds of the Keeper's work.
const (
	// batchRows is how many chunk rows are written at a time where nobody says,
	// so that no post waits more than a few milliseconds for the file.
	batchRows = 32
	// loadRows is how many rows are read at a time.
	loadRows = 500
	// lateness is how long after its end an hour is written: the posts of its
	// last seconds are on their way.
	lateness = 10 * time.Second
	// patience is how long one batch may take. A database that hangs must not
	// hang readers.
	patience = 15 * time.Second
	// keepTick is how often the Keeper looks at clock and bounds.
	keepTick = time.Second
)

// Origin is the identity of a log: its writer, and what it has numbered.
type Origin interface {
	Writer() WriterID
	// Last is the newest number given to a commit, also of those forgotten.
	Last() Seq
	// Renew gives the log a fresh writer id.
	Renew(ctx context.Context) (WriterID, error)
}

// Keeper moves what the Head holds into the store, and lets the log forget it.
type Keeper struct {
	Log    Log
	Head   *Head
	Chunks Chunks
	Ingest *Ingester
	Origin Origin
	Fault  *slog.Logger
	Now    func() time.Time
	// LogMost and HeadMost are bytes above which everything is stored, not only
	// closed hours.
	LogMost, HeadMost int64
	// Batch is how many rows are written at a time; readers wait meanwhile, and
	// posts too where the store is the log's file. 0 is few.
	Batch int
	// Share is how often open hours are stored too, for other nodes to read; 0
	// is never.
	Share time.Duration
	// Failed is told of each checkpoint that failed. nil is nobody.
	Failed func()
	// Shared is told that every point that was taken before a moment is stored.
	// nil is nobody.
	Shared func(ctx context.Context, before time.Time)

	gate      sync.RWMutex // readers hold it for reading, a batch for writing
	work      sync.Mutex   // one checkpoint at a time
	doubt     []sealed     // a batch that failed: it may be stored or not
	uncertain atomic.Bool  // there is doubt
	awaySince atomic.Int64
}

// Start makes the Head agree with log and store. With the database away it
// returns an error that is ErrAway: posts are taken all the same, and Run tries
// again.
func (k *Keeper) Start(ctx context.Context) error {
	k.work.Lock() // before the turn, as in every place that takes both
	defer k.work.Unlock()
	k.Ingest.turn.Lock()
	defer k.Ingest.turn.Unlock()
	return k.load(ctx)
}

// load replays the log into an empty Head, leaving out what is stored already.
// No commit may happen meanwhile.
func (k *Keeper) load(ctx context.Context) error {
	k.Ingest.loaded.Store(false)
	k.Head.clear()
	k.doubt = nil
	k.uncertain.Store(false)
	newest, err := k.claim(ctx)
	if err != nil {
		return err
	}
	stored := map[ChunkKey]Seq{}
	err = k.Log.Replay(ctx, 0, func(seq Seq, points []Point) (err error) {
		if seq <= newest { // else no hour can have it
			points, err = k.fresh(ctx, stored, seq, points)
		}
		if err == nil {
			k.Head.Apply(seq, points)
		}
		return err
	})
	if err != nil {
		return err
	}
	k.Ingest.loaded.Store(true)
	return nil
}

// claim makes sure that the numbers of this log's commits are its own, and
// returns the newest that is stored. A log that is older than what is stored
// under its id was restored or copied.
func (k *Keeper) claim(ctx context.Context) (newest Seq, err error) {
	newest, err = k.Chunks.Newest(ctx, k.Origin.Writer())
	if err != nil || newest <= k.Origin.Last() {
		return newest, err
	}
	_, err = k.Origin.Renew(ctx)
	return 0, err // the new id has stored nothing
}

// fresh returns those points of a commit, in the same memory, that are not
// stored.
func (k *Keeper) fresh(ctx context.Context, stored map[ChunkKey]Seq, seq Seq, points []Point) ([]Point, error) {
	var unknown []ChunkKey
	n := 0
	for _, p := range points {
		key := ChunkKey{p.Stat, p.At.Hour()}
		rev, ok := stored[key]
		if !ok {
			stored[key] = 0
			unknown = append(unknown, key)
		}
		if seq > rev {
			points[n] = p
			n++
		}
	}
	if len(unknown) == 0 {
		return points[:n], nil
	}
	if err := k.learn(ctx, stored, unknown); err != nil {
		return nil, err
	}
	return k.fresh(ctx, stored, seq, points[:n])
}

// learn finds out up to which commit hours are stored.
func (k *Keeper) learn(ctx context.Context, stored map[ChunkKey]Seq, unknown []ChunkKey) error {
	for len(unknown) > 0 {
		n := min(len(unknown), loadRows)
		rows, err := k.Chunks.Load(ctx, k.Origin.Writer(), unknown[:n])
		if err != nil {
			return err
		}
		for _, row := range rows {
			stored[row.ChunkKey] = row.Rev
		}
		unknown = unknown[n:]
	}
	return nil
}

// Run stores hours as they close until ctx ends, and then everything.
func (k *Keeper) Run(ctx context.Context) error {
	tick := time.NewTicker(keepTick)
	defer tick.Stop()
	var shared time.Time
	closed := k.closedHour()
	for {
		select {
		case <-ctx.Done():
			return k.stop(ctx)
		case <-tick.C:
		}
		k.look(ctx, &closed, &shared)
	}
}

// stop stores what is left, within a few seconds: what cannot be stored is in
// the log.
func (k *Keeper) stop(ctx context.Context) error {
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if !k.Ingest.loaded.Load() {
		return nil
	}
	if err := k.Checkpoint(last, everything); err != nil {
		k.Fault.Warn("what is not stored stays in the log", "error", err)
	}
	return nil
}

// closedHour is the newest hour that is over.
func (k *Keeper) closedHour() Hour { return MinuteAt(k.Now().Add(-lateness).Unix()).Hour() - 1 }

// look does what is due. A clock that was set back makes it due: else nothing
// would be stored until that moment comes again, and other nodes would judge
// without this one.
func (k *Keeper) look(ctx context.Context, closed *Hour, shared *time.Time) {
	if !k.Ingest.loaded.Load() {
		if k.Ingest.failing.Load() {
			return // the Ingester makes all new once it can write
		}
		k.note(k.Start(ctx))
		return
	}
	newest := k.closedHour()
	_, held := k.Head.Size()
	due, all := everything, true
	switch {
	case k.uncertain.Load(), k.LogMost > 0 && k.Log.Bytes() > k.LogMost, k.HeadMost > 0 && held > k.HeadMost:
	case k.Share > 0 && (k.Now().Sub(*shared) >= k.Share || k.Now().Before(*shared)):
	case newest != *closed:
		due, all = closedBy(newest), false
	default:
		return
	}
	began := k.Now()
	err := k.Checkpoint(ctx, due)
	if ctx.Err() != nil {
		return // cut off by the end, which is no fault of the store
	}
	k.note(err)
	if err == nil {
		*closed = newest
		if all {
			*shared = began
			if k.Shared != nil {
				k.Shared(ctx, began)
			}
		}
		return
	}
	if _, held := k.Head.Size(); k.HeadMost > 0 && held > k.HeadMost && errors.Is(err, ErrAway) {
		k.unload()
	}
}

// unload empties a Head that has grown over its bound while the database is
// away. Everything is in the log, from which load reads it later.
func (k *Keeper) unload() {
	k.work.Lock()
	defer k.work.Unlock()
	k.Ingest.turn.Lock()
	defer k.Ingest.turn.Unlock()
	k.Ingest.loaded.Store(false)
	k.Head.clear()
	k.doubt = nil
	k.Fault.Warn("the database is away for so long that only the log keeps what comes")
}

// note remembers since when the store has been away, and says so once.
func (k *Keeper) note(err error) {
	since := k.awaySince.Load()
	if err != nil && k.Failed != nil {
		k.Failed()
	}
	switch {
	case err != nil && since == 0:
		k.awaySince.Store(k.Now().Unix())
		k.Fault.Error("store: posts are kept in the log meanwhile", "error", err)
	case err == nil && since != 0:
		k.awaySince.Store(0)
		k.Fault.Info("store: everything is stored again")
	}
}

// AwaySince is the moment since which nothing could be stored; ok is false when
// all is well.
func (k *Keeper) AwaySince() (since time.Time, ok bool) {
	at := k.awaySince.Load()
	return time.Unix(at, 0), at != 0
}

// CheckpointAll stores everything that was committed before the call.
func (k *Keeper) CheckpointAll(ctx context.Context) error {
	if !k.Ingest.loaded.Load() {
		return ErrAway
	}
	return k.Checkpoint(ctx, everything)
}

// Expire removes the minutes before an hour from the store. First everything is
// stored and forgotten by the log: a commit that the log still had would be
// counted again, were its chunk gone when a start reads it.
func (k *Keeper) Expire(ctx context.Context, store Sweeper, before Hour) error {
	if err := k.CheckpointAll(ctx); err != nil {
		return err
	}
	k.work.Lock()
	defer k.work.Unlock()
	return store.Expire(ctx, before)
}

func everything(Hour) bool { return true }

// closedBy chooses hours that are over, and those of the future: a stray point
// of tomorrow must not hold back the log.
func closedBy(newest Hour) func(Hour) bool {
	return func(hour Hour) bool { return hour != newest+1 }
}

// Checkpoint stores the hours that due chooses, batch by batch, and lets the
// log forget what is stored.
func (k *Keeper) Checkpoint(ctx context.Context, due func(Hour) bool) error {
	k.work.Lock()
	defer k.work.Unlock()
	if len(k.doubt) > 0 {
		if err := k.store(ctx, k.doubt); err != nil {
			return err
		}
	}
	for keys := range slices.Chunk(k.Head.due(due), cmp.Or(k.Batch, batchRows)) {
		if err := k.store(ctx, k.Head.seal(keys)); err != nil {
			return err
		}
	}
	return k.Log.Forget(ctx, k.Head.Oldest())
}

// store writes one batch. Readers wait: they would see points twice or not at
// all in between.
func (k *Keeper) store(ctx context.Context, list []sealed) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	k.gate.Lock()
	defer k.gate.Unlock()
	keys := make([]ChunkKey, len(list))
	for i := range list {
		keys[i] = list[i].ChunkKey
	}
	rows, err := k.Chunks.Load(ctx, k.Origin.Writer(), keys)
	if err != nil {
		return err
	}
	fresh := rows[:0]
	for i, row := range rows {
		if row.Rev < list[i].rev { // else the batch that failed was stored after all
			list[i].minutes.into(&row.Minutes)
			row.Rev = list[i].rev
			fresh = append(fresh, row)
		}
	}
	if len(fresh) > 0 {
		k.doubt = list
		k.uncertain.Store(true)
		if err := k.Chunks.Put(ctx, k.Origin.Writer(), fresh); err != nil {
			return err
		}
	}
	k.Head.settle(list)
	k.doubt = nil
	k.uncertain.Store(false)
	return nil
}
