package postgres

import (
	"context"
	"errors"
	"net"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

func TestSilenceEndsReadsAndWrites(t *testing.T) {
	const silence = 6 * time.Second
	past := func(c *watched) error { return c.SetDeadline(time.Unix(1, 0)) }
	read := func(c *watched) error { _, err := c.Read(make([]byte, 1)); return err }
	write := func(c *watched) error { _, err := c.Write([]byte("?")); return err }
	for _, row := range []struct {
		what string
		call func(c *watched) error
		want time.Duration
	}{
		{"a read", read, silence},
		{"a write", write, silence},
		{"a second read has its own time", func(c *watched) error { return errors.Join(read(c), read(c)) }, 2 * silence},
		{"a call that was broken off", func(c *watched) error { return errors.Join(past(c), read(c)) }, 0},
		{"nor does it write", func(c *watched) error { return errors.Join(past(c), write(c)) }, 0},
		{"a nearer deadline counts", func(c *watched) error {
			return errors.Join(c.SetDeadline(time.Now().Add(time.Second)), read(c))
		}, time.Second},
		{"a farther one does not", func(c *watched) error {
			return errors.Join(c.SetDeadline(time.Now().Add(time.Hour)), read(c))
		}, silence},
		{"one that was taken back neither", func(c *watched) error {
			return errors.Join(past(c), c.SetDeadline(time.Time{}), read(c))
		}, silence},
		{"breaking off reaches a read on its way", func(c *watched) error {
			time.AfterFunc(2*time.Second, func() { past(c) })
			return read(c)
		}, 2 * time.Second},
	} {
		t.Run(row.what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				near, far := net.Pipe()
				defer far.Close()
				c := &watched{Conn: near, silence: silence}
				defer c.Close()
				began := time.Now()
				err := row.call(c)
				if took := time.Since(began); !errors.Is(err, os.ErrDeadlineExceeded) || took != row.want {
					t.Errorf("%v after %v, want a timeout after %v", err, took, row.want)
				}
			})
		})
	}
}

// What the server is told at the start of a session, as it understood it.
func TestSessionHasLimits(t *testing.T) {
	t.Parallel()
	d := open(t, Options{Patience: 7 * time.Second})
	for _, row := range []struct{ name, want string }{
		{"application_name", "chartd"},
		{"statement_timeout", "7s"},
		{"idle_in_transaction_session_timeout", "7s"},
		{"tcp_keepalives_idle", "10"},
		{"tcp_keepalives_interval", "5"},
		{"tcp_keepalives_count", "3"},
		{"plan_cache_mode", "force_custom_plan"},
		{"jit", "off"},
	} {
		if got := ask[string](t, d, `SELECT current_setting($1)`, row.name); got != row.want {
			t.Errorf("%s is %q, want %q", row.name, got, row.want)
		}
	}
}

func TestAddressWinsOverLimits(t *testing.T) {
	d, err := Open(t.Context(), "postgres://nobody@127.0.0.1:1/none?statement_timeout=1234", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got := d.pool.Config().ConnConfig.RuntimeParams["statement_timeout"]; got != "1234" {
		t.Errorf("statement_timeout %q", got)
	}
}

// ask returns one value from the database.
func ask[T any](t testing.TB, d *DB, sql string, args ...any) (value T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := d.Ready(ctx); err != nil {
		t.Fatal(err)
	}
	if err := d.pool.QueryRow(ctx, sql, args...).Scan(&value); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return value
}

// execute changes something behind the back of the program.
func execute(t testing.TB, d *DB, sql string, args ...any) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := d.Ready(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := d.pool.Exec(ctx, sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}
