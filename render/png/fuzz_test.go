package png

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image/color"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"chartd/render/scene"
)

// inflate reads a zlib stream with the standard library, which checks the sum.
func inflate(t testing.TB, stream []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func FuzzDeflate(f *testing.F) {
	f.Add([]byte("aaaaaaaabbbbaaaaaaaabbbcaaaaaaaabbbb"), uint16(9), false)
	f.Add(bytes.Repeat([]byte{7}, 70000), uint16(40000), false)
	f.Add(bytes.Repeat([]byte{1, 2, 3, 4}, 700), uint16(16), true)
	f.Add([]byte{0}, uint16(1), true)
	var d deflater
	f.Fuzz(func(t *testing.T, data []byte, stride uint16, wide bool) {
		near := 1
		if wide {
			near = 4
		}
		n := int(stride) + near + 1 // at least one pixel and the filter
		rows := bytes.Clone(data[:len(data)/n*n])
		if len(rows) == 0 {
			return
		}
		got := inflate(t, d.compress(nil, rows, n, near))
		if !bytes.Equal(got, rows) { // rows are filtered in place when long
			t.Fatalf("got %d bytes, want %d", len(got), len(rows))
		}
	})
}

func TestRowsOutOfReachAreFiltered(t *testing.T) {
	const width = 9000 // 36,001 bytes a row in truecolour: further than a match reaches
	var e Encoder
	s := &scene.Scene{Width: width, Height: 6, Background: scene.Plain(white)}
	s.Paths = []scene.Path{filled(scene.Color{R: 9, A: 99}, box(10, 2, 8000, 4.5))}
	e.always = true
	file := e.Append(nil, s, 1)
	if len(file) > 2000 {
		t.Errorf("got %d bytes, want at most 2000", len(file))
	}
	var indexed Encoder
	want, got := decode(t, indexed.Append(nil, s, 1)), decode(t, file)
	for i := range want.pix {
		if got.pix[i] != want.pix[i] {
			t.Fatalf("pixel %d: got %v, want %v", i, got.pix[i], want.pix[i])
		}
	}
}

// FuzzFile packs any pixels, in both kinds of file, and reads them back.
func FuzzFile(f *testing.F) {
	f.Add([]byte("the quick brown fox jumps over"), uint8(5), true)
	f.Add(bytes.Repeat([]byte{0, 255, 3, 3}, 300), uint8(20), false)
	var e Encoder
	f.Fuzz(func(t *testing.T, data []byte, side uint8, indexed bool) {
		pic := picture{width: int(side) + 1}
		if indexed {
			for i := range uint32(256) {
				pic.palette = append(pic.palette, pixel32(i*0x9E3779B1))
			}
		}
		bytesARow := pic.width * pic.wide()
		pic.height = len(data) / bytesARow
		if pic.height == 0 {
			return
		}
		for y := range pic.height {
			pic.rows = append(pic.rows, 0)
			pic.rows = append(pic.rows, data[y*bytesARow:(y+1)*bytesARow]...)
		}
		rows := bytes.Clone(pic.rows)
		file := e.body(header([]byte(signature), &pic), &pic)
		got := decode(t, file)
		for y := range pic.height {
			row := rows[y*pic.stride()+1:]
			for x := range pic.width {
				if want := want(&pic, row, x); got.at(x, y) != want {
					t.Fatalf("%d,%d: got %v, want %v", x, y, got.at(x, y), want)
				}
			}
		}
	})
}

// want is the colour of pixel x of a row.
func want(pic *picture, row []byte, x int) color.NRGBA {
	c := uint32(0)
	if pic.palette != nil {
		c = uint32(pic.palette[row[x]])
	} else {
		c = binary.LittleEndian.Uint32(row[4*x:])
	}
	return color.NRGBA{uint8(c), uint8(c >> 8), uint8(c >> 16), uint8(c >> 24)}
}

// A die makes a scene of bytes.
type die struct{ data []byte }

func (d *die) byte() byte {
	if len(d.data) == 0 {
		return 0
	}
	b := d.data[0]
	d.data = d.data[1:]
	return b
}

var odd = []float64{
	math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, 1e18, -1e9, 1e-300, 0, -0.5, 40, 39.999999, 1 << 31,
}

func (d *die) number() float64 {
	b := d.byte()
	if b >= 240 {
		return odd[int(b-240)%len(odd)]
	}
	return float64(b)/4 - 5 + float64(d.byte())/1000
}

func (d *die) color() scene.Color {
	return scene.Color{R: d.byte(), G: d.byte(), B: d.byte(), A: d.byte()}
}

func (d *die) scene() *scene.Scene {
	s := &scene.Scene{Width: d.number(), Height: d.number(), Background: scene.Plain(d.color())}
	s.Width, s.Height = min(s.Width, 60), min(s.Height, 60) // quick to read back
	for len(d.data) > 0 && len(s.Paths) < 20 {
		kind := d.byte()
		p := scene.Path{Closed: kind&1 > 0, Fill: scene.Plain(d.color())}
		p.Stroke = scene.Stroke{Ink: scene.Plain(d.color()), Width: d.number(), Dash: scene.Dash(kind >> 1 % 3)}
		p.Stroke.Butt = kind&8 > 0
		for range d.byte() % 4 {
			var line []scene.Point
			for range d.byte() % 12 {
				line = append(line, scene.Point{X: d.number(), Y: d.number()})
			}
			p.Lines = append(p.Lines, line)
		}
		s.Paths = append(s.Paths, p)
		s.Texts = append(s.Texts, scene.Text{
			At: scene.Point{X: d.number(), Y: d.number()}, Anchor: scene.Anchor(kind % 3), Size: d.number(),
			Ink: p.Fill, Text: string(d.data[:min(len(d.data), 6)]),
		})
	}
	return s
}

// FuzzScene draws anything: there is a picture that the standard library
// reads, of the size it should have.
func FuzzScene(f *testing.F) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range 12 {
		seed := make([]byte, 40*(n+1))
		for i := range seed {
			seed[i] = byte(rnd.Uint32())
		}
		f.Add(seed, 1.5)
	}
	f.Add([]byte("\xf9\xf9"), math.Inf(1))
	f.Fuzz(func(t *testing.T, data []byte, ratio float64) {
		d := die{data}
		s := d.scene()
		if ratio > 4 {
			ratio = 4
		}
		var e Encoder
		w, h, _ := measure(s, ratio)
		if got := decode(t, e.Append(nil, s, ratio)); got.width != w || got.height != h {
			t.Errorf("got %dx%d, want %dx%d", got.width, got.height, w, h)
		}
	})
}
