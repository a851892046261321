package mark

import (
	"math"

	"chartd/render/scene"
)

// Line draws the series as one path: from value to value, or with step holding
// each value until the next one's place and moving up or down there (contract,
// section 4: N points have N-1 horizontal runs). A value between two gaps is a
// dot of twice the line's width, or it would be overlooked.
func Line(to *scene.Draft, p *Plane, step bool, style scene.Stroke) {
	point := to.To
	if step {
		point = func(x, y float64) { stepTo(to, x, y) }
	}
	lone := false
	end := func() {
		if to.Len() == 1 {
			lone = true
			to.Drop()
		}
		to.Break()
	}
	p.visit(point, end)
	end()
	if to.Add(scene.Path{Stroke: style}); style.Dash != scene.Solid {
		p.undash(to)
	}
	if lone {
		dots(to, p, scene.Stroke{Ink: style.Ink, Width: 2 * style.Width})
	}
}

// undash makes the line just drawn solid where it is so long for its plot that
// its dashes would be a thicket: nobody could read them, and millions of them
// take a minute to draw.
func (p *Plane) undash(to *scene.Draft) {
	if len(to.Paths) == 0 {
		return
	}
	const most = 32 // times around the plot
	room := most * 2 * (float64(p.Columns) + p.Bottom - p.Top)
	last := &to.Paths[len(to.Paths)-1]
	for _, line := range last.Lines {
		for i := 1; i < len(line); i++ {
			room -= math.Hypot(line[i].X-line[i-1].X, line[i].Y-line[i-1].Y)
		}
	}
	if room < 0 {
		last.Stroke.Dash = scene.Solid
	}
}

// dots draws only what has a gap on both sides.
func dots(to *scene.Draft, p *Plane, style scene.Stroke) {
	end := func() {
		if to.Len() > 1 {
			to.Drop()
		}
		to.Break()
	}
	p.visit(to.To, end)
	end()
	to.Add(scene.Path{Stroke: style})
}

// stepTo goes level to x, then straight to y.
func stepTo(to *scene.Draft, x, y float64) {
	if to.Len() > 0 {
		if last := to.Last(); last.Y != y {
			to.To(x, last.Y)
		}
	}
	to.To(x, y)
}

// Area fills the ground between the line of the series and the bottom of the
// plot.
func Area(to *scene.Draft, p *Plane, step bool, fill scene.Ink) {
	point := to.To
	if step {
		point = func(x, y float64) { stepTo(to, x, y) }
	}
	ground := func() {
		if to.Len() < 2 {
			to.Drop() // a lone value has no ground below it
			return
		}
		first, last := to.First(), to.Last()
		to.To(last.X, p.Bottom)
		to.To(first.X, p.Bottom)
		to.Break()
	}
	p.visit(point, ground)
	ground()
	to.Add(scene.Path{Closed: true, Fill: fill})
}

// Dot draws a disc of the given diameter.
func Dot(to *scene.Draft, at scene.Point, diameter float64, ink scene.Ink) {
	to.To(at.X, at.Y)
	to.Add(scene.Path{Stroke: scene.Stroke{Ink: ink, Width: diameter}})
}
