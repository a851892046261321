// Package axis turns ticks that have a place and a label into texts and lines,
// and says how much room they need.
//
// It knows no series and no file format. Places are pixels of the picture.
package axis

import (
	"chartd/render/font"
	"chartd/render/scene"
)

// Box of a line of text as fractions of its size: how far it reaches over and
// under the base line in Liberation Sans (.905, .212) and in DejaVu Sans (.928,
// .236), whichever is more.
const (
	Above = 0.93
	Below = 0.24
)

// Gap is the air between a label and the plot, in pixels.
const Gap = 8

// Tick is one place of an axis and what is written there.
type Tick struct {
	At   float64 // pixels of the picture, along the axis
	Text string
}

// Style is how the labels of an axis look.
type Style struct {
	Size float64 // pixels
	Ink  scene.Ink
}

// Over is how far a label of the given size, centred on a tick, reaches above
// it, in pixels.
func Over(size float64) float64 { return (Above - font.CapHeight/2) * size }

// Under is how far it reaches below.
func Under(size float64) float64 { return (Below + font.CapHeight/2) * size }

// Widest is the room that the widest label may take in any reader's face.
func Widest(ticks []Tick, size float64) float64 {
	w := 0.0
	for i := range ticks {
		w = max(w, font.Room(ticks[i].Text, size))
	}
	return w
}

// Left appends labels that end Gap pixels left of x, each centred on its tick.
func Left(to []scene.Text, ticks []Tick, x float64, s Style) []scene.Text {
	return column(to, ticks, scene.Text{At: scene.Point{X: x - Gap}, Anchor: scene.End}, s)
}

// Right appends labels that begin Gap pixels right of x, each centred on its
// tick.
func Right(to []scene.Text, ticks []Tick, x float64, s Style) []scene.Text {
	return column(to, ticks, scene.Text{At: scene.Point{X: x + Gap}, Anchor: scene.Start}, s)
}

// column appends one label below the other, in the place and anchor of t.
func column(to []scene.Text, ticks []Tick, t scene.Text, s Style) []scene.Text {
	t.Size, t.Ink = s.Size, s.Ink
	for i := range ticks {
		t.At.Y = ticks[i].At + font.CapHeight/2*s.Size
		t.Text = ticks[i].Text
		to = append(to, t)
	}
	return to
}

// Span is a part of the picture, from left to right or from top to bottom.
type Span struct{ From, To float64 }

// Bottom appends labels that hang below y, each centred on its tick and moved
// inside the span where it would leave it.
func Bottom(to []scene.Text, ticks []Tick, y float64, in Span, s Style) []scene.Text {
	base := y + Under(s.Size) + Above*s.Size + 0.5 // clear of the lowest label of a y axis
	for i := range ticks {
		room := font.Room(ticks[i].Text, s.Size)
		x := min(max(ticks[i].At, in.From+room/2), in.To-room/2)
		to = append(to, scene.Text{At: scene.Point{X: x, Y: base}, Anchor: scene.Middle,
			Size: s.Size, Ink: s.Ink, Text: ticks[i].Text})
	}
	return to
}

// Height is how far the labels of Bottom reach below the plot.
func Height(size float64) float64 { return Under(size) + 0.5 + (Above+Below)*size }

// Grid draws a line through the plot at every tick of a y axis.
func Grid(to *scene.Draft, ticks []Tick, in Span, ink scene.Ink) {
	for i := range ticks {
		y := snap(ticks[i].At)
		to.To(in.From, y)
		to.To(in.To, y)
		to.Break()
	}
	to.Add(hair(ink))
}

// Marks draws a short line below the plot at every tick of a time axis, and
// with line the foot of the plot as well.
func Marks(to *scene.Draft, ticks []Tick, y float64, foot Span, line bool, ink scene.Ink) {
	const long = 4
	if line {
		to.To(foot.From, snap(y))
		to.To(foot.To, snap(y))
		to.Break()
	}
	for i := range ticks {
		x := snap(ticks[i].At)
		to.To(x, snap(y)+0.5)
		to.To(x, snap(y)+0.5+long)
		to.Break()
	}
	to.Add(hair(ink))
}

// Posts draws an upright line through the plot at every place, which are in
// order; of two in one column of pixels it draws one.
func Posts(to *scene.Draft, places []float64, in Span, style scene.Stroke) {
	before := 0.0
	for _, at := range places {
		if x := snap(at); x != before {
			to.To(x, in.From)
			to.To(x, in.To)
			to.Break()
			before = x
		}
	}
	to.Add(scene.Path{Stroke: style})
}

// hair is a line of one pixel with square ends.
func hair(ink scene.Ink) scene.Path {
	return scene.Path{Stroke: scene.Stroke{Ink: ink, Width: 1, Butt: true}}
}

// snap moves a line of one pixel to the middle of a row or column of pixels,
// so that it is sharp.
func snap(v float64) float64 { return float64(int(v+0.5)) + 0.5 }

// Fit reports whether labels placed by Bottom leave the gap between them and
// stay inside the span.
func Fit(ticks []Tick, in Span, gap float64, size float64) bool {
	free := in.From
	for i := range ticks {
		room := font.Room(ticks[i].Text, size)
		from := min(max(ticks[i].At-room/2, in.From), in.To-room)
		if from < free {
			return false
		}
		free = from + room + gap
	}
	return true
}
