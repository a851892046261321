package png

import (
	"math"

	"chartd/render/scene"
)

// A point is a position in pixels of the picture.
type point struct{ x, y float64 }

// farthest is as far away as a coordinate counts, in pixels. It keeps sums
// finite; nothing so far away can be told from something twice as far.
const farthest = 1e8

// place maps a point of the scene to pixels, and reports whether it has a
// place at all: one that is not a number is left out.
func place(p scene.Point, ratio float64) (point, bool) {
	x, y := p.X*ratio, p.Y*ratio
	if x != x || y != y {
		return point{}, false
	}
	return point{min(max(x, -farthest), farthest), min(max(y, -farthest), farthest)}, true
}

// A stroker cuts polylines into capsules: straight pieces, each with what is
// at its ends. It keeps only what can be seen.
type stroker struct {
	capsules []capsule
	sides    []side  // of dashed lines; cut makes capsules of them
	half     float64 // half of the stroke's width
	butt     bool
	dash     float64 // length of line, 0 for a solid stroke
	period   float64 // length of line and gap
	right    float64 // the picture, with room for what reaches in from outside
	foot     float64
	margin   float64
}

// begin prepares for the strokes of one path.
func (s *stroker) begin(st scene.Stroke, ratio float64, r *raster) {
	// Beyond the picture's own size a stroke only gets slower.
	most := float64(r.width + r.height)
	s.half = min(st.Width*ratio/2, most)
	s.butt = st.Butt
	line, gap := st.Dash.Pattern()
	s.dash, s.period = line*ratio, (line+gap)*ratio
	if s.period < 1 {
		s.dash = 0 // a rhythm too fine for pixels
	}
	s.margin = s.half + 2
	s.right, s.foot = float64(r.width)+s.margin, float64(r.height)+s.margin
	s.capsules, s.sides = s.capsules[:0], s.sides[:0]
}

// line adds a polyline, and returns its memory. A line of one place, however
// often named, is a dot.
func (s *stroker) line(pts []point, closed bool) []point {
	n := 0
	for i, p := range pts {
		if i == 0 || p != pts[n-1] {
			pts[n] = p
			n++
		}
	}
	pts = pts[:n]
	closed = closed && n > 2
	if closed && pts[0] != pts[n-1] {
		pts = append(pts, pts[0])
		n++
	}
	switch {
	case n == 0:
	case n == 1:
		s.piece(pts[0], pts[0], endRound, endRound)
	case s.dash > 0:
		s.dashes(pts)
	default:
		s.solidLine(pts, closed)
	}
	return pts
}

// solidLine gives every piece the join at its start, and the last one the end.
func (s *stroker) solidLine(pts []point, closed bool) {
	last := len(pts) - 2
	for i := 0; i <= last; i++ {
		start, end := endRound, endOpen
		if i == 0 && !closed {
			start = s.tip()
		}
		if i == last && !closed {
			end = s.tip()
		}
		s.piece(pts[i], pts[i+1], start, end)
	}
}

// tip is what a line of this stroke ends with.
func (s *stroker) tip() ending {
	if s.butt {
		return endButt
	}
	return endRound
}

// A side is one straight side of a dashed polyline.
type side struct {
	a, b   point
	length float64
	at     float64 // position in the rhythm at a
	last   bool
}

// on returns the point of the side that is d away from a.
func (l *side) on(d float64) point {
	f := d / l.length
	return point{l.a.x + (l.b.x-l.a.x)*f, l.a.y + (l.b.y-l.a.y)*f}
}

// dashes walks the polyline and keeps its sides that can be seen, each with its
// place in the rhythm. Their dashes come later: noise across a large picture
// has millions, which nobody can hold.
func (s *stroker) dashes(pts []point) {
	at := 0.0
	for i := range len(pts) - 1 {
		l := side{a: pts[i], b: pts[i+1], at: at, last: i == len(pts)-2}
		l.length = math.Hypot(l.b.x-l.a.x, l.b.y-l.a.y)
		if from, to := s.seen(l.a, l.b); from < to {
			s.sides = append(s.sides, l)
		}
		at = math.Mod(at+l.length, s.period)
	}
}

// cut adds the dashes that reach columns x0 to x1, and perhaps some beside
// them. Gaps and dashes elsewhere are passed over in one step, whatever their
// number.
func (s *stroker) cut(x0, x1 float64) {
	for i := range s.sides {
		l := &s.sides[i]
		from, to := s.seen(l.a, l.b)
		if from, to = clip(l.a.x, l.b.x, x0-s.margin, x1+s.margin, from, to); from < to {
			s.dashSide(l, from*l.length, to*l.length)
		}
	}
}

// reach is from where to where, across the picture, the middles of all pieces
// are; left is above right when there are none.
func (s *stroker) reach() (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for i := range s.capsules {
		left, right = min(left, s.capsules[i].left), max(right, s.capsules[i].right)
	}
	for i := range s.sides {
		l := &s.sides[i]
		left, right = min(left, l.a.x, l.b.x), max(right, l.a.x, l.b.x)
	}
	return left, right
}

// dashSide adds the dashes of a side between two distances from its start.
func (s *stroker) dashSide(l *side, from, to float64) {
	for k := math.Floor((from + l.at) / s.period); ; k++ {
		d0 := k*s.period - l.at
		if d0 >= to {
			return
		}
		d1 := d0 + s.dash
		start, end := s.tip(), s.tip()
		if d0 < 0 {
			d0, start = 0, endRound // goes on from the side before: a join
		}
		if d1 > l.length {
			d1 = l.length
			if !l.last {
				end = endOpen // goes on along the next side
			}
		}
		if d1 > max(d0, from) {
			s.piece(l.on(d0), l.on(d1), start, end)
		}
	}
}

// seen returns the part of the way from a to b, as fractions, inside the
// picture and its margin; from is not below to when there is none.
func (s *stroker) seen(a, b point) (from, to float64) {
	from, to = clip(a.x, b.x, -s.margin, s.right, 0, 1)
	return clip(a.y, b.y, -s.margin, s.foot, from, to)
}

// clip narrows the fractions from and to of the way from a to b to where it is
// between lo and hi.
func clip(a, b, lo, hi, from, to float64) (float64, float64) {
	switch {
	case a < b:
		return max(from, (lo-a)/(b-a)), min(to, (hi-a)/(b-a))
	case a > b:
		return max(from, (hi-a)/(b-a)), min(to, (lo-a)/(b-a))
	case a < lo || a > hi:
		return 1, 0
	}
	return from, to
}

// piece adds the capsule from a to b as far as it can be seen. An end that is
// cut off lies outside of the picture, where it needs no shape.
func (s *stroker) piece(a, b point, start, end ending) {
	from, to := s.seen(a, b)
	if from > to {
		return
	}
	if from > 0 || to < 1 {
		dx, dy := b.x-a.x, b.y-a.y
		if to < 1 {
			b, end = point{a.x + dx*to, a.y + dy*to}, endOpen
		}
		if from > 0 {
			a, start = point{a.x + dx*from, a.y + dy*from}, endOpen
		}
	}
	s.capsules = append(s.capsules, newCapsule(a, b, start, end))
}
