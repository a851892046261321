package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"

	"chartd/stats"
	"chartd/stats/chunk"
)

// statsAtOnce is how many stats are read before others get the connection, and
// before a context that ended is seen.
const statsAtOnce = 125

// Series implements stats.Reader.
func (c *Chunks) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	list := make([]stats.Series, len(ids))
	all := make([]stats.Bucket, w.Count*len(ids))
	for i, id := range ids {
		list[i] = stats.Series{Stat: id, Buckets: all[i*w.Count : (i+1)*w.Count : (i+1)*w.Count]}
	}
	err := atOnce(len(ids), func(from, end int) error {
		return c.db.look(ctx, func(ctx context.Context, tx *sql.Tx) error {
			floor, err := c.floor(ctx, tx)
			if err != nil {
				return err
			}
			m := &merge{c: c, tx: tx, roll: stats.NewRoll(w, floor), ids: ids[from:end], list: list[from:end]}
			return m.all(ctx)
		})
	})
	if err != nil {
		return nil, wrap("series", err)
	}
	return list, nil
}

// atOnce calls read for all parts of a list, two at a time where there are
// several: half of the time goes to unpacking.
func atOnce(n int, read func(from, end int) error) error {
	var next atomic.Int64
	worker := func() error {
		for {
			end := int(next.Add(statsAtOnce))
			from := end - statsAtOnce
			if from >= n {
				return nil
			}
			if err := read(from, min(end, n)); err != nil {
				return err
			}
		}
	}
	if n <= statsAtOnce {
		return worker()
	}
	var wg sync.WaitGroup
	var second error
	wg.Go(func() { second = worker() })
	first := worker()
	wg.Wait()
	return errors.Join(first, second)
}

// merge adds up the rows of some stats.
type merge struct {
	c    *Chunks
	tx   *sql.Tx
	roll *stats.Roll
	ids  []stats.StatID
	list []stats.Series
}

func (m *merge) all(ctx context.Context) error {
	ids := array(m.ids)
	if err := m.fine(ctx, ids); err != nil {
		return err
	}
	return m.months(ctx, ids)
}

// months adds the hours that are read from month rows.
func (m *merge) months(ctx context.Context, ids string) error {
	first, end := m.roll.Months()
	if first >= end {
		return nil
	}
	var hours [chunk.Hours]stats.Bucket
	return rows(ctx, m.tx, m.c.months, func(i int, month int64, blob []byte) error {
		if err := decode(blob, hours[:], "month", month, m.ids[i]); err != nil {
			return err
		}
		m.roll.AddMonth(m.list[i].Buckets, stats.Month(month), &hours)
		return nil
	}, ids, int64(first), int64(end))
}

// fine adds the hours that are read from their minutes.
func (m *merge) fine(ctx context.Context, ids string) error {
	list := m.roll.Fine()
	if len(list) == 1 {
		return rows(ctx, m.tx, m.c.stretch, m.hour, ids, int64(list[0].From), int64(list[0].End))
	}
	var hours []stats.Hour
	for _, s := range list {
		for h := s.From; h < s.End; h++ {
			hours = append(hours, h)
		}
	}
	if len(hours) == 0 {
		return nil
	}
	return rows(ctx, m.tx, m.c.hours, m.hour, ids, array(hours))
}

func (m *merge) hour(i int, hour int64, blob []byte) error {
	var minutes [chunk.Minutes]stats.Bucket
	if err := decode(blob, minutes[:], "hour", hour, m.ids[i]); err != nil {
		return err
	}
	m.roll.AddHour(m.list[i].Buckets, stats.Hour(hour), &minutes)
	return nil
}

// errFound ends a query whose first rows are enough.
var errFound = errors.New("found")

// Latest implements stats.Reader. An hour whose minutes have expired stands for
// its first one.
func (c *Chunks) Latest(ctx context.Context, ids []stats.StatID) ([]stats.Latest, error) {
	list := make([]stats.Latest, len(ids))
	for i, id := range ids {
		list[i].Stat = id
	}
	err := atOnce(len(ids), func(from, end int) error {
		return c.db.look(ctx, func(ctx context.Context, tx *sql.Tx) error {
			floor, err := c.floor(ctx, tx)
			if err != nil {
				return err
			}
			return c.latestOf(ctx, tx, list[from:end], array(ids[from:end]), floor)
		})
	})
	if err != nil {
		return nil, wrap("latest", err)
	}
	return list, nil
}

// latestOf looks at the newest hours of some stats. Where they are empty or
// have expired it goes further back.
func (c *Chunks) latestOf(ctx context.Context, tx *sql.Tx, list []stats.Latest, ids string, floor stats.Hour) error {
	err := rows(ctx, tx, c.latest, func(i int, hour int64, blob []byte) error {
		if stats.Hour(hour) < floor {
			return nil
		}
		return addHour(&list[i], hour, blob)
	}, ids)
	if err != nil {
		return err
	}
	for i := range list {
		if list[i].Bucket.N > 0 {
			continue
		}
		if err := c.searchLatest(ctx, tx, &list[i], floor); err != nil {
			return err
		}
	}
	return nil
}

// searchLatest goes back in time until there is data.
func (c *Chunks) searchLatest(ctx context.Context, tx *sql.Tx, l *stats.Latest, floor stats.Hour) error {
	id := int64(l.Stat)
	err := found(rows(ctx, tx, c.olderHours, func(_ int, hour int64, blob []byte) error {
		if l.Bucket.N > 0 && stats.Hour(hour) < l.At.Hour() {
			return errFound
		}
		return addHour(l, hour, blob)
	}, id, int64(floor)))
	if err != nil || l.Bucket.N > 0 {
		return err
	}
	var hours [chunk.Hours]stats.Bucket
	return found(rows(ctx, tx, c.olderMonths, func(_ int, month int64, blob []byte) error {
		if l.Bucket.N > 0 && stats.Month(month) < l.At.Hour().Month() {
			return errFound
		}
		if err := decode(blob, hours[:], "month", month, l.Stat); err != nil {
			return err
		}
		for i := len(hours) - 1; i >= 0; i-- {
			if hours[i].N > 0 {
				l.AddHour(stats.Month(month).Hour()+stats.Hour(i), &[chunk.Minutes]stats.Bucket{hours[i]})
				break
			}
		}
		return nil
	}, id))
}

func found(err error) error {
	if errors.Is(err, errFound) {
		return nil
	}
	return err
}

func addHour(l *stats.Latest, hour int64, blob []byte) error {
	var minutes [chunk.Minutes]stats.Bucket
	if err := decode(blob, minutes[:], "hour", hour, l.Stat); err != nil {
		return err
	}
	l.AddHour(stats.Hour(hour), &minutes)
	return nil
}
