package png

import (
	"math/rand/v2"
	"testing"

	"chartd/render/scene"
)

// A level or upright line is drawn as a box; with a third point on it, as any
// other stroke. Both give the same pixels.
func TestRulesAreDrawnAsStrokesAre(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for round := range 200 {
		x, y := 3+10*rnd.Float64(), 3+10*rnd.Float64()
		if round%2 == 0 {
			x, y = float64(int(x)), float64(int(y))+0.5
		}
		length, width := 5+20*rnd.Float64(), 0.3+3*rnd.Float64()
		from, middle, to := scene.Point{X: x, Y: y}, scene.Point{X: x + length/2, Y: y}, scene.Point{X: x + length, Y: y}
		if round%3 == 0 {
			middle, to = scene.Point{X: x, Y: y + length/2}, scene.Point{X: x, Y: y + length}
		}
		rule := stroked(black, width, []scene.Point{from, to})
		line := stroked(black, width, []scene.Point{from, middle, to})
		rule.Stroke.Butt, line.Stroke.Butt = true, true
		got, want := shoot(t, 25, 25, white, rule), shoot(t, 25, 25, white, line)
		for i := range got.pix {
			if d := differs(got.pix[i], want.pix[i]); d > 1+255/steps {
				t.Fatalf("round %d, %d,%d: got %v, want %v", round, i%25, i/25, got.pix[i], want.pix[i])
			}
		}
	}
}

func TestRulesThatMeetAreOneShape(t *testing.T) {
	half := scene.Color{R: 200, A: 128}
	for name, lines := range map[string][][]scene.Point{
		"a cross":               {pts(2, 10, 18, 10), pts(10, 2, 10, 18)},
		"one over the other":    {pts(2, 10, 18, 10), pts(6, 11, 12, 11)},
		"neighbours in a pixel": {pts(2, 10.3, 18, 10.3), pts(2, 12.6, 18, 12.6)},
	} {
		grid := stroked(half, 2, lines...)
		grid.Stroke.Butt = true
		s := shoot(t, 20, 20, white, grid)
		flat := shoot(t, 1, 1, white, filled(half, box(0, 0, 1, 1))).at(0, 0)
		dark := false
		for i, p := range s.pix {
			dark = dark || p == flat
			if p.G < flat.G {
				t.Fatalf("%s: pixel %d is %v, want nothing darker than %v", name, i, p, flat)
			}
		}
		if !dark {
			t.Errorf("%s: nothing was drawn in full", name)
		}
	}
}
