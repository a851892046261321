package chunk

import "encoding/binary"

// partial are the bits that do not fill a word yet. It stands apart from the
// bytes before it, because the compiler keeps only small values in registers.
type partial struct {
	word uint64
	n    uint // how many, below 64
}

// put appends the low width bits of v, which has no others, lowest first.
// Width is at most 64.
func (p partial) put(dst []byte, v uint64, width uint) ([]byte, partial) {
	word, n := p.word|v<<(p.n&63), p.n+width
	if n < 64 {
		return dst, partial{word, n}
	}
	n -= 64
	return binary.LittleEndian.AppendUint64(dst, word), partial{v >> (width - n), n}
}

// close appends the last bits, and zeros up to a whole byte.
func (p partial) close(dst []byte) []byte {
	word := p.word
	for range (p.n + 7) / 8 {
		dst = append(dst, byte(word))
		word >>= 8
	}
	return dst
}

// sureBits is how many bits peek returns at least.
const sureBits = 57

// peek returns the bits of src from a position on: sureBits, perhaps some more,
// and zeros beyond its end.
func peek(src []byte, pos uint) uint64 {
	at := pos >> 3
	if at+8 <= uint(len(src)) {
		return binary.LittleEndian.Uint64(src[at:]) >> (pos & 7)
	}
	var word uint64
	for i := uint(0); at < uint(len(src)); i, at = i+8, at+1 {
		word |= uint64(src[at]) << i
	}
	return word >> (pos & 7)
}

// take returns width bits, at most 64.
func take(src []byte, pos, width uint) uint64 {
	if width > sureBits {
		return take(src, pos, 32) | take(src, pos+32, width-32)<<32
	}
	return peek(src, pos) & (1<<width - 1)
}

// readBits fills in numbers of width bits each, at most 64, and returns the
// position behind them.
func readBits(into []int64, src []byte, pos, width uint) uint {
	if width == 0 {
		clear(into)
		return pos
	}
	mask, i := uint64(1)<<width-1, 0
	if width <= sureBits {
		// This is peek, without its second half in the loop.
		for ; i < len(into) && pos>>3+8 <= uint(len(src)); i++ {
			into[i] = int64(binary.LittleEndian.Uint64(src[pos>>3:]) >> (pos & 7) & mask)
			pos += width
		}
	}
	for ; i < len(into); i++ {
		into[i] = int64(take(src, pos, width))
		pos += width
	}
	return pos
}

// cursor reads bytes and varints. What is cut off reads as 0 and leaves it bad.
type cursor struct {
	src []byte
	at  int
	bad bool
}

func (c *cursor) byte() byte {
	if c.at >= len(c.src) {
		c.bad = true
		return 0
	}
	c.at++
	return c.src[c.at-1]
}

// uvarint refuses a number that is written longer than need be.
func (c *cursor) uvarint() uint64 {
	v, n := binary.Uvarint(c.src[c.at:])
	if n <= 0 || n > 1 && c.src[c.at+n-1] == 0 {
		c.bad = true
		c.at = len(c.src)
		return 0
	}
	c.at += n
	return v
}

func zigzag(v int64) uint64   { return uint64(v)<<1 ^ uint64(v>>63) }
func unzigzag(z uint64) int64 { return int64(z>>1) ^ -int64(z&1) }
