package card

import (
	"math"

	"chartd/render/font"
	"chartd/render/scene"
)

// Sizes of type in CSS pixels. A label below 11 is no help to anybody; a value
// is shown as long as there are 7.
const (
	smallLabel   = 11
	smallValue   = 14 // of a value that shares its card with a label
	tiniestValue = 7
)

// parts says what a card shows beside its value.
type parts struct{ label, delta, spark bool }

// order is what is tried, from everything to nothing: the change goes first,
// then the sparkline, then the label. When the label does not fit below them,
// the others get its room.
var order = [...]parts{
	{true, true, true}, {true, false, true}, {true, true, false}, {true, false, false},
	{false, true, true}, {false, false, true}, {false, true, false}, {},
}

// box is a rectangle in CSS pixels.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64  { return b.x1 - b.x0 }
func (b box) height() float64 { return b.y1 - b.y0 }

// layout is one try at a card.
type layout struct {
	card  *Card
	inks  inks
	has   parts
	unit  float64 // 1 on a card of 320 by 160
	strip bool    // wide and low: the sparkline stands at the right
	inner box     // inside the padding
	words box     // for the texts
	spark box     // for the sparkline

	labelSize, valueSize, deltaSize float64
	label, value                    string
	deltaX, deltaY                  float64
	to                              scene.Draft
}

// Layout is the picture of the card.
func (c Card) Layout() scene.Scene {
	l := &layout{card: &c, inks: c.inks()}
	l.to.Width, l.to.Height = float64(c.Width), float64(c.Height)
	l.to.Title, l.to.Desc = c.Label, c.sentence()
	if c.Label == "" {
		l.to.Title = c.Value
	}
	_, _, _, _, points := observe(c.Spark)
	l.ground()
	for _, has := range order {
		// Asking for what the card does not have would only repeat a try.
		if has.label && c.Label == "" || has.delta && c.Delta == "" || has.spark && points == 0 {
			continue
		}
		if l.try(has) {
			l.draw()
			break
		}
	}
	return l.to.Scene
}

// ground draws the background: a box with round corners and a hairline, where
// there is room for them.
func (l *layout) ground() {
	w, h := l.to.Width, l.to.Height
	if l.card.Bleed || min(w, h) < 24 {
		l.to.Background = l.inks.surface
		return
	}
	l.to.Paths = append(l.to.Paths, scene.Path{
		Lines:  [][]scene.Point{rounded(0.5, 0.5, w-0.5, h-0.5, min(12, min(w, h)/8), true, true)},
		Closed: true, Fill: l.inks.surface, Stroke: scene.Stroke{Ink: l.inks.frame, Width: 1},
	})
}

// try places some parts and reports whether they fit.
func (l *layout) try(has parts) bool {
	l.has = has
	w, h := l.to.Width, l.to.Height
	l.strip = has.spark && w >= 3*h
	l.unit = min(w/320, h/160)
	pad := 20 * l.unit
	if w >= 3*h {
		l.unit = min(w/420, h/84)
		pad = 14 * l.unit
	}
	if pad = math.Round(pad); pad < 6 {
		pad = max(min(6, math.Floor(min(w, h)/8)), 1)
	}
	l.inner = box{pad, pad, w - pad, h - pad}
	l.words = l.inner
	l.labelSize = max(13*l.unit, smallLabel)
	l.deltaSize = max(14*l.unit, smallLabel)
	if !l.divide() || !l.fitLabel() || !l.fitValue() || !l.fitDelta() {
		return false
	}
	l.below() // once more: the value may have become smaller
	return true
}

// divide shares the room between words and sparkline.
func (l *layout) divide() bool {
	ideal, least := 46*l.unit, float64(tiniestValue)
	if l.has.label {
		least = max(smallValue, l.labelSize)
	} else if !l.has.spark {
		ideal = 60 * l.unit
	}
	room := l.inner.height() - l.labelHeight()
	l.spark = l.inner
	switch {
	case !l.has.spark:
	case l.strip:
		ideal = 40 * l.unit
		l.spark.x0 = l.inner.x1 - math.Round(l.inner.width()*0.42)
		l.words.x1 = l.spark.x0 - 1.5*l.gap()
	default:
		low := max(16, 30*l.unit)
		room -= low + l.gap()
	}
	l.valueSize = min(ideal, room/lineHeight)
	if l.valueSize < least {
		return false
	}
	l.below()
	return l.spark.height() >= 8 && (!l.has.spark || l.spark.width() >= 16)
}

// gap is the space between words and sparkline.
func (l *layout) gap() float64 { return math.Round(max(10*l.unit, 4)) }

// below gives the sparkline what the words leave, but no more than looks like
// one, and the words the rest.
func (l *layout) below() {
	if !l.has.spark || l.strip {
		return
	}
	high := l.inner.height() - l.labelHeight() - l.valueSize*lineHeight - l.gap()
	high = min(high, l.inner.width()*0.6)
	l.spark.y0 = l.inner.y1 - high
	l.words.y1 = l.spark.y0 - l.gap()
}

// lineHeight is the height of a line of type as a share of its size.
const lineHeight = font.Ascent + font.Descent

// labelHeight is the height that the label takes, with the space below.
func (l *layout) labelHeight() float64 {
	if !l.has.label {
		return 0
	}
	return l.labelSize*lineHeight + max(2*l.unit, 1)
}

// fitLabel cuts the label.
func (l *layout) fitLabel() bool {
	if !l.has.label {
		return true
	}
	l.label = font.Fit(l.card.Label, l.labelSize, l.words.width())
	return l.label != ""
}

// fitValue makes the value as small as its room asks for, and cuts it when it
// would be unreadable.
func (l *layout) fitValue() bool {
	room := l.words.width()
	least := min(l.valueSize, tiniestValue)
	if l.has.label {
		least = min(l.valueSize, max(l.labelSize, smallValue))
	}
	l.shrinkValue(room, least)
	l.value = font.Fit(l.card.Value, l.valueSize, room)
	return l.value != ""
}

// shrinkValue takes the size down to where the value fits, at most to least.
func (l *layout) shrinkValue(room, least float64) {
	if wide := font.Room(l.card.Value, l.valueSize); wide > room {
		l.valueSize = max(l.valueSize*room/wide*0.999, least)
	}
}

// fitDelta finds a place for the change: beside the value, else at the right
// of the label.
func (l *layout) fitDelta() bool {
	if !l.has.delta {
		return true
	}
	need := l.deltaWidth()
	gap := 0.7 * l.deltaSize
	room := l.words.width() - need - gap
	if size := l.valueSize; font.Room(l.value, size) > room && room > 0 && l.value == l.card.Value {
		l.shrinkValue(room, 0.7*size)
		if font.Room(l.value, l.valueSize) > room {
			l.valueSize = size
		}
	}
	if font.Room(l.value, l.valueSize) <= room && l.deltaSize <= l.valueSize {
		l.deltaX, l.deltaY = l.words.x0+font.Width(l.value, l.valueSize)+gap, l.valueBase()
		return true
	}
	if !l.has.label || font.Room(l.card.Label, l.labelSize)+2*gap+need > l.words.width() {
		return false
	}
	l.deltaSize = l.labelSize
	l.deltaX, l.deltaY = l.words.x1-l.deltaWidth(), l.labelBase()
	return true
}

// deltaWidth is the room of the change with its triangle.
func (l *layout) deltaWidth() float64 {
	return font.Room(l.card.Delta, l.deltaSize) + l.triangle()
}

// triangle is the width of the triangle with the space behind it.
func (l *layout) triangle() float64 {
	if l.card.Trend == Flat {
		return 0
	}
	return l.deltaSize * 0.95
}

// top is where label and value begin: at the top above a sparkline, otherwise
// in the middle.
func (l *layout) top() float64 {
	if l.has.spark && !l.strip {
		return l.words.y0
	}
	return l.words.y0 + (l.words.height()-l.labelHeight()-l.valueSize*lineHeight)/2
}

func (l *layout) labelBase() float64 { return l.top() + l.labelSize*font.Ascent }

func (l *layout) valueBase() float64 {
	return l.top() + l.labelHeight() + l.valueSize*font.Ascent
}
