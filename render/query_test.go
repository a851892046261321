package render_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"chartd/render"
	"chartd/render/param"
	"chartd/render/scene"
)

// parse reads a query that must be good.
func parse(t *testing.T, raw string) render.Spec {
	t.Helper()
	spec, err := render.ParseQuery(raw, render.URLLimits)
	if err != nil {
		t.Fatalf("query %q: %v", raw, err)
	}
	return spec
}

func TestErrorsNameTheParameter(t *testing.T) {
	long := strings.Repeat("A", 8193)
	for _, row := range []struct{ query, want string }{
		{"", "missing parameter: w"},
		{"w=&h=1&d0=A", "missing parameter: w"},
		{"w=580&d0=A", "missing parameter: h"},
		{"w=580&h=180", "missing parameter: d0"},
		{"w=580&h=180&d0=", "missing parameter: d0"},
		{"w=580&h=180&d1=A", "missing parameter: d0"},
		{"d0=Ae9", "missing parameter: w"},
		{"w=wide&h=180&d0=A", "bad parameter w: not a number"},
		{"w=NaN&h=180&d0=A", "bad parameter w: not a number"},
		{"w=0&h=180&d0=A", "bad parameter w: not between 1 and 4096"},
		{"w=0.9&h=180&d0=A", "bad parameter w: not between 1 and 4096"},
		{"w=580&h=-1&d0=A", "bad parameter h: not between 1 and 4096"},
		{"w=580&h=4097&d0=A", "bad parameter h: not between 1 and 4096"},
		{"w=4096&h=4096&dpr=3&d0=A", "bad parameter dpr: w times h times dpr times dpr is over 67108864 pixels"},
		{"w=580&h=180&d0=" + long, "bad parameter d0: more than 8192 points"},
		{"w=580&h=180&d0=A&d3=" + long, "bad parameter d3: more than 8192 points"},
		{"v0=", "missing parameter: v0"},
		{"v1=1,2", "missing parameter: v0"},
		{"v0=1,two,3", "bad parameter v0: item 2 is not a number"},
		{"v0=1&v2=1,0x10", "bad parameter v2: item 2 is not a number"},
		{"v0=1,1e999", "bad parameter v0: item 2 is over 1e300"},
		{"v0=1,2&d0=Am9&w=1&h=1", "bad parameter v0: plain numbers take the place of data strings, and d0 is given too"},
		{"v0=" + strings.Repeat("1,", 8192), "bad parameter v0: more than 8192 points"},
	} {
		_, err := render.ParseQuery(row.query, render.URLLimits)
		var bad *param.Error
		if !errors.As(err, &bad) || err.Error() != row.want {
			t.Errorf("query %.60q: error %v, want %q", row.query, err, row.want)
		}
	}
}

func TestFormsMayHaveMorePoints(t *testing.T) {
	data := strings.Repeat("A", 250_000)
	if _, err := render.ParseQuery("w=1&h=1&d0="+data, render.FormLimits); err != nil {
		t.Error(err)
	}
	_, err := render.ParseQuery("w=1&h=1&d0="+data+"&d1=A", render.FormLimits)
	if want := "bad parameter d1: more than 250000 points in all datasets"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %q", err, want)
	}
}

func TestSizes(t *testing.T) {
	for _, row := range []struct {
		query              string
		width, high, ratio int
	}{
		{"w=580&h=180&d0=A", 580, 180, 2},
		{"w=580.9&h=1e2&d0=A", 580, 100, 2},
		{"w=1&h=4096.5&d0=A&dpr=1", 1, 4096, 1},
		{"w=4096&h=4096&d0=A", 4096, 4096, 2},
		{"w=10&h=10&d0=A&dpr=4", 10, 10, 4},
		{"w=10&h=10&d0=A&dpr=5", 10, 10, 2},
		{"w=10&h=10&d0=A&dpr=0", 10, 10, 2},
		{"w=10&h=10&d0=A&dpr=x", 10, 10, 2},
		{"v0=1,2", 580, 180, 2},
		{"v0=1,2&w=300", 300, 180, 2},
	} {
		s := parse(t, row.query)
		if s.Width != row.width || s.Height != row.high || s.Ratio != row.ratio {
			t.Errorf("query %q: %dx%d at %d, want %dx%d at %d", row.query, s.Width, s.Height, s.Ratio, row.width, row.high, row.ratio)
		}
	}
}

func TestAxes(t *testing.T) {
	const base = "w=580&h=180&d0=Am9"
	for _, row := range []struct {
		query             string
		left, right, grid bool
	}{
		{"", false, false, false},
		{"&ymin=1", false, false, false},
		{"&ymax=1", false, false, false},
		{"&ol=1&or=1", false, false, false},
		{"&ymin=1&ymax=NaN", false, false, false},
		{"&ymin=1&ymax=+Inf", false, false, false},
		{"&ymin=1&ymax=3", true, true, true},
		{"&ymin=1e3&ymax=-3.5&ol=1", true, false, true},
		{"&ymin=1&ymax=3&or=true", false, true, true},
		{"&ymin=1&ymax=3&ol=on&or=T", true, false, true},
		{"&ymin=1&ymax=3&ol=no&or=off", true, true, true},
		{"&ymin=1&ymax=3&or=FALSE&ol=0", true, true, true},
		{"&ymin=1&ymax=3&or=whatever", false, true, true},
		{"&ymin=1&ymax=3&grid=0", true, true, false},
		{"&grid=1", false, false, true},
		{"&ymin=1&ymax=3&kind=spark", false, false, false},
	} {
		s := parse(t, base+row.query)
		if s.Left != row.left || s.Right != row.right || s.Grid != row.grid {
			t.Errorf("query %q: left %v right %v grid %v, want %v %v %v", row.query, s.Left, s.Right, s.Grid, row.left, row.right, row.grid)
		}
	}
}

func TestKinds(t *testing.T) {
	for query, want := range map[string]render.Kind{
		"":                     render.Line,
		"&step=1":              render.Step,
		"&step=true":           render.Step,
		"&step=0":              render.Line,
		"&kind=line&step=1":    render.Line,
		"&kind=step":           render.Step,
		"&kind=area":           render.Area,
		"&kind=bar":            render.Bar,
		"&kind=spark":          render.Spark,
		"&kind=pie":            render.Line,
		"&kind=unknown&step=1": render.Step,
	} {
		if got := parse(t, "w=9&h=9&d0=A"+query).Kind; got != want {
			t.Errorf("query %q: kind %v, want %v", query, got, want)
		}
	}
}

func TestStyles(t *testing.T) {
	blue := scene.Color{R: 0x49, G: 0x91, B: 0xAE, A: 0xFF}
	orange := scene.Color{R: 0xC9, G: 0x6A, A: 0xFF}
	none := scene.Color{}
	for _, row := range []struct {
		query  string
		stroke scene.Color
		dash   scene.Dash
		fill   scene.Color
	}{
		{"", blue, scene.Solid, none},
		{"&s0=FF8300", scene.Color{R: 0xFF, G: 0x83, A: 0xFF}, scene.Solid, none},
		{"&s0=ff8300.", scene.Color{R: 0xFF, G: 0x83, A: 0xFF}, scene.Dotted, none},
		{"&s0=%23FF5DAA80-", scene.Color{R: 0xFF, G: 0x5D, B: 0xAA, A: 0x80}, scene.Dashed, none},
		{"&s0=#f80", scene.Color{R: 0xFF, G: 0x88, A: 0xFF}, scene.Solid, none},
		{"&s0=F808", scene.Color{R: 0xFF, G: 0x88, A: 0x88}, scene.Solid, none},
		{"&s0=.", blue, scene.Dotted, none},
		{"&s0=-", blue, scene.Dashed, none},
		{"&s0=red", blue, scene.Solid, none},
		{"&s0=12345-", blue, scene.Solid, none},
		{"&f0=00FF0080", blue, scene.Solid, scene.Color{G: 0xFF, A: 0x80}},
		{"&f0=00FF0080-", blue, scene.Solid, scene.Color{G: 0xFF, A: 0x80}},
		{"&f0=green", blue, scene.Solid, none},
		{"&kind=area", blue, scene.Solid, scene.Color{R: 0x49, G: 0x91, B: 0xAE, A: 0x33}},
		{"&kind=area&s0=FFF8&f0=0F0", scene.Color{R: 0xFF, G: 0xFF, B: 0xFF, A: 0x88}, scene.Solid, scene.Color{G: 0xFF, A: 0xFF}},
	} {
		one := parse(t, "w=9&h=9&d0=A"+row.query).Series[0]
		if one.Stroke != row.stroke || one.Dash != row.dash || one.Fill != row.fill {
			t.Errorf("query %q: stroke %v %v fill %v, want %v %v %v", row.query, one.Stroke, one.Dash, one.Fill, row.stroke, row.dash, row.fill)
		}
	}
	// A dataset keeps its number's style where those before it are missing.
	if got := parse(t, "w=9&h=9&d0=A&d1=&d2=B&s1=F00").Series[1]; got.Stroke != (scene.Color{R: 0xD6, G: 0x40, B: 0x8A, A: 0xFF}) {
		t.Errorf("d2 has stroke %v, want its own default", got.Stroke)
	}
	if got := parse(t, "w=9&h=9&d0=A&d1=B").Series[1].Stroke; got != orange {
		t.Errorf("d1 has stroke %v, want %v", got, orange)
	}
}

func TestTimes(t *testing.T) {
	for _, row := range []struct {
		query    string
		known    bool
		from, to int64
		zone     string
	}{
		{"&xmin=1&xmax=2", true, 1, 2, "UTC"},
		{"&xmin=1.9&xmax=2.9&tz=America/New_York", true, 1, 2, "America/New_York"},
		{"&xmin=-5&xmax=2&tz=Asia%2FKolkata", true, -5, 2, "Asia/Kolkata"},
		{"&xmin=1&xmax=2&tz=Mars/Olympus", true, 1, 2, "UTC"},
		{"&xmin=1&xmax=2&tz=Local", true, 1, 2, "UTC"},
		{"&xmin=1&xmax=2&tz=../../etc/passwd", true, 1, 2, "UTC"},
		{"&xmin=1&xmax=2&tz=localtime", true, 1, 2, "UTC"},
		{"&xmin=1&xmax=2&tz=posix/Europe/Paris", true, 1, 2, "UTC"},
		{"&xmin=1&xmax=2&tz=America//New_York", true, 1, 2, "UTC"},
		{"&xmin=1&xmax=2&tz=Etc/GMT%2B5", true, 1, 2, "Etc/GMT+5"},
		{"&xmin=-62135596801&xmax=2", false, 0, 0, ""},
		{"&xmin=0&xmax=253402300800", false, 0, 0, ""},
		{"&xmin=1&xmax=1&tz=Asia/Kolkata", false, 0, 0, ""},
		{"&xmin=2&xmax=1", false, 0, 0, ""},
		{"&xmin=1", false, 0, 0, ""},
		{"&xmin=x&xmax=2", false, 0, 0, ""},
		{"&xmin=-1e300&xmax=1e300", false, 0, 0, ""},
	} {
		got := parse(t, "w=9&h=9&d0=A"+row.query).Times
		if got.Known != row.known || got.From != row.from || got.To != row.to || row.known && got.Zone.String() != row.zone {
			t.Errorf("query %q: %+v, want %v %d %d %s", row.query, got, row.known, row.from, row.to, row.zone)
		}
	}
}

func TestZonesKnowTheirSummers(t *testing.T) {
	got := parse(t, "w=9&h=9&d0=A&xmin=1&xmax=2&tz=Antarctica/Troll").Times.Zone
	if _, offset := time.Unix(1720000000, 0).In(got).Zone(); offset != 7200 {
		t.Errorf("zone %v is %d s from UTC in July, want 7200", got, offset)
	}
}

func TestPlainNumbers(t *testing.T) {
	nan := math.NaN()
	for _, row := range []struct {
		query       string
		values      []float64
		bottom, top float64
	}{
		{"v0=3,1,4.5,-2", []float64{3, 1, 4.5, -2}, -2, 4.5},
		{"v0=3,,+4+,null,NaN,_,-2", []float64{3, nan, 4, nan, nan, nan, -2}, -2, 4},
		{"v0=5", []float64{5}, 0, 5},
		{"v0=-5,-5", []float64{-5, -5}, -5, 0},
		{"v0=0", []float64{0}, 0, 1},
		{"v0=,,", []float64{nan, nan, nan}, 0, 1},
		{"v0=10,20&ymin=0", []float64{10, 20}, 0, 20},
		{"v0=10,20&ymin=0&ymax=50", []float64{10, 20}, 0, 50},
		{"v0=10,20&ymin=30", []float64{10, 20}, 10, 20},
		{"v0=10,20&kind=bar", []float64{10, 20}, 0, 20},
		{"v0=0.333333333,0.9", []float64{0.333333333, 0.9}, 0.3, 0.9},
		{"v0=0.333333333,0.9&kind=spark", []float64{0.333333333, 0.9}, 0.333333333, 0.9},
		{"v0=1,2&v1=-7,100", []float64{1, 2}, -7, 100},
	} {
		s := parse(t, row.query)
		if got := s.Series[0].Values; !same(got, row.values) || s.Bottom != row.bottom || s.Top != row.top {
			t.Errorf("query %q: %v from %v to %v, want %v from %v to %v", row.query, got, s.Bottom, s.Top, row.values, row.bottom, row.top)
		}
	}
}

// same compares values, a gap being like a gap.
func same(a, b []float64) bool {
	for i := range a {
		if i >= len(b) || a[i] != b[i] && !(math.IsNaN(a[i]) && math.IsNaN(b[i])) {
			return false
		}
	}
	return len(a) == len(b)
}

func TestTitles(t *testing.T) {
	for query, want := range map[string]string{
		"AAPL+(past+2+months)":         "AAPL (past 2 months)",
		"1+week+@+1+hour":              "1 week @ 1 hour",
		"+spaces+":                     "spaces",
		"a%00b%1Bc%0Ad%7F%C2%85":       "abcd",
		"bytes%FF%FEend":               "bytesend",
		"%E2%80%AEreversed":            "reversed",
		"100%":                         "100%",
		"%F0%9F%91%A9%E2%80%8D%F0%9F":  "👩\u200d",
		strings.Repeat("%C3%A9", 1000): strings.Repeat("é", 256),
		"%EF%BF%BE%EF%BB%BFx":          "x",
	} {
		if got := parse(t, "w=9&h=9&d0=A&t="+query).Title; got != want {
			t.Errorf("title %.40q is %.40q, want %.40q", query, got, want)
		}
	}
}

func TestTerminalSizes(t *testing.T) {
	for query, want := range map[string]render.Terminal{
		"w=580&h=180":                  {Columns: 72, Rows: 11},
		"w=1&h=1":                      {Columns: 20, Rows: 5},
		"w=4000&h=4000":                {Columns: 200, Rows: 60},
		"w=580&h=180&cols=40&rows=9":   {Columns: 40, Rows: 9},
		"w=9&h=9&cols=1e9&rows=-5":     {Columns: 200, Rows: 5},
		"w=9&h=9&cols=x&rows=&color=1": {Columns: 20, Rows: 5, Color: true},
	} {
		if got := parse(t, query+"&d0=A").Terminal; got != want {
			t.Errorf("query %q: %+v, want %+v", query, got, want)
		}
	}
}
