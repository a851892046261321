package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"chartd/stats"
	"chartd/stats/chunk"
)

func (c *Chunks) writing() map[**sql.Stmt]string {
	return map[**sql.Stmt]string{
		&c.put: `INSERT INTO chunk (stat_id, hour, writer, rev, minutes) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT DO UPDATE SET rev = excluded.rev, minutes = excluded.minutes WHERE rev < excluded.rev`,
		&c.newer: `INSERT INTO writer (id, newest) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET newest = excluded.newest WHERE newest < excluded.newest`,
		&c.month: `SELECT 0, rev, hours FROM month WHERE stat_id = ?1 AND month = ?2 AND writer = ?3`,
		&c.putMonth: `INSERT INTO month (stat_id, month, writer, rev, hours) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT DO UPDATE SET rev = excluded.rev, hours = excluded.hours`,
	}
}

// Put implements stats.Chunks.
func (c *Chunks) Put(ctx context.Context, w stats.WriterID, chunks []stats.Chunk) error {
	if len(chunks) == 0 {
		return nil
	}
	return wrap("put chunks", c.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		p := putter{ctx: ctx, tx: tx, c: c, writer: int64(w)}
		return p.all(chunks)
	}))
}

// putter writes chunks and months in one transaction.
type putter struct {
	ctx    context.Context
	tx     *sql.Tx
	c      *Chunks
	writer int64
	blob   []byte
	hours  [chunk.Hours]stats.Bucket
}

// monthKey names one stat's month.
type monthKey struct {
	stat  stats.StatID
	month stats.Month
}

// all writes chunks in the order of the table, so that each page is visited
// once.
func (p *putter) all(chunks []stats.Chunk) error {
	list := make([]*stats.Chunk, len(chunks))
	for i := range chunks {
		list[i] = &chunks[i]
	}
	slices.SortFunc(list, func(a, b *stats.Chunk) int {
		return cmp.Or(cmp.Compare(a.Stat, b.Stat), cmp.Compare(a.Hour, b.Hour))
	})
	fresh, err := p.put(list)
	if err != nil || len(fresh) == 0 {
		return err
	}
	newest := stats.Seq(0)
	for len(fresh) > 0 {
		key := monthKey{fresh[0].Stat, fresh[0].Hour.Month()}
		n := 0
		for n < len(fresh) && fresh[n].Stat == key.stat && fresh[n].Hour < (key.month+1).Hour() {
			newest = max(newest, fresh[n].Rev)
			n++
		}
		if err := p.month(key, fresh[:n]); err != nil {
			return err
		}
		fresh = fresh[n:]
	}
	_, err = p.exec(p.c.newer, p.writer, int64(newest))
	return err
}

// put writes the chunk rows and returns those that are newer than what was
// there.
func (p *putter) put(list []*stats.Chunk) ([]*stats.Chunk, error) {
	fresh := list[:0]
	for _, one := range list {
		p.blob = chunk.Append(p.blob[:0], one.Minutes[:])
		changed, err := p.exec(p.c.put, int64(one.Stat), int64(one.Hour), p.writer, int64(one.Rev), p.blob)
		if err != nil {
			return nil, err
		}
		if changed {
			fresh = append(fresh, one)
		}
	}
	return fresh, nil
}

func (p *putter) exec(s *sql.Stmt, args ...any) (changed bool, err error) {
	done, err := p.tx.StmtContext(p.ctx, s).ExecContext(p.ctx, args...)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n > 0, err
}

// month puts hours into their month row.
func (p *putter) month(key monthKey, hours []*stats.Chunk) error {
	rev := stats.Seq(0)
	clear(p.hours[:])
	err := rows(p.ctx, p.tx, p.c.month, func(_ int, r int64, blob []byte) error {
		rev = stats.Seq(r)
		return decode(blob, p.hours[:], "month", int64(key.month), key.stat)
	}, int64(key.stat), int64(key.month), p.writer)
	if err != nil {
		return err
	}
	for _, one := range hours {
		p.hours[one.Hour-key.month.Hour()] = stats.Whole(&one.Minutes)
		rev = max(rev, one.Rev)
	}
	p.blob = chunk.Append(p.blob[:0], p.hours[:])
	_, err = p.exec(p.c.putMonth, int64(key.stat), int64(key.month), p.writer, int64(rev), p.blob)
	return err
}
