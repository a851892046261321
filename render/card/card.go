package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"strings"

	"chartd/render/canvas"
	"chartd/render/param"
	"chartd/render/scene"
)

// Trend is the direction of a change.
type Trend int8

const (
	Down Trend = -1
	Flat Trend = 0 // no change, or no sign
	Up   Trend = 1
)

// Card is one number card, fully decided: every Card can be drawn.
type Card struct {
	Value  string // what it is about; never empty
	Label  string
	Delta  string // the change; without its sign when Trend is Up or Down
	Trend  Trend
	Spark  []float64 // the sparkline; NaN is a gap
	Known  bool      // Spark holds values that mean themselves, otherwise indexes 0 to 61
	Stroke scene.Color
	Dash   scene.Dash
	Theme  Theme
	Since  bool // the change is against the period before

	Background    scene.Color // when OwnBackground; transparent when its alpha is 0
	OwnBackground bool        // in place of the theme's

	Width, Height int  // CSS pixels, 1 to 4096
	Ratio         int  // pixels of a PNG per CSS pixel, 1 to 4
	Bleed         bool // the background fills all of the picture, without frame

	live live
}

// ParseCard reads the raw query of a card's URL, without the question mark:
//
//	v      the value, required without k0
//	t      the label
//	p      the change: a sign makes it green or red and gives it a triangle
//	d0     the sparkline as a data string, or v0 as plain numbers
//	k0     in place of d0 and v0 the embed key of a live series, see Live; with
//	       it tf, cmp, end, sig and exp, as a chart's
//	s0     its colour and dash, as a chart's
//	theme  light (default), dark or auto
//	bg     the background
//	w, h   the size, 320 by 160 by default, 1 to 4096
//	size   og: 1200 by 630, one pixel each, without frame
//	dpr    pixels of a PNG per CSS pixel, 1 to 4, 2 by default; at most
//	       16,777,216 pixels in all
//
// The error is a *param.Error.
func ParseCard(raw string) (Card, error) {
	q := scan(raw)
	c := Card{Value: q.text("v"), Label: q.text("t")}
	var err error
	if c.live, err = q.live(c.Value, "d0", "v0"); err != nil {
		return Card{}, err
	}
	if c.live.ok && c.Value == "" {
		c.Value = noData
	}
	if c.Value == "" {
		return Card{}, &param.Error{Param: "v"}
	}
	c.Trend, c.Delta = change(q.text("p"))
	if c.Spark, c.Known, err = q.series(); err != nil {
		return Card{}, err
	}
	c.Stroke, c.Dash = param.Stroke(q["s0"], blue)
	c.Background, c.OwnBackground = param.Color(q["bg"])
	switch q["theme"] {
	case "dark":
		c.Theme = Dark
	case "auto":
		c.Theme = Auto
	}
	return c, c.size(q)
}

// size reads the size of the picture.
func (c *Card) size(q query) (err error) {
	wide, high, ratio := 320, 160, 2
	if q["size"] == "og" {
		wide, high, ratio = 1200, 630, 1
		c.Bleed = true
	}
	if c.Width, err = param.Side("w", q["w"], wide); err != nil {
		return err
	}
	if c.Height, err = param.Side("h", q["h"], high); err != nil {
		return err
	}
	c.Ratio, err = param.Ratio(q["dpr"], ratio, c.Width, c.Height, maxPixels)
	return err
}

// change takes the sign off a change. A change of zero has no direction.
func change(p string) (Trend, string) {
	for sign, trend := range map[string]Trend{"+": Up, "-": Down, "−": Down} {
		rest, ok := strings.CutPrefix(p, sign)
		if !ok {
			continue
		}
		if rest = strings.TrimSpace(rest); strings.ContainsAny(rest, "123456789") {
			return trend, rest
		}
	}
	return Flat, p
}

// Key identifies the picture of the card: cards of the same fields have the
// same key, whatever the order of their parameters was. It is for ETags and
// caches, which add the format. The key of a live card as it was parsed names
// what is asked for, without sig and exp, and how it looks; that of the filled
// one its data as well.
func (c Card) Key() [16]byte {
	b := append([]byte("card"), byte(c.Trend), byte(c.Dash), byte(c.Theme), byte(c.Ratio))
	b = appendText(b, c.Value, c.Label, c.Delta)
	for _, color := range []scene.Color{c.Stroke, c.Background} {
		b = append(b, color.R, color.G, color.B, color.A)
	}
	for _, is := range []bool{c.Known, c.OwnBackground, c.Bleed} {
		b = append(b, map[bool]byte{true: 1}[is])
	}
	b = binary.AppendUvarint(b, uint64(c.Width))
	b = binary.AppendUvarint(b, uint64(c.Height))
	for _, v := range c.Spark {
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(v))
	}
	return digest(c.live.append(b, c.Since))
}

// appendText appends texts so that no two lists of texts look the same.
func appendText(b []byte, texts ...string) []byte {
	for _, t := range texts {
		b = binary.AppendUvarint(b, uint64(len(t)))
		b = append(b, t...)
	}
	return b
}

func digest(b []byte) [16]byte {
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

// AppendSVG appends the card as SVG.
func (c Card) AppendSVG(dst []byte) []byte {
	s := c.Layout()
	return appendSVG(dst, &s)
}

// AppendPNG appends the card as PNG at its ratio.
func (c Card) AppendPNG(dst []byte) []byte {
	s := c.Layout()
	b := bytes.NewBuffer(dst)
	_ = canvas.PNG(b, &s, float64(c.Ratio)) // a bytes.Buffer returns no error
	return b.Bytes()
}

func appendSVG(dst []byte, s *scene.Scene) []byte {
	b := bytes.NewBuffer(dst)
	_ = canvas.SVG(b, s) // a bytes.Buffer returns no error
	return b.Bytes()
}
