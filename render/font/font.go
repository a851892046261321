// Package font measures text in the one face that both back ends draw.
//
// The face is Liberation Sans Regular: its advance widths are Arial's, so an
// SVG shown with Arial, Helvetica or Liberation Sans and a PNG drawn by us have
// the same widths, and its figures are tabular. The package knows no picture
// and no file format; sizes and results are in the caller's unit, usually CSS
// pixels. Every function may be called from several goroutines at once.
package font

import (
	"sync"
	"unicode"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Vertical metrics as fractions of the size, from the face's tables: hhea
// ascender 1854 and descender -434, OS/2 sCapHeight 1409, of 2048 units an em.
const (
	Ascent    = 1854.0 / em
	Descent   = 434.0 / em
	CapHeight = 1409.0 / em
)

// em is the number of units an em has, in Liberation Sans and in DejaVu Sans.
const em = 2048

// A glyph is what the tables hold of one character, in units.
type glyph struct {
	index   sfnt.GlyphIndex // 0: the face lacks the character
	advance uint16
	room    uint16
}

// A face is the parsed font with all its characters in pages of 256, because
// the face has 2,326 of them on 21 pages and none above U+FFFF.
type face struct {
	sfnt  *sfnt.Font
	pages [256]*[256]glyph
}

// load parses the face when it is first needed: 1 ms, once a process.
var load = sync.OnceValue(func() *face {
	parsed, err := sfnt.Parse(liberationsansregular.TTF)
	if err != nil {
		panic("font: the embedded face is damaged: " + err.Error())
	}
	f := &face{sfnt: parsed}
	var b sfnt.Buffer
	for r := rune(0); r <= 0xFFFF; r++ {
		i, err := parsed.GlyphIndex(&b, r)
		if err != nil || i == 0 {
			continue
		}
		f.put(r, i, &b)
	}
	return f
})

// put fills the page of r, which begins as characters that the face lacks.
func (f *face) put(r rune, i sfnt.GlyphIndex, b *sfnt.Buffer) {
	p := f.pages[r>>8]
	if p == nil {
		p = new([256]glyph)
		for n := range p {
			p[n] = lacking(r&^0xFF + rune(n))
		}
		f.pages[r>>8] = p
	}
	if isSilent(r) {
		return
	}
	// At an em of 2048 pixels a pixel is a unit.
	a, err := f.sfnt.GlyphAdvance(b, i, fixed.I(em), font.HintingNone)
	if err != nil {
		return
	}
	p[r&0xFF] = glyph{index: i, advance: uint16(a.Round())}
	p[r&0xFF].room = uint16(roomUnits(r, a.Round()))
}

// at returns the measures of a character.
func (f *face) at(r rune) glyph {
	if uint32(r) <= 0xFFFF {
		if p := f.pages[r>>8]; p != nil {
			return p[r&0xFF]
		}
	}
	return lacking(r)
}

// lacking measures a character that the face lacks: nothing for what browsers
// do not show on its own, otherwise the em of an ideograph or emoji.
func lacking(r rune) glyph {
	if isSilent(r) || unicode.In(r, unicode.Mn, unicode.Me) {
		return glyph{}
	}
	return glyph{advance: em, room: lackingRoom}
}

// isSilent reports whether a character takes no place and leaves no mark:
// controls, joiners, direction marks, soft hyphens, variation selectors.
func isSilent(r rune) bool {
	if r < 0x7F {
		return r < ' '
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector)
}

// Width returns the advance width of s at the size, as our painters draw it:
// the sum of the advances without kerning. A character that the face lacks
// counts exactly 1 em; combining marks, joiners and controls count nothing.
func Width(s string, size float64) float64 {
	f := load()
	n := 0
	for _, r := range s {
		n += int(f.at(r).advance)
	}
	return float64(n) * size / em
}

// Has reports whether the face draws r itself. It is false for controls and
// other characters that leave no mark.
func Has(r rune) bool { return load().at(r).index != 0 }

// TTF returns the face as a TrueType file, for painters that parse it with
// another library. The caller must not change it.
func TTF() []byte { return liberationsansregular.TTF }
