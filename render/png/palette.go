package png

import (
	"encoding/binary"

	"chartd/render/scene"
)

// An indexed canvas holds rows of a filter byte and one palette index a
// pixel, as the encoder takes them. Palette entries are finished colours, made
// when a pixel first needs them from what lies below, the ink and the step of
// coverage. When a 257th would be needed, full is set and the
// picture must be drawn anew in truecolour.
type indexed struct {
	pix     []byte
	stride  int
	palette [256]pixel32
	colors  int
	full    bool
	index   [1024]uint16 // open hash from colour to palette index + 1
	mixes   [inks]mix
	next    int // the mix to give up for a new ink
	*mix        // of the current ink
}

// inks is how many inks keep what they have mixed: a chart uses them in turns.
const inks = 8

// unmixed marks a mixture that has not been made.
const unmixed = 0xFFFF

// A mix remembers which palette index an ink turns another into.
type mix struct {
	ink
	used  bool
	table [steps + 1][256]uint16
	// The last eight pixels that block painted over, and what they became.
	before, after uint64
	known         bool
}

// reset makes the canvas a picture of one colour.
func (m *indexed) reset(width, height int, ground scene.Color) {
	m.stride = width + 1
	m.pix = cleared(m.pix, m.stride*height)
	m.colors, m.full, m.next, m.mix = 0, false, 0, nil
	clear(m.index[:])
	for i := range m.mixes {
		m.mixes[i].used = false
	}
	m.find(pack(ground)) // index 0
}

// find returns the index of a colour, a new one when it is not in the palette.
func (m *indexed) find(c pixel32) uint8 {
	for h := uint32(c) * 0x9E3779B1 >> 22; ; h = (h + 1) % uint32(len(m.index)) {
		switch i := m.index[h]; {
		case i > 0 && m.palette[i-1] == c:
			return uint8(i - 1)
		case i == 0 && m.colors == len(m.palette):
			m.full = true
			return 0
		case i == 0:
			m.palette[m.colors] = c
			m.colors++
			m.index[h] = uint16(m.colors)
			return uint8(m.colors - 1)
		}
	}
}

// dip makes c the current ink.
func (m *indexed) dip(c scene.Color) {
	for i := range m.mixes {
		if x := &m.mixes[i]; x.used && x.color == pack(c) {
			m.mix = x
			return
		}
	}
	m.mix = &m.mixes[m.next]
	m.next = (m.next + 1) % inks
	m.mix.ink, m.used, m.known = newInk(c), true, false
	for i := range m.table {
		for j := range m.table[i] {
			m.table[i][j] = unmixed
		}
	}
}

// blend returns what the index below becomes under a level of the ink.
func (m *indexed) blend(below, level uint8) uint8 {
	if i := m.table[level][below]; i != unmixed {
		return uint8(i)
	}
	i := m.find(m.over(m.palette[below], level))
	m.table[level][below] = uint16(i)
	return i
}

func (m *indexed) column(x, y int, levels []uint8) {
	at := y*m.stride + 1 + x
	for _, level := range levels {
		if level > 0 {
			m.pix[at] = m.blend(m.pix[at], level)
		}
		at += m.stride
	}
}

func (m *indexed) row(x, y int, levels []uint8) {
	at := y*m.stride + 1 + x
	for i, level := range levels {
		if level > 0 {
			m.pix[at+i] = m.blend(m.pix[at+i], level)
		}
	}
}

func (m *indexed) block(x0, x1, y0, y1 int) {
	for y := y0; y < y1; y++ {
		row := m.pix[y*m.stride+1:][x0:x1]
		for len(row) >= 8 {
			before := binary.LittleEndian.Uint64(row)
			if before != m.before || !m.known {
				m.learn(before)
			}
			binary.LittleEndian.PutUint64(row, m.after)
			row = row[8:]
		}
		for i, below := range row {
			row[i] = m.blend(below, steps)
		}
	}
}

// learn mixes eight pixels: in a flat area the next eight are the same.
func (m *indexed) learn(before uint64) {
	m.before, m.known, m.after = before, true, 0
	for i := 0; i < 64; i += 8 {
		m.after |= uint64(m.blend(uint8(before>>i), steps)) << i
	}
}
