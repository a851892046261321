// Package statstest is what every store of stats must do, once for all of
// them: a store's own test opens it and runs the suites.
package statstest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"chartd/stats"
)

// ChunkStore is a store of chunks as a whole.
type ChunkStore interface {
	stats.Chunks
	stats.Sweeper
}

// Chunks runs the suite. open returns an empty store that ends with the test.
func Chunks(t *testing.T, open func(t *testing.T) ChunkStore) {
	for _, c := range []struct {
		what string
		test func(t *testing.T, s ChunkStore)
	}{
		{"nothing there", nothingThere},
		{"unknown stats have no data", unknownStats},
		{"a row changes only when its rev grows", revGrows},
		{"500 rows in one call", fullBatch},
		{"writers are merged and kept apart", severalWriters},
		{"bucket edges", bucketEdges},
		{"long windows over months and years", longWindows},
		{"far past and future", farAway},
		{"late points open an old hour", latePoints},
		{"fractions add up", fractions},
		{"latest", latest},
		{"walk", walk},
		{"drop", drop},
		{"expire keeps the hours' figures", expire},
		{"points after expiry are added", afterExpiry},
		{"a context that ended", cancelled},
		{"ten writers at once", tenAtOnce},
		{"any window is the merge of its minutes", anyWindow},
		{"any history", anyHistory},
	} {
		t.Run(c.what, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func nothingThere(t *testing.T, s ChunkStore) {
	ctx := t.Context()
	newest, err := s.Newest(ctx, 7)
	check(t, err)
	if newest != 0 {
		t.Errorf("newest %d", newest)
	}
	check(t, s.Put(ctx, 7, nil))
	check(t, s.Drop(ctx, []stats.StatID{1}))
	check(t, s.Drop(ctx, nil))
	check(t, s.Expire(ctx, at("2026-01-01T00:00:00Z").Hour()))
	check(t, s.Walk(ctx, func(w stats.WriterID, c stats.Chunk, _ error) error {
		return fmt.Errorf("row %v of writer %d", c.ChunkKey, w)
	}))
	healthy(t, s)
	rows, err := s.Load(ctx, 7, nil)
	check(t, err)
	list, err := s.Series(ctx, nil, stats.Window{From: 5, Step: 1, Count: 2})
	check(t, err)
	last, err := s.Latest(ctx, nil)
	check(t, err)
	if len(rows)+len(list)+len(last) != 0 {
		t.Errorf("for no ids: %v %v %v", rows, list, last)
	}
}

func unknownStats(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	hour := at("2026-03-31T23:00:00Z").Hour()
	m.put(7, dense(2, hour, 5, 1))
	// In the order asked for, the same twice, each with all its buckets.
	m.same([]stats.StatID{9, 2, 1, 2}, stats.Window{From: hour.Minute() - 3, Step: 30, Count: 4})
	m.same([]stats.StatID{9, 1}, stats.Window{From: hour.Minute() - 90*24*60, Step: 24 * 60, Count: 100})
	rows, err := s.Load(t.Context(), 7, []stats.ChunkKey{{Stat: 9, Hour: hour}, {Stat: 2, Hour: hour}, {Stat: 2, Hour: hour - 1}})
	check(t, err)
	for i, want := range []stats.Seq{0, 5, 0} {
		if rows[i].Rev != want {
			t.Errorf("row %d has rev %d, want %d", i, rows[i].Rev, want)
		}
	}
	if rows[0].Stat != 9 || rows[0].Hour != hour || rows[0].Minutes != [60]stats.Bucket{} {
		t.Errorf("an unknown row: %v", rows[0])
	}
}

func revGrows(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	hour := at("2026-02-28T12:00:00Z").Hour()
	for _, c := range []stats.Chunk{
		dense(1, hour, 5, 1),
		dense(1, hour, 5, 1),          // the same again
		dense(1, hour, 5, 2),          // the same rev with other points
		dense(1, hour, 4, 3),          // below
		sparse(1, hour, 6, 30, 8, 9),  // above, with fewer minutes
		sparse(1, hour, 60, 59, 1, 1), // above
		dense(1, hour, 7, 4),          // below
	} {
		m.put(7, c)
		m.loaded(7, c.ChunkKey)
		for _, step := range []stats.Minute{1, 60, 24 * 60} {
			m.same([]stats.StatID{1}, stats.Window{From: hour.Minute(), Step: step, Count: 60})
		}
		m.newest(7)
	}
	healthy(t, s)
}

func fullBatch(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	first := at("2026-03-31T20:00:00Z").Hour()
	var batch []stats.Chunk
	for id := range stats.StatID(50) {
		for h := range stats.Hour(10) {
			batch = append(batch, dense(id+1, first+h, stats.Seq(100+id), int(h)))
		}
	}
	m.put(7, batch...)
	// Half of it again, newer, and half that is older, in another order.
	for i := range batch {
		batch[i].Rev += stats.Seq(20 * (i%2*2 - 1))
		batch[i].Minutes[0].Add(1)
	}
	slices.Reverse(batch)
	m.put(7, batch...)
	var ids []stats.StatID
	var keys []stats.ChunkKey
	for i := range batch {
		keys = append(keys, batch[i].ChunkKey)
	}
	for id := range stats.StatID(60) {
		ids = append(ids, 60-id)
	}
	m.loaded(7, keys...)
	m.newest(7)
	m.same(ids, stats.Window{From: first.Minute() - 61, Step: 24 * 60, Count: 2})
	m.same(ids, stats.Window{From: first.Minute() - 61, Step: 7, Count: 100})
	healthy(t, s)
}

func severalWriters(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	hour := at("2026-03-10T12:00:00Z").Hour()
	m.put(7, dense(1, hour, 50, 1), dense(1, hour+1, 51, 2))
	m.put(8, dense(1, hour, 3, 3), sparse(1, hour+2, 4, 59, 5))
	m.put(9, sparse(1, hour, 1, 0, 6), dense(2, hour, 2, 4))
	ids := []stats.StatID{1, 2}
	for _, step := range []stats.Minute{1, 59, 60, 3 * 60, 24 * 60} {
		m.same(ids, stats.Window{From: hour.Minute() - 2, Step: step, Count: 200})
	}
	for _, w := range []stats.WriterID{7, 8, 9, 10} {
		m.newest(w)
		m.loaded(w, stats.ChunkKey{Stat: 1, Hour: hour}, stats.ChunkKey{Stat: 2, Hour: hour})
	}
	m.latest(ids)
	healthy(t, s)
}

func bucketEdges(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	for _, edge := range []string{"2026-03-31T23:00:00Z", "2025-12-31T23:00:00Z", "2024-02-29T23:00:00Z"} {
		hour := at(edge).Hour()
		// The last minute before the edge and the first after it, and neighbours.
		m.put(7, sparse(1, hour, 1, 58, 1, 2), sparse(1, hour+1, 2, 0, 4, 8))
		for _, from := range []stats.Minute{0, 1, 57, 58, 59, 60, 61, 62} {
			for _, step := range []stats.Minute{1, 2, 30, 60, 61, 180, 24 * 60} {
				m.same([]stats.StatID{1}, stats.Window{From: hour.Minute() + from, Step: step, Count: 5})
				m.same([]stats.StatID{1}, stats.Window{From: hour.Minute() + from - 5*step, Step: step, Count: 5})
			}
		}
	}
}

func longWindows(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	first := at("2025-01-31T21:00:00Z").Hour()
	var batch []stats.Chunk
	for i := range stats.Hour(400) { // of 14 months, each second day three hours
		h := first + i/3*48 + i%3
		batch = append(batch, dense(1, h, stats.Seq(i+1), int(i)))
	}
	for part := range slices.Chunk(batch, 100) {
		m.put(7, part...)
	}
	for _, from := range []stats.Minute{0, 1, 61, -121, 31*24*60 + 59} {
		for _, step := range []stats.Minute{3 * 60, 24 * 60, 24*60 + 1, 7 * 24 * 60, 30 * 24 * 60, 365 * 24 * 60} {
			m.same([]stats.StatID{1}, stats.Window{From: first.Minute() + from, Step: step, Count: int(450*24*60/step) + 1})
		}
	}
	healthy(t, s)
}

func farAway(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	for i, when := range []string{"1900-02-28T23:00:00Z", "1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z", "2000-02-29T00:00:00Z", "2199-12-31T23:00:00Z"} {
		hour := at(when).Hour()
		m.put(7, dense(1, hour, stats.Seq(i+1), i), dense(2, hour, stats.Seq(i+1), i))
		m.same([]stats.StatID{1, 2}, stats.Window{From: hour.Minute() - 1, Step: 1, Count: 62})
		m.same([]stats.StatID{1, 2}, stats.Window{From: hour.Minute() - 30*24*60, Step: 24 * 60, Count: 60})
		m.latest([]stats.StatID{1, 2})
	}
	m.same([]stats.StatID{1}, stats.Window{From: at("1899-12-31T23:59:00Z"), Step: 365 * 24 * 60, Count: 301})
	healthy(t, s)
}

func latePoints(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	now := at("2026-05-02T10:00:00Z").Hour()
	for h := range stats.Hour(60) {
		m.put(7, dense(1, now+h, stats.Seq(h+1), int(h)))
	}
	for i, back := range []stats.Hour{3, 30, 24 * 40, 24 * 400, 24 * 40, 1} {
		key := stats.ChunkKey{Stat: 1, Hour: now + 30 - back}
		rows, err := s.Load(t.Context(), 7, []stats.ChunkKey{key})
		check(t, err)
		rows[0].Rev = stats.Seq(100 + i)
		rows[0].Minutes[7].Add(1000)
		m.put(7, rows[0])
		m.same([]stats.StatID{1}, stats.Window{From: now.Minute() - 500*24*60 + 17, Step: 24 * 60, Count: 510})
		m.same([]stats.StatID{1}, stats.Window{From: key.Hour.Minute() - 7, Step: 15, Count: 20})
	}
	healthy(t, s)
}

func fractions(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	first := at("2026-03-30T00:00:00Z").Hour()
	for h := range stats.Hour(48) {
		c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: 1, Hour: first + h}, Rev: stats.Seq(h + 1)}
		for i := range c.Minutes {
			for n := range 3 {
				c.Minutes[i].Add(0.1 + float64(n)/7 + float64(h)*23.094)
			}
		}
		m.put(7, c)
		m.loaded(7, c.ChunkKey) // to the last bit of the total
	}
	for _, step := range []stats.Minute{1, 60, 24*60 + 1} {
		m.same([]stats.StatID{1}, stats.Window{From: first.Minute() + 1, Step: step, Count: 48 * 60 / int(step)})
	}
}

func latest(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	hour := at("2026-03-31T23:00:00Z").Hour()
	ids := []stats.StatID{3, 1, 2, 1}
	m.latest(ids)
	m.put(7, sparse(1, hour, 1, 10, 5, 6), sparse(2, hour-1000, 1, 59, 3))
	m.latest(ids)
	m.put(8, sparse(1, hour, 1, 11, 7), sparse(2, hour-1001, 1, 59, 3)) // the same minute, and an older one
	m.latest(ids)
	m.put(8, sparse(1, hour+1, 2, 0, 7))
	m.latest(ids)
	m.put(7, stats.Chunk{ChunkKey: stats.ChunkKey{Stat: 1, Hour: hour + 2}, Rev: 9}) // without data
	m.latest(ids)
}

func walk(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	hour := at("2026-03-31T23:00:00Z").Hour()
	for i := range stats.Hour(700) {
		m.put(stats.WriterID(7+i%2), dense(stats.StatID(3-i%3), hour-i, stats.Seq(i+1), int(i)))
	}
	m.put(9, dense(2, hour, 1, 1), dense(2, hour-1, 1, 1))
	m.walked()
	stop := errors.New("enough")
	n := 0
	err := s.Walk(t.Context(), func(stats.WriterID, stats.Chunk, error) error {
		n++
		return stop
	})
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("after %d rows: %v", n, err)
	}
}

func drop(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	hour := at("2026-03-31T23:00:00Z").Hour()
	for i := range stats.Hour(60) {
		m.put(stats.WriterID(7+i%2), dense(1, hour-i*30, stats.Seq(2*i+1), 1), dense(2, hour-i*30, stats.Seq(2*i+1), 2), dense(3, hour-i*30, stats.Seq(2*i+1), 3))
	}
	check(t, s.Drop(t.Context(), []stats.StatID{3, 9, 1}))
	m.forget(func(k row) bool { return k.key.Stat != 2 })
	ids := []stats.StatID{1, 2, 3}
	m.walked()
	m.latest(ids)
	m.same(ids, stats.Window{From: hour.Minute() - 90*24*60, Step: 24 * 60, Count: 100})
	m.put(7, dense(1, hour, 1, 4)) // the stat as new
	m.same(ids, stats.Window{From: hour.Minute() - 90*24*60, Step: 24 * 60, Count: 100})
	healthy(t, s)
}

// check ends the test at an error.
func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// healthy fails the test for every fault that Verify finds.
func healthy(t *testing.T, s ChunkStore) {
	t.Helper()
	check(t, s.Verify(t.Context(), func(id stats.StatID, problem string) { t.Errorf("stat %d: %s", id, problem) }))
}

func cancelled(t *testing.T, s ChunkStore) {
	m := newModel(t, s)
	hour := at("2026-03-31T23:00:00Z").Hour()
	m.put(7, dense(1, hour, 1, 1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ids, keys := []stats.StatID{1}, []stats.ChunkKey{{Stat: 1, Hour: hour}}
	for what, call := range map[string]func() error{
		"put":    func() error { return s.Put(ctx, 7, []stats.Chunk{dense(1, hour, 9, 2)}) },
		"load":   func() error { _, err := s.Load(ctx, 7, keys); return err },
		"newest": func() error { _, err := s.Newest(ctx, 7); return err },
		"series": func() error { _, err := s.Series(ctx, ids, stats.Window{Step: 1, Count: 1}); return err },
		"latest": func() error { _, err := s.Latest(ctx, ids); return err },
		"drop":   func() error { return s.Drop(ctx, ids) },
		"expire": func() error { return s.Expire(ctx, hour+1) },
		"walk":   func() error { return s.Walk(ctx, func(stats.WriterID, stats.Chunk, error) error { return nil }) },
		"verify": func() error { return s.Verify(ctx, func(stats.StatID, string) {}) },
	} {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", what, err)
		}
	}
	m.walked() // nothing changed
	m.same(ids, stats.Window{From: hour.Minute(), Step: 1, Count: 60})
}

func tenAtOnce(t *testing.T, s ChunkStore) {
	hour := at("2026-03-31T23:00:00Z").Hour()
	const rounds = 20
	put := func(w stats.WriterID) error {
		for r := range rounds {
			var batch []stats.Chunk
			for id := range stats.StatID(3) {
				// Absolute state: as many ones as rounds so far, in two hours.
				c := sparse(id+1, hour+stats.Hour(w%2), stats.Seq(r+1), int(w), slices.Repeat([]float64{1}, r+1)...)
				batch = append(batch, c)
			}
			if err := s.Put(t.Context(), w, batch); err != nil {
				return fmt.Errorf("writer %d: %w", w, err)
			}
		}
		return nil
	}
	var wg sync.WaitGroup
	for w := range stats.WriterID(10) {
		wg.Go(func() {
			if err := put(w + 1); err != nil {
				t.Error(err)
			}
		})
	}
	total := func() float64 {
		list, err := s.Series(t.Context(), []stats.StatID{1, 2, 3}, stats.Window{From: hour.Minute() - 100, Step: 24 * 60, Count: 1})
		check(t, err)
		return list[0].Buckets[0].Total()
	}
	before := 0.0
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		now := total()
		if now < before {
			t.Errorf("a sum went from %v back to %v", before, now)
		}
		before = now
	}
	wide := 0
	list, err := s.Series(t.Context(), []stats.StatID{1, 2, 3}, stats.Window{From: hour.Minute(), Step: 1, Count: 120})
	check(t, err)
	for _, one := range list {
		for _, b := range one.Buckets {
			wide += int(b.N)
		}
	}
	if want := 10 * rounds * 3; before != 10*rounds || wide != want {
		t.Errorf("total %v, points %d of %d", before, wide, want)
	}
	healthy(t, s)
}

// at is a moment's minute.
func at(text string) stats.Minute {
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return stats.MinuteAt(moment.Unix())
}
