package scale_test

import (
	"math"
	"testing"

	"chartd/render/scale"

	"pgregory.net/rapid"
)

func TestAppendDisplay(t *testing.T) {
	for _, row := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {1, "1"}, {-20, "-20"}, {999, "999"},
		{0.3145, "0.315"}, {12.5, "12.500"}, {-0.3145, "-0.315"}, {999.9994, "999.999"}, {999.9996, "1,000"},
		{1001, "1,001"}, {-1001, "-1,001"}, {9999.4, "9,999"}, {9999.6, "10.00K"},
		{12345, "12.35K"}, {999_994, "999.99K"}, {999_996, "1.00M"}, {1_300_000, "1.30M"}, {-2.5e9, "-2.50G"}, {3e12, "3.00T"}, {4e15, "4.00Q"},
		{9.99e17, "999.00Q"}, {1.2345e18, "1.23e18"}, {1e300, "1e300"}, {0.0004, "0.0004"}, {1.23456e-7, "0.000000123"}, {1.5e-9, "1.5e-9"},
		{1.125e18, "1.12e18"}, {-math.MaxFloat64, "-1.8e308"}, {math.SmallestNonzeroFloat64, "4.94e-324"}, {-1.23456e-8, "-1.23e-8"},
		{math.Inf(1), "+Inf"},
	} {
		if got := string(scale.AppendDisplay([]byte("x"), row.v)); got != "x"+row.want {
			t.Errorf("%v is %q, want %q", row.v, got[1:], row.want)
		}
	}
}

func TestDisplaysAreShortAndNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e17, 1e17).Draw(t, "v")
		got := string(scale.AppendDisplay(nil, v))
		if len(got) > 12 {
			t.Errorf("%v is %q", v, got)
		}
		if math.Abs(v) < 999 {
			if back, err := scale.ParseLabel(got); err != nil || math.Abs(back-v) > 0.0005+1e-12 { // a half, and what a float adds to it
				t.Errorf("%v is %q (%v)", v, got, err)
			}
		}
	})
}

func TestAppendExact(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", -3: "-3", 1<<53 - 1: "9007199254740991", 0.35000000000000003: "0.35", 45.300000000000004: "45.3", math.Inf(1): "+Inf",
		1e-7: "1e-07", 1e300: "1e+300", 1.0 / 3: "0.333333333333333",
	} {
		if got := string(scale.AppendExact([]byte("x"), v)); got != "x"+want {
			t.Errorf("%v is %q, want %q", v, got[1:], want)
		}
	}
}

func TestChange(t *testing.T) {
	for _, row := range []struct{ now, then, want float64 }{
		{110, 100, 10}, {95.55, 100, 4.4}, {100, 100, 0}, {0, 5, 100}, {-3, -2, 50}, {1e300, 1e299, 900}, {100.001, 100, 0},
		{1, 0, -1}, {0, 0, -1}, {1, -1, -1}, {11, 1, -1}, {1e300, 1e-300, -1}, {math.NaN(), 1, -1}, {1, math.NaN(), -1},
	} {
		got, ok := scale.Change(row.now, row.then)
		if !ok {
			got = -1
		}
		if got != row.want {
			t.Errorf("from %v to %v is %v %%, want %v", row.then, row.now, got, row.want)
		}
	}
}
