package render

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"chartd/render/scale"
)

// plainNumbers reads v0 to v4: numbers with commas between them, a gap where
// nothing stands.
func (s *Sheet) plainNumbers(limits Limits) error {
	for n := range MaxSeries {
		list := s.fields[pV0+param(n)].value
		if list == "" {
			continue
		}
		if err := s.admit(limits, "v", n, strings.Count(list, ",")+1); err != nil {
			return err
		}
		s.values[n] = s.values[n][:0]
		for item := 1; ; item++ {
			text, rest, more := strings.Cut(list, ",")
			v, err := plainNumber(text)
			if err != nil {
				return &ParamError{"v" + digit(n), "item " + strconv.Itoa(item) + " " + err.Error()}
			}
			s.values[n] = append(s.values[n], v)
			if !more {
				break
			}
			list = rest
		}
		s.add(n)
	}
	return nil
}

// plainNumber reads one item of a list of numbers. Nothing, and the words that
// programs write for nothing, are a gap.
func plainNumber(item string) (float64, error) {
	item = strings.TrimSpace(item)
	switch {
	case item == "" || item == "_" || item == "null" || strings.EqualFold(item, "nan"):
		return math.NaN(), nil
	}
	v, err := strconv.ParseFloat(item, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || strings.ContainsAny(item, "xX_") {
		return 0, errors.New("is not a number")
	}
	// Beyond 1e300 the difference of two figures would overflow.
	if math.Abs(v) > 1e300 {
		return 0, errors.New("is over 1e300")
	}
	return v, nil
}

// extent is the lowest and the highest value of all series; none of them has
// a value when any is false.
func extent(series []Series) (lo, hi float64, any bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for i := range series {
		for _, v := range series[i].Values {
			if v < lo {
				lo = v
			}
			if v > hi {
				hi = v
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
