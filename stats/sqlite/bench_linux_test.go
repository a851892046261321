package sqlite_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/sqlite"
)

// hour is a stat's hour as a busy program makes it: five request times in
// milliseconds a minute.
func hour(id stats.StatID, at stats.Hour, rev stats.Seq) stats.Chunk {
	r := rand.New(rand.NewPCG(uint64(id), uint64(at)))
	c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: id, Hour: at}, Rev: rev}
	for i := range c.Minutes {
		for range 5 {
			c.Minutes[i].Add(math.Round(23094*math.Exp(r.NormFloat64()*0.3)) / 1000)
		}
	}
	return c
}

// fill stores hours of stats in the order in which they close, so many rows at a
// time, and returns the longest time that one Put took.
func fill(tb testing.TB, c *sqlite.Chunks, ids []stats.StatID, from stats.Hour, hours, batch int) (longest time.Duration) {
	tb.Helper()
	for h := range hours {
		var list []stats.Chunk
		for i, id := range ids {
			list = append(list, hour(id, from+stats.Hour(h), stats.Seq(from)+stats.Seq(h)))
			if len(list) == batch || i == len(ids)-1 {
				begun := time.Now()
				if err := c.Put(tb.Context(), 1<<62, list); err != nil {
					tb.Fatal(err)
				}
				longest = max(longest, time.Since(begun))
				list = list[:0]
			}
		}
	}
	return longest
}

// someIDs are n stats in order, as far apart as real ones.
func someIDs(n int) []stats.StatID {
	ids := make([]stats.StatID, n)
	for i := range ids {
		ids[i] = stats.StatID(i+1)<<48 + stats.StatID(i)
	}
	return ids
}

// written is how many bytes this process has sent to the disk.
func written(tb testing.TB) int64 {
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0 // not Linux
	}
	var n int64
	for line := range strings.Lines(string(text)) {
		if _, err := fmt.Sscanf(line, "write_bytes: %d", &n); err == nil {
			return n
		}
	}
	return 0
}

// cpu reports how long the processor worked for an operation: on a machine
// that others use too, that is steadier than the time it took.
func cpu(b *testing.B) func() {
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before := used()
	return func() { b.ReportMetric(float64((used()-before).Microseconds())/float64(b.N), "cpu-µs/op") }
}

// benchHour is an hour in the middle of a month.
const benchHour = stats.Hour(493_800)

// days is how many of some days a benchmark's store holds: with -short, where
// no figure counts, a tenth.
func days(n int) int {
	if testing.Short() {
		return (n + 9) / 10
	}
	return n
}

// BenchmarkPut stores an hour of 2,000 stats that have ten days, in batches of
// several sizes: posts wait for a batch.
func BenchmarkPut(b *testing.B) {
	for _, batch := range []int{16, 32, 64, 500} {
		b.Run(fmt.Sprint(batch), func(b *testing.B) {
			db := open(b)
			ids := someIDs(2000)
			fill(b, db.Chunks(), ids, benchHour-240, 24*days(10), 500)
			next := benchHour
			before, rows := written(b), 0
			var longest time.Duration
			defer cpu(b)()
			for b.Loop() {
				longest = max(longest, fill(b, db.Chunks(), ids, next, 1, batch))
				next++
				rows += len(ids)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(rows), "µs/row")
			b.ReportMetric(float64(longest.Microseconds())/1000, "longest-ms")
			b.ReportMetric(float64(written(b)-before)/float64(rows*60), "written-B/minute")
		})
	}
}

func BenchmarkBytesPerMinute(b *testing.B) {
	path := filepath.Join(b.TempDir(), "chartd.db")
	db, err := sqlite.Open(b.Context(), path, sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	hours := 24 * days(14)
	ids := someIDs(300)
	for b.Loop() {
		fill(b, db.Chunks(), ids, benchHour, hours, 500)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(len(ids)*hours*60), "B/minute")
}

func BenchmarkSeries(b *testing.B) {
	db := open(b)
	c := db.Chunks()
	ids := someIDs(1000)
	week, year := 24*days(8), 24*days(366)
	fill(b, c, ids, benchHour-stats.Hour(week), week, 500)
	fill(b, c, ids[500:501], benchHour-stats.Hour(year), year-week, 500)
	now := benchHour.Minute() - 17
	for _, w := range []struct {
		name string
		ids  []stats.StatID
		w    stats.Window
	}{
		{"week by hour", ids[500:501], stats.Window{From: now - 7*24*60, Step: 60, Count: 169}},
		{"day by minute", ids[500:501], stats.Window{From: now - 24*60, Step: 1, Count: 1441}},
		{"week by day", ids[500:501], stats.Window{From: now - 7*24*60, Step: 24 * 60, Count: 8}},
		{"year by day", ids[500:501], stats.Window{From: now - 365*24*60, Step: 24 * 60, Count: 366}},
		{"1000 stats, day by hour", ids, stats.Window{From: now - 24*60, Step: 60, Count: 25}},
		{"1000 stats, day by whole hours", ids, stats.Window{From: now - 43 - 23*60, Step: 60, Count: 24}},
	} {
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			defer cpu(b)()
			for b.Loop() {
				if _, err := c.Series(b.Context(), w.ids, w.w); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("latest of 1000", func(b *testing.B) {
		b.ReportAllocs()
		defer cpu(b)()
		for b.Loop() {
			if _, err := c.Latest(b.Context(), ids); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1, 100, 300} {
		for name, o := range map[string]sqlite.Options{"disk": {}, "process": {Durability: sqlite.Process}} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				db, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "chartd.db"), o)
				if err != nil {
					b.Fatal(err)
				}
				defer db.Close()
				entries := make([]stats.Entry, n)
				for i := range entries {
					entries[i] = stats.Entry{Project: 1, Points: []stats.Point{{Stat: stats.StatID(stats.NewID()), At: benchHour.Minute(), Value: 23.094}}}
				}
				before := written(b)
				b.ReportAllocs()
				defer cpu(b)()
				for b.Loop() {
					if _, err := db.Log().Append(b.Context(), entries); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(written(b)-before)/float64(b.N*n), "written-B/point")
			})
		}
	}
	b.Run("bare fdatasync of 4 KB", func(b *testing.B) {
		file, err := os.Create(filepath.Join(b.TempDir(), "file"))
		if err != nil {
			b.Fatal(err)
		}
		defer file.Close()
		const blocks = 1000 // over the same again and again, as SQLite's log does
		block := make([]byte, 4096)
		for i := range blocks {
			if _, err := file.WriteAt(block, int64(i)*4096); err != nil {
				b.Fatal(err)
			}
		}
		for i := 0; b.Loop(); i++ {
			if _, err := file.WriteAt(block, int64(i%blocks)*4096); err != nil {
				b.Fatal(err)
			}
			if err := syscall.Fdatasync(int(file.Fd())); err != nil {
				b.Fatal(err)
			}
		}
	})
}
