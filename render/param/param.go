// Package param reads the parameters of picture URLs: their escapes, and the
// numbers, colours and titles that charts, cards and badges have in common.
//
// It knows no picture. What it cannot read it says in an Error, or, for what a
// picture can do without, by leaving the standard (chart URL contract, section
// 8: a bad optional parameter is ignored).
package param

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"chartd/render/scene"
)

// Limits of the contract, section 2.
const (
	MaxSide   = 4096       // CSS pixels of width and of height
	MaxPixels = 67_108_864 // of a PNG
	MaxTitle  = 256        // characters that are used of a text
)

// Error says which parameter of a query is missing or wrong. Only required
// parameters and limits make errors.
type Error struct {
	Param   string
	Problem string // empty: the parameter is missing
}

func (e *Error) Error() string {
	if e.Problem == "" {
		return "missing parameter: " + e.Param
	}
	return "bad parameter " + e.Param + ": " + e.Problem
}

// Scanner takes a raw query apart: split on '&' alone, each part for itself
// (contract, sections 2 and 8). What must be decoded is appended to Text.
type Scanner struct {
	Rest string // of the query
	Text scene.Arena
}

// Next is the next parameter: its name, decoded and without the "amp;" that an
// HTML page may have left there, and its value as it stands in the query.
func (s *Scanner) Next() (name, raw string, ok bool) {
	if s.Rest == "" {
		return "", "", false
	}
	var part string
	part, s.Rest, _ = strings.Cut(s.Rest, "&")
	name, raw, _ = strings.Cut(part, "=")
	return strings.TrimPrefix(s.Decode(name), "amp;"), raw, true
}

// Decode undoes the escapes of one name or value: '+' is a space and %XX a
// byte. A part with a bad escape is kept as it is.
func (s *Scanner) Decode(raw string) string {
	if strings.IndexByte(raw, '%') < 0 && strings.IndexByte(raw, '+') < 0 {
		return raw
	}
	from := len(s.Text)
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; c {
		case '+':
			s.Text = append(s.Text, ' ')
		case '%':
			if i+2 >= len(raw) || !isHex(raw[i+1]) || !isHex(raw[i+2]) {
				s.Text = s.Text[:from]
				return raw
			}
			s.Text = append(s.Text, unhex(raw[i+1])<<4|unhex(raw[i+2]))
			i += 2
		default:
			s.Text = append(s.Text, c)
		}
	}
	return s.Text.Since(from)
}

// Number reads a decimal number; what is none, or not finite, is absent.
func Number(s string) (float64, bool) {
	if s == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, false
	}
	return v, true
}

// On reads a boolean: anything but nothing and the words for no (contract,
// section 2, "Booleans").
func On(s string) bool {
	for _, no := range [...]string{"", "0", "false", "f", "no", "off"} {
		if strings.EqualFold(s, no) {
			return false
		}
	}
	return true
}

// Side reads a width or a height in CSS pixels: a decimal number from 1 to
// MaxSide whose fraction is cut off. Nothing is the standard, or an error where
// that is 0.
func Side(name, s string, standard int) (int, error) {
	if s == "" {
		if standard > 0 {
			return standard, nil
		}
		return 0, &Error{Param: name}
	}
	v, ok := Number(s)
	if !ok {
		return 0, &Error{name, "not a number"}
	}
	if v < 1 || v >= MaxSide+1 {
		return 0, &Error{name, "not between 1 and 4096"}
	}
	return int(v), nil
}

// Ratio reads dpr, the pixels of a PNG per CSS pixel: 1 to 4, otherwise the
// standard. The picture may have so many pixels and no more.
func Ratio(s string, standard, width, height, most int) (int, error) {
	ratio := standard
	if v, ok := Number(s); ok && v >= 1 && v < 5 {
		ratio = int(v)
	}
	if width*height*ratio*ratio > most {
		return 0, &Error{"dpr", "w times h times dpr times dpr is over " + strconv.Itoa(most) + " pixels"}
	}
	return ratio, nil
}

// Numbers appends a list of plain numbers, with commas between them: a gap
// (NaN) where nothing stands, or a word that programs write for nothing.
func Numbers(dst []float64, name, list string) ([]float64, error) {
	for item := 1; ; item++ {
		text, rest, more := strings.Cut(list, ",")
		v, err := plainNumber(text)
		if err != nil {
			return dst, &Error{name, "item " + strconv.Itoa(item) + " " + err.Error()}
		}
		dst = append(dst, v)
		if !more {
			return dst, nil
		}
		list = rest
	}
}

func plainNumber(item string) (float64, error) {
	item = strings.TrimSpace(item)
	if item == "" || item == "_" || item == "null" || strings.EqualFold(item, "nan") {
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
