package stats_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chartd/stats"
)

// anyPoint draws points as posts make them: often of the same stat and minute.
var anyPoint = rapid.Custom(func(t *rapid.T) stats.Point {
	return stats.Point{
		Stat: stats.StatID(rapid.OneOf(rapid.Int64Range(1, 3), rapid.Int64Range(1, math.MaxInt64)).Draw(t, "stat")),
		At:   stats.Minute(rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64Range(0, 1<<40)).Draw(t, "minute")),
		Value: rapid.OneOf(rapid.Map(rapid.IntRange(-1000, 1000), func(n int) float64 { return float64(n) }),
			rapid.Float64Range(-1e100, 1e100)).Draw(t, "value"),
	}
})

func TestPointsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOf(anyPoint).Draw(t, "points")
		got, err := stats.DecodePoints(stats.AppendPoints(nil, points), nil)
		if err != nil || !slices.Equal(got, points) {
			t.Fatalf("got  %v, %v\nwant %v", got, err, points)
		}
	})
}

func FuzzLogReplay(f *testing.F) {
	f.Add([]byte{})
	f.Add(stats.AppendPoints(nil, []stats.Point{{Stat: 7, At: 28_000_000, Value: 1.5}, {Stat: 7, At: 28_000_000, Value: 3}}))
	f.Fuzz(func(t *testing.T, blob []byte) {
		points, err := stats.DecodePoints(blob, nil)
		if len(points) > len(blob) { // a point takes two bytes at the least
			t.Fatalf("%d points of %d bytes", len(points), len(blob))
		}
		if err != nil {
			return
		}
		again, err := stats.DecodePoints(stats.AppendPoints(nil, points), nil)
		if err != nil || !slices.Equal(again, points) {
			t.Errorf("got %v, %v, want %v", again, err, points)
		}
	})
}
