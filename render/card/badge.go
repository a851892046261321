package card

import (
	"math"

	"chartd/render/font"
	"chartd/render/param"
	"chartd/render/scene"
)

// Badge is one flat badge of two fields: what, and how it is.
type Badge struct {
	Value string // never empty
	Label string // the field on the left; there is none when it is empty
	Color scene.Color

	live live
	own  bool // Color was asked for
}

// ParseBadge reads the raw query of a badge's URL: v the value, required
// without k0, t the label, s0 the colour of the value's field; k0, tf, cmp, end,
// sig and exp as a card's. The error is a *param.Error.
func ParseBadge(raw string) (Badge, error) {
	q := scan(raw)
	b := Badge{Value: q.text("v"), Label: q.text("t")}
	var err error
	if b.live, err = q.live(b.Value); err != nil {
		return Badge{}, err
	}
	if b.live.ok && b.Value == "" {
		b.Value = noData
	}
	if b.Value == "" {
		return Badge{}, &param.Error{Param: "v"}
	}
	b.Color, _ = param.Stroke(q["s0"], rgb(0x0B6E8F))
	b.own = q["s0"] != ""
	b.Color.A = 0xFF // words are read on it, so nothing may shine through
	return b, nil
}

// Key identifies the picture of the badge, as Card.Key does.
func (b Badge) Key() [16]byte {
	return digest(b.live.append(appendText(append([]byte("badge"), b.Color.R, b.Color.G, b.Color.B), b.Value, b.Label), b.own))
}

// The measures of a badge, in CSS pixels.
const (
	badgeHeight = 20
	badgeRadius = 4
	badgeSize   = 11  // of the type
	badgePad    = 7   // between a word and the outer edge
	badgeInner  = 6   // between a word and the other field
	badgeField  = 600 // the widest word
)

// Layout is the picture of the badge: 20 px high, as wide as its words.
func (b Badge) Layout() scene.Scene {
	s := scene.Scene{Height: badgeHeight, Title: b.Value, Desc: b.Value + "."}
	if b.Label != "" {
		s.Title = b.Label + ": " + b.Value
		s.Desc = ""
	}
	split := 0.0
	if b.Label != "" {
		split = b.field(&s, b.Label, 0, rgb(0x4B535D))
	}
	s.Width = b.field(&s, b.Value, split, b.Color)
	return s
}

// field adds one field with its left edge at x and returns its right edge.
func (b Badge) field(s *scene.Scene, word string, x float64, ground scene.Color) float64 {
	word = font.Fit(word, badgeSize, badgeField)
	before, after := float64(badgePad), float64(badgePad)
	roundLeft, roundRight := x == 0, true
	if x > 0 {
		before = badgeInner
	} else if b.Label != "" {
		after, roundRight = badgeInner, false
	}
	width := font.Width(word, badgeSize)
	right := math.Ceil(x + before + width + after)
	outline := rounded(x, 0, right, badgeHeight, badgeRadius, roundLeft, roundRight)
	s.Paths = append(s.Paths, scene.Path{Lines: [][]scene.Point{outline}, Closed: true, Fill: scene.Plain(ground)})
	// Capitals stand in the middle: their height is 0.69 of the size.
	base := math.Round((badgeHeight + font.CapHeight*badgeSize) / 2)
	middle := x + before + (right-x-before-after)/2
	s.Texts = append(s.Texts, scene.Text{At: scene.Point{X: middle, Y: base}, Anchor: scene.Middle, Size: badgeSize,
		Ink: scene.Plain(readable(ground, rgb(0xFFFFFF), light.title)), Text: word, Length: width})
	return right
}

// AppendSVG appends the badge as SVG.
func (b Badge) AppendSVG(dst []byte) []byte {
	s := b.Layout()
	return appendSVG(dst, &s)
}

// rounded is the outline of a box, clockwise, with its left and its right
// corners round or not.
func rounded(x0, y0, x1, y1, radius float64, left, right bool) []scene.Point {
	radius = max(min(radius, (x1-x0)/2, (y1-y0)/2), 0)
	var out []scene.Point
	out = corner(out, x0, y0, radius, left, math.Pi)
	out = corner(out, x1, y0, radius, right, 1.5*math.Pi)
	out = corner(out, x1, y1, radius, right, 0)
	return corner(out, x0, y1, radius, left, 0.5*math.Pi)
}

// corner adds a corner: a quarter of a circle that begins at the angle. A chord
// is never more than 0.03 px from its arc.
func corner(out []scene.Point, x, y, radius float64, round bool, from float64) []scene.Point {
	if !round || radius < 0.5 {
		return append(out, scene.Point{X: x, Y: y})
	}
	steps := int(math.Ceil(math.Pi / 4 / math.Acos(1-min(0.03/radius, 1))))
	middle := from + math.Pi/4
	cx := x - math.Copysign(radius, math.Cos(middle))
	cy := y - math.Copysign(radius, math.Sin(middle))
	for i := range steps + 1 {
		sin, cos := math.Sincos(from + math.Pi/2*float64(i)/float64(steps))
		out = append(out, scene.Point{X: cx + radius*cos, Y: cy + radius*sin})
	}
	return out
}
