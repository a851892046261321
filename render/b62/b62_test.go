package b62_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"chartd/render/b62"
)

var nan, inf = math.NaN(), math.Inf(1)

// The vectors of the contract, section 3. Their values have the range of the
// data, or of both datasets, unless lo and hi are given.
func TestEncodeGivesTheVectorsOfTheContract(t *testing.T) {
	two := [][]float64{{1.2, 2.4, 3.1}, {0.944, 0.170, 0.601}}
	three := [][]float64{{1, 3, 2}, {5, 3, 4}}
	one := func(values ...float64) [][]float64 { return [][]float64{values} }
	auto := []float64(nil)
	for _, tt := range []struct {
		data  [][]float64
		ends  []float64
		wants string
	}{
		{one(1.2, 2.4, 3.1), auto, "Am9"},
		{one(40, 50, 33.2), auto, "Y8A"},
		{one(0, 9, 9), auto, "A99"},
		{one(0.944, 0.170, 0.201, 0.839, 0.284, 0.485, 0.154, 0.431, 0.119, 0.679), auto, "9DG1MbCXAp"},
		{one(0, -2, 9), auto, "LA9"},
		{one(0), auto, "A"},
		{one(), auto, ""},
		{one(1, 2, 3), auto, "Ae9"},
		{one(1.2, 2.4, 3.1, 4.8, 9.1, 2.2, 2.0), auto, "AJOb9HG"},
		{one(20, 30, 40), []float64{0, 60}, "Ueo"},
		{one(20, 30, 40), []float64{20, 40}, "Ae9"},
		{one(1.0, 0.99, 0.9869, 0.95, 0.88), []float64{0, 1}, "98851"},
		{one(1.0, 0.99, 0.9869, 0.95, 0.88), []float64{1, 1}, "AAAAA"},
		{two, auto, "Vu9 QAI"},
		{two, []float64{0, 4}, "Skv OCJ"},
		{three, auto, "AeP 9et"},
		{three, []float64{0, 6}, "KeU yeo"},
		{one(-5, 0, 5, 10, 15), []float64{0, 10}, "AAe9A"},
	} {
		lo, hi, _ := b62.Range(tt.data...)
		if tt.ends != nil {
			lo, hi = tt.ends[0], tt.ends[1]
		}
		var got []string
		for _, values := range tt.data {
			got = append(got, b62.Encode(values, lo, hi))
		}
		if got := strings.Join(got, " "); got != tt.wants {
			t.Errorf("%v from %v to %v: got %q, want %q", tt.data, lo, hi, got, tt.wants)
		}
	}
}

func TestEncodeBeyondTheVectors(t *testing.T) {
	for _, tt := range []struct {
		fact   string
		values []float64
		lo, hi float64
		want   string
	}{
		{"a NaN is a gap", []float64{1, nan, 3}, 1, 3, "A_9"},
		{"a gap stays a gap in a range of size 0", []float64{1, nan}, 1, 1, "A_"},
		{"infinite values are out of range", []float64{inf, -inf}, 0, 1, "AA"},
		{"ends the wrong way round are a range of size 0", []float64{1, 2, 3}, 3, 1, "AAA"},
		{"ends that are no numbers leave the bottom", []float64{1}, nan, nan, "A"},
		{"a range wider than the largest float is drawn", []float64{-1e308, 0, 1e308}, -1e308, 1e308, "Ae8"},
		{"a range whose 61-fold overflows is drawn", []float64{0, 1e307, 2e307}, 0, 2e307, "Ae9"},
		{"the smallest range is drawn", []float64{0, 5e-324, 1e-323}, 0, 1e-323, "Ae9"},
	} {
		if got := b62.Encode(tt.values, tt.lo, tt.hi); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.fact, got, tt.want)
		}
	}
}

func TestRange(t *testing.T) {
	for _, tt := range []struct {
		fact   string
		series [][]float64
		want   string
	}{
		{"all series share one range", [][]float64{{3, 1}, {2, 7}}, "1 7 true"},
		{"gaps and infinities are left out", [][]float64{{nan, -inf, 2, inf, 5}}, "2 5 true"},
		{"one value is both ends", [][]float64{{4}}, "4 4 true"},
		{"gaps alone have no range", [][]float64{{nan}, {}}, "0 0 false"},
		{"no series has no range", nil, "0 0 false"},
	} {
		lo, hi, ok := b62.Range(tt.series...)
		if got := fmt.Sprint(lo, hi, ok); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.fact, got, tt.want)
		}
	}
}

func TestDecode(t *testing.T) {
	for _, tt := range []struct {
		fact, s, want string
	}{
		{"the alphabet runs from A to Z, a to z, 0 to 9", "AZaz09", "[0 25 26 51 52 61]"},
		{"an underscore is a gap", "A_9", "[0 NaN 61]"},
		{"every byte outside the alphabet is a gap", "-+/ @[`{:\x00\x7f\xff", "[" + strings.Repeat("NaN ", 11) + "NaN]"},
		{"a character of three bytes is three gaps", "A€B", "[0 NaN NaN NaN 1]"},
		{"nothing is no point", "", "[]"},
	} {
		if got := fmt.Sprint(b62.AppendDecode(nil, tt.s)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.fact, got, tt.want)
		}
	}
}

func TestBothAppendBehindWhatIsThere(t *testing.T) {
	if got := fmt.Sprint(b62.AppendDecode([]float64{7}, "B_")); got != "[7 1 NaN]" {
		t.Errorf("decode: got %s", got)
	}
	if got := string(b62.AppendEncode([]byte("d0="), []float64{0, 1}, 0, 1)); got != "d0=A9" {
		t.Errorf("encode: got %s", got)
	}
}

func TestNothingIsAllocatedWhereThereIsRoom(t *testing.T) {
	s := strings.Repeat("Az09_", 100)
	points, text := make([]float64, 0, len(s)), make([]byte, 0, len(s))
	if n := testing.AllocsPerRun(10, func() {
		points = b62.AppendDecode(points[:0], s)
		text = b62.AppendEncode(text[:0], points, 0, b62.Max)
	}); n != 0 {
		t.Errorf("got %v allocations, want 0", n)
	}
	if string(text) != s {
		t.Errorf("got %q, want %q", text, s)
	}
}

// slowIndex is the clients' formula word for word.
func slowIndex(v, lo, hi float64) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	span := max(hi-lo, 0)
	if span == 0 {
		return "A"
	}
	index := math.Trunc(61 * (v - lo) / span)
	if !(index >= 0 && index <= 61) {
		return "A"
	}
	return alphabet[int(index):][:1]
}

func FuzzEncode(f *testing.F) {
	f.Add(33.2, 33.2, 50.0)
	f.Add(49.999, 33.2, 50.0)
	f.Add(1.0, 1.0, 1.0)
	f.Add(0.0, -1e308, 1e308)
	f.Add(5e-324, 0.0, 1e-323)
	f.Fuzz(func(t *testing.T, v, lo, hi float64) {
		got := b62.Encode([]float64{v}, lo, hi)
		if math.IsNaN(v) {
			if got != "_" {
				t.Fatalf("NaN: got %q, want a gap", got)
			}
			return
		}
		if width := 61 * (hi - lo); !math.IsInf(width, 0) && !math.IsInf(61*(v-lo), 0) {
			if want := slowIndex(v, lo, hi); got != want {
				t.Fatalf("%v from %v to %v: got %q, want %q", v, lo, hi, got, want)
			}
		}
		index := b62.AppendDecode(nil, got)
		if len(index) != 1 || !(index[0] >= 0 && index[0] <= b62.Max) {
			t.Fatalf("%v from %v to %v: %q is read as %v", v, lo, hi, got, index)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "Y8A", "A_9", "€", "\xff\x00"} {
		f.Add(s)
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	f.Fuzz(func(t *testing.T, s string) {
		points := b62.AppendDecode(nil, s)
		if len(points) != len(s) {
			t.Fatalf("%d points of %d bytes", len(points), len(s))
		}
		for i, p := range points {
			index := strings.IndexByte(alphabet, s[i])
			if index < 0 != math.IsNaN(p) || index >= 0 && p != float64(index) {
				t.Fatalf("byte %q: got %v, want %d", s[i], p, index)
			}
		}
	})
}

func TestDecodingIsWithinOneIndexOfWhatWasEncoded(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 2))
	for range 10000 {
		lo := random.NormFloat64() * math.Pow(10, float64(random.IntN(20)-10))
		hi := lo + random.Float64()*math.Pow(10, float64(random.IntN(20)-10))
		v := min(lo+random.Float64()*(hi-lo), hi)
		if lo == hi {
			continue
		}
		index := b62.AppendDecode(nil, b62.Encode([]float64{v}, lo, hi))[0]
		if at := b62.Max * (v - lo) / (hi - lo); math.Abs(at-index) > 1 {
			t.Fatalf("%v from %v to %v stands at %v, decoded as %v", v, lo, hi, at, index)
		}
	}
}

func BenchmarkAppendDecode(b *testing.B) {
	s := strings.Repeat("AZaz09_Qm7", 10000)
	points := make([]float64, 0, len(s))
	b.ReportAllocs()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		points = b62.AppendDecode(points[:0], s)
	}
}

func BenchmarkAppendEncode(b *testing.B) {
	values := make([]float64, 100000)
	for i := range values {
		values[i] = float64(i % 997)
	}
	text := make([]byte, 0, len(values))
	b.ReportAllocs()
	b.SetBytes(int64(len(values)))
	for b.Loop() {
		text = b62.AppendEncode(text[:0], values, 0, 996)
	}
}
