package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chartd/cmd/check/need"
	"chartd/cmd/check/pgserver"
	"chartd/stats"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// One caller asks a database that is away, the others fail at once.
func TestContactAsksOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := contact{retry: time.Second}
		enter := func(want bool) {
			t.Helper()
			if err := c.enter(); (err == nil) != want || err != nil && !errors.Is(err, stats.ErrAway) {
				t.Errorf("enter: %v, want to be let in: %t", err, want)
			}
		}
		since := func(want time.Time, away bool) {
			t.Helper()
			if at, ok := c.awaySince(); ok != away || !at.Equal(want) {
				t.Errorf("away %t since %v, want %t since %v", ok, at, away, want)
			}
		}
		enter(true)
		enter(true)
		since(time.Time{}, false)
		c.lost()
		first := time.Now()
		enter(false)
		time.Sleep(time.Second)
		enter(true)  // this one asks
		enter(false) // and the others hear nothing for a second
		time.Sleep(3 * time.Second)
		enter(true)
		c.lost()
		enter(false)
		since(first, true)
		time.Sleep(time.Second)
		enter(true)
		c.found()
		enter(true)
		enter(true)
		since(time.Time{}, false)
	})
}

// Whoever reads the error may sit in another zone than the server.
func TestContactTellsSinceWhenInUTC(t *testing.T) {
	from := time.Date(2026, 11, 25, 14, 30, 5, 0, time.FixedZone("", 2*60*60))
	c := contact{since: from, next: time.Now().Add(time.Hour)}
	if err := c.enter(); err == nil || !strings.Contains(err.Error(), "since 12:30:05 UTC") {
		t.Errorf("enter: %v", err)
	}
}

func TestErrorsOfADatabaseThatIsAway(t *testing.T) {
	said := func(code string) error { return fmt.Errorf("write: %w", &pgconn.PgError{Code: code}) }
	for _, row := range []struct {
		err  error
		away bool
	}{
		{said("57P01"), true},  // it is being stopped
		{said("57P03"), true},  // it is starting
		{said("57014"), true},  // the statement took too long
		{said("53300"), true},  // too many connections
		{said("53100"), true},  // its disk is full
		{said("58030"), true},  // its disk is broken
		{said("08006"), true},  // a proxy lost it
		{said("40P01"), true},  // a deadlock
		{said("25006"), true},  // a standby
		{said("55P03"), true},  // a lock
		{said("23505"), false}, // a unique key
		{said("42P01"), false}, // no such table
		{said("22003"), false}, // a number out of range
		{fmt.Errorf("read: %w", io.ErrUnexpectedEOF), true},
		{&net.OpError{Op: "dial", Err: errors.New("refused")}, true},
		{pgconn.ErrConnClosed, true},
		{driver.ErrBadConn, true},
		{context.DeadlineExceeded, true},
		{fmt.Errorf("read: %w", stats.ErrAway), true},
		{context.Canceled, false},
		{errors.New("anything else"), false},
	} {
		if got := away(row.err); got != row.away {
			t.Errorf("%v: away %t, want %t", row.err, got, row.away)
		}
	}
	if !taken(said("23505")) || taken(said("23514")) || taken(io.EOF) {
		t.Error("a unique key in use is not told from others")
	}
}

func TestErrorsOfCallersWhoGo(t *testing.T) {
	broke := errors.New("broke")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(1, 0))
	defer cancel()
	for _, row := range []struct {
		what           string
		ctx            context.Context
		away, canceled bool
	}{
		{"is there", t.Context(), false, false},
		{"went", gone, false, true},
		{"ran out of time", late, true, false},
	} {
		err := ended(row.ctx, broke)
		if !errors.Is(err, broke) || errors.Is(err, stats.ErrAway) != row.away || errors.Is(err, context.Canceled) != row.canceled {
			t.Errorf("a caller who %s: %v", row.what, err)
		}
	}
}

// server is a PostgreSQL server of the test's own, started.
func server(t *testing.T) *pgserver.Server {
	t.Helper()
	if _, err := pgserver.Find(); err != nil {
		need.Tool(t, "postgres")
	}
	s, err := pgserver.New(t.Context(), "fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// do is what a test does to a server.
func do(t *testing.T, step func() error) {
	t.Helper()
	if err := step(); err != nil {
		t.Fatal(err)
	}
}

// tryUntil repeats a call until it has a result that is wanted.
func tryUntil(t *testing.T, call func() error, wanted func(error) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		err := call()
		if wanted(err) {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("after a minute: %v", err)
		case <-tick.C:
		}
	}
}

func isThere(err error) bool  { return err == nil }
func isAway(err error) bool   { return errors.Is(err, stats.ErrAway) }
func isAnswer(err error) bool { return !isAway(err) }

// oneHour is an hour of 2025 with as many points in one minute as its rev.
func oneHour(rev stats.Seq) stats.Chunk {
	c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: 1, Hour: 490_000}, Rev: rev}
	for range rev {
		c.Minutes[5].Add(1)
	}
	return c
}

// A bad night: a server that is not there yet, stops, dies, and stands still.
// Every call ends, with ErrAway while nobody answers, and nothing has to be done
// for the next one to work.
func TestServerInABadNight(t *testing.T) {
	t.Parallel()
	s := server(t)
	do(t, s.Stop)
	d := openAt(t, s.DSN(), Options{Patience: 500 * time.Millisecond, MaxConns: 3})
	c := d.Chunks()
	rev := stats.Seq(0)
	put := func() error { return c.Put(t.Context(), 7, []stats.Chunk{oneHour(rev)}) }
	whole := func(what string) {
		t.Helper()
		rev++
		tryUntil(t, put, isThere)
		var list []stats.Series
		tryUntil(t, func() (err error) {
			list, err = c.Series(t.Context(), []stats.StatID{1}, stats.Window{From: stats.Hour(490_000).Minute(), Step: 60, Count: 1})
			return err
		}, isThere)
		if list[0].Buckets[0].Total() != float64(rev) {
			t.Errorf("%s: %v, want %d", what, list, rev)
		}
		if _, ok := d.Since(); ok {
			t.Errorf("%s: still said to be away", what)
		}
	}
	// away wants all calls to end, and a call of each kind.
	away := func(what string) {
		t.Helper()
		for name, call := range map[string]func() error{
			"put":    put,
			"load":   func() error { _, err := c.Load(t.Context(), 7, []stats.ChunkKey{{Stat: 1}}); return err },
			"newest": func() error { _, err := c.Newest(t.Context(), 7); return err },
			"series": func() error {
				_, err := c.Series(t.Context(), []stats.StatID{1}, stats.Window{Step: 1, Count: 1})
				return err
			},
			"latest": func() error { _, err := c.Latest(t.Context(), []stats.StatID{1}); return err },
			"walk": func() error {
				return c.Walk(t.Context(), func(stats.WriterID, stats.Chunk, error) error { return nil })
			},
			"drop":   func() error { return c.Drop(t.Context(), []stats.StatID{9}) },
			"expire": func() error { return c.Expire(t.Context(), 1) },
			"verify": func() error { return c.Verify(t.Context(), func(stats.StatID, string) {}) },
		} {
			if err := call(); !isAway(err) {
				t.Errorf("%s: %s: %v, want ErrAway", what, name, err)
			}
		}
		if _, ok := d.Since(); !ok {
			t.Errorf("%s: not said to be away", what)
		}
	}

	away("before it ever ran")
	do(t, func() error { return s.Start(t.Context()) })
	whole("the first contact")
	do(t, s.Stop)
	away("stopped")
	do(t, func() error { return s.Start(t.Context()) })
	whole("started again")
	do(t, s.Kill)
	away("killed")
	do(t, func() error { return s.Start(t.Context()) })
	whole("recovered")
	do(t, s.Freeze)
	away("frozen")
	do(t, s.Thaw)
	whole("thawed")
}

// Calls that are on their way when the server stops answering end too, and the
// first contact of a process with such a server.
func TestServerFreezesUnderLoad(t *testing.T) {
	t.Parallel()
	s := server(t)
	d := openAt(t, s.DSN(), Options{Patience: 500 * time.Millisecond, MaxConns: 4})
	tryUntil(t, func() error { return d.Ready(t.Context()) }, isThere)
	const callers = 12
	stop := make(chan struct{})
	ends := make(chan error, callers)
	for w := range stats.WriterID(callers) {
		go func() {
			for rev := stats.Seq(1); ; rev++ {
				select {
				case <-stop:
					ends <- nil
					return
				default:
				}
				if err := d.Chunks().Put(t.Context(), w+1, []stats.Chunk{oneHour(rev%100 + 1)}); err != nil {
					ends <- err
					return
				}
			}
		}()
	}
	tryUntil(t, func() error { _, err := d.Chunks().Newest(t.Context(), callers); return err }, isThere)
	do(t, s.Freeze)
	for range callers {
		if err := <-ends; !isAway(err) {
			t.Errorf("a call on its way: %v", err)
		}
	}
	other := openAt(t, s.DSN(), Options{Patience: 500 * time.Millisecond})
	if err := other.Ready(t.Context()); !isAway(err) {
		t.Errorf("first contact: %v", err)
	}
	do(t, s.Thaw)
	tryUntil(t, func() error { return other.Ready(t.Context()) }, isThere)
	tryUntil(t, func() error { _, err := d.Chunks().Newest(t.Context(), 1); return err }, isThere)
	tryUntil(t, func() error {
		return d.Chunks().Verify(t.Context(), func(id stats.StatID, problem string) { t.Errorf("stat %d: %s", id, problem) })
	}, isThere)
}

// A statement that takes too long is broken off by the server, which is there.
func TestSlowStatementsEnd(t *testing.T) {
	t.Parallel()
	d := open(t, Options{Patience: 300 * time.Millisecond})
	tryUntil(t, func() error { return d.Ready(t.Context()) }, isThere)
	sleep := func() error {
		return d.call(t.Context(), func(ctx context.Context, conn *pgxpool.Conn) error {
			_, err := conn.Exec(ctx, `SELECT pg_sleep(600)`)
			return err
		})
	}
	tryUntil(t, sleep, func(err error) bool { return isAway(err) && state(err) == "57014" })
	if _, ok := d.Since(); ok {
		t.Error("a server that answers is said to be away")
	}
}

// Waiting for the others' connections is no sign of a server that is away.
func TestConnectionsAllTaken(t *testing.T) {
	t.Parallel()
	d := open(t, Options{Patience: 300 * time.Millisecond, MaxConns: 2})
	tryUntil(t, func() error { return d.Ready(t.Context()) }, isThere)
	for range 2 {
		conn, err := d.pool.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Release()
	}
	if _, err := d.Chunks().Newest(t.Context(), 7); !isAway(err) {
		t.Errorf("without a connection: %v", err)
	}
	if _, ok := d.Since(); ok {
		t.Error("a busy pool is taken for a server that is away")
	}
}

func TestOpenChecksTheAddress(t *testing.T) {
	for _, address := range []string{"postgres://u:secret@h:none/x", "postgres://u:secret@h/x?sslmode=maybe", "postgres://u:secret@h/x?pool_max_conns=no"} {
		d, err := Open(t.Context(), address, Options{})
		if err == nil {
			d.Close()
			t.Errorf("%s is taken", address)
			continue
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
}

// What somebody has to put right is not called being away.
func TestSettingsThatCannotWork(t *testing.T) {
	t.Parallel()
	s := server(t)
	for _, row := range []struct{ what, dsn string }{
		{"a wrong password", strings.Replace(s.DSN(), "@", "x@", 1)},
		{"no such database", strings.Replace(s.DSN(), "/postgres?", "/nowhere?", 1)},
	} {
		d := openAt(t, row.dsn, Options{})
		err := error(nil)
		tryUntil(t, func() error { err = d.Ready(t.Context()); return err }, isAnswer)
		if err == nil {
			t.Errorf("%s is taken", row.what)
		}
	}
}
