package stats_test

import (
	"testing"

	"chartd/stats"
)

func TestSummarize(t *testing.T) {
	buckets := func(numbers ...float64) []stats.Bucket {
		out := make([]stats.Bucket, 2*len(numbers)) // every other one is empty
		for i, v := range numbers {
			out[2*i].Add(v)
		}
		return out
	}
	if got := stats.Summarize(stats.Value, buckets()); got != (stats.Summary{}) {
		t.Errorf("of nothing: %+v", got)
	}
	one := stats.Summarize(stats.Counter, buckets(-3))
	if one.N != 1 || one.Min != -3 || one.Max != -3 || one.Dev != 0 || one.In99 != [2]float64{-3, -3} {
		t.Errorf("of one: %+v", one)
	}
	// The deviation of 1, 2, 3 is 1, however far from zero they are.
	far := stats.Summarize(stats.Value, buckets(1e9+1, 1e9+2, 1e9+3))
	if far.Dev != 1 || far.Mean != 1e9+2 || far.Latest != 1e9+3 || far.Total != 3e9+6 {
		t.Errorf("far from zero: %+v", far)
	}
}
