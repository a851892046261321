package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"chartd/stats"
	"chartd/stats/chunk"
)

// sweepRows is how many rows are read or deleted at a time: between batches
// posts are written, and a long walk holds back no checkpoint of the file.
const sweepRows = 500

// walkRow is a chunk row of a stat.
type walkRow struct {
	n   int64 // the writer's short number
	id  stats.WriterID
	one stats.Chunk
	bad error
}

// Walk implements stats.Sweeper.
func (c *Chunks) Walk(ctx context.Context, each func(w stats.WriterID, k stats.Chunk, bad error) error) error {
	return c.eachStat(ctx, func(id stats.StatID) error {
		for at := (walkRow{one: stats.Chunk{ChunkKey: stats.ChunkKey{Stat: id, Hour: farPast}}}); ; {
			page, err := c.walkPage(ctx, &at)
			if err != nil {
				return wrap("walk", err)
			}
			for i := range page {
				if err := each(page[i].id, page[i].one, page[i].bad); err != nil {
					return err
				}
			}
			if len(page) < sweepRows {
				return nil
			}
			at = page[len(page)-1]
		}
	})
}

// farPast is before all hours.
const farPast = -1 << 40

// walkPage reads the rows of a stat that come after one.
func (c *Chunks) walkPage(ctx context.Context, at *walkRow) (list []walkRow, err error) {
	err = c.db.look(ctx, func(ctx context.Context, tx *sql.Tx) error {
		found, err := tx.QueryContext(ctx, `SELECT w.n, w.id, c.hour, c.rev, c.minutes FROM (SELECT * FROM (SELECT hour, writer, rev, minutes FROM chunk
				WHERE stat_id = ?1 AND (hour, writer) > (?2, ?3) ORDER BY hour, writer LIMIT ?4)
			UNION ALL SELECT r.hour, r.writer, r.rev, r.minutes FROM (SELECT ?1 AS value) i `+joinRecent+` AND (r.hour, r.writer) > (?2, ?3)) c
			JOIN writer w ON w.n = c.writer ORDER BY c.hour, c.writer LIMIT ?4`, int64(at.one.Stat), int64(at.one.Hour), at.n, sweepRows)
		if err != nil {
			return err
		}
		defer found.Close()
		var blob sql.RawBytes
		for found.Next() {
			row := walkRow{one: stats.Chunk{ChunkKey: at.one.ChunkKey}}
			if err := found.Scan(&row.n, &row.id, &row.one.Hour, &row.one.Rev, &blob); err != nil {
				return err
			}
			if row.bad = chunk.Check(blob, chunk.Minutes); row.bad == nil {
				row.bad = chunk.Decode(blob, row.one.Minutes[:])
			}
			list = append(list, row)
		}
		return found.Err()
	})
	return list, err
}

// delete runs a statement that deletes a batch until it deletes no more.
func (c *Chunks) delete(ctx context.Context, text string, args ...any) error {
	for n := int64(1); n > 0; {
		err := c.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
			done, err := tx.ExecContext(ctx, text, args...)
			if err != nil {
				return err
			}
			n, err = done.RowsAffected()
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Drop implements stats.Sweeper.
func (c *Chunks) Drop(ctx context.Context, ids []stats.StatID) error {
	for _, id := range ids {
		for _, text := range []string{
			// What is left in recent is not seen without this, and swept in a day.
			`DELETE FROM folded WHERE (stat_id, month, writer) IN (SELECT stat_id, month, writer FROM folded WHERE stat_id = ?1 LIMIT ?2)`,
			`DELETE FROM month WHERE (stat_id, month, writer) IN (SELECT stat_id, month, writer FROM month WHERE stat_id = ?1 LIMIT ?2)`,
			`DELETE FROM chunk WHERE (stat_id, hour, writer) IN (SELECT stat_id, hour, writer FROM chunk WHERE stat_id = ?1 LIMIT ?2)`,
		} {
			if err := c.delete(ctx, text, int64(id), sweepRows); err != nil {
				return wrap("drop", err)
			}
		}
	}
	return nil
}

// Expire implements stats.Sweeper. First every hour that is to go is put into
// its month, then reads take those hours from the months, then the minutes go.
// A chunk stays for the next time while the log has a commit that may be in it:
// without its Rev a starting process would count that twice.
func (c *Chunks) Expire(ctx context.Context, before stats.Hour) error {
	err := c.mark(ctx, `UPDATE expiry SET closing = ?1 WHERE closing < ?1`, before)
	if err == nil {
		err = c.eachStat(ctx, func(id stats.StatID) error { return c.foldBefore(ctx, id, before) })
	}
	if err == nil {
		err = c.mark(ctx, `UPDATE expiry SET before = ?1 WHERE before < ?1`, before)
	}
	if err == nil {
		err = c.delete(ctx, `DELETE FROM recent WHERE (hour, stat_id, writer) IN (SELECT hour, stat_id, writer FROM recent WHERE hour < ?1 LIMIT ?2)`, int64(before), sweepRows)
	}
	if err == nil {
		err = c.eachStat(ctx, func(id stats.StatID) error {
			return c.delete(ctx, `DELETE FROM chunk WHERE (stat_id, hour, writer) IN (SELECT stat_id, hour, writer FROM chunk
				WHERE stat_id = ?1 AND hour < ?2 AND rev < (SELECT COALESCE(MIN(seq), 1 << 62) FROM log) LIMIT ?3)`, int64(id), int64(before), sweepRows)
		})
	}
	return wrap("expire", err)
}

func (c *Chunks) mark(ctx context.Context, text string, before stats.Hour) error {
	return c.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, text, int64(before))
		return err
	})
}

// eachStat calls each for every stat that has data.
func (c *Chunks) eachStat(ctx context.Context, each func(stats.StatID) error) error {
	for id := stats.StatID(0); ; {
		err := c.db.read.QueryRowContext(ctx, `SELECT stat_id FROM folded WHERE stat_id > ?1 ORDER BY stat_id LIMIT 1`, int64(id)).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return wrap("list stats", err)
		}
		if err := each(id); err != nil {
			return err
		}
	}
}

// foldBefore puts all hours of a stat before one into their months.
func (c *Chunks) foldBefore(ctx context.Context, id stats.StatID, before stats.Hour) error {
	list, err := c.lagging(ctx, c.db.read, id, before)
	if err != nil || len(list) == 0 {
		return err
	}
	return c.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		list, err := c.lagging(ctx, tx, id, before) // it may be another by now
		for _, m := range list {
			p := putter{ctx: ctx, tx: tx, c: c, writer: m.writer}
			if err == nil {
				err = p.fold(m.monthKey, m.through, nil, m.through)
			}
		}
		return err
	})
}

// laggingMonth is a month of which hours are in recent.
type laggingMonth struct {
	monthKey
	writer  int64
	through stats.Hour
}

// lagging lists the months of a stat of which hours before one are in recent.
func (c *Chunks) lagging(ctx context.Context, from querier, id stats.StatID, before stats.Hour) (list []laggingMonth, err error) {
	found, err := from.QueryContext(ctx, `SELECT f.month, f.writer, f.through FROM (SELECT ?1 AS value) i `+joinRecent+`
		AND f.through < ?2 AND r.hour < ?2 GROUP BY f.month, f.writer`, int64(id), int64(before))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		m := laggingMonth{monthKey: monthKey{stat: id}}
		if err := found.Scan(&m.month, &m.writer, &m.through); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, found.Err()
}

// querier is a file or a transaction.
type querier interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
}
