package png

import (
	"fmt"
	"math"
	"math/rand/v2"

	"chartd/render/scene"
)

// The scenes below are drawn by hand in the shape of real charts: 580x180, a
// title, a grid, labels. Their names are those of the table "How fast".

var palette = []scene.Color{
	{R: 0x49, G: 0x91, B: 0xAE, A: 0xFF}, {R: 0xC8, G: 0x5C, B: 0x3C, A: 0xFF}, {R: 0x4C, G: 0x9A, B: 0x5B, A: 0xFF},
	{R: 0x8A, G: 0x63, B: 0xB5, A: 0xFF}, {R: 0xC9, G: 0x9A, B: 0x2E, A: 0xFF},
}

var (
	white = scene.Color{R: 255, G: 255, B: 255, A: 255}
	grey  = scene.Color{R: 0x76, G: 0x76, B: 0x76, A: 0xFF}
)

// walk is a random walk of n points across the plot.
func walk(n int, seed uint64) []scene.Point {
	rnd := rand.New(rand.NewPCG(seed, 1))
	pts := make([]scene.Point, n)
	y := 90.0
	for i := range pts {
		y = min(max(y+rnd.NormFloat64()*600/float64(n+20), 24), 156)
		pts[i] = scene.Point{X: 8 + 520*float64(i)/float64(n-1), Y: y}
	}
	return pts
}

// noise jumps up and down in each of n columns, as a dense series does that
// was reduced to its least and largest values.
func noise(n int, seed uint64) []scene.Point {
	rnd := rand.New(rand.NewPCG(seed, 2))
	pts := make([]scene.Point, 0, 2*n)
	for i := range n {
		x := 8 + 520*float64(i)/float64(n-1)
		mid := 90 + 30*math.Sin(x/60)
		pts = append(pts, scene.Point{X: x, Y: mid - 10 - 20*rnd.Float64()},
			scene.Point{X: x, Y: mid + 10 + 20*rnd.Float64()})
	}
	return pts
}

// frame is a chart without its series.
func frame(title string, axes int) *scene.Scene {
	s := &scene.Scene{Width: 580, Height: 180, Title: title, Desc: "A line of made-up numbers."}
	s.Background = scene.Plain(white)
	light := scene.Plain(scene.Color{R: 0xE4, G: 0xE4, B: 0xE4, A: 0xFF})
	var grid scene.Path
	grid.Stroke = scene.Stroke{Ink: light, Width: 1, Butt: true}
	for i := range 5 {
		y := 24.5 + 33*float64(i)
		grid.Lines = append(grid.Lines, []scene.Point{{X: 8, Y: y}, {X: 528, Y: y}})
		s.Texts = append(s.Texts, label(534, y+4, scene.Start, 11, fmt.Sprintf("%.1f", 104.5-2.25*float64(i))))
		if axes > 1 {
			s.Texts = append(s.Texts, label(4, y+4, scene.Start, 11, fmt.Sprint(100*i)))
		}
	}
	s.Paths = append(s.Paths, grid)
	s.Texts = append(s.Texts, label(8, 14, scene.Start, 12, title))
	return s
}

func label(x, y float64, a scene.Anchor, size float64, text string) scene.Text {
	return scene.Text{At: scene.Point{X: x, Y: y}, Anchor: a, Size: size, Ink: scene.Plain(grey), Text: text}
}

func series(c scene.Color, pts ...[]scene.Point) scene.Path {
	return scene.Path{Lines: pts, Stroke: scene.Stroke{Ink: scene.Plain(c), Width: 2}}
}

func area(c scene.Color, alpha uint8, pts []scene.Point) scene.Path {
	c.A = alpha
	closed := append([]scene.Point{{X: pts[0].X, Y: 156}}, pts...)
	closed = append(closed, scene.Point{X: pts[len(pts)-1].X, Y: 156})
	return scene.Path{Lines: [][]scene.Point{closed}, Closed: true, Fill: scene.Plain(c)}
}

func sceneA() *scene.Scene {
	s := frame("AAPL, past two months", 1)
	s.Paths = append(s.Paths, series(palette[0], walk(44, 1)))
	return s
}

func sceneC() *scene.Scene {
	s := frame("A thousand points", 1)
	s.Paths = append(s.Paths, series(palette[0], walk(1000, 1)))
	return s
}

func sceneD() *scene.Scene {
	s := frame("Five series", 1)
	for i, c := range palette {
		s.Paths = append(s.Paths, series(c, walk(44, uint64(i+1))))
	}
	return s
}

func sceneE() *scene.Scene {
	s := frame("A hundred thousand points", 1)
	s.Paths = append(s.Paths, series(palette[0], noise(1040, 1)))
	return s
}

func sceneF() *scene.Scene {
	s := frame("Five series of 200, filled", 2)
	for i, c := range palette {
		pts := walk(200, uint64(i+1))
		s.Paths = append(s.Paths, area(c, 0x40, pts), series(c, pts))
	}
	light := scene.Color{R: 0xFF, G: 0xD7, B: 0x40, A: 0x60}
	box := []scene.Point{{X: 300, Y: 24}, {X: 380, Y: 24}, {X: 380, Y: 156}, {X: 300, Y: 156}}
	s.Paths = append(s.Paths, scene.Path{Lines: [][]scene.Point{box}, Closed: true, Fill: scene.Plain(light)})
	for i := range 8 {
		s.Texts = append(s.Texts, label(40+float64(i)*65, 174, scene.Middle, 11, fmt.Sprintf("%02d:00", i*3)))
	}
	return s
}

// sceneG has two translucent areas that cross.
func sceneG() *scene.Scene {
	s := frame("Two series of 200, filled", 1)
	for i, c := range palette[:2] {
		pts := walk(200, uint64(i+1))
		s.Paths = append(s.Paths, area(c, 0x40, pts), series(c, pts))
	}
	return s
}

// charts are the scenes by name, in order.
var charts = []struct {
	name  string
	scene func() *scene.Scene
}{
	{"A", sceneA}, {"C", sceneC}, {"D", sceneD}, {"E", sceneE}, {"F", sceneF}, {"G", sceneG},
}
