package card_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"image/png"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartd/render/card"
	"chartd/render/font"
	"chartd/render/scene"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite the golden scenes of cards and badges")

// golden are the cards and badges whose scenes are kept.
var golden = map[string]string{
	"card":             "v=99.98+%25&t=Uptime&p=%2B0.02+%25&d0=" + aapl,
	"card-dark":        "v=1.30M&t=Requests&p=-3.1%25&theme=dark&d0=" + aapl,
	"card-auto":        "v=42&t=Open+incidents&p=%2B3&theme=auto",
	"card-value":       "v=42",
	"card-background":  "v=3.2+s&t=p95&p=0&s0=C96A00-&bg=FFF4E5&d0=" + aapl,
	"card-long":        "v=1,234,567,890&t=A+label+that+goes+on+and+on+and+never+ends&p=%2B12.5+%25+this+week&v0=3,1,,4,1,5",
	"card-strip":       "v=99.98+%25&t=Uptime&p=%2B0.02+%25&w=600&h=90&d0=" + aapl,
	"card-small":       "v=99.98+%25&t=Uptime&p=%2B0.02+%25&w=120&h=60&d0=" + aapl,
	"card-tall":        "v=99.98+%25&t=Uptime&p=%2B0.02+%25&w=160&h=320&d0=" + aapl,
	"card-og":          "v=99.98+%25&t=Uptime&p=%2B0.02+%25&size=og&d0=" + aapl,
	"card-live":        "k0=a&cmp=1",
	"card-live-none":   "k0=b&cmp=1&theme=dark",
	"badge-live":       "k0=a&cmp=1",
	"badge-live-none":  "k0=b",
	"badge":            "v=passing&t=build&s0=1A7F37",
	"badge-value":      "v=v1.2.0",
	"badge-light":      "v=91+%25&t=coverage&s0=FFE000",
	"badge-characters": "v=%E6%BC%A2%E5%AD%97&t=%3Cb%3E%26&s0=4991AE",
}

// layout is the scene of a golden query.
func layout(t testing.TB, name, query string) scene.Scene {
	t.Helper()
	found := visits()
	if strings.HasSuffix(name, "-none") {
		found = card.Live{Name: "Visits", Value: nan, Before: nan}
	}
	if !strings.HasPrefix(name, "badge") {
		return parse(t, query).Fill(found).Layout()
	}
	return parseBadge(t, query).Fill(found).Layout()
}

func TestGolden(t *testing.T) {
	for name, query := range golden {
		t.Run(name, func(t *testing.T) {
			s := layout(t, name, query)
			got := scene.Print(&s)
			file := filepath.Join("..", "..", "testdata", "cards", name+".scene")
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			checkLayout(t, &s)
		})
	}
}

// box is a rectangle that something takes.
type box struct {
	x0, y0, x1, y1 float64
	what           string
}

// textBox is the room of a text in any of the faces of the stack.
func textBox(x *scene.Text) box {
	width := font.Room(x.Text, x.Size)
	if x.Length > 0 {
		width = x.Length
	}
	left := x.At.X - width*[...]float64{0, 0.5, 1}[x.Anchor]
	return box{left, x.At.Y - font.Ascent*x.Size, left + width, x.At.Y + font.Descent*x.Size, fmt.Sprintf("%q at %g px", x.Text, x.Size)}
}

// pathBox is the extent of a path with its stroke.
func pathBox(p *scene.Path) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1), "path"}
	rim := 0.0
	if p.Stroke.Ink.Visible() {
		rim = p.Stroke.Width / 2
	}
	for _, line := range p.Lines {
		for _, pt := range line {
			b.x0, b.y0 = min(b.x0, pt.X-rim), min(b.y0, pt.Y-rim)
			b.x1, b.y1 = max(b.x1, pt.X+rim), max(b.y1, pt.Y+rim)
		}
	}
	return b
}

const slack = 1e-6

func (b box) meets(c box) bool {
	return b.x0 < c.x1-slack && c.x0 < b.x1-slack && b.y0 < c.y1-slack && c.y0 < b.y1-slack
}

// checker is what testing.T and rapid.T have in common.
type checker interface {
	Helper()
	Errorf(string, ...any)
}

// checkLayout checks that nothing leaves the picture and no word is met by
// another word or by a mark. Grounds, which fill from edge to edge, may lie below.
func checkLayout(t checker, s *scene.Scene) {
	t.Helper()
	inside := func(b box) {
		t.Helper()
		if !(b.x0 >= -slack && b.y0 >= -slack && b.x1 <= s.Width+slack && b.y1 <= s.Height+slack) {
			t.Errorf("%+v leaves the picture of %g by %g", b, s.Width, s.Height)
		}
	}
	for i := range s.Paths {
		mark := pathBox(&s.Paths[i])
		inside(mark)
		ground := mark.y0 == 0 && mark.y1 == s.Height
		for k := range s.Texts {
			if word := textBox(&s.Texts[k]); !ground && mark.meets(word) {
				t.Errorf("path %d, %+v, meets %+v", i, mark, word)
			}
		}
	}
	for i := range s.Texts {
		word := textBox(&s.Texts[i])
		inside(word)
		for k := range i {
			if other := textBox(&s.Texts[k]); word.meets(other) {
				t.Errorf("%+v meets %+v", word, other)
			}
		}
	}
}

func TestNothingMeetsAtAnySize(t *testing.T) {
	side := rapid.OneOf(rapid.IntRange(1, 64), rapid.IntRange(1, 700), rapid.IntRange(1, 4096))
	text := rapid.OneOf(rapid.SampledFrom([]string{"42", "99.98 %", "1.30M", "W", "Uptime", "漢字", "🙂", "All systems operational"}),
		rapid.StringN(0, 300, 1000))
	rapid.Check(t, func(t *rapid.T) {
		q := url.Values{"w": {fmt.Sprint(side.Draw(t, "w"))}, "h": {fmt.Sprint(side.Draw(t, "h"))}, "dpr": {"1"}}
		q.Set("v", "1"+text.Draw(t, "v"))
		q.Set("t", text.Draw(t, "t"))
		q.Set("p", rapid.SampledFrom([]string{"", "+", "-"}).Draw(t, "sign")+text.Draw(t, "p"))
		q.Set("d0", rapid.SampledFrom([]string{"", "A", "_", "A9", aapl, "_A__9_", strings.Repeat("Az9_", 400)}).Draw(t, "d0"))
		q.Set("size", rapid.SampledFrom([]string{"", "og"}).Draw(t, "size"))
		c, err := card.ParseCard(q.Encode())
		if err != nil {
			t.Fatal(err)
		}
		s := c.Layout()
		checkLayout(t, &s)
	})
}

func TestWhatIsShown(t *testing.T) {
	all := "v=99.98+%25&t=Uptime&p=%2B0.02+%25&d0=" + aapl
	for _, row := range []struct{ name, query, want string }{
		{"everything", all, "Uptime | 99.98 % | 0.02 % + spark"},
		{"a strip has everything", all + "&w=420&h=84", "Uptime | 99.98 % | 0.02 % + spark"},
		{"the change goes first", all + "&w=110&h=90", "Uptime | 99.98 % + spark"},
		{"then the sparkline", all + "&w=110&h=56", "Uptime | 99.98 %"},
		{"then the label", all + "&w=60&h=20", "99.98 %"},
		{"nothing is left of a pixel", all + "&w=1&h=1", ""},
		{"a long value gets smaller before it is cut", "v=All+systems+operational", "All systems operational"},
		{"a long label is cut", "v=1&t=" + strings.Repeat("word+", 20), "word word word word word word word… | 1"},
		{"a sparkline of gaps is none", "v=1&d0=___", "1"},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := parse(t, row.query).Layout()
			var words []string
			for i := range s.Texts {
				words = append(words, s.Texts[i].Text)
			}
			got := strings.Join(words, " | ")
			for i := range s.Paths {
				if p := &s.Paths[i]; !p.Closed && len(p.Lines[0]) > 1 {
					got += " + spark"
				}
			}
			if got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestPicturesAreSmall(t *testing.T) {
	for name, query := range golden {
		s := layout(t, name, query)
		limit, size := 2560, 0
		if strings.HasPrefix(name, "badge") {
			b, _ := card.ParseBadge(query)
			limit, size = 1229, len(b.AppendSVG(nil))
		} else {
			size = len(parse(t, query).AppendSVG(nil))
		}
		if size > limit {
			t.Errorf("%s: %d bytes, want at most %d\n%s", name, size, limit, scene.Print(&s))
		}
	}
}

func TestAppendPNG(t *testing.T) {
	out := parse(t, golden["card"]).AppendPNG([]byte("before"))
	rest, ok := bytes.CutPrefix(out, []byte("before"))
	if !ok {
		t.Fatalf("what was there is gone: %q", out[:6])
	}
	im, err := png.Decode(bytes.NewReader(rest))
	if err != nil {
		t.Fatal(err)
	}
	if size := im.Bounds().Size(); size.X != 640 || size.Y != 320 {
		t.Errorf("size %v, want 640 by 320", size)
	}
}

// wellFormed checks a picture that strangers have written into.
func wellFormed(t *testing.T, doc []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, doc)
		}
		if e, ok := token.(xml.StartElement); ok && !strings.Contains(" svg title desc rect path circle text style ", " "+e.Name.Local+" ") {
			t.Fatalf("element %s\n%s", e.Name.Local, doc)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, query := range golden {
		f.Add(query)
	}
	f.Add("v=%3Cscript%3E&t=%22onload%3D&p=%2B%00&d0=%&v0=1e999,-&w=17&h=9&bg=12345&theme=auto")
	f.Add("amp;v=1&;&&=&v&v0=1e300,-1e300&w=1e3&s0=..")
	f.Fuzz(func(t *testing.T, query string) {
		if c, err := card.ParseCard(query); err == nil {
			s := c.Layout()
			checkLayout(t, &s)
			wellFormed(t, c.AppendSVG(nil))
		}
		if b, err := card.ParseBadge(query); err == nil {
			s := b.Layout()
			checkLayout(t, &s)
			wellFormed(t, b.AppendSVG(nil))
		}
	})
}

func BenchmarkCard(b *testing.B) {
	c := parse(b, golden["card"])
	b.Run("svg", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c.AppendSVG(nil)
		}
	})
	b.Run("png", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c.AppendPNG(nil)
		}
	})
}
