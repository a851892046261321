package render

import (
	"time"

	"chartd/render/axis"
	"chartd/render/font"
	"chartd/render/mark"
	"chartd/render/scale"
	"chartd/render/scene"
)

// What only live charts have: the period before, marks, and a picture for no
// data at all.

const (
	beforeWidth = 1.5 // of the line of the period before
	mostSaid    = 6   // marks that the sentence names, the newest
	longestSaid = 40  // characters of a mark's text there
)

// before draws the period before of series i under its line: thinner, fainter,
// and in another rhythm, so that nobody has to tell colours apart. Over bars,
// which would hide its colour, it has that of the labels.
func (l *layout) before(i int) {
	s := &l.spec.Series[i]
	if len(s.Before) == 0 {
		return
	}
	p := l.plane(i)
	style := scene.Stroke{Ink: scene.Plain(paler(s.Stroke, 8)), Width: beforeWidth, Dash: scene.Dashed}
	if s.Dash == scene.Dashed {
		style.Dash = scene.Dotted
	}
	if l.spec.Kind == Bar {
		p.X = mark.Middles(&p, l.row(i, &p))
		style.Ink = l.look.label
	}
	p.Values = s.Before
	mark.Line(&l.Draft, &p, l.spec.Kind == Step, style)
}

// marks draws an upright line for every mark. One from outside of the window
// stands at its nearer end.
func (l *layout) marks(dash scene.Dash) {
	if len(l.spec.Marks) == 0 {
		return
	}
	t, p := &l.spec.Times, &l.frame.plot
	from, to := l.ends()
	place := scale.NewLinear(float64(t.From), float64(t.To), from, to)
	if t.From >= t.To {
		place = scale.NewLinear(0, 0, (from+to)/2, 0) // where the one point is
	}
	var places [mostMarks]float64
	for i, m := range l.spec.Marks {
		places[i] = place.At(float64(min(max(m.At, t.From), t.To)))
	}
	ink := scene.Ink{Light: paler(l.look.label.Light, 6), Dark: paler(l.look.label.Dark, 6)}
	axis.Posts(&l.Draft, places[:len(l.spec.Marks)], axis.Span{From: p.top, To: p.bottom}, scene.Stroke{Ink: ink, Width: 1, Dash: dash, Butt: true})
}

// paler is a colour at a share of its strength, in tenths.
func paler(c scene.Color, tenths int) scene.Color {
	c.A = uint8(int(c.A) * tenths / 10)
	return c
}

// nothing draws the frame of an empty plot that has no grid to show where it
// is, or its foot where that is all there is.
func (l *layout) nothing() {
	p := l.frame.plot
	switch {
	case !l.empty:
	case l.frame.bare:
		axis.Marks(&l.Draft, nil, p.bottom-1, axis.Span{From: p.left, To: p.right}, true, l.look.grid)
	case !l.spec.Grid:
		l.To(p.left+0.5, p.top+0.5)
		l.To(p.right-0.5, p.top+0.5)
		l.To(p.right-0.5, p.bottom+0.5)
		l.To(p.left+0.5, p.bottom+0.5)
		l.Add(scene.Path{Closed: true, Stroke: scene.Stroke{Ink: l.look.grid, Width: 1, Butt: true}})
	}
}

// noData appends the words of an empty plot, in the middle between two lines
// of its grid, if they have room.
func (l *layout) noData(to []scene.Text, f *frame) []scene.Text {
	const words, gap = "No data yet", 4
	from, high := l.clearing()
	p, shrink := &f.plot, (f.plot.bottom-f.plot.top)/(l.frame.plot.bottom-l.frame.plot.top)
	if f.bare || font.Room(words, titleSize)+2*gap > p.right-p.left || (axis.Above+axis.Below)*titleSize+gap > high*shrink {
		return to
	}
	at := scene.Point{X: (p.left + p.right) / 2, Y: p.top + (from+high/2-l.frame.plot.top)*shrink + font.CapHeight/2*titleSize}
	return append(to, scene.Text{At: at, Anchor: scene.Middle, Size: titleSize, Ink: l.look.label, Text: words})
}

// clearing is the highest part of the plot that no line of the grid crosses:
// its upper edge and its height.
func (l *layout) clearing() (from, high float64) {
	p := &l.frame.plot
	if !l.spec.Grid || len(l.y) == 0 {
		return p.top, p.bottom - p.top
	}
	for i := 1; i < len(l.y); i++ {
		if up := min(l.y[i-1].At, l.y[i].At); distance(l.y[i-1].At, l.y[i].At) > high {
			from, high = up, distance(l.y[i-1].At, l.y[i].At)
		}
	}
	return from, high
}

// sayChange compares a series with the period before by their averages, which
// are fair to sums and to means, and to periods with gaps.
func (l *layout) sayChange(s *Series) {
	now, some := average(s.Values)
	then, any := average(s.Before)
	switch {
	case !any && !some:
		return
	case !any:
		l.say(", no data in the period before")
		return
	case !some:
		l.say(", on average ")
		l.rounded(then)
		l.say(" in the period before")
		return
	}
	l.say(", on average ")
	l.rounded(now)
	percent, ok := scale.Change(now, then)
	switch {
	case now == then || ok && percent == 0:
		l.say(", as in the period before")
		return
	case now < then:
		l.say(", down ")
	default:
		l.say(", up ")
	}
	if ok {
		l.text = scale.AppendLabel(l.text, percent)
		l.say(" % ")
	}
	l.say("from ")
	l.rounded(then)
	l.say(" in the period before")
}

// rounded says a figure with three digits.
func (l *layout) rounded(v float64) {
	l.text = scale.AppendFigure(l.text, v, scale.ThreeDigits(v))
}

// average is the mean of the values that are no gaps; ok is false where there
// are none.
func average(values []float64) (mean float64, ok bool) {
	n := 0.0
	for _, v := range values {
		if v == v {
			n++
			mean += (v - mean) / n // a sum might overflow
		}
	}
	return mean, n > 0
}

// sayMarks names the newest marks, from the oldest to the newest of them.
func (l *layout) sayMarks() {
	marks := l.spec.Marks
	if len(marks) == 0 {
		return
	}
	l.say(" Marks: ")
	if earlier := len(marks) - mostSaid; earlier > 0 {
		l.count(earlier, " earlier, ")
		marks = marks[earlier:]
	}
	format := l.spec.Times.markFormat()
	for i, m := range marks {
		if i > 0 {
			l.say(", ")
		}
		if m.Text != "" {
			l.say(clip(m.Text, longestSaid))
			l.say(" ")
		}
		l.say("at ")
		l.text = scale.AppendTime(l.text, min(max(m.At, firstTime), lastTime), l.spec.Times.Zone, format)
	}
	l.say(".")
}

// markFormat is how the sentence writes the time of a mark: what tells it from
// others in the window.
func (t *Times) markFormat() string {
	switch span := t.span(); {
	case span < 24*time.Hour:
		return "15:04"
	case span < 300*24*time.Hour:
		return "2 Jan 15:04"
	}
	return "2 Jan 2006"
}
