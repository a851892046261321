// Package svg writes a scene as SVG.
//
// It appends to a buffer and allocates nothing. The output is as small as a
// minifier would make it: lengths have at most two decimals, paths go in relative
// steps. What the picture looks like on other pages than the author's is part
// of it: colours that follow a dark page and larger type where it is shown
// small are media queries inside the picture.
//
// # Why
//
// An SVG in an img element cannot load a font or run a script, but its media
// queries see the size at which it is shown. Text cannot be told to keep its
// size, so the scene brings other texts for small sizes, and the paths move by
// a transform to leave them room, with strokes that keep their width.
package svg

import (
	"chartd/render/scene"
)

// Family is the font stack of all texts: the face we measure, or one with the
// same widths, or what the reader has.
const Family = "Arial,Liberation Sans,Helvetica,sans-serif"

// Append writes the scene behind dst and returns the longer slice. Texts are
// escaped, characters that XML forbids are dropped, and numbers that are not
// finite are written as 0.
func Append(dst []byte, s *scene.Scene) []byte {
	p := painter{buf: dst}
	p.open(s)
	p.style(s)
	p.background(s)
	p.paths(s)
	p.texts(s)
	return append(p.buf, "</svg>"...)
}

// painter is the picture written so far.
type painter struct {
	buf  []byte
	inks [maxInks]scene.Ink // inks that differ for dark readers; ink i is class "a"+i
	n    int
	part bool // the last number written has a point
	x, y int  // where the last line of the path ended, in tenths
}

// maxInks is how many inks of two colours one picture may have; charts have
// three. More fall back to their light colour.
const maxInks = 8

func (p *painter) write(s string) { p.buf = append(p.buf, s...) }

func (p *painter) open(s *scene.Scene) {
	p.write(`<svg xmlns="http://www.w3.org/2000/svg" width="`)
	p.num(s.Width)
	p.write(`" height="`)
	p.num(s.Height)
	p.write(`" viewBox="0 0 `)
	p.num(s.Width)
	p.write(` `)
	p.num(s.Height)
	p.write(`" preserveAspectRatio="xMidYMid meet" role="img"`)
	switch {
	case s.Title != "" && s.Desc != "":
		p.write(` aria-labelledby="t d"`)
	case s.Title != "":
		p.write(` aria-labelledby="t"`)
	case s.Desc != "":
		p.write(` aria-labelledby="d"`)
	}
	p.write(`>`)
	if s.Title != "" {
		p.write(`<title id="t">`)
		p.text(s.Title)
		p.write(`</title>`)
	}
	if s.Desc != "" {
		p.write(`<desc id="d">`)
		p.text(s.Desc)
		p.write(`</desc>`)
	}
}

func (p *painter) background(s *scene.Scene) {
	if !s.Background.Visible() {
		return
	}
	p.write(`<rect width="`)
	p.num(s.Width)
	p.write(`" height="`)
	p.num(s.Height)
	p.write(`"`)
	p.ink("fill", s.Background)
	p.classes("", s.Background, scene.Ink{})
	p.write(`/>`)
}

// paths writes all paths in one group, which small sizes move as a whole.
func (p *painter) paths(s *scene.Scene) {
	if len(s.Paths) == 0 {
		return
	}
	p.write(`<g class="p" fill="none" stroke-linecap="round" stroke-linejoin="round">`)
	for i := range s.Paths {
		p.path(&s.Paths[i])
	}
	p.write(`</g>`)
}

func (p *painter) path(n *scene.Path) {
	p.write(`<path d="`)
	for _, line := range n.Lines {
		p.line(line, n.Closed)
	}
	p.write(`"`)
	if n.Fill.Visible() {
		p.ink("fill", n.Fill)
	}
	if st := &n.Stroke; st.Ink.Visible() && st.Width > 0 {
		p.stroke(st)
	}
	p.classes("", n.Fill, n.Stroke.Ink)
	p.write(`/>`)
}

func (p *painter) stroke(st *scene.Stroke) {
	p.ink("stroke", st.Ink)
	if st.Width != 1 {
		p.write(` stroke-width="`)
		p.num(st.Width)
		p.write(`"`)
	}
	if st.Butt {
		p.write(` stroke-linecap="butt"`)
	}
	if on, off := st.Dash.Pattern(); on > 0 {
		p.write(` stroke-dasharray="`)
		p.num(on)
		p.write(` `)
		p.num(off)
		p.write(`"`)
	}
}

// texts writes the texts of the picture, and those of each small size, which
// only its media query shows, under the style that most of them share.
func (p *painter) texts(s *scene.Scene) {
	if len(s.Texts) == 0 {
		return
	}
	common := s.Texts[len(s.Texts)-1]
	p.write(`<g font-size="`)
	p.num(common.Size)
	p.write(`"`)
	p.ink("fill", common.Ink)
	p.classes("", common.Ink, scene.Ink{})
	p.anchor(common.Anchor)
	p.write(`>`)
	p.group(0, s.Texts, common)
	for i := range s.Small {
		p.group(i+1, s.Small[i].Texts, common)
	}
	p.write(`</g>`)
}

// smallNames are the classes of the sizes of a picture, its own first: letters
// that no ink and no other class has. A picture has at most three small sizes.
var smallNames = [...]string{"n", "o", "q", "r"}

// group writes the texts of one size with what differs from the common style.
// Small sizes are hidden until their query shows them.
func (p *painter) group(size int, texts []scene.Text, common scene.Text) {
	if len(texts) == 0 {
		return
	}
	p.write(`<g class="`)
	p.write(smallNames[size])
	p.write(`"`)
	if size > 0 {
		p.write(` display="none"`)
	}
	if own := texts[len(texts)-1].Size; own != common.Size {
		p.write(` font-size="`)
		p.num(own)
		p.write(`"`)
		common.Size = own
	}
	p.write(`>`)
	for i := range texts {
		p.label(&texts[i], &common)
	}
	p.write(`</g>`)
}

// anchors are the values of text-anchor.
var anchors = [...]string{scene.Start: "start", scene.Middle: "middle", scene.End: "end"}

func (p *painter) anchor(a scene.Anchor) {
	p.write(` text-anchor="`)
	p.write(anchors[a])
	p.write(`"`)
}

// label writes one text with what differs from the group's common style.
func (p *painter) label(t, common *scene.Text) {
	p.write(`<text x="`)
	p.num(t.At.X)
	p.write(`" y="`)
	p.num(t.At.Y)
	p.write(`"`)
	if t.Anchor != common.Anchor {
		p.anchor(t.Anchor)
	}
	if t.Size != common.Size {
		p.write(` font-size="`)
		p.num(t.Size)
		p.write(`"`)
	}
	if t.Ink != common.Ink {
		p.ink("fill", t.Ink)
		p.classes("", t.Ink, scene.Ink{})
	}
	if t.Length > 0 {
		p.write(` textLength="`)
		p.num(t.Length)
		p.write(`" lengthAdjust="spacingAndGlyphs"`)
	}
	p.write(`>`)
	p.text(t.Text)
	p.write(`</text>`)
}
