package png

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"strings"
)

// signature begins every PNG file (PNG specification, section 5.2).
const signature = "\x89PNG\r\n\x1a\n"

// Colour types of the header (PNG specification, section 11.2.1).
const (
	typeIndexed   = 3
	typeTruecolor = 6 // with alpha
)

// chunk appends a chunk: its length, the name, what body appends, the sum.
func chunk(dst []byte, name string, body func([]byte) []byte) []byte {
	start := len(dst)
	dst = append(dst, 0, 0, 0, 0)
	dst = append(dst, name...)
	dst = body(dst)
	binary.BigEndian.PutUint32(dst[start:], uint32(len(dst)-start-8))
	return binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[start+4:]))
}

// header appends IHDR: 8 bits a sample, deflate, no interlace.
func header(dst []byte, pic *picture) []byte {
	return chunk(dst, "IHDR", func(b []byte) []byte {
		b = binary.BigEndian.AppendUint32(b, uint32(pic.width))
		b = binary.BigEndian.AppendUint32(b, uint32(pic.height))
		kind := byte(typeTruecolor)
		if pic.palette != nil {
			kind = typeIndexed
		}
		return append(b, 8, kind, 0, 0, 0)
	})
}

// density appends pHYs: a CSS pixel is 1/96 inch on a screen, but mail and
// office programs take 72 dots an inch for one, so ratio times that shows the
// picture at its CSS size.
func density(dst []byte, ratio float64) []byte {
	perMetre := uint32(min(math.Round(ratio*72/0.0254), math.MaxInt32))
	return chunk(dst, "pHYs", func(b []byte) []byte {
		b = binary.BigEndian.AppendUint32(b, perMetre)
		b = binary.BigEndian.AppendUint32(b, perMetre)
		return append(b, 1)
	})
}

// text appends iTXt (PNG specification, section 11.3.3.4) with a text that is
// not compressed and names no language; nothing when it is empty.
func text(dst []byte, keyword, s string) []byte {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	if s == "" {
		return dst
	}
	return chunk(dst, "iTXt", func(b []byte) []byte {
		b = append(b, keyword...)
		b = append(b, 0, 0, 0, 0, 0)
		return append(b, s...)
	})
}

// colors appends PLTE, and tRNS as far as entries are not opaque.
func colors(dst []byte, palette []pixel32) []byte {
	clear := 0
	dst = chunk(dst, "PLTE", func(b []byte) []byte {
		for i, c := range palette {
			b = append(b, byte(c), byte(c>>8), byte(c>>16))
			if c>>24 != 255 {
				clear = i + 1
			}
		}
		return b
	})
	if clear == 0 {
		return dst
	}
	return chunk(dst, "tRNS", func(b []byte) []byte {
		for _, c := range palette[:clear] {
			b = append(b, byte(c>>24))
		}
		return b
	})
}
