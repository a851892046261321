package stats_test

import (
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/statstest/fresh"
)

// BenchmarkHead applies an hour of points on 10,000 stats, in the order of
// minutes, and tells what the Head takes for one of them afterwards.
func BenchmarkHead(b *testing.B) {
	const many = 10_000
	for _, kind := range []struct {
		name  string
		posts int // a minute
		value func(*rand.Rand) float64
	}{
		{"counters", 1, func(r *rand.Rand) float64 { return float64(1 + r.IntN(100)) }},
		{"values", 5, func(r *rand.Rand) float64 { return math.Round(23094*math.Exp(r.NormFloat64()*0.3)) / 1000 }},
	} {
		b.Run(fmt.Sprintf("%s, %d a minute", kind.name, kind.posts), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			points := make([]stats.Point, many*kind.posts)
			var before, after runtime.MemStats
			var size int64
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				h := stats.NewHead()
				for m := range stats.Minute(60) {
					b.StopTimer()
					for i := range points {
						points[i] = stats.Point{Stat: stats.StatID(i%many) << 40, At: 29_000_040/60*60 + m, Value: kind.value(r)}
					}
					b.StartTimer()
					h.Apply(stats.Seq(m+1), points)
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				_, size = h.Size()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(points)*60), "ns/point")
			b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/many, "B/stat")
			b.ReportMetric(float64(size)/many, "said-B/stat")
		})
	}
}

// BenchmarkStart reads a log of two million points on 20,000 stats, as a start
// after a kill does.
func BenchmarkStart(b *testing.B) {
	const many, atOnce = 20_000, 1000
	commits := 2000
	if testing.Short() {
		commits = 20
	}
	db := fresh.SQLite(b)
	entries := make([]stats.Entry, atOnce)
	for c := range commits {
		for i := range entries {
			at := c*atOnce + i
			entries[i] = stats.Entry{Project: 1, Points: []stats.Point{
				{Stat: stats.StatID(1+at%many) << 40, At: 29_000_040/60*60 + stats.Minute(at/many%60), Value: float64(at % 20)},
			}}
		}
		if _, err := db.Log().Append(b.Context(), entries); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		head, log := stats.NewHead(), slog.New(slog.DiscardHandler)
		k := &stats.Keeper{
			Log: db.Log(), Head: head, Chunks: db.Chunks(), Origin: db.Log(), Fault: log, Now: time.Now,
			Ingest: &stats.Ingester{Log: db.Log(), Head: head, Fault: log},
		}
		if err := k.Start(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*commits*atOnce), "ns/point")
}
