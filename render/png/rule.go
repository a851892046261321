package png

import (
	"math"

	"chartd/render/scene"
)

// maxRules is how many lines a grid has at most.
const maxRules = 16

// rules draws a path whose lines are level or upright, square at the ends and
// do not touch, and reports whether it was one: every chart has a grid, and
// boxes need no strokes. A pixel is covered as by the stroker.
func (p *painter) rules(n *scene.Path) bool {
	if st := n.Stroke; !st.Butt || st.Dash != scene.Solid || n.Closed || len(n.Lines) > maxRules {
		return false
	}
	var boxes [maxRules]bounds
	for i, line := range n.Lines {
		p.place(line)
		if len(p.points) != 2 {
			return false
		}
		b, ok := ruleBox(p.points[0], p.points[1], p.stroker.half)
		if !ok {
			return false
		}
		for _, o := range boxes[:i] {
			if b.x0 < o.x1+1 && o.x0 < b.x1+1 && b.y0 < o.y1+1 && o.y0 < b.y1+1 {
				return false // a shared pixel must not be painted twice
			}
		}
		boxes[i] = b
	}
	for i := range n.Lines {
		p.box(&boxes[i])
	}
	return true
}

// ruleBox is what the stroke from a to b covers, if that is a box.
func ruleBox(a, b point, half float64) (bounds, bool) {
	k := bounds{min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)}
	switch {
	case a == b:
		return k, false
	case a.y == b.y:
		k.y0, k.y1 = a.y-half, a.y+half
		return k, true
	case a.x == b.x:
		k.x0, k.x1 = a.x-half, a.x+half
		return k, true
	}
	return k, false
}

// box fills a box with the current ink.
func (p *painter) box(b *bounds) {
	x0, x1 := max(b.x0, 0), min(b.x1, float64(p.raster.width))
	y0, y1 := max(b.y0, 0), min(b.y1, float64(p.raster.height))
	if x0 >= x1 || y0 >= y1 {
		return
	}
	left, right := int(x0), int(math.Ceil(x1))
	p.levels = sized(p.levels, right-left)
	for y := int(y0); float64(y) < y1; y++ {
		high := share(y, y0, y1)
		if high > 1-slack && share(left, x0, x1) > 1-slack && share(right-1, x0, x1) > 1-slack {
			p.canvas.block(left, right, y, y+1)
			continue
		}
		for x := left; x < right; x++ {
			p.levels[x-left] = uint8(high*share(x, x0, x1)*steps + 0.5)
		}
		p.canvas.row(left, y, p.levels)
	}
}

// share is how much of pixel i lies between two positions.
func share(i int, from, to float64) float64 {
	return min(to, float64(i+1)) - max(from, float64(i))
}
