package png

import "math"

// An ending is the shape of an end of a straight piece of a stroke.
type ending uint8

const (
	endOpen  ending = iota // cut off where the next piece, which has the join, begins
	endRound               // a half disc: a join or a round tip
	endButt                // cut off square, with a smooth edge
)

// A capsule is a straight piece of a stroke.
//
// Its coverage of a pixel is how far the pixel's middle is inside of the
// capsule's border, plus one half, within 0 and 1: exact for borders along the
// pixels, and within six hundredths of the covered area for others. The most that
// overlapping pieces cover is what the nearest piece covers, so a stroke of
// many pieces is one shape with even borders.
type capsule struct {
	ax, ay      float64
	ux, uy      float64 // direction, of length 1
	ix, iy      float64 // 1/ux and 1/uy, 0 where a line runs along the other axis
	length      float64
	left, right float64 // of both middles
	top, foot   float64
	start, end  ending
}

func newCapsule(a, b point, start, end ending) capsule {
	k := capsule{ax: a.x, ay: a.y, ux: 1, start: start, end: end}
	k.length = math.Hypot(b.x-a.x, b.y-a.y)
	if k.length > 0 {
		k.ux, k.uy = (b.x-a.x)/k.length, (b.y-a.y)/k.length
	}
	k.ix, k.iy = inverse(k.ux), inverse(k.uy)
	k.left, k.right = min(a.x, b.x), max(a.x, b.x)
	k.top, k.foot = min(a.y, b.y), max(a.y, b.y)
	return k
}

// inverse is 1/v, or 0 when v is next to nothing.
func inverse(v float64) float64 {
	if math.Abs(v) < 1e-9 {
		return 0
	}
	return 1 / v
}

// A pen is the stroke that is being drawn: outside of the outer radius a
// pixel's middle is not covered, inside of the inner it is covered in full.
type pen struct {
	inner, outer float64
	most         float64 // coverage of a stroke thinner than a pixel
}

// slack lets borders that lie exactly on pixel borders count as inside.
const slack = 1e-6

func newPen(half float64) pen {
	return pen{half - 0.5 + slack, half + 0.5, min(1, 2*half)}
}

// stroke paints the capsules as one shape. Full coverage comes first: where
// a line is so dense that its pieces hide each other's borders, these are not
// even looked at.
func (r *raster) stroke(s *stroker, to plotter) {
	left, right := s.reach()
	if left > right {
		return
	}
	p, whole := newPen(s.half), len(s.capsules)
	r.strips(pixel(left-p.outer), pixel(right+p.outer)+1, to, func() {
		s.capsules = s.capsules[:whole]
		s.cut(float64(r.left), float64(r.left+r.cols))
		if p.inner > 0 {
			r.each(s.capsules, p.inner, func(k *capsule, c0, c1 int) { r.core(k, p.inner, c0, c1) })
		}
		r.each(s.capsules, p.outer, func(k *capsule, c0, c1 int) { r.rim(k, &p, c0, c1) })
	})
}

// each calls draw for the capsules that reach the strip by a radius, with the
// columns whose middles they may reach.
func (r *raster) each(capsules []capsule, radius float64, draw func(k *capsule, c0, c1 int)) {
	shift := float64(r.left) - 0.5
	for i := range capsules {
		k := &capsules[i]
		left, right := k.left-radius-shift, k.right+radius-shift
		if left < float64(r.cols) && right >= 1 {
			draw(k, int(max(left, 0)), int(min(right, float64(r.cols))))
		}
	}
}

// core covers what is inside of the capsule by the inner radius.
func (r *raster) core(k *capsule, radius float64, c0, c1 int) {
	i0, i1 := k.level(r.left, c0, c1)
	top, foot := r.clampRow(k.top-radius), r.clampRow(k.foot+radius+1)
	for c := c0; c < c1; c++ {
		if r.spans[c].holds(top, foot) {
			continue
		}
		y0, y1 := k.rows(float64(r.left+c)+0.5-k.ax, radius, 0.5-slack)
		if y0 > y1 {
			continue
		}
		from, to := r.clampRow(y0+k.ay+0.5), r.clampRow(y1+k.ay+0.5)
		r.solid(c, from, to)
		for ; c >= i0 && c+1 < i1; c++ {
			r.solid(c+1, from, to)
		}
	}
}

// level returns the columns of a level capsule that look alike: those at least
// half a pixel away from its ends. Grids are made of them.
func (k *capsule) level(left, c0, c1 int) (i0, i1 int) {
	if k.uy != 0 {
		return c1, c1
	}
	x0 := min(k.ax, k.ax+k.ux*k.length) - float64(left)
	i0 = max(c0, int(math.Ceil(max(x0, 0))))
	i1 = min(c1, int(max(x0+k.length, 0)))
	return i0, i1
}

// clampRow is the row whose number is the whole part of y, inside the picture
// or just below it.
func (r *raster) clampRow(y float64) int {
	if y <= 0 {
		return 0
	}
	if y < float64(r.height) {
		return int(y)
	}
	return r.height
}

// rows returns where the middles of column dx (from the capsule's start) are
// inside of the capsule by a radius; y0 > y1 when none is. Square ends
// are moved inwards by inset.
func (k *capsule) rows(dx, radius, inset float64) (y0, y1 float64) {
	y0, y1 = k.slab(dx, radius, inset)
	if k.start == endRound {
		y0, y1 = disc(dx, 0, radius, y0, y1)
	}
	if k.end == endRound {
		y0, y1 = disc(dx-k.ux*k.length, k.uy*k.length, radius, y0, y1)
	}
	return y0, y1
}

// disc widens y0 to y1 by a disc whose middle is dx to the left, y below.
func disc(dx, y, radius, y0, y1 float64) (float64, float64) {
	h := radius*radius - dx*dx
	if h < 0 {
		return y0, y1
	}
	h = math.Sqrt(h)
	return min(y0, y-h), max(y1, y+h)
}

// slab is rows without round ends.
func (k *capsule) slab(dx, radius, inset float64) (y0, y1 float64) {
	t0, t1 := 0.0, k.length
	if k.start == endButt {
		t0 = inset
	}
	if k.end == endButt {
		t1 -= inset
	}
	// Across: |ux*y - uy*dx| <= radius. Along: t0 <= ux*dx + uy*y <= t1.
	y0, y1 = between(k.ix, k.uy*dx-radius, k.uy*dx+radius)
	along, end := between(k.iy, t0-k.ux*dx, t1-k.ux*dx)
	y0, y1 = max(y0, along), min(y1, end)
	if y0 > y1 {
		return math.Inf(1), math.Inf(-1)
	}
	return y0, y1
}

// between solves lo <= y/inverse <= hi for y, where inverse 0 stands for 0*y.
func between(inverse, lo, hi float64) (y0, y1 float64) {
	switch {
	case inverse > 0:
		return lo * inverse, hi * inverse
	case inverse < 0:
		return hi * inverse, lo * inverse
	case lo <= 0 && hi >= 0:
		return math.Inf(-1), math.Inf(1)
	}
	return math.Inf(1), math.Inf(-1)
}

// rim raises the levels of pixels that the capsule covers, where the column is
// not solid anyway.
func (r *raster) rim(k *capsule, p *pen, c0, c1 int) {
	i0, i1 := k.level(r.left, c0, c1)
	top, foot := r.clampRow(k.top-p.outer), r.clampRow(k.foot+p.outer+1)
	for c := c0; c < c1; c++ {
		if r.spans[c].holds(top, foot) {
			continue
		}
		dx := float64(r.left+c) + 0.5 - k.ax
		y0, y1 := k.rows(dx, p.outer, -0.5)
		if y0 > y1 {
			continue
		}
		from, to := r.clampRow(y0+k.ay+0.5), r.clampRow(y1+k.ay+0.5)
		if c >= i0 && i1-c > 1 {
			r.rule(k, p, c, i1, from, to)
			c = i1 - 1
			continue
		}
		s := &r.spans[c]
		if s.s0 >= s.s1 {
			r.shade(k, p, c, from, to)
			continue
		}
		r.shade(k, p, c, from, min(to, s.s0))
		r.shade(k, p, c, max(from, s.s1), to)
	}
}

// rule raises the levels of rows y0 to y1 in columns c0 to c1, which look alike.
func (r *raster) rule(k *capsule, p *pen, c0, c1, y0, y1 int) {
	for y := y0; y < y1; y++ {
		cover := k.cover(float64(r.left+c0)+0.5-k.ax, float64(y)+0.5-k.ay, p)
		level := uint8(cover*steps + 0.5)
		if level == 0 {
			continue
		}
		for c := c0; c < c1; c++ {
			s := &r.spans[c]
			if s.s0 <= y && y < s.s1 {
				continue
			}
			s.lo, s.hi = min(s.lo, y), max(s.hi, y+1)
			if at := &r.levels[c*r.height+y]; *at < level {
				*at = level
			}
		}
	}
}

// shade raises the levels of rows y0 to y1 of column c.
func (r *raster) shade(k *capsule, p *pen, c, y0, y1 int) {
	if y0 >= y1 {
		return
	}
	s := &r.spans[c]
	s.lo, s.hi = min(s.lo, y0), max(s.hi, y1)
	dx := float64(r.left+c) + 0.5 - k.ax
	levels := r.at(c)
	for y := y0; y < y1; y++ {
		cover := k.cover(dx, float64(y)+0.5-k.ay, p)
		if level := uint8(cover*steps + 0.5); level > levels[y] {
			levels[y] = level
		}
	}
}

// cover is the capsule's coverage of the pixel whose middle is at (dx, dy)
// from its start.
func (k *capsule) cover(dx, dy float64, p *pen) float64 {
	t := k.ux*dx + k.uy*dy
	across := math.Abs(k.ux*dy - k.uy*dx)
	square := 1.0
	switch {
	case t < 0 && k.start == endRound:
		across = math.Sqrt(dx*dx + dy*dy)
	case t > k.length && k.end == endRound:
		across = math.Sqrt(across*across + (t-k.length)*(t-k.length))
	case k.start == endButt || k.end == endButt:
		square = k.squareness(t)
	case t < 0 || t > k.length:
		return 0
	}
	return min(max(p.outer-across, 0), p.most) * square
}

// squareness is the share of a pixel between the ends of the capsule, at a
// position along it.
func (k *capsule) squareness(t float64) float64 {
	from, to := t-0.5, t+0.5
	switch {
	case k.start == endButt:
		from = max(from, 0)
	case t < 0:
		return 0
	}
	switch {
	case k.end == endButt:
		to = min(to, k.length)
	case t > k.length:
		return 0
	}
	return max(to-from, 0)
}
