package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"

	"chartd/stats"
	"chartd/stats/chunk"
)

// foldEvery is how many hours a stat's rows in recent may span, one more than
// the table ahead has.
const foldEvery = 24

func (c *Chunks) writing() map[**sql.Stmt]string {
	const newer = ` VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET rev = excluded.rev, minutes = excluded.minutes WHERE rev < excluded.rev`
	return map[**sql.Stmt]string{
		&c.writer:    `SELECT n FROM writer WHERE id = ?1`,
		&c.addWriter: `INSERT INTO writer (id, newest) VALUES (?1, 0) RETURNING n`,
		&c.newer:     `UPDATE writer SET newest = ?2 WHERE n = ?1 AND newest < ?2`,
		&c.closing:   `SELECT closing FROM expiry`,
		&c.through:   `SELECT through FROM folded WHERE stat_id = ?1 AND month = ?2 AND writer = ?3`,
		&c.begin:     `INSERT INTO folded (stat_id, month, writer, through, until) VALUES (?1, ?2, ?3, ?4, ?5)`,
		&c.clear:     `DELETE FROM recent WHERE hour IN (SELECT ?2 + n FROM ahead WHERE ?2 + n < ?4) AND stat_id = ?1 AND writer = ?3`,
		&c.before:    `SELECT month, through FROM folded WHERE stat_id = ?1 AND month < ?2 AND writer = ?3 ORDER BY month DESC LIMIT 1`,
		&c.advance:   `UPDATE folded SET through = ?4 WHERE stat_id = ?1 AND month = ?2 AND writer = ?3`,
		&c.put:       `INSERT INTO chunk (stat_id, hour, writer, rev, minutes)` + newer,
		&c.putRecent: `INSERT INTO recent (stat_id, hour, writer, rev, minutes)` + newer,
		&c.pending: `SELECT r.rev, r.hour, r.minutes FROM ahead a CROSS JOIN recent r
			WHERE ?2 + a.n < ?3 AND r.hour = ?2 + a.n AND r.stat_id = ?1 AND r.writer = ?4`,
		&c.month: `SELECT rev, 0, hours FROM month WHERE stat_id = ?1 AND month = ?2 AND writer = ?3`,
		&c.putMonth: `INSERT INTO month (stat_id, month, writer, rev, hours) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT DO UPDATE SET rev = excluded.rev, hours = excluded.hours`,
		&c.oldest:   `SELECT MIN(hour) FROM recent`,
		&c.sweepEnd: `SELECT stat_id FROM recent WHERE hour = ?1 ORDER BY stat_id LIMIT 1 OFFSET ?2`,
		&c.stragglers: `SELECT r.stat_id, r.writer, f.through FROM recent r CROSS JOIN folded f WHERE r.hour = ?1 AND r.stat_id <= ?2
			AND f.stat_id = r.stat_id AND f.month = ?3 AND f.writer = r.writer AND f.through < r.hour`,
		&c.sweep: `DELETE FROM recent WHERE hour = ?1 AND stat_id <= ?2`,
	}
}

// Put implements stats.Chunks.
func (c *Chunks) Put(ctx context.Context, w stats.WriterID, chunks []stats.Chunk) error {
	if len(chunks) == 0 {
		return nil
	}
	return wrap("put chunks", c.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		p := putter{ctx: ctx, tx: tx, c: c}
		if err := p.find(w); err != nil {
			return err
		}
		return p.all(chunks)
	}))
}

// putter writes chunks and months in one transaction.
type putter struct {
	ctx    context.Context
	tx     *sql.Tx
	c      *Chunks
	writer int64      // its short number
	floor  stats.Hour // hours before it go into their months at once
	blob   []byte
	hours  [chunk.Hours]stats.Bucket
}

func (p *putter) exec(s *sql.Stmt, args ...any) (changed bool, err error) {
	done, err := p.tx.StmtContext(p.ctx, s).ExecContext(p.ctx, args...)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n > 0, err
}

func (p *putter) row(s *sql.Stmt, args ...any) *sql.Row {
	return p.tx.StmtContext(p.ctx, s).QueryRowContext(p.ctx, args...)
}

// find finds or gives the writer's short number.
func (p *putter) find(w stats.WriterID) error {
	err := p.row(p.c.writer, int64(w)).Scan(&p.writer)
	if errors.Is(err, sql.ErrNoRows) {
		err = p.row(p.c.addWriter, int64(w)).Scan(&p.writer)
	}
	if err != nil {
		return err
	}
	return p.row(p.c.closing).Scan(&p.floor)
}

func (p *putter) all(chunks []stats.Chunk) error {
	list := make([]*stats.Chunk, len(chunks))
	var rev stats.Seq
	newest := chunks[0].Hour
	for i := range chunks {
		list[i] = &chunks[i]
		rev, newest = max(rev, chunks[i].Rev), max(newest, chunks[i].Hour)
	}
	slices.SortFunc(list, func(a, b *stats.Chunk) int {
		return cmp.Or(cmp.Compare(a.Stat, b.Stat), cmp.Compare(a.Hour, b.Hour))
	})
	for len(list) > 0 {
		key := monthKey{list[0].Stat, list[0].Hour.Month()}
		n := 1
		for n < len(list) && list[n].Stat == key.stat && list[n].Hour < key.until() {
			n++
		}
		if err := p.putHours(key, list[:n]); err != nil {
			return err
		}
		list = list[n:]
	}
	if _, err := p.exec(p.c.newer, p.writer, int64(rev)); err != nil {
		return err
	}
	return p.sweep(newest-foldEvery, 2*len(chunks))
}

// monthKey names one stat's month.
type monthKey struct {
	stat  stats.StatID
	month stats.Month
}

func (k monthKey) first() stats.Hour { return k.month.Hour() }

// until is the first hour of the month after.
func (k monthKey) until() stats.Hour { return (k.month + 1).Hour() }

// putHours writes hours of one month, in order: to recent, or, where that is
// due, to chunk with all that is in recent.
func (p *putter) putHours(key monthKey, hours []*stats.Chunk) error {
	var through stats.Hour
	err := p.row(p.c.through, int64(key.stat), int64(key.month), p.writer).Scan(&through)
	if errors.Is(err, sql.ErrNoRows) {
		through = hours[0].Hour - 1
		err = p.beginMonth(key, through)
	}
	if err != nil {
		return err
	}
	newest := hours[len(hours)-1].Hour
	// Each stat has an hour of the day of its own, so that not all fold at once.
	if hours[0].Hour <= through || hours[0].Hour < p.floor || newest-through >= foldEvery || (newest+stats.Hour(key.stat))%foldEvery == 0 {
		return p.fold(key, through, hours, newest)
	}
	for _, c := range hours {
		p.blob = chunk.Append(p.blob[:0], c.Minutes[:])
		if _, err := p.exec(p.c.putRecent, int64(c.Stat), int64(c.Hour), p.writer, int64(c.Rev), p.blob); err != nil {
			return err
		}
	}
	return nil
}

// beginMonth notes a month's first hour. What is left of the month before is
// folded, and so is all that comes late for it.
func (p *putter) beginMonth(key monthKey, through stats.Hour) error {
	old := monthKey{stat: key.stat}
	var left stats.Hour
	err := p.row(p.c.before, int64(key.stat), int64(key.month), p.writer).Scan(&old.month, &left)
	if err == nil && left < old.until()-1 {
		err = p.fold(old, left, nil, old.until()-1)
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	// A stat of this id may have been dropped.
	if _, err := p.exec(p.c.clear, int64(key.stat), int64(through), p.writer, int64(key.until())); err != nil {
		return err
	}
	_, err = p.exec(p.c.begin, int64(key.stat), int64(key.month), p.writer, int64(through), int64(key.until()))
	return err
}

// fold copies what is in recent after through to chunk, adds some hours, and
// writes the month row. All up to the hour to is then in chunk.
func (p *putter) fold(key monthKey, through stats.Hour, hours []*stats.Chunk, to stats.Hour) error {
	rev, err := p.readMonth(key)
	if err != nil {
		return err
	}
	changed := false
	take := func(r stats.Seq, hour stats.Hour, minutes *[chunk.Minutes]stats.Bucket, blob []byte) error {
		put, err := p.exec(p.c.put, int64(key.stat), int64(hour), p.writer, int64(r), blob)
		if err == nil && put { // else it is there already, or a newer one
			p.hours[hour-key.first()] = stats.Whole(minutes)
			rev, to, changed = max(rev, r), max(to, hour), true
		}
		return err
	}
	var minutes [chunk.Minutes]stats.Bucket
	err = p.rows(p.c.pending, func(r stats.Seq, hour stats.Hour, blob []byte) error {
		if err := decode(blob, minutes[:], "hour", int64(hour), key.stat); err != nil {
			return err
		}
		return take(r, hour, &minutes, blob)
	}, int64(key.stat), int64(through), int64(key.until()), p.writer)
	for _, c := range hours {
		if err == nil {
			p.blob = chunk.Append(p.blob[:0], c.Minutes[:])
			err = take(c.Rev, c.Hour, &c.Minutes, p.blob)
		}
	}
	if err != nil {
		return err
	}
	if changed {
		p.blob = chunk.Append(p.blob[:0], p.hours[:])
		if _, err := p.exec(p.c.putMonth, int64(key.stat), int64(key.month), p.writer, int64(rev), p.blob); err != nil {
			return err
		}
	}
	if to > through {
		_, err = p.exec(p.c.advance, int64(key.stat), int64(key.month), p.writer, int64(to))
	}
	return err
}

// readMonth reads a month row into p.hours; one that is not there is empty.
func (p *putter) readMonth(key monthKey) (rev stats.Seq, err error) {
	clear(p.hours[:])
	err = p.rows(p.c.month, func(r stats.Seq, _ stats.Hour, blob []byte) error {
		rev = r
		return decode(blob, p.hours[:], "month", int64(key.month), key.stat)
	}, int64(key.stat), int64(key.month), p.writer)
	return rev, err
}

// rows calls each for every row of a query for a rev, an hour and a blob, which
// is gone when each returns.
func (p *putter) rows(s *sql.Stmt, each func(stats.Seq, stats.Hour, []byte) error, args ...any) error {
	found, err := p.tx.StmtContext(p.ctx, s).QueryContext(p.ctx, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	var rev stats.Seq
	var hour stats.Hour
	var blob sql.RawBytes
	for found.Next() {
		if err := found.Scan(&rev, &hour, &blob); err != nil {
			return err
		}
		if err := each(rev, hour, blob); err != nil {
			return err
		}
	}
	return found.Err()
}

// sweep removes up to n of the oldest rows of recent, as far as they are older
// than an hour. Nearly all are copies of rows in chunk; what is not, because its
// stat has been silent since, is folded first.
func (p *putter) sweep(before stats.Hour, n int) error {
	for n > 0 {
		var oldest sql.NullInt64
		if err := p.row(p.c.oldest).Scan(&oldest); err != nil || !oldest.Valid || oldest.Int64 >= int64(before) {
			return err
		}
		end := int64(1<<63 - 1)
		if err := p.row(p.c.sweepEnd, oldest.Int64, n).Scan(&end); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		swept, err := p.sweepHour(stats.Hour(oldest.Int64), end)
		if err != nil {
			return err
		}
		n -= swept
	}
	return nil
}

func (p *putter) sweepHour(hour stats.Hour, end int64) (swept int, err error) {
	month := hour.Month()
	type straggler struct {
		stat    stats.StatID
		writer  int64
		through stats.Hour
	}
	var list []straggler
	found, err := p.tx.StmtContext(p.ctx, p.c.stragglers).QueryContext(p.ctx, int64(hour), end, int64(month))
	if err != nil {
		return 0, err
	}
	defer found.Close()
	for found.Next() {
		var s straggler
		if err := found.Scan(&s.stat, &s.writer, &s.through); err != nil {
			return 0, err
		}
		list = append(list, s)
	}
	if err := found.Err(); err != nil {
		return 0, err
	}
	for _, s := range list {
		one := putter{ctx: p.ctx, tx: p.tx, c: p.c, writer: s.writer}
		if err := one.fold(monthKey{s.stat, month}, s.through, nil, s.through); err != nil {
			return 0, err
		}
	}
	done, err := p.tx.StmtContext(p.ctx, p.c.sweep).ExecContext(p.ctx, int64(hour), end)
	if err != nil {
		return 0, err
	}
	n, err := done.RowsAffected()
	return int(n), err
}
