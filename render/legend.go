package render

import (
	"cmp"
	"strconv"

	"chartd/render/axis"
	"chartd/render/braille"
	"chartd/render/font"
	"chartd/render/scene"
)

// The legend of a live chart of several series: their names, each behind a mark
// in the colour of its stroke.
//
// # Why
//
// It stands in the row of the title, or below, and not at the ends of the lines:
// these often meet, and their labels are there. Names have the colour of all
// labels, since a stroke's may be too pale for letters, and the mark the rhythm
// of the line, for those who can't tell colours apart.

const (
	nameGap   = 4  // between a mark and its name
	seriesGap = 12 // before the next mark, and behind the title
	leastName = 36 // the least room of a name that is cut
	// legendRow is the height of a row of its own.
	legendRow = (axis.Above+axis.Below)*labelSize + 2
)

// called is what series i is called, also where its stat has no name.
func (s *Spec) called(i int) string { return cmp.Or(s.Series[i].Name, strconv.Itoa(i+1)) }

// named reports whether there are series to be told apart by name.
func (s *Spec) named() bool {
	if !s.Live || len(s.Series) < 2 {
		return false
	}
	for i := range s.Series {
		if s.Series[i].Name != "" {
			return true
		}
	}
	return false
}

// token is the mark of series i: a square for bars, a dot for a line, or its
// dashes or dots.
func (s *Spec) token(i int) string {
	switch dash := s.Series[i].Dash; {
	case s.Kind == Bar:
		return "■"
	case dash == scene.Dashed:
		return "– –"
	case dash == scene.Dotted:
		return "•••"
	}
	return "●"
}

// tint is the colour of series i where it is drawn strongest.
func (s *Spec) tint(i int) scene.Color {
	if one := &s.Series[i]; s.Kind == Bar && one.Fill.A > 0 {
		return one.Fill
	}
	return s.Series[i].Stroke
}

// legend decides whether a picture of a width has room for the names: in the
// title's row if all fit there as they are, or else in a row of their own, each
// cut to the room that is returned.
func (s *Spec) legend(w float64) (names, below bool, room float64) {
	if !s.named() {
		return false, false, 0
	}
	whole, title := w-2*edge, 0.0
	if s.Title != "" {
		title = font.Room(s.Title, titleSize) + seriesGap
	}
	room, cut := s.nameRoom(whole - title)
	if title > 0 && cut {
		below = true
		room, cut = s.nameRoom(whole)
	}
	return !cut || room >= leastName, below, room
}

// nameRoom is the room that each name may take for all to stand side by side
// in the given one, and whether that cuts any.
func (s *Spec) nameRoom(whole float64) (room float64, cut bool) {
	var widths [MaxSeries]float64
	for i := range s.Series {
		whole -= font.Width(s.token(i), labelSize) + nameGap
		if i > 0 {
			whole -= seriesGap
		}
		widths[i] = font.Room(s.called(i), labelSize)
	}
	room = max(whole, 0) / float64(len(s.Series))
	for range s.Series { // what shorter names leave is for the longer ones
		left, longer := whole, 0
		for _, width := range widths[:len(s.Series)] {
			if width <= room {
				left -= width
			} else {
				longer++
			}
		}
		if longer == 0 {
			return room, false
		}
		room = max(left, 0) / float64(longer)
	}
	return room, true
}

// legend appends the names with their marks.
func (l *layout) legend(to []scene.Text, f *frame) []scene.Text {
	at := scene.Point{X: edge, Y: edge/2 + axis.Above*titleSize}
	switch {
	case f.below:
		at.Y += legendRow
	case l.spec.Title != "":
		at.X += font.Room(l.spec.Title, titleSize) + seriesGap
	}
	for i := range l.spec.Series {
		token := scene.Text{At: at, Size: labelSize, Ink: scene.Plain(l.spec.tint(i)), Text: l.spec.token(i)}
		token.Length = font.Width(token.Text, labelSize) // faces differ much in their signs
		at.X += token.Length + nameGap
		name := scene.Text{At: at, Size: labelSize, Ink: l.look.label, Text: font.Fit(l.spec.called(i), labelSize, f.names)}
		fix(&name)
		at.X += font.Room(name.Text, labelSize) + seriesGap
		to = append(to, token, name)
	}
	return to
}

// appendLegend writes the names for a terminal that shows colours; without
// them nothing would tell whose a line is but the sentence below.
func (t *terminal) appendLegend(b []byte) []byte {
	n := len(t.spec.Series)
	const around = 4 // columns of a mark and of spaces
	each := max(1, t.spec.Terminal.Columns/n-around)
	for i := range n {
		if i > 0 {
			b = append(b, "  "...)
		}
		b = append(braille.AppendColor(b, t.spec.tint(i)), "●"...)
		b = append(append(b, braille.Reset...), ' ')
		b = append(b, clip(t.spec.called(i), each)...)
	}
	return append(b, '\n')
}
