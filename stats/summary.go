package stats

import "math"

// Summary is what a stat did in a timeframe: the figures of its buckets that
// have data, as the command line of StatHat computes them (contract, section 5),
// so that both agree.
type Summary struct {
	N          int // buckets with data; with 0 nothing below means anything
	Latest     float64
	Total      float64 // of a counter
	Mean       float64
	Min, Max   float64
	Dev        float64 // standard deviation of the sample
	In95, In99 [2]float64
}

// Two-sided quantiles as the command line has them, in standard errors.
const (
	share95 = 1.95
	share99 = 2.575
)

// Summarize computes the figures of a series.
func Summarize(kind Kind, buckets []Bucket) Summary {
	s := Summary{Min: math.Inf(1), Max: math.Inf(-1)}
	// The mean moves with each figure and the squares are of differences, since
	// a difference of two large sums would have few right digits.
	squares := 0.0
	for _, b := range buckets {
		if b.N == 0 {
			continue
		}
		v := kind.Figure(b)
		s.N++
		s.Latest = v
		s.Total += v
		s.Min, s.Max = min(s.Min, v), max(s.Max, v)
		off := v - s.Mean
		s.Mean += off / float64(s.N)
		squares += off * (v - s.Mean)
	}
	if s.N == 0 {
		return Summary{}
	}
	if s.N > 1 {
		s.Dev = math.Sqrt(squares / float64(s.N-1))
	}
	wide := s.Dev / math.Sqrt(float64(s.N))
	s.In95 = [2]float64{s.Mean - share95*wide, s.Mean + share95*wide}
	s.In99 = [2]float64{s.Mean - share99*wide, s.Mean + share99*wide}
	return s
}
