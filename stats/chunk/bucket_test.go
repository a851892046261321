package chunk

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestBucketAdd(t *testing.T) {
	tests := []struct {
		name   string
		points []float64
		want   Bucket
		total  float64
	}{
		{"no point is an empty bucket", nil, Bucket{}, 0},
		{"one point is its own sum, least and greatest", []float64{23.094}, Bucket{N: 1, Sum: 23.094, Min: 23.094, Max: 23.094}, 23.094},
		{"a point of 0 counts", []float64{0}, Bucket{N: 1}, 0},
		{"-0 is 0", []float64{math.Copysign(0, -1)}, Bucket{N: 1}, 0},
		{"whole numbers are exact", []float64{3, -5, 4}, Bucket{N: 3, Sum: 2, Min: -5, Max: 4}, 2},
		{"what rounding takes is carried", []float64{1, 1e100, 1, -1e100}, Bucket{N: 4, Sum: 0, Carry: 2, Min: -1e100, Max: 1e100}, 2},
		{"sums go beyond the largest point", []float64{1e100, 1e100}, Bucket{N: 2, Sum: 2e100, Min: 1e100, Max: 1e100}, 2e100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := bucketOf(tt.points)
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			if got.Total() != tt.total {
				t.Errorf("total %v, want %v", got.Total(), tt.total)
			}
			if math.Signbit(got.Sum) && got.Sum == 0 {
				t.Error("the sum is -0")
			}
		})
	}
}

func TestBucketAddForgetsWhatAnEmptyBucketHolds(t *testing.T) {
	b := Bucket{Sum: 7, Carry: 1, Min: -3, Max: 9} // meaningless when N is 0
	b.Add(2)
	if want := (Bucket{N: 1, Sum: 2, Min: 2, Max: 2}); b != want {
		t.Errorf("got %+v, want %+v", b, want)
	}
}

func TestBucketMean(t *testing.T) {
	tests := []struct {
		name string
		b    Bucket
		want float64
	}{
		{"an empty bucket has a mean of 0", Bucket{}, 0},
		{"the mean is the total over the number of points", bucketOf([]float64{1, 2, 6}), 3},
		{"what is carried counts", Bucket{N: 2, Sum: 0, Carry: 3}, 1.5},
		{"the largest points do not overflow", Bucket{N: math.MaxUint64, Sum: 0x1p64 * 1e100, Min: 1e100, Max: 1e100}, 1e100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.b.Mean(); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestBucketMerge(t *testing.T) {
	some := bucketOf([]float64{4, 1.5})
	tests := []struct {
		name       string
		a, b, want Bucket
	}{
		{"nothing and nothing", Bucket{}, Bucket{}, Bucket{}},
		{"nothing changes nothing", some, Bucket{}, some},
		{"nothing becomes the other", Bucket{}, some, some},
		{"all four figures merge", some, bucketOf([]float64{-2}), Bucket{N: 3, Sum: 3.5, Min: -2, Max: 4}},
		{"what both carry is kept", Bucket{N: 2, Sum: 1e100, Carry: 1, Max: 1e100}, Bucket{N: 2, Sum: -1e100, Carry: 2, Min: -1e100},
			Bucket{N: 4, Sum: 0, Carry: 3, Min: -1e100, Max: 1e100}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := tt.a
			got.Merge(tt.b)
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// bucketOf adds points one by one.
func bucketOf(points []float64) Bucket {
	var b Bucket
	for _, v := range points {
		b.Add(v)
	}
	return b
}

// drawMerged deals the points out to buckets, and merges those two by two, in
// any order, until there is one.
func drawMerged(t *rapid.T, points []float64) Bucket {
	parts := make([]Bucket, rapid.IntRange(1, 8).Draw(t, "parts"))
	for _, v := range points {
		parts[rapid.IntRange(0, len(parts)-1).Draw(t, "part")].Add(v)
	}
	for len(parts) > 1 {
		i := rapid.IntRange(0, len(parts)-2).Draw(t, "merged")
		last := len(parts) - 1
		if rapid.Bool().Draw(t, "swapped") {
			parts[i], parts[last] = parts[last], parts[i]
		}
		parts[i].Merge(parts[last])
		parts = parts[:last]
	}
	return parts[0]
}

func TestMergeOfWholeNumbersIsExactInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// 100 of them stay below 2^53, whatever their signs.
		whole := rapid.Int64Range(-1<<46, 1<<46)
		var points []float64
		var sum int64
		for _, v := range rapid.SliceOfN(whole, 0, 100).Draw(t, "points") {
			points = append(points, float64(v))
			sum += v
		}
		got := drawMerged(t, points)
		if want := bucketOf(points); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if got.Sum != float64(sum) || got.Carry != 0 {
			t.Errorf("sum %v and %v, want %d and 0", got.Sum, got.Carry, sum)
		}
	})
}

// anyPoint draws what can be posted.
func anyPoint() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64Range(-1e100, 1e100),
		rapid.Float64Range(0, 1),
		rapid.Map(rapid.Int64Range(-1e6, 1e6), func(v int64) float64 { return float64(v) / 1000 }),
		rapid.Map(rapid.IntRange(-1000, 1000), func(v int) float64 { return float64(v) }),
		rapid.SampledFrom([]float64{1e100, -1e100, 1e16, -1e16, 1, 0.1, math.SmallestNonzeroFloat64}),
	)
}

func TestMergeIsWithinBoundsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(anyPoint(), 0, 100).Draw(t, "points")
		got, want := drawMerged(t, points), bucketOf(points)
		if got.N != want.N || got.Min != want.Min || got.Max != want.Max {
			t.Errorf("got %+v, want %+v", got, want)
		}
		// Relative to the sum of the absolute values, and not to the sum itself:
		// of 1e100, 0.1 and -1e100 the sum is 0.1, and it can be lost.
		size := 0.0
		for _, v := range points {
			size += math.Abs(v)
		}
		if off := math.Abs(got.Total() - want.Total()); off > 1e-12*size {
			t.Errorf("total %v, want %v: off by %v of %v", got.Total(), want.Total(), off, size)
		}
	})
}

func TestMergeCommutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(anyPoint(), 0, 20)
		a, b := bucketOf(points.Draw(t, "a")), bucketOf(points.Draw(t, "b"))
		ab, ba := a, b
		ab.Merge(b)
		ba.Merge(a)
		if ab != ba {
			t.Errorf("a and b give %+v, b and a %+v", ab, ba)
		}
	})
}

// TestAddAgainstBig holds sums to Neumaier's bound: the exact sum rounded once,
// and n*n*2^-106 of the absolute values for what the compensation itself loses.
func TestAddAgainstBig(t *testing.T) {
	const prec = 2200 // bits from 1e100 down to the smallest float64, and more
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(anyPoint(), 1, 200).Draw(t, "points")
		b := bucketOf(points)
		exact, size := new(big.Float).SetPrec(prec), new(big.Float).SetPrec(prec)
		for _, v := range points {
			exact.Add(exact, big.NewFloat(v))
			size.Add(size, big.NewFloat(math.Abs(v)))
		}
		off := new(big.Float).SetPrec(prec).Sub(exact, big.NewFloat(b.Total()))
		bound := new(big.Float).SetPrec(prec).Mul(new(big.Float).Abs(exact), big.NewFloat(0x1p-53))
		n := float64(len(points))
		bound.Add(bound, size.Mul(size, big.NewFloat(n*n*0x1p-106)))
		if off.Abs(off).Cmp(bound) > 0 {
			t.Errorf("total %v, want %.20g: off by %g, at most %g", b.Total(), exact, off, bound)
		}
	})
}

func TestSettledKeepsTheExactSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bucketOf(rapid.SliceOfN(anyPoint(), 0, 50).Draw(t, "points"))
		s := settled(b)
		if s.Sum != b.Total() {
			t.Errorf("sum %v, want the total %v", s.Sum, b.Total())
		}
		before := new(big.Float).SetPrec(2200).Add(new(big.Float).SetPrec(2200).SetFloat64(b.Sum), big.NewFloat(b.Carry))
		after := new(big.Float).SetPrec(2200).Add(new(big.Float).SetPrec(2200).SetFloat64(s.Sum), big.NewFloat(s.Carry))
		if before.Cmp(after) != 0 {
			t.Errorf("sum and carry are %g, were %g", after, before)
		}
		if again := settled(s); again != s {
			t.Errorf("settled twice %+v, once %+v", again, s)
		}
	})
}
