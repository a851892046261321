// Package scale maps data to pixels, chooses ticks and writes their labels:
// numbers in, numbers and strings out.
//
// It knows no scene, no font and no file format. Where a choice depends on the
// width of a text the caller measures it. Every function returns in bounded
// time for any input, and appends to slices without allocating where they have
// room.
//
// # Why
//
// A tick is a decimal, not a product of floats: the third tick at a step of 0.1
// is the float64 nearest to 0.3. Therefore steps are kept as 1, 2 or 5 times a
// power of ten, ticks as integers times that power, and a label is the shortest
// decimal that reads back to exactly its tick. No label is a rounded lie.
package scale

import "math"

// Linear maps a domain (data) to a range (usually pixels) along a straight
// line. The zero Linear maps everything to 0.
type Linear struct {
	zoom   float64 // power of two that keeps the domain's length a normal number
	d0, dd float64 // start and length of the domain, zoomed
	r0, rr float64 // start and length of the range
}

// NewLinear returns the map that takes d0 to r0 and d1 to r1. Either may run
// downwards. All four must be finite and the length r1-r0 too; the domain's
// length may overflow or be subnormal. A domain of one point maps everything to
// r0.
func NewLinear(d0, d1, r0, r1 float64) Linear {
	l := Linear{zoom: 1, d0: d0, r0: r0, rr: r1 - r0}
	switch length := math.Abs(d1 - d0); {
	case d0 == d1:
		return Linear{r0: r0}
	case length > 0x1p1000:
		l.zoom = 0x1p-100
	case length < 0x1p-500:
		l.zoom = 0x1p600 // d0 and d1 lie below 2^-446: a float has 53 bits
	}
	l.d0 = d0 * l.zoom
	l.dd = d1*l.zoom - l.d0
	return l
}

// At returns the place of v in the range. Values outside the domain are
// continued on the same line. The ends of a range in pixels come out exactly.
func (l Linear) At(v float64) float64 {
	if l.dd == 0 {
		return l.r0
	}
	// The conversions keep compilers from fusing the multiplications: every
	// machine draws the same picture.
	return l.r0 + float64((float64(v*l.zoom)-l.d0)/l.dd*l.rr)
}
