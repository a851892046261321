// Package b62 reads and writes the data strings of chart URLs: one byte is one
// point, 62 heights from 'A' at the bottom to '9' at the top, anything else a
// gap.
//
// It knows numbers and strings only; what a height means (ymin, ymax) is its
// caller's. Alphabet, formula and vectors are those of the chart URL contract,
// section 3.
//
// # Why
//
// Encode truncates where rounding would be closer, and a value out of range
// falls to the bottom, because every published client does so: a chart must
// not change when a program moves from one of them to this one.
package b62

import (
	"math"
	"slices"
)

// Max is the index of the highest character, '9': the top of the plot.
const Max = 61

// Gap is the byte that Encode writes for a missing point. Decoding takes every
// byte outside the alphabet for one.
const Gap = '_'

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// wide is the widest range whose Max-fold is finite. Wider ones are shrunk by
// a power of two, which changes no index.
const (
	wide   = math.MaxFloat64 / Max
	shrink = 1.0 / 128
)

var heights = heightTable()

func heightTable() *[256]float64 {
	var t [256]float64
	for i := range t {
		t[i] = math.NaN()
	}
	for i := range len(alphabet) {
		t[alphabet[i]] = float64(i)
	}
	return &t
}

// Encode returns the data string of values on a scale from lo to hi, as
// AppendEncode writes it.
func Encode(values []float64, lo, hi float64) string {
	return string(AppendEncode(make([]byte, 0, len(values)), values, lo, hi))
}

// AppendEncode appends one byte for every value: the character with the index
// trunc(61*(v-lo)/(hi-lo)) in float64, evaluated in that order. A value outside
// lo..hi is 'A', a NaN is a Gap. Where hi is not above lo every value is 'A'.
func AppendEncode(dst []byte, values []float64, lo, hi float64) []byte {
	dst = slices.Grow(dst, len(values))
	scale := 1.0
	if hi-lo > wide {
		scale = shrink
		lo, hi = lo*scale, hi*scale
	}
	span := max(hi-lo, 0)
	for _, v := range values {
		if math.IsNaN(v) {
			dst = append(dst, Gap)
			continue
		}
		dst = append(dst, character(Max*(v*scale-lo)/span))
	}
	return dst
}

// character returns the character at trunc(x), 'A' where there is none. The
// comparison is false for the NaN that a range of size 0 leaves.
func character(x float64) byte {
	if x >= 0 && x < Max+1 {
		return alphabet[int(x)]
	}
	return alphabet[0]
}

// Range returns the least and the greatest finite value of all series: the
// common range by which the datasets of one chart are encoded. ok is false when
// there is no finite value.
func Range(series ...[]float64) (lo, hi float64, ok bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, values := range series {
		for _, v := range values {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				continue
			}
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if lo > hi {
		return 0, 0, false
	}
	return lo, hi, true
}

// AppendDecode appends the index, 0 to Max, of every byte of s, and NaN for a
// byte outside the alphabet. A character of several bytes is as many gaps.
func AppendDecode(dst []float64, s string) []float64 {
	start := len(dst)
	dst = slices.Grow(dst, len(s))[:start+len(s)]
	points := dst[start:]
	for i := range points {
		points[i] = heights[s[i]]
	}
	return dst
}
