package chunk

import (
	"fmt"
	"math"
)

const (
	// largest is the size that no point exceeds.
	largest = 1e100

	// slack is how far, relative to the larger of least and greatest, a mean can
	// lie beyond them by rounding.
	slack = 1e-12
)

// Decode fills into with the buckets of a blob; the entries without data become
// empty. It returns an ErrCorrupt for what Append did not write, or for an
// index that into does not have, and an ErrNewer for a later format; into is
// then of no use. It allocates nothing.
func Decode(blob []byte, into []Bucket) error {
	if len(into) > Minutes {
		return decodeMonth(blob, into)
	}
	var room [columnCount * Minutes]int64
	return decode(blob, into, room[:])
}

// decodeMonth stands apart, so that who decodes hours only needs no stack for
// its room.
//
//go:noinline
func decodeMonth(blob []byte, into []Bucket) error {
	var room [columnCount * Hours]int64
	return decode(blob, into, room[:])
}

func decode(blob []byte, into []Bucket, room []int64) error {
	clear(into)
	src := cursor{src: blob}
	var l layout
	err := l.read(&src, min(len(into), Hours))
	if src.bad {
		return fault("ends within its head")
	}
	if err != nil {
		return err
	}
	f := newFigures(room)
	coded := blob[src.at:]
	if end := l.readFigures(&f, coded); (end+7)>>3 != uint(len(coded)) || peek(coded, end) != 0 {
		return fault("figures do not end with the blob")
	}
	if !l.fill(into, &f) {
		return fault("a figure out of range")
	}
	return nil
}

// readFigures reads the columns, and returns where their bits end. How many
// figures the later ones have follows from the first.
func (l *layout) readFigures(f *figures, src []byte) uint {
	f.count[colN] = l.set.count()
	f.count[colLow] = f.count[colN]
	pos := l.columns[colN].read(f.column(colN), src, 0)
	for _, n := range f.column(colN) {
		if l.hasSpread(uint64(n) + 1) {
			f.count[colSpread]++
		}
		if l.hasSum(uint64(n) + 1) {
			f.count[colSum]++
			f.count[colRest]++
		}
	}
	for c := colLow; c < columnCount; c++ {
		pos = l.columns[c].read(f.column(c), src, pos)
	}
	return pos
}

// fill makes buckets of figures. False when they are none that Append writes.
func (l *layout) fill(into []Bucket, f *figures) bool {
	ns, lows, spreads := f.column(colN), f.column(colLow), f.column(colSpread)
	sums, rests := f.column(colSum), f.column(colRest)
	unit, ok := l.unit.value(), true
	i, j, k := 0, 0, 0 // of lows, of spreads, of sums
	for at := l.set.next(0); ok && i < len(lows); at, i = l.set.next(at+1), i+1 {
		b := &into[at]
		b.N = uint64(ns[i]) + 1
		if b.N == 0 {
			return false
		}
		if !l.hasSpread(b.N) {
			ok = l.one(b, lows[i])
			continue
		}
		if !l.hasSum(b.N) {
			ok = l.two(b, lows[i], spreads[j])
			j++
			continue
		}
		ok = l.many(b, lows[i], spreads[j], sums[k]) && l.addRest(b, rests[k], unit)
		j++
		k++
	}
	return ok
}

// one fills in a bucket of one point.
func (l *layout) one(b *Bucket, low int64) (ok bool) {
	b.Min, ok = l.scale.number(low)
	b.Max, b.Sum = b.Min, b.Min
	return ok
}

// two fills in a bucket of two points.
func (l *layout) two(b *Bucket, low, spread int64) bool {
	var okMin, okMax bool
	b.Min, okMin = l.scale.number(low)
	b.Max, okMax = l.scale.number(low + spread)
	b.Sum, b.Carry = twoSum(b.Min, b.Max)
	return okMin && okMax && finite(b.Sum) && finite(b.Carry)
}

// many fills in a bucket of more, but for the rest of its sum.
func (l *layout) many(b *Bucket, low, spread, sum int64) bool {
	var okMin, okMax, okSum bool
	b.Min, okMin = l.scale.number(low)
	b.Max, okMax = l.scale.number(low + spread)
	if l.scale != byBits {
		sum += l.guess(b.N, low, spread)
	}
	b.Sum, okSum = l.scale.number(sum)
	return okMin && okMax && okSum
}

// addRest gives a sum what its number lacks: the figure f, in units of the
// given value.
func (l *layout) addRest(b *Bucket, f int64, value float64) bool {
	if f == 0 {
		return true
	}
	rest := unordered(f)
	if l.unit != unitByBits {
		if f < -maxExact || f > maxExact {
			return false
		}
		rest = float64(f) * value
	}
	b.Sum, b.Carry = twoSum(b.Sum, rest)
	return finite(b.Sum) && finite(b.Carry)
}

// Check reports whether a blob of size buckets, at most Hours, obeys every
// invariant: it decodes, and every bucket can have come from points. The error
// is an ErrCorrupt that names the bucket, or an ErrNewer.
func Check(blob []byte, size int) error {
	if size < 0 || size > Hours {
		return fmt.Errorf("%w: %d buckets, at most %d", ErrCorrupt, size, Hours)
	}
	var room [Hours]Bucket
	buckets := room[:size]
	if err := Decode(blob, buckets); err != nil {
		return err
	}
	for i, b := range buckets {
		if text := b.Fault(); text != "" {
			return fmt.Errorf("%w: bucket %d has %s", ErrCorrupt, i, text)
		}
	}
	return nil
}

// Fault names what no bucket of points has, "" when there is nothing.
func (b Bucket) Fault() string {
	if b.N == 0 {
		return ""
	}
	size := max(math.Abs(b.Min), math.Abs(b.Max))
	mean, tolerance := b.Mean(), slack*size
	switch {
	case size > largest:
		return fmt.Sprintf("a point of size %g, at most %g", size, float64(largest))
	case b.Min > b.Max:
		return fmt.Sprintf("min %g above max %g", b.Min, b.Max)
	case mean < b.Min-tolerance || mean > b.Max+tolerance:
		return fmt.Sprintf("mean %g outside of min %g to max %g", mean, b.Min, b.Max)
	case b.N == 1 && (b.Min != b.Max || b.Total() != b.Min):
		return fmt.Sprintf("one point, but sum %g, min %g, max %g", b.Total(), b.Min, b.Max)
	}
	return ""
}
