// Package chunk packs one stat's hour of minutes into a blob and back, and the
// hours of a month likewise. A minute is a Bucket: how many points, their sum,
// least and greatest.
//
// It knows neither stats nor stores nor clocks: an index is a minute of the
// hour, or an hour of the month, and whose is its caller's.
//
// # Format 1
//
// Numbers are little-endian base-128 varints (uvarint); where they can be
// negative, zigzag (0, -1, 1, -2 …) before that.
//
//	byte      version: 1
//	uvarint   columns: 1 n, 2 low, 4 spread, 8 sum, 16 rest; 32 loose. Others
//	          are those of later versions
//	uvarint   2*runs, then runs times (uvarint skipped, uvarint present): which
//	          indexes have data; or 2*bytes+1 and a bitmap of so many bytes,
//	          lowest bit first. Without any, the blob ends here
//	byte      scale: d of 0..15 says that a figure f is the number f/10^d;
//	          16 that it is the number's bits, in the order of numbers
//	byte      lean, where there is a sum column
//	uvarint   unit, where there is a rest column: u of 0..2045 says that a
//	          figure f is f*2^(u-1074); 2046 that it is the number's bits
//	          as above
//	columns   for each of the five that is there: a byte for how its figures
//	          are written, a zigzag uvarint for its base
//	bits      the columns' figures, one column after the other, lowest bit
//	          first; zeros up to a whole byte
//
// The columns, each with the figures of those buckets that have one:
//
//	n        N-1
//	low      Min
//	spread   Max less low, modulo 2^64, as all that follows. Not for N = 1
//	sum      the total, less a guess from the other three (see guess; by bits,
//	         without one). Not for N below 3
//	rest     what the total's exact value has beyond the number that sum
//	         stands for. Not for N below 3
//
// A figure left out is one that follows from the others: one point is its own
// sum, least and greatest, and the sum of two is that of the least and the
// greatest. Buckets that were not made of points can differ; one of them makes
// the chunk loose, and then every bucket has all figures. A column that is not
// there is 0 throughout.
//
// How figures are written, w being the column's byte:
//
//	0..64     in w bits, as distance above the base
//	65..118   as Rice codes with k = w-65 of the zigzag distance from the base
//	119..172  the same with k = w-119, from the figure before; the first, from
//	          the base
//
// The Rice codes of a column are the low k bits of each, and then what is above
// them, for each: so many zeros and a one. Or 20 zeros and the number in 64
// bits, where it is 20 or more.
//
// # Why
//
// People send 23.094, not any float64: as 23094 it needs 15 bits. But the sum
// of such numbers is not the float64 nearest to the decimal sum, and its
// compensation is never 0. Both differ from the decimal sum by a small multiple
// of a power of two, so rest is exact and cheap, and a total survives any
// number of readings and writings to the bit.
//
// Whole columns are decoded in short loops, on the stack, and no general
// compressor runs over them: a page that shows a year reads thousands of blobs.
package chunk

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// How many buckets a chunk and a month row have at most.
const (
	Minutes = 60  // of an hour chunk
	Hours   = 744 // of a month row: 31 days
)

// What Decode and Check return, wrapped in what is wrong. A blob that is newer
// is whole, as far as one can see: it must be kept for a program that reads it.
var (
	ErrCorrupt = errors.New("chunk: not written by this program")
	ErrNewer   = errors.New("chunk: written by a newer version")
)

// fault is an error whose text is constant, so that refusing a blob allocates
// nothing.
type fault string

// Error names what is wrong with the blob.
func (f fault) Error() string { return "chunk: " + string(f) }

// Is reports that every fault is an ErrCorrupt.
func (f fault) Is(target error) bool { return target == ErrCorrupt }

const version = 1

// columnCount is the number of figures that a bucket can have, in the order of
// the constants.
const columnCount = 5

const (
	colN = iota
	colLow
	colSpread
	colSum
	colRest
)

const (
	maskColumns = 1<<columnCount - 1
	maskLoose   = 1 << columnCount
	maskKnown   = maskColumns | maskLoose
)

// layout is all of a blob but the figures.
type layout struct {
	loose   bool
	set     set
	scale   scale
	lean    byte
	unit    unit
	columns [columnCount]column
}

// read reads a blob's head. What is cut off reads as 0 and leaves src bad.
func (l *layout) read(src *cursor, limit int) error {
	if v := src.byte(); v != version {
		if v > version {
			return ErrNewer
		}
		return fault("no version")
	}
	mask := src.uvarint()
	if mask&^maskKnown != 0 {
		return ErrNewer
	}
	l.loose = mask&maskLoose != 0
	if !l.set.read(src, limit) {
		return fault("no such indexes")
	}
	if l.set == (set{}) {
		if mask != 0 {
			return fault("columns without data")
		}
		return nil
	}
	l.scale = scale(src.byte())
	if l.scale > byBits {
		return fault("no such scale")
	}
	if mask&(1<<colSum) != 0 {
		l.lean = src.byte()
	}
	if mask&(1<<colRest) != 0 {
		u := src.uvarint()
		if u > uint64(unitByBits) {
			return fault("no such unit")
		}
		l.unit = unit(u)
	}
	ok := true
	for i := range l.columns {
		if mask&(1<<i) == 0 {
			continue
		}
		if l.columns[i], ok = head(src); !ok {
			return fault("no such way to write a column")
		}
	}
	return nil
}

// appendHead writes what read reads, up to the figures.
func (l *layout) appendHead(dst []byte) []byte {
	mask := l.mask()
	dst = binary.AppendUvarint(append(dst, version), mask)
	dst = l.set.append(dst)
	if l.set == (set{}) {
		return dst
	}
	dst = append(dst, byte(l.scale))
	if mask&(1<<colSum) != 0 {
		dst = append(dst, l.lean)
	}
	if mask&(1<<colRest) != 0 {
		dst = binary.AppendUvarint(dst, uint64(l.unit))
	}
	for i, c := range l.columns {
		if mask&(1<<i) != 0 {
			dst = c.appendHead(dst)
		}
	}
	return dst
}

// mask says which columns are written: those that are not 0 throughout, and
// that of the sums where it brings the lean.
func (l *layout) mask() uint64 {
	mask := uint64(0)
	for i, c := range l.columns {
		if c != (column{}) {
			mask |= 1 << i
		}
	}
	if l.lean != 0 {
		mask |= 1 << colSum
	}
	if l.loose {
		mask |= maskLoose
	}
	return mask
}

// hasSpread and hasSum say whether a bucket of n points has the figures spread,
// or sum and rest. Those of one and of two points follow from the others,
// unless the chunk is loose.
func (l *layout) hasSpread(n uint64) bool { return n > 1 || l.loose }
func (l *layout) hasSum(n uint64) bool    { return n > 2 || l.loose }

// guess returns the sum's figure to expect of n points, spread above low: one at
// each end, and the others, by the chunk's lean of 0..255, at so many 256ths of
// the way up. Where it is off by far, or overflows, the blob is only longer.
func (l *layout) guess(n uint64, low, spread int64) int64 {
	inner := n - 2
	above, below := bits.Mul64(inner*uint64(l.lean), uint64(spread))
	return 2*low + spread + int64(inner*uint64(low)+(above<<56|below>>8))
}

// figures are the columns' figures, each of those buckets that have one.
type figures struct {
	room   []int64
	stride int // of a column in the room
	count  [columnCount]int
}

func newFigures(room []int64) figures {
	return figures{room: room, stride: len(room) / columnCount}
}

func (f *figures) column(c int) []int64 { return f.room[c*f.stride:][:f.count[c]] }

func (f *figures) push(c int, figure int64) {
	f.room[c*f.stride+f.count[c]] = figure
	f.count[c]++
}
