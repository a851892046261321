// Package mark turns one series and two scales into paths.
//
// It knows no file format and no screen: the same numbers give the same
// paths. Gaps (NaN) end a line; a value with a gap on both sides is a dot.
// Values outside the plot are drawn at its nearer edge.
package mark

import (
	"math"

	"chartd/render/scale"
	"chartd/render/scene"
)

// Plane is one series in its place: what it holds and where that is drawn.
type Plane struct {
	Values []float64
	X      scale.Linear // index of a value to pixels
	Y      scale.Linear // value to pixels
	Top    float64      // upper edge of the plot, in pixels
	Bottom float64      // lower edge
	// Columns is the width of the plot in pixels. Data with more than two values
	// a pixel is drawn by the lowest and the highest value of each.
	Columns int
}

// at is the place of value i.
func (p *Plane) at(i int) (x, y float64) {
	return p.X.At(float64(i)), p.height(p.Values[i])
}

// height is the place of a value, kept inside the plot.
func (p *Plane) height(v float64) float64 {
	y := p.Y.At(v)
	if y < p.Top {
		return p.Top
	}
	if y > p.Bottom {
		return p.Bottom
	}
	return y
}

// dense reports whether the values are closer than pixels can show.
func (p *Plane) dense() bool { return len(p.Values) > 2*max(p.Columns, 1) }

// Last is the place of the last value that is no gap.
func (p *Plane) Last() (at scene.Point, ok bool) {
	for i := len(p.Values) - 1; i >= 0; i-- {
		if !math.IsNaN(p.Values[i]) {
			x, y := p.at(i)
			return scene.Point{X: x, Y: y}, true
		}
	}
	return scene.Point{}, false
}

// visit calls point for every value to draw, from left to right, and gap where
// the line ends.
//
// # Why
//
// A column's lowest and highest value, in their order and at their own
// places, put ink on the same pixels as all its values would. The first and
// the last value of all stay, because readers look there.
func (p *Plane) visit(point func(x, y float64), gap func()) {
	if p.dense() {
		p.visitColumns(point, gap)
		return
	}
	for i, v := range p.Values {
		if v != v {
			gap()
			continue
		}
		point(p.X.At(float64(i)), p.height(v))
	}
}

func (p *Plane) visitColumns(point func(x, y float64), gap func()) {
	n, columns := len(p.Values), max(p.Columns, 1)
	last := n - 1
	for c := range columns {
		from, to := c*n/columns, (c+1)*n/columns
		low, high := extremes(p.Values[from:to])
		if low < 0 {
			gap()
			continue
		}
		first, second := from+min(low, high), from+max(low, high)
		if c == 0 && first > 0 && p.Values[0] == p.Values[0] {
			point(p.at(0))
		}
		point(p.at(first))
		if second != first {
			point(p.at(second))
		}
		if c == columns-1 && second < last && p.Values[last] == p.Values[last] {
			point(p.at(last))
		}
	}
}

// extremes are the indexes of the lowest and the highest value, -1 when all
// are gaps.
func extremes(values []float64) (low, high int) {
	low, high = -1, -1
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, v := range values {
		if v >= lo && v <= hi {
			continue // as nearly all are
		}
		if v < lo {
			lo, low = v, i
		}
		if v > hi {
			hi, high = v, i
		}
	}
	return low, high
}
