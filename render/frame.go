package render

import (
	"math"
	"slices"

	"chartd/render/axis"
)

// Room that the parts of a picture need, in CSS pixels.
const (
	edge       = 4  // between words and the edge of the picture
	timeGap    = 12 // between the labels of a time axis
	leastPlot  = 20 // the plot is at least so high, or words are dropped
	leastNamed = 40 // and so high above which names have a row of their own
	leastWide  = 40 // and so wide
	tinyHeight = 40 // below, or below tinyWidth, a picture is nothing but its data
	tinyWidth  = 80
	sparkPad   = 2
)

// frame is where things are in a picture of w by h pixels with labels of the
// look's size, and which of them there are.
type frame struct {
	w, h        float64
	plot        rect
	bare        bool // nothing but the data
	title       bool
	legend      bool    // names of the series,
	below       bool    // in a row of their own,
	names       float64 // each within this room
	x, y        bool    // labels below, labels at the sides
	left, right bool    // at which sides
}

type rect struct{ left, top, right, bottom float64 }

// frame decides what there is room for in a picture of the given size. What
// does not fit is dropped: the legend, and then in the contract's order the
// title, labels (below, then at the sides), and at last the padding.
func (s *Spec) frame(w, h float64) frame {
	f := frame{w: w, h: h}
	f.bare = s.Kind == Spark || w < tinyWidth || h < tinyHeight
	if f.bare {
		f.pad(s)
		return f
	}
	f.title = s.Title != ""
	f.legend, f.below, f.names = s.legend(w)
	f.x = s.Times.Known
	f.left, f.right = s.Left, s.Right
	f.y = f.left || f.right
	f.heights(s)
	f.legend = f.legend && (!f.below || f.plot.bottom-f.plot.top >= leastNamed)
	for _, drop := range [...]*bool{&f.legend, &f.title, &f.x, &f.y} {
		f.heights(s)
		if f.plot.bottom-f.plot.top >= leastPlot {
			break
		}
		*drop = false
	}
	f.left, f.right = f.left && f.y, f.right && f.y
	f.heights(s)
	f.sides(nil, s)
	return f
}

// pad leaves just the room that lines need, and less where there is not even
// that.
func (f *frame) pad(s *Spec) {
	pad := strokeWidth / 2.0
	if s.Kind == Spark || s.broken() {
		pad = sparkPad // room for a value on its own too, a dot of twice the stroke
	}
	if s.Highlight {
		pad = s.dotRoom()
	}
	x, y := min(pad, f.w/2), min(pad, f.h/2)
	f.plot = rect{x, y, f.w - x, f.h - y}
}

// broken reports whether a line may come to a value with nothing beside it.
func (s *Spec) broken() bool {
	for i := range s.Series {
		one := &s.Series[i]
		if len(one.Values) == 1 || slices.ContainsFunc(one.Values, math.IsNaN) || slices.ContainsFunc(one.Before, math.IsNaN) {
			return s.Kind != Bar
		}
	}
	return false
}

// dotRoom is how far the mark on a last value reaches over its place.
func (s *Spec) dotRoom() float64 {
	r := min(dotDiameter, float64(s.Width)/3, float64(s.Height)/3) / 2
	if s.Background.A > 0 {
		r += ringWidth
	}
	return r
}

// breath is the air around a plot that has no words beside it: lines and the
// mark on a last value stay inside.
func (s *Spec) breath() float64 {
	if s.Highlight {
		return s.dotRoom() + 1
	}
	return edge
}

// heights places the upper and the lower edge of the plot.
func (f *frame) heights(s *Spec) {
	top, bottom := s.breath(), s.breath()
	if f.y {
		top = max(top, axis.Over(labelSize)+1)
		bottom = max(bottom, axis.Under(labelSize)+1)
	}
	if f.title || f.legend {
		top += edge/2 + (axis.Above+axis.Below)*titleSize + 1
	}
	if f.legend && f.below {
		top += legendRow
	}
	if f.x {
		bottom = axis.Height(labelSize) + 1
	}
	f.plot.top, f.plot.bottom = top, f.h-bottom
}

// sides places the left and the right edge of the plot beside labels of the
// given ticks, and drops the labels of a side that leaves too little.
func (f *frame) sides(ticks []axis.Tick, s *Spec) {
	if f.bare {
		return
	}
	room := edge + axis.Widest(ticks, labelSize) + axis.Gap
	air := s.breath()
	for _, drop := range [...]*bool{&f.right, &f.left} {
		f.plot.left, f.plot.right = air, f.w-air
		if f.left {
			f.plot.left = max(air, room)
		}
		if f.right {
			f.plot.right = f.w - max(air, room)
		}
		if f.plot.right-f.plot.left >= leastWide {
			break
		}
		*drop = false
	}
	if !f.left && !f.right {
		f.plot.left, f.plot.right = air, f.w-air
	}
}

// snap moves the edges of the plot to whole pixels, inwards.
func (f *frame) snap() {
	if f.bare {
		return
	}
	p := &f.plot
	p.left, p.top = float64(int(p.left+0.999)), float64(int(p.top+0.999))
	p.right, p.bottom = float64(int(p.right)), float64(int(p.bottom))
}
