package png

import (
	"bytes"
	"encoding/binary"
	"image/color"
	ipng "image/png"
	"testing"

	"chartd/render/scene"
)

// A shot is a picture read back by the standard library.
type shot struct {
	width, height int
	pix           []color.NRGBA
}

func (s *shot) at(x, y int) color.NRGBA { return s.pix[y*s.width+x] }

func decode(t testing.TB, file []byte) *shot {
	t.Helper()
	m, err := ipng.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	s := &shot{width: m.Bounds().Dx(), height: m.Bounds().Dy()}
	for y := range s.height {
		for x := range s.width {
			s.pix = append(s.pix, color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA))
		}
	}
	return s
}

// shoot draws the paths over a ground, a CSS pixel for a pixel.
func shoot(t testing.TB, w, h float64, ground scene.Color, paths ...scene.Path) *shot {
	t.Helper()
	var e Encoder
	s := &scene.Scene{Width: w, Height: h, Background: scene.Plain(ground), Paths: paths}
	return decode(t, e.Append(nil, s, 1))
}

// chunks returns the chunks of a file by name, and checks their sums no more
// than decode does.
func chunks(file []byte) map[string][][]byte {
	found := map[string][][]byte{}
	for rest := file[len(signature):]; len(rest) >= 12; {
		n := binary.BigEndian.Uint32(rest)
		name := string(rest[4:8])
		found[name] = append(found[name], rest[8:8+n])
		rest = rest[12+n:]
	}
	return found
}

// differs returns how far the furthest channel of two pixels is apart, by what
// it looks like: the colour of a clear pixel does not count.
func differs(a, b color.NRGBA) int {
	most := max(int(a.A)-int(b.A), int(b.A)-int(a.A))
	for _, c := range [][2]uint8{{a.R, b.R}, {a.G, b.G}, {a.B, b.B}} {
		d := (int(c[0]) - int(c[1])) * int(min(a.A, b.A)) / 255
		most = max(most, d, -d)
	}
	return most
}
