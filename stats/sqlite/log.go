package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"chartd/stats"
)

// Log implements stats.Log and stats.Origin in a local file.
type Log struct {
	db     *DB
	maxIDs int64
	now    func() time.Time

	insert, insertID *sql.Stmt

	mu     sync.Mutex // one commit at a time; guards what follows
	last   stats.Seq  // the newest number that was given
	writer stats.WriterID
	broken bool
	ids    int64 // how many are remembered
	blob   []byte
	points []stats.Point

	bytes, cut atomic.Int64
}

var (
	_ stats.Log    = (*Log)(nil)
	_ stats.Origin = (*Log)(nil)
)

// defaultIDs is how many ids are remembered where nobody says.
const defaultIDs = 1_000_000

func openLog(ctx context.Context, db *DB, maxIDs int) (*Log, error) {
	l := &Log{db: db, maxIDs: int64(maxIDs), now: time.Now}
	if maxIDs == 0 {
		l.maxIDs = defaultIDs
	}
	err := prepare(ctx, db.write, map[**sql.Stmt]string{
		&l.insert:   `INSERT INTO log (seq, points) VALUES (?1, ?2)`,
		&l.insertID: `INSERT INTO post_id (project, id, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING`,
	})
	if err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	return l, l.load(ctx)
}

// SetClock makes the log go by a clock that is not the machine's, from before it
// is used: by it ids grow old.
func (l *Log) SetClock(now func() time.Time) { l.now = now }

// load reads where the log stands. A fresh file gets its writer id.
func (l *Log) load(ctx context.Context) error {
	err := l.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var forgotten, newest stats.Seq
		var bytes int64
		err := tx.QueryRowContext(ctx, `SELECT writer, forgotten FROM node`).Scan(&l.writer, &forgotten)
		if errors.Is(err, sql.ErrNoRows) {
			l.writer = stats.WriterID(stats.NewID())
			_, err = tx.ExecContext(ctx, `INSERT INTO node (writer, forgotten) VALUES (?1, 0)`, int64(l.writer))
		}
		if err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0), COALESCE(SUM(LENGTH(points)), 0) FROM log`).Scan(&newest, &bytes)
		if err != nil {
			return err
		}
		l.last = max(newest, forgotten)
		l.bytes.Store(bytes)
		return tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM post_id`).Scan(&l.ids)
	})
	return wrap("log", err)
}

// Writer implements stats.Origin.
func (l *Log) Writer() stats.WriterID {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.writer
}

// Last implements stats.Origin.
func (l *Log) Last() stats.Seq {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

// Renew implements stats.Origin.
func (l *Log) Renew(ctx context.Context) (stats.WriterID, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fresh := stats.WriterID(stats.NewID())
	err := l.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE node SET writer = ?1`, int64(fresh))
		return err
	})
	if err != nil {
		return 0, wrap("log", err)
	}
	l.writer = fresh
	return fresh, nil
}

// Bytes implements stats.Log.
func (l *Log) Bytes() int64 { return l.bytes.Load() }

// Append implements stats.Log.
func (l *Log) Append(ctx context.Context, entries []stats.Entry) (stats.Seq, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken || l.db.broken.Load() {
		return 0, fmt.Errorf("log: %w: it is to be reopened", stats.ErrAway)
	}
	seq := l.last + 1
	bytes, err := l.commit(ctx, seq, entries)
	if err != nil {
		l.broken = true
		return 0, wrap("log", err)
	}
	if bytes == 0 {
		return l.last, nil
	}
	l.last = seq
	l.bytes.Add(bytes)
	return seq, nil
}

// commit keeps entries in one transaction, and returns how many bytes their
// points took, 0 when there were none to keep.
func (l *Log) commit(ctx context.Context, seq stats.Seq, entries []stats.Entry) (bytes int64, err error) {
	ids := false
	for i := range entries {
		entries[i].Repeated = false
		ids = ids || entries[i].ID != ""
	}
	if ids {
		return l.commitWithIDs(ctx, seq, entries)
	}
	l.encode(entries)
	if len(l.blob) == 0 {
		return 0, nil
	}
	// A statement alone is a transaction. Each call of the driver that can be
	// cancelled costs a goroutine.
	_, err = l.insert.ExecContext(context.WithoutCancel(ctx), int64(seq), l.blob)
	return int64(len(l.blob)), err
}

// encode makes l.blob of the points of entries that are no repeats.
func (l *Log) encode(entries []stats.Entry) {
	l.points, l.blob = l.points[:0], l.blob[:0]
	for i := range entries {
		if !entries[i].Repeated {
			l.points = append(l.points, entries[i].Points...)
		}
	}
	if len(l.points) > 0 {
		l.blob = stats.AppendPoints(l.blob, l.points)
	}
}

// Page sizes of Replay and Forget: so many commits or bytes are taken at a
// time, whichever comes first.
const (
	pageCommits = 500
	pageBytes   = 1 << 20
)

// Replay implements stats.Log.
func (l *Log) Replay(ctx context.Context, after stats.Seq, each func(stats.Seq, []stats.Point) error) error {
	var points []stats.Point
	for {
		page, err := l.page(ctx, after)
		if err != nil {
			return wrap("log", err)
		}
		for _, c := range page {
			if points, err = stats.DecodePoints(c.blob, points[:0]); err != nil {
				return fmt.Errorf("log, commit %d: %w", c.seq, err)
			}
			if err := each(c.seq, points); err != nil {
				return err
			}
			after = c.seq
		}
		if len(page) == 0 {
			return nil
		}
	}
}

type commit struct {
	seq  stats.Seq
	blob []byte
}

// page reads some commits. No connection is held when it returns: who replays
// may store.
func (l *Log) page(ctx context.Context, after stats.Seq) (list []commit, err error) {
	found, err := l.db.read.QueryContext(ctx, `SELECT seq, points FROM log WHERE seq > ?1 ORDER BY seq LIMIT ?2`, int64(after), pageCommits)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for bytes := 0; bytes < pageBytes && found.Next(); {
		var c commit
		if err := found.Scan(&c.seq, &c.blob); err != nil {
			return nil, err
		}
		list = append(list, c)
		bytes += len(c.blob)
	}
	return list, found.Err()
}

// Forget implements stats.Log.
func (l *Log) Forget(ctx context.Context, before stats.Seq) error {
	for more := true; more; {
		var err error
		if more, err = l.forget(ctx, before); err != nil {
			return wrap("log", err)
		}
	}
	return l.forgetOld(ctx)
}

// forget deletes one batch of commits, with the note that their numbers were
// given, and reports whether there may be more. A commit that waits is next.
func (l *Log) forget(ctx context.Context, before stats.Seq) (more bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var end stats.Seq
	var bytes int64
	err = l.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if end, bytes, err = batch(ctx, tx, before); err != nil || end == 0 {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM log WHERE seq <= ?1`, int64(end)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE node SET forgotten = MAX(forgotten, ?1)`, int64(end))
		return err
	})
	if err != nil {
		return false, err
	}
	l.bytes.Add(-bytes)
	return end != 0, nil
}

// batch finds the last commit of those to be forgotten at once, and the bytes
// they take.
func batch(ctx context.Context, tx *sql.Tx, before stats.Seq) (end stats.Seq, bytes int64, err error) {
	found, err := tx.QueryContext(ctx, `SELECT seq, LENGTH(points) FROM log WHERE seq < ?1 ORDER BY seq LIMIT ?2`, int64(before), pageCommits)
	if err != nil {
		return 0, 0, err
	}
	defer found.Close()
	for bytes < pageBytes && found.Next() {
		var n int64
		if err := found.Scan(&end, &n); err != nil {
			return 0, 0, err
		}
		bytes += n
	}
	return end, bytes, found.Err()
}

// Reopen implements stats.Log.
func (l *Log) Reopen(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.broken = true
	if err := l.db.reopen(ctx); err != nil {
		return err
	}
	if err := l.prove(ctx); err != nil {
		return err
	}
	if err := l.load(ctx); err != nil {
		return err
	}
	l.broken = false
	return nil
}

// proofBytes is what must find room before posts are taken again: some posts'.
const proofBytes = 32 << 10

// prove writes something: a full disk still opens files and commits nothing at all.
func (l *Log) prove(ctx context.Context) error {
	_, err := l.db.write.ExecContext(ctx, `INSERT OR REPLACE INTO proof (id, filler) VALUES (1, randomblob(?1))`, proofBytes)
	return wrap("log", err)
}
