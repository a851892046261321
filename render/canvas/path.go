package canvas

import (
	"image"
	"math"

	"chartd/render/scene"

	"github.com/fogleman/gg"
)

const (
	// fineStroke is how much strokes and glyphs are enlarged. freetype's
	// rasterizer counts the edge pixels of overlapping pieces twice; four times
	// smaller, that is not seen (TestStrokeCoverage measures it).
	fineStroke = 4
	// strokeTile is the side of a stroke's tile. freetype keeps the cells of a row
	// in a list that it walks, so narrow rows are fast.
	strokeTile = 96
	// fillPixels bounds the tile of a fill: 2 MB of layer.
	fillPixels = 1 << 19
	// tooNear is the distance, in device pixels, of points that are taken for one:
	// gg loses lines whose points are nearer than an eighth of a layer pixel.
	tooNear = 1.0 / 16
)

// Path draws a path: the fill of all its lines, then their stroke.
func (p *painter) Path(n *scene.Path) {
	lines := p.lines(n.Lines)
	p.fill(lines, n.Fill.Light)
	p.stroke(lines, n.Closed, n.Stroke)
}

// lines are the lines in device pixels, without points that are no numbers.
func (p *painter) lines(from [][]scene.Point) [][]scene.Point {
	lines := make([][]scene.Point, 0, len(from))
	for _, line := range from {
		to := make([]scene.Point, 0, len(line))
		for _, pt := range line {
			if !math.IsNaN(pt.X) && !math.IsNaN(pt.Y) {
				to = append(to, scene.Point{X: p.device(pt.X), Y: p.device(pt.Y)})
			}
		}
		if len(to) > 0 {
			lines = append(lines, to)
		}
	}
	return lines
}

// device is a coordinate in device pixels, kept inside the rasterizer's numbers
// and so near that the way there is short.
func (p *painter) device(v float64) float64 {
	const rim = 256
	side := float64(max(p.dst.Rect.Dx(), p.dst.Rect.Dy()))
	return min(max(v*p.ratio, -rim-side/4), side+side/4+rim)
}

// fill fills all lines as one shape by the non-zero rule. Straight edges need
// no enlargement: their coverage is exact.
func (p *painter) fill(lines [][]scene.Point, c scene.Color) {
	bounds := nothing()
	for _, line := range lines {
		for _, pt := range line {
			bounds = bounds.with(pt)
		}
	}
	draw := func(t *tile) {
		for _, line := range lines {
			for _, pt := range line {
				t.LineTo(t.at(pt))
			}
			t.NewSubPath()
		}
		t.Fill()
	}
	width := max(p.dst.Rect.Dx(), 1)
	p.paint(shape{bounds, 1, image.Pt(width, max(fillPixels/width, 1)), everywhere, draw}, c)
}

// stroke draws all lines as one shape.
func (p *painter) stroke(lines [][]scene.Point, closed bool, st scene.Stroke) {
	// Thousands of dashes far wider than the picture would take minutes.
	widest := 2 * float64(p.dst.Rect.Dx()+p.dst.Rect.Dy())
	width := min(max(number(st.Width)*p.ratio, 0), widest)
	if width == 0 || st.Ink.Light.A == 0 {
		return
	}
	s := strokes{width: width, butt: st.Butt}
	dash, gap := st.Dash.Pattern()
	for _, line := range lines {
		s.add(line, closed, dash*p.ratio, gap*p.ratio)
	}
	bounds := nothing()
	for _, piece := range s.pieces {
		for _, pt := range piece {
			bounds = bounds.with(pt)
		}
	}
	// A tile has to hold more than the rim of what is cut away around it.
	side := max(strokeTile, int(width/2))
	p.paint(shape{bounds.grown(width / 2), fineStroke, image.Pt(side, side), s.touch, s.draw}, st.Ink.Light)
}

// strokes are the pieces of one path's stroke, without dashes: polylines in
// device pixels. A piece of one point is a disc.
type strokes struct {
	pieces [][]scene.Point
	width  float64
	butt   bool
}

// add takes a line apart.
func (s *strokes) add(line []scene.Point, closed bool, dash, gap float64) {
	dot := len(line) == 1
	if closed && dash == 0 {
		line = fromMiddle(line)
	} else if closed {
		line = append(line, line[0])
	}
	if dash > 0 && !dot {
		for _, piece := range dashes(line, dash, gap) {
			s.keep(piece, false)
		}
		return
	}
	s.keep(line, dot)
}

// keep takes a piece without points that are too near each other. What has no
// length left is a dot, or nothing when its ends are cut off square.
func (s *strokes) keep(piece []scene.Point, dot bool) {
	piece = thin(piece)
	if len(piece) > 1 || !s.butt || dot {
		s.pieces = append(s.pieces, piece)
	}
}

// fromMiddle is a closed line that begins and ends in the middle of its first
// side, so that all its corners are joins.
func fromMiddle(line []scene.Point) []scene.Point {
	if len(line) < 3 {
		return append(line, line[0])
	}
	a, b := line[0], line[1]
	middle := scene.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
	loop := append([]scene.Point{middle}, line[1:]...)
	return append(loop, a, middle)
}

// thin leaves out points that are too near the one before; the last stays.
func thin(line []scene.Point) []scene.Point {
	out := line[:1:1]
	for i, pt := range line[1:] {
		last := out[len(out)-1]
		if math.Hypot(pt.X-last.X, pt.Y-last.Y) >= tooNear {
			out = append(out, pt)
		} else if i == len(line)-2 && len(out) > 1 {
			out[len(out)-1] = pt
		}
	}
	return out
}

// dashes cuts a line into its dashes.
func dashes(line []scene.Point, dash, gap float64) [][]scene.Point {
	var pieces [][]scene.Point
	piece := []scene.Point{line[0]}
	left, on := dash, true // of the dash or gap that is being walked
	for i := 1; i < len(line); i++ {
		from, to := line[i-1], line[i]
		for {
			rest := math.Hypot(to.X-from.X, to.Y-from.Y)
			if rest <= left {
				left -= rest
				break
			}
			from = scene.Point{X: from.X + (to.X-from.X)*left/rest, Y: from.Y + (to.Y-from.Y)*left/rest}
			if on {
				pieces = append(pieces, append(piece, from))
				left = gap
			} else {
				left = dash
			}
			piece, on = []scene.Point{from}, !on
		}
		if on {
			piece = append(piece, to)
		}
	}
	if on {
		pieces = append(pieces, piece)
	}
	return pieces
}

// touch reports whether any piece is near the tile.
func (s *strokes) touch(t *tile) bool {
	for _, piece := range s.pieces {
		for i := range piece {
			if s.near(t, piece[max(i-1, 0)], piece[i]) {
				return true
			}
		}
	}
	return false
}

// near reports whether a side may be seen in the tile. The rim is wider than
// half the stroke, so that a cut end lies outside.
func (s *strokes) near(t *tile, a, b scene.Point) bool {
	return t.near(nothing().with(a).with(b).grown(s.width + 1))
}

// draw strokes what is near the tile.
func (s *strokes) draw(t *tile) {
	for _, piece := range s.pieces {
		s.runs(t, piece)
	}
	t.SetLineWidth(s.width * t.fine)
	t.SetLineJoin(gg.LineJoinRound)
	t.SetLineCap(gg.LineCapRound)
	if s.butt {
		t.SetLineCap(gg.LineCapButt)
	}
	t.Stroke()
	for _, piece := range s.pieces {
		if len(piece) == 1 && s.near(t, piece[0], piece[0]) {
			x, y := t.at(piece[0])
			t.DrawCircle(x, y, s.width/2*t.fine)
		}
	}
	t.Fill() // one disc over the other and over the lines is not darker: all is opaque here
}

// runs puts those sides of a polyline that are near the tile into its path.
// Where a run is cut, the cut is far enough away not to be seen.
func (s *strokes) runs(t *tile, line []scene.Point) {
	in := false
	for i := 1; i < len(line); i++ {
		if !s.near(t, line[i-1], line[i]) {
			in = false
			continue
		}
		if !in {
			t.MoveTo(t.at(line[i-1]))
			in = true
		}
		t.LineTo(t.at(line[i]))
	}
}
