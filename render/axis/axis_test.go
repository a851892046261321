package axis_test

import (
	"strings"
	"testing"

	"chartd/render/axis"
	"chartd/render/font"
	"chartd/render/scene"
)

var (
	red   = scene.Plain(scene.Color{R: 0xFF, A: 0xFF})
	style = axis.Style{Size: 10, Ink: red}
)

// printed is the texts as scene.Print writes them.
func printed(texts []scene.Text) string {
	out := scene.Print(&scene.Scene{Texts: texts})
	_, out, _ = strings.Cut(out, "\n")
	return strings.TrimSpace(out)
}

func TestSides(t *testing.T) {
	ticks := []axis.Tick{{At: 90, Text: "0"}, {At: 10, Text: "160M"}}
	if got, want := printed(axis.Left(nil, ticks, 50, style)), "text 42,93.44 end 10 FF0000 \"0\"\ntext 42,13.44 end 10 FF0000 \"160M\""; got != want {
		t.Errorf("left: got\n%s\nwant\n%s", got, want)
	}
	if got, want := printed(axis.Right(nil, ticks[:1], 50, style)), `text 58,93.44 start 10 FF0000 "0"`; got != want {
		t.Errorf("right: got %s, want %s", got, want)
	}
	if got, want := axis.Widest(ticks, 10), font.Room("160M", 10); got != want {
		t.Errorf("the widest takes %v, want %v", got, want)
	}
	if got := axis.Widest(nil, 10); got != 0 {
		t.Errorf("no label takes %v", got)
	}
}

func TestBottomStaysInside(t *testing.T) {
	room := font.Room("15:04", 10)
	ticks := []axis.Tick{{At: 1, Text: "15:04"}, {At: 100, Text: "15:04"}, {At: 199, Text: "15:04"}}
	got := axis.Bottom(nil, ticks, 50, axis.Span{From: 4, To: 196}, style)
	for i, want := range []float64{4 + room/2, 100, 196 - room/2} {
		if got[i].At.X != want || got[i].Anchor != scene.Middle {
			t.Errorf("label %d is at %v, want %v", i, got[i].At.X, want)
		}
	}
	// It clears a label of a y axis at the foot, and ends where Height says.
	if top := got[0].At.Y - axis.Above*10; top <= 50+axis.Under(10) {
		t.Errorf("labels begin at %v, a y label ends at %v", top, 50+axis.Under(10))
	}
	if bottom := got[0].At.Y + axis.Below*10; bottom > 50+axis.Height(10)+1e-9 {
		t.Errorf("labels end at %v, which is below %v", bottom, 50+axis.Height(10))
	}
}

func TestFit(t *testing.T) {
	room := font.Room("15:04", 10)
	at := func(places ...float64) (ticks []axis.Tick) {
		for _, p := range places {
			ticks = append(ticks, axis.Tick{At: p, Text: "15:04"})
		}
		return ticks
	}
	for _, row := range []struct {
		name  string
		ticks []axis.Tick
		want  bool
	}{
		{"no label fits", nil, true},
		{"one fits", at(0), true},
		{"two apart fit", at(50, 50+room+12), true},
		{"two too near do not", at(50, 50+room+11.9), false},
		{"one moved inside meets the next", at(0, room/2+12), false},
	} {
		if got := axis.Fit(row.ticks, axis.Span{From: 0, To: 200}, 12, 10); got != row.want {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
	if axis.Fit(at(5), axis.Span{From: 0, To: room / 2}, 12, 10) {
		t.Error("a label wider than the span fits")
	}
}

func TestLinesAreSharp(t *testing.T) {
	var d scene.Draft
	ticks := []axis.Tick{{At: 10.4}, {At: 20.6}}
	axis.Grid(&d, ticks, axis.Span{From: 5, To: 95}, red)
	axis.Marks(&d, ticks, 50, axis.Span{From: 5, To: 95}, true, red)
	_, got, _ := strings.Cut(scene.Print(&d.Scene), "\n")
	want := "path stroke FF0000 1 butt | 5,10.5 95,10.5 | 5,21.5 95,21.5\n" +
		"path stroke FF0000 1 butt | 5,50.5 95,50.5 | 10.5,51 10.5,55 | 21.5,51 21.5,55\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPosts(t *testing.T) {
	var d scene.Draft
	axis.Posts(&d, []float64{3, 10, 10.3, 40}, axis.Span{From: 5, To: 95}, scene.Stroke{Ink: red, Width: 1, Butt: true})
	if got, want := scene.Print(&d.Scene), "path stroke FF0000 1 butt | 3.5,5 3.5,95 | 10.5,5 10.5,95 | 40.5,5 40.5,95\n"; !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	axis.Posts(&d, nil, axis.Span{}, scene.Stroke{Ink: red, Width: 1})
	if len(d.Paths) != 1 {
		t.Errorf("%d paths for no place", len(d.Paths))
	}
}
