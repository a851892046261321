package render_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"chartd/render"
	"chartd/render/param"
	"chartd/render/scene"
)

var nan = math.NaN()

// noon is a time of the tests, 12:00 UTC on 5 March 2026.
const noon = 1772712000

// hours are values an hour apart from noon on.
func hours(name string, values ...float64) render.Live {
	return render.Live{From: noon, To: noon + 3600*int64(len(values)-1), Series: []render.LiveSeries{{Name: name, Values: values}}}
}

// filled parses a live query and gives it its data.
func filled(t testing.TB, query string, live render.Live) *render.Sheet {
	t.Helper()
	s := render.Borrow()
	t.Cleanup(s.Return)
	if err := s.Parse(query, render.URLLimits); err != nil {
		t.Fatalf("query %q: %v", query, err)
	}
	s.Fill(live)
	return s
}

func TestLiveErrorsNameTheParameter(t *testing.T) {
	for query, want := range map[string]string{
		"k0=":                           "missing parameter: k0",
		"k1=abc":                        "missing parameter: k0",
		"k0=a-b":                        "bad parameter k0: not 1 to 64 letters and digits",
		"k0=%C3%A9":                     "bad parameter k0: not 1 to 64 letters and digits",
		"k0=a&k3=a+b":                   "bad parameter k3: not 1 to 64 letters and digits",
		"k0=a&end=0":                    "bad parameter end: not UNIX seconds from 1 to 8589934591",
		"k0=a&end=1.5":                  "bad parameter end: not UNIX seconds from 1 to 8589934591",
		"k0=a&end=now":                  "bad parameter end: not UNIX seconds from 1 to 8589934591",
		"k0=a&w=0":                      "bad parameter w: not between 1 and 4096",
		"k0=" + strings.Repeat("a", 65): "bad parameter k0: not 1 to 64 letters and digits",
		"k0=a&end=8589934592":           "bad parameter end: not UNIX seconds from 1 to 8589934591",
		"w=9&h=9&k0=a&d0=A":             "bad parameter k0: live series take the place of data strings, and d0 is given too",
		"w=9&h=9&k2=a&d3=A":             "bad parameter k2: live series take the place of data strings, and d3 is given too",
		"k1=a&v0=1":                     "bad parameter k1: live series take the place of plain numbers, and v0 is given too",
	} {
		_, err := render.ParseQuery(query, render.URLLimits)
		if bad, ok := err.(*param.Error); !ok || bad.Error() != want {
			t.Errorf("query %.60q: error %v, want %q", query, err, want)
		}
	}
}

func TestWhatALiveQueryAsksFor(t *testing.T) {
	s := render.Borrow()
	defer s.Return()
	for _, row := range []struct {
		query string
		want  param.Ask
	}{
		{"k0=a", param.Ask{Keys: [param.MaxKeys]string{"a"}}},
		{"k0=aB9&k4=%61&tf=1w3h&cmp=1&marks=true&end=8589934591&sig=x%2F&exp=12", param.Ask{Keys: [param.MaxKeys]string{"aB9", "", "", "", "a"},
			Timeframe: "1w3h", Compare: true, Marks: true, End: 8589934591, Sig: "x/", Exp: "12"}},
		{"k0=a&cmp=0&marks=off&end=&tf=<b>", param.Ask{Keys: [param.MaxKeys]string{"a"}, Timeframe: "<b>"}},
	} {
		if err := s.Parse(row.query, render.URLLimits); err != nil {
			t.Fatal(err)
		}
		if got, ok := s.Live(); !ok || got != row.want {
			t.Errorf("query %q asks for %+v (%v), want %+v", row.query, got, ok, row.want)
		}
	}
	for _, query := range []string{"w=9&h=9&d0=A&tf=1d&cmp=1&end=x&sig=1", "v0=1,2&marks=1"} {
		if err := s.Parse(query, render.URLLimits); err != nil {
			t.Fatal(err)
		}
		if _, ok := s.Live(); ok {
			t.Errorf("query %q is live", query)
		}
		before := string(s.Append(nil, render.SVG))
		if s.Fill(hours("x", 7, 8)); string(s.Append(nil, render.SVG)) != before {
			t.Errorf("query %q was filled", query)
		}
	}
}

func TestALiveSpec(t *testing.T) {
	s := filled(t, "k0=a&k3=b&cmp=1&hl=1&s3=F00.&xmin=1&xmax=2", render.Live{From: noon, To: noon + 7200, Series: []render.LiveSeries{
		{Name: " a\x00 ", Values: []float64{3, nan, 5}, Before: []float64{1, 2, 3, 99}},
		{Name: "b", Values: []float64{math.Inf(1), -1e305, 0}},
	}})
	spec := s.Spec()
	if spec.Width != 580 || spec.Height != 180 || !spec.Highlight || !spec.Left || spec.Title != "" {
		t.Errorf("spec %+v", spec)
	}
	if spec.Times != (render.Times{Known: true, From: noon, To: noon + 7200, Zone: time.UTC}) {
		t.Errorf("times %+v", spec.Times)
	}
	a, b := &spec.Series[0], &spec.Series[1]
	if a.Name != "a" || a.Key != "a" || !same(a.Values, []float64{3, nan, 5}) || !same(a.Before, []float64{1, 2, 3}) {
		t.Errorf("first series %+v", a)
	}
	if b.Key != "b" || !same(b.Values, []float64{1e300, -1e300, 0}) || len(b.Before) != 0 || b.Dash != scene.Dotted {
		t.Errorf("second series %+v", b)
	}
}

func TestTheRangeHoldsThePeriodBefore(t *testing.T) {
	live := hours("x", 5, 6)
	live.Series[0].Before = []float64{-4, 9}
	for query, want := range map[string][2]float64{
		"k0=a": {5, 6}, "k0=a&cmp=1": {-4, 9}, "k0=a&cmp=1&ymin=-10": {-10, 9}, "k0=a&cmp=1&ymin=0&ymax=3": {0, 3}, "k0=a&kind=bar": {0, 6},
	} {
		spec := filled(t, query, live).Spec()
		if spec.Bottom != want[0] || spec.Top != want[1] || !spec.Figures.Known {
			t.Errorf("%s: from %v to %v, want %v", query, spec.Bottom, spec.Top, want)
		}
	}
}

func TestTitlesOfLiveCharts(t *testing.T) {
	two := render.Live{Series: []render.LiveSeries{{Name: "a"}, {Name: "b"}}}
	for query, want := range map[string]string{"k0=x": "a", "k0=x&t=": "", "k0=x&t=T": "T", "k0=x&k1=y": "", "k0=x&k1=y&t=T": "T"} {
		if got := filled(t, query, two).Spec().Title; got != want {
			t.Errorf("%s: title %q, want %q", query, got, want)
		}
	}
}

func TestZonesOfLiveCharts(t *testing.T) {
	live := hours("x", 1, 2)
	live.Zone = time.FixedZone("Here", 3600)
	for query, want := range map[string]string{"k0=x": "Here", "k0=x&tz=Asia/Tokyo": "Asia/Tokyo", "k0=x&tz=nowhere": "UTC"} {
		if got := filled(t, query, live).Spec().Times.Zone.String(); got != want {
			t.Errorf("%s: zone %s, want %s", query, got, want)
		}
	}
}

func TestLiveSentences(t *testing.T) {
	with := func(before ...float64) render.Live {
		l := hours("visits", 10, 20, 30)
		l.Series[0].Before = before
		return l
	}
	marks := func(l render.Live, marks ...render.Mark) render.Live {
		l.Marks = marks
		return l
	}
	many := make([]render.Mark, 30)
	for i := range many {
		many[i] = render.Mark{At: noon + int64(i)*60, Text: "m" + string(rune('a'+i%26))}
	}
	const points = "visits: 3 points between 5 Mar 2026 12:00 and 5 Mar 2026 14:00 UTC, from 10 to 30, low 10, high 30"
	for _, row := range []struct {
		name, query string
		live        render.Live
		want        string
	}{
		{"nothing", "k0=a", render.Live{}, "no data yet."},
		{"gaps only", "k0=a&cmp=1", hours("visits", nan, nan), "visits: no data yet."},
		{"a series", "k0=a", with(), points + "."},
		{"without a title the name is said", "k0=a&t=", with(), points + "."},
		{"up", "k0=a&cmp=1", with(5, 10, 15), points + ", on average 20, up 100 % from 10 in the period before."},
		{"down a little", "k0=a&cmp=1", with(21, 21), points + ", on average 20, down 4.8 % from 21 in the period before."},
		{"from nothing", "k0=a&cmp=1", with(0, 0), points + ", on average 20, up from 0 in the period before."},
		{"from the other side", "k0=a&cmp=1", with(-1, nan), points + ", on average 20, up from -1 in the period before."},
		{"no change", "k0=a&cmp=1", with(20), points + ", on average 20, as in the period before."},
		{"no change that could be said", "k0=a&cmp=1", with(20.001), points + ", on average 20, as in the period before."},
		{"nothing before", "k0=a&cmp=1", with(nan), points + ", no data in the period before."},
		{"the period before alone", "k0=a&cmp=1", render.Live{Series: []render.LiveSeries{{Before: []float64{1, 2}}}},
			"no data yet, on average 1.5 in the period before."},
		{"it is not said unless asked for", "k0=a", with(5, 10, 15), points + "."},
		{"one point", "k0=a", hours("visits", 7), "visits: 1 point at 5 Mar 2026 12:00 UTC, at 7."},
		{"means", "k0=a", hours("load", 20.0/3, 1234.5, 0.0001234567),
			"load: 3 points between 5 Mar 2026 12:00 and 5 Mar 2026 14:00 UTC, from 6.667 to 0.000123, low 0.000123, high 1234.5."},
		{"two series", "k0=a&k1=b&t=T", render.Live{Series: []render.LiveSeries{{Name: "a; b", Values: []float64{1, 2}}}},
			"T: 2 series; a; b: 2 points, from 1 to 2, low 1, high 2; 2: no data yet."},
		{"marks", "k0=a&marks=1", marks(with(), render.Mark{At: noon + 3600, Text: "b"}, render.Mark{At: noon, Text: " a\n"}, render.Mark{At: noon + 9000}),
			points + ". Marks: a at 12:00, b at 13:00, at 14:30."},
		{"marks nobody asked for", "k0=a", marks(with(), render.Mark{At: noon, Text: "a"}), points + "."},
		{"the newest of many marks", "k0=a&marks=1", marks(with(), many...),
			points + ". Marks: 14 earlier, my at 12:24, mz at 12:25, ma at 12:26, mb at 12:27, mc at 12:28, md at 12:29."},
		{"long marks are cut", "k0=a&marks=1", marks(with(), render.Mark{At: noon, Text: strings.Repeat("é", 300)}),
			points + ". Marks: " + strings.Repeat("é", 39) + "… at 12:00."},
	} {
		s := filled(t, row.query, row.live)
		if got := s.Sentence(); got != row.want {
			t.Errorf("%s:\n got %s\nwant %s", row.name, got, row.want)
		}
		if text := string(s.Append(nil, render.Text)); !strings.HasSuffix(text, "\n\n"+row.want+"\n") {
			t.Errorf("%s: the terminal shows\n%s", row.name, text)
		}
	}
}

func TestMarksOfLongWindowsHaveTheirDay(t *testing.T) {
	for days, want := range map[int64]string{2: "x at 5 Mar 13:00.", 400: "x at 5 Mar 2026."} {
		live := render.Live{From: noon, To: noon + days*86400, Marks: []render.Mark{{At: noon + 3600, Text: "x"}}}
		if got := filled(t, "k0=a&marks=1", live).Sentence(); !strings.HasSuffix(got, "Marks: "+want) {
			t.Errorf("%d days: %s", days, got)
		}
	}
}

// upright are the places of the lines through the whole plot.
func upright(s *scene.Scene) []float64 {
	var at []float64
	for _, p := range s.Paths {
		for _, line := range p.Lines {
			if len(line) == 2 && line[0].X == line[1].X && line[1].Y-line[0].Y > 100 {
				at = append(at, line[0].X)
			}
		}
	}
	return at
}

func TestMarksStandAtTheirTimes(t *testing.T) {
	const query = "k0=a&marks=1&grid=0&t=" // the plot is as wide as its labels leave
	live := hours("x", 0, 1, 2, 3, 4)
	mark := func(seconds ...int64) []float64 {
		live.Marks = nil
		for _, at := range seconds {
			live.Marks = append(live.Marks, render.Mark{At: noon + at})
		}
		return upright(filled(t, query, live).Scene())
	}
	ends := mark(0, 4*3600)
	if len(ends) != 2 || ends[1]-ends[0] < 500 {
		t.Fatalf("marks at %v", ends)
	}
	middle := (ends[0] + ends[1]) / 2
	if got := mark(2 * 3600); len(got) != 1 || math.Abs(got[0]-middle) > 1 {
		t.Errorf("a mark in the middle of %v is at %v", ends, got)
	}
	if got := mark(-1e6, 1e6, 5, 6); !slices.Equal(got, ends) {
		t.Errorf("marks outside are at %v, want at the ends %v, once", got, ends)
	}
	var many []int64
	for i := range int64(40) {
		many = append(many, (39-i)*300)
	}
	if got := mark(many...); len(got) != 20 || math.Abs(got[0]-(ends[0]+6000./14400*(ends[1]-ends[0]))) > 1 {
		t.Errorf("of 40 marks those at %v stand, want the newest 20", got)
	}
	live = hours("x", 5)
	if got := mark(-9, 9); len(got) != 1 || math.Abs(got[0]-290) > 1 {
		t.Errorf("marks beside one point are at %v, want one in the middle", got)
	}
}

func TestThePeriodBeforeIsDashed(t *testing.T) {
	live := hours("x", 5, 6, 7)
	live.Series[0].Before = []float64{1, 2, 3}
	for query, want := range map[string][2]scene.Dash{
		"":               {scene.Dashed, scene.Solid},
		"&s0=-":          {scene.Dotted, scene.Dashed},
		"&s0=.":          {scene.Dashed, scene.Dotted},
		"&step=1":        {scene.Dashed, scene.Solid},
		"&kind=spark":    {scene.Dashed, scene.Solid},
		"&w=50&h=16":     {scene.Dashed, scene.Solid},
		"&kind=area":     {scene.Dashed, scene.Solid},
		"&f0=FFFFFF":     {scene.Dashed, scene.Solid},
		"&s0=FF000080":   {scene.Dashed, scene.Solid},
		"&kind=area&w=9": {scene.Dashed, scene.Solid},
	} {
		paths := filled(t, "k0=a&cmp=1&grid=0"+query, live).Scene().Paths
		before, now := paths[len(paths)-2].Stroke, paths[len(paths)-1].Stroke
		if before.Dash != want[0] || now.Dash != want[1] || before.Width >= now.Width || before.Ink.Light.A >= now.Ink.Light.A {
			t.Errorf("%s: before %+v, now %+v", query, before, now)
		}
	}
	paths := filled(t, "k0=a&cmp=1&kind=bar&theme=auto", live).Scene().Paths
	if over := paths[len(paths)-1]; over.Stroke.Dash != scene.Dashed || over.Stroke.Ink.Light == over.Stroke.Ink.Dark || len(over.Lines[0]) != 3 {
		t.Errorf("over bars: %+v", over)
	}
}

func TestNoDataIsCalm(t *testing.T) {
	window := render.Live{From: noon, To: noon + 86400}
	for _, row := range []struct {
		query string
		live  render.Live
		words string
	}{
		{"k0=a", render.Live{}, "No data yet"},
		{"k0=a", window, "06:00 09:00 12:00 15:00 18:00 21:00 00:00 No data yet"},
		{"k0=a&ymin=0&ymax=4&ol=1&t=T", render.Live{}, "0 1 2 3 4 No data yet T"},
		{"k0=a&ymin=0", render.Live{}, "No data yet"},
		{"k0=a&kind=spark", window, ""},
		{"k0=a&w=82&h=180&cmp=1", render.Live{Series: []render.LiveSeries{{Values: []float64{nan}, Before: []float64{nan, nan}}}}, ""},
		{"k0=a&h=41", render.Live{}, "No data yet"},
	} {
		s := filled(t, row.query, row.live).Scene()
		var words []string
		for _, text := range s.Texts {
			words = append(words, text.Text)
		}
		want := strings.Fields(row.words)
		got := strings.Fields(strings.Join(words, " "))
		slices.Sort(want)
		slices.Sort(got)
		if row.live.From == 0 && !slices.Equal(got, want) || strings.Contains(row.words, "No data") != slices.Contains(words, "No data yet") {
			t.Errorf("%s: words %q, want %s", row.query, words, row.words)
		}
		if len(s.Paths) == 0 {
			t.Errorf("%s: nothing is drawn", row.query)
		}
	}
}

func TestALiveChartMayBeFilledAgain(t *testing.T) {
	const query = "k0=a&cmp=1&marks=1"
	first := hours("first", 1, 2, 3)
	first.Series[0].Before, first.Marks = []float64{5, 6, 7}, []render.Mark{{At: noon, Text: "m"}}
	second := hours("second", 9, 8)
	want := string(filled(t, query, second).Append(nil, render.SVG))
	s := filled(t, query, first)
	s.Append(nil, render.SVG)
	s.Fill(second)
	if got := string(s.Append(nil, render.SVG)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if first.Series[0].Values[0] != 1 {
		t.Error("the caller's values changed")
	}
	if err := s.Parse(query, render.URLLimits); err != nil || s.Sentence() != "no data yet." {
		t.Errorf("parsed again the sheet says %q (%v)", s.Sentence(), err)
	}
}

func TestLiveJSON(t *testing.T) {
	var got struct {
		Series []struct {
			Key, Name      string
			Values, Before []*float64
		}
		Times []int64
		Marks []struct {
			Time int64
			Text string
		}
	}
	live := render.Live{From: noon, To: noon + 7200, Series: []render.LiveSeries{{Name: `"</script>`, Values: []float64{1, nan, 3}, Before: []float64{nan, 5}}},
		Marks: []render.Mark{{At: noon - 5, Text: "<b>"}}}
	text := filled(t, "k0=aZ9&cmp=1&marks=1", live).Append(nil, render.JSON)
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	one := got.Series[0]
	if one.Key != "aZ9" || one.Name != `"</script>` || one.Values[1] != nil || *one.Values[2] != 3 || one.Before[0] != nil || *one.Before[1] != 5 {
		t.Errorf("series %s", text)
	}
	if !slices.Equal(got.Times, []int64{noon, noon + 3600, noon + 7200}) || got.Marks[0].Time != noon-5 || got.Marks[0].Text != "<b>" {
		t.Errorf("times %v, marks %v", got.Times, got.Marks)
	}
	for query, text := range map[string]string{
		"k0=a": `"key":"a","name":"","values":[]}],"times":[],"marks":[]}`, "k0=a&cmp=1": `"values":[],"before":[]}],"times":[],"marks":[]}`,
	} {
		if got := string(filled(t, query, render.Live{}).Append(nil, render.JSON)); !strings.HasSuffix(got, text+"\n") {
			t.Errorf("%s: without data %s", query, got)
		}
	}
	for _, query := range []string{"v0=1", "w=9&h=9&d0=A&tf=1d&cmp=1&marks=1"} {
		if got := draw(t, query, render.JSON); strings.Contains(got, `"before"`) || strings.Contains(got, `"times"`) {
			t.Errorf("%s has what live charts have: %s", query, got)
		}
	}
}

func TestLiveChartsInTheTerminal(t *testing.T) {
	live := hours("x", 1, 2, 3, 2, 1)
	live.Series[0].Before = []float64{3, 3, 3, 3, 3}
	live.Marks = []render.Mark{{At: noon + 7200}}
	plain := string(filled(t, "k0=a", live).Append(nil, render.Text))
	all := string(filled(t, "k0=a&cmp=1&marks=1", live).Append(nil, render.Text))
	if !strings.Contains(all, "⠉ ") && !strings.Contains(all, "⠉⠁") || strings.Count(all, "⠉") <= strings.Count(plain, "⠉") {
		t.Errorf("the period before is not dashed:\n%s", all)
	}
}

func TestLivePicturesAllocateNothing(t *testing.T) {
	live := hours("visits", 1, 5, 2, 8, 3)
	live.Series[0].Before, live.Marks = []float64{2, 2, 3, 3, 4}, []render.Mark{{At: noon + 60, Text: "b"}, {At: noon, Text: "a"}}
	s := render.Borrow()
	defer s.Return()
	var buf []byte
	picture := func() {
		if err := s.Parse("k0=abc&tf=1d1h&cmp=1&marks=1&tz=Asia/Tokyo", render.URLLimits); err != nil {
			t.Fatal(err)
		}
		s.Key()
		s.Fill(live)
		buf = s.Append(buf[:0], render.SVG)
	}
	if least := leastAllocs(picture); least != 0 {
		t.Errorf("%v allocations", least)
	}
}
