package render

import (
	"slices"

	"chartd/render/axis"
	"chartd/render/font"
	"chartd/render/mark"
	"chartd/render/scale"
	"chartd/render/scene"
)

// Sizes of the look, in CSS pixels.
const (
	labelSize   = 11
	titleSize   = 13
	strokeWidth = 2
	dotDiameter = 8
	ringWidth   = 2
)

// layout makes scenes of specs, in memory that it keeps.
type layout struct {
	scene.Draft
	spec   *Spec
	frame  frame
	look   palette
	text   scene.Arena
	empty  bool      // a live chart has no data yet
	values []float64 // ticks of the y axis
	times  []int64   // ticks of the time axis
	format string    // of their labels
	y, x   []axis.Tick
	thinY  []axis.Tick // the ticks of the small size being laid out
	thinX  []axis.Tick
	small  [len(smallTypes)][]scene.Text
	label  func(t int64, format string) float64 // the width of a time's label
}

// Layout makes the scene of a chart.
func Layout(spec *Spec) *scene.Scene {
	var l layout
	l.draw(spec)
	return &l.Scene
}

// draw is the one place that knows the order: words that need nothing but the
// data, room for labels, scales, and then the picture from its ground upwards.
func (l *layout) draw(spec *Spec) {
	l.Reset()
	l.spec, l.look, l.text = spec, palettes[spec.Theme], l.text[:0]
	l.Width, l.Height = float64(spec.Width), float64(spec.Height)
	l.Title, l.Background, l.empty = spec.Title, scene.Plain(spec.Background), spec.empty()
	l.Desc = l.sentence()

	l.frame = spec.frame(l.Width, l.Height)
	l.valueTicks()
	l.frame.sides(l.y, spec)
	l.frame.snap()
	l.timeTicks()

	l.ground()
	for i := range spec.Series {
		l.fill(i)
	}
	l.marks(scene.Solid)
	for i := range spec.Series {
		l.before(i)
	}
	for i := range spec.Series {
		l.stroke(i)
	}
	if spec.Highlight {
		for i := range spec.Series {
			l.last(i)
		}
	}
	l.Texts = l.words(l.Texts, &l.frame, l.y, l.x)
	l.smallSizes()
}

// valueTicks chooses the ticks of the y axis for the height of the plot.
func (l *layout) valueTicks() {
	l.values, l.y = l.values[:0], l.y[:0]
	if !l.frame.y && !l.spec.Grid {
		return
	}
	p := &l.frame.plot
	lo, hi := l.spec.Figures.Min, l.spec.Figures.Max
	if !l.spec.Figures.Known {
		lo, hi = 0, 1 // a grid without a meaning: the ends and the middle
	}
	l.values = scale.Ticks(l.values, lo, hi, scale.Room{Length: p.bottom - p.top, Apart: 28, Line: 14, Most: 5})
	place := scale.NewLinear(lo, hi, p.bottom, p.top)
	if lo == hi {
		place = scale.NewLinear(0, 0, p.top, p.top)
	}
	for _, v := range l.values {
		l.y = append(l.y, axis.Tick{At: place.At(v), Text: l.number(v)})
	}
}

// number is the label of a value.
func (l *layout) number(v float64) string {
	from := len(l.text)
	l.text = scale.AppendLabel(l.text, v)
	return l.text.Since(from)
}

// timeTicks chooses the ticks of the time axis for the width of the plot.
func (l *layout) timeTicks() {
	l.times, l.x = slices.Grow(l.times[:0], roomTimes), l.x[:0]
	if !l.frame.x {
		return
	}
	f, t := &l.frame, &l.spec.Times
	if l.label == nil {
		l.label = l.timeWidth
	}
	from, to := l.ends()
	l.times, l.format = scale.Times{From: t.From, To: t.To, Zone: t.Zone, Length: to - from,
		Before: from - edge, After: f.w - to - edge, Gap: timeGap, Width: l.label}.Ticks(l.times)
	place := scale.NewLinear(float64(t.From), float64(t.To), from, to)
	for _, at := range l.times {
		l.x = append(l.x, axis.Tick{At: place.At(float64(at)), Text: l.time(at, l.format)})
	}
}

// roomTimes is more ticks than are ever weighed at once: the choice needs no
// memory of its own.
const roomTimes = 32

// timeWidth is the room of a time's label.
func (l *layout) timeWidth(t int64, format string) float64 {
	var room [64]byte
	b := scene.Arena(scale.AppendTime(room[:0], t, l.spec.Times.Zone, format))
	return font.Room(b.Since(0), labelSize)
}

// time is the label of a time.
func (l *layout) time(t int64, format string) string {
	from := len(l.text)
	l.text = scale.AppendTime(l.text, t, l.spec.Times.Zone, format)
	return l.text.Since(from)
}

// ends are the places of the first and the last point. Points stand at the
// edges of the plot, bars in the middle of their slots.
func (l *layout) ends() (from, to float64) {
	p := &l.frame.plot
	n := l.spec.points()
	if l.spec.Kind != Bar || n == 0 {
		return p.left, p.right
	}
	half := (p.right - p.left) / float64(n) / 2
	return p.left + half, p.right - half
}

// ground draws what lies below the data.
func (l *layout) ground() {
	p := &l.frame.plot
	in := axis.Span{From: p.left, To: p.right}
	l.nothing()
	if l.spec.Grid && !l.frame.bare {
		axis.Grid(&l.Draft, l.y, in, l.look.grid)
	}
	if len(l.x) > 0 {
		axis.Marks(&l.Draft, l.x, p.bottom, in, !l.spec.Grid && !l.empty, l.look.grid)
	}
}

// plane is where series i is drawn.
func (l *layout) plane(i int) mark.Plane {
	p, values := &l.frame.plot, l.spec.Series[i].Values
	x := scale.NewLinear(0, float64(len(values)-1), p.left, p.right)
	if len(values) == 1 {
		middle := (p.left + p.right) / 2
		x = scale.NewLinear(0, 0, middle, middle)
	}
	return mark.Plane{Values: values, X: x, Y: scale.NewLinear(l.spec.Bottom, l.spec.Top, p.bottom, p.top),
		Top: p.top, Bottom: p.bottom, Columns: int(p.right - p.left)}
}

// row is where the bars of series i stand: on zero where the axis shows it,
// else on the foot of the plot.
func (l *layout) row(i int, p *mark.Plane) mark.Row {
	r := mark.Row{Left: l.frame.plot.left, Right: l.frame.plot.right, Ground: p.Bottom,
		Index: i, Of: len(l.spec.Series), Slots: l.spec.points()}
	fig := &l.spec.Figures
	if fig.Known && fig.Min != fig.Max && min(fig.Min, fig.Max) <= 0 && max(fig.Min, fig.Max) >= 0 {
		r.Ground = scale.NewLinear(fig.Min, fig.Max, p.Bottom, p.Top).At(0)
	}
	return r
}

// fill draws what series i fills.
func (l *layout) fill(i int) {
	s, p := &l.spec.Series[i], l.plane(i)
	switch {
	case l.spec.Kind == Bar:
		ink := s.Stroke
		if s.Fill.A > 0 {
			ink = s.Fill
		}
		mark.Bars(&l.Draft, &p, l.row(i, &p), scene.Plain(ink))
	case s.Fill.A > 0:
		mark.Area(&l.Draft, &p, l.spec.Kind == Step, scene.Plain(s.Fill))
	}
}

// stroke draws the line of series i.
func (l *layout) stroke(i int) {
	if l.spec.Kind == Bar {
		return
	}
	s, p := &l.spec.Series[i], l.plane(i)
	mark.Line(&l.Draft, &p, l.spec.Kind == Step, scene.Stroke{Ink: scene.Plain(s.Stroke), Width: strokeWidth, Dash: s.Dash})
}

// last marks the last value of series i.
func (l *layout) last(i int) {
	s, p := &l.spec.Series[i], l.plane(i)
	at, ok := p.Last()
	if l.spec.Kind == Bar {
		at, ok = mark.BarTop(&p, l.row(i, &p))
	}
	if !ok {
		return
	}
	diameter := min(dotDiameter, l.Width/3, l.Height/3)
	if l.Background.Visible() {
		mark.Dot(&l.Draft, at, diameter+2*ringWidth, l.Background)
	}
	mark.Dot(&l.Draft, at, diameter, scene.Plain(highlightFor(s.Stroke)))
}

// words appends the title and the labels of a frame. Labels come last: they
// are most, and share a style.
func (l *layout) words(to []scene.Text, f *frame, y, x []axis.Tick) []scene.Text {
	if f.title {
		if t := l.title(f.w - 2*edge); t.Text != "" {
			to = append(to, t)
		}
	}
	if f.legend {
		to = l.legend(to, f)
	}
	if l.empty {
		to = l.noData(to, f)
	}
	style := axis.Style{Size: labelSize, Ink: l.look.label}
	p := &f.plot
	to = axis.Bottom(to, x, p.bottom, axis.Span{From: edge, To: f.w - edge}, style)
	if f.right {
		to = axis.Right(to, y, p.right, style)
	}
	if f.left {
		to = axis.Left(to, y, p.left, style)
	}
	return to
}

// title is the title as it fits, in the top left corner.
func (l *layout) title(room float64) scene.Text {
	t := scene.Text{At: scene.Point{X: edge, Y: edge/2 + axis.Above*titleSize}, Size: titleSize, Ink: l.look.title,
		Text: font.Fit(l.spec.Title, titleSize, room)}
	fix(&t)
	return t
}

// fix fixes the length of a text with letters that may be wider in a reader's
// face than any room we give.
func fix(t *scene.Text) {
	for _, r := range t.Text {
		if !regular(r) {
			t.Length = font.Width(t.Text, t.Size)
			return
		}
	}
}

// regular reports whether a character is in a block of Unicode whose letters
// font.Room bounds in all common faces: Latin to Arabic, punctuation and signs,
// the ideographs, Hangul and emoji. Others have letters many ems wide (U+FDFD).
func regular(r rune) bool {
	switch {
	case r < 0x700, 0x1E00 <= r && r < 0x27C0, 0x3000 <= r && r < 0xA000, 0xAC00 <= r && r < 0xD7A4, 0x1F000 <= r && r < 0x1FB00:
		return true
	}
	return false
}
