package mark

import (
	"math"

	"chartd/render/scene"
)

// Row is where the bars of a chart stand: side by side from Left to Right, Of
// of them in each slot, and this series' being the Index-th there. Ground is
// the height they grow from. All in pixels.
type Row struct {
	Left, Right, Ground float64
	Index, Of           int
}

// slots is how many slots a series of n values has: one a value, but none
// narrower than a pixel.
func (p *Plane) slots() int { return min(len(p.Values), max(p.Columns, 1)) }

// bar is the left and the right edge of a bar in the given slot. Edges are on
// whole pixels where bars are wide enough for that to leave them alike.
func (r Row) bar(slot, slots int) (x0, x1 float64) {
	wide := (r.Right - r.Left) / float64(slots)
	room := wide
	if wide >= 3 {
		room = wide * 0.8 // a fifth of air keeps neighbours apart
	}
	width := room / float64(r.Of)
	x0 = r.Left + float64(slot)*wide + (wide-room)/2 + float64(r.Index)*width
	x1 = x0 + width
	if width >= 4 {
		return math.Round(x0), math.Round(x1)
	}
	return x0, x1
}

// Bars draws the series as boxes between the ground and the values. Where
// slots would be narrower than a pixel, each shows its highest value.
func Bars(to *scene.Draft, p *Plane, r Row, fill scene.Ink) {
	n, slots := len(p.Values), p.slots()
	for s := range slots {
		values := p.Values[s*n/slots : (s+1)*n/slots]
		_, high := extremes(values)
		if high < 0 {
			continue
		}
		y := p.height(values[high])
		if y == r.Ground {
			continue // nothing to see
		}
		x0, x1 := r.bar(s, slots)
		to.To(x0, r.Ground)
		to.To(x0, y)
		to.To(x1, y)
		to.To(x1, r.Ground)
		to.Break()
	}
	to.Add(scene.Path{Closed: true, Fill: fill})
}

// BarTop is the middle of the upper edge of the last bar, if there is one.
func BarTop(p *Plane, r Row) (at scene.Point, ok bool) {
	n, slots := len(p.Values), p.slots()
	for s := slots - 1; s >= 0; s-- {
		values := p.Values[s*n/slots : (s+1)*n/slots]
		if _, high := extremes(values); high >= 0 {
			x0, x1 := r.bar(s, slots)
			return scene.Point{X: (x0 + x1) / 2, Y: p.height(values[high])}, true
		}
	}
	return scene.Point{}, false
}
