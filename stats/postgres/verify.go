package postgres

import (
	"context"
	"fmt"

	"chartd/stats"
	"chartd/stats/chunk"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// verifyMonths is about how many month rows Verify compares at a time, with up
// to 744 hours each.
const verifyMonths = 50

const (
	// nextMonths gives whole stats' months: with all their writers.
	nextMonths = `
SELECT stat_id, month, writer, rev, last, hours FROM month
WHERE (stat_id, month) > ($1, $2)
ORDER BY stat_id, month FETCH FIRST $3 ROWS WITH TIES`

	// chunksUpTo are the hours after one month and before another, in the order
	// of the months.
	chunksUpTo = `
SELECT stat_id, hour, writer, rev, minutes FROM chunk
WHERE (stat_id, hour) >= ($1, $2) AND (stat_id, hour) < ($3, $4)
ORDER BY stat_id, hour`
)

// storedMonth is a row as it lies in the database.
type storedMonth struct {
	Stat   stats.StatID
	Month  stats.Month
	Writer stats.WriterID
	Rev    stats.Seq
	Last   *int64
	Hours  []byte
}

// Verify implements stats.Sweeper. Rows may change while it runs: it compares
// some at a time, as they were at one moment.
func (c *Chunks) Verify(ctx context.Context, each func(id stats.StatID, problem string)) error {
	v := &verifier{each: each, after: statMonth{Stat: 0, Month: 0}}
	for !v.done {
		err := c.db.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
			return pgx.BeginTxFunc(ctx, conn, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly},
				func(tx pgx.Tx) error { return v.page(ctx, tx) })
		})
		if err != nil {
			return wrap(err, "verify months after stat %d, month %d", v.after.Stat, v.after.Month)
		}
		v.compare()
	}
	return nil
}

// verifier goes through the months of all stats in order.
type verifier struct {
	each  func(stats.StatID, string)
	after statMonth // the last one compared
	done  bool

	floor  stats.Hour
	next   statMonth // up to which page has read
	months []storedMonth
	hours  []storedChunk
}

// page reads the next months and their hours.
func (v *verifier) page(ctx context.Context, tx pgx.Tx) error {
	if err := tx.QueryRow(ctx, `SELECT before FROM expiry`).Scan(&v.floor); err != nil {
		return err
	}
	rows, err := tx.Query(ctx, nextMonths, int64(v.after.Stat), int64(v.after.Month), verifyMonths)
	if err != nil {
		return err
	}
	v.months, err = pgx.CollectRows(rows, pgx.RowToStructByPos[storedMonth])
	if err != nil {
		return err
	}
	v.done = len(v.months) < verifyMonths
	end := statMonth{Stat: 1<<63 - 1}
	if !v.done {
		m := v.months[len(v.months)-1]
		v.next = statMonth{m.Stat, m.Month}
		end = statMonth{m.Stat, m.Month + 1}
	}
	rows, err = tx.Query(ctx, chunksUpTo, int64(v.after.Stat), int64((v.after.Month + 1).Hour()), int64(end.Stat), int64(end.Month.Hour()))
	if err != nil {
		return err
	}
	v.hours, err = pgx.CollectRows(rows, pgx.RowToStructByPos[storedChunk])
	return err
}

// owned names one writer's month of a stat.
type owned struct {
	statMonth
	writer stats.WriterID
}

// compare checks what page has read.
func (v *verifier) compare() {
	hours := map[owned][]storedChunk{}
	for _, h := range v.hours {
		key := owned{statMonth{h.Stat, h.Hour.Month()}, h.Writer}
		hours[key] = append(hours[key], h)
	}
	for i := range v.months {
		m := &v.months[i]
		key := owned{statMonth{m.Stat, m.Month}, m.Writer}
		for _, problem := range m.compare(hours[key], v.floor) {
			v.each(m.Stat, fmt.Sprintf("month %d of writer %d: %s", m.Month, m.Writer, problem))
		}
		delete(hours, key)
	}
	for key, list := range hours {
		v.each(key.Stat, fmt.Sprintf("month %d of writer %d is not there, but %d of its hours", key.Month, key.writer, len(list)))
	}
	v.after = v.next
}

// compare lists what differs between a month row and the rows of its hours.
// Those before floor may be gone.
func (m *storedMonth) compare(rows []storedChunk, floor stats.Hour) (problems []string) {
	var hours, want [chunk.Hours]stats.Bucket
	if err := chunk.Check(m.Hours, chunk.Hours); err != nil {
		return []string{err.Error()}
	}
	if err := chunk.Decode(m.Hours, hours[:]); err != nil {
		return []string{err.Error()}
	}
	first, rev := m.Month.Hour(), stats.Seq(0)
	var there [chunk.Hours]bool
	for _, s := range rows {
		row, bad := s.unpack()
		at := row.Hour - first
		there[at], rev = true, max(rev, row.Rev)
		if want[at] = stats.Whole(&row.Minutes); bad != nil {
			problems = append(problems, fmt.Sprintf("hour %d: %v", row.Hour, bad))
			want[at] = hours[at]
		}
	}
	if rev > m.Rev {
		problems = append(problems, fmt.Sprintf("its rev is %d, that of an hour %d", m.Rev, rev))
	}
	last := noFrom
	for i := range hours {
		hour := first + stats.Hour(i)
		if hours[i].N > 0 {
			last = hour
		}
		if gone := hour < floor && !there[i]; !gone && !stats.SameFigures(hours[i], want[i]) {
			problems = append(problems, fmt.Sprintf("hour %d is %+v, its minutes are %+v", hour, hours[i], want[i]))
		}
	}
	if m.Last == nil && last != noFrom || m.Last != nil && stats.Hour(*m.Last) != last {
		problems = append(problems, "it names another hour as the newest with data")
	}
	return problems
}
