package postgres

import (
	"sync"
	"testing"

	"chartd/stats"
	"chartd/stats/postgres/pgtest"
)

// hours is an hour of each of some stats, every minute with a point of 1.
func hours(ids int, hour stats.Hour, rev stats.Seq) []stats.Chunk {
	list := make([]stats.Chunk, ids)
	for i := range list {
		list[i].ChunkKey, list[i].Rev = stats.ChunkKey{Stat: stats.StatID(i + 1), Hour: hour}, rev
		for m := range list[i].Minutes {
			list[i].Minutes[m].Add(1)
		}
	}
	return list
}

// Two processes write the same hours of the same stats, some of them at the
// edge of a month, and each reads both.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	dbs := []*DB{openAt(t, dsn, Options{}), openAt(t, dsn, Options{})}
	const ids, rounds = 40, 8
	first := stats.Month(2026*12+1).Hour() - rounds/2
	var all sync.WaitGroup
	for w, d := range dbs {
		all.Go(func() {
			for h := range stats.Hour(rounds) {
				for rev := range stats.Seq(2) { // the second adds to the first
					rows := hours(ids, first+h, stats.Seq(h)*2+rev+1)
					for i := range rows {
						if rev == 1 {
							rows[i].Minutes[w].Add(10)
						}
					}
					for range 2 { // and a repeat changes nothing
						if err := d.Chunks().Put(t.Context(), stats.WriterID(w+1), rows); err != nil {
							t.Error(err)
						}
					}
				}
			}
		})
	}
	all.Wait()
	for _, d := range dbs {
		var asked []stats.StatID
		for id := range stats.StatID(ids) {
			asked = append(asked, id+1)
		}
		for _, w := range []stats.Window{
			{From: first.Minute() - 7, Step: 1, Count: 10 * 60},
			{From: first.Minute(), Step: 60, Count: rounds},
			{From: first.Minute() - 100, Step: 24 * 60, Count: 2},
		} {
			list, err := d.Chunks().Series(t.Context(), asked, w)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range list {
				var sum stats.Bucket
				for _, b := range s.Buckets {
					sum.Merge(b)
				}
				if sum.N != 2*rounds*61 || sum.Total() != 2*rounds*70 {
					t.Errorf("stat %d by %d minutes: %d points, sum %v, want %d and %d", s.Stat, w.Step, sum.N, sum.Total(), 2*rounds*61, 2*rounds*70)
				}
			}
		}
		if err := d.Chunks().Verify(t.Context(), func(id stats.StatID, problem string) { t.Errorf("stat %d: %s", id, problem) }); err != nil {
			t.Error(err)
		}
	}
}

// Two processes that by mistake have one writer id, and a process with itself:
// whatever the order, the highest rev of each hour stays, and months agree.
func TestOneWriterTwice(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	dbs := []*DB{openAt(t, dsn, Options{}), openAt(t, dsn, Options{})}
	first := stats.Month(2026 * 12).Hour()
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for i := range stats.Hour(12) {
				if err := dbs[n%2].Chunks().Put(t.Context(), 1, hours(20, first+(i+stats.Hour(n))%12, stats.Seq(n+1))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	c := dbs[0].Chunks()
	for id := range stats.StatID(20) {
		var keys []stats.ChunkKey
		for h := range stats.Hour(12) {
			keys = append(keys, stats.ChunkKey{Stat: id + 1, Hour: first + h})
		}
		rows, err := c.Load(t.Context(), 1, keys)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if row.Rev != 4 {
				t.Errorf("%v has rev %d, want 4", row.ChunkKey, row.Rev)
			}
		}
	}
	if err := c.Verify(t.Context(), func(id stats.StatID, problem string) { t.Errorf("stat %d: %s", id, problem) }); err != nil {
		t.Error(err)
	}
}

// 10,000 rows in one call, all or none.
func TestTenThousandRows(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	c := d.Chunks()
	first := stats.Month(2026*12).Hour() - 5
	var batch []stats.Chunk
	for h := range stats.Hour(10) {
		batch = append(batch, hours(1000, first+h, 3)...)
	}
	do(t, func() error { return c.Put(t.Context(), 7, batch) })
	if n := ask[int](t, d, `SELECT count(*) FROM chunk`); n != 10_000 {
		t.Errorf("%d rows of 10,000", n)
	}
	// One month row that can't be read, and nothing of the batch is written.
	execute(t, d, `UPDATE month SET hours = '\x00' WHERE stat_id = 500 AND month = $1`, 2026*12)
	for i := range batch {
		batch[i].Rev = 4
	}
	if err := c.Put(t.Context(), 7, batch); err == nil || isAway(err) {
		t.Errorf("a month that can't be read: %v", err)
	}
	if n := ask[int](t, d, `SELECT count(*) FROM chunk WHERE rev <> 3`); n != 0 {
		t.Errorf("%d rows of a batch that failed", n)
	}
	if newest, err := c.Newest(t.Context(), 7); newest != 3 || err != nil {
		t.Errorf("newest %d, %v", newest, err)
	}
}

func TestBatchIsSorted(t *testing.T) {
	row := func(id stats.StatID, hour stats.Hour, rev stats.Seq) stats.Chunk {
		return stats.Chunk{ChunkKey: stats.ChunkKey{Stat: id, Hour: hour}, Rev: rev}
	}
	b := newBatch(7, []stats.Chunk{row(2, 5, 1), row(1, 9, 2), row(2, 5, 3), row(1, 8, 9), row(2, 5, 2)})
	want := []stats.Chunk{row(1, 8, 9), row(1, 9, 2), row(2, 5, 3)}
	var rows []stats.Chunk
	for _, row := range b.rows {
		rows = append(rows, *row)
	}
	if !same(rows, want) || b.newest != 9 || len(b.blobs) != 3 {
		t.Errorf("%v, newest %d, %d blobs", rows, b.newest, len(b.blobs))
	}
}

// A blob that cannot be read is an error that says where it is.
func TestUnreadableRows(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	c := d.Chunks()
	row := oneHour(1)
	do(t, func() error { return c.Put(t.Context(), 7, []stats.Chunk{row}) })
	execute(t, d, `UPDATE chunk SET minutes = '\x01ff'`)
	for what, call := range map[string]func() error{
		"load": func() error { _, err := c.Load(t.Context(), 7, []stats.ChunkKey{row.ChunkKey}); return err },
		"series": func() error {
			_, err := c.Series(t.Context(), []stats.StatID{1}, stats.Window{From: row.Hour.Minute(), Step: 1, Count: 1})
			return err
		},
		"latest": func() error { _, err := c.Latest(t.Context(), []stats.StatID{1}); return err },
	} {
		if err := call(); err == nil || isAway(err) {
			t.Errorf("%s: %v", what, err)
		}
	}
	seen := 0
	do(t, func() error {
		return c.Walk(t.Context(), func(w stats.WriterID, got stats.Chunk, bad error) error {
			seen++
			if bad == nil || w != 7 || got.ChunkKey != row.ChunkKey || got.Minutes != [60]stats.Bucket{} {
				t.Errorf("walk: %v of writer %d, %v", got, w, bad)
			}
			return nil
		})
	})
	if seen != 1 {
		t.Errorf("walk shows %d rows", seen)
	}
}
