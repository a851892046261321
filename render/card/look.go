package card

import (
	"math"

	"chartd/render/scene"
)

// Theme says which readers a card is for.
type Theme uint8

const (
	Light Theme = iota
	Dark
	Auto // light, and dark for readers whose page is dark (SVG only)
)

// palette is the colours of a card for one kind of reader.
type palette struct{ surface, title, quiet, frame, good, danger scene.Color }

func rgb(v uint32) scene.Color {
	return scene.Color{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

// faint is a colour at a share of its strength.
func faint(c scene.Color, share float64) scene.Color {
	c.A = uint8(math.Round(float64(c.A) * share))
	return c
}

// The look's tokens. A card on a page is raised, and white where it is light.
var (
	light = palette{surface: rgb(0xFFFFFF), title: rgb(0x1B1F24), quiet: rgb(0x57606A),
		frame: faint(rgb(0x1B1F24), 0.12), good: rgb(0x1A7F37), danger: rgb(0xB42318)}
	dark = palette{surface: rgb(0x171C23), title: rgb(0xE6EDF3), quiet: rgb(0x9DA7B1),
		frame: faint(rgb(0xE6EDF3), 0.14), good: rgb(0x57AB5A), danger: rgb(0xFF8A80)}
	blue = rgb(0x4991AE) // of the first series
)

// enough is the contrast that WCAG 2 asks of text.
const enough = 4.5

// luminance is the relative luminance of WCAG 2 of an opaque colour, 0 to 1.
func luminance(c scene.Color) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// contrast is the contrast ratio of WCAG 2, 1 to 21.
func contrast(a, b scene.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// readable is the first of the colours that can be read on a ground, or black
// or white, one of which always can.
func readable(on scene.Color, from ...scene.Color) scene.Color {
	for _, c := range from {
		if contrast(on, c) >= enough {
			return c
		}
	}
	black, white := rgb(0), rgb(0xFFFFFF)
	if contrast(on, black) > contrast(on, white) {
		return black
	}
	return white
}

// on is the palette for a background of one's own: words that cannot be read
// on it get another colour.
func (p palette) on(bg scene.Color) palette {
	p.surface = bg
	if bg.A < 0x80 {
		return p // what is behind the card is not known; the theme says it
	}
	p.title = readable(bg, p.title)
	p.quiet = readable(bg, p.quiet, p.title)
	p.good, p.danger = readable(bg, p.good, p.quiet), readable(bg, p.danger, p.quiet)
	p.frame = faint(p.title, 0.12)
	return p
}

// inks is a palette for all readers of a card.
type inks struct{ surface, title, quiet, frame, good, danger scene.Ink }

// inks are the colours of the card.
func (c *Card) inks() inks {
	l, d := light, dark
	switch c.Theme {
	case Light:
		d = l
	case Dark:
		l = d
	}
	if c.OwnBackground {
		l, d = l.on(c.Background), d.on(c.Background)
	}
	return inks{
		surface: scene.Ink{Light: l.surface, Dark: d.surface},
		title:   scene.Ink{Light: l.title, Dark: d.title},
		quiet:   scene.Ink{Light: l.quiet, Dark: d.quiet},
		frame:   scene.Ink{Light: l.frame, Dark: d.frame},
		good:    scene.Ink{Light: l.good, Dark: d.good},
		danger:  scene.Ink{Light: l.danger, Dark: d.danger},
	}
}
