package scale

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// units are the letters for 10^3, 10^6 and so on: those of the contract,
// section 4.
const units = "KMGTQ"

// longest is the most characters of a label without an exponent, and tiniest
// the least power of ten of its first digit: 1.5e-9, the contract's example,
// would have just 12 characters, nine of them zeros.
const (
	longest = 12
	tiniest = -8
)

// AppendLabel appends v as an axis shows it (chart URL contract, section 4): the
// shortest decimal that reads back to exactly v.
//
// From 1000 up to below 1e18 a number is written with a unit letter, 1 to 999.99
// of the largest unit it fills, when that takes at most two decimals: 1K, 12.34K,
// 160M. 1234 and 1234567 would need more and stay as they are. What then has
// over 12 characters, sign and point included, or is below 1e-8 has an exponent:
// 1.5e-9. Minus zero is 0. Numbers that are not finite, which no axis has, are
// written as strconv does.
func AppendLabel(dst []byte, v float64) []byte {
	if v == 0 {
		return append(dst, '0')
	}
	if !finite(v) {
		return strconv.AppendFloat(dst, v, 'g', -1, 64)
	}
	if n, ok := thousandths(v); ok {
		return appendThousandths(dst, n)
	}
	var buf [32]byte
	digits, exp := shortest(&buf, v)
	return appendDigits(dst, v < 0, digits, exp)
}

// appendDigits appends d.ddd*10^exp as AppendLabel does.
func appendDigits(dst []byte, negative bool, digits []byte, exp int) []byte {
	sign := 0
	if negative {
		dst, sign = append(dst, '-'), 1
	}
	if unit := exp / 3; 1 <= unit && unit <= len(units) {
		if point := exp - 3*unit + 1; len(digits)-point <= 2 {
			return append(appendPlain(dst, digits, point), units[unit-1])
		}
	}
	if exp >= tiniest && sign+plainLen(len(digits), exp+1) <= longest {
		return appendPlain(dst, digits, exp+1)
	}
	dst = append(appendPlain(dst, digits, 1), 'e')
	return strconv.AppendInt(dst, int64(exp), 10)
}

// thousandths is v in thousandths where v lies below 1000 and has no more than
// three decimals, as most labels do. A decimal of so few digits is the
// shortest of its float64, so no other needs to be looked for.
func thousandths(v float64) (n int, ok bool) {
	if math.Abs(v) >= 1000 {
		return 0, false
	}
	n = int(math.Round(v * 1000))
	return n, float64(n)/1000 == v
}

// appendThousandths appends n/1000 without zeros at its end.
func appendThousandths(dst []byte, n int) []byte {
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	dst = strconv.AppendInt(dst, int64(n/1000), 10)
	part := n % 1000
	if part == 0 {
		return dst
	}
	dst = append(dst, '.')
	for unit := 100; part > 0; unit /= 10 {
		dst = append(dst, byte('0'+part/unit))
		part %= unit
	}
	return dst
}

// shortest returns the digits, in buf, and the exponent of the shortest decimal
// d.ddd*10^exp that reads back to |v|. The last digit is not 0 unless v is.
func shortest(buf *[32]byte, v float64) (digits []byte, exp int) {
	return split(strconv.AppendFloat(buf[:0], math.Abs(v), 'e', -1, 64))
}

// split takes d.ddde±xx apart, in place.
func split(text []byte) (digits []byte, exp int) {
	e := len(text) - 1
	for text[e] != 'e' {
		e--
	}
	exp, _ = strconv.Atoi(string(text[e+1:])) // strconv wrote it
	if e == 1 {
		return text[:1], exp
	}
	return append(text[:1], text[2:e]...), exp
}

// appendPlain appends 0.ddd * 10^point without an exponent.
func appendPlain(dst, digits []byte, point int) []byte {
	switch {
	case point <= 0:
		dst = append(dst, "0."...)
		dst = appendZeros(dst, -point)
		return append(dst, digits...)
	case point >= len(digits):
		return appendZeros(append(dst, digits...), point-len(digits))
	}
	dst = append(dst, digits[:point]...)
	dst = append(dst, '.')
	return append(dst, digits[point:]...)
}

func appendZeros(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, '0')
	}
	return dst
}

// plainLen returns how many bytes appendPlain appends.
func plainLen(digits, point int) int {
	switch {
	case point <= 0:
		return len("0.") - point + digits
	case point >= digits:
		return point
	}
	return digits + 1
}

// ParseLabel reads what AppendLabel writes for a finite number, and any other
// decimal with or without an exponent or one of the letters K, M, G, T and Q
// (1e3, 1e6, 1e9, 1e12, 1e15). The result is the nearest float64. Other texts,
// and numbers too large for a float64, are errors.
func ParseLabel(s string) (float64, error) {
	number, exp := s, ""
	if s != "" {
		if i := strings.IndexByte(units, s[len(s)-1]); i >= 0 {
			number, exp = s[:len(s)-1], "e"+strconv.Itoa(3*i+3)
		}
	}
	// ParseFloat alone would also take inf, nan, hexadecimals and underscores.
	if strings.Trim(number, "0123456789+-.eE") != "" {
		return 0, fmt.Errorf("parse label %q: not a number", s)
	}
	v, err := strconv.ParseFloat(number+exp, 64)
	if err != nil {
		return 0, fmt.Errorf("parse label %q: %w", s, err)
	}
	return v, nil
}

// Round returns v rounded to the decimal place of the first digit of step: a
// step of 0.1446 keeps one decimal, one of 2622950 whole millions. The decimal is
// that of v itself, a tie goes to the even digit. A step that is not finite and
// above 0 rounds nothing, nor is a v that is not finite changed.
func Round(v, step float64) float64 {
	if !finite(v) || !finite(step) || step <= 0 || v == 0 {
		return v
	}
	if rounded, ok := roundNear(v, step); ok {
		return rounded
	}
	var buf [32]byte
	_, place := shortest(&buf, step)
	digits, exp := shortest(&buf, v)
	keep := exp - place // digits kept after the first
	switch {
	case keep >= len(digits)-1:
		return v
	case keep < -1:
		return 0
	case keep == -1: // nothing, or one of that place
		if math.Abs(v) <= decimal(5, place-1) {
			return 0
		}
		return math.Copysign(decimal(1, place), v)
	}
	text := strconv.AppendFloat(buf[:0], v, 'e', keep, 64)
	rounded, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return v // up to more than the largest float
	}
	return rounded
}

// roundNear is Round for steps from a millionth to below ten and values below a
// million, where arithmetic decides as decimals would unless v is near a tie.
func roundNear(v, step float64) (rounded float64, ok bool) {
	if math.Abs(v) >= 1e6 || step >= 10 {
		return 0, false
	}
	for place, least := 1.0, 1.0; place <= 1e6; {
		if step >= least {
			scaled := v * place
			n := math.RoundToEven(scaled)
			return n / place, math.Abs(scaled-n) < 0.499
		}
		place *= 10
		least = 1 / place // the float64 of that decimal
	}
	return 0, false
}

// AppendFigure appends v as a sentence says it: rounded to the place of step,
// written as AppendLabel does. The figures of a series decoded from a data
// string have a step of (ymax-ymin)/61.
func AppendFigure(dst []byte, v, step float64) []byte {
	return AppendLabel(dst, Round(v, step))
}
