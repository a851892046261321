package chunk

import (
	"math"
	"math/bits"
)

// scale is how a number becomes a whole figure: shifted by so many decimals, or
// its bits.
type scale byte

const (
	maxDecimals scale = 15
	byBits      scale = 16 // any float64
)

// maxExact is the size up to which every whole number is a float64.
const maxExact = 1 << 53

// powers are exact, so that f/10^d is the number nearest to the decimal: what
// a parser makes of it.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// nearest returns the figure whose number is nearest to v, and that number.
// It is false where there is none within the exact ones.
func (s scale) nearest(v float64) (figure int64, number float64, ok bool) {
	if s == byBits {
		return ordered(v), v, true
	}
	power := powers[s]
	f := math.RoundToEven(v * power)
	if math.Abs(f) > maxExact {
		return 0, 0, false
	}
	return int64(f), f / power, true
}

// figure returns the figure of v, false where it has none on this scale.
func (s scale) figure(v float64) (int64, bool) {
	f, number, ok := s.nearest(v)
	return f, ok && number == v
}

// upTo returns the least scale from s up on which v is a figure.
func (s scale) upTo(v float64) scale {
	for s < byBits {
		if _, ok := s.figure(v); ok {
			return s
		}
		s++
	}
	return s
}

// number returns the number of a figure, false where nearest returns no such
// figure, or the number is not finite.
func (s scale) number(figure int64) (float64, bool) {
	if s == byBits {
		v := unordered(figure)
		return v, finite(v)
	}
	return float64(figure) / powers[s], figure >= -maxExact && figure <= maxExact
}

// ordered returns the bits of v in the order of numbers; unordered, the number.
func ordered(v float64) int64 {
	b := int64(math.Float64bits(v))
	return b ^ b>>63&math.MaxInt64
}

func unordered(f int64) float64 {
	return math.Float64frombits(uint64(f ^ f>>63&math.MaxInt64))
}

// unit is how a rest becomes a whole figure: as a multiple of 2^(unit-1074),
// or its bits.
type unit uint

const (
	unitByBits unit = 2046
	leastPower int  = -1074 // 2^leastPower is the smallest float64 above 0
)

// unitOf returns the largest unit, below unitByBits, that v is a multiple of;
// unitByBits for 0.
func unitOf(v float64) unit {
	mantissa, exponent := parts(v)
	if mantissa == 0 {
		return unitByBits
	}
	return min(unit(exponent+bits.TrailingZeros64(mantissa)), unitByBits-1)
}

// figure returns the figure of v, false where it is not an exact one.
func (u unit) figure(v float64) (int64, bool) {
	if u == unitByBits {
		return ordered(v), true
	}
	mantissa, exponent := parts(v)
	zeros := bits.TrailingZeros64(mantissa)
	up := exponent + zeros - int(u)
	if mantissa == 0 {
		return 0, true
	}
	mantissa >>= zeros
	if up < 0 || bits.Len64(mantissa)+up > 53 {
		return 0, false
	}
	f := int64(mantissa << up)
	if v < 0 {
		f = -f
	}
	return f, true
}

// value returns the number that a figure of 1 stands for, 0 where a figure
// is a number's bits.
func (u unit) value() float64 {
	if u == unitByBits {
		return 0
	}
	return math.Ldexp(1, int(u)+leastPower)
}

// parts returns the whole number and the power of two, above the least, whose
// product is the size of v.
func parts(v float64) (mantissa uint64, exponent int) {
	b := math.Float64bits(v)
	mantissa = b & (1<<52 - 1)
	exponent = int(b >> 52 & 0x7ff)
	if exponent == 0 {
		return mantissa, 0
	}
	return mantissa | 1<<52, exponent - 1
}
