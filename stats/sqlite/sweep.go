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

// walked is a row that a walk has come to.
type walked struct {
	writer stats.WriterID
	one    stats.Chunk
	bad    error
}

// Walk implements stats.Sweeper.
func (c *Chunks) Walk(ctx context.Context, each func(w stats.WriterID, k stats.Chunk, bad error) error) error {
	for at := (walked{one: stats.Chunk{ChunkKey: stats.ChunkKey{Hour: farPast}}}); ; {
		page, err := c.walkPage(ctx, &at)
		if err != nil {
			return wrap("walk", err)
		}
		for i := range page {
			if err := each(page[i].writer, page[i].one, page[i].bad); err != nil {
				return err
			}
		}
		if len(page) < sweepRows {
			return nil
		}
		at = page[len(page)-1]
	}
}

// walkPage reads the rows that come after one.
func (c *Chunks) walkPage(ctx context.Context, at *walked) ([]walked, error) {
	found, err := c.db.read.QueryContext(ctx, `SELECT stat_id, hour, writer, rev, minutes FROM chunk
		WHERE (stat_id, hour, writer) > (?1, ?2, ?3) ORDER BY stat_id, hour, writer LIMIT ?4`, int64(at.one.Stat), int64(at.one.Hour), int64(at.writer), sweepRows)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	list := make([]walked, 0, sweepRows)
	var blob sql.RawBytes
	for found.Next() {
		var row walked
		if err := found.Scan(&row.one.Stat, &row.one.Hour, &row.writer, &row.one.Rev, &blob); err != nil {
			return nil, err
		}
		if row.bad = chunk.Check(blob, chunk.Minutes); row.bad == nil {
			row.bad = chunk.Decode(blob, row.one.Minutes[:])
		}
		list = append(list, row)
	}
	return list, found.Err()
}

// delete runs a statement that deletes sweepRows rows until it finds fewer.
func (c *Chunks) delete(ctx context.Context, text string, args ...any) error {
	for n := int64(sweepRows); n == sweepRows; {
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
			`DELETE FROM chunk WHERE (stat_id, hour, writer) IN (SELECT stat_id, hour, writer FROM chunk WHERE stat_id = ?1 LIMIT ?2)`,
			`DELETE FROM month WHERE (stat_id, month, writer) IN (SELECT stat_id, month, writer FROM month WHERE stat_id = ?1 LIMIT ?2)`,
		} {
			if err := c.delete(ctx, text, int64(id), sweepRows); err != nil {
				return wrap("drop", err)
			}
		}
	}
	return nil
}

// Expired implements stats.Sweeper.
func (c *Chunks) Expired(ctx context.Context) (before stats.Hour, err error) {
	err = c.db.read.QueryRowContext(ctx, `SELECT COALESCE(MAX(before), 0) FROM expiry`).Scan(&before)
	return before, wrap("expired", err)
}

// Expire implements stats.Sweeper. The mark goes first: from then on reads take
// the hours from the month rows, whether their minutes are gone yet or not. A
// chunk stays for the next time while the log has a commit that may be in it:
// without its Rev a starting process would count that twice.
func (c *Chunks) Expire(ctx context.Context, before stats.Hour) error {
	err := c.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO expiry (before) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM expiry WHERE before >= ?1)`, int64(before))
		return err
	})
	for id, oldest := stats.StatID(0), stats.Hour(0); err == nil; {
		// From stat to stat: nothing else finds old hours without reading all.
		err = c.db.read.QueryRowContext(ctx, `SELECT id, (SELECT MIN(hour) FROM chunk WHERE stat_id = id)
			FROM (SELECT stat_id AS id FROM chunk WHERE stat_id > ?1 ORDER BY stat_id LIMIT 1)`, int64(id)).Scan(&id, &oldest)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err == nil && oldest < before {
			err = c.delete(ctx, `DELETE FROM chunk WHERE (stat_id, hour, writer) IN (SELECT stat_id, hour, writer FROM chunk
				WHERE stat_id = ?1 AND hour < ?2 AND rev < (SELECT COALESCE(MIN(seq), 1 << 62) FROM log) LIMIT ?3)`, int64(id), int64(before), sweepRows)
		}
	}
	return wrap("expire", err)
}
