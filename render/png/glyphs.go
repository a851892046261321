package png

import (
	"math"
	"unicode/utf8"

	"chartd/render/font"
	"chartd/render/scene"
)

// A glyphKey names a drawn character: its size in pixels, and how many quarters
// of a pixel it begins to the right of a pixel border. Base lines are moved to
// the nearest pixel border, as browsers do, so that small type stays crisp.
type glyphKey struct {
	r       rune
	size    float32
	quarter uint8
}

// A glyph is the coverage of a character, row by row, in the atlas.
type glyph struct {
	at            int // first level in the atlas
	width, height int
	left, top     int // from the origin
}

// An atlas keeps the characters drawn lately. Titles are a stranger's
// choice: when it is full it is emptied, since a chart needs few of them.
type atlas struct {
	glyphs map[glyphKey]glyph
	levels []uint8
	raster raster
}

const (
	maxGlyphs = 2048
	maxLevels = 1 << 18
	// maxGlyphSize is the size in pixels above which characters are drawn as
	// shapes each time.
	maxGlyphSize = 96
)

// A tracer makes sides of a polygon from an outline.
type tracer struct {
	to         *raster
	x, y, size float64
	last       point
}

func (t *tracer) at(x, y float64) point { return point{t.x + x*t.size, t.y + y*t.size} }

func (t *tracer) MoveTo(x, y float64) { t.last = t.at(x, y) }

func (t *tracer) LineTo(x, y float64) {
	p := t.at(x, y)
	t.to.side(t.last, p)
	t.last = p
}

// QuadTo draws the curve as straight sides: their number grows with the root
// of its bend, which keeps them within a tenth of a pixel of it.
func (t *tracer) QuadTo(cx, cy, x, y float64) {
	a, c, b := t.last, t.at(cx, cy), t.at(x, y)
	bend := math.Hypot(a.x-2*c.x+b.x, a.y-2*c.y+b.y)
	n := min(int(math.Sqrt(bend/0.4))+1, 64)
	for i := 1; i <= n; i++ {
		f := float64(i) / float64(n)
		g := 1 - f
		p := point{g*g*a.x + 2*g*f*c.x + f*f*b.x, g*g*a.y + 2*g*f*c.y + f*f*b.y}
		t.to.side(t.last, p)
		t.last = p
	}
}

// find returns a drawn character, and draws it when it is not there.
func (a *atlas) find(key glyphKey) glyph {
	if g, ok := a.glyphs[key]; ok {
		return g
	}
	if a.glyphs == nil || len(a.glyphs) >= maxGlyphs || len(a.levels) >= maxLevels {
		a.glyphs, a.levels = make(map[glyphKey]glyph), a.levels[:0]
	}
	g := a.draw(key)
	a.glyphs[key] = g
	return g
}

// draw adds the levels of a character to the atlas.
func (a *atlas) draw(key glyphKey) glyph {
	size := float64(key.size)
	box := bounds{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	font.Outline(key.r, &box)
	if box.x0 > box.x1 {
		return glyph{}
	}
	shift := float64(key.quarter) / 4
	g := glyph{
		at:   len(a.levels),
		left: int(math.Floor(box.x0*size + shift)),
		top:  int(math.Floor(box.y0 * size)),
	}
	g.width = int(math.Ceil(box.x1*size+shift)) - g.left + 1
	g.height = int(math.Ceil(box.y1*size)) - g.top + 1
	for range g.width * g.height {
		a.levels = append(a.levels, 0)
	}
	a.raster.reset(g.width, g.height)
	font.Outline(key.r, &tracer{
		to: &a.raster, size: size, x: shift - float64(g.left), y: float64(-g.top),
	})
	a.raster.fill(&mask{a.levels[g.at:], g.width})
	return g
}

// bounds is the box around an outline and its control points.
type bounds struct{ x0, y0, x1, y1 float64 }

func (b *bounds) MoveTo(x, y float64) {
	b.x0, b.y0 = min(b.x0, x), min(b.y0, y)
	b.x1, b.y1 = max(b.x1, x), max(b.y1, y)
}

func (b *bounds) LineTo(x, y float64) { b.MoveTo(x, y) }

func (b *bounds) QuadTo(cx, cy, x, y float64) {
	b.MoveTo(cx, cy)
	b.MoveTo(x, y)
}

// A mask takes coverage as it is.
type mask struct {
	levels []uint8
	width  int
}

func (m *mask) column(x, y int, levels []uint8) {
	for i, level := range levels {
		m.levels[(y+i)*m.width+x] = level
		levels[i] = 0
	}
}

func (m *mask) block(x0, x1, y0, y1 int) {
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			m.levels[y*m.width+x] = steps
		}
	}
}

// write draws a line of text with the current ink.
func (p *painter) write(n *scene.Text) {
	size := n.Size * p.ratio
	at, ok := place(n.At, p.ratio)
	if !ok || !(size > 0) || size > farthest {
		return
	}
	x, y := at.x, math.Round(at.y)
	switch n.Anchor {
	case scene.Middle:
		x -= font.Width(n.Text, size) / 2
	case scene.End:
		x -= font.Width(n.Text, size)
	}
	for rest := n.Text; rest != "" && x < float64(p.raster.width)+size; {
		r, n := utf8.DecodeRuneInString(rest)
		advance := font.Width(rest[:n], size)
		if x+advance > -size {
			p.character(r, x, y, size)
		}
		rest, x = rest[n:], x+advance
	}
}

// character draws a character whose origin is at (x, y).
func (p *painter) character(r rune, x, y, size float64) {
	if y > float64(p.raster.height)+size || y < -2*size {
		return
	}
	if size > maxGlyphSize {
		p.shape(r, x, y, size)
		return
	}
	whole := math.Floor(x)
	quarter := uint8((x - whole) * 4)
	g := p.atlas.find(glyphKey{r, float32(size), quarter})
	p.blit(&g, int(whole)+g.left, int(y)+g.top)
}

// shape fills the outline of a character.
func (p *painter) shape(r rune, x, y, size float64) {
	font.Outline(r, &tracer{to: &p.raster, x: x, y: y, size: size})
	p.raster.fill(p.canvas)
}

// blit blends the part of a drawn character that is inside of the picture.
func (p *painter) blit(g *glyph, x, y int) {
	from, to := max(0, -x), min(g.width, p.raster.width-x)
	if from >= to {
		return
	}
	for row := max(0, -y); row < min(g.height, p.raster.height-y); row++ {
		levels := p.atlas.levels[g.at+row*g.width:]
		p.canvas.row(x+from, y+row, levels[from:to])
	}
}
