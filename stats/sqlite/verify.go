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
		if id, err = c.least(ctx, id, `SELECT MIN(stat_id) FROM chunk WHERE stat_id > ?1`,
			`SELECT MIN(stat_id) FROM folded WHERE stat_id > ?1`, `SELECT MIN(stat_id) FROM month WHERE stat_id > ?1`); err != nil || id == nothing {
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
			month, err = c.least(ctx, month, `SELECT MIN(month) FROM folded`+own+`month > ?1`, `SELECT MIN(month) FROM month`+own+`month > ?1`)
		}
		if month = min(month, next); err != nil || month == nothing {
			return err
		}
		v := verifier{key: monthKey{id, stats.Month(month)}, each: each, writers: map[int64]*seenMonth{}}
		hour = int64(v.key.until())
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
	writers map[int64]*seenMonth
}

// seenMonth is what one writer's month row says and the chunks have not
// confirmed.
type seenMonth struct {
	hours [chunk.Hours]stats.Bucket
	has   [chunk.Hours]bool // there is a chunk
	bad   bool              // the row cannot be read
}

func (v *verifier) all(ctx context.Context, tx *sql.Tx, c *Chunks) (err error) {
	if v.floor, err = c.floor(ctx, tx); err != nil {
		return err
	}
	if err := v.folded(ctx, tx); err != nil {
		return err
	}
	if err := v.months(ctx, tx); err != nil {
		return err
	}
	if err := v.chunks(ctx, tx); err != nil {
		return err
	}
	if err := v.recent(ctx, tx); err != nil {
		return err
	}
	for _, m := range v.writers {
		for i, b := range m.hours {
			if h := v.key.first() + stats.Hour(i); b.N > 0 && h >= v.floor {
				v.each(v.key.stat, fmt.Sprintf("hour %d: its month has %d points, and its minutes are missing", h, b.N))
			}
		}
	}
	return nil
}

func (v *verifier) folded(ctx context.Context, tx *sql.Tx) error {
	found, err := tx.QueryContext(ctx, `SELECT writer FROM folded WHERE stat_id = ?1 AND month = ?2`, int64(v.key.stat), int64(v.key.month))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var writer int64
		if err := found.Scan(&writer); err != nil {
			return err
		}
		v.writers[writer] = &seenMonth{}
	}
	return found.Err()
}

func (v *verifier) months(ctx context.Context, tx *sql.Tx) error {
	found, err := tx.QueryContext(ctx, `SELECT writer, hours FROM month WHERE stat_id = ?1 AND month = ?2`, int64(v.key.stat), int64(v.key.month))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var writer int64
		var blob sql.RawBytes
		if err := found.Scan(&writer, &blob); err != nil {
			return err
		}
		m := v.writers[writer]
		if m == nil {
			v.each(v.key.stat, fmt.Sprintf("month %d: its hours are not known, so it is left out", v.key.month))
			continue
		}
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
		int64(v.key.stat), int64(v.key.first()), int64(v.key.until()))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var writer int64
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
		v.each(v.key.stat, fmt.Sprintf("hour %d: its month is not known, so long windows leave it out", hour))
		return
	}
	said := m.hours[hour-v.key.first()]
	m.hours[hour-v.key.first()], m.has[hour-v.key.first()] = stats.Bucket{}, true
	var minutes [chunk.Minutes]stats.Bucket
	if m.bad || chunk.Decode(blob, minutes[:]) != nil {
		return // of the chunk, Walk tells
	}
	if want := stats.Whole(&minutes); !stats.SameFigures(said, want) {
		v.each(v.key.stat, fmt.Sprintf("hour %d: its month says %+v, its minutes %+v", hour, said, want))
	}
}

// recent checks that hours which are in recent only are not in the month too.
func (v *verifier) recent(ctx context.Context, tx *sql.Tx) error {
	found, err := tx.QueryContext(ctx, `SELECT r.writer, r.hour FROM (SELECT ?1 AS value) i `+joinRecent+` AND f.month = ?2`, int64(v.key.stat), int64(v.key.month))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var writer int64
		var hour stats.Hour
		if err := found.Scan(&writer, &hour); err != nil {
			return err
		}
		m := v.writers[writer]
		if m.hours[hour-v.key.first()].N > 0 || m.has[hour-v.key.first()] || hour < v.floor {
			v.each(v.key.stat, fmt.Sprintf("hour %d: it lies among the recent hours, and should not any more", hour))
		}
	}
	return found.Err()
}
