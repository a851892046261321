package png

import "chartd/render/scene"

// A canvas blends the current ink into a picture by the coverage it is given.
type canvas interface {
	plotter
	// row blends one pixel a column, from (x, y) to the right.
	row(x, y int, levels []uint8)
	// dip makes a colour the current ink.
	dip(c scene.Color)
}

// A painter draws the nodes of a scene on a canvas.
type painter struct {
	ratio   float64
	canvas  canvas
	raster  raster
	stroker stroker
	atlas   atlas
	points  []point
	levels  []uint8 // of one row
	full    *bool   // set when drawing on is useless
}

var _ scene.Painter = (*painter)(nil)

// Path fills the lines, then strokes them.
func (p *painter) Path(n *scene.Path) {
	if n.Fill.Light.A > 0 && !*p.full {
		p.fill(n)
	}
	if n.Stroke.Ink.Light.A > 0 && n.Stroke.Width > 0 && !*p.full {
		p.stroke(n)
	}
}

func (p *painter) fill(n *scene.Path) {
	p.canvas.dip(n.Fill.Light)
	for _, line := range n.Lines {
		p.place(line)
		for i, a := range p.points {
			p.raster.side(a, p.points[(i+1)%len(p.points)])
		}
	}
	p.raster.fill(p.canvas)
}

func (p *painter) stroke(n *scene.Path) {
	p.canvas.dip(n.Stroke.Ink.Light)
	p.stroker.begin(n.Stroke, p.ratio, &p.raster)
	if p.rules(n) {
		return
	}
	for _, line := range n.Lines {
		p.place(line)
		p.points = p.stroker.line(p.points, n.Closed)
	}
	p.raster.stroke(&p.stroker, p.canvas)
}

// place puts the points of a line into p.points, in pixels.
func (p *painter) place(line []scene.Point) {
	p.points = p.points[:0]
	for _, pt := range line {
		if q, ok := place(pt, p.ratio); ok {
			p.points = append(p.points, q)
		}
	}
}

// Text draws a line of text.
func (p *painter) Text(n *scene.Text) {
	if n.Ink.Light.A > 0 && !*p.full {
		p.canvas.dip(n.Ink.Light)
		p.write(n)
	}
}
