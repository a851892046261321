package sqlite

import (
	"context"
	"database/sql"
	"time"

	"chartd/stats"
)

// idLife is how long an id is remembered at least, below the limit.
const idLife = 24 * time.Hour

// idsAtOnce is how many ids are deleted at a time. Each lies on a page of its
// own.
const idsAtOnce = 200

// commitWithIDs is commit where some entries have ids.
func (l *Log) commitWithIDs(ctx context.Context, seq stats.Seq, entries []stats.Entry) (bytes int64, err error) {
	var fresh, cut int64
	err = l.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if fresh, err = l.remember(ctx, tx, entries); err != nil {
			return err
		}
		if l.encode(entries); len(l.blob) > 0 {
			if _, err := tx.StmtContext(ctx, l.insert).ExecContext(ctx, int64(seq), l.blob); err != nil {
				return err
			}
		}
		if over := l.ids + fresh - l.maxIDs; over > 0 && fresh > 0 {
			cut, err = deleteIDs(ctx, tx, `SELECT project, id FROM post_id ORDER BY at LIMIT ?1`, min(over, fresh+idsAtOnce))
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	l.ids += fresh - cut
	l.cut.Add(cut)
	return int64(len(l.blob)), nil
}

// remember keeps the ids that are new and marks those entries that are repeats,
// also of one in the same call.
func (l *Log) remember(ctx context.Context, tx *sql.Tx, entries []stats.Entry) (fresh int64, err error) {
	insert, now := tx.StmtContext(ctx, l.insertID), l.now().UnixMilli()
	for i := range entries {
		e := &entries[i]
		if e.ID == "" {
			continue
		}
		done, err := insert.ExecContext(ctx, int64(e.Project), e.ID, now)
		if err != nil {
			return 0, err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return 0, err
		}
		e.Repeated = n == 0
		fresh += n
	}
	return fresh, nil
}

// deleteIDs deletes those that a query finds.
func deleteIDs(ctx context.Context, tx *sql.Tx, which string, args ...any) (int64, error) {
	done, err := tx.ExecContext(ctx, `DELETE FROM post_id WHERE (project, id) IN (`+which+`)`, args...)
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}

// forgetOld deletes the ids that are older than a day.
func (l *Log) forgetOld(ctx context.Context) error {
	old := l.now().Add(-idLife).UnixMilli()
	for {
		n, err := l.forgetIDs(ctx, old)
		if err != nil || n < idsAtOnce {
			return wrap("log", err)
		}
	}
}

// forgetIDs deletes one batch. A commit that waits is next.
func (l *Log) forgetIDs(ctx context.Context, old int64) (n int64, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err = l.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err = deleteIDs(ctx, tx, `SELECT project, id FROM post_id WHERE at < ?1 ORDER BY at LIMIT ?2`, old, idsAtOnce)
		return err
	})
	if err != nil {
		return 0, err
	}
	l.ids -= n
	return n, nil
}

// CutIDs is how many ids were forgotten before their day was over, because
// there were too many.
func (l *Log) CutIDs() int64 { return l.cut.Load() }
