package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"chartd/stats"
	"chartd/stats/chunk"
)

// walkPage is how many rows Walk reads at a time; between pages no read is
// open, so a long walk holds back no checkpoint of the file.
const walkPage = 500

// Walk implements stats.Sweeper.
func (c *Chunks) Walk(ctx context.Context, each func(w stats.WriterID, k stats.Chunk, bad error) error) error {
	at := walked{hour: never}
	for {
		page, err := c.walkPage(ctx, at)
		if err != nil {
			return wrap("walk", err)
		}
		for i := range page {
			if err := each(page[i].w, page[i].chunk, page[i].bad); err != nil {
				return err
			}
			at = walked{page[i].chunk.Stat, page[i].chunk.Hour, page[i].w}
		}
		if len(page) < walkPage {
			return nil
		}
	}
}

// walked is the row that a walk has come to.
type walked struct {
	stat   stats.StatID
	hour   stats.Hour
	writer stats.WriterID
}

type walkRow struct {
	w     stats.WriterID
	chunk stats.Chunk
	bad   error
}

func (c *Chunks) walkPage(ctx context.Context, at walked) (list []walkRow, err error) {
	err = rows(ctx, c.read, `SELECT stat_id, hour, writer, rev, minutes FROM chunk WHERE (stat_id, hour, writer) > (?, ?, ?) ORDER BY stat_id, hour, writer LIMIT ?`,
		[]any{at.stat, at.hour, at.writer, walkPage}, func(r *sql.Rows) error {
			var row walkRow
			var blob sql.RawBytes
			if err := r.Scan(&row.chunk.Stat, &row.chunk.Hour, &row.w, &row.chunk.Rev, &blob); err != nil {
				return err
			}
			if row.bad = chunk.Check(blob, chunk.Minutes); row.bad == nil {
				row.bad = chunk.Decode(blob, row.chunk.Minutes[:])
			}
			if row.bad != nil {
				row.chunk.Minutes = [chunk.Minutes]stats.Bucket{}
			}
			list = append(list, row)
			return nil
		})
	return list, err
}

// sweepBatch is how many rows are deleted at a time.
const sweepBatch = 500

// repeat runs a statement that deletes a batch until it deletes no more.
func (c *Chunks) repeat(ctx context.Context, text string, args ...any) error {
	for {
		done, err := c.write.ExecContext(ctx, text, args...)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
	}
}

// Drop implements stats.Sweeper.
func (c *Chunks) Drop(ctx context.Context, ids []stats.StatID) error {
	for _, id := range ids {
		if err := c.repeat(ctx, `DELETE FROM chunk WHERE (stat_id, hour, writer) IN (SELECT stat_id, hour, writer FROM chunk WHERE stat_id = ? LIMIT ?)`, id, sweepBatch); err != nil {
			return wrap("drop", err)
		}
		if _, err := c.write.ExecContext(ctx, `DELETE FROM month WHERE stat_id = ?`, id); err != nil {
			return wrap("drop", err)
		}
	}
	return nil
}

// Expire implements stats.Sweeper. The mark goes first: from then on reads take
// the hours from the month rows, whether their minutes are gone yet or not.
func (c *Chunks) Expire(ctx context.Context, before stats.Hour) error {
	_, err := c.write.ExecContext(ctx, `INSERT INTO expiry (before) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM expiry WHERE before >= ?)`, before, before)
	if err == nil {
		err = c.repeat(ctx, `DELETE FROM chunk WHERE (stat_id, hour, writer) IN (SELECT stat_id, hour, writer FROM chunk WHERE hour < ? LIMIT ?)`, before, sweepBatch)
	}
	return wrap("expire", err)
}

// Verify implements stats.Sweeper.
func (c *Chunks) Verify(ctx context.Context, each func(id stats.StatID, problem string)) error {
	expired, err := c.expired(ctx)
	if err != nil {
		return wrap("verify", err)
	}
	return wrap("verify", rows(ctx, c.read, `SELECT stat_id, month, writer, hours FROM month`, nil, func(r *sql.Rows) error {
		var id stats.StatID
		var month stats.Month
		var w stats.WriterID
		var blob sql.RawBytes
		if err := r.Scan(&id, &month, &w, &blob); err != nil {
			return err
		}
		var hours [chunk.Hours]stats.Bucket
		if err := chunk.Check(blob, chunk.Hours); err != nil {
			each(id, fmt.Sprintf("month %d: %v", month, err))
			return nil
		}
		if err := chunk.Decode(blob, hours[:]); err != nil {
			return err
		}
		return c.verifyMonth(ctx, id, month, w, &hours, expired, each)
	}))
}

// verifyMonth holds the hours of a month row to their chunk rows.
func (c *Chunks) verifyMonth(ctx context.Context, id stats.StatID, month stats.Month, w stats.WriterID, hours *[chunk.Hours]stats.Bucket, expired stats.Hour, each func(stats.StatID, string)) error {
	first := month.Hour()
	err := rows(ctx, c.read, `SELECT hour, minutes FROM chunk WHERE stat_id = ? AND hour >= ? AND hour < ? AND writer = ?`,
		[]any{id, first, (month + 1).Hour(), w}, func(r *sql.Rows) error {
			var one stats.Chunk
			var blob sql.RawBytes
			if err := r.Scan(&one.Hour, &blob); err != nil {
				return err
			}
			if err := chunk.Decode(blob, one.Minutes[:]); err != nil {
				return nil // Walk tells of it
			}
			if !stats.SameFigures(stats.Whole(&one.Minutes), hours[one.Hour-first]) {
				each(id, fmt.Sprintf("hour %d: the month says %v, its minutes %v", one.Hour, hours[one.Hour-first], stats.Whole(&one.Minutes)))
			}
			hours[one.Hour-first] = stats.Bucket{}
			return nil
		})
	for i, b := range hours {
		if h := first + stats.Hour(i); b.N > 0 && h >= expired {
			each(id, fmt.Sprintf("hour %d: the month has %d points, and its minutes are missing", h, b.N))
		}
	}
	return err
}
