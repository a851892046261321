package braille_test

import (
	"strings"
	"testing"

	"chartd/render/braille"
	"chartd/render/scene"
)

var red = scene.Plain(scene.Color{R: 0xFF, A: 0xFF})

// rows paints paths on a canvas and returns its rows.
func rows(columns, n int, color bool, paths ...scene.Path) string {
	var c braille.Canvas
	c.Reset(columns, n)
	for i := range paths {
		c.Path(&paths[i])
	}
	var out []byte
	for row := range n {
		out = append(c.AppendRow(out, row, color), '\n')
	}
	return strings.TrimSuffix(string(out), "\n")
}

func stroke(points ...scene.Point) scene.Path {
	return scene.Path{Lines: [][]scene.Point{points}, Stroke: scene.Stroke{Ink: red, Width: 2}}
}

func TestDotsStandWhereTheyShould(t *testing.T) {
	for _, row := range []struct {
		name  string
		paths []scene.Path
		want  string
	}{
		{"nothing is spaces, cut off", nil, "\n"},
		{"the eight dots of a cell", []scene.Path{
			stroke(scene.Point{X: 0, Y: 0}), stroke(scene.Point{X: 1, Y: 3}), stroke(scene.Point{X: 2.9, Y: 4.9}),
		}, "⢁\n ⠁"},
		{"a level line", []scene.Path{stroke(scene.Point{X: 0, Y: 1}, scene.Point{X: 5, Y: 1})}, "⠒⠒⠒\n"},
		{"an upright line", []scene.Path{stroke(scene.Point{X: 3, Y: 0}, scene.Point{X: 3, Y: 7})}, " ⢸\n ⢸"},
		{"a box is full", []scene.Path{{Closed: true, Fill: red, Lines: [][]scene.Point{{{X: 1, Y: 8}, {X: 1, Y: 2}, {X: 3, Y: 2}, {X: 3, Y: 8}}}}}, "⢠⡄\n⢸⡇"},
		{"a pale area is left out", []scene.Path{{Closed: true, Fill: scene.Plain(scene.Color{A: 0x33}), Lines: [][]scene.Point{{{X: 0, Y: 8}, {X: 0, Y: 0}, {X: 4, Y: 8}}}}}, "\n"},
		{"what lies outside is nothing", []scene.Path{stroke(scene.Point{X: -5, Y: -5}, scene.Point{X: -1, Y: 99}), stroke(scene.Point{X: 1e9, Y: 1e9})}, "\n"},
	} {
		got := rows(3, 2, false, row.paths...)
		if got != row.want {
			t.Errorf("%s: got %q, want %q", row.name, got, row.want)
		}
	}
}

func TestASlopeHasNoHoles(t *testing.T) {
	got := rows(3, 2, false, stroke(scene.Point{X: 0, Y: 7}, scene.Point{X: 5, Y: 0}))
	if n := dots(got); n != 8 {
		t.Errorf("%q has %d dots, want one for each of the 8 heights", got, n)
	}
}

// dots counts the dots of Braille characters.
func dots(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2800 && r <= 0x28FF {
			for bits := r - 0x2800; bits > 0; bits &= bits - 1 {
				n++
			}
		}
	}
	return n
}

func TestDashesAreLeftOut(t *testing.T) {
	line := func(dash scene.Dash, points ...scene.Point) string {
		p := stroke(points...)
		p.Stroke.Dash = dash
		return rows(6, 1, false, p)
	}
	const y = 1
	whole := []scene.Point{{X: 0, Y: y}, {X: 11, Y: y}}
	for dash, want := range map[scene.Dash]string{scene.Solid: "⠒⠒⠒⠒⠒⠒", scene.Dashed: "⠒⠒ ⠐⠒⠂", scene.Dotted: "⠂⠐ ⠂⠐"} {
		if got := line(dash, whole...); got != want {
			t.Errorf("%v: got %q, want %q", dash, got, want)
		}
	}
	// The rhythm goes on from point to point, and a lone point is always seen.
	if got, want := line(scene.Dashed, scene.Point{X: 0, Y: y}, scene.Point{X: 5, Y: y}, scene.Point{X: 6, Y: y}, scene.Point{X: 11, Y: y}), "⠒⠒ ⠐⠒⠂"; got != want {
		t.Errorf("in parts: got %q, want %q", got, want)
	}
	if got := line(scene.Dotted, scene.Point{X: 3, Y: y}); got != " ⠐" {
		t.Errorf("a point: got %q", got)
	}
}

func TestColours(t *testing.T) {
	blue := stroke(scene.Point{X: 4, Y: 0})
	blue.Stroke.Ink = scene.Plain(scene.Color{B: 0xFF, A: 0xFF})
	got := rows(3, 1, true, stroke(scene.Point{X: 0, Y: 0}, scene.Point{X: 1, Y: 0}), blue)
	if want := "\x1b[38;2;255;0;0m⠉ \x1b[38;2;0;0;255m⠁\x1b[0m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestACanvasIsEmptyAfterReset(t *testing.T) {
	var c braille.Canvas
	for range 2 {
		c.Reset(2, 1)
		if got := string(c.AppendRow(nil, 0, true)); got != "" {
			t.Errorf("holds %q", got)
		}
		p := stroke(scene.Point{X: 0, Y: 0}, scene.Point{X: 3, Y: 3})
		c.Path(&p)
		if c.AppendRow(nil, 0, false) == nil {
			t.Error("drew nothing")
		}
	}
}
