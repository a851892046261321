package statstest

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"chartd/stats"
	"pgregory.net/rapid"
)

// fataler is a test, or one try of a property.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// model is a store that is too simple to be wrong, beside a real one.
type model struct {
	t     fataler
	test  *testing.T
	store ChunkStore
	rows  map[row]stats.Chunk
}

type row struct {
	key    stats.ChunkKey
	writer stats.WriterID
}

func newModel(t *testing.T, s ChunkStore) *model {
	return &model{t, t, s, map[row]stats.Chunk{}}
}

// put writes to both.
func (m *model) put(w stats.WriterID, chunks ...stats.Chunk) {
	m.t.Helper()
	if err := m.store.Put(m.test.Context(), w, chunks); err != nil {
		m.t.Fatalf("put: %v", err)
	}
	for _, c := range chunks {
		if k := (row{c.ChunkKey, w}); c.Rev > m.rows[k].Rev {
			m.rows[k] = c
		}
	}
}

// forget removes rows from the model alone.
func (m *model) forget(gone func(row) bool) {
	maps.DeleteFunc(m.rows, func(k row, _ stats.Chunk) bool { return gone(k) })
}

// fold makes of each hour before one that bucket which is left when its
// minutes expire.
func (m *model) fold(before stats.Hour) {
	for k, c := range m.rows {
		if k.key.Hour >= before {
			continue
		}
		var hour stats.Bucket
		for _, b := range c.Minutes {
			hour.Merge(b)
		}
		c.Minutes = [60]stats.Bucket{hour}
		m.rows[k] = c
	}
}

// same compares the series of a window.
func (m *model) same(ids []stats.StatID, w stats.Window) {
	m.t.Helper()
	got, err := m.store.Series(m.test.Context(), ids, w)
	if err != nil {
		m.t.Fatalf("series %v: %v", w, err)
	}
	if len(got) != len(ids) {
		m.t.Fatalf("series %v: %d for %d ids", w, len(got), len(ids))
	}
	for i, id := range ids {
		if got[i].Stat != id || len(got[i].Buckets) != w.Count {
			m.t.Fatalf("series %v, place %d: stat %d with %d buckets, want %d", w, i, got[i].Stat, len(got[i].Buckets), id)
		}
		want := m.series(id, w)
		for n := range want {
			if !alike(got[i].Buckets[n], want[n]) {
				m.t.Fatalf("series %v, stat %d, bucket %d of minute %d:\ngot  %+v\nwant %+v", w, id, n, w.At(n), got[i].Buckets[n], want[n])
			}
		}
	}
}

func (m *model) series(id stats.StatID, w stats.Window) []stats.Bucket {
	buckets := make([]stats.Bucket, w.Count)
	for k, c := range m.rows {
		start := k.key.Hour.Minute()
		if k.key.Stat != id || start+60 <= w.From || start >= w.End() {
			continue
		}
		for i, b := range c.Minutes {
			if at := start + stats.Minute(i); at >= w.From && at < w.End() {
				buckets[(at-w.From)/w.Step].Merge(b)
			}
		}
	}
	return buckets
}

// latest compares the newest minutes.
func (m *model) latest(ids []stats.StatID) {
	m.t.Helper()
	got, err := m.store.Latest(m.test.Context(), ids)
	if err != nil {
		m.t.Fatalf("latest: %v", err)
	}
	if len(got) != len(ids) {
		m.t.Fatalf("latest: %d for %d ids", len(got), len(ids))
	}
	for i, id := range ids {
		want := stats.Latest{Stat: id}
		for k, c := range m.rows {
			for n, b := range c.Minutes {
				switch at := k.key.Hour.Minute() + stats.Minute(n); {
				case k.key.Stat != id || b.N == 0:
				case want.Bucket.N == 0 || at > want.At:
					want.At, want.Bucket = at, b
				case at == want.At:
					want.Bucket.Merge(b)
				}
			}
		}
		if got[i].Stat != id || !alike(got[i].Bucket, want.Bucket) || want.Bucket.N > 0 && got[i].At != want.At {
			m.t.Fatalf("latest:\ngot  %+v\nwant %+v", got[i], want)
		}
	}
}

// loaded compares a writer's rows, totals to the bit.
func (m *model) loaded(w stats.WriterID, keys ...stats.ChunkKey) {
	m.t.Helper()
	got, err := m.store.Load(m.test.Context(), w, keys)
	if err != nil {
		m.t.Fatalf("load: %v", err)
	}
	if len(got) != len(keys) {
		m.t.Fatalf("load: %d for %d keys", len(got), len(keys))
	}
	for i, key := range keys {
		want := m.rows[row{key, w}]
		want.ChunkKey = key
		m.sameChunk(got[i], want)
	}
}

func (m *model) sameChunk(got, want stats.Chunk) {
	m.t.Helper()
	if got.ChunkKey != want.ChunkKey || got.Rev != want.Rev {
		m.t.Fatalf("chunk %v rev %d, want %v rev %d", got.ChunkKey, got.Rev, want.ChunkKey, want.Rev)
	}
	for n := range want.Minutes {
		g, w := got.Minutes[n], want.Minutes[n]
		if g.N != w.N || w.N > 0 && (g.Total() != w.Total() || g.Min != w.Min || g.Max != w.Max) {
			m.t.Fatalf("chunk %v, minute %d: got %+v, want %+v", want.ChunkKey, n, g, w)
		}
	}
}

// newest compares the highest rev of a writer.
func (m *model) newest(w stats.WriterID) {
	m.t.Helper()
	want := stats.Seq(0)
	for k, c := range m.rows {
		if k.writer == w {
			want = max(want, c.Rev)
		}
	}
	if got, err := m.store.Newest(m.test.Context(), w); err != nil || got != want {
		m.t.Fatalf("newest of writer %d: %d, %v; want %d", w, got, err, want)
	}
}

// walked compares all rows, and their order by stat and hour.
func (m *model) walked() {
	m.t.Helper()
	seen := map[row]bool{}
	var last stats.ChunkKey
	err := m.store.Walk(m.test.Context(), func(w stats.WriterID, c stats.Chunk, bad error) error {
		k := row{c.ChunkKey, w}
		want, ok := m.rows[k]
		if bad != nil || seen[k] || !ok {
			m.t.Fatalf("walk: %v, again %v, known %v: %v", k, seen[k], ok, bad)
		}
		if len(seen) > 0 && cmp.Or(cmp.Compare(c.Stat, last.Stat), cmp.Compare(c.Hour, last.Hour)) < 0 {
			m.t.Fatalf("walk: %v after %v", c.ChunkKey, last)
		}
		m.sameChunk(c, want)
		seen[k], last = true, c.ChunkKey
		return nil
	})
	if err != nil || len(seen) != len(m.rows) {
		m.t.Fatalf("walk: %d rows of %d, %v", len(seen), len(m.rows), err)
	}
}

// alike compares buckets. Totals may differ by the rounding of another order.
func alike(a, b stats.Bucket) bool {
	if a.N != b.N || a.N == 0 {
		return a.N == b.N
	}
	size := float64(a.N) * max(math.Abs(a.Min), math.Abs(a.Max))
	return a.Min == b.Min && a.Max == b.Max && math.Abs(a.Total()-b.Total()) <= 1e-12*size
}

// dense is an hour with up to three points in most minutes. The same seed
// gives the same points.
func dense(id stats.StatID, hour stats.Hour, rev stats.Seq, seed int) stats.Chunk {
	r := rand.New(rand.NewPCG(uint64(seed), uint64(hour)))
	c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: id, Hour: hour}, Rev: rev}
	for i := range c.Minutes {
		for range r.IntN(4) {
			c.Minutes[i].Add(float64(r.IntN(2001) - 1000))
		}
	}
	c.Minutes[r.IntN(60)].Add(1)
	return c
}

// sparse is an hour with all values in one minute.
func sparse(id stats.StatID, hour stats.Hour, rev stats.Seq, minute int, values ...float64) stats.Chunk {
	c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: id, Hour: hour}, Rev: rev}
	for _, v := range values {
		c.Minutes[minute].Add(v)
	}
	return c
}

// anyWindow puts random hours about the turn of a year in random order, and
// looks at random windows.
func anyWindow(t *testing.T, s ChunkStore) {
	next := stats.StatID(1000) // each try has its own stats
	middle := at("2026-01-01T00:00:00Z").Hour()
	steps := []stats.Minute{1, 7, 30, 59, 60, 61, 120, 180, 360, 24*60 - 1, 24 * 60, 24*60 + 60, 7 * 24 * 60, 30 * 24 * 60, 365 * 24 * 60}
	rapid.Check(t, func(rt *rapid.T) {
		m := newModel(t, s)
		m.t = rt
		ids := []stats.StatID{next, next + 1}
		next += 2
		hours := rapid.IntRange(-40*24, 70*24)
		for range rapid.IntRange(1, 8).Draw(rt, "puts") {
			w := stats.WriterID(rapid.IntRange(1, 3).Draw(rt, "writer"))
			first := middle + stats.Hour(hours.Draw(rt, "hour"))
			rev := stats.Seq(rapid.IntRange(1, 20).Draw(rt, "rev"))
			var batch []stats.Chunk
			for h := range rapid.IntRange(1, 30).Draw(rt, "hours") {
				batch = append(batch, dense(ids[h%2], first+stats.Hour(h/2*3), rev, int(rev)))
			}
			m.put(w, batch...)
		}
		for range 3 {
			step := rapid.SampledFrom(steps).Draw(rt, "step")
			from := (middle + stats.Hour(hours.Draw(rt, "from"))).Minute() + stats.Minute(rapid.IntRange(0, 59).Draw(rt, "minute"))
			count := rapid.IntRange(1, min(200, int(100*24*60/step)+1)).Draw(rt, "count")
			m.same(ids, stats.Window{From: from, Step: step, Count: count})
		}
		m.latest(slices.Concat(ids, ids[:1]))
	})
}
