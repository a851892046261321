package canvas_test

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"chartd/render/canvas"
	"chartd/render/scene"
)

var (
	black = scene.Plain(scene.Color{A: 0xFF})
	red   = scene.Plain(scene.Color{R: 0xFF, A: 0xFF})
	half  = scene.Plain(scene.Color{R: 0xFF, A: 0x80})
)

// draw is the picture of some paths, without a background.
func draw(w, h float64, ratio float64, paths ...scene.Path) *image.NRGBA {
	return canvas.Image(&scene.Scene{Width: w, Height: h, Paths: paths}, ratio).(*image.NRGBA)
}

// distance of a point and a side.
func distance(p, a, b scene.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/n, 0), 1)
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}

// sampled is the share of a pixel, at ratio 1, that is within half the width
// of a line, counted on 24 by 24 points.
func sampled(x, y int, width float64, line []scene.Point) float64 {
	const n = 24
	hits := 0
	for i := range n * n {
		p := scene.Point{X: float64(x) + (float64(i%n)+0.5)/n, Y: float64(y) + (float64(i/n)+0.5)/n}
		for k := range line {
			if distance(p, line[max(k-1, 0)], line[k]) <= width/2 {
				hits++
				break
			}
		}
	}
	return float64(hits) / (n * n)
}

func TestStrokeCoverage(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, width := range map[string]float64{"hairline": 1, "line": 2, "thick": 5.5} {
		worst, where := 0.0, ""
		for range 6 {
			line := make([]scene.Point, 1+random.IntN(9))
			for i := range line {
				line[i] = scene.Point{X: random.Float64() * 48, Y: random.Float64() * 40}
			}
			im := draw(48, 40, 1, scene.Path{Lines: [][]scene.Point{line}, Stroke: scene.Stroke{Ink: black, Width: width}})
			for i := range 48 * 40 {
				x, y := i%48, i/48
				got, want := float64(im.NRGBAAt(x, y).A)/255, sampled(x, y, width, line)
				if d := math.Abs(got - want); d > worst {
					worst, where = d, fmt.Sprintf("(%d,%d) got %.3f, want %.3f of %v", x, y, got, want, line)
				}
			}
		}
		if worst > 0.08 {
			t.Errorf("%s: coverage is off by %.3f at %s", name, worst, where)
		}
	}
}

// alphas is the alphas of a row of pixels.
func alphas(im *image.NRGBA, y int) []uint8 {
	row := make([]uint8, im.Rect.Dx())
	for x := range row {
		row[x] = im.NRGBAAt(x, y).A
	}
	return row
}

func TestPaths(t *testing.T) {
	type points = [][]scene.Point
	across := points{{{X: 0, Y: 1}, {X: 20, Y: 1}}}
	for _, row := range []struct {
		name string
		path scene.Path
		want []uint8 // alphas of the second row of pixels, at ratio 1
	}{
		{"a butt line ends where it ends",
			scene.Path{Lines: points{{{X: 2, Y: 1}, {X: 6, Y: 1}}}, Stroke: scene.Stroke{Ink: black, Width: 2, Butt: true}},
			[]uint8{0, 0, 255, 255, 255, 255, 0, 0}},
		{"a round line goes on for half its width",
			scene.Path{Lines: points{{{X: 2, Y: 1}, {X: 6, Y: 1}}}, Stroke: scene.Stroke{Ink: black, Width: 2}},
			[]uint8{0, 200, 255, 255, 255, 255, 200, 0}},
		{"a single point is a disc",
			scene.Path{Lines: points{{{X: 4, Y: 2}}}, Stroke: scene.Stroke{Ink: black, Width: 4}},
			[]uint8{0, 0, 233, 255, 255, 233, 0, 0}},
		{"a single point is a disc, whatever the ends",
			scene.Path{Lines: points{{{X: 4, Y: 2}}}, Stroke: scene.Stroke{Ink: black, Width: 4, Butt: true, Dash: scene.Dashed}},
			[]uint8{0, 0, 233, 255, 255, 233, 0, 0}},
		{"points at one place are a disc",
			scene.Path{Lines: points{{{X: 4, Y: 2}, {X: 4, Y: 2}}}, Stroke: scene.Stroke{Ink: black, Width: 4}},
			[]uint8{0, 0, 233, 255, 255, 233, 0, 0}},
		{"dashes are 6 and 4 long",
			scene.Path{Lines: across, Stroke: scene.Stroke{Ink: black, Width: 2, Dash: scene.Dashed, Butt: true}},
			[]uint8{255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0}},
		{"dashes begin anew with every line",
			scene.Path{Lines: points{{{X: 0, Y: 1}, {X: 8, Y: 1}}, {{X: 8, Y: 1}, {X: 18, Y: 1}}},
				Stroke: scene.Stroke{Ink: black, Width: 2, Dash: scene.Dashed, Butt: true}},
			[]uint8{255, 255, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0}},
		{"dashes go round corners",
			scene.Path{Lines: points{{{X: 0, Y: 1}, {X: 3, Y: 1}, {X: 20, Y: 1}}},
				Stroke: scene.Stroke{Ink: black, Width: 2, Dash: scene.Dashed, Butt: true}},
			[]uint8{255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0}},
		{"crossing lines of one path are one shape",
			scene.Path{Lines: append(points{{{X: 3, Y: 0}, {X: 3, Y: 9}}}, across...), Stroke: scene.Stroke{Ink: half, Width: 2, Butt: true}},
			[]uint8{128, 128, 128, 128, 128, 128, 128, 128}},
		{"a line on its own way back is one shape",
			scene.Path{Lines: points{{{X: 2, Y: 1}, {X: 6, Y: 1}, {X: 2, Y: 1}}}, Stroke: scene.Stroke{Ink: half, Width: 2, Butt: true}},
			[]uint8{0, 0, 128, 128, 128, 128}},
		{"a fill is non-zero over all lines",
			scene.Path{Lines: points{{{X: 1, Y: 0}, {X: 5, Y: 0}, {X: 5, Y: 4}, {X: 1, Y: 4}}, {{X: 3, Y: 0}, {X: 7, Y: 0}, {X: 7, Y: 4}, {X: 3, Y: 4}}}, Fill: half},
			[]uint8{0, 128, 128, 128, 128, 128, 128, 0}},
		{"a hole turns the other way",
			scene.Path{Lines: points{{{X: 0, Y: 0}, {X: 8, Y: 0}, {X: 8, Y: 4}, {X: 0, Y: 4}}, {{X: 3, Y: 0}, {X: 3, Y: 4}, {X: 5, Y: 4}, {X: 5, Y: 0}}}, Fill: black},
			[]uint8{255, 255, 255, 0, 0, 255, 255, 255}},
		{"half a pixel is half covered",
			scene.Path{Lines: points{{{X: 1.5, Y: 0}, {X: 3.25, Y: 0}, {X: 3.25, Y: 4}, {X: 1.5, Y: 4}}}, Fill: black},
			[]uint8{0, 128, 255, 64, 0}},
		{"what is left of the picture stays out",
			scene.Path{Lines: points{{{X: -9.5, Y: -9.5}, {X: -0.25, Y: -9.5}, {X: -0.25, Y: 9}, {X: -9.5, Y: 9}}}, Fill: black},
			[]uint8{0, 0, 0}},
		{"what begins left of the picture is cut",
			scene.Path{Lines: points{{{X: -0.5, Y: -0.5}, {X: 0.5, Y: -0.5}, {X: 0.5, Y: 9}, {X: -0.5, Y: 9}}}, Fill: black},
			[]uint8{128, 0, 0}},
		{"a stroke's rim may be all that is seen",
			scene.Path{Lines: points{{{X: -0.5, Y: -5}, {X: -0.5, Y: 9}}}, Stroke: scene.Stroke{Ink: black, Width: 3}},
			[]uint8{255, 0, 0}},
		{"points that are no numbers are left out",
			scene.Path{Lines: points{{{X: 2, Y: 1}, {X: math.NaN(), Y: 1}, {X: 6, Y: 1}}}, Stroke: scene.Stroke{Ink: black, Width: 2, Butt: true}},
			[]uint8{0, 0, 255, 255, 255, 255, 0, 0}},
		{"a line may go on for ever",
			scene.Path{Lines: points{{{X: math.Inf(-1), Y: 1}, {X: 1e300, Y: 1}}}, Stroke: scene.Stroke{Ink: black, Width: 2}},
			[]uint8{255, 255, 255, 255}},
		{"no width draws nothing",
			scene.Path{Lines: across, Stroke: scene.Stroke{Ink: black, Width: -1}},
			[]uint8{0, 0, 0, 0}},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := alphas(draw(float64(len(row.want)), 8, 1, row.path), 1)
			for x := range got {
				if d := int(got[x]) - int(row.want[x]); d < -3 || d > 3 {
					t.Fatalf("got %d, want %d", got, row.want)
				}
			}
		})
	}
}

func TestClosedLinesHaveNoGapAtTheirStart(t *testing.T) {
	square := scene.Path{Lines: [][]scene.Point{{{X: 2, Y: 2}, {X: 8, Y: 2}, {X: 8, Y: 8}, {X: 2, Y: 8}}}, Closed: true,
		Stroke: scene.Stroke{Ink: half, Width: 2, Butt: true}}
	im := draw(10, 10, 2, square)
	for _, corner := range []image.Point{{3, 3}, {16, 3}, {16, 16}, {3, 16}} {
		if got := im.NRGBAAt(corner.X, corner.Y).A; got != 0x80 {
			t.Errorf("corner %v: alpha %d, want 128", corner, got)
		}
	}
	if got := im.NRGBAAt(10, 3).A; got != 0x80 {
		t.Errorf("where the line meets itself: alpha %d, want 128", got)
	}
}

func TestTilesLeaveNoSeam(t *testing.T) {
	long := scene.Path{Lines: [][]scene.Point{{{X: 5, Y: 5}, {X: 395, Y: 15}, {X: 10, Y: 390}, {X: 395, Y: 395}}},
		Stroke: scene.Stroke{Ink: half, Width: 3}}
	whole := draw(400, 400, 1, long)
	for i := range long.Lines[0] {
		long.Lines[0][i].X -= 37
		long.Lines[0][i].Y -= 23
	}
	moved := draw(363, 377, 1, long)
	for y := range 377 {
		for x := range 363 {
			a, b := whole.NRGBAAt(x+37, y+23).A, moved.NRGBAAt(x, y).A
			if d := int(a) - int(b); d < -10 || d > 10 {
				t.Fatalf("(%d,%d): alpha %d, but %d when the picture begins elsewhere", x, y, a, b)
			}
		}
	}
}

func TestColoursKeepStraightAlpha(t *testing.T) {
	im := draw(4, 4, 1, scene.Path{Lines: [][]scene.Point{{{X: 0, Y: 0}, {X: 4, Y: 0}, {X: 4, Y: 4}, {X: 0, Y: 4}}},
		Fill: scene.Plain(scene.Color{R: 0x49, G: 0x91, B: 0xAE, A: 5})})
	if got := im.NRGBAAt(1, 1); got.R != 0x49 || got.G != 0x91 || got.B != 0xAE || got.A != 5 {
		t.Errorf("a faint colour on nothing: got %v", got)
	}
	s := scene.Scene{Width: 4, Height: 4, Background: scene.Plain(scene.Color{B: 0xFF, A: 0xFF}),
		Paths: []scene.Path{{Lines: [][]scene.Point{{{X: -1, Y: 2}, {X: 5, Y: 2}}}, Stroke: scene.Stroke{Ink: half, Width: 8}}}}
	if got := canvas.Image(&s, 1).(*image.NRGBA).NRGBAAt(1, 1); got.R != 128 || got.B != 127 || got.A != 255 {
		t.Errorf("half red on blue: got %v", got)
	}
}

func TestSizes(t *testing.T) {
	for _, row := range []struct {
		name        string
		w, h, ratio float64
		wantW       int
		wantH       int
	}{
		{"the ratio scales", 580, 180, 2, 1160, 360},
		{"nothing has a pixel", 0, 0, 0, 1, 1},
		{"no numbers have a pixel", math.NaN(), math.Inf(-1), math.NaN(), 1, 1},
		{"the largest picture", 4096, 4096, 2, 8192, 8192},
		{"a larger one is made smaller", 4096, 4096, 4, 8192, 8192},
		{"no side is over 32,768", 1e6, 1, 1, 32768, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := scene.Scene{Width: row.w, Height: row.h}
			if got := canvas.Image(&s, row.ratio).Bounds().Size(); got != image.Pt(row.wantW, row.wantH) {
				t.Errorf("got %v", got)
			}
		})
	}
}

// inked is the box of the pixels that are covered by more than a quarter.
func inked(im *image.NRGBA) image.Rectangle {
	var box image.Rectangle
	for y := range im.Rect.Dy() {
		for x := range im.Rect.Dx() {
			if im.NRGBAAt(x, y).A > 0x40 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

func TestText(t *testing.T) {
	for _, row := range []struct {
		name   string
		text   string
		anchor scene.Anchor
		want   image.Rectangle
	}{
		// H is 1479 units wide with strokes from 168 to 1311, a capital 1409 high.
		{"a capital stands on the base line", "H", scene.Start, image.Rect(58, 31, 114, 100)},
		{"a text in the middle", "H", scene.Middle, image.Rect(22, 31, 78, 100)},
		{"a text at the end", "H", scene.End, image.Rect(0, 31, 42, 100)},
		{"what the face lacks is a box", "漢", scene.Start, image.Rect(62, 31, 138, 100)},
		{"a control character is nothing", "\x07", scene.Start, image.Rectangle{}},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := scene.Scene{Width: 150, Height: 110, Texts: []scene.Text{
				{At: scene.Point{X: 50, Y: 100}, Anchor: row.anchor, Size: 100, Ink: red, Text: row.text}}}
			if got := inked(canvas.Image(&s, 1).(*image.NRGBA)); got != row.want {
				t.Errorf("got %v, want %v", got, row.want)
			}
		})
	}
}

func BenchmarkImage(b *testing.B) {
	line := make([]scene.Point, 1000)
	for i := range line {
		line[i] = scene.Point{X: float64(i) * 0.58, Y: 90 + 80*math.Sin(float64(i)/9)}
	}
	s := scene.Scene{Width: 580, Height: 180, Paths: []scene.Path{
		{Lines: [][]scene.Point{line}, Stroke: scene.Stroke{Ink: red, Width: 2}}}}
	b.ReportAllocs()
	for b.Loop() {
		canvas.Image(&s, 2)
	}
}
