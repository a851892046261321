package param_test

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"chartd/render/param"
	"chartd/render/scene"
)

func TestScanner(t *testing.T) {
	s := param.Scanner{Rest: "w=5&amp;t=a+b%21&&x&%64%30=%zz&=1;y=2"}
	var got []string
	for {
		name, raw, ok := s.Next()
		if !ok {
			break
		}
		got = append(got, name+":"+s.Decode(raw))
	}
	if want := "w:5|t:a b!|:|x:|d0:%zz|:1;y=2"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{"0": 0, "-3.5": -3.5, "1e3": 1000, "+7": 7, ".5": 0.5} {
		if v, ok := param.Number(text); !ok || v != want {
			t.Errorf("%q is %v (%v), want %v", text, v, ok, want)
		}
	}
	for _, text := range []string{"", "x", "1,5", "NaN", "Inf", "-inf", "1e999", " 1"} {
		if v, ok := param.Number(text); ok {
			t.Errorf("%q is %v", text, v)
		}
	}
}

func TestOn(t *testing.T) {
	for _, yes := range []string{"1", "true", "T", "yes", "ON", "2", "whatever"} {
		if !param.On(yes) {
			t.Errorf("%q is no", yes)
		}
	}
	for _, no := range []string{"", "0", "false", "False", "f", "NO", "off"} {
		if param.On(no) {
			t.Errorf("%q is yes", no)
		}
	}
}

func TestSidesAndRatios(t *testing.T) {
	if v, err := param.Side("w", "", 320); v != 320 || err != nil {
		t.Errorf("nothing is %d (%v), want the standard", v, err)
	}
	if _, err := param.Side("w", "", 0); err == nil || err.Error() != "missing parameter: w" {
		t.Errorf("nothing without a standard is %v", err)
	}
	if v, err := param.Ratio("3", 2, 100, 100, 90_000); v != 3 || err != nil {
		t.Errorf("as many pixels as may be: %d (%v)", v, err)
	}
	if _, err := param.Ratio("3", 2, 100, 100, 89_999); err == nil || !strings.Contains(err.Error(), "dpr") || !strings.Contains(err.Error(), "89999") {
		t.Errorf("too many pixels: %v, want an error that names dpr and the limit", err)
	}
}

func TestNumbers(t *testing.T) {
	got, err := param.Numbers(nil, "v0", " 1 ,,null,NaN,_,-2e3")
	if err != nil || len(got) != 6 || got[0] != 1 || got[5] != -2000 {
		t.Fatalf("got %v (%v)", got, err)
	}
	for i := 1; i < 5; i++ {
		if !math.IsNaN(got[i]) {
			t.Errorf("item %d is %v, want a gap", i+1, got[i])
		}
	}
	for list, want := range map[string]string{
		"1,a":    "bad parameter v0: item 2 is not a number",
		"1e301":  "bad parameter v0: item 1 is over 1e300",
		"1,,Inf": "bad parameter v0: item 3 is over 1e300",
		"1_0":    "bad parameter v0: item 1 is not a number",
	} {
		if _, err := param.Numbers(nil, "v0", list); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", list, err, want)
		}
	}
}

func FuzzColor(f *testing.F) {
	for _, s := range []string{"4991AE", "f80", "F808", "#FF5DAA80", "00ff0080-", "FF8300.", "", "#", "-", "red", "12345", "GGGGGG"} {
		f.Add(s)
	}
	standard := scene.Color{R: 1, G: 2, B: 3, A: 4}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := param.Color(s)
		if again, ok2 := param.Color(c.String()); ok && (!ok2 || again != c) {
			t.Errorf("%q is %v, which reads back as %v", s, c, again)
		}
		if !ok && c != (scene.Color{}) {
			t.Errorf("%q is no colour but %v", s, c)
		}
		stroke, dash := param.Stroke(s+"-", standard)
		if ok && (stroke != c || dash != scene.Dashed) {
			t.Errorf("%q dashed is %v %d", s, stroke, dash)
		}
		if plain, dash := param.Stroke(s, standard); ok && (plain != c || dash != scene.Solid) {
			t.Errorf("%q as a stroke is %v %d", s, plain, dash)
		}
	})
}

func FuzzTitle(f *testing.F) {
	for _, s := range []string{"AAPL (past 2 months)", " a\x00b\x1b[31m\n", "\xff\xfe", "\u202Ereversed", "\uFEFFx\uFFFE", strings.Repeat("é", 300), "👩\u200d🚀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, _ := param.Title(s, nil)
		if n := utf8.RuneCountInString(got); n > param.MaxTitle || !utf8.ValidString(got) {
			t.Errorf("%q became %q, %d characters", s, got, n)
		}
		for _, r := range got {
			if r < ' ' || r >= 0x7F && r < 0xA0 || r == '\u202E' {
				t.Errorf("%q kept %U", s, r)
			}
		}
		if again, _ := param.Title(got, nil); again != got {
			t.Errorf("%q became %q and then %q", s, got, again)
		}
	})
}

func TestParseAsk(t *testing.T) {
	q := map[string]string{"k0": "a", "k1": strings.Repeat("Z", param.MaxKey), "k2": "-", "cmp": "1", "tf": "1d", "end": "1"}
	value := func(name string) string { return q[name] }
	if got, err := param.ParseAsk(2, value); err != nil || got.Keys != [param.MaxKeys]string{q["k0"], q["k1"]} || !got.Compare || got.Marks || got.End != 1 {
		t.Errorf("got %+v (%v)", got, err)
	}
	if _, err := param.ParseAsk(3, value); err == nil || err.Error() != "bad parameter k2: not 1 to 64 letters and digits" {
		t.Errorf("of three keys: %v", err)
	}
}
