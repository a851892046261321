package card

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chartd/render/b62"
	"chartd/render/scene"
)

// Limits of the contract of chart URLs, section 2. They hold for cards too.
const (
	maxQuery  = 16 << 10 // bytes
	maxPoints = 8192
	maxSide   = 4096 // CSS pixels
	maxPixels = 67_108_864
	maxText   = 256 // characters that are used
)

// ParamError says which parameter of a card's or badge's query is missing or
// wrong. Only required parameters and limits make errors: a bad optional
// parameter is ignored (contract, section 8).
type ParamError struct {
	Param   string
	Problem string // empty: the parameter is missing
}

func (e *ParamError) Error() string {
	if e.Problem == "" {
		return "missing parameter: " + e.Param
	}
	return "bad parameter " + e.Param + ": " + e.Problem
}

// query is the parameters of a URL, decoded.
type query map[string]string

// scan reads a raw query: split on '&' alone, every part decoded for itself and
// kept as it is when it cannot be decoded, the first of equal names wins, a
// name may carry the "amp;" of an HTML page (contract, sections 2 and 8).
func scan(raw string) (query, error) {
	if len(raw) > maxQuery {
		return nil, &ParamError{"query", "over " + strconv.Itoa(maxQuery) + " bytes"}
	}
	q := query{}
	for part := range strings.SplitSeq(raw, "&") {
		name, value, _ := strings.Cut(part, "=")
		name = strings.TrimPrefix(decode(name), "amp;")
		if _, given := q[name]; !given {
			q[name] = decode(value)
		}
	}
	return q, nil
}

// decode undoes the escapes of one name or value: '+' is a space and %XX a
// byte. A text with a bad escape is kept as it is.
func decode(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '+':
			out = append(out, ' ')
		case '%':
			if i+3 > len(s) {
				return s
			}
			b, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
			if err != nil {
				return s
			}
			out = append(out, byte(b))
			i += 2
		default:
			out = append(out, s[i])
		}
	}
	return string(out)
}

// text is a parameter as it can be shown: one line, without what is no text
// (controls, marks that turn the direction of others, bytes that are no
// UTF-8), 256 characters at the most.
func (q query) text(name string) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range q[name] {
		switch {
		case n == maxText:
			return b.String()
		case unicode.IsSpace(r) && r != '\u00A0':
			space = n > 0
			continue
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError,
			r == '\uFEFF', r&0xFFFE == 0xFFFE:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
			n++
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// number reads a decimal number; what is none, or not finite, is absent.
func (q query) number(name string) (float64, bool) {
	v, err := strconv.ParseFloat(q[name], 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}

// side reads a width or a height. A fraction is cut off.
func (q query) side(name string, standard int) (int, error) {
	if q[name] == "" {
		return standard, nil
	}
	v, ok := q.number(name)
	if !ok {
		return 0, &ParamError{name, "not a number"}
	}
	if v < 1 || v >= maxSide+1 {
		return 0, &ParamError{name, "not between 1 and 4096"}
	}
	return int(v), nil
}

// color reads RRGGBB, RRGGBBAA, RGB or RGBA with or without a # (contract,
// section 5).
func (q query) color(name string) (scene.Color, bool) { return parseColor(q[name]) }

// stroke reads a colour with an optional suffix: "." dotted, "-" dashed. What
// cannot be read is the standard colour.
func (q query) stroke(name string, standard scene.Color) (scene.Color, scene.Dash) {
	text, dash := q[name], scene.Solid
	if cut, ok := strings.CutSuffix(text, "."); ok {
		text, dash = cut, scene.Dotted
	} else if cut, ok := strings.CutSuffix(text, "-"); ok {
		text, dash = cut, scene.Dashed
	}
	c, ok := parseColor(text)
	switch {
	case ok:
		return c, dash
	case text == "" || text == "#":
		return standard, dash
	}
	return standard, scene.Solid
}

func parseColor(s string) (scene.Color, bool) {
	s = strings.TrimPrefix(s, "#")
	if len(s) == 3 || len(s) == 4 {
		wide := make([]byte, 0, 8)
		for i := range len(s) {
			wide = append(wide, s[i], s[i])
		}
		s = string(wide)
	}
	if len(s) == 6 {
		s += "FF"
	}
	if len(s) != 8 || strings.Trim(s, "0123456789abcdefABCDEF") != "" {
		return scene.Color{}, false
	}
	v, err := strconv.ParseUint(s, 16, 32)
	return scene.Color{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}, err == nil
}

// series reads the sparkline: the data string d0, or the plain numbers v0.
// Known says that the values mean themselves.
func (q query) series() (values []float64, known bool, err error) {
	if data := q["d0"]; data != "" {
		if len(data) > maxPoints {
			return nil, false, &ParamError{"d0", "more than 8192 points"}
		}
		return b62.AppendDecode(nil, data), false, nil
	}
	list := q["v0"]
	if list == "" {
		return nil, false, nil
	}
	if strings.Count(list, ",") >= maxPoints {
		return nil, false, &ParamError{"v0", "more than 8192 points"}
	}
	for item := range strings.SplitSeq(list, ",") {
		v, err := strconv.ParseFloat(strings.TrimSpace(item), 64)
		// A sparkline is an optional part: what is no number is a gap. Beyond
		// 1e300 the difference of two values would overflow.
		if err != nil || !(math.Abs(v) <= 1e300) {
			v = math.NaN()
		}
		values = append(values, v)
	}
	return values, true, nil
}
