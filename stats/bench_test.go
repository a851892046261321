package stats_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"chartd/stats"
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
