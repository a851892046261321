package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"chartd/stats"
	"chartd/stats/chunk"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// read sends one batch of questions that fill may queue, for the hour before
// which there are no minutes. When another process has raised that meanwhile it
// does so again: some rows may have gone.
//
// # Why
//
// The questions of a batch do not see one moment, but the rows are absolute and
// no hour is asked for twice, so nothing is counted twice or lost. The floor
// comes last: while it has not moved, no partition that counts was dropped.
func (c *Chunks) read(ctx context.Context, fill func(b *pgx.Batch, floor stats.Hour)) error {
	for {
		floor := c.floor.Load()
		now := floor
		err := c.db.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
			b := &pgx.Batch{}
			fill(b, stats.Hour(floor))
			b.Queue(`SELECT before FROM expiry`).QueryRow(func(row pgx.Row) error { return row.Scan(&now) })
			return conn.SendBatch(ctx, b).Close()
		})
		if err != nil || now == floor {
			return err
		}
		c.floor.Store(now)
	}
}

const (
	// allHours and someHours are the rows of all writers. Hours are named by
	// themselves or by two bounds, so that the server looks at no other partition.
	allHours = `
SELECT stat_id, hour, rev, minutes FROM chunk
WHERE stat_id = ANY($1::bigint[]) AND hour >= $2 AND hour < $3`

	someHours = `
SELECT stat_id, hour, rev, minutes FROM chunk
WHERE stat_id = ANY($1::bigint[]) AND hour = ANY($2::bigint[])`

	allMonths = `
SELECT stat_id, month, rev, hours FROM month
WHERE stat_id = ANY($1::bigint[]) AND month >= $2 AND month < $3`
)

// Series implements stats.Reader.
func (c *Chunks) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	if len(ids) == 0 {
		return nil, ctx.Err()
	}
	list := make([]stats.Series, len(ids))
	first := make(map[stats.StatID]int, len(ids)) // where a stat is in list
	for i, id := range ids {
		list[i].Stat = id
		if _, again := first[id]; !again {
			first[id] = i
			list[i].Buckets = make([]stats.Bucket, w.Count)
		}
	}
	wanted := sorted(first)
	err := c.read(ctx, func(b *pgx.Batch, floor stats.Hour) {
		roll := stats.NewRoll(w, floor)
		for _, i := range first {
			clear(list[i].Buckets)
		}
		into := func(id stats.StatID) []stats.Bucket { return list[first[id]].Buckets }
		hour := func(row *stats.Chunk) error { roll.AddHour(into(row.Stat), row.Hour, &row.Minutes); return nil }
		queueHours(b, wanted, roll.Fine(), hour)
		if from, end := roll.Months(); from < end {
			b.Queue(allMonths, wanted, int64(from), int64(end)).Query(func(rows pgx.Rows) error {
				return eachMonth(rows, func(k monthKey, _ stats.Seq, hours *[chunk.Hours]stats.Bucket) {
					roll.AddMonth(into(k.stat), k.month, hours)
				})
			})
		}
	})
	if err != nil {
		return nil, wrap(err, "series of %d stats in %v", len(ids), w)
	}
	for i, id := range ids {
		if at := first[id]; at != i {
			list[i].Buckets = slices.Clone(list[at].Buckets)
		}
	}
	return list, nil
}

// sorted is the stats as a parameter.
func sorted(set map[stats.StatID]int) []int64 {
	list := make([]int64, 0, len(set))
	for id := range set {
		list = append(list, int64(id))
	}
	slices.Sort(list)
	return list
}

// queueHours asks for the rows of some stretches of hours: one stretch as it
// is, several hour by hour. Those of a month are one question, as a question
// looks for each of its hours in each of its partitions.
func queueHours(b *pgx.Batch, ids []int64, fine []stats.Stretch, each func(*stats.Chunk) error) {
	query := func(rows pgx.Rows) error { return eachChunk(rows, each) }
	if len(fine) == 1 {
		b.Queue(allHours, ids, int64(fine[0].From), int64(fine[0].End)).Query(query)
		return
	}
	var keys []stats.ChunkKey
	for _, s := range fine {
		for hour := s.From; hour < s.End; hour++ {
			keys = append(keys, stats.ChunkKey{Hour: hour})
		}
	}
	for _, part := range byMonth(keys) {
		_, hours := columns(part)
		b.Queue(someHours, ids, hours).Query(query)
	}
}

// mostMonths is how many questions about single months there may be, ten years:
// beyond it one question about all is less work.
const mostMonths = 120

// byMonth sorts keys by hour and cuts them where the month changes.
func byMonth(keys []stats.ChunkKey) [][]stats.ChunkKey {
	keys = slices.Clone(keys)
	slices.SortFunc(keys, func(a, b stats.ChunkKey) int {
		return cmp.Or(cmp.Compare(a.Hour, b.Hour), cmp.Compare(a.Stat, b.Stat))
	})
	keys = slices.Compact(keys)
	var parts [][]stats.ChunkKey
	for rest := keys; len(rest) > 0; {
		end := (rest[0].Hour.Month() + 1).Hour()
		n, _ := slices.BinarySearchFunc(rest, end, func(k stats.ChunkKey, h stats.Hour) int { return cmp.Compare(k.Hour, h) })
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	if len(parts) > mostMonths {
		return [][]stats.ChunkKey{keys}
	}
	return parts
}

// columns is keys as two parameters.
func columns(keys []stats.ChunkKey) (ids, hours []int64) {
	ids, hours = make([]int64, len(keys)), make([]int64, len(keys))
	for i, k := range keys {
		ids[i], hours[i] = int64(k.Stat), int64(k.Hour)
	}
	return ids, hours
}

// before is those keys whose hour is before floor.
func before(keys []stats.ChunkKey, floor stats.Hour) []stats.ChunkKey {
	var list []stats.ChunkKey
	for _, k := range keys {
		if k.Hour < floor {
			list = append(list, k)
		}
	}
	return list
}

// eachChunk unpacks rows of (stat_id, hour, rev, minutes). A row is good until
// each returns.
func eachChunk(rows pgx.Rows, each func(*stats.Chunk) error) error {
	var row stats.Chunk
	var blob pgtype.DriverBytes
	_, err := pgx.ForEachRow(rows, []any{&row.Stat, &row.Hour, &row.Rev, &blob}, func() error {
		if err := chunk.Decode(blob, row.Minutes[:]); err != nil {
			return fmt.Errorf("hour %d of stat %d: %w", row.Hour, row.Stat, err)
		}
		return each(&row)
	})
	return err
}

// eachMonth unpacks rows of (stat_id, month, rev, hours). The hours are good
// until each returns.
func eachMonth(rows pgx.Rows, each func(monthKey, stats.Seq, *[chunk.Hours]stats.Bucket)) error {
	var key monthKey
	var rev stats.Seq
	var blob pgtype.DriverBytes
	var hours [chunk.Hours]stats.Bucket
	_, err := pgx.ForEachRow(rows, []any{&key.stat, &key.month, &rev, &blob}, func() error {
		if err := chunk.Decode(blob, hours[:]); err != nil {
			return fmt.Errorf("month %d of stat %d: %w", key.month, key.stat, err)
		}
		each(key, rev, &hours)
		return nil
	})
	return err
}

const (
	// newestHours finds the newest hour with data: in the newest month that has
	// any, over all writers.
	newestHours = `
SELECT k.stat_id, (
	SELECT max(m.last) FROM month m
	WHERE m.stat_id = k.stat_id AND m.month = (
		SELECT n.month FROM month n
		WHERE n.stat_id = k.stat_id AND n.last IS NOT NULL
		ORDER BY n.month DESC LIMIT 1))
FROM unnest($1::bigint[]) AS k (stat_id)`

	chunksOf = `
SELECT c.stat_id, c.hour, c.rev, c.minutes
FROM unnest($1::bigint[], $2::bigint[]) AS k (stat_id, hour)
JOIN chunk c ON c.stat_id = k.stat_id AND c.hour = k.hour
WHERE c.hour >= $3 AND c.hour <= $4`

	monthsOf = `
SELECT m.stat_id, m.month, m.rev, m.hours
FROM unnest($1::bigint[], $2::bigint[]) AS k (stat_id, month)
JOIN month m ON m.stat_id = k.stat_id AND m.month = k.month`
)

// Latest implements stats.Reader. It asks twice: which hours, and what is in
// them.
func (c *Chunks) Latest(ctx context.Context, ids []stats.StatID) ([]stats.Latest, error) {
	if len(ids) == 0 {
		return nil, ctx.Err()
	}
	found := make(map[stats.StatID]stats.Latest, len(ids))
	hours, err := c.newestHours(ctx, ids)
	if err == nil && len(hours) > 0 {
		err = c.read(ctx, func(b *pgx.Batch, floor stats.Hour) {
			clear(found)
			queueLatest(b, hours, floor, found)
		})
	}
	if err != nil {
		return nil, wrap(err, "newest minutes of %d stats", len(ids))
	}
	list := make([]stats.Latest, len(ids))
	for i, id := range ids {
		list[i] = found[id]
		list[i].Stat = id
	}
	return list, nil
}

// newestHours lists the newest hour of each stat that has data.
func (c *Chunks) newestHours(ctx context.Context, ids []stats.StatID) ([]stats.ChunkKey, error) {
	wanted := make([]int64, len(ids))
	for i, id := range ids {
		wanted[i] = int64(id)
	}
	slices.Sort(wanted)
	var keys []stats.ChunkKey
	err := c.db.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		rows, err := conn.Query(ctx, newestHours, slices.Compact(wanted))
		if err != nil {
			return err
		}
		var id stats.StatID
		var hour *int64
		_, err = pgx.ForEachRow(rows, []any{&id, &hour}, func() error {
			if hour != nil {
				keys = append(keys, stats.ChunkKey{Stat: id, Hour: stats.Hour(*hour)})
			}
			return nil
		})
		return err
	})
	return keys, err
}

// queueLatest asks for the newest hours: their minutes, and of those that have
// none any more the hour itself.
func queueLatest(b *pgx.Batch, keys []stats.ChunkKey, floor stats.Hour, found map[stats.StatID]stats.Latest) {
	take := func(row *stats.Chunk) error {
		l := found[row.Stat]
		l.AddHour(row.Hour, &row.Minutes)
		found[row.Stat] = l
		return nil
	}
	gone := before(keys, floor)
	newest := make(map[stats.StatID]stats.Hour, len(gone))
	var ids, months []int64
	for _, k := range gone {
		newest[k.Stat] = k.Hour
		ids, months = append(ids, int64(k.Stat)), append(months, int64(k.Hour.Month()))
	}
	if len(gone) > 0 {
		b.Queue(monthsOf, ids, months).Query(func(rows pgx.Rows) error {
			return eachMonth(rows, func(k monthKey, _ stats.Seq, hours *[chunk.Hours]stats.Bucket) {
				row := &stats.Chunk{ChunkKey: stats.ChunkKey{Stat: k.stat, Hour: newest[k.stat]}}
				row.Minutes[0] = hours[row.Hour-k.month.Hour()]
				take(row)
			})
		})
	}
	kept := slices.DeleteFunc(slices.Clone(keys), func(k stats.ChunkKey) bool { return k.Hour < floor })
	for _, part := range byMonth(kept) {
		ids, hours := columns(part)
		b.Queue(chunksOf, ids, hours, hours[0], hours[len(hours)-1]).Query(func(rows pgx.Rows) error { return eachChunk(rows, take) })
	}
}
