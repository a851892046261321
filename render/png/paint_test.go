package png

import (
	"image/color"
	"math"
	"testing"

	"chartd/render/scene"
)

var black = scene.Color{A: 255}

func filled(c scene.Color, lines ...[]scene.Point) scene.Path {
	return scene.Path{Lines: lines, Closed: true, Fill: scene.Plain(c)}
}

func stroked(c scene.Color, width float64, lines ...[]scene.Point) scene.Path {
	return scene.Path{Lines: lines, Stroke: scene.Stroke{Ink: scene.Plain(c), Width: width}}
}

func pts(xy ...float64) []scene.Point {
	var line []scene.Point
	for i := 0; i < len(xy); i += 2 {
		line = append(line, scene.Point{X: xy[i], Y: xy[i+1]})
	}
	return line
}

func box(x0, y0, x1, y1 float64) []scene.Point { return pts(x0, y0, x1, y0, x1, y1, x0, y1) }

// Each row names the darkness of one pixel, of 255, on white.
func TestCoverage(t *testing.T) {
	butt := stroked(black, 2, pts(2, 5, 8, 5))
	butt.Stroke.Butt = true
	upright := stroked(black, 1, pts(5.5, 2, 5.5, 8))
	upright.Stroke.Butt = true
	inner := append(box(2, 2, 8, 8), scene.Point{X: 2, Y: 2})
	hole := pts(4, 4, 4, 6, 6, 6, 6, 4)
	for _, row := range []struct {
		name string
		path scene.Path
		x, y int
		want int
	}{
		{"inside of a box on pixel borders", filled(black, box(2, 3, 8, 7)), 2, 3, 255},
		{"its last pixel", filled(black, box(2, 3, 8, 7)), 7, 6, 255},
		{"the pixel beside it", filled(black, box(2, 3, 8, 7)), 8, 6, 0},
		{"the pixel above it", filled(black, box(2, 3, 8, 7)), 2, 2, 0},
		{"half a pixel in x", filled(black, box(2.5, 3, 8, 7)), 2, 4, 128},
		{"half a pixel in y", filled(black, box(2, 3, 8, 6.5)), 4, 6, 128},
		{"a quarter at the corner", filled(black, box(2.5, 3.5, 8, 7)), 2, 3, 64},
		{"half a pixel cut by a diagonal", filled(black, pts(0, 0, 10, 10, 0, 10)), 4, 4, 128},
		{"a hole that turns the other way", filled(black, inner, hole), 5, 5, 0},
		{"two turns in one are no hole", filled(black, inner, box(4, 4, 6, 6)), 5, 5, 255},
		{"a box that begins above the picture", filled(black, box(2, -5, 8, 5)), 4, 0, 255},
		{"a box that ends below it", filled(black, box(2, 5, 8, 50)), 4, 9, 255},
		{"a box around all of it", filled(black, box(-1e9, -1e9, 1e9, 1e9)), 5, 5, 255},
		{"a slope from far outside", filled(black, pts(-100, 105, 110, -105, 110, 105)), 2, 2, 128},
		{"a level line of 2 px", butt, 2, 4, 255},
		{"its other row", butt, 7, 5, 255},
		{"the row beside it", butt, 4, 6, 0},
		{"before its square end", butt, 1, 4, 0},
		{"after its square end", butt, 8, 4, 0},
		{"an upright line of 1 px", upright, 5, 2, 255},
		{"the pixel beside it", upright, 6, 4, 0},
		{"the end of a round line", stroked(black, 4, pts(3, 5, 7, 5)), 1, 4, 235},
		{"half a pixel of a line", stroked(black, 2, pts(2, 5.5, 8, 5.5)), 5, 4, 128},
		{"a line of half a pixel", stroked(black, 0.5, pts(2, 5.5, 8, 5.5)), 5, 5, 128},
		{"a closed line has its last side", closed(stroked(black, 2, box(2, 2, 8, 8))), 1, 5, 255},
		{"an open line has not", stroked(black, 2, box(2, 2, 8, 8)), 1, 5, 0},
		{"a point that is no number is left out", stroked(black, 2, pts(2, 5, math.NaN(), 3, 8, 5)), 5, 4, 255},
		{"a line from end to end of the world", stroked(black, 2, pts(-1e300, 5, math.Inf(1), 5)), 5, 4, 255},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := shoot(t, 10, 10, white, row.path).at(row.x, row.y)
			dark := 255 - int(got.R)
			if got.A != 255 || dark < row.want-9 || dark > row.want+9 || (row.want%255 == 0 && dark != row.want) {
				t.Errorf("got darkness %d of %v, want %d", dark, got, row.want)
			}
		})
	}
}

func closed(p scene.Path) scene.Path {
	p.Closed = true
	return p
}

func TestSinglePointIsADisc(t *testing.T) {
	for _, line := range [][]scene.Point{pts(10, 10), pts(10, 10, 10, 10)} {
		s := shoot(t, 20, 20, white, stroked(black, 12, line))
		area := 0.0
		for y := range 20 {
			for x := range 20 {
				p := s.at(x, y)
				area += float64(255-int(p.R)) / 255
				if q := s.at(y, x); p != q || p != s.at(19-x, y) {
					t.Fatalf("%d,%d: not as round as it should be", x, y)
				}
			}
		}
		if want := math.Pi * 36; math.Abs(area-want) > 0.02*want {
			t.Errorf("got area %v, want %v", area, want)
		}
	}
}

func TestDashesHaveTheRhythmOfTheScene(t *testing.T) {
	line := stroked(black, 2, pts(0, 3, 40, 3))
	line.Stroke.Dash, line.Stroke.Butt = scene.Dashed, true
	twice := line
	twice.Lines = append(twice.Lines, pts(3, 9, 40, 9))
	var e Encoder
	sc := &scene.Scene{Width: 40, Height: 12, Background: scene.Plain(white), Paths: []scene.Path{twice}}
	s := decode(t, e.Append(nil, sc, 2))
	for x := range 80 {
		if got, want := s.at(x, 5).R == 0, x%20 < 12; got != want {
			t.Errorf("column %d: got ink %v, want %v", x, got, want)
		}
		if got, want := s.at(x, 17).R == 0, x >= 6 && (x-6)%20 < 12; got != want {
			t.Errorf("column %d of the second line, where it starts anew: got ink %v, want %v", x, got, want)
		}
	}
}

func TestDashesGoRoundCorners(t *testing.T) {
	line := stroked(black, 2, pts(2, 2, 6, 2, 6, 40))
	line.Stroke.Dash, line.Stroke.Butt = scene.Dashed, true
	s := shoot(t, 10, 40, white, line)
	for y, want := range map[int]uint8{3: 0, 5: 255, 7: 255, 9: 0, 12: 0, 15: 255} {
		if got := s.at(5, y).R; got != want {
			t.Errorf("row %d: got %d, want %d", y, got, want)
		}
	}
}

func TestDotsAreRoundAndFourApart(t *testing.T) {
	line := stroked(black, 2, pts(4, 5, 60, 5))
	line.Stroke.Dash = scene.Dotted
	s := shoot(t, 60, 10, white, line)
	if a, b := s.at(4, 4).R, s.at(9, 4).R; a > 40 || b != a {
		t.Errorf("got %d and %d in two dots, want the same ink", a, b)
	}
	if got := s.at(6, 4).R; got != 255 {
		t.Errorf("got %d between dots, want white", got)
	}
}

func TestGiganticDashesTakeNoTime(t *testing.T) {
	line := stroked(black, 2, pts(-1e12, 5, 1e12, 5, 5, -1e12, 5, 1e12))
	line.Stroke.Dash = scene.Dashed
	var st stroker
	var r raster
	r.reset(40, 40)
	st.begin(line.Stroke, 2, &r)
	st.line([]point{{-1e8, 10}, {1e8, 10}}, false)
	st.cut(0, 40)
	if n := len(st.capsules); n < 2 || n > 6 {
		t.Errorf("got %d dashes, want those inside of the picture", n)
	}
	shoot(t, 40, 40, white, line)
}

// Five kilometres of dots need no more memory than a strip of them.
func TestDashesOfALargePictureAreMadeInStrips(t *testing.T) {
	line := stroked(black, 2)
	line.Stroke.Dash = scene.Dotted
	var e Encoder
	noise := make([]scene.Point, 2000)
	for x := range noise {
		noise[x] = scene.Point{X: float64(x), Y: float64(x%2) * 1000}
	}
	line.Lines = [][]scene.Point{noise}
	e.draw(&scene.Scene{Width: 2000, Height: 1000, Paths: []scene.Path{line}}, 2000, 1000, 1)
	if n := cap(e.painter.stroker.capsules); n < 1000 || n > 100_000 {
		t.Errorf("room for %d of the 400,000 dots, want the dots of a strip of 131 columns", n)
	}
}

func TestStrokeThatCrossesItselfIsNotDarker(t *testing.T) {
	half := scene.Color{R: 200, A: 128}
	s := shoot(t, 40, 40, white, stroked(half, 4, pts(5, 5, 35, 35, 35, 5, 5, 35), pts(20, 2, 20, 38)))
	flat := s.at(20, 8)
	if flat == (color.NRGBA{255, 255, 255, 255}) {
		t.Fatal("nothing was drawn")
	}
	for i, p := range s.pix {
		if p.G < flat.G {
			t.Fatalf("pixel %d: got %v, want nothing darker than %v", i, p, flat)
		}
	}
}

func TestClearGroundTakesTheInksColour(t *testing.T) {
	red := scene.Color{R: 200, G: 10, B: 20, A: 128}
	s := shoot(t, 10, 10, scene.Color{}, filled(red, box(2, 2, 7.5, 8)))
	for _, row := range []struct {
		x    int
		want color.NRGBA
	}{
		{4, color.NRGBA{200, 10, 20, 128}}, {7, color.NRGBA{200, 10, 20, 64}}, {8, color.NRGBA{}},
	} {
		if got := s.at(row.x, 5); got != row.want {
			t.Errorf("column %d: got %v, want %v", row.x, got, row.want)
		}
	}
}

// over is the textbook's "over", in floating point, of premultiplied colours.
func over(ground, ink scene.Color, cover float64) (r, g, b, a float64) {
	s := float64(ink.A) / 255 * cover
	d := float64(ground.A) / 255 * (1 - s)
	mix := func(i, k uint8) float64 { return (float64(i)*s + float64(k)*d) / 255 }
	return mix(ink.R, ground.R), mix(ink.G, ground.G), mix(ink.B, ground.B), s + d
}

func TestOverIsTheTextbooks(t *testing.T) {
	grounds := []scene.Color{{}, {A: 255}, white, {R: 17, G: 24, B: 39, A: 255}, {R: 250, G: 100, B: 3, A: 90}}
	inks := []scene.Color{{R: 200, G: 80, B: 9, A: 255}, {R: 9, G: 80, B: 200, A: 64}, {R: 255, G: 255, B: 255, A: 1}, {}}
	for _, g := range grounds {
		for _, c := range inks {
			k := newInk(c)
			for level := range uint8(steps + 1) {
				got := k.over(pack(g), level)
				r, gr, b, a := over(g, c, float64(level)/steps)
				ga := float64(got>>24) / 255
				for i, want := range []float64{r, gr, b} {
					have := float64(got>>(8*i)&255) / 255 * ga
					if math.Abs(have-want) > 1.2/255 || math.Abs(ga-a) > 0.6/255 {
						t.Fatalf("%v over %v at %d: got %08x, want %v %v %v %v", c, g, level, uint32(got), r, gr, b, a)
					}
				}
			}
		}
	}
}

// Where two lines cross, the edge of the upper one lies between the two inks:
// it shows nothing of the ground.
func TestCrossingLinesHaveNoHalo(t *testing.T) {
	red, blue := scene.Color{R: 220, A: 255}, scene.Color{B: 220, A: 255}
	for name, ground := range map[string]scene.Color{
		"clear": {}, "white": white, "dark": {R: 13, G: 17, B: 23, A: 255},
	} {
		for _, always := range []bool{false, true} {
			e := Encoder{always: always}
			sc := &scene.Scene{Width: 40, Height: 40, Background: scene.Plain(ground), Paths: []scene.Path{
				stroked(red, 12, pts(0, 20, 40, 20)), stroked(blue, 4, pts(3, 0, 37, 40)),
			}}
			s := decode(t, e.Append(nil, sc, 1))
			for x := range 40 {
				if p := s.at(x, 20); p.A != 255 || p.G != 0 || int(p.R)+int(p.B) < 218 || int(p.R)+int(p.B) > 222 {
					t.Errorf("%s ground, column %d: got %v, want red, blue or between", name, x, p)
				}
			}
		}
	}
}
