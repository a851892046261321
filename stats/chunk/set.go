package chunk

import (
	"encoding/binary"
	"math/bits"
)

// set holds the indexes that have data, a bit each.
type set [(Hours + 63) / 64]uint64

func (s *set) add(i int) { s[i>>6] |= 1 << (i & 63) }

func (s *set) count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// next returns the first member at or after i, the end of the set when there
// is none.
func (s *set) next(i int) int { return s.find(i, 0) }

// run returns where the next run of members begins, at or after i, and where
// it ends. It begins at the end of the set when there is none.
func (s *set) run(i int) (from, to int) {
	from = s.next(i)
	return from, s.find(from, ^uint64(0))
}

// find returns the first index at or after i that is in the set, or with
// flip of all ones, that is not.
func (s *set) find(i int, flip uint64) int {
	for i < len(s)*64 {
		word := (s[i>>6] ^ flip) >> (i & 63)
		if word != 0 {
			return i + bits.TrailingZeros64(word)
		}
		i = i&^63 + 64
	}
	return len(s) * 64
}

// append writes the set as runs or as bitmap, whichever is shorter.
func (s *set) append(dst []byte) []byte {
	runs, size, end := 0, 0, 0
	for from, to := s.run(0); from < to; from, to = s.run(to) {
		runs++
		size += uvarintLen(from-end) + uvarintLen(to-from)
		end = to
	}
	bytes := (end + 7) / 8
	if bytes < size {
		dst = binary.AppendUvarint(dst, uint64(bytes)<<1|1)
		for i := range bytes {
			dst = append(dst, byte(s[i>>3]>>(i&7*8)))
		}
		return dst
	}
	dst = binary.AppendUvarint(dst, uint64(runs)<<1)
	end = 0
	for from, to := s.run(0); from < to; from, to = s.run(to) {
		dst = binary.AppendUvarint(dst, uint64(from-end))
		dst = binary.AppendUvarint(dst, uint64(to-from))
		end = to
	}
	return dst
}

// uvarintLen is the length of a varint below 2^14, as all in a set are.
func uvarintLen(v int) int {
	if v < 1<<7 {
		return 1
	}
	return 2
}

// read reads what append wrote, and returns false for anything else. Indexes
// are below limit, which is at most Hours.
func (s *set) read(src *cursor, limit int) bool {
	head := src.uvarint()
	if head&1 == 1 {
		return s.readBitmap(src, head>>1, limit)
	}
	end := uint64(0)
	for i := range head >> 1 {
		skipped, present := src.uvarint(), src.uvarint()
		if skipped > Hours || present > Hours || present == 0 || i > 0 && skipped == 0 {
			return false // what is missing in the blob reads as 0, and ends here
		}
		from := end + skipped
		end = from + present
		if end > uint64(limit) {
			return false
		}
		s.fill(uint(from), uint(end))
	}
	return !src.bad
}

// fill adds the indexes from..to-1.
func (s *set) fill(from, to uint) {
	for from < to {
		n := min(to-from, 64-from&63)
		s[from>>6] |= ^uint64(0) >> (64 - n) << (from & 63)
		from += n
	}
}

func (s *set) readBitmap(src *cursor, bytes uint64, limit int) bool {
	if bytes == 0 || bytes > uint64(len(s)*8) || bytes > uint64(len(src.src)-src.at) {
		return false
	}
	bitmap := src.src[src.at:][:bytes]
	last := bitmap[bytes-1]
	if int(bytes)*8-bits.LeadingZeros8(last) > limit || last == 0 {
		return false
	}
	for i, b := range bitmap {
		s[i>>3] |= uint64(b) << (i & 7 * 8)
	}
	src.at += len(bitmap)
	return true
}
