package scale_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartd/render/scale"
)

// contract is the room of the chart URL contract, section 4, on an axis of
// some length.
func contract(length float64) scale.Room {
	return scale.Room{Length: length, Apart: 28, Line: 14, Most: 5}
}

func labels(ticks []float64) string {
	var all []string
	for _, v := range ticks {
		all = append(all, string(scale.AppendLabel(nil, v)))
	}
	return strings.Join(all, " ")
}

func TestTicks(t *testing.T) {
	inf := math.Inf(1)
	for _, tt := range []struct {
		fact   string
		lo, hi float64
		room   scale.Room
		want   string
	}{
		{"both ends, and round numbers between", 94.48, 103.3, contract(140), "94.48 98 100 103.3"},
		{"ends that are multiples themselves", 0, 100, contract(140), "0 50 100"},
		{"exactly 28 px are enough", 0, 5, scale.Room{Length: 140, Apart: 28, Line: 14, Most: 6}, "0 1 2 3 4 5"},
		{"five labels at most", 0, 5, contract(200), "0 2 4 5"},
		{"a multiple too near to an end is left out", 0.3, 10.2, contract(140), "0.3 4 6 8 10.2"},
		{"tenths are decimals", 0.05, 0.35, contract(300), "0.05 0.1 0.2 0.3 0.35"},
		{"0 is a tick where the axis crosses it", -3, 4, contract(150), "-3 0 2 4"},
		{"millions", 0, 160e6, contract(140), "0 50M 100M 160M"},
		{"an axis may run downwards", 103.3, 94.48, contract(140), "103.3 100 98 94.48"},
		{"equal ends are one tick", 7, 7, contract(140), "7"},
		{"no room between", 0, 100, contract(55), "0 100"},
		{"just room for one between", 0, 100, contract(56), "0 50 100"},
		{"just room for both ends", 0, 100, contract(14), "0 100"},
		{"no room for two lines leaves the upper end", 0, 100, contract(13.9), "100"},
		{"one label is the upper end", 0, 100, scale.Room{Length: 140, Most: 1}, "100"},
		{"two labels are the ends", 0, 100, scale.Room{Length: 140, Most: 2}, "0 100"},
		{"no labels", 0, 100, scale.Room{Length: 140}, ""},
		{"an end that is no number", math.NaN(), 100, contract(140), ""},
		{"an infinite end", 0, inf, contract(140), ""},
		{"a length that is no number", 0, 100, contract(math.NaN()), "100"},
		{"wider than the largest float", -1e308, 1e308, contract(140), "-1e308 -5e307 0 5e307 1e308"},
		{"the smallest floats", 0, 2e-323, contract(140), "0 1e-323 2e-323"},
		{"neighbours have nothing between", 1, math.Nextafter(1, 2), contract(140), "1 1.0000000000000002e0"},
		{"narrow and far from 0", 1e15, 1e15 + 8, contract(140), "1Q 1.000000000000002e15 1.000000000000004e15 1.000000000000006e15 1.000000000000008e15"},
	} {
		if got := labels(scale.Ticks(nil, tt.lo, tt.hi, tt.room)); got != tt.want {
			t.Errorf("%s: from %v to %v: got %s, want %s", tt.fact, tt.lo, tt.hi, got, tt.want)
		}
	}
}

func TestTicksAppendBehindWhatIsThere(t *testing.T) {
	got := scale.Ticks([]float64{-7}, 10, 0, contract(140))
	if want := []float64{-7, 10, 5, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzTicks(f *testing.F) {
	f.Add(94.48, 103.3, 140.0, 28.0, 5)
	f.Add(-1e308, 1e308, 140.0, 28.0, 5)
	f.Add(-math.MaxFloat64, math.MaxFloat64, 4096.0, 1.0, 64)
	f.Add(0.0, 5e-324, 140.0, 0.0, 9)
	f.Add(-1e-322, 2e-322, 500.0, 3.0, 30)
	f.Add(1.0, math.Nextafter(1, 2), 140.0, 28.0, 5)
	f.Add(1e15, 1e15+3, 4000.0, 0.0, 64)
	f.Add(0.3, 0.1, 300.0, -5.0, 10)
	f.Fuzz(func(t *testing.T, lo, hi, length, apart float64, most int) {
		checkTicks(t, lo, hi, scale.Room{Length: length, Apart: apart, Line: 14, Most: most % 100})
	})
}

func TestTicksOfAnyTwoNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		lo := math.Float64frombits(random.Uint64())
		hi := math.Float64frombits(random.Uint64())
		if random.IntN(3) > 0 { // near to each other
			hi = math.Float64frombits(math.Float64bits(lo) + random.Uint64()>>(random.IntN(63)+1))
		}
		room := scale.Room{Length: random.Float64() * 4096, Apart: float64(random.IntN(40)), Most: random.IntN(20)}
		checkTicks(t, lo, hi, room)
	}
}

// checkTicks holds the ticks to everything that is promised of them but their
// number.
func checkTicks(t *testing.T, lo, hi float64, room scale.Room) {
	t.Helper()
	ticks := scale.Ticks(nil, lo, hi, room)
	if len(ticks) > max(room.Most, 0) {
		t.Fatalf("%d ticks, want at most %d", len(ticks), room.Most)
	}
	if room.Most < 1 || math.IsNaN(hi-hi) || math.IsNaN(lo-lo) {
		if len(ticks) > 0 {
			t.Fatalf("got %v, want none", ticks)
		}
		return
	}
	if ticks[len(ticks)-1] != hi || len(ticks) > 1 && ticks[0] != lo {
		t.Fatalf("from %v to %v: got %v", lo, hi, ticks)
	}
	seen := map[string]bool{}
	px := scale.NewLinear(lo, hi, 0, room.Length)
	for i, v := range ticks {
		label := string(scale.AppendLabel(nil, v))
		if seen[label] {
			t.Fatalf("%v: %s stands there twice", ticks, label)
		}
		seen[label] = true
		if i == 0 {
			continue
		}
		before := ticks[i-1]
		if lo < hi != (before < v) || before == v {
			t.Fatalf("from %v to %v: %v is not in order", lo, hi, ticks)
		}
		if d := px.At(v) - px.At(before); len(ticks) > 2 && !(d >= room.Apart-1e-6) {
			t.Fatalf("%v: %v px between %v and the one before, want %v", ticks, d, v, room.Apart)
		}
		// Sixteen digits hold every multiple of a step that is tried.
		if i < len(ticks)-1 && v != decimalOf(v, 16) {
			t.Fatalf("%v: %v is not the float of a short decimal", ticks, v)
		}
	}
}

func TestTicksAreTheFloatsOfTheirDecimals(t *testing.T) {
	for _, tt := range []struct {
		lo, hi float64
		want   []float64
	}{
		{0.05, 0.45, []float64{0.05, 0.1, 0.2, 0.3, 0.4, 0.45}},
		{1e-30, 9e-30, []float64{1e-30, 2e-30, 4e-30, 6e-30, 8e-30, 9e-30}},
		{1e25, 9e25, []float64{1e25, 2e25, 4e25, 6e25, 8e25, 9e25}},
	} {
		got := scale.Ticks(nil, tt.lo, tt.hi, scale.Room{Length: 200, Apart: 20, Most: 7})
		if !slices.Equal(got, tt.want) {
			t.Errorf("from %v to %v: got %v, want %v", tt.lo, tt.hi, got, tt.want)
		}
	}
}

func TestNice(t *testing.T) {
	for _, tt := range []struct {
		fact   string
		lo, hi float64
		want   string
	}{
		{"outwards to tens", 3, 97, "0 100"},
		{"multiples stay", 0, 100, "0 100"},
		{"decimals come out exactly", 0.13, 0.68, "0.1 0.7"},
		{"below 0", -4.2, -0.3, "-5 0"},
		{"the wrong way round stays so", 97, 3, "100 0"},
		{"equal ends stay", 5, 5, "5 5"},
		{"ends that are no numbers stay", math.NaN(), 5, "NaN 5"},
		{"what would be no float stays", -math.MaxFloat64, math.MaxFloat64, "-1.7976931348623157e+308 1.7976931348623157e+308"},
		{"wider than the largest float", -0.9e308, 0.95e308, "-1e+308 1e+308"},
		{"the smallest floats", 5e-324, 1e-322, "0 1e-322"},
		{"neighbours stay", 1, math.Nextafter(1, 2), "1 1.0000000000000002"},
	} {
		lo, hi := scale.Nice(tt.lo, tt.hi)
		if got := fmt.Sprint(lo, hi); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.fact, got, tt.want)
		}
	}
}

func FuzzNice(f *testing.F) {
	f.Add(3.0, 97.0)
	f.Add(-1e308, 1e308)
	f.Add(0.0, 5e-324)
	f.Add(1e15, 1e15+1)
	f.Fuzz(func(t *testing.T, lo, hi float64) {
		a, b := scale.Nice(lo, hi)
		if math.IsNaN(lo) || math.IsNaN(hi) {
			return
		}
		if lo <= hi && !(a <= lo && hi <= b) || lo > hi && !(a >= lo && hi >= b) {
			t.Fatalf("Nice(%v, %v) = %v, %v: not outwards", lo, hi, a, b)
		}
		if math.Abs(lo/4-a/4) > math.Abs(hi/4-lo/4) || math.Abs(hi/4-b/4) > math.Abs(hi/4-lo/4) {
			t.Fatalf("Nice(%v, %v) = %v, %v: too far", lo, hi, a, b)
		}
	})
}

func TestLinear(t *testing.T) {
	for _, tt := range []struct {
		fact           string
		d0, d1, r0, r1 float64
		v, want        float64
	}{
		{"the first end", 0, 61, 170, 10, 0, 170},
		{"the last end, exactly", 0, 61, 170, 10, 61, 10},
		{"the middle", 10, 20, 0, 100, 15, 50},
		{"beyond the end on the same line", 10, 20, 0, 100, 25, 150},
		{"a domain of one point", 7, 7, 30, 90, 7, 30},
		{"a domain of one point, elsewhere", 7, 7, 30, 90, math.Inf(1), 30},
		{"a domain longer than the largest float", -1e308, 1e308, 0, 100, 0, 50},
		{"its last end", -1e308, 1e308, 0, 100, 1e308, 100},
		{"a subnormal domain", 0, 4e-323, 0, 100, 2e-323, 50},
		{"a range of one point", 0, 1, 5, 5, 0.3, 5},
	} {
		if got := scale.NewLinear(tt.d0, tt.d1, tt.r0, tt.r1).At(tt.v); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.fact, got, tt.want)
		}
	}
	if got := (scale.Linear{}).At(3); got != 0 {
		t.Errorf("the zero Linear: got %v, want 0", got)
	}
}

func TestNumbersAllocateNothingWhereThereIsRoom(t *testing.T) {
	ticks, text := make([]float64, 0, 8), make([]byte, 0, 64)
	for _, ends := range [][2]float64{{94.48, 103.3}, {-1e308, 1e308}, {1e-30, 7e-30}, {0, 1e-322}} {
		if n := testing.AllocsPerRun(10, func() {
			ticks = scale.Ticks(ticks[:0], ends[0], ends[1], contract(140))
			for _, v := range ticks {
				text = scale.AppendLabel(text[:0], v)
				text = scale.AppendFigure(text[:0], v, (ends[1]/2-ends[0]/2)/30)
			}
		}); n != 0 {
			t.Errorf("from %v to %v: got %v allocations, want 0", ends[0], ends[1], n)
		}
	}
}

func BenchmarkTicksAndLabels(b *testing.B) {
	for _, ends := range [][2]float64{{94.48, 103.3}, {0, 160e6}, {-1e308, 1e308}} {
		b.Run(fmt.Sprintf("%g-%g", ends[0], ends[1]), func(b *testing.B) {
			ticks, text := make([]float64, 0, 8), make([]byte, 0, 64)
			b.ReportAllocs()
			for b.Loop() {
				ticks = scale.Ticks(ticks[:0], ends[0], ends[1], contract(140))
				for _, v := range ticks {
					text = scale.AppendLabel(text[:0], v)
				}
			}
		})
	}
}

// decimalOf returns the float64 nearest to the decimal text of v, rounded to the
// digits that any tick may have: what a tick must be equal to.
func decimalOf(v float64, digits int) float64 {
	d, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	return d
}
