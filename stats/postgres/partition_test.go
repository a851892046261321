package postgres

import (
	"errors"
	"sync"
	"testing"

	"chartd/stats"
	"chartd/stats/postgres/pgtest"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"
)

func TestPartitions(t *testing.T) {
	for _, row := range []struct {
		month stats.Month
		name  string
	}{
		{2026*12 + 2, "chunk_2026_03"},
		{2000 * 12, "chunk_2000_01"},
		{2000*12 - 1, "chunk_past"},
		{1970 * 12, "chunk_past"},
		{-5, "chunk_past"},
		{2099*12 + 11, "chunk_2099_12"},
		{2100 * 12, "chunk_future"},
		{9999 * 12, "chunk_future"},
	} {
		p := partitionOf(row.month)
		if first := row.month.Hour(); p.name != row.name || first < p.from || first >= p.end {
			t.Errorf("month %d is in %+v, want %s", row.month, p, row.name)
		}
		if back, ok := partitionNamed(p.name); !ok || back != p {
			t.Errorf("%s is %+v, want %+v", p.name, back, p)
		}
	}
	for _, name := range []string{"chunk", "chunk_", "chunk_2026", "chunk_2026_13", "chunk_2026_3", "chunk_1999_12", "chunk_2026_03_old", "month_2026_03", "2026_03"} {
		if p, ok := partitionNamed(name); ok {
			t.Errorf("%s is taken for %+v", name, p)
		}
	}
}

// Every hour is in one partition, and they leave no gaps.
func TestPartitionsMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := stats.Month(rapid.Int64Range(1900*12, 2200*12).Draw(t, "month"))
		p, next := partitionOf(m), partitionOf(m+1)
		if p != next && p.end != next.from || p.from >= p.end {
			t.Errorf("%+v is followed by %+v", p, next)
		}
	})
}

func names(t *testing.T, d *DB) (list []string) {
	t.Helper()
	conn, err := d.pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	all, err := partitions(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		list = append(list, p.name)
	}
	return list
}

func same[T comparable](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// in is a point in the first hour of a month.
func in(m stats.Month, rev stats.Seq) stats.Chunk {
	c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: 1, Hour: m.Hour()}, Rev: rev}
	c.Minutes[0].Add(float64(rev))
	return c
}

// Ten processes that need the same new months at once.
func TestPartitionsMadeAtOnce(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	do(t, func() error { return openAt(t, dsn, Options{}).Ready(t.Context()) })
	var all sync.WaitGroup
	for w := range stats.WriterID(10) {
		d := openAt(t, dsn, Options{MaxConns: 1})
		all.Go(func() {
			for m := range stats.Month(4) {
				if err := d.Chunks().Put(t.Context(), w+1, []stats.Chunk{in(2026*12+(m+stats.Month(w))%4, stats.Seq(m+1))}); err != nil {
					t.Errorf("writer %d, month %d: %v", w, m, err)
				}
			}
		})
	}
	all.Wait()
	d := openAt(t, dsn, Options{})
	if got, want := names(t, d), []string{"chunk_2026_01", "chunk_2026_02", "chunk_2026_03", "chunk_2026_04"}; !same(got, want) {
		t.Errorf("partitions %v, want %v", got, want)
	}
	if n := ask[int](t, d, `SELECT count(*) FROM chunk`); n != 40 {
		t.Errorf("%d rows, want 40", n)
	}
}

// Whole months go, the others stay until they are over too; the past is one of
// them, the future never goes.
func TestExpireDropsPartitions(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	c := d.Chunks()
	for i, m := range []stats.Month{1980 * 12, 2026 * 12, 2026*12 + 1, 2026*12 + 2, 2150 * 12} {
		do(t, func() error { return c.Put(t.Context(), 7, []stats.Chunk{in(m, stats.Seq(i+1))}) })
	}
	for _, row := range []struct {
		before stats.Hour
		want   []string
	}{
		{0, []string{"chunk_past", "chunk_2026_01", "chunk_2026_02", "chunk_2026_03", "chunk_future"}},

		{stats.Month(2026*12 + 1).Hour(), []string{"chunk_2026_02", "chunk_2026_03", "chunk_future"}},
		{stats.Month(2026*12+3).Hour() - 1, []string{"chunk_2026_03", "chunk_future"}},
		{stats.Month(2500 * 12).Hour(), []string{"chunk_future"}},
	} {
		do(t, func() error { return c.Expire(t.Context(), row.before) })
		if got := names(t, d); !same(got, row.want) {
			t.Errorf("before hour %d: %v, want %v", row.before, got, row.want)
		}
		list, err := c.Series(t.Context(), []stats.StatID{1}, stats.Window{From: stats.Month(1979 * 12).Hour().Minute(), Step: 365 * 24 * 60, Count: 200})
		sum := 0.0
		for _, s := range list {
			for _, b := range s.Buckets {
				sum += b.Total()
			}
		}
		if err != nil || sum != 15 {
			t.Errorf("before hour %d: sum %v, %v", row.before, sum, err)
		}
	}
	// A late point makes a month's partition again, also where this process
	// believes that it is there.
	do(t, func() error { return c.Put(t.Context(), 7, []stats.Chunk{in(2026*12, 9)}) })
	execute(t, d, `DROP TABLE chunk_2026_01`)
	do(t, func() error { return c.Put(t.Context(), 7, []stats.Chunk{in(2026*12, 10)}) })
	if got, want := names(t, d), []string{"chunk_2026_01", "chunk_future"}; !same(got, want) {
		t.Errorf("after a late point: %v, want %v", got, want)
	}
}

// A month that somebody reads for long, as a dump does, is dropped the next
// time; nobody else sees its rows.
func TestExpireDoesNotWaitForDumps(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	c := d.Chunks()
	do(t, func() error { return c.Put(t.Context(), 7, []stats.Chunk{in(2026*12, 1), in(2026*12+1, 2)}) })
	dump, err := d.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer dump.Rollback(t.Context())
	if _, err := dump.Exec(t.Context(), `LOCK TABLE chunk IN ACCESS SHARE MODE`); err != nil {
		t.Fatal(err)
	}
	if err := c.Expire(t.Context(), stats.Month(2026*12+2).Hour()); !isAway(err) || state(err) != lockTimeout {
		t.Errorf("while a dump reads: %v", err)
	}
	none := errors.New("a row")
	if err := c.Walk(t.Context(), func(stats.WriterID, stats.Chunk, error) error { return none }); err != nil {
		t.Errorf("the minutes are still seen: %v", err)
	}
	do(t, func() error { return dump.Rollback(t.Context()) })
	do(t, func() error { return c.Expire(t.Context(), 0) })
	if got := names(t, d); len(got) != 0 {
		t.Errorf("partitions %v are left", got)
	}
}

// What another process expired is gone for this one with the next call.
func TestExpiredByAnother(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	here, there := openAt(t, dsn, Options{}).Chunks(), openAt(t, dsn, Options{}).Chunks()
	m := stats.Month(2026 * 12)
	late := in(m, 1)
	late.Minutes = [60]stats.Bucket{}
	late.Minutes[30].Add(5)
	do(t, func() error { return here.Put(t.Context(), 7, []stats.Chunk{late}) })
	window := stats.Window{From: m.Hour().Minute(), Step: 1, Count: 60}
	for _, expired := range []bool{false, true} {
		at := 30
		if expired {
			do(t, func() error { return there.Expire(t.Context(), (m + 1).Hour()) })
			at = 0
		}
		list, err := here.Series(t.Context(), []stats.StatID{1}, window)
		if err != nil || list[0].Buckets[at].Total() != 5 {
			t.Errorf("series, expired %t: %v, %v", expired, list, err)
		}
		last, err := here.Latest(t.Context(), []stats.StatID{1})
		if err != nil || last[0].At != m.Hour().Minute()+stats.Minute(at) || last[0].Bucket.Total() != 5 {
			t.Errorf("latest, expired %t: %v, %v", expired, last, err)
		}
		rows, err := here.Load(t.Context(), 7, []stats.ChunkKey{late.ChunkKey})
		if err != nil || rows[0].Minutes[at].Total() != 5 {
			t.Errorf("load, expired %t: %v, %v", expired, rows, err)
		}
	}
}

// A plan for one month looks at one partition, so that a database of ten years
// is as quick as one of a month.
func TestReadsLookAtTheirMonths(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	for m := range stats.Month(24) {
		do(t, func() error { return d.Chunks().Put(t.Context(), 7, []stats.Chunk{in(2025*12+m, 1)}) })
	}
	from, end := int64(stats.Month(2026*12).Hour()), int64(stats.Month(2026*12+1).Hour())
	for what, q := range map[string]struct {
		sql  string
		args []any
	}{
		"all hours":  {allHours, []any{[]int64{1, 2}, from, end}},
		"some hours": {someHours, []any{[]int64{1, 2}, []int64{from, from + 24}}},
		"latest":     {chunksOf, []any{[]int64{1, 2}, []int64{from, from + 24}, from, end - 1}},
		"load":       {ownChunks, []any{[]int64{1, 2}, []int64{from, from + 24}, int64(7), from, end - 1}},
		"drop":       {dropChunks, []any{int64(1), from, end}},
	} {
		rows, err := d.pool.Query(t.Context(), `EXPLAIN (COSTS off, FORMAT json) `+q.sql, q.args...)
		if err != nil {
			t.Fatal(err)
		}
		plans, err := pgx.CollectRows(rows, pgx.RowTo[[]any])
		if err != nil {
			t.Fatal(err)
		}
		if got := relations(plans); len(got) != 1 || !got["chunk_2026_01"] {
			t.Errorf("%s looks at %v", what, got)
		}
	}
}

// relations collects the partitions that a plan names.
func relations(plan any) map[string]bool {
	found := map[string]bool{}
	var look func(any)
	look = func(node any) {
		switch node := node.(type) {
		case [][]any:
			for _, n := range node {
				look(n)
			}
		case []any:
			for _, n := range node {
				look(n)
			}
		case map[string]any:
			if name, ok := node["Relation Name"].(string); ok && name != "chunk" {
				found[name] = true
			}
			for _, n := range node {
				look(n)
			}
		}
	}
	look(plan)
	return found
}
