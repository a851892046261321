package postgres

import (
	"context"
	"errors"
	"slices"

	"chartd/stats"
	"chartd/stats/chunk"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// walkRows is how many rows Walk reads at a time: each time it looks into every
// partition, and between two times it holds nothing.
const walkRows = 2000

// nextChunks goes on after a row. It leaves out hours that do not count.
const nextChunks = `
SELECT stat_id, hour, writer, rev, minutes FROM chunk
WHERE (stat_id, hour, writer) > ($1, $2, $3) AND hour >= (SELECT before FROM expiry)
ORDER BY stat_id, hour, writer LIMIT $4`

// storedChunk is a row as it lies in the database.
type storedChunk struct {
	Stat    stats.StatID
	Hour    stats.Hour
	Writer  stats.WriterID
	Rev     stats.Seq
	Minutes []byte
}

// unpack is the row as a chunk. A bad one has empty Minutes.
func (s storedChunk) unpack() (c stats.Chunk, bad error) {
	c = stats.Chunk{ChunkKey: stats.ChunkKey{Stat: s.Stat, Hour: s.Hour}, Rev: s.Rev}
	if bad = chunk.Check(s.Minutes, chunk.Minutes); bad == nil {
		bad = chunk.Decode(s.Minutes, c.Minutes[:])
	}
	if bad != nil {
		c.Minutes = [chunk.Minutes]stats.Bucket{}
	}
	return c, bad
}

// Walk implements stats.Sweeper.
func (c *Chunks) Walk(ctx context.Context, each func(w stats.WriterID, row stats.Chunk, bad error) error) error {
	last := storedChunk{Stat: 0, Hour: noFrom, Writer: 0} // ids are above 0
	for {
		page, err := query[storedChunk](ctx, c.db, nextChunks, int64(last.Stat), int64(last.Hour), int64(last.Writer), walkRows)
		if err != nil {
			return wrap(err, "chunks after stat %d, hour %d", last.Stat, last.Hour)
		}
		for _, s := range page {
			row, bad := s.unpack()
			if err := each(s.Writer, row, bad); err != nil {
				return err
			}
		}
		if len(page) < walkRows {
			return nil
		}
		last = page[len(page)-1]
	}
}

// query runs one question and keeps its rows.
func query[T any](ctx context.Context, d *DB, sql string, args ...any) (list []T, err error) {
	err = d.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		rows, err := conn.Query(ctx, sql, args...)
		if err != nil {
			return err
		}
		list, err = pgx.CollectRows(rows, pgx.RowToStructByPos[T])
		return err
	})
	return list, err
}

const (
	// dropMonths is how many months of stats one transaction of Drop removes:
	// with their hours a few thousand rows.
	dropMonths = 10

	someMonths = `SELECT DISTINCT stat_id, month FROM month WHERE stat_id = ANY($1::bigint[]) ORDER BY stat_id, month LIMIT $2`
	dropChunks = `DELETE FROM chunk WHERE stat_id = $1 AND hour >= $2 AND hour < $3`
	dropMonth  = `DELETE FROM month WHERE stat_id = $1 AND month = $2`
)

// statMonth is a monthKey as a row.
type statMonth struct {
	Stat  stats.StatID
	Month stats.Month
}

// Drop implements stats.Sweeper. Every hour has a month row, so those say where
// there is anything.
func (c *Chunks) Drop(ctx context.Context, ids []stats.StatID) error {
	wanted := make([]int64, len(ids))
	for i, id := range ids {
		wanted[i] = int64(id)
	}
	for {
		list, err := query[statMonth](ctx, c.db, someMonths, wanted, dropMonths)
		if err == nil && len(list) > 0 {
			err = c.dropMonths(ctx, list)
		}
		if err != nil {
			return wrap(err, "drop %d stats", len(ids))
		}
		if len(list) < dropMonths {
			return nil
		}
	}
}

func (c *Chunks) dropMonths(ctx context.Context, list []statMonth) error {
	return c.db.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
			b := &pgx.Batch{}
			for _, m := range list {
				b.Queue(dropChunks, int64(m.Stat), int64(m.Month.Hour()), int64((m.Month + 1).Hour()))
				b.Queue(dropMonth, int64(m.Stat), int64(m.Month))
			}
			return tx.SendBatch(ctx, b).Close()
		})
	})
}

// Expired implements stats.Sweeper.
func (c *Chunks) Expired(ctx context.Context) (before stats.Hour, err error) {
	err = c.db.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		return conn.QueryRow(ctx, `SELECT before FROM expiry`).Scan(&before)
	})
	return before, wrap(err, "expired hours")
}

// Expire implements stats.Sweeper. From now on hours before before are read
// from month rows; their chunk rows go when all of their partition is out of
// date, and until then nobody sees them. When a partition is in use for long,
// as by a dump, the error says so, and the next call tries again.
func (c *Chunks) Expire(ctx context.Context, before stats.Hour) error {
	var old []partition
	var floor int64
	err := c.db.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		_, err := conn.Exec(ctx, `UPDATE expiry SET before = $1 WHERE before < $1`, int64(before))
		if err != nil {
			return err
		}
		if err := conn.QueryRow(ctx, `SELECT before FROM expiry`).Scan(&floor); err != nil {
			return err
		}
		old, err = partitions(ctx, conn)
		return err
	})
	if err != nil {
		return wrap(err, "expire minutes before hour %d", before)
	}
	c.floor.Store(floor)
	old = slices.DeleteFunc(old, func(p partition) bool { return p.end > stats.Hour(floor) || p.end == noEnd })
	var faults []error
	for _, p := range old {
		err := c.db.call(ctx, p.drop)
		faults = append(faults, wrap(err, "drop %s", p.name))
		c.forget(p)
		if err != nil && state(err) != lockTimeout {
			break
		}
	}
	return wrap(errors.Join(faults...), "expire minutes before hour %d", before)
}
