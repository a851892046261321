package chunk

import "math"

// Append encodes buckets behind dst; the index is the minute of the hour, or
// the hour of the month. Decode gives back N, Min, Max, the total and what it
// was rounded by to the bit, in settled form: Sum is the total. (-0 may become
// 0.) There are at most Hours buckets, and their numbers are finite: anything
// else is a mistake of the caller.
func Append(dst []byte, buckets []Bucket) []byte {
	if len(buckets) > Minutes {
		return appendMonth(dst, buckets)
	}
	var room [columnCount * Minutes]int64
	var scratch [Minutes]int64
	return encode(dst, buckets, room[:], scratch[:])
}

// appendMonth stands apart, so that who appends hours only needs no stack for
// its room.
//
//go:noinline
func appendMonth(dst []byte, buckets []Bucket) []byte {
	var room [columnCount * Hours]int64
	var scratch [Hours]int64
	return encode(dst, buckets, room[:], scratch[:])
}

// encoder makes figures of buckets, on the way to a layout.
type encoder struct {
	layout
	figures
	height, span float64 // of the points between the least and the greatest: above low, and at most
}

func encode(dst []byte, buckets []Bucket, room, scratch []int64) []byte {
	e := encoder{figures: newFigures(room)}
	for i := range buckets {
		if buckets[i].N != 0 {
			e.set.add(i)
		}
	}
	e.loose = !follows(buckets)
	e.scale = decimals(buckets)
	if !e.read(buckets) {
		e.scale = byBits
		e.count = [columnCount]int{}
		e.read(buckets)
	}
	e.guessSums()
	for c := range e.columns {
		e.columns[c] = fit(e.column(c), scratch)
	}
	dst = e.appendHead(dst)
	var p partial
	for c := range e.columns {
		dst, p = e.columns[c].append(dst, p, e.column(c))
	}
	return p.close(dst)
}

// follows says whether the sums of one and of two points follow from the least
// and the greatest.
func follows(buckets []Bucket) bool {
	for i := range buckets {
		b := &buckets[i]
		if b.N == 1 && (b.Max != b.Min || !b.isSumOf(b.Min, 0)) {
			return false
		}
		if b.N == 2 && !b.isSumOf(b.Min, b.Max) {
			return false
		}
	}
	return true
}

// isSumOf says whether the bucket's total is x+y exactly.
func (b *Bucket) isSumOf(x, y float64) bool {
	sum, carry := twoSum(b.Sum, b.Carry)
	wantSum, wantCarry := twoSum(x, y)
	return sum == wantSum && carry == wantCarry
}

// decimals returns the least scale on which every least and greatest is a
// figure, as far as a look at each tells.
func decimals(buckets []Bucket) scale {
	s := scale(0)
	for i := range buckets {
		b := &buckets[i]
		if b.N == 0 {
			continue
		}
		s = s.upTo(b.Min)
		if b.Max != b.Min {
			s = s.upTo(b.Max)
		}
	}
	return s
}

// read fills in the figures, the sums without a guess. It is false when a
// number has none on the scale, which with byBits does not happen.
func (e *encoder) read(buckets []Bucket) bool {
	for i := range buckets {
		b := &buckets[i]
		if b.N != 0 && !e.readBucket(b) && e.scale != byBits {
			return false
		}
	}
	return e.readRests()
}

func (e *encoder) readBucket(b *Bucket) bool {
	low, okLow := e.scale.figure(b.Min)
	e.push(colN, int64(b.N-1))
	e.push(colLow, low)
	if !e.hasSpread(b.N) {
		return okLow
	}
	high, okHigh := e.scale.figure(b.Max)
	e.push(colSpread, high-low)
	if !e.hasSum(b.N) {
		return okLow && okHigh
	}
	total, carry := twoSum(b.Sum, b.Carry)
	sum, number, okSum := e.scale.nearest(total)
	rest := (total - number) + carry
	e.push(colSum, sum)
	e.push(colRest, ordered(rest))
	inner := float64(int64(b.N - 2))
	// Products are rounded before they are added, on any processor: the same
	// buckets are the same bytes.
	e.height += float64(sum-low-high) - float64(inner*float64(low))
	e.span += float64(inner * float64(high-low))
	return okLow && okHigh && okSum && b.isSumOf(number, rest)
}

// readRests makes figures of the rests, in the largest unit that divides all
// of them. Where that leaves figures too large, byBits takes them as they are.
func (e *encoder) readRests() bool {
	rests := e.column(colRest)
	e.unit = unitByBits
	for _, r := range rests {
		e.unit = min(e.unit, unitOf(unordered(r)))
	}
	if e.unit == unitByBits {
		return true // all are 0
	}
	for _, r := range rests {
		if _, ok := e.unit.figure(unordered(r)); !ok {
			e.unit = unitByBits
			return e.scale == byBits
		}
	}
	for i, r := range rests {
		rests[i], _ = e.unit.figure(unordered(r))
	}
	return true
}

// guessSums chooses the lean and takes the guess off each sum.
func (e *encoder) guessSums() {
	if e.scale == byBits {
		return
	}
	if e.height > 0 && e.span > 0 {
		e.lean = byte(min(math.RoundToEven(256*e.height/e.span), 255))
	}
	lows, spreads, sums := e.column(colLow), e.column(colSpread), e.column(colSum)
	j, k := 0, 0 // of spreads, of sums
	for i, more := range e.column(colN) {
		n := uint64(more) + 1
		if !e.hasSpread(n) {
			continue
		}
		if e.hasSum(n) {
			sums[k] -= e.guess(n, lows[i], spreads[j])
			k++
		}
		j++
	}
}
