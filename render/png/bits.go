package png

import "encoding/binary"

// A bitWriter appends bits, the lowest first.
type bitWriter struct {
	dst []byte
	acc uint64
	n   uint8
}

// write appends the n lowest bits of v, at most 56.
func (w *bitWriter) write(v uint64, n uint8) {
	w.acc |= v << w.n
	w.n += n
	if w.n >= 8 {
		w.spill()
	}
}

// spill moves the whole bytes out; up to 7 bits stay.
func (w *bitWriter) spill() {
	w.dst = binary.LittleEndian.AppendUint64(w.dst, w.acc)
	whole := w.n / 8
	w.dst = w.dst[:len(w.dst)-8+int(whole)]
	w.acc >>= 8 * uint(whole)
	w.n &= 7
}

// flush fills the last byte and returns everything written.
func (w *bitWriter) flush() []byte {
	w.write(0, (8-w.n)&7)
	return w.dst
}

// adlerMod is the largest prime below 65536 (RFC 1950, section 8.2).
const adlerMod = 65521

// An adler is the Adler-32 sum of rows. Each row takes what its own sums differ
// from those of the row above, so that bytes like those above cost nothing.
type adler struct {
	stride, left int   // of a row; bytes until its end
	a, b         int64 // of all finished rows
	sum          int64 // of the row's bytes
	weighted     int64 // of the row's bytes, each by its place from the end
}

// repeat takes n bytes that are the same as those in the row above.
func (s *adler) repeat(n int) {
	for ; n >= s.left; s.end() {
		n -= s.left
	}
	s.left -= n
}

// add takes the bytes of rows from i to end.
func (s *adler) add(rows []byte, i, end int) {
	for ; i < end; i++ {
		v := int64(rows[i])
		if i >= s.stride {
			above := rows[i-s.stride:]
			for i+8 <= end && s.left > 8 &&
				binary.LittleEndian.Uint64(rows[i:]) == binary.LittleEndian.Uint64(above) {
				i, s.left, above = i+8, s.left-8, above[8:]
			}
			if i == end {
				return
			}
			v = int64(rows[i]) - int64(above[0])
		}
		s.sum += v
		s.weighted += v * int64(s.left)
		if s.left--; s.left == 0 {
			s.end()
		}
	}
}

// end finishes a row.
func (s *adler) end() {
	s.b = (s.b + s.a*int64(s.stride) + s.weighted) % adlerMod
	s.a = (s.a + s.sum) % adlerMod
	s.left = s.stride
}

func (s *adler) value() uint32 { return uint32(s.b)<<16 | uint32(s.a) }
