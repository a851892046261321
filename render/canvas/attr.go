package canvas

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"chartd/render/scene"
)

// far is the largest coordinate that is written.
const far = 1e6

// class is a property whose colour is another one for readers on a dark page.
type class struct {
	property string // fill or stroke
	ink      scene.Ink
}

// style is the attributes of one element.
type style struct {
	attrs   strings.Builder
	classes []string
}

// String is all attributes, ready for svgo: it takes a string with an equals
// sign in it for attributes.
func (a *style) String() string {
	if a.classes == nil {
		return a.attrs.String()
	}
	return a.attrs.String() + ` class="` + strings.Join(a.classes, " ") + `"`
}

// number adds a length.
func (a *style) number(name string, v float64) { a.word(name, digits(v)) }

// word adds a value that is one of our own words.
func (a *style) word(name, value string) {
	if a.attrs.Len() > 0 {
		a.attrs.WriteByte(' ')
	}
	a.attrs.WriteString(name + `="` + value + `"`)
}

// ink adds a colour: the light one, and a class where the dark one differs.
func (p *vector) ink(a *style, property string, k scene.Ink) {
	switch {
	case k.Light.A > 0:
		a.word(property, hex(k.Light))
	case property == "fill" || k.Visible():
		a.word(property, "none")
	}
	if 0 < k.Light.A && k.Light.A < 0xFF {
		a.word(property+"-opacity", opacity(k.Light))
	}
	if k.Light != k.Dark {
		a.classes = append(a.classes, p.class(class{property, k}))
	}
}

// class is the name of a class: the same for the same property and ink.
func (p *vector) class(c class) string {
	i := slices.Index(p.classes, c)
	if i < 0 {
		i = len(p.classes)
		p.classes = append(p.classes, c)
	}
	return "c" + strconv.Itoa(i)
}

// dark is the style sheet for readers on a dark page.
func (p *vector) dark() string {
	css := "@media(prefers-color-scheme:dark){"
	for i, c := range p.classes {
		css += ".c" + strconv.Itoa(i) + "{" + c.property + ":" + hex(c.ink.Dark)
		if c.ink.Light.A != 0xFF || c.ink.Dark.A != 0xFF {
			css += ";" + c.property + "-opacity:" + opacity(c.ink.Dark)
		}
		css += "}"
	}
	return css + "}"
}

// line adds a stroke.
func (p *vector) line(a *style, st scene.Stroke) {
	p.ink(a, "stroke", st.Ink)
	if !st.Ink.Visible() {
		return
	}
	a.number("stroke-width", st.Width)
	a.word("stroke-linejoin", "round")
	if !st.Butt {
		a.word("stroke-linecap", "round")
	}
	if dash, gap := st.Dash.Pattern(); dash > 0 {
		a.word("stroke-dasharray", digits(dash)+" "+digits(gap))
	}
}

// outline is the path data of the lines, and the points that are dots.
func outline(n *scene.Path) (d string, dots []scene.Point) {
	var b strings.Builder
	for _, line := range n.Lines {
		line = slices.DeleteFunc(slices.Clone(line), func(pt scene.Point) bool {
			return math.IsNaN(pt.X) || math.IsNaN(pt.Y)
		})
		if len(line) == 1 {
			dots = append(dots, line[0])
			continue
		}
		var at scene.Point // as written, so that roundings do not add up
		for i, pt := range line {
			to := scene.Point{X: written(pt.X), Y: written(pt.Y)}
			command := "l"
			if i == 0 {
				command = "M"
			} else if i > 1 {
				command = " "
			}
			join(&b, command, digits(to.X-at.X), digits(to.Y-at.Y))
			at = to
		}
		if n.Closed && len(line) > 0 {
			b.WriteByte('z')
		}
	}
	return b.String(), dots
}

// join writes a pair of numbers; a minus is separator enough.
func join(b *strings.Builder, command, x, y string) {
	if command != " " || x[0] != '-' {
		b.WriteString(command)
	}
	b.WriteString(x)
	if y[0] != '-' {
		b.WriteByte(' ')
	}
	b.WriteString(y)
}

// written is a coordinate as it is written: with two decimals, never far out.
func written(v float64) float64 {
	return math.Round(min(max(number(v), -far), far)*100) / 100
}

// digits writes a coordinate or a length.
func digits(v float64) string { return shortest(written(v)) }

// shortest writes a number in the fewest characters, without exponent.
func shortest(v float64) string {
	s := strconv.FormatFloat(v+0, 'f', -1, 64) // +0: no minus zero
	switch {
	case strings.HasPrefix(s, "0."):
		return s[1:]
	case strings.HasPrefix(s, "-0."):
		return "-" + s[2:]
	}
	return s
}

// hex is a colour without its alpha, in the short form where there is one.
func hex(c scene.Color) string {
	const digit = "0123456789ABCDEF"
	if c.R%17 == 0 && c.G%17 == 0 && c.B%17 == 0 {
		return string([]byte{'#', digit[c.R/17], digit[c.G/17], digit[c.B/17]})
	}
	return string([]byte{'#', digit[c.R>>4], digit[c.R&15], digit[c.G>>4], digit[c.G&15], digit[c.B>>4], digit[c.B&15]})
}

// opacity is an alpha as a share, exact enough to read back.
func opacity(c scene.Color) string {
	return shortest(math.Round(float64(c.A)/255*1000) / 1000)
}

// legal is the text without what XML does not allow and without control
// characters: neither can be shown.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == unicode.ReplacementChar, r&0xFFFE == 0xFFFE:
			return -1
		}
		return r
	}, s)
}
