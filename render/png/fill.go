package png

import (
	"math"
	"math/bits"
)

// An edge is one side of a polygon, from left to right, inside the picture's
// rows. Winding is +1 when the polygon ran to the right, else -1.
type edge struct{ x0, y0, x1, y1, winding float64 }

// fillMemory holds the edges of a polygon and the winding they add to a strip.
//
// For every column, sums holds how much the winding number, averaged over a
// pixel, changes from the row above: a running sum down the column is the
// signed area. Cells are marked when touched so that long runs cost nothing.
type fillMemory struct {
	edges []edge
	sums  []float32
	marks []uint64
	words int // of marks, a column
}

func (m *fillMemory) reset(cols, height int) {
	m.words = (height + 2 + 63) / 64
	m.sums = sized(m.sums, cols*m.words*64)
	m.marks = sized(m.marks, cols*m.words)
	m.edges = m.edges[:0]
}

// side adds the side of a polygon from a to b. What lies above the picture is
// moved to its upper border, where it winds the rows below all the same; what
// lies below it can be left out.
func (r *raster) side(a, b point) {
	winding := 1.0
	if a.x > b.x {
		a, b, winding = b, a, -1
	}
	h := float64(r.height)
	if b.x <= 0 || a.x >= float64(r.width) || (a.y >= h && b.y >= h) {
		return
	}
	if a.y <= 0 && b.y <= 0 {
		r.edge(a.x, 0, b.x, 0, winding)
		return
	}
	slope := (b.x - a.x) / (b.y - a.y) // only used where a side crosses a border
	if min(a.y, b.y) < 0 {
		cross := a.x - a.y*slope
		if a.y < 0 {
			r.edge(a.x, 0, cross, 0, winding)
			a = point{cross, 0}
		} else {
			r.edge(cross, 0, b.x, 0, winding)
			b = point{cross, 0}
		}
	}
	if max(a.y, b.y) > h {
		cross := a.x + (h-a.y)*slope
		if a.y > h {
			a = point{cross, h}
		} else {
			b = point{cross, h}
		}
	}
	r.edge(a.x, a.y, b.x, b.y, winding)
}

// edge keeps an edge, unless it is so steep that it turns no column.
func (r *raster) edge(x0, y0, x1, y1, winding float64) {
	if x1-x0 > 1e-9 {
		r.edges = append(r.edges, edge{x0, y0, x1, y1, winding})
	}
}

// fill paints the polygon whose sides were added, by the non-zero rule, and
// forgets them.
func (r *raster) fill(to plotter) {
	left, right := math.Inf(1), math.Inf(-1)
	for i := range r.edges {
		left, right = min(left, r.edges[i].x0), max(right, r.edges[i].x1)
	}
	if left < right {
		x0, x1 := pixel(left), pixel(right)+1
		r.strips(x0, x1, to, r.fillStrip)
	}
	r.edges = r.edges[:0]
}

// pixel is the whole part of v for any v that matters: what lies outside of
// the largest picture is a neighbouring number.
func pixel(v float64) int { return int(math.Floor(min(max(v, -1), 1<<20))) }

func (r *raster) fillStrip() {
	x0, x1 := float64(r.left), float64(r.left+r.cols)
	for i := range r.edges {
		if e := &r.edges[i]; e.x0 < x1 && e.x1 > x0 {
			r.wind(e, x0, x1)
		}
	}
	for c := range r.cols {
		r.settle(c)
	}
}

// wind adds what an edge does to each column between x0 and x1.
func (r *raster) wind(e *edge, x0, x1 float64) {
	slope := (e.y1 - e.y0) / (e.x1 - e.x0)
	from, to := max(e.x0, x0), min(e.x1, x1)
	y := min(max(e.y0+(from-e.x0)*slope, 0), float64(r.height))
	for c := int(from - x0); from < to; c++ {
		end := min(to, x0+float64(c+1))
		next := min(max(e.y0+(end-e.x0)*slope, 0), float64(r.height))
		r.cross(c, min(y, next), max(y, next), (end-from)*e.winding)
		from, y = end, next
	}
}

// cross adds an edge that runs through column c from row position y0 down to
// y1 (or up: the areas are the same) and turns what is below by w.
//
// The cell of row k gets the change of the covered share below the edge
// against the row above: the area of a triangle in the first and the last
// row, an equal share in each row between them.
func (r *raster) cross(c int, y0, y1, w float64) {
	base := c * r.words * 64
	first, last := int(y0), int(y1)
	if first == last {
		below := w * ((y0+y1)/2 - float64(first))
		r.add(c, base, first, w-below)
		r.add(c, base, first+1, below)
		return
	}
	share := w / (y1 - y0) // of the turn, for each row crossed
	done := 0.0            // covered share of the row above
	for k := first; k <= last; k++ {
		top, foot := max(y0, float64(k)), min(y1, float64(k+1))
		part := share * (foot - top)
		// Of this row's part, the area below the edge inside the row; what
		// came before is below in full.
		covered := part*(float64(k+1)-(top+foot)/2) + share*(top-y0)
		r.add(c, base, k, covered-done)
		done = covered
	}
	r.add(c, base, last+1, w-done)
}

func (r *raster) add(c, base, k int, v float64) {
	r.sums[base+k] += float32(v)
	r.marks[c*r.words+k>>6] |= 1 << (k & 63)
}

// settle turns the changes of column c into coverage and clears them.
func (r *raster) settle(c int) {
	marks := r.marks[c*r.words : (c+1)*r.words]
	sums := r.sums[c*r.words*64 : (c+1)*r.words*64]
	var sum float32
	level, since := uint8(0), 0
	for i, word := range marks {
		marks[i] = 0
		for ; word != 0; word &= word - 1 {
			k := i*64 + bits.TrailingZeros64(word)
			sum += sums[k]
			sums[k] = 0
			now := uint8(min(max(sum, -sum), 1)*steps + 0.5)
			if now == level {
				continue
			}
			r.cover(c, since, min(k, r.height), level)
			level, since = now, k
		}
	}
	r.cover(c, since, r.height, level)
}

// cover sets rows y0 to y1 of column c, which nothing has covered yet.
func (r *raster) cover(c, y0, y1 int, level uint8) {
	switch {
	case level == 0 || y0 >= y1:
	case level == steps:
		r.solid(c, y0, y1)
	default:
		r.partial(c, y0, y1, level)
	}
}
