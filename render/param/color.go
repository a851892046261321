package param

import (
	"strings"

	"chartd/render/scene"
)

// Color reads RRGGBB, RRGGBBAA, RGB or RGBA in either case, with or
// without a leading # (contract, section 5).
func Color(s string) (scene.Color, bool) {
	s = strings.TrimPrefix(s, "#")
	for i := range len(s) {
		if !isHex(s[i]) {
			return scene.Color{}, false
		}
	}
	switch len(s) {
	case 3, 4:
		c := scene.Color{R: unhex(s[0]) * 17, G: unhex(s[1]) * 17, B: unhex(s[2]) * 17, A: 0xFF}
		if len(s) == 4 {
			c.A = unhex(s[3]) * 17
		}
		return c, true
	case 6, 8:
		pair := func(i int) uint8 { return unhex(s[i])<<4 | unhex(s[i+1]) }
		c := scene.Color{R: pair(0), G: pair(2), B: pair(4), A: 0xFF}
		if len(s) == 8 {
			c.A = pair(6)
		}
		return c, true
	}
	return scene.Color{}, false
}

// Stroke reads a colour with an optional suffix: "." dotted, "-" dashed.
// A bare suffix styles the default colour; what cannot be read is the default.
func Stroke(s string, standard scene.Color) (scene.Color, scene.Dash) {
	dash := scene.Solid
	switch {
	case strings.HasSuffix(s, "."):
		dash = scene.Dotted
	case strings.HasSuffix(s, "-"):
		dash = scene.Dashed
	}
	if dash != scene.Solid {
		s = s[:len(s)-1]
	}
	c, ok := Color(s)
	switch {
	case ok:
		return c, dash
	case s == "" || s == "#":
		return standard, dash
	}
	return standard, scene.Solid
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// unhex is the value of a hex digit.
func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}
