package png

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// A deflater packs the rows of a picture (RFC 1951). It looks for repetitions
// in two places only, because pictures of lines and areas have no others that
// pay: in the row above and in the pixel to the left.
type deflater struct {
	near, far int // distances to the pixel to the left and the row above
	tokens    []uint16
	counts    [tokenKinds]uint32
	words     [tokenKinds]word
	symbols   code
	distances code
	sum       adler
	bitWriter
}

// A token is a literal byte, or a repetition at the near or the far distance:
// 256 and 512 plus its length less 3.
const (
	nearToken  = 256
	farToken   = 512
	tokenKinds = 768
	minMatch   = 3
	minFar     = 5 // shorter ones take more bits than literals do
	maxMatch   = 258
	endOfBlock = 256
	// maxTokens bounds the memory of a block. More blocks fit big pictures no
	// worse: each has a code of its own.
	maxTokens = 1 << 15
	// window is how far back a repetition may reach.
	window = 1 << 15
	// stretch is how many bytes are compared at once.
	stretch = 256
)

// A word is what the writer puts out for a token.
type word struct {
	bits uint64
	n    uint8
}

// compress appends a zlib stream (RFC 1950) of rows that are stride bytes long.
func (d *deflater) compress(dst, rows []byte, stride, near int) []byte {
	d.near, d.far = near, stride
	if stride > window {
		// The row above is out of reach: store differences from it instead.
		differ(rows, stride)
		d.far = len(rows)
	}
	d.bitWriter = bitWriter{dst: append(dst, 0x78, 0x01)}
	d.sum = adler{stride: stride, left: stride, a: 1}
	d.begin()
	for i := 0; i < len(rows); {
		if d.single(rows, i) {
			d.sum.add(rows, i, i+1)
			d.put(uint16(rows[i]))
			i++
		} else {
			i = d.next(rows, i)
		}
		if len(d.tokens) > maxTokens {
			d.block(0)
			d.begin()
		}
	}
	d.block(1)
	return binary.BigEndian.AppendUint32(d.flush(), d.sum.value())
}

// differ applies the filter "Up" to all rows but the first.
func differ(rows []byte, stride int) {
	for at := len(rows) - stride; at > 0; at -= stride {
		row, above := rows[at:at+stride], rows[at-stride:at]
		row[0] = 2
		for i := 1; i < stride; i++ {
			row[i] -= above[i]
		}
	}
}

func (d *deflater) begin() {
	d.tokens = d.tokens[:0]
	clear(d.counts[:])
}

// single reports, without a closer look, that no repetition begins at i: of two
// places where one could, three bytes differ. Most pixels of edges are such.
func (d *deflater) single(rows []byte, i int) bool {
	if i < d.far || i+4 > len(rows) {
		return false
	}
	w := binary.LittleEndian.Uint32(rows[i:]) << 8
	return w != binary.LittleEndian.Uint32(rows[i-d.far:])<<8 &&
		w != binary.LittleEndian.Uint32(rows[i-d.near:])<<8
}

// next adds the tokens for what follows at i, and returns where they end.
//
// The near distance is the cheaper one: that of the row above takes up to 13
// more bits each time. So a long even run is told by near tokens of
// full length, even where the row above agrees for longer.
func (d *deflater) next(rows []byte, i int) int {
	near, far := 0, 0
	if i >= d.near {
		near = same(rows[i:], rows[i-d.near:])
	}
	if i >= d.far {
		end := len(rows)
		if near >= maxMatch {
			end = min(end, i+near+1) // more would be looked at again and again
		}
		far = same(rows[i:end], rows[i-d.far:])
	}
	switch {
	case near >= maxMatch && near < far:
		near -= near % maxMatch
	case near < far && far >= minFar:
		d.sum.repeat(far)
		d.repeat(farToken, far)
		return i + far
	case near < minMatch:
		near = 0
	}
	if near == 0 {
		d.sum.add(rows, i, i+1)
		d.put(uint16(rows[i]))
		return i + 1
	}
	far = min(far, near)
	d.sum.repeat(far)
	d.sum.add(rows, i+far, i+near)
	d.repeat(nearToken, near)
	return i + near
}

// repeat adds the tokens for n repeated bytes.
func (d *deflater) repeat(kind uint16, n int) {
	for ; n >= maxMatch+minMatch; n -= maxMatch {
		d.put(kind + maxMatch - minMatch)
	}
	if n > maxMatch { // leave no rest too short for a token
		d.put(kind)
		n -= minMatch
	}
	d.put(kind + uint16(n-minMatch))
}

func (d *deflater) put(token uint16) {
	d.tokens = append(d.tokens, token)
	d.counts[token]++
}

// same returns how many bytes a and b have in common at their beginning; b is
// as long as a, or longer.
func same(a, b []byte) int {
	i := 0
	for ; i+8 <= len(a); i += 8 {
		x := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:])
		if x != 0 {
			return i + bits.TrailingZeros64(x)/8
		}
		if i%stretch == 56 { // most rows are like the one above, as a whole
			for i+8+stretch <= len(a) && bytes.Equal(a[i+8:i+8+stretch], b[i+8:i+8+stretch]) {
				i += stretch
			}
		}
	}
	for ; i < len(a) && a[i] == b[i]; i++ {
	}
	return i
}

// block writes the tokens as a block with codes of its own.
func (d *deflater) block(final uint64) {
	var freq [286]uint32
	var distFreq [30]uint32
	d.count(&freq, &distFreq)
	d.symbols.build(freq[:], 15)
	d.distances.build(distFreq[:], 15)
	d.write(final|2<<1, 3)
	d.writeCodes()
	for t, n := range d.counts {
		if n > 0 {
			d.words[t] = d.spell(t)
		}
	}
	for _, t := range d.tokens {
		w := &d.words[t]
		d.write(w.bits, w.n)
	}
	d.write(uint64(d.symbols.words[endOfBlock]), d.symbols.lengths[endOfBlock])
}

// count adds up the symbols of the tokens.
func (d *deflater) count(freq *[286]uint32, distFreq *[30]uint32) {
	copy(freq[:], d.counts[:256])
	freq[endOfBlock] = 1
	for t := nearToken; t < tokenKinds; t++ {
		if n := d.counts[t]; n > 0 {
			symbol, _, _ := lengthSymbol(t&255 + minMatch)
			freq[symbol] += n
			symbol, _, _ = distanceSymbol(d.distance(t))
			distFreq[symbol] += n
		}
	}
	if *distFreq == ([30]uint32{}) {
		distFreq[0] = 1 // some readers want a code even when nothing uses it
	}
}

// distance is how far back a repetition reaches.
func (d *deflater) distance(token int) int {
	if token < farToken {
		return d.near
	}
	return d.far
}

// spell joins all words of a token into one of at most 48 bits.
func (d *deflater) spell(token int) word {
	var w word
	add := func(bits uint64, n uint8) {
		w.bits |= bits << w.n
		w.n += n
	}
	if token < nearToken {
		add(uint64(d.symbols.words[token]), d.symbols.lengths[token])
		return w
	}
	symbol, extra, n := lengthSymbol(token&255 + minMatch)
	add(uint64(d.symbols.words[symbol]), d.symbols.lengths[symbol])
	add(uint64(extra), n)
	symbol, extra, n = distanceSymbol(d.distance(token))
	add(uint64(d.distances.words[symbol]), d.distances.lengths[symbol])
	add(uint64(extra), n)
	return w
}

// lengthSymbol returns the symbol of a match length, and its extra bits
// (RFC 1951, section 3.2.5: four symbols for each doubling).
func lengthSymbol(length int) (symbol, extra int, n uint8) {
	v := length - minMatch
	switch {
	case length == maxMatch:
		return 285, 0, 0
	case v < 8:
		return 257 + v, 0, 0
	}
	n = uint8(bits.Len(uint(v)) - 3)
	return 257 + int(n)*4 + v>>n, v & (1<<n - 1), n
}

// distanceSymbol is the same for a distance: two symbols for each doubling.
func distanceSymbol(distance int) (symbol, extra int, n uint8) {
	v := distance - 1
	if v < 4 {
		return v, 0, 0
	}
	n = uint8(bits.Len(uint(v)) - 2)
	return int(n)*2 + v>>n, v & (1<<n - 1), n
}

// lengthOrder is the order in which the code for code lengths is written
// (RFC 1951, section 3.2.7).
var lengthOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// writeCodes writes both codes by the lengths of their words, which are packed
// with a code of their own.
func (d *deflater) writeCodes() {
	var all [286 + 30]uint8
	copy(all[:], d.symbols.lengths[:])
	copy(all[286:], d.distances.lengths[:30])
	var runs [len(all)]uint16 // symbol, and its extra bits above
	n := 0
	var freq [19]uint32
	for i := 0; i < len(all); n++ {
		var used int
		runs[n], used = run(all[i:])
		freq[runs[n]&31]++
		i += used
	}
	var lengths code
	lengths.build(freq[:], 7)
	last := len(lengthOrder)
	for lengths.lengths[lengthOrder[last-1]] == 0 {
		last--
	}
	d.write(286-257, 5)
	d.write(30-1, 5)
	d.write(uint64(last-4), 4)
	for _, s := range lengthOrder[:last] {
		d.write(uint64(lengths.lengths[s]), 3)
	}
	for _, r := range runs[:n] {
		s := r & 31
		d.write(uint64(lengths.words[s]), lengths.lengths[s])
		if s > 15 {
			d.write(uint64(r>>5), [...]uint8{2, 3, 7}[s-16])
		}
	}
}

// run returns the symbol for the code lengths at the beginning of s, with its
// extra bits above the fifth, and how many lengths it stands for. Only zeros
// are worth a run here; others hardly repeat.
func run(s []uint8) (symbol uint16, n int) {
	for n < len(s) && n < 138 && s[n] == 0 {
		n++
	}
	switch {
	case n >= 11:
		return 18 | uint16(n-11)<<5, n
	case n >= 3:
		return 17 | uint16(n-3)<<5, n
	}
	return uint16(s[0]), 1
}
