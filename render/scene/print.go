package scene

import (
	"fmt"
	"strconv"
	"strings"
)

// Print writes the scene as text, one node a line, for tests and for people:
//
//	scene 580x180 "AAPL"
//	path stroke 4991AE 2 | 24,12 30,14.5 | 44,9
//	text 20,176 end 11 767676 "94.48"
//
// Numbers have at most two decimals, an ink of two colours is "light/dark",
// and the lines of a path are set apart by a bar.
func Print(s *Scene) string {
	var b strings.Builder
	fmt.Fprintf(&b, "scene %sx%s %q\n", num(s.Width), num(s.Height), s.Title)
	if s.Desc != "" {
		fmt.Fprintf(&b, "desc %q\n", s.Desc)
	}
	if s.Background.Visible() {
		fmt.Fprintf(&b, "background %s\n", s.Background)
	}
	s.Paint(printer{&b, ""})
	for _, v := range s.Small {
		fmt.Fprintf(&b, "small below %s plot x*%s+%s y*%s+%s\n", num(v.Below),
			num(v.Plot.X), num(v.Plot.DX), num(v.Plot.Y), num(v.Plot.DY))
		for i := range v.Texts {
			printer{&b, "  "}.Text(&v.Texts[i])
		}
	}
	return b.String()
}

type printer struct {
	b      *strings.Builder
	indent string
}

func (p printer) Path(n *Path) {
	p.b.WriteString(p.indent + "path")
	if n.Closed {
		p.b.WriteString(" closed")
	}
	if n.Fill.Visible() {
		fmt.Fprintf(p.b, " fill %s", n.Fill)
	}
	if st := n.Stroke; st.Ink.Visible() {
		fmt.Fprintf(p.b, " stroke %s %s", st.Ink, num(st.Width))
		p.b.WriteString([...]string{"", " dashed", " dotted"}[st.Dash])
		if st.Butt {
			p.b.WriteString(" butt")
		}
	}
	for _, line := range n.Lines {
		p.b.WriteString(" |")
		for _, pt := range line {
			fmt.Fprintf(p.b, " %s,%s", num(pt.X), num(pt.Y))
		}
	}
	p.b.WriteByte('\n')
}

func (p printer) Text(n *Text) {
	fmt.Fprintf(p.b, "%stext %s,%s %s %s %s %q", p.indent, num(n.At.X), num(n.At.Y),
		[...]string{"start", "middle", "end"}[n.Anchor], num(n.Size), n.Ink, n.Text)
	if n.Length > 0 {
		fmt.Fprintf(p.b, " length %s", num(n.Length))
	}
	p.b.WriteByte('\n')
}

// String is the colour as RRGGBB, with AA when it is not opaque.
func (c Color) String() string {
	if c.A == 0xFF {
		return fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B)
	}
	return fmt.Sprintf("%02X%02X%02X%02X", c.R, c.G, c.B, c.A)
}

// String is the light colour, and the dark one behind a slash where it differs.
func (k Ink) String() string {
	if k.Light == k.Dark {
		return k.Light.String()
	}
	return k.Light.String() + "/" + k.Dark.String()
}

// num writes a length with at most two decimals.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
