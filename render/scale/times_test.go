package scale_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same rules on every machine

	"chartd/render/scale"
)

// axis returns a time axis whose labels are 7 px a character wide. The ends are
// local times, or with a Z times in UTC.
func axis(t *testing.T, zone, from, to string, length float64) scale.Times {
	t.Helper()
	place, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	unix := func(s string) int64 {
		at, err := time.ParseInLocation("2006-01-02 15:04:05", s, place)
		if strings.HasSuffix(s, "Z") {
			at, err = time.Parse("2006-01-02 15:04:05Z", s)
		}
		if err != nil {
			t.Fatal(err)
		}
		return at.Unix()
	}
	return scale.Times{From: unix(from), To: unix(to), Zone: place, Length: length, Gap: 10, Width: sevenPixels}
}

func sevenPixels(_ int64, layout string) float64 { return 7 * float64(len(layout)) }

func timeLabels(a scale.Times, ticks []int64, layout string) string {
	var all []string
	for _, at := range ticks {
		all = append(all, string(scale.AppendTime(nil, at, a.Zone, layout)))
	}
	return strings.Join(all, ", ")
}

func TestTimes(t *testing.T) {
	for _, tt := range []struct {
		fact, zone, from, to string
		length               float64
		want                 string
	}{
		{"seconds where minutes would be one", "UTC", "2026-03-01 12:00:03", "2026-03-01 12:01:01", 500,
			"12:00:10, 12:00:20, 12:00:30, 12:00:40, 12:00:50, 12:01:00"},
		{"one second", "UTC", "2026-03-01 12:00:03", "2026-03-01 12:00:04", 500, "12:00:03, 12:00:04"},
		{"minutes", "UTC", "2026-03-01 12:00:03", "2026-03-01 12:10:00", 500, "12:02, 12:04, 12:06, 12:08, 12:10"},
		{"hours across midnight", "UTC", "2026-03-01 14:10:00", "2026-03-02 10:10:00", 500,
			"15:00, 18:00, 21:00, 00:00, 03:00, 06:00, 09:00"},
		{"as few as fit", "UTC", "2026-03-01 14:10:00", "2026-03-02 10:10:00", 200, "18:00, 00:00, 06:00"},
		{"hours of a zone half an hour off", "Asia/Kolkata", "2026-03-01 00:10:00", "2026-03-01 04:00:00", 500,
			"00:30, 01:00, 01:30, 02:00, 02:30, 03:00, 03:30, 04:00"},
		{"a whole day has both its midnights", "UTC", "2026-03-01 00:00:00", "2026-03-02 00:00:00", 500, "Sun 01, Mon 02"},
		{"a day without two midnights has hours", "UTC", "2026-03-01 10:00:00", "2026-03-02 12:00:00", 500,
			"Sun 12:00, Sun 18:00, Mon 00:00, Mon 06:00, Mon 12:00"},
		{"days", "America/New_York", "2026-03-05 09:00:00", "2026-03-10 09:00:00", 500,
			"Fri 06, Sat 07, Sun 08, Mon 09, Tue 10"},
		{"every other day on a narrow axis", "UTC", "2026-03-01 00:00:00", "2026-03-08 12:00:00", 300,
			"Mon 02, Wed 04, Fri 06, Sun 08"},
		{"weeks begin on Monday", "UTC", "2026-03-01 12:00:00", "2026-04-10 00:00:00", 500,
			"Mar 02, Mar 09, Mar 16, Mar 23, Mar 30, Apr 06"},
		{"two months of a share price", "America/New_York", "2026-01-31 11:00:00", "2026-04-02 16:00:00", 540,
			"Feb 02, Feb 16, Mar 02, Mar 16, Mar 30"},
		{"months", "Europe/Berlin", "2026-01-15 00:00:00", "2026-08-15 00:00:00", 500,
			"Feb 01, Mar 01, Apr 01, May 01, Jun 01, Jul 01, Aug 01"},
		{"quarters over a year", "UTC", "2025-01-15 00:00:00", "2026-12-15 00:00:00", 800,
			"Apr 2025, Jul 2025, Oct 2025, Jan 2026, Apr 2026, Jul 2026, Oct 2026"},
		{"years", "UTC", "2015-06-01 00:00:00", "2023-06-01 00:00:00", 800,
			"Jan 2016, Jan 2017, Jan 2018, Jan 2019, Jan 2020, Jan 2021, Jan 2022, Jan 2023"},
		{"centuries", "UTC", "1401-01-01 00:00:00", "2401-01-01 00:00:00", 800,
			"Jan 1600, Jan 1800, Jan 2000, Jan 2200, Jan 2400"},
		{"all years", "UTC", "0001-01-02 00:00:00", "9999-12-30 00:00:00", 800,
			"Jan 2000, Jan 4000, Jan 6000, Jan 8000"},
		{"before 1970", "UTC", "1965-01-10 00:00:00", "1965-01-13 00:00:00", 500, "Sun 10, Mon 11, Tue 12, Wed 13"},

		{"an hour that is skipped has no label", "America/New_York", "2026-03-08 00:00:00", "2026-03-08 05:00:00", 500,
			"00:00, 01:00, 03:00, 04:00, 05:00"},
		{"of an hour shown twice the first is kept", "America/New_York", "2026-11-01 04:00:00Z", "2026-11-01 09:00:00Z", 500,
			"00:00, 01:00, 02:00, 03:00, 04:00"},
		{"an axis within the second is labelled", "America/New_York", "2026-11-01 06:05:00Z", "2026-11-01 06:55:00Z", 500,
			"01:10, 01:20, 01:30, 01:40, 01:50"},
		{"half an hour shown twice", "Australia/Lord_Howe", "2026-04-04 14:00:00Z", "2026-04-04 16:00:00Z", 800,
			"01:00, 01:15, 01:30, 01:45, 02:00, 02:15, 02:30"},
		{"half an hour skipped", "Australia/Lord_Howe", "2026-10-03 15:00:00Z", "2026-10-03 17:00:00Z", 500,
			"01:30, 02:30, 03:00, 03:30, 04:00"},
		{"a day without a midnight begins at one", "America/Sao_Paulo", "2018-11-02 12:00:00", "2018-11-06 12:00:00", 500,
			"Sat 03, Sun 04, Mon 05, Tue 06"},
		{"a midnight shown twice is one", "Asia/Beirut", "2020-10-23 12:00:00", "2020-10-26 12:00:00", 500,
			"Sat 24, Sun 25, Mon 26"},
		{"a date that never was has no label", "Pacific/Apia", "2011-12-28 12:00:00", "2012-01-02 12:00:00", 500,
			"Thu 29, Sat 31, Sun 01, Mon 02"},
		{"a label does not return after a skipped hour", "America/New_York", "2026-03-07 06:00:00", "2026-03-08 06:30:00", 800,
			"06:00, 09:00, 12:00, 15:00, 18:00, 21:00, 00:00, 03:00"},

		{"where not two fit there are none", "UTC", "2026-03-01 12:00:00", "2026-03-01 13:00:00", 50, ""},
		{"the first and the last where no stride fits", "UTC", "2026-03-01 12:59:00", "2026-03-01 13:06:00", 80, "13:00, 13:05"},
	} {
		a := axis(t, tt.zone, tt.from, tt.to, tt.length)
		ticks, layout := a.Ticks(nil)
		if got := timeLabels(a, ticks, layout); got != tt.want {
			t.Errorf("%s: from %s to %s in %s on %v px:\ngot  %s\nwant %s", tt.fact, tt.from, tt.to, tt.zone, tt.length, got, tt.want)
		}
		checkTimes(t, a)
	}
}

func TestMonthsBeginWhereTheClockResumes(t *testing.T) {
	// On 2017-10-01 the clocks of Paraguay went from 23:59:59 to 01:00:00.
	a := axis(t, "America/Asuncion", "2017-06-10 00:00:00", "2017-12-10 00:00:00", 500)
	ticks, layout := a.Ticks(nil)
	if got, want := timeLabels(a, ticks, "Jan 02 15:04"),
		"Jul 01 00:00, Aug 01 00:00, Sep 01 00:00, Oct 01 01:00, Nov 01 00:00, Dec 01 00:00"; got != want || layout != "Jan 02" {
		t.Errorf("got %s by %s, want %s", got, layout, want)
	}
}

func TestLabelsAreMovedInsideTheBounds(t *testing.T) {
	a := axis(t, "UTC", "2026-03-01 12:00:00", "2026-03-01 14:00:00", 80)
	a.Width = func(int64, string) float64 { return 35 }
	// 12:00 and 14:00 are moved inwards by half their width and touch at 80 px.
	for _, tt := range []struct {
		fact   string
		around float64
		want   string
	}{
		{"inside the axis two fit exactly", 0, "12:00, 14:00"},
		{"over its ends three fit", 17.5, "12:00, 13:00, 14:00"},
	} {
		a.Before, a.After = tt.around, tt.around
		if tt.around > 0 {
			a.Length = 90
		}
		ticks, layout := a.Ticks(nil)
		if got := timeLabels(a, ticks, layout); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.fact, got, tt.want)
		}
	}
}

func TestTimesThatHaveNoTicks(t *testing.T) {
	for _, tt := range []struct {
		fact     string
		from, to int64
		length   float64
	}{
		{"no time passes", 100, 100, 500},
		{"time runs backwards", 100, 50, 500},
		{"the end of time", 0, math.MaxInt64, 500},
		{"all of time", math.MinInt64, math.MaxInt64, 500},
		{"milliseconds taken for seconds", 1.7e12, 1.8e12, 500},
		{"before the year 1", -1e11, 0, 500},
		{"no length", 0, 1000, 0},
		{"a length that is no number", 0, 1000, math.NaN()},
	} {
		a := scale.Times{From: tt.from, To: tt.to, Length: tt.length, Gap: 10, Width: sevenPixels}
		if ticks, _ := a.Ticks(nil); len(ticks) != 0 {
			t.Errorf("%s: got %v, want none", tt.fact, ticks)
		}
	}
}

// checkTimes holds the ticks to what is promised: in order, on the axis, 2 to
// 8 or none, labels distinct, apart, and true.
func checkTimes(t *testing.T, a scale.Times) {
	t.Helper()
	ticks, layout := a.Ticks([]int64{-1})
	if ticks[0] != -1 {
		t.Fatalf("what stood there became %d", ticks[0])
	}
	if ticks = ticks[1:]; len(ticks) == 1 || len(ticks) > 8 {
		t.Fatalf("%d ticks: %v", len(ticks), ticks)
	}
	px := scale.NewLinear(float64(a.From), float64(a.To), 0, a.Length)
	seen := map[string]bool{}
	free := -a.Before
	for i, at := range ticks {
		if at < a.From || at > a.To || i > 0 && at <= ticks[i-1] {
			t.Fatalf("from %d to %d: %v", a.From, a.To, ticks)
		}
		label := string(scale.AppendTime(nil, at, a.Zone, layout))
		if seen[label] {
			t.Fatalf("%s stands there twice", label)
		}
		seen[label] = true
		// A true label changes with the tick: a second before it was another.
		if before := string(scale.AppendTime(nil, at-1, a.Zone, layout)); before == label {
			t.Fatalf("%s does not begin at %d", label, at)
		}
		width := a.Width(at, layout)
		left := max(-a.Before, min(px.At(float64(at))-width/2, a.Length+a.After-width))
		if left < free-1e-9 || left+width > a.Length+a.After+1e-9 {
			t.Fatalf("%s has no room at %v px", label, left)
		}
		free = left + width + a.Gap
	}
}

func FuzzTimes(f *testing.F) {
	zones := []string{"UTC", "America/New_York", "America/Sao_Paulo", "Asia/Beirut", "Asia/Kolkata", "Australia/Lord_Howe",
		"Pacific/Apia", "America/Asuncion", "Africa/Casablanca", "Africa/El_Aaiun", "Antarctica/Troll", "Europe/Amsterdam",
		"Asia/Manila", "America/Juneau", "Africa/Monrovia", "Atlantic/Azores", "America/Scoresbysund", "Europe/Dublin"}
	places := make([]*time.Location, len(zones))
	for i, zone := range zones {
		place, err := time.LoadLocation(zone)
		if err != nil {
			f.Fatal(err)
		}
		places[i] = place
		for _, span := range []int64{1, 50, 3000, 80000, 100000, 400000, 3e6, 3e7, 4e7, 3e9, 1e11} {
			for _, from := range []int64{-3e9, 0, 1541e6, 1772e6, 1793.5e6, 5e9} {
				f.Add(from, span, uint8(i), 500.0)
			}
		}
	}
	f.Add(int64(math.MinInt64), int64(math.MaxInt64), uint8(1), 500.0)
	f.Fuzz(func(t *testing.T, from, span int64, zone uint8, length float64) {
		checkTimes(t, scale.Times{From: from, To: from + span, Zone: places[int(zone)%len(places)], Length: length,
			Before: 12, After: 5, Gap: 10, Width: sevenPixels})
	})
}

func TestTimesAllocateNothingWhereThereIsRoom(t *testing.T) {
	ticks, text := make([]int64, 0, 8), make([]byte, 0, 64)
	for _, zone := range []string{"UTC", "America/New_York"} {
		for _, to := range []string{"2026-03-01 00:10:00", "2026-03-02 06:00:00", "2026-04-01 00:00:00", "2046-04-01 00:00:00"} {
			a := axis(t, zone, "2026-03-01 00:00:00", to, 500)
			if n := testing.AllocsPerRun(10, func() {
				var layout string
				ticks, layout = a.Ticks(ticks[:0])
				for _, at := range ticks {
					text = scale.AppendTime(text[:0], at, a.Zone, layout)
				}
			}); n != 0 || len(ticks) < 2 {
				t.Errorf("to %s in %s: got %v allocations for %d ticks, want 0", to, zone, n, len(ticks))
			}
		}
	}
}

func BenchmarkTimes(b *testing.B) {
	place, err := time.LoadLocation("America/New_York")
	if err != nil {
		b.Fatal(err)
	}
	ticks, text := make([]int64, 0, 8), make([]byte, 0, 64)
	for _, zone := range []*time.Location{time.UTC, place} {
		for _, days := range []int64{1, 60, 3000} {
			b.Run(fmt.Sprintf("%d days in %v", days, zone), func(b *testing.B) {
				a := scale.Times{From: 1772000000, To: 1772000000 + days*86400 - 1, Zone: zone, Length: 520, Gap: 16, Width: sevenPixels}
				b.ReportAllocs()
				for b.Loop() {
					var layout string
					ticks, layout = a.Ticks(ticks[:0])
					for _, at := range ticks {
						text = scale.AppendTime(text[:0], at, zone, layout)
					}
				}
			})
		}
	}
}

func TestNoZoneIsUTC(t *testing.T) {
	a := scale.Times{From: 0, To: 7200, Length: 300, Gap: 10, Width: sevenPixels}
	ticks, layout := a.Ticks(nil)
	if got, want := timeLabels(a, ticks, layout), "00:00, 00:30, 01:00, 01:30, 02:00"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
