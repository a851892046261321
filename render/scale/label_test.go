package scale_test

import (
	"math"
	"testing"

	"chartd/render/scale"
)

func TestAppendLabel(t *testing.T) {
	for _, tt := range []struct {
		fact string
		v    float64
		want string
	}{
		{"nothing", 0, "0"},
		{"minus zero has no sign", math.Copysign(0, -1), "0"},
		{"small decimals are plain", 0.004, "0.004"},
		{"all decimals of an end are kept", 94.48, "94.48"},
		{"a label is never rounded", 101.15, "101.15"},
		{"no letter below 1000", 999.5, "999.5"},
		{"1000 is the first with a letter", 1000, "1K"},
		{"one decimal", 1500, "1.5K"},
		{"two decimals", 12340, "12.34K"},
		{"three decimals are too many", 1234, "1234"},
		{"a number that no letter fits stays", 1234567, "1234567"},
		{"the largest unit alone is tried", 1234560, "1234560"},
		{"millions", 160e6, "160M"},
		{"billions", -2.5e9, "-2.5G"},
		{"trillions", 7.25e12, "7.25T"},
		{"the largest letter", 1e15, "1Q"},
		{"and its last number", 999.99e15, "999.99Q"},
		{"beyond it an exponent", 1e18, "1e18"},
		{"twelve characters are plain", 0.0000012345, "0.0000012345"},
		{"thirteen are not", 0.00000123456, "1.23456e-6"},
		{"the sign counts", -0.0000012345, "-1.2345e-6"},
		{"1e-8 is plain", 1e-8, "0.00000001"},
		{"below it there is an exponent", 1.5e-9, "1.5e-9"},
		{"twelve digits are plain", 123456789012, "123456789012"},
		{"thirteen digits are not", 1234567890123, "1.234567890123e12"},
		{"what a float sum leaves is told", 0.30000000000000004, "3.0000000000000004e-1"},
		{"the largest number", math.MaxFloat64, "1.7976931348623157e308"},
		{"the smallest number", math.SmallestNonzeroFloat64, "5e-324"},
		{"not a number", math.NaN(), "NaN"},
	} {
		if got := string(scale.AppendLabel([]byte("y="), tt.v)); got != "y="+tt.want {
			t.Errorf("%s: got %s, want y=%s", tt.fact, got, tt.want)
		}
	}
}

func TestParseLabel(t *testing.T) {
	for _, tt := range []struct {
		s    string
		want float64
	}{
		{"0", 0}, {"-1.5K", -1500}, {"160M", 160e6}, {"2G", 2e9}, {"7.25T", 7.25e12}, {"1Q", 1e15},
		{"1.5e-9", 1.5e-9}, {"1E3", 1000}, {"+4", 4}, {".5", 0.5}, {"1.1K", 1100},
	} {
		got, err := scale.ParseLabel(tt.s)
		if err != nil || got != tt.want {
			t.Errorf("%q: got %v, %v, want %v", tt.s, got, err, tt.want)
		}
	}
}

func TestParseLabelRefuses(t *testing.T) {
	for _, s := range []string{"", "K", "1KK", "1k", "1 K", "1e3K", "inf", "NaN", "0x10", "1_000", "1,5", "1e999", "--1"} {
		if got, err := scale.ParseLabel(s); err == nil {
			t.Errorf("%q is read as %v, want an error", s, got)
		}
	}
}

func FuzzLabel(f *testing.F) {
	for _, v := range []float64{0, 0.004, 94.48, 1500, 1234567, 1e15, 1e18, 5e-324, math.MaxFloat64, 0.30000000000000004} {
		f.Add(math.Float64bits(v))
	}
	f.Fuzz(func(t *testing.T, bits uint64) {
		v := math.Float64frombits(bits)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return
		}
		// Labels that read back bit by bit also differ wherever numbers do.
		label := string(scale.AppendLabel(nil, v))
		back, err := scale.ParseLabel(label)
		if err != nil || math.Float64bits(back) != math.Float64bits(v+0) {
			t.Fatalf("%v is labelled %s, which reads back as %v, %v", v, label, back, err)
		}
		if len(label) > len("-1.2345678901234567e-308") {
			t.Fatalf("%v is labelled %s: too long", v, label)
		}
	})
}

func FuzzParseLabel(f *testing.F) {
	for _, s := range []string{"1.5K", "1e-9", "K", "0x1", "-.", "9Q"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := scale.ParseLabel(s)
		if err != nil {
			return
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Fatalf("%q is read as %v", s, v)
		}
		label := string(scale.AppendLabel(nil, v))
		if back, err := scale.ParseLabel(label); err != nil || back != v {
			t.Fatalf("%q is %v, labelled %s, read back as %v, %v", s, v, label, back, err)
		}
	})
}

func TestAppendFigure(t *testing.T) {
	for _, tt := range []struct {
		fact    string
		v, step float64
		want    string
	}{
		{"tenths for a step of a seventh", 97.083, .1446, "97.1"},
		{"a zero behind the point is not written", 100.99, .1446, "101"},
		{"whole millions", 64918032, 2622950, "65M"},
		{"a step of one keeps whole numbers", 12.7, 1, "13"},
		{"a step of nine keeps whole numbers", 12.7, 9.99, "13"},
		{"a step of ten keeps tens", 1234, 10, "1.23K"},
		{"rounding may lengthen a number", 999.7, 1, "1K"},
		{"less than half a place is nothing", 4.9, 10, "0"},
		{"more than half a place is one", -5.1, 10, "-10"},
		{"far below the place is nothing", 0.001, 1000, "0"},
		{"a tie goes to the even digit", 2.5, 1, "2"},
		{"half a place too", 5, 10, "0"},
		{"1.005 is a little less than that", 1.005, 0.01, "1"},
		{"negative numbers round as positive ones", -97.083, .1446, "-97.1"},
		{"a fine step changes nothing", 0.125, 1e-300, "0.125"},
		{"a step of 0 changes nothing", 3.14159, 0, "3.14159"},
		{"a step that is none changes nothing", 3.14159, math.NaN(), "3.14159"},
		{"what would round to no float stays", 1.7e308, 1e308, "1.7e308"},
	} {
		if got := string(scale.AppendFigure(nil, tt.v, tt.step)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.fact, got, tt.want)
		}
	}
}

func FuzzRound(f *testing.F) {
	f.Add(97.083, .1446)
	f.Add(64918032.0, 2622950.0)
	f.Add(5e-324, 1e-323)
	f.Add(math.MaxFloat64, 1e308)
	f.Fuzz(func(t *testing.T, v, step float64) {
		got := scale.Round(v, step)
		if !(step > 0) || math.IsInf(step, 0) || math.IsNaN(v) || math.IsInf(v, 0) {
			if math.Float64bits(got) != math.Float64bits(v) {
				t.Fatalf("Round(%v, %v) = %v, want no change", v, step, got)
			}
			return
		}
		// Half a place is at most half the step; a float's own step comes on top.
		if far := math.Abs(got/2 - v/2); far > step/4*(1+1e-12)+math.Abs(v)*1e-15+5e-324 && got != v {
			t.Fatalf("Round(%v, %v) = %v", v, step, got)
		}
		if again := scale.Round(got, step); again != got {
			t.Fatalf("Round(%v, %v) = %v, rounded again %v", v, step, got, again)
		}
	})
}

func BenchmarkAppendLabel(b *testing.B) {
	buf := make([]byte, 0, 32)
	values := []float64{94.48, 96, 98, 100, 103.3, 160e6, 1234567}
	b.ReportAllocs()
	for b.Loop() {
		for _, v := range values {
			buf = scale.AppendLabel(buf[:0], v)
		}
	}
}
