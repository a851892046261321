package stats_test

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chartd/cmd/check/loopback"
	"chartd/stats"
	"chartd/stats/sqlite"
	"chartd/stats/statstest/node"
)

// rig is the parts of a node with faults between them.
type rig struct {
	db     *sqlite.DB
	log    *faultyLog
	chunks *faultyChunks
	ingest *stats.Ingester
	keeper *stats.Keeper
	view   stats.View
	stop   func()
}

// faultyLog fails to append when told to.
type faultyLog struct {
	*sqlite.Log
	mu   sync.Mutex
	fail error
}

func (l *faultyLog) set(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fail = err
}

func (l *faultyLog) Append(ctx context.Context, entries []stats.Entry) (stats.Seq, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail != nil {
		return 0, l.fail
	}
	return l.Log.Append(ctx, entries)
}

func (l *faultyLog) Reopen(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail != nil {
		return l.fail
	}
	return l.Log.Reopen(ctx)
}

// faultyChunks fails to put, before or after the rows are stored.
type faultyChunks struct {
	*sqlite.Chunks
	before, after error
}

func (c *faultyChunks) Put(ctx context.Context, w stats.WriterID, list []stats.Chunk) error {
	if c.before != nil {
		return c.before
	}
	return errors.Join(c.Chunks.Put(ctx, w, list), c.after)
}

// openRig opens the parts over a file, until the test's end or stop.
func openRig(t testing.TB, file string) *rig {
	t.Helper()
	db, err := sqlite.Open(context.Background(), file, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{db: db, log: &faultyLog{Log: db.Log()}, chunks: &faultyChunks{Chunks: db.Chunks()}}
	head, quiet := stats.NewHead(), slog.New(slog.DiscardHandler)
	r.ingest = &stats.Ingester{Log: r.log, Head: head, Fault: quiet}
	r.keeper = &stats.Keeper{Log: r.log, Head: head, Chunks: r.chunks, Ingest: r.ingest, Origin: db.Log(), Fault: quiet, Now: time.Now}
	r.ingest.Ready = r.keeper.Start
	r.view = stats.View{Keeper: r.keeper}
	if err := r.keeper.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = r.ingest.Run(ctx) }) // it has no error
	r.stop = sync.OnceFunc(func() {
		cancel()
		running.Wait()
		db.Close()
	})
	t.Cleanup(r.stop)
	return r
}

// post stores a number of a stat in a minute.
func (r *rig) post(id stats.StatID, at stats.Minute, v float64) error {
	return r.ingest.Add(context.Background(), []stats.Entry{{Project: 1, Points: []stats.Point{{Stat: id, At: at, Value: v}}}})
}

// minute is what a stat did in a minute.
func (r *rig) minute(id stats.StatID, at stats.Minute) (stats.Bucket, error) {
	list, err := r.view.Series(context.Background(), []stats.StatID{id}, stats.Window{From: at, Step: 1, Count: 1})
	if err != nil {
		return stats.Bucket{}, err
	}
	return list[0].Buckets[0], nil
}

// Whatever the order of posts, checkpoints and restarts, every minute holds
// exactly what was acknowledged.
func TestEveryPointCountsOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		file := filepath.Join(t.TempDir(), "chartd.db")
		r := openRig(t, file)
		want := map[stats.Point]stats.Bucket{} // keyed by stat and minute
		for range rapid.IntRange(1, 16).Draw(rt, "steps") {
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			case 0:
				r.stop()
				r = openRig(t, file)
			case 1:
				if err := r.keeper.CheckpointAll(t.Context()); err != nil {
					rt.Fatal(err)
				}
			case 2:
				r.chunks.after = errors.New("the answer was lost")
				_ = r.keeper.CheckpointAll(t.Context()) // it fails, or has nothing to do
				r.chunks.after = nil
				if err := r.keeper.CheckpointAll(t.Context()); err != nil {
					rt.Fatal(err)
				}
			case 3:
				r.chunks.before = errors.New("the database is away")
				_ = r.keeper.CheckpointAll(t.Context()) // it fails, or has nothing to do
				r.chunks.before = nil
				if err := r.keeper.CheckpointAll(t.Context()); err != nil {
					rt.Fatal(err)
				}
			default:
				at := stats.Point{Stat: stats.StatID(rapid.IntRange(1, 3).Draw(rt, "stat")), At: stats.Minute(rapid.IntRange(0, 200).Draw(rt, "minute"))}
				v := float64(rapid.IntRange(-5, 5).Draw(rt, "value"))
				if err := r.post(at.Stat, at.At, v); err != nil {
					rt.Fatal(err)
				}
				b := want[at]
				b.Add(v)
				want[at] = b
			}
		}
		for at, b := range want {
			got, err := r.minute(at.Stat, at.At)
			if err != nil || !stats.SameFigures(got, b) {
				rt.Fatalf("stat %d, minute %d: %+v, %v, want %+v", at.Stat, at.At, got, err, b)
			}
		}
		r.stop()
	})
}

// While nobody knows whether a batch was stored, reads are refused rather than
// wrong; posts go on.
func TestReadsAreRefusedWhileABatchIsInDoubt(t *testing.T) {
	r := openRig(t, filepath.Join(t.TempDir(), "chartd.db"))
	check := func(want error) {
		t.Helper()
		if _, err := r.minute(1, 5); !errors.Is(err, want) {
			t.Errorf("read: %v, want %v", err, want)
		}
	}
	if err := r.post(1, 5, 2); err != nil {
		t.Fatal(err)
	}
	r.chunks.after = errors.New("the answer was lost")
	if err := r.keeper.CheckpointAll(t.Context()); err == nil {
		t.Fatal("the checkpoint did not fail")
	}
	check(stats.ErrAway)
	if err := r.post(1, 5, 3); err != nil {
		t.Errorf("post: %v", err)
	}
	r.chunks.after = nil
	if err := r.keeper.CheckpointAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	check(nil)
	if b, _ := r.minute(1, 5); b.N != 2 || b.Total() != 5 {
		t.Errorf("%d points with sum %v, want 2 with 5", b.N, b.Total())
	}
}

// A log that fails takes nothing until it was opened anew, and what was
// refused is not there.
func TestAFailedLogRefusesPosts(t *testing.T) {
	r := openRig(t, filepath.Join(t.TempDir(), "chartd.db"))
	if err := r.post(1, 5, 2); err != nil {
		t.Fatal(err)
	}
	r.log.set(errors.New("no space left on device"))
	for range 2 {
		if err := r.post(1, 5, 3); !errors.Is(err, stats.ErrAway) {
			t.Errorf("post: %v, want ErrAway", err)
		}
	}
	if !r.ingest.Failing() {
		t.Error("the log is not said to fail")
	}
	r.log.set(nil)
	ctx, stop := context.WithCancel(t.Context())
	var mending sync.WaitGroup
	mending.Go(func() { _ = r.ingest.Mend(ctx) }) // it has no error
	defer mending.Wait()
	defer stop()
	patience, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := loopback.Poll(patience, func() (bool, error) { return !r.ingest.Failing(), nil }); err != nil {
		t.Fatalf("the log is not mended: %v", err)
	}
	if err := r.post(1, 5, 4); err != nil {
		t.Fatal(err)
	}
	if b, err := r.minute(1, 5); err != nil || b.N != 2 || b.Total() != 6 {
		t.Errorf("%d points with sum %v, %v, want 2 with 6", b.N, b.Total(), err)
	}
}

// The log lets go of what is stored, and numbers are never given twice.
func TestTheLogForgetsWhatIsStored(t *testing.T) {
	file := filepath.Join(t.TempDir(), "chartd.db")
	r := openRig(t, file)
	for i := range 10 {
		if err := r.post(1, stats.Minute(i), 1); err != nil {
			t.Fatal(err)
		}
	}
	last := r.log.Last()
	if err := r.keeper.CheckpointAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := r.log.Bytes(); n != 0 {
		t.Errorf("the log has %d bytes", n)
	}
	r.stop()
	r = openRig(t, file)
	if err := r.post(1, 0, 1); err != nil {
		t.Fatal(err)
	}
	if got := r.log.Last(); got != last+1 {
		t.Errorf("commit %d after %d", got, last)
	}
}

// A log that is older than what is stored under its id, as after a restore of
// the one without the other, takes a new id: its numbers have been used.
func TestACopiedLogTakesANewID(t *testing.T) {
	r := openRig(t, filepath.Join(t.TempDir(), "chartd.db"))
	before := r.log.Writer()
	ahead := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: 1, Hour: 7}, Rev: 1000}
	ahead.Minutes[3].Add(5)
	if err := r.chunks.Put(t.Context(), before, []stats.Chunk{ahead}); err != nil {
		t.Fatal(err)
	}
	if err := r.keeper.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r.log.Writer() == before {
		t.Fatal("the writer id is the same")
	}
	if err := r.post(1, 7*60+3, 2); err != nil {
		t.Fatal(err)
	}
	if err := r.keeper.CheckpointAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if b, err := r.minute(1, 7*60+3); err != nil || b.N != 2 || b.Total() != 7 {
		t.Errorf("%d points with sum %v, %v, want 2 with 7", b.N, b.Total(), err)
	}
}

// Many callers at once get their answers, and all their points are there.
func TestManyCallers(t *testing.T) {
	n := node.Open(t)
	s := n.Stat(t, "s", stats.Counter)
	var callers sync.WaitGroup
	for range 64 {
		callers.Go(func() {
			for range 20 {
				if err := n.Ingest.Add(t.Context(), []stats.Entry{{Project: n.Project.ID, Points: []stats.Point{{Stat: s.ID, At: 5, Value: 1}}}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	callers.Wait()
	if b := n.Minute(t, s, 5); b.N != 64*20 {
		t.Errorf("%d points, want %d", b.N, 64*20)
	}
}

// All of a node goes by one clock: when a stat was made, and for how long an id is
// remembered.
func TestANodeHasOneClock(t *testing.T) {
	var now atomic.Int64
	now.Store(1_600_000_000)
	n := node.OpenAt(t, filepath.Join(t.TempDir(), "chartd.db"), func() time.Time { return time.Unix(now.Load(), 0) })
	s := n.Stat(t, "s", stats.Counter)
	if got := s.Created.Unix(); got != 1_600_000_000 {
		t.Errorf("made at %d", got)
	}
	for _, hours := range []int64{0, 23, 25} {
		now.Store(1_600_000_000 + hours*3600)
		if err := n.Keeper.CheckpointAll(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := n.Ingest.Add(t.Context(), []stats.Entry{{Project: n.Project.ID, ID: "once a day", Points: []stats.Point{{Stat: s.ID, At: 5, Value: 1}}}}); err != nil {
			t.Fatal(err)
		}
	}
	if b := n.Minute(t, s, 5); b.N != 2 {
		t.Errorf("%d points, want one of each day", b.N)
	}
}
