package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"chartd/stats"
)

// Log implements stats.Log and stats.Origin in a local file.
type Log struct {
	db     *DB
	write  *sql.DB
	maxIDs int

	mu     sync.Mutex // one commit at a time; guards what follows
	last   stats.Seq
	first  stats.Seq // the oldest commit that is kept
	writer stats.WriterID
	broken bool
	blob   []byte

	bytes, cut atomic.Int64
}

var (
	_ stats.Log    = (*Log)(nil)
	_ stats.Origin = (*Log)(nil)
)

// defaultIDs is how many ids are remembered where nobody says.
const defaultIDs = 1_000_000

// idLife is how long an id is remembered.
const idLife = 24 * time.Hour

func openLog(ctx context.Context, db *DB, maxIDs int) (*Log, error) {
	l := &Log{db: db, write: db.write, maxIDs: maxIDs}
	if maxIDs == 0 {
		l.maxIDs = defaultIDs
	}
	return l, l.load(ctx)
}

// load reads where the log stands. A fresh file gets its writer id.
func (l *Log) load(ctx context.Context) error {
	var forgotten, newest, oldest, bytes int64
	err := l.write.QueryRowContext(ctx, `SELECT writer, forgotten FROM node`).Scan(&l.writer, &forgotten)
	if err == sql.ErrNoRows {
		l.writer = stats.WriterID(stats.NewID())
		_, err = l.write.ExecContext(ctx, `INSERT INTO node (writer, forgotten) VALUES (?, 0)`, l.writer)
	}
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	err = l.write.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0), COALESCE(MIN(seq), 0), COALESCE(SUM(LENGTH(points)), 0) FROM log`).Scan(&newest, &oldest, &bytes)
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	l.last, l.first = stats.Seq(max(newest, forgotten)), stats.Seq(oldest)
	l.bytes.Store(bytes)
	return nil
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
	if _, err := l.write.ExecContext(ctx, `UPDATE node SET writer = ?`, fresh); err != nil {
		return 0, fmt.Errorf("log: %w", err)
	}
	l.writer = fresh
	return fresh, nil
}

// Bytes implements stats.Log.
func (l *Log) Bytes() int64 { return l.bytes.Load() }

// CutIDs is how many ids were forgotten before their day was over.
func (l *Log) CutIDs() int64 { return l.cut.Load() }

// Append implements stats.Log.
func (l *Log) Append(ctx context.Context, entries []stats.Entry) (stats.Seq, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken {
		return 0, stats.ErrAway
	}
	seq := l.last + 1
	n, err := l.commit(ctx, seq, entries)
	if err != nil {
		l.broken = true
		return 0, fmt.Errorf("log: %w", err)
	}
	if n == 0 {
		return l.last, nil
	}
	l.last = seq
	if l.first == 0 {
		l.first = seq
	}
	l.bytes.Add(int64(n))
	return seq, nil
}

// commit is one transaction: ids, and one row of points. It returns the row's
// bytes; without new points there is none.
func (l *Log) commit(ctx context.Context, seq stats.Seq, entries []stats.Entry) (int, error) {
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() // of what was committed it does nothing
	ids, points := false, make([]stats.Point, 0, len(entries))
	now := time.Now().Unix()
	for i := range entries {
		e := &entries[i]
		e.Repeated = false
		if e.ID != "" {
			done, err := tx.ExecContext(ctx, `INSERT INTO post_id (project, id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, e.Project, e.ID, now)
			if err != nil {
				return 0, err
			}
			fresh, err := done.RowsAffected()
			if err != nil {
				return 0, err
			}
			e.Repeated = fresh == 0
			ids = ids || fresh > 0
		}
		if !e.Repeated {
			points = append(points, e.Points...)
		}
	}
	if len(points) == 0 && !ids {
		return 0, nil
	}
	l.blob = stats.AppendPoints(l.blob[:0], points)
	if _, err := tx.ExecContext(ctx, `INSERT INTO log (seq, points) VALUES (?, ?)`, seq, l.blob); err != nil {
		return 0, err
	}
	return len(l.blob), tx.Commit()
}

// Replay implements stats.Log.
func (l *Log) Replay(ctx context.Context, after stats.Seq, each func(stats.Seq, []stats.Point) error) error {
	const page = 64
	var points []stats.Point
	for {
		rows, err := l.page(ctx, after, page)
		if err != nil {
			return fmt.Errorf("log: %w", err)
		}
		for _, row := range rows {
			if points, err = stats.DecodePoints(row.blob, points[:0]); err != nil {
				return fmt.Errorf("log, commit %d: %w", row.seq, err)
			}
			if err := each(row.seq, points); err != nil {
				return err
			}
			after = row.seq
		}
		if len(rows) < page {
			return nil
		}
	}
}

type logRow struct {
	seq  stats.Seq
	blob []byte
}

// page reads some commits. The one connection for writing is free again when
// it returns: who replays may store.
func (l *Log) page(ctx context.Context, after stats.Seq, n int) (list []logRow, err error) {
	rows, err := l.write.QueryContext(ctx, `SELECT seq, points FROM log WHERE seq > ? ORDER BY seq LIMIT ?`, after, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var row logRow
		if err := rows.Scan(&row.seq, &row.blob); err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, rows.Err()
}

// forgetBatch is how many commits or ids are deleted at a time, so that posts
// wait a few milliseconds at the most.
const forgetBatch = 500

// Forget implements stats.Log.
func (l *Log) Forget(ctx context.Context, before stats.Seq) error {
	for {
		more, err := l.forget(ctx, before)
		if err != nil {
			return fmt.Errorf("log: %w", err)
		}
		if !more {
			return l.forgetIDs(ctx)
		}
	}
}

// forget deletes one batch of commits, with the note that their numbers were
// given, and reports whether there are more.
func (l *Log) forget(ctx context.Context, before stats.Seq) (more bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.first == 0 || l.first >= before {
		return false, nil
	}
	end := min(l.first+forgetBatch, before)
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback() // of what was committed it does nothing
	var gone int64
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(SUM(LENGTH(points)), 0) FROM log WHERE seq < ?`, end).Scan(&gone); err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM log WHERE seq < ?`, end); err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE node SET forgotten = MAX(forgotten, ?)`, end-1); err != nil {
		return false, err
	}
	if err := tx.Commit(); err != nil {
		return false, err
	}
	l.bytes.Add(-gone)
	l.first = end
	if end > l.last {
		l.first = 0
	}
	return end < before && l.first != 0, nil
}

// forgetIDs deletes ids that are older than a day, and the oldest above the
// limit.
func (l *Log) forgetIDs(ctx context.Context) error {
	old := time.Now().Add(-idLife).Unix()
	for {
		done, err := l.write.ExecContext(ctx, `DELETE FROM post_id WHERE (project, id) IN (SELECT project, id FROM post_id WHERE at < ? ORDER BY at LIMIT ?)`, old, forgetBatch)
		if err != nil {
			return fmt.Errorf("ids: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n < forgetBatch {
			break
		}
	}
	var count int
	if err := l.write.QueryRowContext(ctx, `SELECT COUNT(*) FROM post_id`).Scan(&count); err != nil {
		return fmt.Errorf("ids: %w", err)
	}
	for ; count > l.maxIDs; count -= forgetBatch {
		n := min(forgetBatch, count-l.maxIDs)
		if _, err := l.write.ExecContext(ctx, `DELETE FROM post_id WHERE (project, id) IN (SELECT project, id FROM post_id ORDER BY at LIMIT ?)`, n); err != nil {
			return fmt.Errorf("ids: %w", err)
		}
		l.cut.Add(int64(n))
	}
	return nil
}

// Reopen implements stats.Log.
func (l *Log) Reopen(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.broken = true
	if err := l.db.reopen(ctx); err != nil {
		return fmt.Errorf("log: %w", err)
	}
	if err := l.load(ctx); err != nil {
		return err
	}
	l.broken = false
	return nil
}
