package font

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A Sink takes the outline of a character: contours in fractions of the em, x
// from the character's origin, y downwards from the base line, to be filled by
// the non-zero rule. Each contour begins with MoveTo and ends where it began.
type Sink interface {
	MoveTo(x, y float64)
	LineTo(x, y float64)
	QuadTo(cx, cy, x, y float64) // a quadratic curve with one control point
}

// Outline draws r into the sink. A character that the face lacks is a hollow
// box, the same in every painter; spaces, controls and marks that the face
// lacks draw nothing.
func Outline(r rune, to Sink) {
	f := load()
	g := f.at(r)
	if g.index == 0 {
		if g.advance > 0 {
			box(to)
		}
		return
	}
	var b sfnt.Buffer
	segments, err := f.sfnt.LoadGlyph(&b, g.index, fixed.I(em), nil)
	if err != nil {
		return // no glyph of the face fails; TestEveryOutline holds it
	}
	trace(segments, to)
}

// trace hands the segments on and closes each contour.
func trace(segments sfnt.Segments, to Sink) {
	var first, last fixed.Point26_6
	shut := func() {
		if first != last {
			to.LineTo(ems(first))
		}
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			shut()
			first, last = s.Args[0], s.Args[0]
			to.MoveTo(ems(first))
		case sfnt.SegmentOpLineTo:
			last = s.Args[0]
			to.LineTo(ems(last))
		case sfnt.SegmentOpQuadTo:
			last = s.Args[1]
			cx, cy := ems(s.Args[0])
			x, y := ems(last)
			to.QuadTo(cx, cy, x, y)
		}
	}
	shut()
}

// ems turns a point of a glyph at 2048 pixels an em into fractions of the em.
func ems(p fixed.Point26_6) (x, y float64) {
	return float64(p.X) / (64 * em), float64(p.Y) / (64 * em)
}

// box draws a frame as high as a capital, its inner side turning the other way.
func box(to Sink) {
	const left, right, pen = 0.12, 0.88, 0.07
	to.MoveTo(left, 0)
	to.LineTo(left, -CapHeight)
	to.LineTo(right, -CapHeight)
	to.LineTo(right, 0)
	to.LineTo(left, 0)
	to.MoveTo(left+pen, -pen)
	to.LineTo(right-pen, -pen)
	to.LineTo(right-pen, pen-CapHeight)
	to.LineTo(left+pen, pen-CapHeight)
	to.LineTo(left+pen, -pen)
}
