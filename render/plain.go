package render

import (
	"math"
	"strings"

	"chartd/render/param"
	"chartd/render/scale"
)

// plainNumbers reads v0 to v4: numbers with commas between them, a gap where
// nothing stands.
func (s *Sheet) plainNumbers(limits Limits) error {
	for n := range MaxSeries {
		list := s.fields[pV0+name(n)].value
		if list == "" {
			continue
		}
		if err := s.admit(limits, "v", n, strings.Count(list, ",")+1); err != nil {
			return err
		}
		var err error
		if s.values[n], err = param.Numbers(s.values[n][:0], "v"+digit(n), list); err != nil {
			return err
		}
		s.add(n)
	}
	return nil
}

// plainFigures decides where the edges of the plot are for values that mean
// themselves: at the ends of the data, or at ymin and ymax as far as these leave a range.
func (s *Sheet) plainFigures() {
	spec := &s.spec
	low, high, any := extent(spec.Series)
	if !any {
		low, high = 0, 1
	}
	low, high = rangeFor(low, high, spec.Kind)
	lo, hasLo := param.Number(s.fields[pYmin].value)
	hi, hasHi := param.Number(s.fields[pYmax].value)
	given := hasLo && hasHi && lo < hi
	switch {
	case given:
		low, high = lo, hi
	case hasLo && !hasHi && lo < high:
		low = lo
	case hasHi && !hasLo && low < hi:
		high = hi
	}
	spec.Bottom, spec.Top = low, high
	if any || given || !spec.Live { // the figures of no data at all would be made up
		spec.Figures = Figures{Known: true, Min: low, Max: high}
	}
}

// extent is the lowest and the highest value of all series; none of them has
// a value when any is false.
func extent(series []Series) (lo, hi float64, any bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for i := range series {
		for _, values := range [...][]float64{series[i].Values, series[i].Before} {
			for _, v := range values {
				if v < lo {
					lo = v
				}
				if v > hi {
					hi = v
				}
			}
		}
	}
	return lo, hi, lo <= hi
}

// longLabel is from how many characters on the label of an axis end is worth
// rounding the end outwards.
const longLabel = 8

// rangeFor is the range of an axis over data from lo to hi: the data's own
// ends, rounded outwards where their labels would be long. Bars stand on zero,
// and a single value gets zero as the other end.
func rangeFor(lo, hi float64, kind Kind) (float64, float64) {
	if lo == hi || kind == Bar {
		lo, hi = min(lo, 0), max(hi, 0)
	}
	if lo == hi {
		hi = 1
	}
	var room [64]byte
	long := len(scale.AppendLabel(room[:0], lo)) >= longLabel || len(scale.AppendLabel(room[:0], hi)) >= longLabel
	if long && kind != Spark {
		return scale.Nice(lo, hi)
	}
	return lo, hi
}
