// Package scene is a picture before it has a format: paths and texts with
// their style, in CSS pixels, y growing downwards.
//
// It knows no data, no file format and no font file. Layouts fill a Scene,
// painters (render/svg, render/png, render/canvas) draw it, and the same scene
// gives the same picture in each of them.
//
// # Why
//
// Nodes carry their style, so a painter keeps no pen and can draw any node
// first. All paths lie below all texts: a chart never covers its own words,
// and two plain slices can be used again for the next picture without garbage.
package scene

// Point is a position in CSS pixels from the top left corner.
type Point struct{ X, Y float64 }

// Color is a colour with straight (not premultiplied) alpha. The zero Color
// draws nothing.
type Color struct{ R, G, B, A uint8 }

// Ink is a colour as readers on a light page and readers on a dark page see
// it. The two differ only in pictures that follow the reader (theme=auto);
// painters without such readers use Light.
type Ink struct{ Light, Dark Color }

// Plain is the ink that every reader sees alike.
func Plain(c Color) Ink { return Ink{c, c} }

// Visible reports whether the ink draws anything.
func (k Ink) Visible() bool { return k.Light.A > 0 || k.Dark.A > 0 }

// Dash is the rhythm of a stroke.
type Dash uint8

const (
	Solid  Dash = iota
	Dashed      // 6 px line, 4 px gap
	Dotted      // 1 px line, 4 px gap, round caps: a row of dots
)

// Pattern returns the lengths of line and gap in CSS pixels, 0 and 0 for Solid.
func (d Dash) Pattern() (line, gap float64) {
	switch d {
	case Dashed:
		return 6, 4
	case Dotted:
		return 1, 4
	}
	return 0, 0
}

// Stroke is the style of a line. Joins are always round.
type Stroke struct {
	Ink   Ink
	Width float64 // CSS pixels
	Dash  Dash    // starts anew with every line of a path
	Butt  bool    // ends cut off square (grid, axis); otherwise they are round
}

// Path is one or more polylines of one style, filled first (non-zero winding
// over all lines), then stroked as one shape: where its lines cross, a
// translucent stroke is not darker. A line of a single point is a dot as wide
// as the stroke.
type Path struct {
	Lines  [][]Point
	Closed bool // every line ends where it began
	Fill   Ink
	Stroke Stroke
}

// Anchor says which end of a text its position names.
type Anchor uint8

const (
	Start Anchor = iota
	Middle
	End
)

// Text is one line of text in the one face of all pictures.
type Text struct {
	At     Point // on the base line, at the anchor
	Anchor Anchor
	Size   float64 // CSS pixels
	Ink    Ink
	Text   string // untrusted: painters escape it
	// Length, when above 0, is the width the text must be squeezed or stretched to
	// where the reader's face may differ from ours (SVG); a raster painter that
	// has the face may ignore it.
	Length float64
}

// Small is how the picture differs where it is shown smaller than it was
// made: other, larger texts, and the paths moved to leave room for them.
type Small struct {
	// Below is the share of its own size, in (0, 1], at which the picture is
	// shown when this takes over.
	Below float64
	// Plot maps all paths of the scene.
	Plot Affine
	// Texts replace the texts of the scene; sizes and positions are in the
	// pixels of the whole picture.
	Texts []Text
}

// Affine is a map without rotation: x' = X*x + DX, y' = Y*y + DY.
type Affine struct{ X, Y, DX, DY float64 }

// Scene is one picture.
type Scene struct {
	Width, Height float64
	Title         string // plain text, may be empty; untrusted
	Desc          string // one sentence about the picture; untrusted
	Background    Ink    // below everything; zero is transparent
	Paths         []Path // in drawing order
	Texts         []Text // above all paths
	// Small, from the largest Below to the smallest, is for painters whose
	// pictures are scaled by the reader (SVG). Others ignore it.
	Small []Small
}

// Painter draws nodes in the order they are given. It must not keep the
// pointers, nor the slices behind them.
type Painter interface {
	Path(*Path)
	Text(*Text)
}

// Paint hands every node of the picture, as shown at its own size, to the
// painter: paths first, then texts.
func (s *Scene) Paint(to Painter) {
	for i := range s.Paths {
		to.Path(&s.Paths[i])
	}
	for i := range s.Texts {
		to.Text(&s.Texts[i])
	}
}
