package wire

import (
	"math"
	"strconv"
	"strings"

	"chartd/stats"
)

const (
	// maxTime is where seconds end and a client's milliseconds begin.
	maxTime = 1e11
	// maxAhead is how far in the future a point may be, in seconds.
	maxAhead = 24 * 60 * 60
)

// ParseNumber reads a decimal number as clients write it: with or without sign,
// fraction and exponent, with white space round it. "1e 06" is 1e+06 whose sign
// was taken for an escaped space (contract, section 2.2). Anything else is
// ErrNumber: NaN and infinities, a decimal comma, hexadecimals, underscores, a
// size beyond stats.MaxNumber, nothing.
func ParseNumber(text string) (float64, error) {
	if v, ok := short(text); ok {
		return v, nil
	}
	text = strings.TrimSpace(text)
	lost := -1 // where a '+' was
	for i := range len(text) {
		switch c := text[i]; {
		case '0' <= c && c <= '9', c == '.', c == '-', c == '+', c == 'e', c == 'E':
		case c == ' ' && lost < 0 && i > 0 && text[i-1]|0x20 == 'e':
			lost = i
		default:
			return 0, ErrNumber
		}
	}
	if lost >= 0 {
		text = text[:lost] + "+" + text[lost+1:]
	}
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil, math.Abs(v) > stats.MaxNumber:
		return 0, ErrNumber
	case v == 0:
		return 0, nil // -0 has no meaning here and would be one more case everywhere
	}
	return v, nil
}

// powers are powers of ten, exact in float64.
var powers = [maxDigits + 1]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// maxDigits is how many digits of any number float64 holds exactly.
const maxDigits = 15

// short reads a number of few digits, without sign or exponent, as most are.
// The digits and the power of ten are exact, so that their quotient is the
// float64 closest to the number, as ParseFloat gives it: this is for speed only.
func short(text string) (float64, bool) {
	if len(text) > maxDigits || text == "" || text == "." {
		return 0, false
	}
	digits, point := 0, len(text)
	for i := range len(text) {
		c := text[i] - '0'
		switch {
		case c <= 9:
			digits = digits*10 + int(c)
		case text[i] == '.' && point == len(text):
			point = i + 1
		default:
			return 0, false
		}
	}
	return float64(digits) / powers[len(text)-point], true
}

// ParseTime reads a time in UNIX seconds, received at now: nothing and 0 are
// now, a fraction is cut off. Milliseconds (above 1e11), times before 1970 and
// those more than a day after now are ErrTimestamp, as is what is no number
// (contract, section 2.8).
func ParseTime(text string, now int64) (int64, error) {
	if text == "" || strings.TrimSpace(text) == "" {
		return now, nil
	}
	v, err := ParseNumber(text)
	if err != nil || v < 0 || v > maxTime {
		return 0, ErrTimestamp
	}
	t := int64(v)
	switch {
	case t == 0:
		return now, nil
	case t > now+maxAhead:
		return 0, ErrTimestamp
	}
	return t, nil
}
