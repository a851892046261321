package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"chartd/stats"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// contact remembers whether the server answers. While it does not, one call at
// a time goes out to ask, and the others fail at once: a caller who waits is
// kept from doing something else, such as asking the local file.
type contact struct {
	retry time.Duration // between two calls that ask

	mu    sync.Mutex
	since time.Time // zero: it answers
	next  time.Time // when the next call may ask
}

// enter says whether a call may go out.
func (c *contact) enter() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since.IsZero() {
		return nil
	}
	now := time.Now()
	if now.Before(c.next) {
		return fmt.Errorf("the database has been away since %s UTC: %w", c.since.UTC().Format(time.TimeOnly), stats.ErrAway)
	}
	c.next = now.Add(c.retry)
	return nil
}

// lost notes that the server did not answer.
func (c *contact) lost() {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	if c.since.IsZero() {
		c.since = now
	}
	c.next = now.Add(c.retry)
}

// found notes that it did.
func (c *contact) found() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.since = time.Time{}
}

func (c *contact) awaySince() (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.since, !c.since.IsZero()
}

// call lends a connection for some work, all of it within three times the
// patience for a statement. Its errors, and those of the work, are ErrAway
// where the server is out of reach or overloaded, and context.Canceled where
// the caller has had enough.
func (d *DB) call(ctx context.Context, work func(context.Context, *pgxpool.Conn) error) error {
	limited, cancel := context.WithTimeout(ctx, 3*d.patience)
	defer cancel()
	conn, err := d.acquire(limited)
	if err != nil {
		return ended(ctx, err)
	}
	defer conn.Release()
	err = work(limited, conn)
	switch {
	case err == nil:
		d.contact.found()
		return nil
	case ctx.Err() != nil:
		return ended(ctx, err)
	case conn.Conn().IsClosed():
		d.contact.lost()
		return fmt.Errorf("%w: %w", stats.ErrAway, err)
	case state(err) == "" && away(err):
		return fmt.Errorf("%w: %w", stats.ErrAway, err)
	}
	d.contact.found() // it answered, whatever it said
	if away(err) {
		return fmt.Errorf("%w: %w", stats.ErrAway, err)
	}
	return err
}

// acquire takes a connection from the pool, when the tables are ready for it.
// Being without any is being away, unless the others have them all.
func (d *DB) acquire(ctx context.Context) (*pgxpool.Conn, error) {
	if err := d.contact.enter(); err != nil {
		return nil, err
	}
	if err := d.Ready(ctx); err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, d.patience)
	defer cancel()
	conn, err := d.pool.Acquire(limited)
	switch {
	case err == nil:
		return conn, nil
	case ctx.Err() != nil:
		return nil, err
	case limited.Err() == nil || d.pool.Stat().AcquiredConns() < d.pool.Config().MaxConns:
		d.contact.lost()
	}
	return nil, fmt.Errorf("%w: %w", stats.ErrAway, err)
}

// ended is the error of a call whose caller has gone or ran out of time.
func ended(ctx context.Context, err error) error {
	cause := ctx.Err()
	switch {
	case cause == nil, errors.Is(err, stats.ErrAway) && errors.Is(err, cause):
		return err
	case errors.Is(cause, context.DeadlineExceeded):
		return fmt.Errorf("%w: %w: %w", stats.ErrAway, cause, err)
	}
	return fmt.Errorf("%w: %w", cause, err)
}

// SQL states, and the classes that the first two letters are (PostgreSQL
// manual, appendix A).
const (
	uniqueViolation = "23505"
	checkViolation  = "23514" // also: no partition for this row
	deadlock        = "40P01"
	serialization   = "40001"
	lockTimeout     = "55P03"
	readOnly        = "25006" // a standby

	classConnection = "08"
	classResources  = "53" // too many connections, disk full
	classOperator   = "57" // shutting down, statement timeout
	classSystem     = "58" // an I/O error
)

// state is the SQL state of an error, "" where the server said nothing.
func state(err error) string {
	var said *pgconn.PgError
	if errors.As(err, &said) {
		return said.Code
	}
	return ""
}

// away reports whether an error says that the database is out of reach or
// overloaded: trying again later helps.
func away(err error) bool {
	if code := state(err); code != "" {
		switch code {
		case deadlock, serialization, lockTimeout, readOnly:
			return true
		}
		switch code[:2] {
		case classConnection, classResources, classOperator, classSystem:
			return true
		}
		var connecting *pgconn.ConnectError
		return errors.As(err, &connecting)
	}
	var connecting *pgconn.ConnectError
	var network net.Error
	return errors.Is(err, stats.ErrAway) || errors.As(err, &connecting) || errors.As(err, &network) ||
		errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// taken reports whether an error says that a unique key is in use.
func taken(err error) bool { return state(err) == uniqueViolation }
