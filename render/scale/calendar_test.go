package scale

import (
	"testing"
	"time"
)

func TestTheLadderHasNoWideRung(t *testing.T) {
	for i, s := range strides[1:] {
		ratio := float64(s.seconds()) / float64(strides[i].seconds())
		if ratio <= 1 || ratio > 3.5 {
			t.Errorf("%v is %v times %v, want over 1 and at most 3.5", s, ratio, strides[i])
		}
	}
}

func TestThePartsOfTheLadderBeginWhereTheirNamesSay(t *testing.T) {
	for _, tt := range []struct {
		part string
		at   int
		want stride
	}{
		{"minutes", minutes, stride{clock: minute}},
		{"days", days, stride{clock: day}},
		{"weeks", weeks, stride{clock: week}},
		{"months", months, stride{months: 1}},
		{"years", years, stride{months: 12}},
	} {
		if got := strides[tt.at]; got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.part, got, tt.want)
		}
	}
}

// After 2037 the bounds that package time gives for a zone are wrong on the
// last day of a leap year; the clock has to get out of that day.
func TestTheClockRunsThroughLeapYearsToCome(t *testing.T) {
	place, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	c := newClock(place)
	want := time.Date(2045, 1, 1, 0, 0, 0, 0, place).Unix()
	if got := c.begin(time.Date(2045, 1, 1, 0, 0, 0, 0, time.UTC).Unix()); got != want {
		t.Errorf("2045 begins at %d, want %d", got, want)
	}
}
