package canvas

import (
	"image"

	"chartd/render/font"
	"chartd/render/scene"
)

// glyphTile is the side of a glyph's tile in device pixels: nearly every glyph
// has only one.
const glyphTile = 128

// Text draws a text by the outlines of its characters, without hinting and
// kerning, as it is measured.
func (p *painter) Text(n *scene.Text) {
	size := min(max(number(n.Size), 0), maxSide)
	if size == 0 || n.Ink.Light.A == 0 {
		return
	}
	x := number(n.At.X)
	switch n.Anchor {
	case scene.Middle:
		x -= font.Width(n.Text, size) / 2
	case scene.End:
		x -= font.Width(n.Text, size)
	}
	for _, r := range n.Text {
		p.glyph(r, scene.Point{X: x, Y: number(n.At.Y)}, size, n.Ink.Light)
		x += font.Width(string(r), size)
	}
}

// glyph draws one character with its origin at the position.
func (p *painter) glyph(r rune, at scene.Point, size float64, c scene.Color) {
	g := &glyph{at: at, size: size, painter: p, bounds: nothing()}
	font.Outline(r, g)
	draw := func(t *tile) {
		for _, s := range g.steps {
			x, y := t.at(s.to)
			switch {
			case s.first:
				t.MoveTo(x, y)
			case s.curved:
				cx, cy := t.at(s.control)
				t.QuadraticTo(cx, cy, x, y)
			default:
				t.LineTo(x, y)
			}
		}
		t.Fill()
	}
	p.paint(shape{g.bounds, fineStroke, image.Pt(glyphTile, glyphTile), everywhere, draw}, c)
}

// glyph is the outline of a character in device pixels.
type glyph struct {
	at      scene.Point // of the origin, CSS pixels
	size    float64
	painter *painter
	steps   []step
	bounds  box
}

type step struct {
	to, control   scene.Point
	first, curved bool
}

var _ font.Sink = (*glyph)(nil)

// point maps ems to device pixels.
func (g *glyph) point(x, y float64) scene.Point {
	pt := scene.Point{X: g.painter.device(g.at.X + x*g.size), Y: g.painter.device(g.at.Y + y*g.size)}
	g.bounds = g.bounds.with(pt) // a control point is never inside its curve
	return pt
}

// MoveTo begins a contour.
func (g *glyph) MoveTo(x, y float64) {
	g.steps = append(g.steps, step{to: g.point(x, y), first: true})
}

// LineTo goes straight on.
func (g *glyph) LineTo(x, y float64) { g.steps = append(g.steps, step{to: g.point(x, y)}) }

// QuadTo goes on in a curve.
func (g *glyph) QuadTo(cx, cy, x, y float64) {
	g.steps = append(g.steps, step{to: g.point(x, y), control: g.point(cx, cy), curved: true})
}
