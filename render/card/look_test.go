package card

import (
	"math"
	"testing"

	"chartd/render/scene"

	"pgregory.net/rapid"
)

func TestContrast(t *testing.T) {
	for _, row := range []struct {
		name string
		a, b uint32
		want float64
	}{
		{"black on white", 0x000000, 0xFFFFFF, 21},
		{"a colour on itself", 0x4991AE, 0x4991AE, 1},
		{"the neutral grey on white", 0x767676, 0xFFFFFF, 4.54},
		{"the accent on white", 0x0B6E8F, 0xFFFFFF, 5.77},
		{"quiet words on a light card", 0x57606A, 0xFFFFFF, 6.39},
	} {
		t.Run(row.name, func(t *testing.T) {
			for _, got := range []float64{contrast(rgb(row.a), rgb(row.b)), contrast(rgb(row.b), rgb(row.a))} {
				if math.Abs(got-row.want) > 0.01 {
					t.Errorf("got %.3f, want %.2f", got, row.want)
				}
			}
		})
	}
}

// opaque is any opaque colour.
var opaque = rapid.Custom(func(t *rapid.T) scene.Color { return rgb(rapid.Uint32Range(0, 0xFFFFFF).Draw(t, "rgb")) })

func TestWordsCanBeReadOnEveryBackground(t *testing.T) {
	for name, p := range map[string]palette{"light": light, "dark": dark} {
		for _, c := range []scene.Color{p.title, p.quiet, p.good, p.danger} {
			if got := contrast(c, p.surface); got < enough {
				t.Errorf("%s: %v has %.2f:1", name, c, got)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		bg := opaque.Draw(t, "bg")
		c := Card{Background: bg, OwnBackground: true, Theme: Theme(rapid.IntRange(0, 2).Draw(t, "theme"))}
		k := c.inks()
		for _, ink := range []scene.Ink{k.title, k.quiet, k.good, k.danger} {
			if contrast(ink.Light, bg) < enough || contrast(ink.Dark, bg) < enough {
				t.Fatalf("%v on %v", ink, bg)
			}
		}
	})
}

func TestWordsCanBeReadOnEveryBadge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Badge{Value: "v", Label: "t", Color: opaque.Draw(t, "colour")}
		s := b.Layout()
		for i := range s.Texts {
			if word, ground := s.Texts[i].Ink.Light, s.Paths[i].Fill.Light; contrast(word, ground) < enough {
				t.Fatalf("%v on %v", word, ground)
			}
		}
	})
}

func TestATransparentBackgroundKeepsTheTheme(t *testing.T) {
	c := Card{OwnBackground: true, Theme: Dark}
	if k := c.inks(); k.title.Light != dark.title || k.surface.Visible() {
		t.Errorf("got %+v", k)
	}
}

func TestRoundedCorners(t *testing.T) {
	for _, radius := range []float64{3, 4, 12, 75} {
		line := rounded(0, 0, 200, 200, radius, true, false)
		at := scene.Point{X: radius, Y: radius} // the centre of the first corner
		for i, pt := range line[:len(line)/2] {
			next := line[i+1]
			middle := scene.Point{X: (pt.X + next.X) / 2, Y: (pt.Y + next.Y) / 2}
			if next.X > radius+1e-9 || next.Y > radius {
				break
			}
			if off := radius - math.Hypot(middle.X-at.X, middle.Y-at.Y); off > 0.031 {
				t.Errorf("radius %g: a chord is %.3f px inside its arc", radius, off)
			}
		}
		for _, corner := range []scene.Point{{X: 200, Y: 0}, {X: 200, Y: 200}} {
			found := false
			for _, pt := range line {
				found = found || pt == corner
			}
			if !found {
				t.Errorf("radius %g: no square corner at %v", radius, corner)
			}
		}
	}
}
