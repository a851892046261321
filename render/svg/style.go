package svg

import (
	"math"

	"chartd/render/scene"
)

const hexDigits = "0123456789ABCDEF"

// color writes #RRGGBB, or the three-digit form that means the same.
func (p *painter) color(c scene.Color) {
	pairs := [3]uint8{c.R, c.G, c.B}
	p.buf = append(p.buf, '#')
	short := c.R%17 == 0 && c.G%17 == 0 && c.B%17 == 0
	for _, v := range pairs {
		p.buf = append(p.buf, hexDigits[v>>4])
		if !short {
			p.buf = append(p.buf, hexDigits[v&15])
		}
	}
}

// ink writes the attributes that paint with the light colour of an ink.
func (p *painter) ink(attr string, k scene.Ink) {
	p.write(` `)
	p.write(attr)
	p.write(`="`)
	p.color(k.Light)
	p.write(`"`)
	if k.Light.A != 0xFF {
		p.write(` `)
		p.write(attr)
		p.write(`-opacity="`)
		p.opacity(k.Light)
		p.write(`"`)
	}
}

// opacity writes the share of a colour that covers what lies below, in
// hundredths.
func (p *painter) opacity(c scene.Color) { p.factor(math.Round(float64(c.A)/2.55) / 100) }

// classes writes the class attribute of an element with a name of its own, or
// painted with inks that change for dark readers.
func (p *painter) classes(name string, fill, stroke scene.Ink) {
	f, s := p.class(fill), p.class(stroke)
	if name == "" && f < 0 && s < 0 {
		return
	}
	p.write(` class="`)
	p.write(name)
	if f >= 0 {
		p.letter('a' + byte(f))
	}
	if s >= 0 {
		p.letter('A' + byte(s))
	}
	p.write(`"`)
}

// letter writes one class of a list.
func (p *painter) letter(c byte) {
	if p.buf[len(p.buf)-1] != '"' {
		p.write(` `)
	}
	p.buf = append(p.buf, c)
}

// class is the number of an ink of two colours, -1 for a plain one.
func (p *painter) class(k scene.Ink) int {
	if k.Light == k.Dark {
		return -1
	}
	for i := range p.n {
		if p.inks[i] == k {
			return i
		}
	}
	return -1
}

// style writes the style sheet: the font, the colours for dark readers, and
// what changes where the picture is shown small. Without geometricPrecision some
// browsers round the width of every letter to whole pixels of the screen, and
// words grow beyond what was measured.
func (p *painter) style(s *scene.Scene) {
	p.collect(s)
	if len(s.Texts) == 0 && len(s.Paths) == 0 && p.n == 0 {
		return
	}
	p.write(`<style>`)
	if len(s.Texts) > 0 {
		p.write(`text{font-family:` + Family + `;text-rendering:geometricPrecision}`)
	}
	p.dark()
	p.small(s)
	p.write(`</style>`)
}

// collect numbers the inks of two colours.
func (p *painter) collect(s *scene.Scene) {
	p.note(s.Background)
	for i := range s.Paths {
		p.note(s.Paths[i].Fill)
		p.note(s.Paths[i].Stroke.Ink)
	}
	for i := range s.Texts {
		p.note(s.Texts[i].Ink)
	}
	for i := range s.Small {
		for j := range s.Small[i].Texts {
			p.note(s.Small[i].Texts[j].Ink)
		}
	}
}

func (p *painter) note(k scene.Ink) {
	if k.Light != k.Dark && p.n < maxInks && p.class(k) < 0 {
		p.inks[p.n] = k
		p.n++
	}
}

// dark writes the colours for readers whose page is dark: class a fills with
// the first ink, class A strokes with it, and so on.
func (p *painter) dark() {
	if p.n == 0 {
		return
	}
	p.write(`@media(prefers-color-scheme:dark){`)
	for i := range p.n {
		p.rule('a'+byte(i), "fill", p.inks[i].Dark)
		p.rule('A'+byte(i), "stroke", p.inks[i].Dark)
	}
	p.write(`}`)
}

// rule is one class that paints with one colour.
func (p *painter) rule(class byte, attr string, c scene.Color) {
	p.buf = append(p.buf, '.', class, '{')
	p.write(attr)
	p.write(`:`)
	p.color(c)
	p.write(`;`)
	p.write(attr)
	p.write(`-opacity:`)
	p.opacity(c)
	p.write(`}`)
}

// small writes what changes where the picture is shown smaller than it is:
// strokes keep their width, and at each small size other texts show and the
// paths make room for them. A later query wins over an earlier one.
func (p *painter) small(s *scene.Scene) {
	if len(s.Paths) > 0 && len(s.Small) == 0 {
		p.media(s, 1)
		p.write(`path{vector-effect:non-scaling-stroke}}`)
	}
	for i := range s.Small {
		v := &s.Small[i]
		p.media(s, v.Below)
		if i == 0 {
			p.write(`path{vector-effect:non-scaling-stroke}`)
		}
		p.write(`.`)
		p.write(smallNames[i])
		p.write(`{display:none}.`)
		p.write(smallNames[i+1])
		p.write(`{display:block}.p{transform:matrix(`)
		p.factor(v.Plot.X)
		p.write(`,0,0,`)
		p.factor(v.Plot.Y)
		p.write(`,`)
		p.num(v.Plot.DX)
		p.write(`,`)
		p.num(v.Plot.DY)
		p.write(`)}}`)
	}
}

// media opens the query that holds where the picture is shown at less than the
// given share of its size, whichever side decides.
func (p *painter) media(s *scene.Scene, below float64) {
	p.write(`@media(max-width:`)
	p.num(math.Ceil(below*s.Width) - 1)
	p.write(`px),(max-height:`)
	p.num(math.Ceil(below*s.Height) - 1)
	p.write(`px){`)
}
