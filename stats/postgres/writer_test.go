package postgres

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/postgres/pgtest"
)

// lockOf is a lock on an id that can change.
func lockOf(t *testing.T, d *DB, id *atomic.Int64) *WriterLock {
	l := &WriterLock{DB: d, Writer: func() stats.WriterID { return stats.WriterID(id.Load()) }, Report: func(error) {}}
	t.Cleanup(l.Release)
	return l
}

func fixed(id int64) *atomic.Int64 {
	n := new(atomic.Int64)
	n.Store(id)
	return n
}

func TestOneProcessForAWriter(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	here, there := openAt(t, dsn, Options{}), openAt(t, dsn, Options{})
	id := fixed(1<<62 + 7)
	mine, theirs, another := lockOf(t, here, id), lockOf(t, there, fixed(1<<62+7)), lockOf(t, there, fixed(8))
	take := func(l *WriterLock) error { return l.Take(t.Context()) }
	for range 2 { // a lock that is held may be taken again
		do(t, func() error { return take(mine) })
	}
	do(t, func() error { return take(another) })
	err := take(theirs)
	if !errors.Is(err, ErrWriterInUse) || isAway(err) || !strings.Contains(err.Error(), "writer 4611686018427387911, from ") || strings.Contains(err.Error(), "unknown") {
		t.Errorf("a second process: %v", err)
	}
	id.Store(9) // the log turned out to be a copy
	do(t, func() error { return take(mine) })
	do(t, func() error { return take(theirs) })
	mine.Release()
	do(t, func() error { return take(lockOf(t, there, fixed(9))) })
}

// Locks of chartds in other schemas of a database are others.
func TestLocksOfOtherSchemas(t *testing.T) {
	t.Parallel()
	for range 2 {
		do(t, func() error { return lockOf(t, open(t, Options{}), fixed(7)).Take(t.Context()) })
	}
}

// running is a lock that Run holds; end ends that and returns Run's error.
func running(t *testing.T, l *WriterLock) (end func() error) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	return func() error {
		cancel()
		select {
		case err := <-ended:
			return err
		case <-time.After(time.Minute):
			return errors.New("it runs on")
		}
	}
}

func TestLockFollowsTheDatabase(t *testing.T) {
	t.Parallel()
	s := server(t)
	o := Options{Patience: 500 * time.Millisecond}
	d, other := openAt(t, s.DSN(), o), openAt(t, s.DSN(), o)
	reports := make(chan error, 100)
	l := lockOf(t, d, fixed(7))
	l.Report = func(err error) { reports <- err }
	tryUntil(t, func() error { return l.Take(t.Context()) }, isThere)
	end := running(t, l)
	next := func(what string, lost bool) {
		t.Helper()
		select {
		case err := <-reports:
			if (err != nil) != lost {
				t.Errorf("%s: report %v", what, err)
			}
		case <-time.After(time.Minute):
			t.Fatalf("%s: no report", what)
		}
	}
	inUse := func(what string) {
		t.Helper()
		second, err := lockOf(t, other, fixed(7)), error(nil)
		tryUntil(t, func() error { err = second.Take(t.Context()); return err }, isAnswer)
		if !errors.Is(err, ErrWriterInUse) {
			t.Errorf("%s: a second process: %v", what, err)
		}
	}
	inUse("at first")
	do(t, s.Stop)
	next("stopped", true)
	do(t, func() error { return s.Start(t.Context()) })
	next("started again", false)
	inUse("after a restart")
	do(t, s.Freeze)
	next("frozen", true)
	do(t, s.Thaw)
	next("thawed", false)
	inUse("after the thaw")
	if err := end(); err != nil {
		t.Errorf("at its end: %v", err)
	}
	last := lockOf(t, other, fixed(7))
	tryUntil(t, func() error { return last.Take(t.Context()) }, isThere)
}

// A connection that broke without the server's notice holds the lock: it is
// one's own, and has to go.
func TestLockOfABrokenConnection(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	l := lockOf(t, d, fixed(7))
	do(t, func() error { return l.Take(t.Context()) })
	lost := l.conn
	defer lost.Close(t.Context())
	l.conn = nil // as if: the server knows nothing of it
	tryUntil(t, func() error { return l.Take(t.Context()) }, func(err error) bool {
		if err != nil && !isAway(err) {
			t.Fatal(err)
		}
		return err == nil
	})
	if err := lost.Ping(t.Context()); err == nil {
		t.Error("the old connection is still there")
	}
}

// When another process got the lock meanwhile, this one must stop.
func TestLockThatSomebodyElseGot(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	id := fixed(7)
	do(t, func() error { return lockOf(t, openAt(t, dsn, Options{}), fixed(8)).Take(t.Context()) })
	l := lockOf(t, openAt(t, dsn, Options{}), id)
	do(t, func() error { return l.Take(t.Context()) })
	id.Store(8)
	if err := l.Run(t.Context()); !errors.Is(err, ErrWriterInUse) {
		t.Errorf("Run: %v", err)
	}
}
