package wire_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"chartd/api/wire"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "3": 3, "-3": -3, "+3": 3, "3.0": 3, "9.95": 9.95, ".5": .5, "5.": 5, "007": 7,
		"1e+06": 1e6, "1e06": 1e6, "1E7": 1e7, "1.5e-3": .0015, "1e 06": 1e6, "1E 06": 1e6, "-1.5e 2": -150,
		" 4\t": 4, "\n4\r\n": 4, " 4.5 ": 4.5, // from a file, or a raw + before it
		"1e100": 1e100, "-1e100": -1e100, "1e-400": 0,
		"0.1": .1, "0.3": .3, "123456789012.345": 123456789012.345, // short ones
		"9007199254740993": 9007199254740992, "0.1234567890123456789": .1234567890123456789, // long ones
		"0000000000000000000000000000000000000000000001": 1,
	} {
		if got, err := wire.ParseNumber(text); err != nil || got != want {
			t.Errorf("%q: got %v and %v, want %v", text, got, err, want)
		}
	}
	if got, err := wire.ParseNumber("-0"); err != nil || math.Signbit(got) {
		t.Errorf("-0: got %v and %v, want 0", got, err)
	}
}

func TestParseNumberRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", ".", "-", "+", "e", "e5", "1e", "1e+", "1e ", "1e  6", "1e +6", "1 e6", "1 000", "--1", "1-", "1.2.3", "1e5.5", "1e6 e 6",
		"9,95", "1,000", "1'000", "1_000", "0x10", "0x1p4", "0b1", "1f", "1d", "12px", "$5", "٣", "1\x00",
		"NaN", "nan", "Inf", "-inf", "+Infinity", "true", "null", "1e101", "-1e101", "1.0000001e100", "1e999", "-1e999",
		strings.Repeat("9", 1000),
	} {
		if got, err := wire.ParseNumber(text); !errors.Is(err, wire.ErrNumber) {
			t.Errorf("%q: got %v and %v, want %v", text, got, err, wire.ErrNumber)
		}
	}
}

func TestParseTime(t *testing.T) {
	for text, want := range map[string]int64{
		"": now, " ": now, "0": now, "0.0": now, "-0": now, "0.9": now,
		"1": 1, "1363118126": 1363118126, "1363118126.99": 1363118126, " 1363118126 ": 1363118126, "1.363118126e9": 1363118126,
		"1700086400": now + 86400, "1700086400.5": now + 86400,
	} {
		if got, err := wire.ParseTime(text, now); err != nil || got != want {
			t.Errorf("%q: got %v and %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"1700086401", "1363118126000", "100000000001", "-1", "-0.5", "1e300", "1e999", "-1e50",
		"now", "2013-03-12", "NaN", "0x10", "1,5", ".",
	} {
		if got, err := wire.ParseTime(text, now); !errors.Is(err, wire.ErrTimestamp) {
			t.Errorf("%q: got %v and %v, want %v", text, got, err, wire.ErrTimestamp)
		}
	}
}

// In a far future, seconds are still told from milliseconds.
func TestParseTimeKnowsMilliseconds(t *testing.T) {
	const later = 99_999_999_999
	if got, err := wire.ParseTime("100000000000", later); err != nil || got != 1e11 {
		t.Errorf("got %v and %v", got, err)
	}
	if got, err := wire.ParseTime("100000000001", later); !errors.Is(err, wire.ErrTimestamp) {
		t.Errorf("got %v and %v, want %v", got, err, wire.ErrTimestamp)
	}
}
