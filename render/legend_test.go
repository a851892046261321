package render_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"chartd/render"
	"chartd/render/font"
	"chartd/render/scene"
)

// several are series of the given names, of three values each.
func several(names ...string) render.Live {
	live := render.Live{From: noon, To: noon + 7200}
	for i, name := range names {
		live.Series = append(live.Series, render.LiveSeries{Name: name, Values: []float64{float64(i), 5, 9}})
	}
	return live
}

// tokens are the marks of legends.
var tokens = []string{"●", "•••", "– –", "■"}

// legendOf is what stands behind each mark of a legend, with the mark.
func legendOf(t *testing.T, texts []scene.Text) (names []string, marks []scene.Text) {
	t.Helper()
	for i, text := range texts {
		if !slices.Contains(tokens, text.Text) {
			continue
		}
		name := texts[i+1]
		if name.At.Y != text.At.Y || name.At.X <= text.At.X {
			t.Errorf("the name %q at %v does not stand behind its mark at %v", name.Text, name.At, text.At)
		}
		names, marks = append(names, name.Text), append(marks, text)
	}
	return names, marks
}

func TestSeveralSeriesHaveTheirNames(t *testing.T) {
	long := strings.Repeat("long ", 50)
	for _, row := range []struct {
		says, query string
		live        render.Live
		want        string // names, with | between
	}{
		{"without a title", "k0=a&k1=b", several("x", "y"), "x|y"},
		{"behind a title", "k0=a&k1=b&t=T", several("x", "y"), "x|y"},
		{"below a title that leaves no room", "k0=a&k1=b&t=" + strings.Repeat("T", 60), several("x", "y"), "x|y"},
		{"a stat without a name has its number", "k0=a&k1=b", several("x", ""), "x|2"},
		{"five", "k0=a&k1=b&k2=c&k3=d&k4=e", several("a", "b", "c", "d", "e"), "a|b|c|d|e"},
		{"names that say the same", "k0=a&k1=b", several("x", "x"), "x|x"},
		{"hostile names are names", "k0=a&k1=b", several(`</text><script>"`, "&amp;\x00"), `</text><script>"|&amp;`},
		{"no data yet", "k0=a&k1=b", render.Live{Series: []render.LiveSeries{{Name: "x"}, {Name: "y"}}}, "x|y"},
		{"one series has no legend", "k0=a", several("x"), ""},
		{"nor have series that nobody named", "k0=a&k1=b", several("", ""), ""},
		{"nor sparklines", "k0=a&k1=b&kind=spark", several("x", "y"), ""},
		{"nor small pictures", "k0=a&k1=b&w=79&h=60", several("x", "y"), ""},
		{"nor low ones", "k0=a&k1=b&h=50", several("x", "y"), ""},
		{"nor pictures where names would be cut to nothing", "k0=a&k1=b&k2=c&k3=d&k4=e&w=200", several(long, long, long, long, long), ""},
	} {
		names, _ := legendOf(t, filled(t, row.query, row.live).Scene().Texts)
		if got := strings.Join(names, "|"); got != row.want {
			t.Errorf("%s: the legend is %q, want %q", row.says, got, row.want)
		}
	}
	names, _ := legendOf(t, filled(t, "w=580&h=180&d0=AB&d1=BA&t=T", several("x", "y")).Scene().Texts)
	if len(names) > 0 {
		t.Errorf("data strings have the legend %q", names)
	}
}

func TestLegendMarksAreThoseOfTheLines(t *testing.T) {
	red, blue := scene.Color{R: 0xFF, A: 0xFF}, scene.Color{B: 0xFF, A: 0x88}
	for query, want := range map[string][2]string{
		"": {"●", "●"}, "&s0=F00.&s1=00F8-": {"•••", "– –"}, "&kind=bar": {"■", "■"}, "&kind=area": {"●", "●"},
	} {
		_, marks := legendOf(t, filled(t, "k0=a&k1=b"+query, several("x", "y")).Scene().Texts)
		if len(marks) != 2 || marks[0].Text != want[0] || marks[1].Text != want[1] {
			t.Errorf("%q: marks %v, want %v", query, marks, want)
		}
	}
	for query, want := range map[string][2]scene.Color{
		"&s0=F00&s1=00F8": {red, blue}, "&s0=F00.&s1=00F8-": {red, blue}, "&kind=bar&f0=F00&s1=00F8": {red, blue}, "&f0=0F0&s0=F00&s1=00F8": {red, blue},
	} {
		_, marks := legendOf(t, filled(t, "k0=a&k1=b"+query, several("x", "y")).Scene().Texts)
		if marks[0].Ink != scene.Plain(want[0]) || marks[1].Ink != scene.Plain(want[1]) {
			t.Errorf("%s: marks %v, want the colours of the lines", query, marks)
		}
	}
}

// Whatever names and widths there are, nothing reaches out of the picture or
// into what stands beside it, at any size that the picture is shown at.
func TestLegendsStayInTheirRows(t *testing.T) {
	names := []string{"visits", "errors of the checkout, as the load balancer counts them", "ثمن", "日本の店の売り上げ", "W"}
	for _, title := range []string{"", "T", "A title of several words", strings.Repeat("Wide ", 40)} {
		for width := 80; width <= 1200; width += 37 {
			for _, height := range []int{60, 90, 180} {
				s := filled(t, "k0=a&k1=b&k2=c&k3=d&k4=e&t="+strings.ReplaceAll(title, " ", "+"), several(names...)).Spec()
				s.Width, s.Height = width, height
				picture := render.Layout(s)
				inRows(t, picture.Texts, float64(width))
				for _, small := range picture.Small {
					inRows(t, small.Texts, float64(width))
				}
			}
		}
	}
}

// inRows checks the texts of a picture's head.
func inRows(t *testing.T, texts []scene.Text, width float64) {
	t.Helper()
	row, end := math.Inf(-1), 0.0
	for i, text := range texts {
		if !slices.Contains(tokens, text.Text) && (i == 0 || !slices.Contains(tokens, texts[i-1].Text)) && text.Anchor != scene.Start {
			continue // a label of an axis
		}
		if text.At.Y == row && text.At.X < end {
			t.Fatalf("%q at %v begins before %v, where the text before it ends", text.Text, text.At, end)
		}
		room := text.Length
		if room == 0 {
			room = font.Room(text.Text, text.Size)
		}
		if row, end = text.At.Y, text.At.X+room; end > width+0.01 {
			t.Fatalf("%q at %v ends at %v in a picture of %v", text.Text, text.At, end, width)
		}
	}
}

func TestLegendsInTheTerminal(t *testing.T) {
	live := several("visits", strings.Repeat("é", 100))
	plain := string(filled(t, "k0=a&k1=b&t=T", live).Append(nil, render.Text))
	if strings.Contains(plain, "●") {
		t.Errorf("without colours there are marks:\n%s", plain)
	}
	coloured := string(filled(t, "k0=a&k1=b&t=T&color=1&cols=60&rows=10", live).Append(nil, render.Text))
	lines := strings.Split(coloured, "\n")
	want := "\x1b[38;2;73;145;174m●\x1b[0m visits  \x1b[38;2;201;106;0m●\x1b[0m " + strings.Repeat("é", 25) + "…"
	if lines[0] != "T" || lines[1] != want {
		t.Errorf("the first lines are\n%q\n%q\nwant the second\n%q", lines[0], lines[1], want)
	}
	if got, same := len(lines), strings.Count(string(filled(t, "k0=a&t=T&color=1&cols=60&rows=10", live).Append(nil, render.Text)), "\n")+1; got != same {
		t.Errorf("%d lines with a legend, %d without: want as many as asked for", got, same)
	}
	for _, query := range []string{"k0=a&color=1", "k0=a&k1=b&color=1&kind=spark", "k0=a&k1=b&color=1&rows=5"} {
		if got := string(filled(t, query, live).Append(nil, render.Text)); strings.Contains(got, "●") {
			t.Errorf("%s has a legend:\n%s", query, got)
		}
	}
}

func TestSeveralLivePicturesAllocateNothing(t *testing.T) {
	live := several("visits", "errors", "orders")
	s := render.Borrow()
	defer s.Return()
	var buf []byte
	picture := func() {
		if err := s.Parse("k0=a&k1=b&k2=c&tf=1d1h&t=Shop", render.URLLimits); err != nil {
			t.Fatal(err)
		}
		s.Fill(live)
		buf = s.Append(buf[:0], render.SVG)
	}
	if least := leastAllocs(picture); least != 0 {
		t.Errorf("%v allocations", least)
	}
}
