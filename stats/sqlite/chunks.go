package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"chartd/stats"
	"chartd/stats/chunk"
)

// Chunks implements stats.Chunks and stats.Sweeper in a local file.
type Chunks struct {
	db *DB
	// Writing.
	put, newer, month, putMonth *sql.Stmt
	// Reading. Lists of ids and hours are JSON arrays: the text of a statement
	// stays the same for any number of them.
	expired, newest, load, left     *sql.Stmt
	hours, stretch, months          *sql.Stmt
	latest, olderHours, olderMonths *sql.Stmt
}

var (
	_ stats.Chunks  = (*Chunks)(nil)
	_ stats.Sweeper = (*Chunks)(nil)
)

func openChunks(ctx context.Context, db *DB) (*Chunks, error) {
	c := &Chunks{db: db}
	if err := prepare(ctx, db.write, c.writing()); err != nil {
		return nil, err
	}
	return c, prepare(ctx, db.read, c.reading())
}

// prepare prepares statements for all connections to come.
func prepare(ctx context.Context, db *sql.DB, list map[**sql.Stmt]string) error {
	for at, text := range list {
		var err error
		if *at, err = db.PrepareContext(ctx, text); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return nil
}

func (c *Chunks) reading() map[**sql.Stmt]string {
	return map[**sql.Stmt]string{
		&c.expired: `SELECT COALESCE(MAX(before), ?1) FROM expiry`,
		&c.newest:  `SELECT COALESCE(MAX(newest), 0) FROM writer WHERE id = ?1`,
		&c.load: `SELECT k.key, c.rev, c.minutes FROM json_each(?1) k CROSS JOIN chunk c
			WHERE c.stat_id = k.value->>0 AND c.hour = k.value->>1 AND c.writer = ?2`,
		&c.left: `SELECT hours FROM month WHERE stat_id = ?1 AND month = ?2 AND writer = ?3`,
		&c.hours: `SELECT i.key, c.hour, c.minutes FROM json_each(?1) i CROSS JOIN json_each(?2) h CROSS JOIN chunk c
			WHERE c.stat_id = i.value AND c.hour = h.value`,
		&c.stretch: `SELECT i.key, c.hour, c.minutes FROM json_each(?1) i CROSS JOIN chunk c
			WHERE c.stat_id = i.value AND c.hour >= ?2 AND c.hour < ?3`,
		&c.months: `SELECT i.key, m.month, m.hours FROM json_each(?1) i CROSS JOIN month m
			WHERE m.stat_id = i.value AND m.month >= ?2 AND m.month < ?3`,
		&c.latest: `SELECT i.key, c.hour, c.minutes FROM json_each(?1) i CROSS JOIN chunk c
			WHERE c.stat_id = i.value AND c.hour = (SELECT MAX(hour) FROM chunk WHERE stat_id = i.value)`,
		&c.olderHours:  `SELECT 0, hour, minutes FROM chunk WHERE stat_id = ?1 AND hour >= ?2 ORDER BY hour DESC`,
		&c.olderMonths: `SELECT 0, month, hours FROM month WHERE stat_id = ?1 ORDER BY month DESC`,
	}
}

// Newest implements stats.Chunks.
func (c *Chunks) Newest(ctx context.Context, w stats.WriterID) (rev stats.Seq, err error) {
	err = c.newest.QueryRowContext(ctx, w).Scan(&rev)
	return rev, wrap("newest rev", err)
}

// Load implements stats.Chunks. Of an hour whose minutes have expired it gives
// what is left, in its first minute, with Rev 0.
func (c *Chunks) Load(ctx context.Context, w stats.WriterID, keys []stats.ChunkKey) ([]stats.Chunk, error) {
	list := make([]stats.Chunk, len(keys))
	for i, key := range keys {
		list[i].ChunkKey = key
	}
	err := c.db.look(ctx, func(ctx context.Context, tx *sql.Tx) error {
		err := rows(ctx, tx, c.load, func(i int, rev int64, blob []byte) error {
			list[i].Rev = stats.Seq(rev)
			return decode(blob, list[i].Minutes[:], "hour", int64(keys[i].Hour), keys[i].Stat)
		}, keyArray(keys), int64(w))
		if err != nil {
			return err
		}
		expired, err := c.floor(ctx, tx)
		for i := range list {
			if err == nil && list[i].Rev == 0 && list[i].Hour < expired {
				err = c.loadLeft(ctx, tx, w, &list[i])
			}
		}
		return err
	})
	if err != nil {
		return nil, wrap("load chunks", err)
	}
	return list, nil
}

// loadLeft fills in what the month knows of an expired hour.
func (c *Chunks) loadLeft(ctx context.Context, tx *sql.Tx, w stats.WriterID, one *stats.Chunk) error {
	month := one.Hour.Month()
	var blob []byte
	err := tx.StmtContext(ctx, c.left).QueryRowContext(ctx, one.Stat, month, w).Scan(&blob)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	var hours [chunk.Hours]stats.Bucket
	if err := decode(blob, hours[:], "month", int64(month), one.Stat); err != nil {
		return err
	}
	one.Minutes[0] = hours[one.Hour-month.Hour()]
	return nil
}

// farPast is before all hours.
const farPast = -1 << 40

// floor is the hour before which minutes are gone.
func (c *Chunks) floor(ctx context.Context, tx *sql.Tx) (before stats.Hour, err error) {
	err = tx.StmtContext(ctx, c.expired).QueryRowContext(ctx, int64(farPast)).Scan(&before)
	return before, err
}

// decode reads a blob, and says whose it is where it is damaged.
func decode(blob []byte, into []stats.Bucket, what string, number int64, id stats.StatID) error {
	if err := chunk.Decode(blob, into); err != nil {
		return fmt.Errorf("%s %d of stat %d: %w", what, number, id, err)
	}
	return nil
}

// rows calls each for every row of a query for a place in a list, a number and
// a blob, which is gone when each returns.
func rows(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt, each func(place int, number int64, blob []byte) error, args ...any) error {
	found, err := tx.StmtContext(ctx, stmt).QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	var place int
	var number int64
	var blob sql.RawBytes
	for found.Next() {
		if err := found.Scan(&place, &number, &blob); err != nil {
			return err
		}
		if err := each(place, number, blob); err != nil {
			return err
		}
	}
	return found.Err()
}

// array is a JSON array of numbers.
func array[T ~int64](list []T) string {
	text := make([]byte, 0, 2+20*len(list))
	text = append(text, '[')
	for i, n := range list {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendInt(text, int64(n), 10)
	}
	return string(append(text, ']'))
}

// keyArray is a JSON array of pairs.
func keyArray(keys []stats.ChunkKey) string {
	text := make([]byte, 0, 2+32*len(keys))
	text = append(text, '[')
	for i, k := range keys {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, '[')
		text = strconv.AppendInt(text, int64(k.Stat), 10)
		text = append(text, ',')
		text = strconv.AppendInt(text, int64(k.Hour), 10)
		text = append(text, ']')
	}
	return string(append(text, ']'))
}
