package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chartd/stats"

	"github.com/jackc/pgx/v5"
)

// ErrWriterInUse means that another process writes under the same writer id: a
// data folder was copied, or is used by two machines.
var ErrWriterInUse = errors.New("another process writes under the id of this data folder")

// WriterLock keeps other processes from writing under a writer id. The lock
// lies with the server, on a connection of its own, and goes with that.
type WriterLock struct {
	DB *DB
	// Writer is the id as it is now: a log that turns out to be a copy gets a
	// new one, and the lock follows.
	Writer func() stats.WriterID
	// Report is told when the lock was lost with its connection, and with nil
	// when it was taken again.
	Report func(error)

	conn    *pgx.Conn // nil: nothing is held
	held    stats.WriterID
	backend uint32 // the server's process for the newest connection
}

const (
	writerKey  = `hashtextextended('chartd writer ' || current_schema() || ' ' || $1::bigint, 0)`
	lockWriter = `SELECT pg_try_advisory_lock(` + writerKey + `)`
	freeWriter = `SELECT pg_advisory_unlock(` + writerKey + `)`

	// writerHolder says who has a lock. Other roles' connections have no address
	// to be seen.
	writerHolder = `
SELECT l.pid, coalesce(host(a.client_addr), 'an unknown address') || ' since ' || coalesce(to_char(a.backend_start, 'YYYY-MM-DD HH24:MI TZ'), 'some time')
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
AND (l.classid::bigint << 32 | l.objid::bigint) = ` + writerKey
)

// Take takes the lock for the id as it is now, unless it is held. The error is
// ErrWriterInUse, which says who has it, or ErrAway.
func (l *WriterLock) Take(ctx context.Context) error {
	if err := l.DB.Ready(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 2*l.DB.patience)
	defer cancel()
	err := l.take(ctx, l.Writer())
	if err == nil || errors.Is(err, ErrWriterInUse) {
		return err
	}
	l.Release()
	if away(err) {
		return fmt.Errorf("lock writer id: %w: %w", stats.ErrAway, err)
	}
	return fmt.Errorf("lock writer id: %w", err)
}

func (l *WriterLock) take(ctx context.Context, w stats.WriterID) error {
	if l.conn == nil {
		conn, err := pgx.ConnectConfig(ctx, l.DB.pool.Config().ConnConfig.Copy())
		if err != nil {
			return err
		}
		defer func() { l.backend = conn.PgConn().PID() }() // explain asks for the one before
		l.conn, l.held = conn, 0
	}
	if l.held == w {
		return l.conn.Ping(ctx) // the connection is what holds it
	}
	var ok bool
	if err := l.conn.QueryRow(ctx, lockWriter, int64(w)).Scan(&ok); err != nil {
		return err
	}
	if !ok {
		return l.explain(ctx, w)
	}
	before := l.held
	l.held = w
	if before == 0 {
		return nil
	}
	_, err := l.conn.Exec(ctx, freeWriter, int64(before))
	return err
}

// explain is the error of a lock that somebody has. It may be the remains of a
// connection of one's own that broke without the server's notice: those are
// removed, and the next try will do.
func (l *WriterLock) explain(ctx context.Context, w stats.WriterID) error {
	var backend uint32
	var who string
	err := l.conn.QueryRow(ctx, writerHolder, int64(w)).Scan(&backend, &who)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return fmt.Errorf("%w: the lock was just given back", stats.ErrAway)
	case err != nil:
		return err
	case backend != l.backend:
		return fmt.Errorf("%w: writer %d, from %s", ErrWriterInUse, w, who)
	}
	if _, err := l.conn.Exec(ctx, `SELECT pg_terminate_backend($1)`, int32(backend)); err != nil {
		return err
	}
	return fmt.Errorf("%w: the lock is still held by a connection that broke", stats.ErrAway)
}

// Release lets go of the connection, and with it of the lock.
func (l *WriterLock) Release() {
	if l.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), l.DB.patience)
	defer cancel()
	l.conn.Close(ctx) // however it ends, the server sees its end
	l.conn, l.held = nil, 0
}

// Run holds the lock until ctx ends, then releases it, and takes it again when its connection was
// lost. It returns ErrWriterInUse when another process has it by then: this one
// must not write any more.
func (l *WriterLock) Run(ctx context.Context) error {
	defer l.Release()
	tick := time.NewTicker(l.DB.patience / 2) // how often it looks after its connection
	defer tick.Stop()
	lost := false
	for {
		err := l.Take(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrWriterInUse):
			return err
		case err != nil && !lost:
			l.Report(fmt.Errorf("the lock on the writer id is lost until the database is back: %w", err))
		case err == nil && lost:
			l.Report(nil)
		}
		lost = err != nil
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
