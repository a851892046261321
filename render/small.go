package render

import (
	"chartd/render/axis"
	"chartd/render/scene"
)

// smallTypes are the label sizes, in pixels of the whole picture, of the sizes
// at which a picture may be shown small.
//
// # Why
//
// Below ten CSS pixels labels are hard to read. Labels of 11 px reach that when
// the picture is shown at 10/11 of its size, and then those of 16 px take over,
// and so on. A picture of 580 is readable down to 161 CSS pixels.
var smallTypes = [...]float64{16, 24, 36}

// leastShown is the shown width in CSS pixels below which a picture is a
// thumbnail, and no further size is worth its bytes.
const leastShown = 260

// smallSizes lays the words out for readers who see the picture smaller than
// it is: as the words of a smaller picture, enlarged, with the plot moved to
// where that picture has it.
func (l *layout) smallSizes() {
	size := float64(labelSize)
	for i, larger := range smallTypes {
		below := 10 / size
		if len(l.Texts) == 0 || below*l.Width < leastShown {
			return
		}
		l.smallSize(i, below, larger/labelSize)
		size = larger
	}
}

// smallSize lays out the i-th small size, with everything k times as large.
func (l *layout) smallSize(i int, below, k float64) {
	f := l.spec.frame(l.Width/k, l.Height/k)
	f.title, f.legend = f.title && l.frame.title, f.legend && l.frame.legend
	f.left = f.left && l.frame.left
	f.right = f.right && l.frame.right && !f.left // one side is enough where width is dear
	f.y = f.left || f.right
	l.thinY = thin(l.thinY[:0], l.y, &l.frame.plot, &f.plot)
	f.sides(l.thinY, l.spec)
	if !f.y {
		l.thinY = l.thinY[:0]
	}
	l.thinX = l.thinX[:0]
	if f.x {
		l.thinX = l.spread(l.thinX, &f)
	}
	texts := l.words(l.small[i][:0], &f, l.thinY, l.thinX)
	for j := range texts {
		t := &texts[j]
		t.At.X, t.At.Y, t.Size, t.Length = t.At.X*k, t.At.Y*k, t.Size*k, t.Length*k
	}
	l.small[i] = texts
	l.Small = append(l.Small, scene.Small{Below: below, Plot: moved(&l.frame.plot, &f.plot, k), Texts: texts})
}

// moved maps one plot onto another, enlarged k times.
func moved(from, to *rect, k float64) scene.Affine {
	a := scene.Affine{X: 1, Y: 1}
	if w := from.right - from.left; w > 0 {
		a.X = k * (to.right - to.left) / w
	}
	if h := from.bottom - from.top; h > 0 {
		a.Y = k * (to.bottom - to.top) / h
	}
	a.DX, a.DY = k*to.left-a.X*from.left, k*to.top-a.Y*from.top
	return a
}

// thin appends the ticks of a y axis that still stand 28 pixels apart on a
// lower plot: the ends, and of those between every second or third where not
// all fit. Lines of the grid stay where they are.
func thin(to, ticks []axis.Tick, from, plot *rect) []axis.Tick {
	if len(ticks) == 0 {
		return to
	}
	shrink := (plot.bottom - plot.top) / (from.bottom - from.top)
	move := func(t axis.Tick) axis.Tick {
		t.At = plot.top + (t.At-from.top)*shrink
		return t
	}
	last := len(ticks) - 1
	if plot.bottom-plot.top < 14 {
		return append(to, move(ticks[last]))
	}
	to = append(to, move(ticks[0]))
	for every := 1; every < last; every++ {
		if start := (last - 1) % every / 2; apart(ticks, 1+start, every, 28/shrink) {
			for i := 1 + start; i < last; i += every {
				to = append(to, move(ticks[i]))
			}
			break
		}
	}
	if last > 0 {
		to = append(to, move(ticks[last]))
	}
	return to
}

// apart reports whether the ends and every so many-th tick between them, from
// the first on, stand at least the given pixels from each other.
func apart(ticks []axis.Tick, first, every int, pixels float64) bool {
	before, last := ticks[0].At, len(ticks)-1
	for i := first; i < last; i += every {
		if distance(before, ticks[i].At) < pixels {
			return false
		}
		before = ticks[i].At
	}
	return distance(before, ticks[last].At) >= pixels
}

func distance(a, b float64) float64 { return max(a-b, b-a) }

// spread appends every so many-th tick of the time axis, as many as have room
// side by side in a narrower plot. There are two at least, or none.
func (l *layout) spread(to []axis.Tick, f *frame) []axis.Tick {
	ticks := l.x
	for every := 1; every < len(ticks); every++ {
		to = to[:0]
		for i := 0; i < len(ticks); i += every {
			t := ticks[i]
			p := &l.frame.plot
			t.At = f.plot.left + (t.At-p.left)/(p.right-p.left)*(f.plot.right-f.plot.left)
			to = append(to, t)
		}
		if axis.Fit(to, axis.Span{From: edge, To: f.w - edge}, timeGap, labelSize) {
			return to
		}
	}
	return to[:0]
}
