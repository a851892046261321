package stats

import (
	"math"
	"testing"
	"time"

	"chartd/stats/chunk"
	"pgregory.net/rapid"
)

func TestMonths(t *testing.T) {
	for _, row := range []struct {
		hour  string
		month Month
		first string
	}{
		{"1970-01-01T00:00:00Z", 1970 * 12, "1970-01-01T00:00:00Z"},
		{"1969-12-31T23:00:00Z", 1970*12 - 1, "1969-12-01T00:00:00Z"},
		{"2024-02-29T23:00:00Z", 2024*12 + 1, "2024-02-01T00:00:00Z"},
		{"2026-12-31T23:00:00Z", 2026*12 + 11, "2026-12-01T00:00:00Z"},
		{"0000-01-01T00:00:00Z", 0, "0000-01-01T00:00:00Z"},
	} {
		hour := hourOf(t, row.hour)
		if got := hour.Month(); got != row.month || got.Hour() != hourOf(t, row.first) {
			t.Errorf("%s: month %d from hour %d, want %d from %s", row.hour, got, got.Hour(), row.month, row.first)
		}
	}
	for m := Month(-30); m < 3000*12; m++ {
		if first, end := m.Hour(), (m + 1).Hour(); first.Month() != m || (end-1).Month() != m || end-first > chunk.Hours {
			t.Fatalf("month %d goes from hour %d to %d", m, first, end)
		}
	}
}

func hourOf(t *testing.T, text string) Hour {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return MinuteAt(at.Unix()).Hour()
}

func TestRollReads(t *testing.T) {
	const day, year = 24 * 60, 365 * 24 * 60
	from := hourOf(t, "2026-01-01T00:00:00Z").Minute()
	const none = math.MinInt64
	for _, row := range []struct {
		what   string
		w      Window
		floor  Hour
		fine   int // hours from minutes
		months int
	}{
		{"a day by minute", Window{from, 1, day}, none, 24, 0},
		{"a day by minute from 0:17", Window{from + 17, 1, day}, none, 25, 0},
		{"a week by hour", Window{from, 60, 7 * 24}, none, 0, 1},
		{"a week by hour from 0:17", Window{from + 17, 60, 7 * 24}, none, 7*24 + 1, 0},
		{"a week by three hours from 0:17", Window{from + 17, 180, 7 * 8}, none, 57, 1},
		{"a year by day", Window{from, day, 365}, none, 0, 12},
		{"a year by day from 0:17", Window{from + 17, day, 365}, none, 366, 12},
		{"a year as one", Window{from + 17, year, 1}, none, 2, 12},
		{"by 61 minutes", Window{from, 61, 24}, none, 25, 0},
		{"within one hour", Window{from + 3, 5, 4}, none, 1, 0},
		{"nothing", Window{from, 60, 0}, none, 0, 0},
		{"minutes, all gone", Window{from, 1, day}, from.Hour() + 24, 0, 1},
		{"minutes, half gone", Window{from, 1, day}, from.Hour() + 12, 12, 1},
		{"days, half gone", Window{from + 17, day, 10}, from.Hour() + 24*5, 6, 1},
		{"all there, by a floor before", Window{from, 1, day}, from.Hour(), 24, 0},
	} {
		r := NewRoll(row.w, row.floor)
		hours := 0
		for _, s := range r.Fine() {
			hours += int(s.End - s.From)
		}
		first, end := r.Months()
		if hours != row.fine || int(end-first) != row.months {
			t.Errorf("%s: %d hours from minutes and %d months, want %d and %d", row.what, hours, end-first, row.fine, row.months)
		}
	}
}

// Whatever a window is read from, it is the merge of its minutes.
func TestRollAddsUp(t *testing.T) {
	start := hourOf(t, "2025-12-30T00:00:00Z")
	const hours = 24 * 40
	minutes := make([][chunk.Minutes]Bucket, hours)
	months := map[Month]*[chunk.Hours]Bucket{}
	for h := range minutes {
		minutes[h][h%60].Add(float64(h))
		minutes[h][h*7%60].Add(float64(-h))
		hour := start + Hour(h)
		m := hour.Month()
		if months[m] == nil {
			months[m] = new([chunk.Hours]Bucket)
		}
		months[m][hour-m.Hour()] = Whole(&minutes[h])
	}
	rapid.Check(t, func(rt *rapid.T) {
		w := Window{
			From:  start.Minute() + Minute(rapid.IntRange(-3000, hours*60).Draw(rt, "from")),
			Step:  Minute(rapid.SampledFrom([]int{1, 7, 59, 60, 61, 120, 180, 1439, 1440, 1500, 10080}).Draw(rt, "step")),
			Count: rapid.IntRange(1, 400).Draw(rt, "count"),
		}
		floor := start + Hour(rapid.IntRange(-10, hours+10).Draw(rt, "floor"))
		got, want := make([]Bucket, w.Count), make([]Bucket, w.Count)
		for h := range minutes {
			for i, b := range minutes[h] {
				at := (start + Hour(h)).Minute() + Minute(i)
				if start+Hour(h) < floor {
					at = (start + Hour(h)).Minute()
				}
				if at >= w.From && at < w.End() {
					want[(at-w.From)/w.Step].Merge(b)
				}
			}
		}
		r := NewRoll(w, floor)
		last := Hour(math.MinInt64)
		for _, s := range r.Fine() {
			if s.From <= last || s.End <= s.From || s.From < floor {
				rt.Fatalf("stretches %v above floor %d", r.Fine(), floor)
			}
			last = s.End
			for h := max(s.From, start); h < min(s.End, start+hours); h++ {
				r.AddHour(got, h, &minutes[h-start])
			}
		}
		first, end := r.Months()
		for m := first; m < end; m++ {
			if months[m] != nil {
				r.AddMonth(got, m, months[m])
			}
		}
		for i := range want {
			if !SameFigures(got[i], want[i]) {
				rt.Fatalf("window %v above %d, bucket %d: got %+v, want %+v", w, floor, i, got[i], want[i])
			}
		}
	})
}

func TestLatestOfHours(t *testing.T) {
	var early, late [chunk.Minutes]Bucket
	early[3].Add(1)
	early[5].Add(2)
	late[0].Add(3)
	for _, row := range []struct {
		what  string
		hours []Hour
		at    Minute
		sum   float64
	}{
		{"none", nil, 0, 0},
		{"one", []Hour{7}, 7*60 + 5, 2},
		{"the older later", []Hour{8, 7}, 8*60 + 5, 2},
		{"the same of two writers", []Hour{8, 8}, 8*60 + 5, 4},
	} {
		var l Latest
		for _, h := range row.hours {
			l.AddHour(h, &early)
		}
		l.AddHour(90, new([chunk.Minutes]Bucket)) // without data
		if l.At != row.at || l.Bucket.Total() != row.sum {
			t.Errorf("%s: %+v, want %v at %d", row.what, l, row.sum, row.at)
		}
	}
	l := Latest{}
	l.AddHour(7, &early)
	l.AddHour(8, &late)
	if l.At != 8*60 || l.Bucket.Total() != 3 {
		t.Errorf("the newest is %+v", l)
	}
}

func TestSameFigures(t *testing.T) {
	a := Bucket{N: 2, Sum: 3, Min: 1, Max: 2}
	for _, row := range []struct {
		what string
		b    Bucket
		same bool
	}{
		{"itself", a, true},
		{"by rounding", Bucket{N: 2, Sum: 3 + 1e-13, Min: 1, Max: 2}, true},
		{"carried", Bucket{N: 2, Sum: 2, Carry: 1, Min: 1, Max: 2}, true},
		{"another sum", Bucket{N: 2, Sum: 3.1, Min: 1, Max: 2}, false},
		{"another count", Bucket{N: 3, Sum: 3, Min: 1, Max: 2}, false},
		{"another least", Bucket{N: 2, Sum: 3, Min: 0, Max: 2}, false},
		{"another greatest", Bucket{N: 2, Sum: 3, Min: 1, Max: 3}, false},
		{"none", Bucket{}, false},
	} {
		if SameFigures(a, row.b) != row.same || SameFigures(row.b, a) != row.same {
			t.Errorf("%s: want %t", row.what, row.same)
		}
	}
	if !SameFigures(Bucket{Min: 1}, Bucket{Sum: 5}) {
		t.Error("two without data differ")
	}
}
