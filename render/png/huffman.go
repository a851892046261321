package png

import (
	"math/bits"
	"slices"
)

// A code is a Huffman code for at most 286 symbols (RFC 1951, section 3.2).
type code struct {
	lengths [286]uint8  // 0: the symbol does not occur
	words   [286]uint16 // the first bit is the lowest
	order   [286]uint64
	weights [286]uint32
}

// build finds the shortest code for symbols that occur freq times, with no
// word longer than limit.
func (c *code) build(freq []uint32, limit int) {
	clear(c.lengths[:])
	n := 0
	for i, f := range freq {
		if f > 0 {
			c.order[n] = uint64(f)<<16 | uint64(i)
			n++
		}
	}
	if n == 1 {
		c.lengths[c.order[0]&0xFFFF] = 1 // a word needs a bit
	}
	if n > 1 {
		slices.Sort(c.order[:n])
		c.measure(n, limit)
	}
	c.spell(len(freq), limit)
}

// measure gives the n symbols in order (rarest first) their lengths.
//
// The tree is joined in place from two queues, leaves and joined nodes, each
// already in order of weight; weights then hold parents, then depths.
func (c *code) measure(n, limit int) {
	var parent [2 * 286]uint16
	leaf, node := 0, 0
	weigh := func(made int) (uint32, int) {
		if leaf < n && (node >= made || uint32(c.order[leaf]>>16) <= c.weights[node]) {
			leaf++
			return uint32(c.order[leaf-1] >> 16), leaf - 1
		}
		node++
		return c.weights[node-1], n + node - 1
	}
	for made := range n - 1 {
		w0, i0 := weigh(made)
		w1, i1 := weigh(made)
		c.weights[made] = w0 + w1
		parent[i0], parent[i1] = uint16(n+made), uint16(n+made)
	}
	var depth [2 * 286]uint8
	var count [286]int // of leaves by depth
	for i := 2*n - 3; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
		if i < n {
			count[depth[i]]++
		}
	}
	shorten(count[:], limit)
	i := 0
	for length := limit; length > 0; length-- {
		for range count[length] {
			c.lengths[c.order[i]&0xFFFF] = uint8(length)
			i++
		}
	}
}

// shorten brings words above the limit to it and pays with the others: taking
// all to the limit overfills the code by some words of that length; a
// shorter word made one bit longer frees room for one of them each time.
func shorten(count []int, limit int) {
	for d := limit + 1; d < len(count); d++ {
		count[limit] += count[d]
		count[d] = 0
	}
	filled := 0
	for d := 1; d <= limit; d++ {
		filled += count[d] << (limit - d)
	}
	for ; filled > 1<<limit; filled-- {
		d := limit - 1
		for count[d] == 0 {
			d--
		}
		count[d]--
		count[d+1] += 2
		count[limit]--
	}
}

// spell numbers the words of each length in the order of their symbols.
func (c *code) spell(n, limit int) {
	var count, next [17]uint16
	for _, l := range c.lengths[:n] {
		count[l]++
	}
	count[0] = 0
	for d := 1; d <= limit; d++ {
		next[d] = (next[d-1] + count[d-1]) << 1
	}
	for i, l := range c.lengths[:n] {
		if l > 0 {
			c.words[i] = bits.Reverse16(next[l]) >> (16 - l)
			next[l]++
		}
	}
}
