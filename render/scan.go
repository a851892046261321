package render

import (
	"strings"
)

// param numbers the parameters that a chart URL may have.
type param uint8

const (
	pW param = iota
	pH
	pYmin
	pYmax
	pOl
	pOr
	pT
	pStep
	pHl
	pXmin
	pXmax
	pTz
	pKind
	pTheme
	pBg
	pGrid
	pDpr
	pCols
	pRows
	pColor
	pD0
	pV0     = pD0 + MaxSeries
	pS0     = pV0 + MaxSeries
	pF0     = pS0 + MaxSeries
	nParams = pF0 + MaxSeries
)

// field is one parameter as it was given, decoded.
type field struct {
	given bool
	value string
}

// fields are the parameters of one query.
type fields [nParams]field

// lookup tells which parameter a name is. Names are case-sensitive.
func lookup(name string) (param, bool) {
	if len(name) == 2 && name[1] >= '0' && name[1] < '0'+MaxSeries {
		n := param(name[1] - '0')
		switch name[0] {
		case 'd':
			return pD0 + n, true
		case 'v':
			return pV0 + n, true
		case 's':
			return pS0 + n, true
		case 'f':
			return pF0 + n, true
		}
	}
	switch name {
	case "w":
		return pW, true
	case "h":
		return pH, true
	case "ymin":
		return pYmin, true
	case "ymax":
		return pYmax, true
	case "ol":
		return pOl, true
	case "or":
		return pOr, true
	case "t":
		return pT, true
	case "step":
		return pStep, true
	case "hl":
		return pHl, true
	case "xmin":
		return pXmin, true
	case "xmax":
		return pXmax, true
	case "tz":
		return pTz, true
	case "kind":
		return pKind, true
	case "theme":
		return pTheme, true
	case "bg":
		return pBg, true
	case "grid":
		return pGrid, true
	case "dpr":
		return pDpr, true
	case "cols":
		return pCols, true
	case "rows":
		return pRows, true
	case "color":
		return pColor, true
	}
	return 0, false
}

// scan reads a raw query by hand: split on '&' alone, every part decoded for
// itself and kept as it is when it cannot be decoded, the first of equal names
// wins, a name may carry the "amp;" of an HTML page, unknown names mean
// nothing (contract, sections 2 and 8). What must be decoded is appended to
// text, which is returned.
func scan(raw string, out *fields, text arena) arena {
	for raw != "" {
		var part string
		part, raw, _ = strings.Cut(raw, "&")
		name, value, _ := strings.Cut(part, "=")
		name, text = decode(name, text)
		name = strings.TrimPrefix(name, "amp;")
		p, known := lookup(name)
		if !known || out[p].given {
			continue
		}
		out[p].given = true
		out[p].value, text = decode(value, text)
	}
	return text
}

// decode undoes the escapes of one name or value: '+' is a space and %XX a
// byte. A part with a bad escape is kept as it is.
func decode(s string, text arena) (string, arena) {
	if strings.IndexByte(s, '%') < 0 && strings.IndexByte(s, '+') < 0 {
		return s, text
	}
	from := len(text)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '+':
			text = append(text, ' ')
		case '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return s, text[:from]
			}
			text = append(text, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			text = append(text, c)
		}
	}
	return text.since(from), text
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
