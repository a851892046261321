package chunk

import "math"

// Bucket is what one stat did in one stretch of time: how many points, and
// their sum, least and greatest. It is empty where N is 0, and the zero value
// is an empty bucket.
type Bucket struct {
	N        uint64
	Sum      float64 // of the values, the running part
	Carry    float64 // Neumaier's compensation: the exact sum is nearer to Sum+Carry
	Min, Max float64 // meaningless when N is 0
}

// Add takes in one point. v is finite and at most 1e100 in size, so that no
// sum of points can overflow.
func (b *Bucket) Add(v float64) {
	v += 0 // -0 becomes 0
	if b.N == 0 {
		*b = Bucket{N: 1, Sum: v, Min: v, Max: v}
		return
	}
	b.N++
	b.Min = min(b.Min, v)
	b.Max = max(b.Max, v)
	sum, lost := twoSum(b.Sum, v)
	b.Sum = sum
	b.Carry += lost
}

// Merge takes in the points of another bucket of the same stat. Merging a into
// b and b into a give the same bucket. Sums of whole numbers stay exact below
// 2^53, others within 1e-12 of the sum of the absolute values, in any order.
// The total itself can be off by more of its own size where points cancel.
func (b *Bucket) Merge(o Bucket) {
	if o.N == 0 {
		return
	}
	if b.N == 0 {
		*b = o
		return
	}
	b.N += o.N
	b.Min = min(b.Min, o.Min)
	b.Max = max(b.Max, o.Max)
	sum, lost := twoSum(b.Sum, o.Sum)
	b.Sum = sum
	b.Carry = (b.Carry + o.Carry) + lost // in this order the two sides can be swapped
}

// Total is the sum of all points, 0 when there are none.
func (b Bucket) Total() float64 { return b.Sum + b.Carry }

// Mean is the total over the number of points, 0 when there are none.
func (b Bucket) Mean() float64 {
	if b.N == 0 {
		return 0
	}
	return b.Total() / float64(b.N)
}

// twoSum returns a+b as rounded, and what the rounding lost: together they are
// exact (Knuth). It needs no comparison of sizes, unlike Neumaier's own form.
func twoSum(a, b float64) (sum, lost float64) {
	sum = a + b
	bb := sum - a
	return sum, (a - (sum - bb)) + (b - bb)
}

// finite says whether v is neither NaN nor infinite.
func finite(v float64) bool {
	const exponent = 0x7ff << 52
	return math.Float64bits(v)&exponent != exponent
}
