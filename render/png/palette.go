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
	seen    [256]shade // the palette as it looks on black and on white
	edges   [256]bool  // entries that only edges have made
	colors  int
	full    bool
	index   [1024]uint16 // open hash from colour to palette index + 1
	mixes   [inks]mix
	next    int // the mix to give up for a new ink
	*mix        // of the current ink
}

// inks is how many inks keep what they have mixed: a chart uses them in turns.
const inks = 8

// Up to spare entries are made exactly. After that an edge takes an entry that
// is near enough when there is one, and with rare and scarce entries what is
// near enough grows: lines that cross need many colours, none of them often.
const (
	spare   = 96
	rare    = 160
	scarce  = 192
	last    = 216
	crammed = 236
)

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
	m.pix = sized(m.pix, m.stride*height)
	clear(m.pix)
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
			m.palette[m.colors], m.seen[m.colors] = c, look(c)
			m.colors++
			m.index[h] = uint16(m.colors)
			return uint8(m.colors - 1)
		}
	}
}

// step is how much of 255 a step of coverage is.
const step = 255 / steps

// near is how far a colour of an edge may be from the one that is meant so
// that no eye tells them apart: half a step of coverage, or, when entries get
// rare and it does not lie on the plain ground, where eyes look closest, up to
// a step. The last entries are kept for areas and for the plain ground: single
// pixels where several lines cross are then two steps off, or three, and in the
// end as near as there is one.
func (m *indexed) near(plain bool) int {
	switch {
	case plain && m.colors < last:
		return step / 2
	case plain:
		return step
	case m.colors >= crammed:
		return 255
	case m.colors >= last:
		return 3 * step
	case m.colors >= scarce:
		return 2 * step
	case m.colors >= rare:
		return step
	}
	return step / 2
}

// nearest returns the index of a colour near enough to c, if there is one,
// under a level of the ink. What the levels beside it became is tried first:
// it mostly is near enough, and the palette is long.
func (m *indexed) nearest(c pixel32, below, level uint8) (uint8, bool) {
	near := m.near(below == 0)
	want := look(c)
	for _, l := range [...]uint8{level - 1, level + 1} {
		if l > steps || m.table[l][below] == unmixed {
			continue
		}
		if i := uint8(m.table[l][below]); want.apart(&m.seen[i], 256) <= min(near, 2*step) {
			return i, true
		}
	}
	enough := min(max(near/2, step/2), step)
	best, at := near+1, 0
	for i := m.colors - 1; i >= 0; i-- { // the ink's own are the latest
		if d := want.apart(&m.seen[i], best); d < best {
			if best, at = d, i; d <= enough {
				break
			}
		}
	}
	return uint8(at), best <= near
}

// A shade is how a colour looks on a black and on a white page: three channels
// each. Where a colour is nearly clear its own channels hardly matter.
type shade [6]int16

func look(c pixel32) (s shade) {
	alpha := int(c >> 24)
	for i := range 3 {
		black := (int(c>>(8*i)&0xFF)*alpha + 127) / 255
		s[i], s[i+3] = int16(black), int16(black+255-alpha)
	}
	return s
}

// apart is how far two shades differ in the channel where they differ most,
// or any number from enough on once that is reached.
func (s *shade) apart(o *shade, enough int) int {
	most := 0
	for i := range s {
		d := int(s[i]) - int(o[i])
		if d = max(d, -d); d >= enough {
			return d
		}
		most = max(most, d)
	}
	return most
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
	c := m.over(m.palette[below], level)
	edge := level < steps || m.edges[below]
	if edge && m.colors >= spare {
		if i, ok := m.nearest(c, below, level); ok {
			m.table[level][below] = uint16(i)
			return i
		}
	}
	colors := m.colors
	i := m.find(c)
	m.edges[i] = edge && (m.colors > colors || m.edges[i])
	m.table[level][below] = uint16(i)
	return i
}

func (m *indexed) column(x, y int, levels []uint8) {
	at := y*m.stride + 1 + x
	for i := 0; i < len(levels); i++ {
		level := levels[i]
		if level == 0 {
			i += zeros(levels[i:]) - 1
			continue
		}
		levels[i] = 0
		p := &m.pix[at+i*m.stride]
		*p = m.blend(*p, level)
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
	if x1-x0 == 1 {
		for at := y0*m.stride + 1 + x0; y0 < y1; y0++ {
			m.pix[at] = m.blend(m.pix[at], steps)
			at += m.stride
		}
		return
	}
	before, after := m.before, m.after
	for y := y0; y < y1; y++ {
		row := m.pix[y*m.stride+1+x0:][:x1-x0]
		for len(row) >= 8 {
			if now := binary.LittleEndian.Uint64(row); now != before || !m.known {
				before, after = now, m.learn(now)
			}
			binary.LittleEndian.PutUint64(row, after)
			row = row[8:]
		}
		for i, below := range row {
			row[i] = m.blend(below, steps)
		}
	}
}

// learn mixes eight pixels: in a flat area the next eight are the same.
func (m *indexed) learn(before uint64) (after uint64) {
	for i := 0; i < 64; i += 8 {
		after |= uint64(m.blend(uint8(before>>i), steps)) << i
	}
	m.before, m.after, m.known = before, after, true
	return after
}
