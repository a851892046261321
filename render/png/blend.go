package png

import "chartd/render/scene"

// A pixel32 is a colour with straight alpha, R in the lowest byte, as it is in
// a truecolour row read as a little-endian word.
type pixel32 uint32

func pack(c scene.Color) pixel32 {
	if c.A == 0 {
		return 0
	}
	return pixel32(c.R) | pixel32(c.G)<<8 | pixel32(c.B)<<16 | pixel32(c.A)<<24
}

// An ink is a colour and how opaque it is at every step of coverage, in
// 65536ths.
type ink struct {
	color  pixel32
	r, g   uint32
	b      uint32
	opaque [steps + 1]uint32
}

func newInk(c scene.Color) ink {
	k := ink{color: pack(c), r: uint32(c.R), g: uint32(c.G), b: uint32(c.B)}
	for i := range k.opaque {
		k.opaque[i] = (uint32(c.A)*uint32(i)*65536 + 255*steps/2) / (255 * steps)
	}
	return k
}

// over lays the ink over a pixel ("over" of Porter and Duff, on straight
// alpha): nothing is taken for granted about what lies below, so edges over a
// transparent, white or dark ground have no halo.
func (k *ink) over(below pixel32, level uint8) pixel32 {
	s := k.opaque[level]
	alpha := uint32(below >> 24)
	switch {
	case s == 65536 || alpha == 0 && s > 0:
		return k.color&0xFFFFFF | pixel32((s*255+32768)>>16)<<24
	case alpha == 255:
		d := 65536 - s
		r := (uint32(below&0xFF)*d + k.r*s + 32768) >> 16
		g := (uint32(below>>8&0xFF)*d + k.g*s + 32768) >> 16
		b := (uint32(below>>16&0xFF)*d + k.b*s + 32768) >> 16
		return pixel32(r | g<<8 | b<<16 | 255<<24)
	}
	return k.overClear(below, s)
}

// overClear is over for a ground that is neither opaque nor clear, or no ink.
func (k *ink) overClear(below pixel32, s uint32) pixel32 {
	d := uint32(below>>24) * (65536 - s) / 255 // what shows through
	all := uint64(s) + uint64(d)
	if all == 0 {
		return 0
	}
	mix := func(over uint32, under pixel32) pixel32 {
		return pixel32((uint64(over)*uint64(s) + uint64(under&0xFF)*uint64(d) + all/2) / all)
	}
	a := min((all*255+32768)>>16, 255)
	return mix(k.r, below) | mix(k.g, below>>8)<<8 | mix(k.b, below>>16)<<16 | pixel32(a)<<24
}
