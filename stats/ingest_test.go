package stats

import (
	"context"
	"errors"
	"testing"
	"time"
)

// answered waits for an answer that must come.
func answered(t *testing.T, answer <-chan error) error {
	t.Helper()
	select {
	case err := <-answer:
		return err
	case <-time.After(10 * time.Second):
		t.Fatal("no answer came")
		return nil
	}
}

// one is the entries of a call with one point.
func one(id string, v float64) []Entry {
	return []Entry{{Project: 1, ID: id, Points: []Point{{Stat: 1, At: noon, Value: v}}}}
}

// Posts are refused while the log holds more than its bound, and while it
// fails, without a try at the disk for each.
func TestPostsAreRefusedBeforeTheLogIsAsked(t *testing.T) {
	for _, row := range []struct {
		what string
		set  func(s *small)
		want error
	}{
		{"a log at its bound", func(s *small) { s.Ingest.Most, s.log.size = 100, 100 }, nil},
		{"a log above its bound", func(s *small) { s.Ingest.Most, s.log.size = 100, 101 }, ErrAway},
		{"a log without a bound", func(s *small) { s.log.size = 1 << 40 }, nil},
		{"a log that fails", func(s *small) { s.Ingest.failing.Store(true) }, ErrAway},
	} {
		t.Run(row.what, func(t *testing.T) {
			s := newSmall()
			row.set(s)
			ctx, stop := context.WithCancel(t.Context())
			over, answer := make(chan error, 1), make(chan error, 1)
			go func() { over <- s.Ingest.Run(ctx) }()
			go func() { answer <- s.Ingest.Add(ctx, one("", 1)) }()
			if err := answered(t, answer); !errors.Is(err, row.want) {
				t.Errorf("got %v, want %v", err, row.want)
			}
			appends, reopened := s.log.appends, s.log.reopened
			stop()
			if err := answered(t, over); err != nil {
				t.Error(err)
			}
			if asked := appends+reopened > 0; asked != (row.want == nil) {
				t.Errorf("%d appends, %d tries to reopen", appends, reopened)
			}
		})
	}
}

// A log that fails is opened anew before anything else is appended, and what
// it holds is read before the first post is answered.
func TestAFailedLogIsOpenedAnewFirst(t *testing.T) {
	s := newSmall()
	s.log.fail = errors.New("no space left on device")
	if err := s.post(1, noon, 1); !errors.Is(err, ErrAway) || !s.Ingest.Failing() || s.Ingest.loaded.Load() {
		t.Fatalf("%v, failing %v, loaded %v", err, s.Ingest.Failing(), s.Ingest.loaded.Load())
	}
	commit := func() error {
		c := newGroup(nil)
		c.calls = append(c.calls, one("", 2))
		s.Ingest.commit(t.Context(), c)
		return c.err
	}
	if err := commit(); !errors.Is(err, ErrAway) || s.log.appends != 1 || !s.Ingest.Failing() {
		t.Errorf("while it fails: %v, %d appends", err, s.log.appends)
	}
	s.log.fail = nil
	s.chunks.onNewest = func() error { return errors.New("damaged") }
	if err := commit(); !errors.Is(err, ErrAway) || s.log.appends != 1 || !s.Ingest.Failing() {
		t.Errorf("with a damaged store: %v, %d appends", err, s.log.appends)
	}
	s.chunks.onNewest = nil
	if err := commit(); err != nil || s.log.reopened != 3 || s.Ingest.Failing() {
		t.Errorf("afterwards: %v, %d tries to reopen", err, s.log.reopened)
	}
	if b, err := s.minute(1, noon); err != nil || b.N != 1 || b.Total() != 2 {
		t.Errorf("it holds %+v, %v", b, err)
	}
}

// A database that is away when the log is back is no reason to refuse posts:
// they are in the log until it can be read.
func TestALogIsBackBeforeItsDatabase(t *testing.T) {
	s := newSmall()
	s.Ingest.failing.Store(true)
	s.Ingest.loaded.Store(false)
	s.chunks.onNewest = func() error { return ErrAway }
	c := newGroup(nil)
	c.calls = append(c.calls, one("", 2))
	if s.Ingest.commit(t.Context(), c); c.err != nil || s.Ingest.Failing() || len(s.log.kept) != 1 {
		t.Errorf("a post: %v, failing %v, %d commits", c.err, s.Ingest.Failing(), len(s.log.kept))
	}
	if _, err := s.minute(1, noon); !errors.Is(err, ErrAway) {
		t.Errorf("a read: %v, want ErrAway", err)
	}
	s.chunks.onNewest = nil
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if b, err := s.minute(1, noon); err != nil || b.N != 1 {
		t.Errorf("afterwards: %+v, %v", b, err)
	}
}

// What waits when Run is told to end is committed, and what comes later is
// refused, not left waiting.
func TestTheEndCommitsWhatWaits(t *testing.T) {
	for range 10 { // Run may see the end before or after the work
		s := newSmall()
		c, err := s.Ingest.join(t.Context(), one("", 3))
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		stop()
		over, answer := make(chan error, 1), make(chan error, 1)
		go func() { over <- s.Ingest.Run(ctx) }()
		if err := answered(t, over); err != nil {
			t.Fatal(err)
		}
		select {
		case <-c.over:
		default:
			t.Fatal("a call that waited has no answer")
		}
		if b, err := s.minute(1, noon); c.err != nil || err != nil || b.N != 1 {
			t.Fatalf("answered %v, holds %+v, %v", c.err, b, err)
		}
		go func() { answer <- s.Ingest.Add(context.Background(), one("", 4)) }()
		if err := answered(t, answer); !errors.Is(err, ErrAway) {
			t.Fatalf("after the end: %v, want ErrAway", err)
		}
	}
}

// Each caller learns which of its own entries were repeats, and none of them is
// counted.
func TestRepeatsAreToldToTheirCallers(t *testing.T) {
	s := newSmall()
	calls := [][]Entry{one("a", 1), append(one("b", 2), one("a", 4)...), one("a", 8), one("c", 16)}
	if err := s.Ingest.append(t.Context(), calls); err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]bool{{false}, {false, true}, {true}, {false}} {
		for j := range want {
			if got := calls[i][j].Repeated; got != want[j] {
				t.Errorf("entry %d of call %d: repeated %v", j, i, got)
			}
		}
	}
	if b, err := s.minute(1, noon); err != nil || b.N != 3 || b.Total() != 19 {
		t.Errorf("it holds %+v, %v, want 3 points with 19", b, err)
	}
}

// A commit that is full lets nobody in; who waits goes with the next, or leaves
// when its context ends.
func TestAFullCommitLetsNobodyIn(t *testing.T) {
	for what, fill := range map[string]func(g *Ingester){
		"calls":  func(g *Ingester) { g.next.calls = make([][]Entry, maxGroupCalls) },
		"points": func(g *Ingester) { g.next.points = maxGroupPoints },
	} {
		s := newSmall()
		fill(s.Ingest)
		full := s.Ingest.next
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if _, err := s.Ingest.join(ctx, one("", 1)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want its end", what, err)
		}
		s.Ingest.take(false)
		if c, err := s.Ingest.join(ctx, one("", 1)); err != nil || c == full || c.points != 1 {
			t.Errorf("%s: not let in with the next: %v", what, err)
		}
	}
}
