package svg_test

import (
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"chartd/render/scene"
	"chartd/render/svg"
)

var (
	blue  = scene.Plain(scene.Color{R: 0x49, G: 0x91, B: 0xAE, A: 0xFF})
	pale  = scene.Plain(scene.Color{R: 0x49, G: 0x91, B: 0xAE, A: 0x33})
	words = scene.Ink{Light: scene.Color{R: 0x11, G: 0x22, B: 0x33, A: 0xFF}, Dark: scene.Color{R: 0xEE, G: 0xEE, B: 0xEE, A: 0x80}}
)

// body is what stands between the style sheet and the end.
func body(s *scene.Scene) string {
	out := string(svg.Append(nil, s))
	if _, after, ok := strings.Cut(out, "</style>"); ok {
		out = after
	}
	return strings.TrimSuffix(out, "</svg>")
}

// path is the d attribute of a stroked path.
func path(t *testing.T, closed bool, lines ...[]scene.Point) string {
	t.Helper()
	out := body(&scene.Scene{Width: 9, Height: 9, Paths: []scene.Path{{Lines: lines, Closed: closed, Stroke: scene.Stroke{Ink: blue, Width: 1}}}})
	_, out, _ = strings.Cut(out, `<path d="`)
	d, _, ok := strings.Cut(out, `"`)
	if !ok {
		t.Fatal("no path")
	}
	return d
}

// line is a line through places, given as x, y, x, y.
func line(xy ...float64) (points []scene.Point) {
	for i := 0; i < len(xy); i += 2 {
		points = append(points, scene.Point{X: xy[i], Y: xy[i+1]})
	}
	return points
}

func TestPathsAreShort(t *testing.T) {
	for _, row := range []struct {
		name   string
		closed bool
		line   []scene.Point
		want   string
	}{
		{"steps are relative", false, line(1, 2, 3.25, 1, 4, 0.5), "M1 2l2.3-1 .7-.5"},
		{"level and upright steps have letters", false, line(0, 0, 5, 0, 5, 7, 9, 9), "M0 0h5v7l4 2"},
		{"equal letters are written once", false, line(0, 0, 5, 0, 7, 0), "M0 0h5 2"},
		{"errors do not add up", false, line(0, 0, 0.14, 0, 0.28, 0, 0.42, 0), "M0 0h.1.2.1"},
		{"points at one place are one", false, line(1, 1, 1.01, 1.01, 2, 2), "M1 1l1 1"},
		{"a dot has no length", false, line(1, 1), "M1 1h0"},
		{"nor has a line that stands still", false, line(1, 1, 1, 1), "M1 1h0"},
		{"a closed one ends so", true, line(1, 1, 2, 1, 2, 2), "M1 1h1v1z"},
		{"there is no minus zero", false, line(-0.01, -0.04, 0, 5), "M0 0v5"},
		{"halves go up on both sides of zero", false, line(-0.25, 0.25, 1, 1), "M-.2.3l1.2.7"},
		{"what is no number is 0", false, line(math.NaN(), math.NaN(), 1, 1), "M0 0l1 1"},
		{"what no picture holds is bounded", false, line(math.Inf(-1), 1e300, 0, 0), "M-1000000 1000000l1000000-1000000"},
		{"thousands are written in full", false, line(1234.5, 4096, 0, 10), "M1234.5 4096l-1234.5-4086"},
	} {
		got := path(t, row.closed, row.line)
		if got != row.want {
			t.Errorf("%s: got %s, want %s", row.name, got, row.want)
		}
	}
	if got := path(t, false, line(1, 1), nil, line(2, 2, 3, 2)); got != "M1 1h0M2 2h1" {
		t.Errorf("two lines: got %s", got)
	}
}

func TestStyles(t *testing.T) {
	line := [][]scene.Point{{{X: 1, Y: 1}, {X: 2, Y: 1}}}
	for _, row := range []struct {
		name string
		node scene.Path
		want string
	}{
		{"a stroke", scene.Path{Stroke: scene.Stroke{Ink: blue, Width: 2}}, `stroke="#4991AE" stroke-width="2"/>`},
		{"a width of one is the standard", scene.Path{Stroke: scene.Stroke{Ink: blue, Width: 1, Butt: true}}, `stroke="#4991AE" stroke-linecap="butt"/>`},
		{"dashes", scene.Path{Stroke: scene.Stroke{Ink: blue, Width: 2, Dash: scene.Dashed}}, `stroke="#4991AE" stroke-width="2" stroke-dasharray="6 4"/>`},
		{"dots", scene.Path{Stroke: scene.Stroke{Ink: blue, Width: 2, Dash: scene.Dotted}}, `stroke="#4991AE" stroke-width="2" stroke-dasharray="1 4"/>`},
		{"a pale fill", scene.Path{Fill: pale}, `fill="#4991AE" fill-opacity=".2"/>`},
		{"a short colour", scene.Path{Fill: scene.Plain(scene.Color{R: 0xFF, A: 0xFF})}, `fill="#F00"/>`},
		{"ink of two colours", scene.Path{Fill: words, Stroke: scene.Stroke{Ink: words, Width: 1}}, `fill="#123" stroke="#123" class="a A"/>`},
	} {
		row.node.Lines = line
		got := body(&scene.Scene{Width: 9, Height: 9, Paths: []scene.Path{row.node}})
		want := `<path d="M1 1h1" ` + row.want
		if !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", row.name, got, want)
		}
	}
}

func TestDarkReadersHaveTheirColours(t *testing.T) {
	s := &scene.Scene{Width: 9, Height: 9, Background: words, Texts: []scene.Text{{Text: "x", Size: 11, Ink: words}}}
	out := string(svg.Append(nil, s))
	want := `@media(prefers-color-scheme:dark){.a{fill:#EEE;fill-opacity:.5}.A{stroke:#EEE;stroke-opacity:.5}}`
	if !strings.Contains(out, want) {
		t.Errorf("%s holds no %s", out, want)
	}
	if strings.Count(out, `class="a"`) != 2 {
		t.Errorf("%s: want the background and the text in class a", out)
	}
}

func TestSmallSizes(t *testing.T) {
	text := scene.Text{Text: "x", Size: 11, Ink: blue, At: scene.Point{X: 5, Y: 6}, Anchor: scene.End}
	large := text
	large.Size = 16
	s := &scene.Scene{Width: 580, Height: 180, Texts: []scene.Text{text},
		Paths: []scene.Path{{Lines: [][]scene.Point{{{X: 1, Y: 1}}}, Stroke: scene.Stroke{Ink: blue, Width: 2}}},
		Small: []scene.Small{{Below: 10.0 / 11, Plot: scene.Affine{X: 0.95123, Y: 1, DX: 21.54, DY: -3}, Texts: []scene.Text{large}}}}
	out := string(svg.Append(nil, s))
	for _, want := range []string{
		`@media(max-width:527px),(max-height:163px){path{vector-effect:non-scaling-stroke}.n{display:none}.o{display:block}.p{transform:matrix(.9512,0,0,1,21.5,-3)}}`,
		`<g font-size="11" fill="#4991AE" text-anchor="end"><g class="n"><text x="5" y="6">x</text></g><g class="o" display="none" font-size="16"><text x="5" y="6">x</text></g></g>`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%s holds no %s", out, want)
		}
	}
	// Without words, only lines must keep their width.
	s.Small, s.Texts = nil, nil
	if out := string(svg.Append(nil, s)); !strings.Contains(out, `<style>@media(max-width:579px),(max-height:179px){path{vector-effect:non-scaling-stroke}}</style>`) {
		t.Errorf("%s does not keep the width of lines", out)
	}
}

func TestTextsDifferFromTheCommonStyleOnly(t *testing.T) {
	s := &scene.Scene{Width: 9, Height: 9, Texts: []scene.Text{
		{Text: "title", Size: 13, Ink: words, At: scene.Point{X: 4, Y: 14.13}, Length: 30.04},
		{Text: "1", Size: 11, Ink: blue, Anchor: scene.Middle},
	}}
	want := `<g font-size="11" fill="#4991AE" text-anchor="middle"><g class="n">` +
		`<text x="4" y="14.1" text-anchor="start" font-size="13" fill="#123" class="a" textLength="30" lengthAdjust="spacingAndGlyphs">title</text>` +
		`<text x="0" y="0">1</text></g></g>`
	if got := body(s); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHostileText(t *testing.T) {
	hostile := "</title><script>alert(1)</script>&amp;\"'\x00\x1b\uFFFE\xff]]>é😀"
	want := "</title><script>alert(1)</script>&amp;\"'\uFFFD]]>é😀"
	s := &scene.Scene{Width: 9, Height: 9, Title: hostile, Desc: hostile, Texts: []scene.Text{{Text: hostile, Size: 11, Ink: blue}}}
	d := xml.NewDecoder(strings.NewReader(string(svg.Append(nil, s))))
	var got []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "script" {
				t.Error("a script")
			}
		case xml.CharData:
			got = append(got, string(token))
		}
	}
	if got[0] != want || got[1] != want || got[len(got)-1] != want {
		t.Errorf("texts %q, want %q", got, want)
	}
}

func TestTheRootNamesItsWords(t *testing.T) {
	for _, row := range []struct{ title, desc, want string }{
		{"", "", `role="img"></svg>`},
		{"a", "", `role="img" aria-labelledby="t"><title id="t">a</title></svg>`},
		{"", "b", `role="img" aria-labelledby="d"><desc id="d">b</desc></svg>`},
		{"a", "b", `role="img" aria-labelledby="t d"><title id="t">a</title><desc id="d">b</desc></svg>`},
	} {
		want := `<svg xmlns="http://www.w3.org/2000/svg" width="580" height="180" viewBox="0 0 580 180" preserveAspectRatio="xMidYMid meet" ` + row.want
		if got := string(svg.Append(nil, &scene.Scene{Width: 580, Height: 180, Title: row.title, Desc: row.desc})); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
