package canvas

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"chartd/render/scene"

	svg "github.com/ajstarks/svgo/float"
)

// SVG writes the scene as one self-contained SVG document, of the elements
// svg, title, desc, rect, path, circle, text and style. Inks of two colours
// follow the reader by a media query, and are light where it is not
// understood. Small is ignored. The error is that of w; nothing is written
// before the picture is complete.
func SVG(w io.Writer, s *scene.Scene) error {
	var b bytes.Buffer
	p := &vector{SVG: svg.New(&b), out: &b}
	p.open(s)
	if s.Background.Visible() {
		var a style
		p.ink(&a, "fill", s.Background)
		p.Rect(0, 0, length(s.Width), length(s.Height), a.String())
	}
	s.Paint(p)
	if p.classes != nil {
		p.out.WriteString("<style>" + p.dark() + "</style>\n")
	}
	p.End()
	_, err := io.WriteString(w, trim(b.String()))
	return err
}

// vector draws the nodes of one scene through svgo.
type vector struct {
	*svg.SVG
	out     *bytes.Buffer // behind svgo, for what it has no call for
	classes []class
}

var _ scene.Painter = (*vector)(nil)

// stack is the faces of all pictures: Arial's widths, or close to them.
const stack = "Arial,Liberation Sans,Helvetica,sans-serif"

// open writes the root and the names of the picture for screen readers.
func (p *vector) open(s *scene.Scene) {
	title, desc := legal(s.Title), legal(s.Desc)
	w, h := digits(length(s.Width)), digits(length(s.Height))
	var a style
	a.word("width", w)
	a.word("height", h)
	a.word("viewBox", "0 0 "+w+" "+h)
	a.word("font-family", stack)
	// Without it Chromium rounds the widths of letters, and words grow over their room.
	a.word("text-rendering", "geometricPrecision")
	a.word("role", "img")
	switch {
	case title != "" && desc != "":
		a.word("aria-labelledby", "t d")
	case title != "":
		a.word("aria-labelledby", "t")
	case desc != "":
		a.word("aria-labelledby", "d")
	}
	p.Startraw(a.String())
	p.named("title", "t", title)
	p.named("desc", "d", desc)
}

// named writes a text element with an id, which svgo's own calls cannot give.
func (p *vector) named(element, id, text string) {
	if text == "" {
		return
	}
	p.out.WriteString("<" + element + ` id="` + id + `">`)
	_ = xml.EscapeText(p.out, []byte(text)) // a bytes.Buffer returns no error
	p.out.WriteString("</" + element + ">\n")
}

// Path draws fill and stroke of the lines, and the dots.
func (p *vector) Path(n *scene.Path) {
	d, dots := outline(n)
	if d != "" && (n.Fill.Visible() || n.Stroke.Ink.Visible()) {
		var a style
		p.ink(&a, "fill", n.Fill)
		p.line(&a, n.Stroke)
		p.SVG.Path(d, a.String())
	}
	if !n.Stroke.Ink.Visible() {
		return
	}
	for _, pt := range dots {
		var a style
		p.ink(&a, "fill", n.Stroke.Ink)
		p.Circle(written(pt.X), written(pt.Y), written(max(n.Stroke.Width/2, 0)), a.String())
	}
}

// Text writes a text, as text.
func (p *vector) Text(n *scene.Text) {
	var a style
	a.number("font-size", max(n.Size, 0))
	p.ink(&a, "fill", n.Ink)
	switch n.Anchor {
	case scene.Middle:
		a.word("text-anchor", "middle")
	case scene.End:
		a.word("text-anchor", "end")
	}
	if n.Length > 0 {
		a.number("textLength", n.Length)
		a.word("lengthAdjust", "spacingAndGlyphs")
	}
	p.SVG.Text(written(n.At.X), written(n.At.Y), legal(n.Text), a.String())
}

// trim takes away what svgo writes for people: its heading, line ends and
// zeros. None of it can be part of a text, because quotes, angle brackets and
// line ends are escaped there.
func trim(s string) string {
	_, s, _ = strings.Cut(s, "?>\n")
	_, s, _ = strings.Cut(s, "-->\n")
	return squeeze.Replace(s)
}

var squeeze = strings.NewReplacer(
	"\n     xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "", // no reference is ever written
	"\n     ", " ", "\" />", "\"/>", "\" >", "\">", "\n", "", ".00\"", "\"",
)
