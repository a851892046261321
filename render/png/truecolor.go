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
	t.pix = sized(t.pix, t.stride*height)
	if ground.A == 0 {
		clear(t.pix)
		return
	}
	t.pix[0] = 0
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
	for i := 0; i < len(levels); i++ {
		level := levels[i]
		if level == 0 {
			i += zeros(levels[i:]) - 1
			continue
		}
		levels[i] = 0
		t.put(at+i*t.stride, level)
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
	if x1-x0 == 1 {
		for at := y0*t.stride + 1 + 4*x0; y0 < y1; y0++ {
			t.put(at, steps)
			at += t.stride
		}
		return
	}
	// In a flat area the next two pixels are the same as the last two.
	before, after := uint64(0), t.two(0)
	for y := y0; y < y1; y++ {
		row := t.pix[y*t.stride+1+4*x0:][:4*(x1-x0)]
		for len(row) >= 8 {
			if now := binary.LittleEndian.Uint64(row); now != before {
				before, after = now, t.two(now)
			}
			binary.LittleEndian.PutUint64(row, after)
			row = row[8:]
		}
		if len(row) > 0 {
			t.put(y*t.stride+1+4*(x1-1), steps)
		}
	}
}

// two blends two pixels.
func (t *truecolor) two(before uint64) uint64 {
	return uint64(t.over(pixel32(before), steps)) | uint64(t.over(pixel32(before>>32), steps))<<32
}
