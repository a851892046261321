package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"chartd/stats"
	"chartd/stats/chunk"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Chunks keeps hours and months in a database. It implements stats.Chunks and
// stats.Sweeper.
type Chunks struct {
	db *DB
	// floor is the hour whose predecessors have no minutes any more, as this
	// process saw it last: another may have raised it.
	floor atomic.Int64

	mu    sync.Mutex
	known map[partition]bool // seen in the database
}

var (
	_ stats.Chunks  = (*Chunks)(nil)
	_ stats.Sweeper = (*Chunks)(nil)
)

func newChunks(d *DB) *Chunks {
	c := &Chunks{db: d, known: map[partition]bool{}}
	c.floor.Store(int64(noFrom))
	return c
}

// putTries bounds how often Put begins anew after the server took its partition
// away or chose it as the one to give way.
const putTries = 4

// Put implements stats.Chunks.
func (c *Chunks) Put(ctx context.Context, w stats.WriterID, chunks []stats.Chunk) error {
	if len(chunks) == 0 {
		return ctx.Err()
	}
	b := newBatch(w, chunks)
	var err error
	for range putTries {
		err = c.db.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
			if err := c.provide(ctx, conn, b.partitions()); err != nil {
				return fmt.Errorf("make a partition: %w", err)
			}
			return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error { return b.write(ctx, tx) })
		})
		switch state(err) {
		case checkViolation:
			c.forget(b.partitions()...)
		case deadlock, serialization:
		default:
			return wrap(err, "write %d chunks", len(chunks))
		}
	}
	return wrap(err, "write %d chunks", len(chunks))
}

// wrap says what an error is about.
func wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf(format+": %w", append(args, err)...)
}

// provide makes partitions that are not there.
func (c *Chunks) provide(ctx context.Context, conn *pgxpool.Conn, list []partition) error {
	for _, p := range list {
		c.mu.Lock()
		known := c.known[p]
		c.mu.Unlock()
		if known {
			continue
		}
		if err := p.create(ctx, conn); err != nil {
			return err
		}
		c.mu.Lock()
		c.known[p] = true
		c.mu.Unlock()
	}
	return nil
}

// forget makes provide look again.
func (c *Chunks) forget(list ...partition) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range list {
		delete(c.known, p)
	}
}

// batch is what Put writes: hours in order, so that two transactions that meet
// on rows take them in the same order and none waits for the other in a circle.
type batch struct {
	writer stats.WriterID
	rows   []*stats.Chunk
	blobs  [][]byte
	newest stats.Seq
}

// newBatch sorts chunks, and leaves of those of one hour the first with the
// highest Rev: one statement writes no row twice.
func newBatch(w stats.WriterID, chunks []stats.Chunk) *batch {
	order := make([]*stats.Chunk, len(chunks))
	for i := range chunks {
		order[i] = &chunks[i]
	}
	slices.SortStableFunc(order, func(a, b *stats.Chunk) int {
		return cmp.Or(cmp.Compare(a.Stat, b.Stat), cmp.Compare(a.Hour, b.Hour), cmp.Compare(b.Rev, a.Rev))
	})
	b := &batch{writer: w, rows: make([]*stats.Chunk, 0, len(chunks)), blobs: make([][]byte, 0, len(chunks))}
	var blob []byte
	for i, row := range order {
		b.newest = max(b.newest, row.Rev)
		if i > 0 && row.ChunkKey == order[i-1].ChunkKey {
			continue
		}
		b.rows = append(b.rows, row)
		blob = chunk.Append(blob[:0], row.Minutes[:])
		b.blobs = append(b.blobs, slices.Clone(blob))
	}
	return b
}

// partitions lists where the rows belong.
func (b *batch) partitions() []partition {
	var list []partition
	for _, row := range b.rows {
		if p := partitionOf(row.Hour.Month()); !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

const (
	// claimWriter is the first statement of a writer's transaction, and holds up
	// another one of the same writer until this one is over.
	claimWriter = `
INSERT INTO writer AS w (writer, newest) VALUES ($1, $2)
ON CONFLICT (writer) DO UPDATE SET newest = greatest(w.newest, excluded.newest)`

	// writeChunks returns the hours that were not as new already.
	writeChunks = `
INSERT INTO chunk AS c (stat_id, hour, writer, rev, minutes)
SELECT n.stat_id, n.hour, $1, n.rev, n.minutes
FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[]) AS n (stat_id, hour, rev, minutes)
ON CONFLICT (stat_id, hour, writer) DO UPDATE SET rev = excluded.rev, minutes = excluded.minutes
WHERE c.rev < excluded.rev
RETURNING c.stat_id, c.hour`

	readMonths = `
SELECT m.stat_id, m.month, m.rev, m.hours
FROM unnest($1::bigint[], $2::bigint[]) AS k (stat_id, month)
JOIN month m ON m.stat_id = k.stat_id AND m.month = k.month
WHERE m.writer = $3`

	writeMonths = `
INSERT INTO month (stat_id, month, writer, rev, last, hours)
SELECT n.stat_id, n.month, $1, n.rev, n.last, n.hours
FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bytea[]) AS n (stat_id, month, rev, last, hours)
ON CONFLICT (stat_id, month, writer) DO UPDATE SET rev = excluded.rev, last = excluded.last, hours = excluded.hours`
)

// write writes the hours and then their months.
func (b *batch) write(ctx context.Context, tx pgx.Tx) error {
	ids, hours, revs := make([]int64, len(b.rows)), make([]int64, len(b.rows)), make([]int64, len(b.rows))
	for i, row := range b.rows {
		ids[i], hours[i], revs[i] = int64(row.Stat), int64(row.Hour), int64(row.Rev)
	}
	changed := make(map[stats.ChunkKey]bool, len(b.rows))
	months := newMonthSet(b.rows)
	send := &pgx.Batch{}
	send.Queue(claimWriter, int64(b.writer), int64(b.newest))
	send.Queue(writeChunks, int64(b.writer), ids, hours, revs, b.blobs).Query(func(rows pgx.Rows) error {
		var key stats.ChunkKey
		_, err := pgx.ForEachRow(rows, []any{&key.Stat, &key.Hour}, func() error { changed[key] = true; return nil })
		return err
	})
	send.Queue(readMonths, months.ids(), months.numbers(), int64(b.writer)).Query(months.read)
	if err := tx.SendBatch(ctx, send).Close(); err != nil || len(changed) == 0 {
		return err
	}
	for _, row := range b.rows {
		if changed[row.ChunkKey] {
			months.set(row)
		}
	}
	args, err := months.changes(b.writer)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, writeMonths, args...)
	return err
}

// ownChunks are one writer's rows of some hours, all between two bounds: those
// name the partitions that need to be looked at.
const ownChunks = `
SELECT c.stat_id, c.hour, c.rev, c.minutes
FROM unnest($1::bigint[], $2::bigint[]) AS k (stat_id, hour)
JOIN chunk c ON c.stat_id = k.stat_id AND c.hour = k.hour
WHERE c.writer = $3 AND c.hour >= $4 AND c.hour <= $5`

// Load implements stats.Chunks.
func (c *Chunks) Load(ctx context.Context, w stats.WriterID, keys []stats.ChunkKey) ([]stats.Chunk, error) {
	if len(keys) == 0 {
		return nil, ctx.Err()
	}
	found := make(map[stats.ChunkKey]*stats.Chunk, len(keys))
	err := c.read(ctx, func(b *pgx.Batch, floor stats.Hour) {
		clear(found)
		for _, part := range byMonth(keys) {
			ids, hours := columns(part)
			b.Queue(ownChunks, ids, hours, int64(w), hours[0], hours[len(hours)-1]).Query(func(rows pgx.Rows) error {
				return eachChunk(rows, func(row *stats.Chunk) error { found[row.ChunkKey] = new(*row); return nil })
			})
		}
		if gone := before(keys, floor); len(gone) > 0 {
			loadExpired(b, w, gone, found)
		}
	})
	if err != nil {
		return nil, wrap(err, "read %d chunks", len(keys))
	}
	list := make([]stats.Chunk, len(keys))
	for i, key := range keys {
		list[i].ChunkKey = key
		if row := found[key]; row != nil {
			list[i] = *row
		}
	}
	return list, nil
}

// loadExpired finds in the month rows what is left of hours that have no row.
func loadExpired(b *pgx.Batch, w stats.WriterID, keys []stats.ChunkKey, found map[stats.ChunkKey]*stats.Chunk) {
	months := map[monthKey][]stats.ChunkKey{}
	var ids, numbers []int64
	for _, key := range keys {
		m := monthKey{key.Stat, key.Hour.Month()}
		if months[m] == nil {
			ids, numbers = append(ids, int64(m.stat)), append(numbers, int64(m.month))
		}
		months[m] = append(months[m], key)
	}
	b.Queue(readMonths, ids, numbers, int64(w)).Query(func(rows pgx.Rows) error {
		return eachMonth(rows, func(m monthKey, _ stats.Seq, hours *[chunk.Hours]stats.Bucket) {
			for _, key := range months[m] {
				if found[key] == nil {
					row := &stats.Chunk{ChunkKey: key}
					row.Minutes[0] = hours[key.Hour-m.month.Hour()]
					found[key] = row
				}
			}
		})
	})
}

// Newest implements stats.Chunks.
func (c *Chunks) Newest(ctx context.Context, w stats.WriterID) (stats.Seq, error) {
	var newest stats.Seq
	err := c.db.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		return conn.QueryRow(ctx, `SELECT coalesce(max(newest), 0) FROM writer WHERE writer = $1`, int64(w)).Scan(&newest)
	})
	return newest, wrap(err, "newest commit of writer %d", w)
}
