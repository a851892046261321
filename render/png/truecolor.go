package png

import (
	"encoding/binary"

	"chartd/render/scene"
)

// A truecolor canvas holds rows of a filter byte and four bytes a pixel.
type truecolor struct {
	pix    []byte
	stride int
	ink
	// The last pixel that was painted over, and what it became.
	below, above pixel32
	level        uint8
}

// reset makes the canvas a picture of one colour.
func (t *truecolor) reset(width, height int, ground scene.Color) {
	t.stride = 4*width + 1
	t.pix = cleared(t.pix, t.stride*height)
	if ground.A == 0 {
		return
	}
	row := t.pix[1:t.stride]
	for i := 0; i < len(row); i += 4 {
		binary.LittleEndian.PutUint32(row[i:], uint32(pack(ground)))
	}
	for y := 1; y < height; y++ {
		copy(t.pix[y*t.stride:(y+1)*t.stride], t.pix)
	}
}

// dip makes c the current ink.
func (t *truecolor) dip(c scene.Color) {
	t.ink = newInk(c)
	t.level = 0
}

// put blends the pixel whose first byte is at an offset.
func (t *truecolor) put(at int, level uint8) {
	p := t.pix[at : at+4 : at+4]
	below := pixel32(binary.LittleEndian.Uint32(p))
	if below != t.below || level != t.level {
		t.below, t.level, t.above = below, level, t.over(below, level)
	}
	binary.LittleEndian.PutUint32(p, uint32(t.above))
}

func (t *truecolor) column(x, y int, levels []uint8) {
	at := y*t.stride + 1 + 4*x
	for _, level := range levels {
		if level > 0 {
			t.put(at, level)
		}
		at += t.stride
	}
}

func (t *truecolor) row(x, y int, levels []uint8) {
	at := y*t.stride + 1 + 4*x
	for i, level := range levels {
		if level > 0 {
			t.put(at+4*i, level)
		}
	}
}

func (t *truecolor) block(x0, x1, y0, y1 int) {
	for y := y0; y < y1; y++ {
		at := y*t.stride + 1 + 4*x0
		for range x1 - x0 {
			t.put(at, steps)
			at += 4
		}
	}
}
