package canvas_test

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"chartd/render/canvas"
	"chartd/render/scene"
)

// allowed are the elements and attributes of our pictures (contract, section 4).
var allowed = map[string]string{
	"svg":    "xmlns width height viewBox font-family text-rendering role aria-labelledby",
	"title":  "id",
	"desc":   "id",
	"style":  "",
	"rect":   "x y width height fill fill-opacity class",
	"circle": "cx cy r fill fill-opacity class",
	"path": "d fill fill-opacity stroke stroke-opacity stroke-width stroke-linejoin stroke-linecap " +
		"stroke-dasharray class",
	"text": "x y font-size fill fill-opacity text-anchor textLength lengthAdjust class",
}

// element is one element of a picture that was read.
type element struct {
	name, text string
	attr       map[string]string
}

// read parses a picture and checks that it holds only what is allowed.
func read(t testing.TB, doc []byte) []element {
	t.Helper()
	var all []element
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, doc)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{token.Name.Local, "", map[string]string{}}
			for _, a := range token.Attr {
				if !slices.Contains(strings.Fields(allowed[e.name]), a.Name.Local) {
					t.Fatalf("attribute %s of %s\n%s", a.Name.Local, e.name, doc)
				}
				if _, twice := e.attr[a.Name.Local]; twice {
					t.Fatalf("attribute %s of %s twice\n%s", a.Name.Local, e.name, doc)
				}
				e.attr[a.Name.Local] = a.Value
			}
			if _, ok := allowed[e.name]; !ok {
				t.Fatalf("element %s\n%s", e.name, doc)
			}
			all = append(all, e)
		case xml.CharData:
			if len(all) > 0 {
				all[len(all)-1].text += string(token)
			}
		case xml.EndElement:
		default:
			t.Fatalf("%T\n%s", token, doc)
		}
	}
}

// write is the scene as SVG.
func write(t testing.TB, s *scene.Scene) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := canvas.SVG(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var auto = scene.Ink{Light: scene.Color{R: 0x1B, G: 0x1F, B: 0x24, A: 0xFF}, Dark: scene.Color{R: 0xE6, G: 0xED, B: 0xF3, A: 0x1F}}

func TestSVG(t *testing.T) {
	s := scene.Scene{
		Width: 30, Height: 20, Title: `A <b> & "c"`, Desc: "One\nline\x00.", Background: auto,
		Paths: []scene.Path{
			{Lines: [][]scene.Point{{{X: 1, Y: 2}, {X: 3.5, Y: 1.25}, {X: 3.5, Y: 8}}, {{X: 9, Y: 9}}}, Stroke: scene.Stroke{Ink: half, Width: 2, Dash: scene.Dashed}},
			{Lines: [][]scene.Point{{{X: 0, Y: 0}, {X: 9, Y: 0}, {X: 0, Y: 9}}}, Closed: true, Fill: auto, Stroke: scene.Stroke{Ink: auto, Width: 1, Butt: true}},
		},
		Texts: []scene.Text{{At: scene.Point{X: 29.5, Y: 18}, Anchor: scene.End, Size: 11, Ink: red, Text: `</text><script>`, Length: 12}},
	}
	want := `<svg width="30" height="20" viewBox="0 0 30 20" font-family="Arial,Liberation Sans,Helvetica,sans-serif" text-rendering="geometricPrecision" role="img" aria-labelledby="t d" xmlns="http://www.w3.org/2000/svg">` +
		`<title id="t">A &lt;b&gt; &amp; &#34;c&#34;</title><desc id="d">Oneline.</desc>` +
		`<rect x="0" y="0" width="30" height="20" fill="#1B1F24" class="c0"/>` +
		`<path d="M1 2l2.5-.75 0 6.75" fill="none" stroke="#F00" stroke-opacity=".502" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" stroke-dasharray="6 4"/>` +
		`<circle cx="9" cy="9" r="1" fill="#F00" fill-opacity=".502"/>` +
		`<path d="M0 0l9 0-9 9z" fill="#1B1F24" stroke="#1B1F24" stroke-width="1" stroke-linejoin="round" class="c0 c1"/>` +
		`<text x="29.50" y="18" font-size="11" fill="#F00" text-anchor="end" textLength="12" lengthAdjust="spacingAndGlyphs">&lt;/text&gt;&lt;script&gt;</text>` +
		`<style>@media(prefers-color-scheme:dark){.c0{fill:#E6EDF3;fill-opacity:.122}.c1{stroke:#E6EDF3;stroke-opacity:.122}}</style></svg>`
	got := strings.TrimSpace(string(write(t, &s)))
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	read(t, []byte(got))
}

func TestSVGNames(t *testing.T) {
	for _, row := range []struct{ name, title, desc, want string }{
		{"title and sentence", "T", "D", "t d"},
		{"only a title", "T", "", "t"},
		{"only a sentence", "\x01", "D", "d"},
		{"neither", "", "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			all := read(t, write(t, &scene.Scene{Width: 1, Height: 1, Title: row.title, Desc: row.desc}))
			if got := all[0].attr["aria-labelledby"]; got != row.want {
				t.Errorf("labelled by %q, want %q", got, row.want)
			}
			if len(all) != 1+len(strings.Fields(row.want)) {
				t.Errorf("got %v", all)
			}
		})
	}
}

// full is a writer that takes nothing.
type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsAreReturned(t *testing.T) {
	s := &scene.Scene{Width: 3, Height: 3}
	if err := canvas.SVG(full{}, s); !errors.Is(err, errFull) {
		t.Errorf("SVG: %v", err)
	}
	if err := canvas.PNG(full{}, s, 1); !errors.Is(err, errFull) {
		t.Errorf("PNG: %v", err)
	}
}

// chunks are the chunks of a PNG, by type.
func chunks(data []byte) map[string][][]byte {
	all := map[string][][]byte{}
	for data = data[8:]; len(data) >= 12; {
		n := binary.BigEndian.Uint32(data)
		kind := string(data[4:8])
		all[kind] = append(all[kind], data[8:8+n])
		data = data[12+n:]
	}
	return all
}

func TestPNG(t *testing.T) {
	s := &scene.Scene{Width: 30, Height: 20, Title: "Größe", Desc: "Zwei\x07 Punkte."}
	var b bytes.Buffer
	if err := canvas.PNG(&b, s, 2); err != nil {
		t.Fatal(err)
	}
	im, err := png.Decode(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if size := im.Bounds().Size(); size.X != 60 || size.Y != 40 {
		t.Errorf("size %v", size)
	}
	all := chunks(b.Bytes())
	if got := all["pHYs"][0]; binary.BigEndian.Uint32(got) != 5669 || binary.BigEndian.Uint32(got[4:]) != 5669 || got[8] != 1 {
		t.Errorf("pHYs %v, want 5669 px a metre", got)
	}
	want := []string{"Title\x00\x00\x00\x00\x00Größe", "Description\x00\x00\x00\x00\x00Zwei Punkte."}
	for i, text := range all["iTXt"] {
		if string(text) != want[i] {
			t.Errorf("iTXt %q, want %q", text, want[i])
		}
	}
	if len(all["iTXt"]) != 2 {
		t.Errorf("%d iTXt chunks", len(all["iTXt"]))
	}
}

func FuzzScene(f *testing.F) {
	f.Add("Plain", 30.0, 20.0, 1.0, 2.0, 3.0, uint32(0xFF), byte(0))
	f.Add(`"><script>alert(1)</script>`, 1e9, -1.0, math.NaN(), math.Inf(1), math.Inf(-1), uint32(0x12345678), byte(7))
	f.Add("]]>\x00\ufffe\xff{}\n", 0.0, 4096.0, 1e300, -1e300, 1e-300, uint32(0xFFFFFFFF), byte(255))
	f.Fuzz(func(t *testing.T, text string, w, h, a, b, c float64, rgba uint32, bits byte) {
		color := scene.Color{R: uint8(rgba >> 24), G: uint8(rgba >> 16), B: uint8(rgba >> 8), A: uint8(rgba)}
		ink := scene.Ink{Light: color, Dark: scene.Color{A: bits}}
		s := &scene.Scene{Width: w, Height: h, Title: text, Desc: text, Background: ink,
			Paths: []scene.Path{{
				Lines:  [][]scene.Point{{{X: a, Y: b}, {X: b, Y: c}, {X: c, Y: a}, {X: 3, Y: 4}}, {{X: a, Y: c}}, {}},
				Closed: bits&1 > 0, Fill: ink,
				Stroke: scene.Stroke{Ink: ink, Width: a, Dash: scene.Dash(bits >> 1 % 3), Butt: bits&8 > 0},
			}},
			Texts: []scene.Text{{At: scene.Point{X: b, Y: a}, Anchor: scene.Anchor(bits >> 4 % 3), Size: c, Ink: ink, Text: text, Length: b}},
		}
		for _, e := range read(t, write(t, s)) {
			if strings.Contains(e.attr["d"], "N") || strings.Contains(e.text, "url(") && e.name == "style" {
				t.Fatalf("%v", e)
			}
		}
		// Small pictures only: a fuzz run is about shapes, TestSizes about sizes.
		s.Width, s.Height = math.Mod(w, 64), math.Mod(h, 64)
		if err := canvas.PNG(io.Discard, s, 1.5); err != nil {
			t.Fatal(err)
		}
	})
}
