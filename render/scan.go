package render

import (
	"chartd/render/param"
	"chartd/render/scene"
)

// name numbers the parameters that a chart URL may have.
type name uint8

const (
	pW name = iota
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
	pK0     = pF0 + MaxSeries // from here on parameters of live charts alone
	pTf     = pK0 + MaxSeries
	pCmp    = pTf + 1
	pMarks  = pTf + 2
	pEnd    = pTf + 3
	pSig    = pTf + 4
	pExp    = pTf + 5
	nParams = pTf + 6
)

// field is one parameter as it was given, decoded.
type field struct {
	given bool
	value string
}

// fields are the parameters of one query.
type fields [nParams]field

// lookup tells which parameter a name is. Names are case-sensitive.
func lookup(s string) (name, bool) {
	if len(s) == 2 && s[1] >= '0' && s[1] < '0'+MaxSeries {
		n := name(s[1] - '0')
		switch s[0] {
		case 'd':
			return pD0 + n, true
		case 'v':
			return pV0 + n, true
		case 's':
			return pS0 + n, true
		case 'f':
			return pF0 + n, true
		case 'k':
			return pK0 + n, true
		}
	}
	switch s {
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
	case "tf":
		return pTf, true
	case "cmp":
		return pCmp, true
	case "marks":
		return pMarks, true
	case "end":
		return pEnd, true
	case "sig":
		return pSig, true
	case "exp":
		return pExp, true
	}
	return 0, false
}

// scan reads a raw query. The first of equal names wins, and unknown names
// mean nothing (contract, section 2). What had to be decoded stands in text,
// which is returned.
func scan(raw string, out *fields, text scene.Arena) scene.Arena {
	s := param.Scanner{Rest: raw, Text: text}
	for {
		name, value, ok := s.Next()
		if !ok {
			return s.Text
		}
		if f, known := lookup(name); known && !out[f].given {
			out[f] = field{given: true, value: s.Decode(value)}
		}
	}
}
