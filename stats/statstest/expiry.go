package statstest

import (
	"testing"

	"chartd/stats"
	"pgregory.net/rapid"
)

// expired is a store whose minutes went up to an hour in the middle of what is
// there, and what should be left.
func expired(t *testing.T, s ChunkStore) (*model, stats.Hour) {
	t.Helper()
	m := newModel(t, s)
	first := at("2026-01-30T20:00:00Z").Hour()
	for h := range stats.Hour(90) {
		m.put(7, dense(1, first+h, stats.Seq(2*h+1), int(h)), dense(2, first+h*20, stats.Seq(2*h+1), int(h)))
		m.put(8, dense(1, first+h*2, stats.Seq(h+1), int(h)))
	}
	before := first + 50
	check(t, s.Expire(t.Context(), before))
	m.fold(before)
	return m, before
}

// The whole of an expired hour lies in the bucket of its first minute.
func expire(t *testing.T, s ChunkStore) {
	m, before := expired(t, s)
	ids := []stats.StatID{1, 2, 3}
	look := func() {
		t.Helper()
		for _, step := range []stats.Minute{1, 45, 60, 180, 24 * 60, 24*60 + 1} {
			for _, from := range []stats.Minute{0, 1, -59} {
				m.same(ids, stats.Window{From: before.Minute() - 60*60 + from, Step: step, Count: min(200*60/int(step), 3000)})
			}
		}
		m.latest(ids)
		m.newest(7)
		healthy(t, s)
	}
	look()
	if got, err := s.Expired(t.Context()); got != before || err != nil {
		t.Errorf("expired before %d, %v; want %d", got, err, before)
	}
	check(t, s.Walk(t.Context(), func(_ stats.WriterID, c stats.Chunk, _ error) error {
		if c.Hour < before {
			t.Errorf("row %v is still there", c.ChunkKey)
		}
		return nil
	}))
	check(t, s.Expire(t.Context(), before)) // again
	check(t, s.Expire(t.Context(), before-20))
	look()
	check(t, s.Expire(t.Context(), before+10_000)) // all of it
	m.fold(before + 10_000)
	look()
}

// A late point for an expired hour is added to the hour, though its minutes
// are gone: Load answers what is left of the hour in its first minute, with
// Rev 0.
func afterExpiry(t *testing.T, s ChunkStore) {
	m, before := expired(t, s)
	for i, back := range []stats.Hour{1, 10, 50, 10, 200} {
		key := stats.ChunkKey{Stat: 1, Hour: before - back}
		rows, err := s.Load(t.Context(), 7, []stats.ChunkKey{key})
		check(t, err)
		rows[0].Rev = stats.Seq(1000 + i)
		rows[0].Minutes[7].Add(1000)
		m.put(7, rows[0])
		m.put(7, rows[0]) // again
		m.same([]stats.StatID{1}, stats.Window{From: before.Minute() - 300*60 - 7, Step: 24 * 60, Count: 20})
		m.same([]stats.StatID{1}, stats.Window{From: before.Minute() - 300*60, Step: 60, Count: 400})
	}
	healthy(t, s)
	check(t, s.Expire(t.Context(), before))
	m.fold(before)
	m.same([]stats.StatID{1}, stats.Window{From: before.Minute() - 300*60, Step: 1, Count: 3000})
	healthy(t, s)
}

// anyHistory lets hours come, late and again, go with their stats, and expire,
// in random order. Each try has a time of its own: what has expired stays so.
func anyHistory(t *testing.T, s ChunkStore) {
	start := at("2026-01-20T00:00:00Z").Hour()
	rapid.Check(t, func(rt *rapid.T) {
		m := newModel(t, s)
		m.t = rt
		first := start
		start += 300 * 24
		ids := []stats.StatID{stats.StatID(first), stats.StatID(first) + 1}
		rev := stats.Seq(first)
		before := first
		hour := func() stats.Hour { return first + stats.Hour(rapid.IntRange(0, 60*24).Draw(rt, "hour")) }
		add := func(w stats.WriterID, id stats.StatID, hour stats.Hour) {
			rows, err := s.Load(t.Context(), w, []stats.ChunkKey{{Stat: id, Hour: hour}})
			if err != nil {
				rt.Fatal(err)
			}
			rev++
			rows[0].Rev = rev
			rows[0].Minutes[rev*7%60].Add(float64(rev))
			m.put(w, rows[0])
			m.fold(before)
		}
		history := []func(){
			func() { // a day or two of hours, each on its own, as they close
				at, w := hour(), stats.WriterID(rapid.IntRange(1, 2).Draw(rt, "writer"))
				for h := range rapid.SampledFrom([]int{1, 2, 25}).Draw(rt, "hours") {
					add(w, ids[h%2], at+stats.Hour(h))
				}
			},
			func() { add(1, ids[0], hour()) }, // a late point
			func() {
				before = max(before, hour()-10*24)
				check(t, s.Expire(t.Context(), before))
				m.fold(before)
			},
			func() {
				check(t, s.Drop(t.Context(), ids[1:]))
				m.forget(func(k row) bool { return k.key.Stat == ids[1] })
			},
		}
		for range rapid.IntRange(1, 5).Draw(rt, "events") {
			history[rapid.IntRange(0, len(history)-1).Draw(rt, "event")]()
			w := stats.Window{From: hour().Minute() - 10*24*60, Step: 24 * 60, Count: 90}
			if before <= first { // else a window cuts hours that cannot be cut any more
				w.From += stats.Minute(rapid.IntRange(0, 59).Draw(rt, "cut"))
				m.latest(ids) // else a late point's minute may be told, or its hour's first
			}
			m.same(ids, w)
			m.same(ids, stats.Window{From: hour().Minute(), Step: 60, Count: 50})
		}
		healthy(t, s)
		check(t, s.Drop(t.Context(), ids))
	})
}
