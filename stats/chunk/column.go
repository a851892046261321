package chunk

import (
	"encoding/binary"
	"math/bits"
)

// mode is how a column's figures are written.
type mode byte

const (
	fixed mode = iota // distance above the base
	rice              // Rice code of the distance from the base
	steps             // Rice code of the distance from the figure before
)

const (
	// maxZeros ends the unary part of a Rice code, so that one figure far off
	// costs 84 bits and not 2^40.
	maxZeros = 20

	// maxFit is how far the figures of a column with Rice codes may lie apart, in
	// bits, so that neither distances nor their sum overflow.
	maxFit  = 53
	maxRice = maxFit
)

// Where the modes begin in a column's byte, and where they end.
const (
	firstRice  = 65
	firstSteps = firstRice + maxRice + 1
	endOfModes = firstSteps + maxRice + 1
)

// column is how the figures of one kind are written. The zero value is a
// column that is 0 throughout and takes no room.
type column struct {
	mode  mode
	width uint // bits, or the parameter of the Rice code
	base  int64
}

// appendHead writes what head reads.
func (c column) appendHead(dst []byte) []byte {
	first := [...]byte{fixed: 0, rice: firstRice, steps: firstSteps}[c.mode]
	dst = append(dst, first+byte(c.width))
	return binary.AppendUvarint(dst, zigzag(c.base))
}

// head reads a column's description; false when there is no such mode.
func head(src *cursor) (column, bool) {
	var c column
	b := uint(src.byte())
	switch {
	case b < firstRice:
		c.width = b
	case b < firstSteps:
		c.mode, c.width = rice, b-firstRice
	case b < endOfModes:
		c.mode, c.width = steps, b-firstSteps
	default:
		return c, false
	}
	c.base = unzigzag(src.uvarint())
	return c, true
}

// read fills in the figures whose bits begin at pos, and returns where they
// end; that can be beyond the end of src.
func (c column) read(figures []int64, src []byte, pos uint) uint {
	pos = readBits(figures, src, pos, c.width)
	if c.mode == fixed {
		for i := range figures {
			figures[i] += c.base
		}
		return pos
	}
	word, sure, base := uint64(0), uint(0), c.base
	for i := range figures {
		if sure <= maxZeros {
			word, sure = peek(src, pos), sureBits
		}
		zeros := uint(bits.TrailingZeros64(word | 1<<maxZeros))
		length := (zeros + 1) & 63 // below 64: with that said, a shift is one instruction
		word >>= length
		sure -= length
		pos += length
		high := uint64(zeros)
		if zeros == maxZeros {
			high = take(src, pos-1, 64)
			pos += 63
			sure = 0
		}
		figures[i] = base + unzigzag(high<<(c.width&63)|uint64(figures[i]))
		if c.mode == steps {
			base = figures[i]
		}
	}
	return pos
}

// append appends codes, as fit left them, behind the bits that are there.
func (c column) append(dst []byte, p partial, codes []int64) ([]byte, partial) {
	if c.width > 0 {
		mask := ^uint64(0) >> (64 - c.width)
		for _, z := range codes {
			dst, p = p.put(dst, uint64(z)&mask, c.width)
		}
	}
	if c.mode == fixed {
		return dst, p
	}
	for _, z := range codes {
		zeros := uint64(z) >> c.width
		if zeros < maxZeros {
			dst, p = p.put(dst, 1<<zeros, uint(zeros)+1)
			continue
		}
		dst, p = p.put(dst, 0, maxZeros)
		dst, p = p.put(dst, zeros, 64)
	}
	return dst, p
}

// fit chooses the shortest way to write the figures, and puts in their place
// what is to be written for them: distances above the base, or zigzag ones.
// There is room for as many numbers in scratch.
func fit(figures, scratch []int64) column {
	if len(figures) == 0 {
		return column{}
	}
	low, high, above := bounds(figures)
	best := column{mode: fixed, width: uint(bits.Len64(uint64(high - low))), base: low}
	if best.width > 0 && best.width <= maxFit {
		mean := figures[0] + above/int64(len(figures))
		c := flatOrSteps(figures, mean)
		codes := c.distances(figures, scratch)
		cost := c.parameter(codes)
		if cost < best.width*uint(len(figures)) {
			copy(figures, codes)
			return c
		}
	}
	for i := range figures {
		figures[i] -= low
	}
	return best
}

// bounds returns the least and the greatest of figures, and the sum of their
// distances from the first, unless that overflows.
func bounds(figures []int64) (low, high, sum int64) {
	first := figures[0]
	low, high = first, first
	for _, f := range figures {
		low, high = min(low, f), max(high, f)
		sum += f - first
	}
	return low, high, sum
}

// flatOrSteps says which of the two modes has the shorter distances. It counts
// their lengths and not their sizes: one figure far off says little.
func flatOrSteps(figures []int64, mean int64) column {
	flat, step, before := 0, 0, figures[0]
	for _, f := range figures {
		flat += bits.Len64(zigzag(f - mean))
		step += bits.Len64(zigzag(f - before))
		before = f
	}
	if step < flat {
		return column{mode: steps, base: figures[0]}
	}
	return column{mode: rice, base: mean}
}

// distances returns, in scratch, the zigzag distances of figures.
func (c column) distances(figures, scratch []int64) []int64 {
	base := c.base
	codes := scratch[:len(figures)]
	for i, f := range figures {
		codes[i] = int64(zigzag(f - base))
		if c.mode == steps {
			base = f
		}
	}
	return codes
}

// parameter chooses the parameter of the Rice code, and returns how many bits
// the codes take with it.
func (c *column) parameter(codes []int64) uint {
	length := 0
	for _, z := range codes {
		length += bits.Len64(uint64(z))
	}
	// The mean length is near to the best, and costs rise to both sides of it.
	k := min(uint(length/len(codes)), maxRice)
	cost := riceBits(codes, k)
	for k > 0 {
		less := riceBits(codes, k-1)
		if less > cost {
			break
		}
		k, cost = k-1, less
	}
	for k < maxRice {
		less := riceBits(codes, k+1)
		if less >= cost {
			break
		}
		k, cost = k+1, less
	}
	c.width = k
	return cost
}

// riceBits is how many bits the codes take with parameter k.
func riceBits(codes []int64, k uint) uint {
	n := uint(len(codes)) * (1 + k)
	for _, z := range codes {
		zeros := uint(uint64(z) >> k)
		if zeros >= maxZeros {
			zeros = maxZeros + 63
		}
		n += zeros
	}
	return n
}
