package anomaly_test

import (
	"bytes"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"chartd/alerts/anomaly"
)

func encode(t testing.TB, d *anomaly.Detector) []byte {
	t.Helper()
	state, err := d.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return state
}

func TestStateIsSmall(t *testing.T) {
	state := encode(t, anomaly.New())
	if len(state) != anomaly.StateSize || len(state) > 4096 {
		t.Errorf("%d bytes, StateSize is %d, at most 4096", len(state), anomaly.StateSize)
	}
}

// TestStateGoesOn stores and reads the state between any two points.
func TestStateGoesOn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		whole, stored := anomaly.New(), anomaly.New()
		for i, p := range anySeries(700).Draw(rt, "series") {
			want := observe(t, whole, p)
			next := anomaly.New()
			if err := next.UnmarshalBinary(encode(t, stored)); err != nil {
				rt.Fatalf("point %d: %v", i, err)
			}
			if got := observe(t, next, p); got != want {
				rt.Fatalf("point %d: from a stored state %+v, want %+v", i, got, want)
			}
			if want.Score >= anomaly.Notice && i%2 == 0 {
				whole.Dismiss()
				next.Dismiss()
			}
			stored = next
		}
		if !bytes.Equal(encode(t, whole), encode(t, stored)) {
			rt.Fatal("the states differ in the end")
		}
	})
}

func TestStateIsRefused(t *testing.T) {
	d := anomaly.New()
	for _, p := range series(1000, 300, calm) {
		observe(t, d, p)
	}
	good := encode(t, d)
	changed := func(change func(b []byte) []byte) []byte { return change(bytes.Clone(good)) }
	for _, row := range []struct {
		what  string
		state []byte
	}{
		{"nothing", nil},
		{"a byte too few", good[1:]},
		{"a byte too many", append(bytes.Clone(good), 0)},
		{"another version", changed(func(b []byte) []byte { b[0]++; return b })},
		{"a number that is none", changed(func(b []byte) []byte {
			copy(b[41:], []byte{1, 0, 0, 0, 0, 0, 0xf8, 0x7f})
			return b
		})},
		{"a negative number of points", changed(func(b []byte) []byte { b[8] = 0xff; return b })},
		{"a bin with more than all", changed(func(b []byte) []byte { b[len(b)-9], b[len(b)-10] = 0xff, 0xff; return b })},
	} {
		if err := d.UnmarshalBinary(row.state); !errors.Is(err, anomaly.ErrState) {
			t.Errorf("%s: %v, want ErrState", row.what, err)
		}
	}
	if !bytes.Equal(encode(t, d), good) {
		t.Error("a refused state changed the detector")
	}
}

// FuzzState reads states that were written over somewhere, or are nothing but
// what was written, and goes on from those that are taken.
func FuzzState(f *testing.F) {
	d := anomaly.New()
	for _, p := range series(1000, 300, calm) {
		observe(f, d, p)
	}
	good := encode(f, d)
	f.Add(uint16(0), []byte{1}, int64(begin), 3.0)
	f.Add(uint16(33), []byte{0, 0, 0, 0, 0, 0, 0xf8, 0x7f}, int64(0), 1e100)
	f.Add(uint16(anomaly.StateSize), []byte("short"), int64(0), 0.0)
	f.Fuzz(func(t *testing.T, from uint16, over []byte, at int64, value float64) {
		state := over
		if int(from) < len(good) {
			state = bytes.Clone(good)
			copy(state[from:], over)
		}
		d := anomaly.New()
		if err := d.UnmarshalBinary(state); err != nil {
			if !errors.Is(err, anomaly.ErrState) {
				t.Fatal(err)
			}
			return
		}
		if !bytes.Equal(encode(t, d), state) {
			t.Fatal("a state that is read is written otherwise")
		}
		found, err := d.Observe(at, value)
		switch {
		case errors.Is(err, anomaly.ErrNotANumber):
		case err != nil || !(found.Score >= 0 && found.Score <= 1) || math.IsNaN(found.Expected):
			t.Fatalf("%+v, %v", found, err)
		}
	})
}
