package render

import (
	"strings"
	"unicode/utf8"

	"chartd/render/axis"
	"chartd/render/braille"
	"chartd/render/scale"
	"chartd/render/scene"
)

// terminal lays a chart out in the characters of a terminal: the same marks
// as in a picture on a grid of Braille dots, with axes of box characters.
type terminal struct {
	layout
	canvas        braille.Canvas
	columns, rows int // of the plot
	left, right   int // columns of the labels at the sides
}

// appendText writes the chart for a terminal: the title, the plot with its
// axes, and the sentence, each line ended by a line feed.
func (s *Sheet) appendText(b []byte) []byte {
	t := &s.terminal
	t.Reset()
	t.spec, t.look, t.text = &s.spec, palettes[s.spec.Theme], t.text[:0]
	words := t.sentence()
	title := s.spec.Title != "" && s.spec.Kind != Spark
	legend := s.spec.Terminal.Color && s.spec.named() && s.spec.Kind != Spark && s.spec.Terminal.Rows >= leastRows
	t.size(title, legend)
	t.plot()
	if title {
		b = append(append(b, clip(s.spec.Title, s.spec.Terminal.Columns)...), '\n')
	}
	if legend {
		b = t.appendLegend(b)
	}
	for row := range t.rows {
		b = t.appendRow(b, row)
	}
	if len(t.x) > 0 {
		b = t.appendTimes(b)
	}
	return append(append(append(b, '\n'), words...), '\n')
}

// clip is a text of at most so many characters, the last of them an ellipsis
// where it was longer. The sentence below the chart has it in full.
func clip(text string, most int) string {
	n := 0
	for i := range text {
		if n++; n == most && utf8.RuneCountInString(text[i:]) > 1 {
			return text[:i] + "…"
		}
	}
	return text
}

// size divides the characters between the words and the plot.
func (t *terminal) size(title, legend bool) {
	have := t.spec.Terminal
	t.rows = have.Rows
	for _, row := range [...]bool{title, legend} {
		if row {
			t.rows--
		}
	}
	withTimes := t.spec.Times.Known && t.spec.Kind != Spark && t.rows >= leastRows
	if withTimes {
		t.rows -= 2
	}
	t.values, t.y = t.values[:0], t.y[:0]
	if t.spec.Left || t.spec.Right {
		fig := &t.spec.Figures
		t.values = scale.Ticks(t.values, fig.Min, fig.Max, scale.Room{Length: float64(t.rows - 1), Apart: 3, Line: 2, Most: 5})
	}
	t.sideLabels()
	t.columns = have.Columns - t.left - t.right
	t.times, t.x = t.times[:0], t.x[:0]
	if withTimes {
		t.timeAxis()
	}
}

// leastRows is how many rows a text has at least, or there are no times and no
// names of series.
const leastRows = 6

// leastColumns is how wide the plot is at least, or labels of up to 24
// characters at its left are dropped.
const leastColumns = 8

// sideLabels places the ticks of the y axis and measures the columns they take.
func (t *terminal) sideLabels() {
	fig := &t.spec.Figures
	place := scale.NewLinear(fig.Min, fig.Max, float64(t.rows-1), 0)
	widest := 0
	for _, v := range t.values {
		t.y = append(t.y, axis.Tick{At: place.At(v), Text: t.number(v)})
		widest = max(widest, len(t.y[len(t.y)-1].Text))
	}
	t.left, t.right = 0, 0
	have, side := t.spec.Terminal.Columns, widest+2
	if t.spec.Left && have-side >= leastColumns {
		t.left = side
	}
	if t.spec.Right && have-t.left >= 2*side {
		t.right = side
	}
}

// timeAxis places the ticks of the time axis.
func (t *terminal) timeAxis() {
	span := &t.spec.Times
	end := float64(t.columns - 1)
	t.times, t.format = scale.Times{From: span.From, To: span.To, Zone: span.Zone, Length: end, Before: float64(t.left),
		After: float64(t.right), Gap: 2, Width: t.characters}.Ticks(t.times)
	place := scale.NewLinear(float64(span.From), float64(span.To), 0, end)
	for _, at := range t.times {
		t.x = append(t.x, axis.Tick{At: place.At(float64(at)), Text: t.time(at, t.format)})
	}
}

// characters is the width of a time's label in columns.
func (t *terminal) characters(at int64, format string) float64 {
	var room [64]byte
	return float64(len(scale.AppendTime(room[:0], at, t.spec.Times.Zone, format)))
}

// plot paints the series on a plot with a pixel for every dot.
func (t *terminal) plot() {
	w, h := t.columns*braille.CellWidth, t.rows*braille.CellHeight
	t.canvas.Reset(t.columns, t.rows)
	t.frame = frame{w: float64(w), h: float64(h), plot: rect{0, 0, float64(w) - 0.01, float64(h) - 0.01}}
	for i := range t.spec.Series {
		t.fill(i)
	}
	if t.spec.Kind == Bar { // pale bars are all there is: they hide no line
		for i := range t.Paths {
			t.Paths[i].Fill.Light.A = 0xFF
		}
	}
	t.marks(scene.Dotted) // a solid line would look like data
	for i := range t.spec.Series {
		t.before(i)
	}
	for i := range t.spec.Series {
		t.stroke(i)
	}
	t.Paint(&t.canvas)
}

// appendRow writes one row of the plot between its labels.
func (t *terminal) appendRow(b []byte, row int) []byte {
	text := t.at(row)
	if t.left > 0 {
		b = pad(b, t.left-2-len(text))
		b = append(append(b, text...), side(text, " ┤", " │")...)
	}
	from := len(b)
	b = t.canvas.AppendRow(b, row, t.spec.Terminal.Color)
	if t.right > 0 {
		b = pad(b, t.columns-shown(b[from:]))
		b = append(append(b, side(text, "├ ", "│")...), text...)
	}
	return append(b, '\n')
}

// at is the label in a row, empty when none stands there.
func (t *terminal) at(row int) string {
	for i := range t.y {
		if int(t.y[i].At+0.5) == row {
			return t.y[i].Text
		}
	}
	return ""
}

// side chooses the piece of an axis beside a label or beside none.
func side(text, labelled, plain string) string {
	if text != "" {
		return labelled
	}
	return plain
}

// appendTimes writes the time axis and, below it, its labels.
func (t *terminal) appendTimes(b []byte) []byte {
	b = pad(b, t.left-1)
	if t.left > 0 {
		b = append(b, "└"...)
	}
	tick := 0
	for column := range t.columns {
		piece := "─"
		if tick < len(t.x) && int(t.x[tick].At+0.5) == column {
			piece = "┬"
			tick++
		}
		b = append(b, piece...)
	}
	b = append(b, '\n')
	column := 0
	for _, x := range t.x {
		start := t.left + int(x.At+0.5) - len(x.Text)/2
		start = min(max(start, column), t.spec.Terminal.Columns-len(x.Text))
		b = append(pad(b, start-column), x.Text...)
		column = start + len(x.Text)
	}
	return append(b, '\n')
}

// pad appends n spaces, none when n is below 1.
func pad(b []byte, n int) []byte { return append(b, strings.Repeat(" ", max(n, 0))...) }

// shown is how many columns a row takes, without its colour sequences.
func shown(row []byte) int {
	n := 0
	for i := 0; i < len(row); {
		if row[i] == '\x1b' {
			for row[i] != 'm' {
				i++
			}
			i++
			continue
		}
		_, size := utf8.DecodeRune(row[i:])
		i += size
		n++
	}
	return n
}
