package scale

import (
	"math"
	"strconv"
)

// AppendDisplay appends v as people read it at a glance, on cards and badges
// (StatHat contract, section 6.4). Whole numbers below 1000 have no decimals,
// others three: 0.315. From 1000 there are commas, 1,001, and from 10,000 two
// decimals and a unit letter: 1.30M. What has no digit left then, and what is
// beyond the units, has three digits and an exponent if need be, as
// AppendLabel writes it.
func AppendDisplay(dst []byte, v float64) []byte {
	size := math.Abs(v)
	if !finite(v) || size >= 1e18 || size > 0 && size < 0.0005 {
		return appendThree(dst, v)
	}
	if v < 0 {
		dst = append(dst, '-')
	}
	switch rounded := math.Round(size); {
	case size == rounded && size < 1000:
		return strconv.AppendInt(dst, int64(size), 10)
	case size < 999.9995:
		return strconv.AppendFloat(dst, size, 'f', 3, 64)
	case rounded < 10_000:
		dst = strconv.AppendInt(dst, int64(rounded)/1000, 10)
		dst = append(dst, ',')
		rest := int64(rounded) % 1000
		return append(dst, byte('0'+rest/100), byte('0'+rest/10%10), byte('0'+rest%10))
	}
	unit := 0
	for size /= 1000; size >= 999.995 && unit < len(units)-1; size /= 1000 {
		unit++
	}
	return append(strconv.AppendFloat(dst, size, 'f', 2, 64), units[unit])
}

// AppendExact appends v with all digits that mean something: whole numbers have
// all of theirs, and of others the sixteenth is the computer's.
func AppendExact(dst []byte, v float64) []byte {
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64) // it was just written
	return strconv.AppendFloat(dst, short, 'g', -1, 64)
}

// appendThree appends v, which is not 0, rounded to three digits.
func appendThree(dst []byte, v float64) []byte {
	if !finite(v) {
		return AppendLabel(dst, v)
	}
	var buf [32]byte
	digits, exp := split(strconv.AppendFloat(buf[:0], math.Abs(v), 'e', 2, 64))
	for len(digits) > 1 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	return appendDigits(dst, v < 0, digits, exp)
}

// ThreeDigits is the step for Round that leaves v three digits, 0 where v is 0.
func ThreeDigits(v float64) float64 {
	if v == 0 || !finite(v) {
		return 0
	}
	return math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-2)
}

// Change is by how many percent now is above or below then, without a sign:
// in tenths below 10, else whole. ok is false where a share would say nothing:
// from zero, to the other side of it, or to ten times as much and more.
func Change(now, then float64) (percent float64, ok bool) {
	share := math.Abs(now/then-1) * 100
	if then == 0 || !(now/then >= 0) || !(share < 1000) {
		return 0, false
	}
	if share < 10 {
		return Round(share, 0.1), true
	}
	return Round(share, 1), true
}
