package stats

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// noon is the first minute of the hour that is open in these tests.
const noon = Minute(1_000_000 * 60)

// at is a moment after noon.
func at(after time.Duration) time.Time { return time.Unix(int64(noon)*60, 0).Add(after) }

// Each bound alone makes the Keeper store what it says, and not before it is
// passed.
func TestWhatMakesTheKeeperStore(t *testing.T) {
	const before, open, tomorrow = Hour(999_999), Hour(1_000_000), Hour(1_000_024)
	all, nothing, over := []Hour{before, open, tomorrow}, []Hour(nil), []Hour{before, tomorrow}
	for _, row := range []struct {
		what string
		set  func(s *small)
		want []Hour
	}{
		{"nothing is due", func(*small) {}, nothing},
		{"the log at its bound", func(s *small) { s.LogMost, s.log.size = 100, 100 }, nothing},
		{"the log above its bound", func(s *small) { s.LogMost, s.log.size = 100, 101 }, all},
		{"a log without a bound", func(s *small) { s.log.size = 1 << 40 }, nothing},
		{"the Head at its bound", func(s *small) { _, s.HeadMost = s.Head.Size() }, nothing},
		{"the Head above its bound", func(s *small) {
			_, held := s.Head.Size()
			s.HeadMost = held - 1
		}, all},
		{"before the share", func(s *small) { s.Share, s.now = 5*time.Second, s.now.Add(5*time.Second-1) }, nothing},
		{"at the share", func(s *small) { s.Share, s.now = 5*time.Second, s.now.Add(5*time.Second) }, all},
		{"before the lateness of an hour", func(s *small) { s.now = at(lateness - time.Second) }, nothing},
		{"after the lateness of an hour", func(s *small) { s.now = at(lateness) }, over},
		{"a clock that was set back within the hour", func(s *small) { s.now = s.now.Add(-time.Second) }, nothing},
		{"a clock that was set back an hour", func(s *small) { s.now = s.now.Add(-time.Hour) }, all}, // none of them is open by now
		{"a share with a clock that was set back", func(s *small) { s.Share, s.now = 5*time.Second, s.now.Add(-time.Second) }, all},
		{"a batch in doubt", func(s *small) {
			s.chunks.before = errors.New("away")
			_ = s.Checkpoint(context.Background(), everything) // it fails, which is the point
			s.chunks.before = nil
		}, all},
	} {
		t.Run(row.what, func(t *testing.T) {
			s := newSmall()
			for i, hour := range all {
				if err := s.post(StatID(i+1), hour.Minute(), 1); err != nil {
					t.Fatal(err)
				}
			}
			s.now = at(-time.Minute)
			closed, shared := s.closedHour(), s.now
			row.set(s)
			s.look(t.Context(), &closed, &shared)
			for i, hour := range all {
				want := false
				for _, h := range row.want {
					want = want || h == hour
				}
				if got := s.stored(StatID(i+1), hour); got != want {
					t.Errorf("hour %d stored: %v, want %v", hour-open, got, want)
				}
			}
			if len(row.want) == 0 {
				return
			}
			puts := 0
			s.chunks.onPut = func() error { puts++; return nil }
			s.LogMost, s.HeadMost = 0, 0
			s.look(t.Context(), &closed, &shared)
			if puts > 0 {
				t.Errorf("what is done is done again: %d puts", puts)
			}
		})
	}
}

// Others are told that everything is shared only after everything is stored and
// forgotten by the log, and of what was taken before the storing began.
func TestSharedIsToldAfterEverythingIsStored(t *testing.T) {
	s := newSmall()
	s.now, s.Share, s.Batch = at(time.Minute), time.Second, 1
	for id := range StatID(3) {
		if err := s.post(id+1, noon, 1); err != nil {
			t.Fatal(err)
		}
	}
	began := s.now
	s.chunks.onPut = func() error { s.now = s.now.Add(time.Minute); return nil }
	var told []time.Time
	s.Shared = func(_ context.Context, before time.Time) {
		told = append(told, before)
		if n, _ := s.Head.Size(); n > 0 || len(s.log.kept) > 0 || len(s.chunks.rows) != 3 {
			t.Errorf("told when %d hours and %d commits are not stored, %d are", n, len(s.log.kept), len(s.chunks.rows))
		}
	}
	closed, shared := s.closedHour(), time.Time{}
	s.look(t.Context(), &closed, &shared)
	if len(told) != 1 || !told[0].Equal(began) || !shared.Equal(began) {
		t.Errorf("told of %v, remembered %v, want %v once", told, shared, began)
	}

	// Nobody is told of closed hours alone, nor of what failed.
	told, s.Share = nil, 0
	if err := s.post(1, noon, 1); err != nil {
		t.Fatal(err)
	}
	s.now = at(time.Hour + time.Minute)
	s.look(t.Context(), &closed, &shared)
	if !closedWas(s, closed) || len(told) > 0 {
		t.Errorf("a closed hour: told of %v, closed %d", told, closed)
	}
	if err := s.post(1, noon, 1); err != nil {
		t.Fatal(err)
	}
	failed := 0
	s.Failed = func() { failed++ }
	s.Share, s.chunks.before = time.Second, errors.New("away")
	s.now = s.now.Add(time.Hour)
	was, wasClosed := shared, closed
	s.look(t.Context(), &closed, &shared)
	if len(told) > 0 || shared != was || closed != wasClosed || failed != 1 {
		t.Errorf("a checkpoint that failed: told of %v, shared %v, closed %d, %d failures", told, shared, closed, failed)
	}
	if since, ok := s.AwaySince(); !ok || !since.Equal(s.now) {
		t.Errorf("away since %v, %v, want %v", since, ok, s.now)
	}
}

func closedWas(s *small, closed Hour) bool { return closed == s.closedHour() }

// A Head over its bound while the database is away is let go: all is in the
// log, from which it comes back.
func TestAHeadOverItsBoundIsLetGoWhileTheDatabaseIsAway(t *testing.T) {
	for _, row := range []struct {
		fault error
		held  int
	}{{ErrAway, 0}, {errors.New("another fault"), 1}} {
		s := newSmall()
		s.now, s.HeadMost, s.chunks.before = at(time.Minute), 1, row.fault
		if err := s.post(1, noon, 3); err != nil {
			t.Fatal(err)
		}
		closed, shared := s.closedHour(), time.Time{}
		s.look(t.Context(), &closed, &shared)
		if n, _ := s.Head.Size(); n != row.held {
			t.Errorf("%v: the Head holds %d hours, want %d", row.fault, n, row.held)
		}
		if _, err := s.minute(1, noon); !errors.Is(err, ErrAway) {
			t.Errorf("%v: a read: %v, want ErrAway", row.fault, err)
		}
		if err := s.post(1, noon, 4); err != nil {
			t.Fatal(err)
		}
		s.chunks.before = nil
		for range 2 { // reads the log, stores
			s.look(t.Context(), &closed, &shared)
		}
		if b, err := s.minute(1, noon); err != nil || b.N != 2 || b.Total() != 7 {
			t.Errorf("%v: afterwards %+v, %v", row.fault, b, err)
		}
		if _, ok := s.AwaySince(); ok {
			t.Errorf("%v: the store is said to be away", row.fault)
		}
	}
}

// A Head that could not be read from the log is read when the store answers
// again, but not while the log itself fails: then the Ingester does it.
func TestLookLoadsWhatIsNotLoaded(t *testing.T) {
	s := newSmall()
	if err := s.post(1, noon, 3); err != nil {
		t.Fatal(err)
	}
	s.now = at(0)
	s.Ingest.loaded.Store(false)
	s.Ingest.failing.Store(true)
	closed, shared := s.closedHour(), time.Time{}
	asked := 0
	s.chunks.onNewest = func() error { asked++; return nil }
	s.look(t.Context(), &closed, &shared)
	if asked > 0 || s.Ingest.loaded.Load() {
		t.Error("loaded while the log fails")
	}
	s.Ingest.failing.Store(false)
	s.look(t.Context(), &closed, &shared)
	if b, err := s.minute(1, noon); err != nil || b.Total() != 3 || asked != 1 {
		t.Errorf("%+v, %v after %d loads", b, err, asked)
	}
}

// Nobody reads between the storing of a batch and its leaving the Head, and no
// two checkpoints run at once: a point would be seen twice or not at all.
func TestReadersAndCheckpointsKeepApart(t *testing.T) {
	s := newSmall()
	if err := s.post(1, noon, 3); err != nil {
		t.Fatal(err)
	}
	free := func(what string, try func() bool, unlock func(), want bool) {
		t.Helper()
		got := try()
		if got {
			unlock()
		}
		if got != want {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	puts, loads, reads := 0, 0, 0
	s.chunks.onPut = func() error {
		puts++
		free("a reader is let in while a batch is stored", s.gate.TryRLock, s.gate.RUnlock, false)
		free("a checkpoint begins during another", s.work.TryLock, s.work.Unlock, false)
		return nil
	}
	s.chunks.onLoad = func() error {
		loads++
		free("a reader is let in while a row is read", s.gate.TryRLock, s.gate.RUnlock, false)
		return nil
	}
	s.chunks.onRead = func() error {
		reads++
		free("a batch is stored while somebody reads", s.gate.TryLock, s.gate.Unlock, false)
		free("another reader is let in", s.gate.TryRLock, s.gate.RUnlock, true)
		return nil
	}
	s.chunks.onNewest = func() error {
		free("a checkpoint begins during a start", s.work.TryLock, s.work.Unlock, false)
		free("a commit happens during a start", s.Ingest.turn.TryLock, s.Ingest.turn.Unlock, false)
		return nil
	}
	if b, err := s.minute(1, noon); err != nil || b.N != 1 {
		t.Errorf("before: %+v, %v", b, err)
	}
	if err := s.CheckpointAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if b, err := s.minute(1, noon); err != nil || b.N != 1 {
		t.Errorf("after: %+v, %v", b, err)
	}
	if list, err := (View{s.Keeper}).Latest(t.Context(), []StatID{1}); err != nil || list[0].At != noon || list[0].Bucket.N != 1 {
		t.Errorf("the newest: %+v, %v", list, err)
	}
	s.chunks.onLoad = nil
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	expired := false
	if err := s.Expire(t.Context(), expirer(func() {
		expired = true
		free("a checkpoint begins while minutes are removed", s.work.TryLock, s.work.Unlock, false)
	}), 5); err != nil {
		t.Fatal(err)
	}
	if puts != 1 || loads != 1 || reads != 3 || !expired {
		t.Errorf("%d puts, %d loads, %d reads, expired %v", puts, loads, reads, expired)
	}
}

// watching is a handler of a log that a test looks on at.
type watching struct {
	slog.Handler
	on func(line string)
}

func (w watching) Handle(_ context.Context, r slog.Record) error {
	w.on(r.Message)
	return nil
}

// No commit and no checkpoint happens while a Head is let go: what it would add
// would be read from the log once more.
func TestNothingIsAddedToAHeadThatIsLetGo(t *testing.T) {
	s := newSmall()
	s.now, s.HeadMost, s.chunks.before = at(time.Minute), 1, ErrAway
	if err := s.post(1, noon, 3); err != nil {
		t.Fatal(err)
	}
	let := 0
	s.Fault = slog.New(watching{slog.NewTextHandler(io.Discard, nil), func(line string) {
		if !strings.Contains(line, "only the log keeps what comes") {
			return
		}
		let++
		if s.work.TryLock() || s.Ingest.turn.TryLock() {
			t.Error("a checkpoint or a commit may begin meanwhile")
		}
	}})
	closed, shared := s.closedHour(), time.Time{}
	if s.look(t.Context(), &closed, &shared); let != 1 {
		t.Errorf("let go %d times, want once", let)
	}
}

// The end stores everything that was read from the log; what was not stays there.
func TestTheKeepersEndStoresEverything(t *testing.T) {
	for _, loaded := range []bool{true, false} {
		s := newSmall()
		s.now = at(time.Minute)
		if err := s.post(1, noon, 3); err != nil {
			t.Fatal(err)
		}
		s.Ingest.loaded.Store(loaded)
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if err := s.Run(ctx); err != nil {
			t.Errorf("loaded %v: %v", loaded, err)
		}
		if s.stored(1, noon.Hour()) != loaded || (len(s.log.kept) == 0) != loaded {
			t.Errorf("loaded %v: stored %v, %d commits in the log", loaded, s.stored(1, noon.Hour()), len(s.log.kept))
		}
		if err := s.CheckpointAll(t.Context()); errors.Is(err, ErrAway) == loaded {
			t.Errorf("loaded %v: a checkpoint of all: %v", loaded, err)
		}
	}
}

// expirer is a Sweeper that only tells that minutes are to be removed.
type expirer func()

func (e expirer) Expire(context.Context, Hour) error { e(); return nil }

func (expirer) Expired(context.Context) (Hour, error)                          { return 0, nil }
func (expirer) Drop(context.Context, []StatID) error                           { return nil }
func (expirer) Verify(context.Context, func(StatID, string)) error             { return nil }
func (expirer) Walk(context.Context, func(WriterID, Chunk, error) error) error { return nil }

// A checkpoint that fails before anything is in doubt leaves reads as they were.
func TestACheckpointThatCannotReadHidesNothing(t *testing.T) {
	s := newSmall()
	if err := s.post(1, noon, 3); err != nil {
		t.Fatal(err)
	}
	s.chunks.onLoad = func() error { return errors.New("away") }
	if err := s.CheckpointAll(t.Context()); err == nil {
		t.Fatal("the checkpoint did not fail")
	}
	if err := s.post(1, noon, 4); err != nil {
		t.Fatal(err)
	}
	if b, err := s.minute(1, noon); err != nil || b.N != 2 || b.Total() != 7 {
		t.Errorf("%+v, %v, want both points", b, err)
	}
}

// A start leaves out exactly the commits that each hour has stored: the log may
// hold more than the store has not.
func TestAStartCountsWhatIsStoredOnce(t *testing.T) {
	s := newSmall()
	for _, p := range []Point{{1, noon, 1}, {2, noon, 2}, {1, noon, 4}} {
		if err := s.post(p.Stat, p.At, p.Value); err != nil {
			t.Fatal(err)
		}
	}
	s.chunks.onPut = func() error { return errors.New("the answer was lost") }
	if err := s.Checkpoint(t.Context(), everything); err == nil {
		t.Fatal("the checkpoint did not fail")
	}
	s.chunks.onPut = nil
	for _, p := range []Point{{1, noon, 8}, {3, noon, 16}} {
		if err := s.post(p.Stat, p.At, p.Value); err != nil {
			t.Fatal(err)
		}
	}
	// A stat that was stored later than all others: commits below its row's, but
	// above another row's, are in question.
	if err := s.chunks.Put(t.Context(), 1, []Chunk{{ChunkKey: ChunkKey{9, 5}, Rev: s.log.last}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[StatID]float64{1: 13, 2: 2, 3: 16} {
		if b, err := s.minute(id, noon); err != nil || b.Total() != want {
			t.Errorf("stat %d holds %v, %v, want %v", id, b.Total(), err, want)
		}
	}
}
