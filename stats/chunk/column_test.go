package chunk

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestPutAndTake(t *testing.T) {
	for width := range uint(65) {
		for lead := range uint(9) {
			t.Run(fmt.Sprintf("%d bits behind %d", width, lead), func(t *testing.T) {
				v := uint64(0xfedcba9876543211)
				if width < 64 {
					v &= 1<<width - 1
				}
				dst, p := partial{}.put(nil, 0, lead)
				dst, p = p.put(dst, v, width)
				dst, p = p.put(dst, 1, 1)
				dst = p.close(dst)
				if want := int(lead+width+1+7) / 8; len(dst) != want {
					t.Errorf("%d bytes, want %d", len(dst), want)
				}
				if got := take(dst, lead, width); got != v {
					t.Errorf("got %x, want %x", got, v)
				}
				if got := take(dst, lead+width, 1); got != 1 {
					t.Errorf("behind it is %d, want 1", got)
				}
				if got := take(dst, lead+width+1, 64); got != 0 {
					t.Errorf("beyond the end is %x, want 0", got)
				}
			})
		}
	}
}

func TestTakeFarBeyondTheEnd(t *testing.T) {
	for _, pos := range []uint{8, 9, 64, 1 << 40} {
		if got := take([]byte{0xff}, pos, 64); got != 0 {
			t.Errorf("at %d: got %x, want 0", pos, got)
		}
	}
}

func TestZigzag(t *testing.T) {
	tests := map[int64]uint64{0: 0, -1: 1, 1: 2, -2: 3, 2: 4, math.MaxInt64: math.MaxUint64 - 1, math.MinInt64: math.MaxUint64}
	for v, z := range tests {
		if got := zigzag(v); got != z {
			t.Errorf("zigzag(%d) is %d, want %d", v, got, z)
		}
		if got := unzigzag(z); got != v {
			t.Errorf("unzigzag(%d) is %d, want %d", z, got, v)
		}
	}
}

func TestFitChooses(t *testing.T) {
	many := func(n int, at func(i int) int64) []int64 {
		figures := make([]int64, n)
		for i := range figures {
			figures[i] = at(i)
		}
		return figures
	}
	tests := []struct {
		name    string
		figures []int64
		want    column
		bits    uint
	}{
		{"no figures: nothing", nil, column{}, 0},
		{"only 0: nothing", many(60, func(int) int64 { return 0 }), column{}, 0},
		{"one figure: the base", []int64{-7}, column{mode: fixed, base: -7}, 0},
		{"all alike: the base", many(60, func(int) int64 { return 1e15 }), column{mode: fixed, base: 1e15}, 0},
		{"evenly over a range: fixed", many(64, func(i int) int64 { return 100 + int64(i*37%64) }), column{mode: fixed, width: 6, base: 100}, 64 * 6},
		{"a slope: steps", many(60, func(i int) int64 { return int64(i) * 3 }), column{mode: steps, width: 2}, 60*4 - 1},
		{"mostly near the middle: rice", many(60, func(i int) int64 { return int64(i%2) - 8*int64(i%30/29) }), column{mode: rice, width: 0}, 142},
		{"all 64 bits: fixed", []int64{math.MinInt64, math.MaxInt64}, column{mode: fixed, width: 64, base: math.MinInt64}, 128},
		{"one bit too far apart for Rice codes", many(60, func(i int) int64 { return int64(i/59) << maxFit }), column{mode: fixed, width: maxFit + 1}, 60 * (maxFit + 1)},
		{"one far off costs its own bits only", many(60, func(i int) int64 { return int64(i/59) << 50 }), column{mode: steps, width: 0}, 59 + 84},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			codes := slices.Clone(tt.figures)
			got := fit(codes, make([]int64, len(codes)))
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			dst, p := got.append(nil, partial{}, codes)
			if n := uint(len(dst))*8 + p.n; n != tt.bits {
				t.Errorf("%d bits, want %d", n, tt.bits)
			}
		})
	}
}

// drawFigures draws figures that have something in common.
func drawFigures(t *rapid.T) []int64 {
	width := rapid.IntRange(0, 63).Draw(t, "width")
	base := rapid.Int64().Draw(t, "base")
	figures := make([]int64, rapid.IntRange(0, Hours).Draw(t, "count"))
	seed := rapid.Uint64().Draw(t, "seed")
	for i := range figures {
		seed = seed*6364136223846793005 + 1442695040888963407
		figures[i] = base + int64(seed>>1>>(63-width))
	}
	for range rapid.IntRange(0, 3).Draw(t, "far off") {
		if len(figures) > 0 {
			figures[rapid.IntRange(0, len(figures)-1).Draw(t, "at")] = rapid.Int64().Draw(t, "figure")
		}
	}
	return figures
}

func TestColumnRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		figures := drawFigures(t)
		codes := slices.Clone(figures)
		c := fit(codes, make([]int64, len(codes)))
		lead := rapid.UintRange(0, 63).Draw(t, "lead")

		src := cursor{src: c.appendHead(nil)}
		read, ok := head(&src)
		if !ok || src.bad || read != c {
			t.Fatalf("head is %+v, want %+v", read, c)
		}
		dst, p := partial{}.put(nil, 0, lead)
		dst, p = c.append(dst, p, codes)
		size := uint(len(dst))*8 + p.n
		dst = p.close(dst)
		got := make([]int64, len(figures))
		if end := read.read(got, dst, lead); end != size {
			t.Fatalf("it ends at %d, want %d", end, size)
		}
		if !slices.Equal(got, figures) {
			t.Fatalf("%+v: got %v, want %v", c, got, figures)
		}
	})
}

func TestFitIsNeverLongerThanFixed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		figures := drawFigures(t)
		if len(figures) == 0 {
			return
		}
		width := bits.Len64(uint64(slices.Max(figures) - slices.Min(figures)))
		c := fit(figures, make([]int64, len(figures)))
		dst, p := c.append(nil, partial{}, figures)
		if n := len(dst)*8 + int(p.n); n > width*len(figures) {
			t.Errorf("%d bits, in %d bits each they are %d", n, width, width*len(figures))
		}
	})
}

func TestSetRoundTrip(t *testing.T) {
	tests := []struct {
		name    string
		members func(i int) bool
		size    int // bytes
	}{
		{"none", func(int) bool { return false }, 1},
		{"the first", func(i int) bool { return i == 0 }, 2},
		{"the last of a month", func(i int) bool { return i == Hours-1 }, 4},
		{"all of an hour", func(i int) bool { return i < Minutes }, 3},
		{"all of a month", func(int) bool { return true }, 4},
		{"all but one", func(i int) bool { return i < Minutes && i != 30 }, 5},
		{"a run over the end of a word", func(i int) bool { return i >= 60 && i < 200 }, 4},
		{"every second of an hour", func(i int) bool { return i < Minutes && i%2 == 1 }, 9},
		{"the first and the last", func(i int) bool { return i == 0 || i == Hours-1 }, 6},
		{"every hundredth", func(i int) bool { return i%100 == 0 }, 17},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var want set
			n := 0
			for i := range Hours {
				if tt.members(i) {
					want.add(i)
					n++
				}
			}
			dst := want.append(nil)
			if len(dst) != tt.size || want.count() != n {
				t.Errorf("%d bytes and %d members, want %d and %d", len(dst), want.count(), tt.size, n)
			}
			var got set
			src := cursor{src: dst}
			if !got.read(&src, Hours) || src.bad || src.at != len(dst) || got != want {
				t.Errorf("got %x from %x, want %x", got, dst, want)
			}
		})
	}
}

func TestScale(t *testing.T) {
	tests := []struct {
		v      float64
		want   scale
		figure int64
	}{
		{0, 0, 0},
		{1e15, 0, 1e15},
		{-3, 0, -3},
		{23.094, 3, 23094},
		{-0.1, 1, -1},
		{0.30000000000000004, byBits, ordered(0.30000000000000004)}, // not the number nearest to 0.3
		{1e-15, 15, 1},
		{1e-16, byBits, ordered(1e-16)},
		{maxExact, 0, maxExact},
		{maxExact + 2, byBits, ordered(maxExact + 2)},
		{1e100, byBits, ordered(1e100)},
		{1.0 / 3, byBits, ordered(1.0 / 3)},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.v), func(t *testing.T) {
			got := scale(0).upTo(tt.v)
			f, ok := got.figure(tt.v)
			if got != tt.want || f != tt.figure || !ok {
				t.Errorf("got figure %d on scale %d, want %d on %d", f, got, tt.figure, tt.want)
			}
			if v, ok := got.number(f); v != tt.v || !ok {
				t.Errorf("the number of %d is %v", f, v)
			}
		})
	}
}

func TestOrderedIsInTheOrderOfNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float64().Draw(t, "a"), rapid.Float64().Draw(t, "b")
		if a < b && ordered(a) >= ordered(b) {
			t.Errorf("%v is below %v, but %d not below %d", a, b, ordered(a), ordered(b))
		}
		if got := unordered(ordered(a)); got != a {
			t.Errorf("got %v, want %v", got, a)
		}
	})
}

func TestUnit(t *testing.T) {
	tests := []struct {
		v      float64
		want   unit
		figure int64
	}{
		{0, unitByBits, 0},
		{1, 1074, 1},
		{-3, 1074, -3},
		{0.75, 1072, 3},
		{math.SmallestNonzeroFloat64, 0, 1},
		{-5 * math.SmallestNonzeroFloat64, 0, -5},
		{0x1p-1022, 52, 1},
		{0x1p1023, unitByBits - 1, 1 << 52},
		{math.MaxFloat64, unitByBits - 1, 1<<53 - 1},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.v), func(t *testing.T) {
			got := unitOf(tt.v)
			f, ok := got.figure(tt.v)
			if got != tt.want || f != tt.figure || !ok {
				t.Errorf("got figure %d of unit %d, %v, want %d of %d", f, got, ok, tt.figure, tt.want)
			}
			if got != unitByBits && float64(f)*got.value() != tt.v {
				t.Errorf("%d units of %v are %v", f, got.value(), float64(f)*got.value())
			}
		})
	}
	if f, ok := unit(1074).figure(0.5); ok {
		t.Errorf("half a unit is the figure %d, want none", f)
	}
	if f, ok := unit(1074).figure(0x1p54); ok {
		t.Errorf("2^54 is the figure %d, want none: it is beyond the exact ones", f)
	}
}
