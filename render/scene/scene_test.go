package scene_test

import (
	"strings"
	"testing"

	"chartd/render/scene"
)

var (
	red  = scene.Plain(scene.Color{R: 0xFF, A: 0xFF})
	pale = scene.Plain(scene.Color{R: 0xFF, A: 0x33})
)

func TestPrint(t *testing.T) {
	var d scene.Draft
	d.Width, d.Height, d.Title, d.Desc = 10, 5.5, `a "title"`, "what it shows"
	d.Background = scene.Ink{Light: scene.Color{A: 0xFF}, Dark: scene.Color{R: 1, G: 2, B: 3, A: 4}}
	d.To(0, 1)
	d.To(2.126, -0.001)
	d.Break()
	d.To(3, 3)
	d.Add(scene.Path{Closed: true, Fill: pale, Stroke: scene.Stroke{Ink: red, Width: 2, Dash: scene.Dotted, Butt: true}})
	d.AddText(scene.Text{At: scene.Point{X: 1, Y: 2}, Anchor: scene.End, Size: 11, Ink: red, Text: "é\n", Length: 9.5})
	d.Small = append(d.Small, scene.Small{Below: 0.5, Plot: scene.Affine{X: 0.9, Y: 0.8, DX: 1, DY: -2},
		Texts: []scene.Text{{At: scene.Point{X: 3, Y: 4}, Size: 22, Ink: red, Text: "big"}}})
	want := strings.Join([]string{
		`scene 10x5.5 "a \"title\""`,
		`desc "what it shows"`,
		`background 000000/01020304`,
		`path closed fill FF000033 stroke FF0000 2 dotted butt | 0,1 2.13,0 | 3,3`,
		`text 1,2 end 11 FF0000 "é\n" length 9.5`,
		`small below 0.5 plot x*0.9+1 y*0.8+-2`,
		`  text 3,4 start 22 FF0000 "big"`,
		``,
	}, "\n")
	if got := scene.Print(&d.Scene); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDraftDropsWhatIsNotDrawn(t *testing.T) {
	var d scene.Draft
	d.Add(scene.Path{Fill: red})
	d.To(1, 1)
	d.Drop()
	d.Add(scene.Path{Fill: red})
	if len(d.Paths) != 0 {
		t.Errorf("%d paths of nothing", len(d.Paths))
	}
}

func TestDraftKeepsLinesWhenItGrows(t *testing.T) {
	var d scene.Draft
	for path := range 50 {
		for line := range 3 {
			for i := range 10 {
				d.To(float64(path), float64(line*10+i))
			}
			d.Break()
		}
		d.Add(scene.Path{Stroke: scene.Stroke{Ink: red, Width: 1}})
	}
	for i, p := range d.Paths {
		if len(p.Lines) != 3 {
			t.Fatalf("path %d has %d lines, want 3", i, len(p.Lines))
		}
		for j, line := range p.Lines {
			for k, pt := range line {
				if want := (scene.Point{X: float64(i), Y: float64(j*10 + k)}); pt != want {
					t.Fatalf("path %d line %d point %d is %v, want %v", i, j, k, pt, want)
				}
			}
		}
	}
}

func TestAUsedDraftAllocatesNothing(t *testing.T) {
	var d scene.Draft
	draw := func() {
		d.Reset()
		for i := range 100 {
			d.To(float64(i), 1)
		}
		d.Add(scene.Path{Fill: red})
		d.AddText(scene.Text{Text: "x"})
	}
	draw()
	if n := testing.AllocsPerRun(100, draw); n != 0 {
		t.Errorf("%v allocations a picture", n)
	}
}

// order records what a painter is given.
type order []string

func (o *order) Path(*scene.Path)   { *o = append(*o, "path") }
func (o *order) Text(t *scene.Text) { *o = append(*o, t.Text) }

func TestPaintGivesPathsBelowTexts(t *testing.T) {
	s := scene.Scene{Paths: make([]scene.Path, 2), Texts: []scene.Text{{Text: "a"}, {Text: "b"}}}
	var got order
	s.Paint(&got)
	if want := "path path a b"; strings.Join(got, " ") != want {
		t.Errorf("painted %v, want %s", got, want)
	}
}

func TestDashPatterns(t *testing.T) {
	for dash, want := range map[scene.Dash][2]float64{scene.Solid: {0, 0}, scene.Dashed: {6, 4}, scene.Dotted: {1, 4}} {
		if line, gap := dash.Pattern(); line != want[0] || gap != want[1] {
			t.Errorf("dash %d is %v %v, want %v", dash, line, gap, want)
		}
	}
}
