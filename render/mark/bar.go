package mark

import (
	"math"

	"chartd/render/scale"
	"chartd/render/scene"
)

// Row is where the bars of a chart stand: side by side from Left to Right, Of
// of them in each of the Slots, and this series' being the Index-th there.
// Ground is the height they grow from. Lengths are pixels.
type Row struct {
	Left, Right, Ground float64
	Index, Of           int
	// Slots is the length of the longest series. A shorter one leaves slots
	// empty, evenly, from the first to the last: bars never cover each other.
	Slots int
}

// slots is how many slots there are, none narrower than a pixel, and how many
// bars of the series stand in them.
func (r Row) slots(p *Plane) (slots, bars int) {
	slots = min(max(r.Slots, len(p.Values)), max(p.Columns, 1))
	return slots, min(len(p.Values), slots)
}

// bar is the left and the right edge of a bar, the k-th of so many in the
// slots. Edges are on whole pixels where bars are wide enough for that to leave
// them alike.
func (r Row) bar(k, bars, slots int) (x0, x1 float64) {
	slot := (slots - 1) / 2
	if bars > 1 {
		slot = (2*k*(slots-1) + bars - 1) / (2 * (bars - 1)) // rounded
	}
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
// slots would be narrower than a pixel, each box reaches the highest value of
// its slot and, where that is below the ground, the lowest.
func Bars(to *scene.Draft, p *Plane, r Row, fill scene.Ink) {
	n := len(p.Values)
	slots, bars := r.slots(p)
	for k := range bars {
		values := p.Values[k*n/bars : (k+1)*n/bars]
		low, high := extremes(values)
		if high < 0 {
			continue
		}
		foot, y := r.Ground, p.height(values[high])
		switch deep := p.height(values[low]); {
		case deep > r.Ground && y < r.Ground:
			foot = deep
		case deep > r.Ground:
			y = deep
		case y == r.Ground:
			continue // nothing to see
		}
		x0, x1 := r.bar(k, bars, slots)
		to.To(x0, foot)
		to.To(x0, y)
		to.To(x1, y)
		to.To(x1, foot)
		to.Break()
	}
	to.Add(scene.Path{Closed: true, Fill: fill})
}

// Middles is the map from the index of a value to the middle of its bar.
func Middles(p *Plane, r Row) scale.Linear {
	slots, bars := r.slots(p)
	if bars == 0 {
		return scale.Linear{}
	}
	a0, a1 := r.bar(0, bars, slots)
	z0, z1 := r.bar(bars-1, bars, slots)
	return scale.NewLinear(0, float64(len(p.Values)-1), (a0+a1)/2, (z0+z1)/2)
}

// BarTop is the height of the last value, in the middle of its bar.
func BarTop(p *Plane, r Row) (at scene.Point, ok bool) {
	n := len(p.Values)
	slots, bars := r.slots(p)
	for i := n - 1; i >= 0; i-- {
		if v := p.Values[i]; v == v {
			k := ((i+1)*bars - 1) / n // the bar that shows value i
			x0, x1 := r.bar(k, bars, slots)
			return scene.Point{X: (x0 + x1) / 2, Y: p.height(v)}, true
		}
	}
	return scene.Point{}, false
}
