package card

import (
	"math"
	"unicode/utf8"

	"chartd/render/font"
	"chartd/render/mark"
	"chartd/render/scale"
	"chartd/render/scene"
)

// draw adds the nodes of the parts that fit.
func (l *layout) draw() {
	if l.has.spark {
		l.drawSpark()
	}
	if l.has.label {
		l.say(l.label, l.words.x0-bearing(l.label)*l.labelSize, l.labelBase(), l.labelSize, l.inks.quiet)
	}
	l.say(l.value, l.words.x0-bearing(l.value)*l.valueSize, l.valueBase(), l.valueSize, l.inks.title)
	if l.has.delta {
		l.drawDelta()
		// The change stands behind the value, so the value keeps its width.
		l.to.Texts[len(l.to.Texts)-2].Length = font.Width(l.value, l.valueSize)
	}
}

func (l *layout) say(text string, x, y, size float64, ink scene.Ink) {
	l.to.AddText(scene.Text{At: scene.Point{X: x, Y: y}, Size: size, Ink: ink, Text: text})
}

// bearing is the space left of a text's first character, in ems. Label and value
// are moved by it, so that their ink stands in one line with the sparkline.
func bearing(text string) float64 {
	first, _ := utf8.DecodeRuneInString(text)
	e := edge(1)
	font.Outline(first, &e)
	if e >= 0.2 {
		return 0
	}
	return max(float64(e), 0)
}

// edge is the least x of an outline.
type edge float64

func (e *edge) MoveTo(x, _ float64)       { *e = min(*e, edge(x)) }
func (e *edge) LineTo(x, _ float64)       { *e = min(*e, edge(x)) }
func (e *edge) QuadTo(_, _, x, _ float64) { *e = min(*e, edge(x)) }

// drawDelta draws the change: a triangle says its direction too, so that
// nobody has to tell green from red.
func (l *layout) drawDelta() {
	ink := l.inks.quiet
	switch l.card.Trend {
	case Up:
		ink = l.inks.good
	case Down:
		ink = l.inks.danger
	}
	if l.card.Trend != Flat {
		side := l.deltaSize * 0.62
		high := side * 0.82
		flat := l.deltaY - (font.CapHeight*l.deltaSize-high)/2
		tip := flat - high
		if l.card.Trend == Down {
			flat, tip = tip, flat
		}
		l.to.To(l.deltaX, flat)
		l.to.To(l.deltaX+side/2, tip)
		l.to.To(l.deltaX+side, flat)
		l.to.Add(scene.Path{Closed: true, Fill: ink})
	}
	l.say(l.card.Delta, l.deltaX+l.triangle(), l.deltaY, l.deltaSize, ink)
}

// drawSpark draws the sparkline: its ground, its line and a dot on the last
// value.
func (l *layout) drawSpark() {
	width := min(max(2*math.Sqrt(l.unit), 1.5), 6)
	dot := width * 2.2
	values := l.card.Spark
	_, _, low, high, _ := observe(values)
	top, bottom := l.spark.y0+dot/2, l.spark.y1
	p := &mark.Plane{
		Values: values,
		X:      scale.NewLinear(0, float64(max(len(values)-1, 1)), l.spark.x0+width/2, l.spark.x1-dot/2),
		Y:      scale.NewLinear(low, high, bottom-max(width, 0.12*l.spark.height()), top),
		Top:    top, Bottom: bottom,
		// Columns of two pixels: a card is looked at, not read.
		Columns: int(l.spark.width() / 2),
	}
	if len(values) == 1 {
		p.X = scale.NewLinear(-1, 1, l.spark.x0, l.spark.x1) // a lone point stands in the middle
	}
	if low == high {
		p.Y = scale.NewLinear(low, low+1, (top+bottom)/2, top)
	}
	ink := scene.Plain(l.card.Stroke)
	mark.Area(&l.to, p, false, scene.Plain(faint(l.card.Stroke, 0.16)))
	mark.Line(&l.to, p, false, scene.Stroke{Ink: ink, Width: width, Dash: l.card.Dash})
	if at, ok := p.Last(); ok {
		mark.Dot(&l.to, at, dot, ink)
	}
}
