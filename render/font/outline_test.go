package font_test

import (
	"math"
	"testing"

	"chartd/render/font"
)

// A pen sums the area of what it is shown and holds its bounds, and notes
// contours that stay open.
type pen struct {
	area                   float64
	fromX, fromY, x, y     float64
	left, right, top, foot float64
	open, drawing          bool
}

func (p *pen) MoveTo(x, y float64) {
	p.shut()
	p.fromX, p.fromY, p.x, p.y = x, y, x, y
	p.drawing = true
}

func (p *pen) LineTo(x, y float64) {
	p.area += (p.x*y - x*p.y) / 2
	p.x, p.y = x, y
	p.left, p.right = min(p.left, x), max(p.right, x)
	p.top, p.foot = min(p.top, y), max(p.foot, y)
}

func (p *pen) QuadTo(cx, cy, x, y float64) {
	x0, y0 := p.x, p.y
	for i := 1; i <= 8; i++ {
		t := float64(i) / 8
		u := 1 - t
		p.LineTo(u*u*x0+2*u*t*cx+t*t*x, u*u*y0+2*u*t*cy+t*t*y)
	}
}

func (p *pen) shut() {
	if p.drawing && math.Hypot(p.x-p.fromX, p.y-p.fromY) > 1e-9 {
		p.open = true
	}
}

func drawn(r rune) *pen {
	p := &pen{left: math.Inf(1), right: math.Inf(-1), top: math.Inf(1), foot: math.Inf(-1)}
	font.Outline(r, p)
	p.shut()
	return p
}

func TestEveryOutline(t *testing.T) {
	drew := 0
	for r := rune(0); r <= 0xFFFF; r++ {
		p := drawn(r)
		if !p.drawing {
			continue
		}
		drew++
		if p.open {
			t.Errorf("%U: a contour does not end where it began", r)
		}
		if p.left < -1.5 || p.right > 2.5 || p.top < -1.5 || p.foot > 0.7 {
			t.Errorf("%U: got bounds %v %v %v %v", r, p.left, p.top, p.right, p.foot)
		}
	}
	if drew < 50000 {
		t.Errorf("got %d outlines, boxes included, want above 50000", drew)
	}
}

func TestOutlineStandsOnTheBaseLine(t *testing.T) {
	p := drawn('H')
	if p.foot != 0 || math.Abs(p.top+font.CapHeight) > 1e-9 {
		t.Errorf("H: got %v to %v, want %v to 0", p.top, p.foot, -font.CapHeight)
	}
	if g := drawn('g'); g.foot <= 0 || g.foot > font.Descent {
		t.Errorf("g: got foot %v, want above 0 and at most %v", g.foot, font.Descent)
	}
	if a := drawn('Á'); -a.top > font.Ascent || -a.top < font.CapHeight {
		t.Errorf("Á: got top %v", a.top)
	}
}

func TestWhatTheFaceLacksIsAHollowBox(t *testing.T) {
	for _, r := range []rune{'漢', '😀', '\uFFFD', '\U0010FFFF'} {
		if font.Has(r) {
			t.Errorf("%U: the face is said to have it", r)
		}
		p := drawn(r)
		solid := (p.right - p.left) * (p.foot - p.top)
		if p.foot != 0 || p.left <= 0 || p.right >= 1 || p.top != -font.CapHeight {
			t.Errorf("%U: got box %v %v %v %v", r, p.left, p.top, p.right, p.foot)
		}
		if hollow := math.Abs(p.area); hollow < 0.1 || hollow > solid/2 {
			t.Errorf("%U: got area %v of %v, want a frame", r, hollow, solid)
		}
	}
}

func TestNothingIsDrawnForWhatIsNotShown(t *testing.T) {
	for _, r := range []rune{' ', '\u00A0', '\t', '\n', 0, '\u200D', '\uFE0F', '\u00AD', '\u202E', '\u0951'} {
		if drawn(r).drawing {
			t.Errorf("%U: got an outline", r)
		}
	}
}
