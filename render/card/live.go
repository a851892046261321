package card

import (
	"math"
	"strconv"

	"chartd/render/param"
	"chartd/render/scale"
	"chartd/render/scene"
)

// noData is the value of a live card whose series has none, or not yet.
const noData = "No data"

// Live is what was found for a live card or badge. Every Live can be drawn.
type Live struct {
	Name   string    // the label where the query has no t; a stranger's text
	Unit   string    // behind the value, such as ms; may be empty; a stranger's text
	Value  float64   // the number shown; NaN where there is no data
	Before float64   // that of the period before, for cmp; NaN where there is none
	Values []float64 // the sparkline of a card; NaN is a gap
}

// live is what a query with k0 says of it.
type live struct {
	ok          bool
	ask         param.Ask
	value, t, p bool // the query has them itself
}

// live reads what a live picture asks for. Data of the query's own, in the
// given parameters, must not stand beside it; a value, a label and a change may.
func (q query) live(value string, data ...string) (live, error) {
	if _, given := q["k0"]; !given {
		return live{}, nil
	}
	for _, name := range data {
		if q[name] != "" {
			return live{}, &param.Error{Param: "k0", Problem: "a live series takes the place of data, and " + name + " is given too"}
		}
	}
	ask, err := param.ParseAsk(1, func(name string) string { return q[name] })
	if err != nil {
		return live{}, err
	}
	l := live{ok: true, ask: ask, value: value != ""}
	_, l.t = q["t"]
	_, l.p = q["p"]
	return l, nil
}

// append appends to the text of a key what is asked for. Of pictures that ask
// for nothing it is nothing.
func (l *live) append(b []byte, more bool) []byte {
	if !l.ok {
		return b
	}
	b = append(appendText(b, l.ask.Keys[0], l.ask.Timeframe, strconv.FormatInt(l.ask.End, 10)), "live"...)
	for _, is := range []bool{l.ask.Compare, l.value, l.t, l.p, more} {
		b = append(b, map[bool]byte{true: 1}[is])
	}
	return b
}

// Live is what the query of the card asks its caller to look up; ok is false
// for a card that has all in its query.
func (c Card) Live() (ask param.Ask, ok bool) { return c.live.ask, c.live.ok }

// Fill is the card with what was found: its value, the change against the
// period before if cmp asks for it, the sparkline, and the name as its label.
// What the query itself says of value, change and label stays. A card that is
// not live stays as it is.
func (c Card) Fill(found Live) Card {
	if !c.live.ok {
		return c
	}
	c.Value, c.Label = c.live.words(&found, c.Value, c.Label)
	if !c.live.p && c.live.ask.Compare {
		c.Trend, c.Delta = found.change()
		c.Since = true
	}
	c.Known, c.Spark = true, make([]float64, len(found.Values))
	for i, v := range found.Values {
		c.Spark[i] = min(max(v, -largest), largest)
	}
	return c
}

// Live is what the query of the badge asks its caller to look up, as Card.Live.
func (b Badge) Live() (ask param.Ask, ok bool) { return b.live.ask, b.live.ok }

// Fill is the badge with what was found, as Card.Fill. The change stands in
// parentheses behind the value.
func (b Badge) Fill(found Live) Badge {
	if !b.live.ok {
		return b
	}
	b.Value, b.Label = b.live.words(&found, b.Value, b.Label)
	if math.IsNaN(found.Value) && !b.own {
		b.Color = quietField
	}
	if trend, delta := found.change(); b.live.ask.Compare && !b.live.value && delta != "" {
		b.Value += " (" + map[Trend]string{Up: "+", Down: "−"}[trend] + delta + ")"
	}
	return b
}

// quietField is the colour of a badge without data.
var quietField = scene.Color{R: 0x6E, G: 0x77, B: 0x81, A: 0xFF}

// largest is the value beyond which the difference of two would overflow.
const largest = 1e300

// words are the value and the label of a live picture whose query says these.
func (l *live) words(found *Live, value, label string) (string, string) {
	if !l.value {
		value = found.shown()
	}
	if !l.t {
		label, _ = param.Title(found.Name, nil)
	}
	return value, label
}

// shown is the number as people read it.
func (f *Live) shown() string {
	if math.IsNaN(f.Value) {
		return noData
	}
	text := string(scale.AppendDisplay(nil, f.Value))
	if unit, _ := param.Title(f.Unit, nil); unit != "" {
		text += " " + unit
	}
	return text
}

// change is the change from the period before to now: in percent, or the
// difference where a share would say nothing. There is none where either has
// no data.
func (f *Live) change() (Trend, string) {
	now, then := f.Value, f.Before
	if math.IsNaN(now) || math.IsNaN(then) {
		return Flat, ""
	}
	trend := Up
	if now < then {
		trend = Down
	}
	percent, ok := scale.Change(now, then)
	switch {
	case ok && percent == 0 || now == then:
		return Flat, "0 %"
	case ok:
		return trend, string(scale.AppendLabel(nil, percent)) + " %"
	}
	return trend, string(scale.AppendDisplay(nil, math.Abs(now-then)))
}
