package png

import (
	"encoding/binary"
	"math/bits"
)

// steps is how many grades of coverage a pixel has besides none. Sixteen keep
// the edges smooth at the double size of mail and leave room in a palette of
// 256 entries for five series that cross.
const steps = 16

// A plotter takes the coverage of a shape.
type plotter interface {
	// column marks one pixel a row, from (x, y) downwards, each by its step. It
	// clears the levels.
	column(x, y int, levels []uint8)
	// block covers in full columns x0 to x1 and rows y0 to y1.
	block(x0, x1, y0, y1 int)
}

// A raster gathers the coverage of one shape, a strip of columns at a time,
// and hands it to a plotter when the shape is complete: pieces that overlap
// are one shape, so nothing gets darker where they do.
//
// Memory runs down the columns, not along the rows, because the shapes of
// charts are functions of x: an area has one long run of full coverage
// in each column, and a dense line becomes one as soon as its strokes touch.
type raster struct {
	width, height int // of the picture
	left, cols    int // of the strip
	levels        []uint8
	spans         []span
	fillMemory
}

// A span says what is known of one column: levels may be set in rows lo to
// hi, and all rows from s0 to s1 are covered in full, whatever the levels say.
type span struct{ lo, hi, s0, s1 int }

// holds reports whether rows y0 to y1 are covered in full already.
func (s *span) holds(y0, y1 int) bool { return s.s0 <= y0 && y1 <= s.s1 }

// stripCells bounds the memory of a strip, and minStrip the number of strips.
const (
	stripCells = 1 << 17
	minStrip   = 64
)

// reset prepares for a picture of the given size in pixels.
func (r *raster) reset(width, height int) {
	r.width, r.height = width, height
	r.cols = min(width, max(minStrip, stripCells/height))
	r.levels = sized(r.levels, r.cols*height)
	r.spans = sized(r.spans, r.cols)
	for i := range r.spans {
		r.spans[i].lo = height
	}
	r.fillMemory.reset(r.cols, height)
}

// sized returns a slice of n values, in old memory where it suffices. New
// memory is zero. That of a raster stays zero: whoever paints what is in it
// clears it.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// strips calls draw for each strip that columns x0 to x1 touch, and paints
// what it drew.
func (r *raster) strips(x0, x1 int, to plotter, draw func()) {
	x0, x1 = max(x0, 0), min(x1, r.width)
	all := r.cols
	for r.left = x0; r.left < x1; r.left += all {
		r.cols = min(all, x1-r.left)
		draw()
		r.flush(to)
	}
	r.cols = all
}

// at returns the levels of column c of the strip.
func (r *raster) at(c int) []uint8 {
	return r.levels[c*r.height : (c+1)*r.height]
}

// solid covers rows y0 to y1 of column c in full. A column remembers one run;
// of two that do not touch, the shorter goes to the levels.
func (r *raster) solid(c, y0, y1 int) {
	s := &r.spans[c]
	switch {
	case y0 >= y1:
		return
	case s.s0 >= s.s1:
		s.s0, s.s1 = y0, y1
		return
	case y0 <= s.s1 && y1 >= s.s0:
		s.s0, s.s1 = min(s.s0, y0), max(s.s1, y1)
		return
	}
	if y1-y0 > s.s1-s.s0 {
		y0, y1, s.s0, s.s1 = s.s0, s.s1, y0, y1
	}
	r.partial(c, y0, y1, steps)
}

// partial sets rows y0 to y1 of column c to a level.
func (r *raster) partial(c, y0, y1 int, level uint8) {
	s := &r.spans[c]
	s.lo, s.hi = min(s.lo, y0), max(s.hi, y1)
	run := r.at(c)[y0:y1]
	for i := range run {
		run[i] = level
	}
}

// group is how many columns are painted together where all of them are solid;
// each group is then divided into as many parts. Rows of 64 are quick to
// paint, and 8 are a word of indices.
const group = 64

// flush paints the strip and clears it.
func (r *raster) flush(to plotter) { r.flushGroups(to, 0, r.cols, group, span{}) }

// flushGroups paints columns c0 to c1 in groups of a size. Of all of them, the
// solid rows of done are painted already.
func (r *raster) flushGroups(to plotter, c0, c1, size int, done span) {
	for c := c0; c < c1; c += size {
		end := min(c+size, c1)
		if size == 1 {
			r.flushColumn(to, c, done)
			continue
		}
		all := span{s0: 0, s1: r.height}
		for i := c; i < end; i++ {
			s := &r.spans[i]
			all.s0, all.s1 = max(all.s0, s.s0), min(all.s1, s.s1)
		}
		if all.s0 >= all.s1 {
			all = span{}
		}
		r.flushSolid(to, c, end, all, done)
		r.flushGroups(to, c, end, size/8, all)
	}
}

// flushSolid paints the solid rows of columns c0 to c1 but for those of done,
// which are among them.
func (r *raster) flushSolid(to plotter, c0, c1 int, s, done span) {
	x0, x1 := r.left+c0, r.left+c1
	switch {
	case s.s0 >= s.s1:
	case done.s0 >= done.s1:
		to.block(x0, x1, s.s0, s.s1)
	default:
		to.block(x0, x1, s.s0, done.s0)
		to.block(x0, x1, done.s1, s.s1)
	}
}

// flushColumn paints one column but for the solid rows of done, and clears it.
func (r *raster) flushColumn(to plotter, c int, done span) {
	s := &r.spans[c]
	x, levels := r.left+c, r.at(c)
	r.flushSolid(to, c, c+1, *s, done)
	if s.s0 < s.s1 {
		if lo, hi := max(s.lo, s.s0), min(s.hi, s.s1); lo < hi {
			clear(levels[lo:hi])
		}
		if y := min(s.hi, s.s0); s.lo < y {
			to.column(x, s.lo, levels[s.lo:y])
		}
		if y := max(s.lo, s.s1); y < s.hi {
			to.column(x, y, levels[y:s.hi])
		}
	} else if s.lo < s.hi {
		to.column(x, s.lo, levels[s.lo:s.hi])
	}
	*s = span{lo: r.height}
}

// zeros returns how many zeros s begins with.
func zeros(s []uint8) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if x := binary.LittleEndian.Uint64(s[i:]); x != 0 {
			return i + bits.TrailingZeros64(x)/8
		}
	}
	for ; i < len(s) && s[i] == 0; i++ {
	}
	return i
}
