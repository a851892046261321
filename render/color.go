package render

import (
	"strings"

	"chartd/render/param"
	"chartd/render/scene"
)

// Theme says which readers the colours of words and lines are for.
type Theme uint8

const (
	Neutral Theme = iota // readable on white and on a dark page alike
	Light
	Dark
	Auto // light, and dark for readers whose page is dark (SVG only)
)

// themes are the names of the themes in URLs.
var themes = [...]string{"", "light", "dark", "auto"}

// palette is the colours of everything that is not data.
type palette struct{ title, label, grid scene.Ink }

// palettes are the look's colours by theme.
var palettes = [...]palette{
	Neutral: {neutral, neutral, scene.Plain(scene.Color{R: 0x76, G: 0x76, B: 0x76, A: 0x38})},
	Light:   {scene.Plain(lightTitle), scene.Plain(lightLabel), scene.Plain(lightGrid)},
	Dark:    {scene.Plain(darkTitle), scene.Plain(darkLabel), scene.Plain(darkGrid)},
	Auto: {scene.Ink{Light: lightTitle, Dark: darkTitle}, scene.Ink{Light: lightLabel, Dark: darkLabel},
		scene.Ink{Light: lightGrid, Dark: darkGrid}},
}

var (
	neutral    = scene.Plain(scene.Color{R: 0x76, G: 0x76, B: 0x76, A: 0xFF})
	lightTitle = scene.Color{R: 0x1B, G: 0x1F, B: 0x24, A: 0xFF}
	lightLabel = scene.Color{R: 0x57, G: 0x60, B: 0x6A, A: 0xFF}
	lightGrid  = scene.Color{R: 0x1B, G: 0x1F, B: 0x24, A: 0x1A} // 10 %
	darkTitle  = scene.Color{R: 0xE6, G: 0xED, B: 0xF3, A: 0xFF}
	darkLabel  = scene.Color{R: 0x9D, G: 0xA7, B: 0xB1, A: 0xFF}
	darkGrid   = scene.Color{R: 0xE6, G: 0xED, B: 0xF3, A: 0x1F} // 12 %
)

// strokes are the default colours of d0 to d4, each at least 3.4:1 on white
// and on a dark page.
var strokes = [MaxSeries]scene.Color{
	{R: 0x49, G: 0x91, B: 0xAE, A: 0xFF},
	{R: 0xC9, G: 0x6A, B: 0x00, A: 0xFF},
	{R: 0xD6, G: 0x40, B: 0x8A, A: 0xFF},
	{R: 0x4F, G: 0x8F, B: 0x35, A: 0xFF},
	{R: 0x8E, G: 0x63, B: 0xCE, A: 0xFF},
}

// highlight is the colour of the dot on a last value, and black is used where
// the stroke itself is near it (contract, section 4).
var highlight = scene.Color{R: 0xE7, G: 0x4C, B: 0x3C, A: 0xFF}

// highlightFor is the colour of the dot on a stroke of the given colour.
func highlightFor(stroke scene.Color) scene.Color {
	dr, dg, db := int(stroke.R)-int(highlight.R), int(stroke.G)-int(highlight.G), int(stroke.B)-int(highlight.B)
	const near = 60 // of 441, the distance of black and white in RGB
	if dr*dr+dg*dg+db*db < near*near {
		return scene.Color{A: 0xFF}
	}
	return highlight
}

// parseFill reads the colour of a fill; a stroke's suffix has no effect on it.
func parseFill(s string) scene.Color {
	c, _ := param.Color(strings.TrimRight(s, ".-"))
	return c
}

// faded is the colour at a fifth of its strength: how areas are filled.
func faded(c scene.Color) scene.Color {
	c.A = uint8(int(c.A) / 5)
	return c
}
