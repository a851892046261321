package stats_test

import (
	"errors"
	"testing"

	"chartd/stats"
)

func TestParseTimeframe(t *testing.T) {
	for _, row := range []struct {
		text  string
		words string
		count int
		err   error
	}{
		{"1w3h", "1 week @ 3 hours", 57, nil},
		{"1w1d", "1 week @ 1 day", 8, nil},
		{"1w1h", "1 week @ 1 hour", 169, nil},
		{"30m1m", "30 minutes @ 1 minute", 31, nil},
		{"1M1d", "1 month @ 1 day", 31, nil},
		{"1y1w", "1 year @ 1 week", 53, nil},
		{"1d15m1w", "1 day @ 15 minutes", 97, nil},
		{"4h7m", "4 hours @ 7 minutes", 35, nil},
		{"9999m1m", "9999 minutes @ 1 minute", 10_000, nil},
		{"1w1m", "", 0, stats.ErrTooManyPoints},
		{"", "", 0, stats.ErrTimeframe},
		{"1w", "", 0, stats.ErrTimeframe},
		{"1h1w", "", 0, stats.ErrTimeframe},
		{"0w1h", "", 0, stats.ErrTimeframe},
		{"1w0h", "", 0, stats.ErrTimeframe},
		{"1W3h", "", 0, stats.ErrTimeframe},
		{"w3h", "", 0, stats.ErrTimeframe},
		{"1w3", "", 0, stats.ErrTimeframe},
		{"1w3h1w1w", "", 0, stats.ErrTimeframe},
		{"99999m1h", "", 0, stats.ErrTimeframe},
		{"1w 3h", "", 0, stats.ErrTimeframe},
		{"-1w3h", "", 0, stats.ErrTimeframe},
	} {
		f, err := stats.ParseTimeframe(row.text)
		if !errors.Is(err, row.err) {
			t.Errorf("%q: error %v, want %v", row.text, err, row.err)
			continue
		}
		if err != nil {
			continue
		}
		if w := f.Ending(0); f.String() != row.words || w.Count != row.count {
			t.Errorf("%q: %q with %d points, want %q with %d", row.text, f, w.Count, row.words, row.count)
		}
	}
}

// The published reply of the contract (3.4): a week by day, called at 02:01:xx,
// has 8 points from 1415152860 to 1415757660.
func TestTimeframeEndsWithTheMinuteOfTheCall(t *testing.T) {
	f, err := stats.ParseTimeframe("1w1d")
	if err != nil {
		t.Fatal(err)
	}
	w := f.Ending(1415757660 + 42)
	if first, last := w.At(0).Unix(), w.At(w.Count-1).Unix(); first != 1415152860 || last != 1415757660 || w.Count != 8 {
		t.Errorf("%d points from %d to %d", w.Count, first, last)
	}
}

func TestMinutesBefore1970(t *testing.T) {
	for _, row := range []struct {
		unix   int64
		minute stats.Minute
		hour   stats.Hour
	}{{0, 0, 0}, {59, 0, 0}, {60, 1, 0}, {3600, 60, 1}, {-1, -1, -1}, {-60, -1, -1}, {-3600, -60, -1}, {-3601, -61, -2}} {
		m := stats.MinuteAt(row.unix)
		if m != row.minute || m.Hour() != row.hour {
			t.Errorf("%d: minute %d, hour %d, want %d and %d", row.unix, m, m.Hour(), row.minute, row.hour)
		}
	}
}

func FuzzTimeframe(f *testing.F) {
	for _, s := range []string{"1w3h", "1d15m1w", "", "0m0m", "9999y1m", "1M1M"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		frame, err := stats.ParseTimeframe(text)
		if err != nil {
			return
		}
		w := frame.Ending(1_700_000_000)
		if w.Count < 2 || w.Count > stats.MaxPoints || w.Step <= 0 || w.At(w.Count-1) > stats.MinuteAt(1_700_000_000) {
			t.Errorf("%q: window %v", text, w)
		}
	})
}
