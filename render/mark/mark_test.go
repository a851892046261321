package mark_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"chartd/render/mark"
	"chartd/render/scale"
	"chartd/render/scene"
)

var (
	nan = math.NaN()
	red = scene.Plain(scene.Color{R: 0xFF, A: 0xFF})
)

// plane puts values on a plot of 100 by 10 pixels whose foot is 0.
func plane(values ...float64) *mark.Plane {
	return &mark.Plane{Values: values, X: scale.NewLinear(0, float64(len(values)-1), 0, 100),
		Y: scale.NewLinear(0, 10, 10, 0), Top: 0, Bottom: 10, Columns: 100}
}

// drawn is what a mark draws, printed.
func drawn(draw func(*scene.Draft)) string {
	var d scene.Draft
	d.Width, d.Height = 100, 10
	draw(&d)
	_, paths, _ := strings.Cut(scene.Print(&d.Scene), "\n")
	return strings.TrimSpace(paths)
}

func TestLine(t *testing.T) {
	for _, row := range []struct {
		name   string
		values []float64
		step   bool
		want   string
	}{
		{"a line joins its values", []float64{0, 5, 10}, false, "path stroke FF0000 2 | 0,10 50,5 100,0"},
		{"a gap ends it", []float64{0, 5, nan, 10, 0}, false, "path stroke FF0000 2 | 0,10 25,5 | 75,0 100,10"},
		{"gaps at the ends draw nothing", []float64{nan, 5, 6, nan}, false, "path stroke FF0000 2 | 33.33,5 66.67,4"},
		{"a lone value is a dot", []float64{1, nan, 2, nan, 3}, false, "path stroke FF0000 4 | 0,9 | 50,8 | 100,7"},
		{"dots lie above lines", []float64{1, nan, 2, 3, nan, 3}, true, "path stroke FF0000 2 | 40,8 60,8 60,7\npath stroke FF0000 4 | 0,9 | 100,7"},
		{"only gaps are nothing", []float64{nan, nan}, false, ""},
		{"values outside stay at the edge", []float64{-5, 25}, false, "path stroke FF0000 2 | 0,10 100,0"},
		{"a step holds its value to the next place", []float64{0, 5, 10}, true, "path stroke FF0000 2 | 0,10 50,10 50,5 100,5 100,0"},
		{"a step to the same height has no corner", []float64{5, 5}, true, "path stroke FF0000 2 | 0,5 100,5"},
		{"a step ends at a gap", []float64{0, 5, nan, 5, 0}, true, "path stroke FF0000 2 | 0,10 25,10 25,5 | 75,5 100,5 100,10"},
	} {
		got := drawn(func(d *scene.Draft) { mark.Line(d, plane(row.values...), row.step, scene.Stroke{Ink: red, Width: 2}) })
		if got != row.want {
			t.Errorf("%s: got %s, want %s", row.name, got, row.want)
		}
	}
}

func TestArea(t *testing.T) {
	for _, row := range []struct {
		name   string
		values []float64
		step   bool
		want   string
	}{
		{"an area reaches down to the foot", []float64{2, 5}, false, "path closed fill FF0000 | 0,8 100,5 100,10 0,10"},
		{"each run has its own", []float64{2, 5, nan, 3, 4}, false, "path closed fill FF0000 | 0,8 25,5 25,10 0,10 | 75,7 100,6 100,10 75,10"},
		{"a lone value has none", []float64{2, nan, 3, 4}, false, "path closed fill FF0000 | 66.67,7 100,6 100,10 66.67,10"},
		{"steps are filled as steps", []float64{2, 5}, true, "path closed fill FF0000 | 0,8 100,8 100,5 100,10 0,10"},
	} {
		got := drawn(func(d *scene.Draft) { mark.Area(d, plane(row.values...), row.step, red) })
		if got != row.want {
			t.Errorf("%s: got %s, want %s", row.name, got, row.want)
		}
	}
}

func TestBars(t *testing.T) {
	row := mark.Row{Left: 0, Right: 100, Ground: 10, Of: 1}
	got := drawn(func(d *scene.Draft) { mark.Bars(d, plane(5, nan, 0, 10), row, red) })
	if want := "path closed fill FF0000 | 3,10 3,5 23,5 23,10 | 78,10 78,0 98,0 98,10"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	row = mark.Row{Left: 0, Right: 100, Ground: 5, Index: 1, Of: 2}
	got = drawn(func(d *scene.Draft) { mark.Bars(d, plane(0, 10), row, red) })
	if want := "path closed fill FF0000 | 25,5 25,10 45,10 45,5 | 75,5 75,0 95,0 95,5"; got != want {
		t.Errorf("bars on a ground, second of two: got %s, want %s", got, want)
	}
	if at, ok := mark.BarTop(plane(0, 10, nan), mark.Row{Left: 0, Right: 90, Ground: 10, Of: 1}); !ok || at != (scene.Point{X: 45, Y: 0}) {
		t.Errorf("the last bar ends at %v (%v), want 45,0", at, ok)
	}
	if _, ok := mark.BarTop(plane(nan), row); ok {
		t.Error("a series of gaps has a last bar")
	}
}

func TestDenseBarsShowTheHighest(t *testing.T) {
	values := make([]float64, 1000)
	values[537] = 9
	p := plane(values...)
	var d scene.Draft
	mark.Bars(&d, p, mark.Row{Left: 0, Right: 100, Ground: 10, Of: 1}, red)
	if len(d.Paths) != 1 || len(d.Paths[0].Lines) != 1 {
		t.Fatalf("drew %v, want one bar", d.Paths)
	}
	if bar := d.Paths[0].Lines[0]; bar[1] != (scene.Point{X: 53, Y: 1}) || bar[2] != (scene.Point{X: 54, Y: 1}) {
		t.Errorf("the bar is %v, want it in column 53 up to 1", bar)
	}
}

// Two thousand bars in a hundred columns: what lies below the ground is seen
// as well, and the mark on the last value is at that value.
func TestDenseBarsReachTheDeepest(t *testing.T) {
	values := make([]float64, 2000)
	for i := range values {
		values[i] = 6
	}
	values[537], values[1998], values[1999] = 1, 9, 7
	row := mark.Row{Left: 0, Right: 100, Ground: 5, Of: 1}
	var d scene.Draft
	mark.Bars(&d, plane(values...), row, red)
	if bar := d.Paths[0].Lines[26]; bar[0] != (scene.Point{X: 26, Y: 9}) || bar[2] != (scene.Point{X: 27, Y: 4}) {
		t.Errorf("the bar is %v, want it in column 26 from 9 up to 4", bar)
	}
	if at, ok := mark.BarTop(plane(values...), row); !ok || at != (scene.Point{X: 99.5, Y: 3}) {
		t.Errorf("the last value is at %v (%v), want 99.5,3", at, ok)
	}
	row.Ground = 0
	var above scene.Draft
	mark.Bars(&above, plane(values...), row, red)
	if bar := above.Paths[0].Lines[26]; bar[0].Y != 0 || bar[1].Y != 9 {
		t.Errorf("below a ground at the top the bar is %v, want it from 0 down to 9", bar)
	}
}

func TestBarsOfSeriesOfDifferentLengthsStandApart(t *testing.T) {
	ones := make([]float64, 30)
	for i := range ones {
		ones[i] = 1
	}
	for longest := 1; longest <= 30; longest++ {
		for n := 1; n <= longest; n++ {
			var d scene.Draft
			mark.Bars(&d, plane(ones[:longest]...), mark.Row{Right: 100, Ground: 10, Of: 2, Slots: longest}, red)
			mark.Bars(&d, plane(ones[:n]...), mark.Row{Right: 100, Ground: 10, Index: 1, Of: 2, Slots: longest}, red)
			taken := d.Paths[0].Lines
			for _, bar := range d.Paths[1].Lines {
				for _, other := range taken {
					if bar[0].X < other[2].X-1e-9 && other[0].X < bar[2].X-1e-9 {
						t.Fatalf("%d beside %d bars: %v covers %v", n, longest, bar, other)
					}
				}
				taken = append(taken, bar)
			}
			if bars := d.Paths[1].Lines; len(bars) != n || n > 1 && (bars[0][0].X > 50/float64(longest)+1 || bars[n-1][2].X < 100-50/float64(longest)-1) {
				t.Errorf("%d beside %d bars stand at %v, want them from end to end", n, longest, bars)
			}
		}
	}
}

func TestDenseLinesKeepWhatIsSeen(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, 20_000)
	for i := range values {
		values[i] = 10 * r.Float64()
	}
	for i := 4000; i < 6000; i++ {
		values[i] = nan
	}
	p := plane(values...)
	var d scene.Draft
	mark.Line(&d, p, false, scene.Stroke{Ink: red, Width: 1})
	lines := d.Paths[0].Lines
	if len(lines) != 2 {
		t.Fatalf("%d lines, want 2: a gap of ten pixels lies between", len(lines))
	}
	points := len(lines[0]) + len(lines[1])
	if points > 2*100+2 {
		t.Errorf("%d points for 100 columns", points)
	}
	first, last := lines[0][0], lines[1][len(lines[1])-1]
	if first != (scene.Point{X: 0, Y: p.Y.At(values[0])}) || last != (scene.Point{X: 100, Y: p.Y.At(values[len(values)-1])}) {
		t.Errorf("begins at %v and ends at %v, want the first and the last value", first, last)
	}
	// Each column's lowest and highest values are on the line, at their places.
	on := map[scene.Point]bool{}
	for _, line := range lines {
		before := math.Inf(-1)
		for _, pt := range line {
			if pt.X < before {
				t.Fatalf("the line goes back from %v to %v", before, pt.X)
			}
			before, on[pt] = pt.X, true
		}
	}
	for c := range 100 {
		low, high := -1, -1
		for i := c * 200; i < (c+1)*200; i++ {
			if v := values[i]; v == v {
				if low < 0 || v < values[low] {
					low = i
				}
				if high < 0 || v > values[high] {
					high = i
				}
			}
		}
		for _, i := range []int{low, high} {
			if i >= 0 && !on[scene.Point{X: p.X.At(float64(i)), Y: p.Y.At(values[i])}] {
				t.Errorf("column %d: value %d is not on the line", c, i)
			}
		}
	}
}

func TestDashesThatNobodyCouldReadAreLeftOut(t *testing.T) {
	for points, want := range map[int]scene.Dash{60: scene.Dashed, 80: scene.Solid} {
		values := make([]float64, points)
		for i := range values {
			values[i] = float64(i % 2 * 10)
		}
		p := plane(values...)
		p.Y, p.Bottom = scale.NewLinear(0, 10, 1000, 0), 1000 // every step goes from edge to edge
		var d scene.Draft
		mark.Line(&d, p, false, scene.Stroke{Ink: red, Width: 1, Dash: scene.Dashed})
		if got := d.Paths[0].Stroke.Dash; got != want {
			t.Errorf("%d steps of 1000 pixels on a plot of 100 by 1000: dash %d, want %d", points-1, got, want)
		}
	}
}

func TestDotAndLast(t *testing.T) {
	got := drawn(func(d *scene.Draft) { mark.Dot(d, scene.Point{X: 3, Y: 4}, 8, red) })
	if want := "path stroke FF0000 8 | 3,4"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if at, ok := plane(1, 2, nan).Last(); !ok || at != (scene.Point{X: 50, Y: 8}) {
		t.Errorf("the last value is at %v (%v), want 50,8", at, ok)
	}
	if _, ok := plane(nan, nan).Last(); ok {
		t.Error("gaps have a last value")
	}
}

func TestMiddlesAreThoseOfTheBars(t *testing.T) {
	for _, values := range [][]float64{{5}, {1, 2}, {1, 2, 3, 4, 5, 6, 7}, make([]float64, 500)} {
		p := plane(values...)
		for i := range values {
			values[i] = 5
		}
		for index := range 2 {
			r := mark.Row{Left: 0, Right: 100, Ground: 10, Index: index, Of: 2, Slots: len(values)}
			last, _ := mark.BarTop(p, r)
			if got := mark.Middles(p, r).At(float64(len(values) - 1)); math.Abs(got-last.X) > 0.01 {
				t.Errorf("%d values: the last bar's middle is %v, want %v", len(values), got, last.X)
			}
			var d scene.Draft
			mark.Bars(&d, p, r, red)
			first := (d.Paths[0].Lines[0][0].X + d.Paths[0].Lines[0][2].X) / 2
			if got := mark.Middles(p, r).At(0); math.Abs(got-first) > 0.01 {
				t.Errorf("%d values: the first bar's middle is %v, want %v", len(values), got, first)
			}
		}
	}
	if got := mark.Middles(plane(), mark.Row{Right: 100, Of: 1}).At(3); got != 0 {
		t.Errorf("no bars have a middle at %v", got)
	}
}
