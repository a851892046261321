package png

import (
	"math"
	"math/rand/v2"
	"testing"

	"chartd/render/scene"
)

// inside reports whether a position is on a stroke, from its definition: no
// further than half of the width from a side.
func inside(x, y float64, line []scene.Point, half float64) bool {
	for i := range len(line) - 1 {
		a, b := line[i], line[i+1]
		dx, dy := b.X-a.X, b.Y-a.Y
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = min(max(((x-a.X)*dx+(y-a.Y)*dy)/l, 0), 1)
		}
		if math.Hypot(x-a.X-t*dx, y-a.Y-t*dy) <= half {
			return true
		}
	}
	return false
}

// Every pixel of random strokes is about as dark as the share of 144 positions
// in it that are on the stroke.
func TestStrokesCoverWhatTheyShould(t *testing.T) {
	const grid = 12
	rnd := rand.New(rand.NewPCG(5, 6))
	for round := range 40 {
		width := 1.5 + 4*rnd.Float64()
		var line []scene.Point
		for range 2 + rnd.IntN(4) {
			line = append(line, scene.Point{X: 2 + 26*rnd.Float64(), Y: 2 + 26*rnd.Float64()})
		}
		s := shoot(t, 30, 30, white, stroked(black, width, line))
		sum := 0.0
		for i, p := range s.pix {
			n := 0
			for j := range grid * grid {
				x := float64(i%30) + (float64(j%grid)+0.5)/grid
				y := float64(i/30) + (float64(j/grid)+0.5)/grid
				if inside(x, y, line, width/2) {
					n++
				}
			}
			got, want := float64(255-p.R)/255, float64(n)/(grid*grid)
			sum += math.Abs(got - want)
			if math.Abs(got-want) > 0.5 { // in a sharp inner corner
				t.Fatalf("round %d, %d,%d: got %.2f, want %.2f of %v, width %v", round, i%30, i/30, got, want, line, width)
			}
		}
		if mean := sum / 900; mean > 0.01 {
			t.Errorf("round %d: got a mean difference of %.4f, want at most 0.01", round, mean)
		}
	}
}

// The same for areas, of three corners: random ones, most with slivers.
func TestAreasCoverWhatTheyShould(t *testing.T) {
	const grid = 12
	rnd := rand.New(rand.NewPCG(7, 8))
	for round := range 60 {
		var c [3]scene.Point
		for i := range c {
			c[i] = scene.Point{X: -10 + 50*rnd.Float64(), Y: -10 + 50*rnd.Float64()}
		}
		s := shoot(t, 30, 30, white, filled(black, c[:]))
		for i, p := range s.pix {
			n := 0
			for j := range grid * grid {
				x := float64(i%30) + (float64(j%grid)+0.5)/grid
				y := float64(i/30) + (float64(j/grid)+0.5)/grid
				if within(c, x, y) {
					n++
				}
			}
			if got, want := float64(255-p.R)/255, float64(n)/(grid*grid); math.Abs(got-want) > 0.08 {
				t.Fatalf("round %d, %d,%d: got %.2f, want %.2f of %v", round, i%30, i/30, got, want, c)
			}
		}
	}
}

func within(c [3]scene.Point, x, y float64) bool {
	left, right := 0, 0
	for i, a := range c {
		b := c[(i+1)%3]
		if (b.X-a.X)*(y-a.Y)-(b.Y-a.Y)*(x-a.X) > 0 {
			left++
		} else {
			right++
		}
	}
	return left == 3 || right == 3
}

// Dense lines are drawn by the same rule: columns of one pixel that jump up and
// down leave smooth ends and sides, not a staircase of full pixels.
func TestDenseColumnsAreSmooth(t *testing.T) {
	var line []scene.Point
	for i := range 200 {
		y := 20 + 12*math.Sin(float64(i)/9) + 15*float64(i%2)
		line = append(line, scene.Point{X: 5 + float64(i)/4, Y: y})
	}
	s := shoot(t, 60, 60, white, stroked(black, 2, line))
	grades := map[uint8]int{}
	for i, p := range s.pix {
		grades[p.R]++
		x, y := float64(i%60)+0.5, float64(i/60)+0.5
		switch {
		case inside(x, y, line, 0.45) && p.R != 0:
			t.Fatalf("%v,%v: got %d inside of the line, want 0", x, y, p.R)
		case !inside(x, y, line, 1.55) && p.R != 255:
			t.Fatalf("%v,%v: got %d outside of the line, want 255", x, y, p.R)
		}
	}
	if len(grades) < steps {
		t.Errorf("got %d grades of grey, want all %d", len(grades), steps+1)
	}
}

// agree holds a picture of a palette to the same in truecolour, as both are
// seen on black and on white: few pixels differ, fewer by more than a step of
// coverage, and none by more than four. Only edges may: what covers a
// pixel and its neighbours alike is the same in both.
func agree(t *testing.T, name string, got, want *shot) {
	t.Helper()
	other, more := 0, 0
	for i := range got.pix {
		a, b := look(pack(scene.Color(got.pix[i]))), look(pack(scene.Color(want.pix[i])))
		d := a.apart(&b, 256)
		if d > 2 {
			other++
		}
		if d > 1+step {
			more++
		}
		if d > 1+4*step {
			t.Fatalf("%s: pixel %d: got %v, want %v", name, i, got.pix[i], want.pix[i])
		}
	}
	all := float64(len(got.pix))
	if float64(other)/all > 0.03 || float64(more)/all > 0.005 {
		t.Errorf("%s: %.4f of all pixels differ, %.4f by more than a step; want at most 0.03 and 0.005", name, float64(other)/all, float64(more)/all)
	}
}

func TestPaletteAndTruecolorAgree(t *testing.T) {
	for _, c := range charts {
		var indexed Encoder
		truecolor := Encoder{always: true}
		agree(t, c.name, decode(t, indexed.Append(nil, c.scene(), 2)), decode(t, truecolor.Append(nil, c.scene(), 2)))
	}
}

// Two translucent areas and their lines cross on every kind of ground.
func TestPaletteAndTruecolorAgreeOnAnyGround(t *testing.T) {
	for _, ground := range []scene.Color{{}, white, {R: 13, G: 17, B: 23, A: 255}, {R: 13, G: 17, B: 23, A: 100}} {
		s := sceneG()
		s.Background = scene.Plain(ground)
		var indexed Encoder
		truecolor := Encoder{always: true}
		got, want := decode(t, indexed.Append(nil, s, 1)), decode(t, truecolor.Append(nil, s, 1))
		if indexed.indexed.full || indexed.indexed.colors == 0 {
			t.Errorf("%v: the palette did not suffice", ground)
		}
		agree(t, ground.String(), got, want)
	}
}
