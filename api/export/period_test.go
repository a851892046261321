package export

import (
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same rules on every machine

	"pgregory.net/rapid"

	"chartd/stats"
)

// The published sample: seven days, today the last, each from midnight.
func TestSummary(t *testing.T) {
	r := newRig(t)
	s := r.stat("JxJz", "visits", stats.Counter)
	r.post(s, points{1415231999: {1000}, 1415232000: {1}, 1415318399: {2}, 1415750400: {4}, 1415757660: {8}, 1415836800: {1000}})
	r.Now = func() time.Time { return time.Unix(1415757660, 0) }
	want := `[{"name":"visits","timeframe":"1 week @ 1 day","points":[{"time":1415232000,"value":3},{"time":1415318400,"value":0},` +
		`{"time":1415404800,"value":0},{"time":1415491200,"value":0},{"time":1415577600,"value":0},{"time":1415664000,"value":0},` +
		`{"time":1415750400,"value":12}]}]`
	for _, query := range []string{"summary=7d", "summary=1w", "summary=168h", "summary=7d&t=1y1m", "summary=7d&start=1415232000", "summary=7d&start=1415318399"} {
		got := r.get("/x/TOKEN/data/JxJz?" + query)
		if query == "summary=168h" {
			got = strings.Replace(got, "168 hours", "1 week", 1)
		}
		if got != want {
			t.Errorf("%s\ngot  %s\nwant %s", query, got, want)
		}
	}
	for query, want := range map[string]string{
		"1d": "1 day @ 1 day 1", "8d": "8 days @ 1 day 8", "14d": "2 weeks @ 1 day 14", "2M": "2 months @ 1 day 60", "1y": "1 year @ 1 day 365", "7M": "7 months @ 1 day 210",
		"9999d": "9999 days @ 1 day 9999",
	} {
		set := decoded[[]dataset](r, "/x/TOKEN/data/JxJz?summary="+query)[0]
		if got := fmt.Sprint(set.Timeframe, " ", len(set.Points)); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	one := decoded[countedSet](r, "/a1/stats/JxJz/dataset?summary=7d")
	if len(one.Points) != 7 || one.Points[6] != (counted{1415750400, 12, 2}) {
		t.Errorf("of the CLI: %+v", one)
	}
}

// Days with a change of clocks have 23 or 25 hours, and every minute of a day
// is in its sum.
func TestSummaryAcrossClockChanges(t *testing.T) {
	r := newRig(t)
	for i, row := range []struct {
		zone string
		end  time.Time // UTC, in the last day
		want string    // hours of the days
	}{
		{"Europe/Berlin", time.Date(2026, 3, 31, 10, 0, 0, 0, time.UTC), "24 23 24 24"},
		{"Europe/Berlin", time.Date(2026, 10, 26, 10, 0, 0, 0, time.UTC), "24 24 25 24"},
		{"America/St_Johns", time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC), "24 24 23 24"},
		{"America/St_Johns", time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC), "24 24 25 24"},
		{"America/Havana", time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC), "24 24 25 24"},
		{"America/Santiago", time.Date(2026, 9, 7, 12, 0, 0, 0, time.UTC), "24 24 23 24"},
		{"Australia/Lord_Howe", time.Date(2026, 4, 5, 20, 0, 0, 0, time.UTC), "24 24 24.5 24"},
		{"Pacific/Apia", time.Date(2011, 12, 31, 8, 0, 0, 0, time.UTC), "24 24 0 24"},
		{"no such zone", time.Date(2026, 3, 31, 10, 0, 0, 0, time.UTC), "24 24 24 24"},
	} {
		r.project.Zone = row.zone
		all, want := points{}, []string{}
		p, err := summary("4d", row.end.In(r.project.Location()), false)
		must(t, err)
		times := append(p.times(), p.windows[len(p.windows)-1].End().Unix())
		for d := range 4 {
			hours := float64(times[d+1]-times[d]) / 3600
			want = append(want, fmt.Sprint(hours))
			for at := times[d]; at < times[d+1]; at += 60 {
				all[at] = []float64{1}
			}
		}
		if got := strings.Join(want, " "); got != row.want {
			t.Errorf("%s: hours %s, want %s", row.zone, got, row.want)
		}
		all[times[0]-60], all[times[4]] = []float64{1e6}, []float64{1e6} // the minutes around
		s := r.stat(fmt.Sprintf("id%03d", i), fmt.Sprintf("of row %d", i), stats.Counter)
		r.post(s, all)
		r.Now = func() time.Time { return row.end }
		buckets, err := r.read(t.Context(), []stats.Stat{s}, p)
		must(t, err)
		for d, b := range buckets[0] {
			if minutes := float64(times[d+1]-times[d]) / 60; b.Total() != minutes {
				t.Errorf("%s, day %d: %v minutes, want %v", row.zone, d, b.Total(), minutes)
			}
		}
	}
}

// The zone is the project's, as it is at the moment of the call.
func TestSummaryIsInTheProjectsZone(t *testing.T) {
	r := newRig(t)
	s := r.stat("JxJz", "visits", stats.Counter)
	midnight := time.Date(2026, 11, 24, 3, 30, 0, 0, time.UTC).Unix() // in Newfoundland
	r.post(s, points{midnight - 60: {1}, midnight: {10}})
	want := `"points":[{"time":1795404600,"value":1},{"time":1795491000,"value":10}]`
	r.setZone("America/St_Johns")
	if got := r.get("/x/TOKEN/data/JxJz?summary=2d"); !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	r.setZone("UTC")
	if got := r.get("/x/TOKEN/data/JxJz?summary=2d"); !strings.Contains(got, `"points":[{"time":1795392000,"value":0},{"time":1795478400,"value":11}]`) {
		t.Errorf("in UTC: %s", got)
	}
}

// A day begins with the first minute that has its date or a later one, as found
// by trying all minutes around.
func TestMidnightIsTheFirstMinute(t *testing.T) {
	zones := []string{
		"UTC", "Europe/Berlin", "America/St_Johns", "America/Havana", "America/Sao_Paulo", "America/Asuncion", "America/Santiago", "Asia/Beirut", "Asia/Gaza",
		"Asia/Kathmandu", "Africa/Cairo", "Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Atlantic/Azores",
	}
	check := func(at time.Time, problem func(string, ...any)) {
		first := midnight(at, 0)
		want := at.Format(time.DateOnly)
		if got := time.Unix(first.Unix(), 0).In(at.Location()).Format(time.DateOnly); got < want {
			problem("%s begins at %s", at, time.Unix(first.Unix(), 0).In(at.Location()))
		}
		for before := first - 1; before > first-30*60; before-- {
			if first-before > 90 {
				before -= 29 // no zone goes back further than an hour
			}
			if got := time.Unix(before.Unix(), 0).In(at.Location()).Format(time.DateOnly); got >= want {
				problem("%s: %s is before its first minute %s", at, time.Unix(before.Unix(), 0).In(at.Location()), time.Unix(first.Unix(), 0).In(at.Location()))
			}
		}
	}
	for _, name := range zones { // every day at which a clock was changed
		loc, err := time.LoadLocation(name)
		must(t, err)
		for at := time.Date(1990, 1, 1, 12, 0, 0, 0, loc); at.Year() < 2030; {
			_, change := at.ZoneBounds()
			if change.IsZero() {
				break
			}
			for _, near := range []time.Time{change.AddDate(0, 0, -1), change.Add(-time.Second), change, change.AddDate(0, 0, 1)} {
				check(near, t.Errorf)
			}
			at = change
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		loc, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		check(time.Unix(rapid.Int64Range(0, 2e9).Draw(t, "at"), 0).In(loc), t.Fatalf)
	})
}

// The windows of a summary join without a gap, and there are few of them.
func TestSummaryWindowsJoin(t *testing.T) {
	loc, err := time.LoadLocation("America/St_Johns")
	must(t, err)
	p, err := summary("3y", time.Date(2026, 11, 24, 8, 30, 0, 0, loc), false)
	must(t, err)
	n := 0
	for i, w := range p.windows {
		if i > 0 && w.From != p.windows[i-1].End() {
			t.Errorf("window %d begins at %d, the one before ends at %d", i, w.From, p.windows[i-1].End())
		}
		n += w.Count
	}
	if n != 3*365 || len(p.windows) > 13 {
		t.Errorf("%d days in %d windows", n, len(p.windows))
	}
}
