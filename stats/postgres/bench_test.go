package postgres

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"chartd/stats"
)

// typical is an hour of what people post: a few numbers a minute with two
// decimals.
func typical(id stats.StatID, hour stats.Hour, rev stats.Seq) stats.Chunk {
	r := rand.New(rand.NewPCG(uint64(id), uint64(hour)))
	c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: id, Hour: hour}, Rev: rev}
	for i := range c.Minutes {
		for range 1 + r.IntN(3) {
			c.Minutes[i].Add(float64(r.IntN(10_000)) / 100)
		}
	}
	return c
}

// year is a database with a year of hours of one stat, and a week of those of
// 50 more, ending with 2026.
func year(b *testing.B) (*Chunks, stats.Hour) {
	b.Helper()
	c := open(b, Options{}).Chunks()
	end := stats.Month(2027 * 12).Hour()
	var rows []stats.Chunk
	for h := end - 365*24; h < end; h++ {
		rows = append(rows, typical(1, h, 1))
	}
	for h := end - 7*24; h < end; h++ {
		for id := range stats.StatID(50) {
			rows = append(rows, typical(id+2, h, 1))
		}
	}
	for len(rows) > 0 {
		n := min(len(rows), 10_000)
		if err := c.Put(b.Context(), 7, rows[:n]); err != nil {
			b.Fatal(err)
		}
		rows = rows[n:]
	}
	return c, end
}

func BenchmarkSeries(b *testing.B) {
	c, end := year(b)
	now := end.Minute() - 43 // as windows end: within an hour
	many := make([]stats.StatID, 50)
	for i := range many {
		many[i] = stats.StatID(i + 2)
	}
	for _, row := range []struct {
		what string
		ids  []stats.StatID
		w    stats.Window
	}{
		{"a week by hour", []stats.StatID{1}, stats.Window{From: now - 7*24*60, Step: 60, Count: 7*24 + 1}},
		{"a week by hour from a full hour", []stats.StatID{1}, stats.Window{From: end.Minute() - 7*24*60, Step: 60, Count: 7 * 24}},
		{"a day by minute", []stats.StatID{1}, stats.Window{From: now - 24*60, Step: 1, Count: 24*60 + 1}},
		{"a year by day", []stats.StatID{1}, stats.Window{From: now - 365*24*60, Step: 24 * 60, Count: 366}},
		{"a year by day from midnight", []stats.StatID{1}, stats.Window{From: end.Minute() - 365*24*60, Step: 24 * 60, Count: 365}},
		{"50 stats, a day by hour", many, stats.Window{From: now - 24*60, Step: 60, Count: 25}},
	} {
		b.Run(row.what, func(b *testing.B) {
			for b.Loop() {
				if _, err := c.Series(b.Context(), row.ids, row.w); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("latest of 50", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Latest(b.Context(), many); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkPut writes an hour of 10,000 stats, the first one of a month and then
// the following ones, whose month rows are read and grow, in batches of several
// sizes: readers wait for a batch.
func BenchmarkPut(b *testing.B) {
	const many = 10_000
	for _, batch := range []int{500, 2000, many} {
		b.Run(fmt.Sprint(batch), func(b *testing.B) {
			c := open(b, Options{}).Chunks()
			rows := make([]stats.Chunk, many)
			hour := stats.Month(2026 * 12).Hour()
			for i := range rows {
				rows[i] = typical(stats.StatID(i+1), hour, 1)
			}
			var longest time.Duration
			for b.Loop() {
				for part := range slices.Chunk(rows, batch) {
					begun := time.Now()
					if err := c.Put(b.Context(), 7, part); err != nil {
						b.Fatal(err)
					}
					longest = max(longest, time.Since(begun))
				}
				b.StopTimer()
				hour++
				for i := range rows {
					rows[i].Hour, rows[i].Rev = hour, rows[i].Rev+1
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(b.N*many)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(longest.Microseconds())/1000, "longest-ms")
		})
	}
}
