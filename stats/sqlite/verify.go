package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"chartd/stats"
	"chartd/stats/chunk"
)

// Verify implements stats.Sweeper.
func (c *Chunks) Verify(ctx context.Context, each func(id stats.StatID, problem string)) error {
	for id := int64(0); ; {
		var err error
		if id, err = c.least(ctx, id, `SELECT MIN(stat_id) FROM chunk WHERE stat_id > ?1`, `SELECT MIN(stat_id) FROM month WHERE stat_id > ?1`); err != nil || id == nothing {
			return wrap("verify", err)
		}
		if err := c.verifyStat(ctx, stats.StatID(id), each); err != nil {
			return wrap("verify", err)
		}
	}
}

// nothing is what least returns when there is no row.
const nothing = math.MaxInt64

// least is the least number that some queries find.
func (c *Chunks) least(ctx context.Context, arg int64, texts ...string) (int64, error) {
	least := int64(nothing)
	for _, text := range texts {
		var n sql.NullInt64
		if err := c.db.read.QueryRowContext(ctx, text, arg).Scan(&n); err != nil {
			return 0, err
		}
		if n.Valid {
			least = min(least, n.Int64)
		}
	}
	return least, nil
}

// verifyStat looks at one month after the other.
func (c *Chunks) verifyStat(ctx context.Context, id stats.StatID, each func(stats.StatID, string)) error {
	own := fmt.Sprintf(` WHERE stat_id = %d AND `, id)
	for month, hour := int64(farPast), int64(farPast); ; {
		next, err := c.least(ctx, hour, `SELECT MIN(hour) FROM chunk`+own+`hour >= ?1`)
		if err == nil && next != nothing {
			next = int64(stats.Hour(next).Month()) // the calendar is not SQLite's
		}
		if err == nil {
			month, err = c.least(ctx, month, `SELECT MIN(month) FROM month`+own+`month > ?1`)
		}
		if month = min(month, next); err != nil || month == nothing {
			return err
		}
		v := verifier{key: monthKey{id, stats.Month(month)}, each: each, writers: map[stats.WriterID]*seenMonth{}}
		hour = int64((v.key.month + 1).Hour())
		err = c.db.look(ctx, func(ctx context.Context, tx *sql.Tx) error { return v.all(ctx, tx, c) })
		if err != nil {
			return err
		}
	}
}

// verifier holds one stat's month to its chunks.
type verifier struct {
	key     monthKey
	each    func(stats.StatID, string)
	floor   stats.Hour
	writers map[stats.WriterID]*seenMonth
}

// seenMonth is what one writer's month row says and the chunks have not
// confirmed.
type seenMonth struct {
	hours [chunk.Hours]stats.Bucket
	bad   bool // the row cannot be read
}

func (v *verifier) all(ctx context.Context, tx *sql.Tx, c *Chunks) (err error) {
	if v.floor, err = c.floor(ctx, tx); err != nil {
		return err
	}
	if err := v.months(ctx, tx); err != nil {
		return err
	}
	if err := v.chunks(ctx, tx); err != nil {
		return err
	}
	for _, m := range v.writers {
		for i, b := range m.hours {
			if h := v.key.month.Hour() + stats.Hour(i); b.N > 0 && h >= v.floor {
				v.each(v.key.stat, fmt.Sprintf("hour %d: its month has %d points, and its minutes are missing", h, b.N))
			}
		}
	}
	return nil
}

func (v *verifier) months(ctx context.Context, tx *sql.Tx) error {
	found, err := tx.QueryContext(ctx, `SELECT writer, hours FROM month WHERE stat_id = ?1 AND month = ?2`, int64(v.key.stat), int64(v.key.month))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var writer stats.WriterID
		var blob sql.RawBytes
		if err := found.Scan(&writer, &blob); err != nil {
			return err
		}
		m := &seenMonth{}
		v.writers[writer] = m
		if err := chunk.Check(blob, chunk.Hours); err != nil {
			v.each(v.key.stat, fmt.Sprintf("month %d: %v", v.key.month, err))
			m.bad = true
			continue
		}
		if err := chunk.Decode(blob, m.hours[:]); err != nil {
			return err
		}
	}
	return found.Err()
}

func (v *verifier) chunks(ctx context.Context, tx *sql.Tx) error {
	found, err := tx.QueryContext(ctx, `SELECT writer, hour, minutes FROM chunk WHERE stat_id = ?1 AND hour >= ?2 AND hour < ?3`,
		int64(v.key.stat), int64(v.key.month.Hour()), int64((v.key.month + 1).Hour()))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var writer stats.WriterID
		var hour stats.Hour
		var blob sql.RawBytes
		if err := found.Scan(&writer, &hour, &blob); err != nil {
			return err
		}
		v.chunk(v.writers[writer], hour, blob)
	}
	return found.Err()
}

// chunk holds one chunk to what its month says.
func (v *verifier) chunk(m *seenMonth, hour stats.Hour, blob []byte) {
	if m == nil {
		v.each(v.key.stat, fmt.Sprintf("hour %d: it has no month row", hour))
		return
	}
	said := m.hours[hour-v.key.month.Hour()]
	m.hours[hour-v.key.month.Hour()] = stats.Bucket{}
	var minutes [chunk.Minutes]stats.Bucket
	if m.bad || chunk.Decode(blob, minutes[:]) != nil {
		return // of the chunk, Walk tells
	}
	if want := stats.Whole(&minutes); !stats.SameFigures(said, want) {
		v.each(v.key.stat, fmt.Sprintf("hour %d: its month says %+v, its minutes %+v", hour, said, want))
	}
}
