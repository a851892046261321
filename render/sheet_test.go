package render_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"chartd/render"
	"chartd/render/scene"
)

const aapl = "w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst&ymin=94.48&ymax=103.3&ol=1&t=AAPL+(past+2+months)"

// draw writes a chart in a format.
func draw(t *testing.T, raw string, f render.Format) string {
	t.Helper()
	s := render.Borrow()
	defer s.Return()
	if err := s.Parse(raw, render.FormLimits); err != nil {
		t.Fatalf("query %.80q: %v", raw, err)
	}
	return string(s.Append(nil, f))
}

func TestSentences(t *testing.T) {
	const frame = "w=580&h=180&"
	for query, want := range map[string]string{
		aapl: "AAPL (past 2 months): 43 points, from 97.1 to 101, low 94.5, high 103.2.",
		frame + "d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst": "43 points, ends at 74 % of its range, up from 30 %.",
		frame + "d0=zA":                         "2 points, ends at 0 % of its range, down from 84 %.",
		frame + "d0=A9A":                        "3 points, ends at 0 % of its range, where it began.",
		frame + "d0=9&t=One":                    "One: 1 point, at 100 % of its range.",
		frame + "d0=9&ymin=0&ymax=5":            "1 point, at 5.",
		frame + "d0=___":                        "no points.",
		frame + "d0=A_9":                        "2 points and 1 gap, ends at 100 % of its range, up from 0 %.",
		frame + "d0=A__9&ymin=0&ymax=160000000": "2 points and 2 gaps, from 0 to 160M, low 0, high 160M.",
		frame + "d0=AZ9&ymin=10&ymax=-10":       "3 points, from 10 to -10, low -10, high 10.",
		frame + "d0=AZ9&ymin=3&ymax=3":          "3 points, from 3 to 3, low 3, high 3.",
		"v0=3,1,4.5,-2&t=Typed":                 "Typed: 4 points, from 3 to -2, low -2, high 4.5.",
		"v0=1.005,2.5&v1=7&t=Two":               "Two: 2 series; 1: 2 points, from 1.005 to 2.5, low 1.005, high 2.5; 2: 1 point, at 7.",
		frame + "d0=A9&xmin=0&xmax=86400":       "2 points between 1 Jan 1970 00:00 and 2 Jan 1970 00:00 UTC, ends at 100 % of its range, up from 0 %.",
		frame + "d0=A9&xmin=0&xmax=864000&tz=Asia/Kolkata&ymin=0&ymax=1": "2 points between 1 Jan 1970 and 11 Jan 1970 Asia/Kolkata, from 0 to 1, low 0, high 1.",
		frame + "d0=A9&d1=9A&xmin=0&xmax=5&ymin=0&ymax=61":               "2 series between 1 Jan 1970 00:00:00 and 1 Jan 1970 00:00:05 UTC; 1: 2 points, from 0 to 61, low 0, high 61; 2: 2 points, from 61 to 0, low 0, high 61.",
	} {
		s := render.Borrow()
		if err := s.Parse(query, render.URLLimits); err != nil {
			t.Fatal(err)
		}
		if got := s.Sentence(); got != want {
			t.Errorf("query %q:\n got %s\nwant %s", query, got, want)
		}
		s.Return()
	}
}

func TestKeysNameCharts(t *testing.T) {
	key := func(raw string) [16]byte {
		s := render.Borrow()
		defer s.Return()
		if err := s.Parse(raw, render.URLLimits); err != nil {
			t.Fatal(err)
		}
		return s.Key()
	}
	same := key("w=580&h=180&d0=Am9&t=a+b")
	for _, raw := range []string{
		"d0=Am9&t=a%20b&h=180&w=580", "w=580&w=1&h=180&d0=Am9&foo=bar&t=a+b", "w=580&amp;h=180&amp;d0=Am9&amp;t=a b", "w=580&h=180&d0=Am9&t=a+b&ol=&s9=1",
	} {
		if key(raw) != same {
			t.Errorf("%q has another key", raw)
		}
	}
	for _, raw := range []string{
		"w=581&h=180&d0=Am9&t=a+b", "w=580&h=180&d0=Am8&t=a+b", "w=580&h=180&d0=Am9&t=a+b&ol=1", "w=580&h=180&d1=Am9&d0=Am9&t=a+b", "w=580&h=18&d0=0Am9&t=a+b",
	} {
		if key(raw) == same {
			t.Errorf("%q has the same key", raw)
		}
	}
}

func TestASheetForgetsTheChartBefore(t *testing.T) {
	want := draw(t, "w=300&h=100&d0=Am9", render.SVG)
	s := render.Borrow()
	defer s.Return()
	for _, raw := range []string{goal("F"), aapl, "w=1", "v0=1,2&t=x", goal("E"), "w=99&h=99&kind=bar&d0=abc&d4=xyz"} {
		if err := s.Parse(raw, render.FormLimits); err == nil {
			s.Append(nil, render.SVG)
		}
		if err := s.Parse("w=300&h=100&d0=Am9", render.URLLimits); err != nil {
			t.Fatal(err)
		}
		if got := string(s.Append(nil, render.SVG)); got != want {
			t.Errorf("after %.40q: got\n%s\nwant\n%s", raw, got, want)
		}
	}
}

// leastAllocs is what work allocates: the least of some runs, as what another
// part of the process allocates meanwhile is counted too.
func leastAllocs(work func()) float64 {
	least := testing.AllocsPerRun(20, work)
	for range 4 {
		least = min(least, testing.AllocsPerRun(20, work))
	}
	return least
}

func TestPicturesOfURLsAllocateNothing(t *testing.T) {
	for _, name := range []string{"A", "C", "D", "F"} {
		query := goal(name)
		s := render.Borrow()
		var buf []byte
		picture := func() {
			if err := s.Parse(query, render.URLLimits); err != nil {
				t.Fatal(err)
			}
			s.Key()
			buf = s.Append(buf[:0], render.SVG)
		}
		picture()
		if least := leastAllocs(picture); least != 0 {
			t.Errorf("chart %s: %v allocations", name, least)
		}
		s.Return()
	}
}

func TestSmallSVG(t *testing.T) {
	if n := len(draw(t, goal("A"), render.SVG)); n > 2048 {
		t.Errorf("chart A has %d bytes, want 2048 at most", n)
	}
}

func TestSmallPNG(t *testing.T) {
	if n := len(draw(t, goal("A"), render.PNG)); n > 12<<10 {
		t.Errorf("chart A has %d bytes, want 12 KB at most", n)
	}
}

func TestJSON(t *testing.T) {
	type chart struct {
		Title, Sentence, Kind string
		Width, Height         int
		Y                     *struct{ Min, Max float64 }
		X                     *struct {
			From, To int64
			TZ       string
		}
		Ticks struct {
			Y []struct {
				Value float64
				Label string
			}
			X []struct {
				Time  int64
				Label string
			}
		}
		Series []struct {
			Points int
			Stroke string
			Fill   *string
			Values []*float64
		}
	}
	read := func(raw string) (c chart) {
		t.Helper()
		text := draw(t, raw, render.JSON)
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		return c
	}
	c := read("w=300&h=200&d0=A_9&ymin=10&ymax=71&t=%22%3C%2Fscript%3E%F0%9F%98%80&f0=0F08&xmin=0&xmax=7200&tz=Asia/Kolkata&kind=step")
	if c.Title != `"</script>😀` || c.Kind != "step" || c.Width != 300 || c.Height != 200 || !strings.HasSuffix(c.Sentence, "from 10 to 71, low 10, high 71.") {
		t.Errorf("read %+v", c)
	}
	if c.Y == nil || c.Y.Min != 10 || c.Y.Max != 71 || c.X == nil || c.X.To != 7200 || c.X.TZ != "Asia/Kolkata" {
		t.Errorf("ranges %+v %+v", c.Y, c.X)
	}
	one := c.Series[0]
	if one.Points != 2 || len(one.Values) != 3 || *one.Values[0] != 10 || one.Values[1] != nil || *one.Values[2] != 71 || one.Stroke != "#4991AE" || *one.Fill != "#00FF0088" {
		t.Errorf("series %+v", one)
	}
	if n := len(c.Ticks.Y); n < 2 || c.Ticks.Y[0].Label != "10" || c.Ticks.Y[n-1].Value != 71 || len(c.Ticks.X) < 2 {
		t.Errorf("ticks %+v", c.Ticks)
	}
	c = read("w=300&h=200&d0=Ae9")
	if c.Y != nil || c.X != nil || len(c.Ticks.Y)+len(c.Ticks.X) != 0 || *c.Series[0].Values[2] != 1 || c.Series[0].Fill != nil {
		t.Errorf("without figures: %+v", c)
	}
	if got := read("v0=0.1,1e-300,-7"); *got.Series[0].Values[1] != 1e-300 || *got.Series[0].Values[0] != 0.1 {
		t.Errorf("plain numbers came back as %v", got.Series[0].Values)
	}
}

func TestTerminal(t *testing.T) {
	got := draw(t, aapl+"&cols=40&rows=8", render.Text)
	if !strings.HasPrefix(got, "AAPL (past 2 months)\n103.3 ┤") || !strings.HasSuffix(got, "\n\nAAPL (past 2 months): 43 points, from 97.1 to 101, low 94.5, high 103.2.\n") {
		t.Errorf("got\n%s\nwant the title, the axis and at last the sentence", got)
	}
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(lines) != 8+2 {
		t.Errorf("%d lines, want 8, a blank one and the sentence", len(lines))
	}
	for _, line := range lines[:8] {
		if n := len([]rune(line)); n > 40 {
			t.Errorf("%d columns in %q, want 40 at most", n, line)
		}
	}
}

func TestTerminalTitles(t *testing.T) {
	for title, want := range map[string]string{
		"twenty+characters+abc": "twenty characters a…", "exactly+twenty+chars": "exactly twenty chars", strings.Repeat("é", 21): strings.Repeat("é", 19) + "…",
	} {
		got, _, _ := strings.Cut(draw(t, "w=9&h=9&cols=20&rows=8&d0=A9&t="+title, render.Text), "\n")
		if got != want {
			t.Errorf("title %q is %q, want %q", title, got, want)
		}
	}
}

func TestTerminalAxes(t *testing.T) {
	got := draw(t, "w=9&h=9&cols=60&rows=12&d0=A9A9&ymin=0&ymax=100&xmin=0&xmax=80000", render.Text)
	lines := strings.Split(got, "\n")
	if !strings.HasPrefix(lines[0], "100 ┤") || !strings.HasSuffix(lines[0], "├ 100") || !strings.HasPrefix(lines[9], "  0 ┤") {
		t.Errorf("the ends are not labelled on both sides:\n%s", got)
	}
	if !strings.HasPrefix(lines[10], "    └") || strings.Count(lines[10], "┬") < 2 || !strings.Contains(lines[11], "06:00") {
		t.Errorf("the time axis is missing:\n%s", got)
	}
}

func TestLongLabelsLeaveRoomForThePlotOfANarrowTerminal(t *testing.T) {
	for query, labelled := range map[string]bool{
		"w=9&h=9&d0=Am9&ymin=-1.2345678901234567e308&ymax=1":             false,
		"w=9&h=9&d0=Am9&ymin=-1.2345678901234567e308&ymax=1&or=1":        false,
		"w=9&h=9&d0=Am9&ymin=-1.2345678901234567e308&ymax=1&cols=33":     true,
		"w=9&h=9&d0=Am9&ymin=0.12345678&ymax=1":                          true,
		"w=9&h=9&d0=Am9&ymin=0.123456789&ymax=1&xmin=0&xmax=9000&rows=9": false,
	} {
		got := draw(t, query, render.Text)
		if strings.Contains(got, "┤") != labelled || strings.Contains(got, "├") {
			t.Errorf("%s: got\n%s\nwant labels at the left: %v", query, got, labelled)
		}
		plot, _, _ := strings.Cut(got, "\n\n")
		for line := range strings.Lines(plot) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 33 || n > 20 && !strings.Contains(query, "cols") {
				t.Errorf("%s: %d columns in %q", query, n, line)
			}
		}
	}
}

func TestPaleBarsStandInTheTerminal(t *testing.T) {
	solid := draw(t, "v0=1,2,3&kind=bar", render.Text)
	if pale := draw(t, "v0=1,2,3&kind=bar&f0=FF000030", render.Text); pale != solid || !strings.Contains(solid, "⣿") {
		t.Errorf("got\n%s\nwant the bars of\n%s", pale, solid)
	}
}

func TestNoControlCharacterReachesTheTerminal(t *testing.T) {
	plain := "w=580&h=180&d0=Am9&d1=9mA&ymin=0&ymax=1&t=a%1B]0;x%07b%9B31mc%C2%9Bd%0D%08"
	for _, r := range draw(t, plain, render.Text) {
		if r < ' ' && r != '\n' || r >= 0x7F && r < 0xA0 {
			t.Errorf("control character %U", r)
		}
	}
	coloured := draw(t, plain+"&color=1", render.Text)
	if !strings.Contains(coloured, "\x1b[38;2;73;145;174m") || strings.Count(coloured, "\x1b[")%2 == 1 && !strings.Contains(coloured, "\x1b[0m") {
		t.Errorf("colours are missing or not ended: %q", coloured)
	}
}

func TestDotsOfTinyPicturesAreWhole(t *testing.T) {
	for _, query := range []string{"w=50&h=16&d0=9", "w=50&h=16&d0=9_A_9", "w=50&h=16&d0=Am9&d1=_A_&step=1", "w=50&h=16&v0=1,,2", "w=9&h=5&d0=A_9"} {
		spec, err := render.ParseQuery(query, render.URLLimits)
		if err != nil {
			t.Fatal(err)
		}
		dots := render.Layout(&spec).Paths
		dot := dots[len(dots)-1]
		for _, line := range dot.Lines {
			if p, r := line[0], dot.Stroke.Width/2; len(line) != 1 || r != 2 || p.X < r || p.Y < r || p.X > float64(spec.Width)-r || p.Y > float64(spec.Height)-r {
				t.Errorf("%s: a dot of %g at %v leaves the picture", query, 2*r, p)
			}
		}
	}
}

func TestBarsHangFromAZeroAtTheTop(t *testing.T) {
	for _, query := range []string{"v0=-5,-3,-4&kind=bar", "w=580&h=180&d0=Aeu&ymin=-5&ymax=0&kind=bar", "w=580&h=180&d0=Aeu&ymin=5&ymax=0&kind=bar"} {
		spec, err := render.ParseQuery(query, render.URLLimits)
		if err != nil {
			t.Fatal(err)
		}
		paths := render.Layout(&spec).Paths
		bars := paths[len(paths)-1].Lines
		if len(bars) != 3 {
			t.Errorf("%s: %d bars, want 3", query, len(bars))
			continue
		}
		top, first, second := bars[0][0].Y, bars[0][1].Y, bars[1][1].Y
		if top > 20 || first < 160 || second <= top || second >= first {
			t.Errorf("%s: bars %v, want the first one from the top to the bottom and the second shorter", query, bars)
		}
	}
}

func TestErrorPictures(t *testing.T) {
	s := render.Borrow()
	defer s.Return()
	for _, row := range []struct {
		query         string
		width, height float64
	}{
		{"w=400&h=200", 400, 200}, {"", 300, 100}, {"w=9999&h=50&d0=A", 300, 50}, {"w=1&h=1", 1, 1}, {"w=2000&h=1000", 2000, 1000}, {"w=4096&h=4096", 300, 100}, {"w=60&h=20", 60, 20},
	} {
		err := s.Parse(row.query, render.URLLimits)
		if err == nil {
			t.Fatalf("query %q is good", row.query)
		}
		picture := string(s.AppendError(nil, render.SVG, err))
		if want := svgSize(row.width, row.height); !strings.HasPrefix(picture, want) || !strings.Contains(picture, "<desc id=\"d\">"+err.Error()) {
			t.Errorf("query %q: got %s, want %s… saying %q", row.query, picture, want, err)
		}
		if got := s.AppendError(nil, render.PNG, err); len(got) < 50 || string(got[1:4]) != "PNG" {
			t.Errorf("query %q: %q is no PNG", row.query, got)
		}
	}
	// A chart drawn after an error is the chart.
	if err := s.Parse("w=9&h=9&d0=A", render.URLLimits); err != nil || strings.Contains(string(s.Append(nil, render.SVG)), "missing") {
		t.Errorf("the next picture still shows the error (%v)", err)
	}
}

// svgSize is how an SVG of the given size begins.
func svgSize(w, h float64) string {
	out := string(svgOf(&scene.Scene{Width: w, Height: h}))
	return out[:strings.Index(out, " role")]
}

func FuzzQuery(f *testing.F) {
	for _, raw := range []string{aapl, "v0=1,,2&kind=bar&theme=auto", "w=1&h=1&d0=A&hl=1&xmin=-1e18&xmax=1e18", "w=4096&h=9&d0=_&t=%00&tz=X&dpr=9",
		"w=200&h=90&d0=A9&ymin=-1e308&ymax=1e308", "w=9&h=9&d0=A&ymin=-1.2345678901234567e308&ymax=1", "v0=1e300,-1e300,5e-324&grid=1", "w=79&h=40&d0=a&d4=9&bg=0&s0=-&f0=.&kind=area"} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		s := render.Borrow()
		defer s.Return()
		err := s.Parse(raw, render.URLLimits)
		if err != nil {
			s.AppendError(nil, render.SVG, err)
			return
		}
		spec := s.Spec()
		if !(spec.Top > spec.Bottom) || len(spec.Series) == 0 || math.IsNaN(spec.Figures.Min) {
			t.Fatalf("spec %+v cannot be drawn", spec)
		}
		if again, err := render.ParseQuery(raw, render.URLLimits); err != nil || again.Title != spec.Title || again.Kind != spec.Kind {
			t.Fatalf("another reading of %q differs (%v)", raw, err)
		}
		for _, format := range []render.Format{render.SVG, render.Text, render.JSON} {
			out := s.Append(nil, format)
			if format == render.JSON && !json.Valid(out) {
				t.Fatalf("%s is no JSON", out)
			}
		}
	})
}

func TestAZoneKeepsItsNameOnAnOldSheet(t *testing.T) {
	const chart = "w=580&h=180&d0=AZ9&xmin=1700000000&xmax=1700600000&t="
	var s render.Sheet
	for _, query := range []string{
		chart + strings.Repeat("%78", 100), // room for all texts to come
		chart + "%41&tz=Europe%2FBerlin",
		chart + strings.Repeat("%42", 20) + "&tz=Europe%2FBerlin", // the title lies where the zone's name was
	} {
		if err := s.Parse(query, render.URLLimits); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.Sentence(); !strings.Contains(got, "Europe/Berlin") {
		t.Errorf("%q does not name the zone", got)
	}
}
