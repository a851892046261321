package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chartd/stats"
	"chartd/stats/chunk"
)

// Chunks implements stats.Chunks in a local file.
type Chunks struct{ read, write *sql.DB }

var (
	_ stats.Chunks  = (*Chunks)(nil)
	_ stats.Sweeper = (*Chunks)(nil)
)

// wrap says what was done, and that trying again may help where it may.
func wrap(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case away(err):
		return fmt.Errorf("%s: %w: %w", what, stats.ErrAway, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// Put implements stats.Chunks.
func (c *Chunks) Put(ctx context.Context, w stats.WriterID, chunks []stats.Chunk) error {
	if len(chunks) == 0 {
		return nil
	}
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return wrap("put chunks", err)
	}
	defer tx.Rollback() // of what was committed it does nothing
	p := &putter{tx: tx, writer: w, months: map[monthKey]*monthRow{}}
	if err := p.all(ctx, chunks); err != nil {
		return wrap("put chunks", err)
	}
	return wrap("put chunks", tx.Commit())
}

// putter is one transaction of Put.
type putter struct {
	tx     *sql.Tx
	writer stats.WriterID
	months map[monthKey]*monthRow
	newest stats.Seq
	blob   []byte
}

type monthKey struct {
	stat  stats.StatID
	month stats.Month
}

type monthRow struct {
	rev   stats.Seq
	hours [chunk.Hours]stats.Bucket
}

func (p *putter) all(ctx context.Context, chunks []stats.Chunk) error {
	put, err := p.tx.PrepareContext(ctx, `INSERT INTO chunk (stat_id, hour, writer, rev, minutes) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (stat_id, hour, writer) DO UPDATE SET rev = excluded.rev, minutes = excluded.minutes WHERE chunk.rev < excluded.rev`)
	if err != nil {
		return err
	}
	defer put.Close()
	for i := range chunks {
		one := &chunks[i]
		p.blob = chunk.Append(p.blob[:0], one.Minutes[:])
		done, err := put.ExecContext(ctx, one.Stat, one.Hour, p.writer, one.Rev, p.blob)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			continue // it is there already, or a newer one
		}
		if err := p.hour(ctx, one); err != nil {
			return err
		}
	}
	return p.finish(ctx)
}

// hour puts an hour's bucket into its month.
func (p *putter) hour(ctx context.Context, c *stats.Chunk) error {
	key := monthKey{c.Stat, c.Hour.Month()}
	row := p.months[key]
	if row == nil {
		row = &monthRow{}
		var blob []byte
		err := p.tx.QueryRowContext(ctx, `SELECT rev, hours FROM month WHERE stat_id = ? AND month = ? AND writer = ?`, key.stat, key.month, p.writer).Scan(&row.rev, &blob)
		if err == nil {
			err = chunk.Decode(blob, row.hours[:])
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("month %d of stat %d: %w", key.month, key.stat, err)
		}
		p.months[key] = row
	}
	row.hours[c.Hour-key.month.Hour()] = stats.Whole(&c.Minutes)
	row.rev = max(row.rev, c.Rev)
	p.newest = max(p.newest, c.Rev)
	return nil
}

// finish writes the months, and the newest rev of the writer.
func (p *putter) finish(ctx context.Context) error {
	for key, row := range p.months {
		p.blob = chunk.Append(p.blob[:0], row.hours[:])
		_, err := p.tx.ExecContext(ctx, `INSERT INTO month (stat_id, month, writer, rev, hours) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (stat_id, month, writer) DO UPDATE SET rev = excluded.rev, hours = excluded.hours`, key.stat, key.month, p.writer, row.rev, p.blob)
		if err != nil {
			return err
		}
	}
	if p.newest == 0 {
		return nil
	}
	_, err := p.tx.ExecContext(ctx, `INSERT INTO writer (id, newest) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET newest = MAX(newest, excluded.newest)`, p.writer, p.newest)
	return err
}

// Newest implements stats.Chunks.
func (c *Chunks) Newest(ctx context.Context, w stats.WriterID) (rev stats.Seq, err error) {
	err = c.read.QueryRowContext(ctx, `SELECT COALESCE(MAX(newest), 0) FROM writer WHERE id = ?`, w).Scan(&rev)
	return rev, wrap("newest rev", err)
}

// Load implements stats.Chunks. Of an hour whose minutes have expired it gives
// what is left, in its first minute.
func (c *Chunks) Load(ctx context.Context, w stats.WriterID, keys []stats.ChunkKey) ([]stats.Chunk, error) {
	expired, err := c.expired(ctx)
	if err != nil {
		return nil, wrap("load chunks", err)
	}
	get, err := c.read.PrepareContext(ctx, `SELECT rev, minutes FROM chunk WHERE stat_id = ? AND hour = ? AND writer = ?`)
	if err != nil {
		return nil, wrap("load chunks", err)
	}
	defer get.Close()
	list := make([]stats.Chunk, len(keys))
	for i, key := range keys {
		list[i].ChunkKey = key
		var blob []byte
		err := get.QueryRowContext(ctx, key.Stat, key.Hour, w).Scan(&list[i].Rev, &blob)
		switch {
		case errors.Is(err, sql.ErrNoRows) && key.Hour < expired:
			err = c.left(ctx, w, &list[i])
		case errors.Is(err, sql.ErrNoRows):
			err = nil
		case err == nil:
			err = chunk.Decode(blob, list[i].Minutes[:])
		}
		if err != nil {
			return nil, wrap(fmt.Sprintf("load hour %d of stat %d", key.Hour, key.Stat), err)
		}
	}
	return list, nil
}

// left fills in what the month knows of an expired hour.
func (c *Chunks) left(ctx context.Context, w stats.WriterID, one *stats.Chunk) error {
	month := one.Hour.Month()
	var blob []byte
	err := c.read.QueryRowContext(ctx, `SELECT hours FROM month WHERE stat_id = ? AND month = ? AND writer = ?`, one.Stat, month, w).Scan(&blob)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	var hours [chunk.Hours]stats.Bucket
	if err := chunk.Decode(blob, hours[:]); err != nil {
		return err
	}
	one.Minutes[0] = hours[one.Hour-month.Hour()]
	return nil
}

// expired is the hour before which minutes are gone.
func (c *Chunks) expired(ctx context.Context) (before stats.Hour, err error) {
	err = c.read.QueryRowContext(ctx, `SELECT COALESCE(MAX(before), ?) FROM expiry`, never).Scan(&before)
	return before, err
}

// never is an hour before all others.
const never = -1 << 40

// idsAtOnce is how many stats one statement reads.
const idsAtOnce = 500

// Series implements stats.Reader.
func (c *Chunks) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	expired, err := c.expired(ctx)
	if err != nil {
		return nil, wrap("series", err)
	}
	m := newMerge(ids, w, expired)
	for from := 0; from < len(ids); from += idsAtOnce {
		part := ids[from:min(from+idsAtOnce, len(ids))]
		if err := m.hours(ctx, c.read, part); err != nil {
			return nil, wrap("series", err)
		}
		if err := m.months(ctx, c.read, part); err != nil {
			return nil, wrap("series", err)
		}
	}
	// An id that was asked for twice was read once.
	for i := range m.list {
		copy(m.list[i].Buckets, m.list[m.at[ids[i]]].Buckets)
	}
	return m.list, nil
}

// merge is one read of series.
type merge struct {
	roll *stats.Roll
	list []stats.Series
	at   map[stats.StatID]int // the last place of each id
}

func newMerge(ids []stats.StatID, w stats.Window, expired stats.Hour) *merge {
	m := &merge{roll: stats.NewRoll(w, expired), list: make([]stats.Series, len(ids)), at: make(map[stats.StatID]int, len(ids))}
	all := make([]stats.Bucket, w.Count*len(ids))
	for i, id := range ids {
		m.list[i] = stats.Series{Stat: id, Buckets: all[i*w.Count : (i+1)*w.Count : (i+1)*w.Count]}
		m.at[id] = i
	}
	return m
}

// stretchesAtOnce is how many stretches of hours one statement reads.
const stretchesAtOnce = 100

// hours merges the chunk rows that the window needs.
func (m *merge) hours(ctx context.Context, from *sql.DB, ids []stats.StatID) error {
	for part := range slices.Chunk(m.roll.Fine(), stretchesAtOnce) {
		args := anys(ids)
		for _, s := range part {
			args = append(args, s.From, s.End)
		}
		which := strings.TrimPrefix(strings.Repeat(` OR hour >= ? AND hour < ?`, len(part)), ` OR `)
		err := rows(ctx, from, `SELECT stat_id, hour, minutes FROM chunk WHERE stat_id IN (`+marks(len(ids))+`) AND (`+which+`)`, args, m.hour)
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *merge) hour(r *sql.Rows) error {
	var id stats.StatID
	var hour stats.Hour
	var blob sql.RawBytes
	if err := r.Scan(&id, &hour, &blob); err != nil {
		return err
	}
	var minutes [chunk.Minutes]stats.Bucket
	if err := chunk.Decode(blob, minutes[:]); err != nil {
		return fmt.Errorf("hour %d of stat %d: %w", hour, id, err)
	}
	m.roll.AddHour(m.list[m.at[id]].Buckets, hour, &minutes)
	return nil
}

// months merges the month rows that the window needs.
func (m *merge) months(ctx context.Context, from *sql.DB, ids []stats.StatID) error {
	first, end := m.roll.Months()
	if first >= end {
		return nil
	}
	return rows(ctx, from, `SELECT stat_id, month, hours FROM month WHERE stat_id IN (`+marks(len(ids))+`) AND month >= ? AND month < ?`,
		append(anys(ids), first, end), func(r *sql.Rows) error {
			var id stats.StatID
			var month stats.Month
			var blob sql.RawBytes
			if err := r.Scan(&id, &month, &blob); err != nil {
				return err
			}
			var hours [chunk.Hours]stats.Bucket
			if err := chunk.Decode(blob, hours[:]); err != nil {
				return fmt.Errorf("month %d of stat %d: %w", month, id, err)
			}
			m.roll.AddMonth(m.list[m.at[id]].Buckets, month, &hours)
			return nil
		})
}

// Latest implements stats.Reader.
func (c *Chunks) Latest(ctx context.Context, ids []stats.StatID) ([]stats.Latest, error) {
	hour, err := c.read.PrepareContext(ctx, `SELECT hour, minutes FROM chunk WHERE stat_id = ?1 AND hour = (SELECT MAX(hour) FROM chunk WHERE stat_id = ?1)`)
	if err != nil {
		return nil, wrap("latest", err)
	}
	defer hour.Close()
	month, err := c.read.PrepareContext(ctx, `SELECT month, hours FROM month WHERE stat_id = ?1 AND month = (SELECT MAX(month) FROM month WHERE stat_id = ?1)`)
	if err != nil {
		return nil, wrap("latest", err)
	}
	defer month.Close()
	list := make([]stats.Latest, len(ids))
	for i, id := range ids {
		list[i].Stat = id
		err := newest(ctx, hour, id, chunk.Minutes, func(h int64, all *[chunk.Hours]stats.Bucket) {
			list[i].AddHour(stats.Hour(h), (*[chunk.Minutes]stats.Bucket)(all[:]))
		})
		if err == nil && list[i].Bucket.N == 0 {
			err = newest(ctx, month, id, chunk.Hours, func(m int64, all *[chunk.Hours]stats.Bucket) {
				newestHour(&list[i], stats.Month(m), all)
			})
		}
		if err != nil {
			return nil, wrap("latest", err)
		}
	}
	return list, nil
}

// newestHour takes the newest hour of a month row, where it is not older than
// what is there: its minutes have expired, and it stands for its first one.
func newestHour(l *stats.Latest, month stats.Month, hours *[chunk.Hours]stats.Bucket) {
	for i := len(hours) - 1; i >= 0; i-- {
		if hours[i].N > 0 {
			l.AddHour(month.Hour()+stats.Hour(i), &[chunk.Minutes]stats.Bucket{hours[i]})
			return
		}
	}
}

// newest hands over the rows of a statement about one stat.
func newest(ctx context.Context, stmt *sql.Stmt, id stats.StatID, size int, add func(at int64, all *[chunk.Hours]stats.Bucket)) error {
	found, err := stmt.QueryContext(ctx, id)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var at int64
		var blob sql.RawBytes
		if err := found.Scan(&at, &blob); err != nil {
			return err
		}
		var all [chunk.Hours]stats.Bucket
		if err := chunk.Decode(blob, all[:size]); err != nil {
			return err
		}
		add(at, &all)
	}
	return found.Err()
}

// rows calls each for every row of a query.
func rows(ctx context.Context, from *sql.DB, text string, args []any, each func(*sql.Rows) error) error {
	found, err := from.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		if err := each(found); err != nil {
			return err
		}
	}
	return found.Err()
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func anys(ids []stats.StatID) []any {
	list := make([]any, len(ids), len(ids)+2)
	for i, id := range ids {
		list[i] = id
	}
	return list
}
