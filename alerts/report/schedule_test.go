package report_test

import (
	"slices"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"

	"pgregory.net/rapid"
)

// zones have every kind of leap: by an hour, by half of one, at midnight, over a
// whole day, and none at all.
var zones = []string{
	"UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "America/New_York",
	"America/Asuncion", "America/Havana", "Africa/Casablanca", "Asia/Beirut", "Pacific/Kwajalein", "Antarctica/Troll",
}

// reports are all reports that can be.
func reports() *rapid.Generator[report.Report] {
	return rapid.Custom(func(t *rapid.T) report.Report {
		return report.Report{
			Name: "r", Zone: rapid.SampledFrom(zones).Draw(t, "zone"),
			Period: rapid.SampledFrom([]report.Period{report.Day, report.Week, report.Month}).Draw(t, "period"),
			Hour:   rapid.IntRange(0, 23).Draw(t, "hour"), Minute: rapid.IntRange(0, 59).Draw(t, "minute"),
			Weekday: time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")),
			Day:     rapid.SampledFrom(append(upTo(28), report.LastDay)).Draw(t, "day"),
		}
	})
}

func upTo(n int) (list []int) {
	for i := range n {
		list = append(list, i+1)
	}
	return list
}

// moments are from 1990 to 2030, often near one at which a clock leaps.
func moments() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		at := rapid.Int64Range(631_152_000, 1_893_456_000).Draw(t, "at")
		if rapid.Bool().Draw(t, "near") {
			leap := rapid.SampledFrom([]string{
				"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-03-08T05:30:00Z", "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z",
				"2011-12-30T10:00:00Z", "2024-10-06T04:00:00Z", "1993-08-21T12:00:00Z", "2026-03-01T04:59:00Z",
			}).Draw(t, "leap")
			near, _ := time.Parse(time.RFC3339, leap) // all are times
			at = near.Unix() + rapid.Int64Range(-200_000, 200_000).Draw(t, "from it")
		}
		return time.Unix(at, 0)
	})
}

func TestNextIsAfter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r, after := reports().Draw(t, "report"), moments().Draw(t, "after")
		next := r.Next(after)
		if !next.After(after) {
			t.Fatalf("next is %v, not after %v", next, after)
		}
		if got := r.Next(next.Add(-time.Nanosecond)); !got.Equal(next) {
			t.Fatalf("just before %v the next is %v", next, got)
		}
		if last := r.Last(next.Add(-time.Nanosecond)); last.After(after) {
			t.Fatalf("%v lies between %v and the next, %v", last, after, next)
		}
		if last := r.Last(next); !last.Equal(next) {
			t.Fatalf("the last at %v is %v", next, last)
		}
	})
}

// TestOnceAPeriod walks through a year and compares with the calendar: each
// day on which the report is sent has it once, at its hour or, where the clocks
// leapt over that, later.
func TestOnceAPeriod(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r, begin := reports().Draw(t, "report"), moments().Draw(t, "begin")
		zone := r.Location()
		end := begin.AddDate(1, 0, 0)
		var days []string
		for at := begin; at.Before(end); at = r.Next(at) {
			if at.Equal(begin) {
				continue
			}
			local := at.In(zone)
			days = append(days, local.Format(time.DateOnly))
			if h, m, _ := local.Clock(); (h != r.Hour || m != r.Minute) && !leapt(local, r) {
				t.Fatalf("sent at %v and not at %02d:%02d", local, r.Hour, r.Minute)
			}
			if !sentOn(r, local) {
				t.Fatalf("sent on %v", local.Format("Monday, 2 January"))
			}
		}
		if again := slices.Compact(slices.Clone(days)); len(again) != len(days) {
			t.Fatalf("one day has two reports: %v", days)
		}
		if want := periods(r, begin, end); len(days) < want-1 || len(days) > want+1 {
			t.Fatalf("%d reports in a year, want %d", len(days), want)
		}
	})
}

// leapt reports whether the clocks leapt over the hour of a report that came so
// late.
func leapt(at time.Time, r report.Report) bool {
	_, now := at.Zone()
	_, before := at.Add(-25 * time.Hour).Zone()
	meant := time.Date(at.Year(), at.Month(), at.Day(), r.Hour, r.Minute, 0, 0, time.UTC)
	shown := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, time.UTC)
	return now > before && shown.Sub(meant) == time.Duration(now-before)*time.Second
}

// sentOn reports whether a day of the calendar is one of the report's. Samoa left
// out 30 December 2011: what was to come then came a day later.
func sentOn(r report.Report, at time.Time) bool {
	on := func(at time.Time) bool {
		return r.Period == report.Day || r.Period == report.Week && at.Weekday() == r.Weekday ||
			r.Period == report.Month && (at.Day() == r.Day || r.Day == report.LastDay && at.AddDate(0, 0, 1).Day() == 1)
	}
	noon := time.Date(at.Year(), at.Month(), at.Day(), 12, 0, 0, 0, time.UTC)
	missed := r.Zone == "Pacific/Apia" && noon.Format(time.DateOnly) == "2011-12-31" ||
		r.Zone == "Pacific/Kwajalein" && noon.Format(time.DateOnly) == "1993-08-22"
	return on(noon) || missed && on(noon.AddDate(0, 0, -1))
}

// periods is how many reports there are between two moments, give or take one.
func periods(r report.Report, begin, end time.Time) int {
	days := int(end.Sub(begin).Hours()/24 + 0.5)
	switch r.Period {
	case report.Week:
		return days / 7
	case report.Month:
		return 12
	}
	return days
}

func TestSpansMeet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r, at := reports().Draw(t, "report"), moments().Draw(t, "at")
		at = r.Next(at)
		for range 12 {
			span, before := r.Spans(at)
			next := r.Next(at)
			following, _ := r.Spans(next)
			if span.From >= span.To || before.From >= before.To || before.To != span.From {
				t.Fatalf("at %v the span is %v, and %v before", at, span, before)
			}
			if following.From != span.To {
				t.Fatalf("%v is told up to %d, and %v from %d on", at, span.To, next, following.From)
			}
			if span.To.Unix() > at.Unix() {
				t.Fatalf("at %v the span ends at %d", at, span.To.Unix())
			}
			at = next
		}
	})
}

// at reads a moment.
func at(t *testing.T, text string) time.Time {
	t.Helper()
	m, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestNext(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		what        string
		r           report.Report
		after, want string
	}{
		{"a morning", report.Report{Period: report.Day, Hour: 8, Zone: "Europe/Berlin"}, "2026-11-29T06:59:59Z", "2026-11-29T07:00:00Z"},
		{"at the very moment", report.Report{Period: report.Day, Hour: 8, Zone: "Europe/Berlin"}, "2026-11-29T07:00:00Z", "2026-11-30T07:00:00Z"},
		{"in summer", report.Report{Period: report.Day, Hour: 8, Zone: "Europe/Berlin"}, "2026-06-29T07:00:00Z", "2026-06-30T06:00:00Z"},
		{"clocks leap over it", report.Report{Period: report.Day, Hour: 2, Minute: 30, Zone: "Europe/Berlin"}, "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"},
		{"the day after that", report.Report{Period: report.Day, Hour: 2, Minute: 30, Zone: "Europe/Berlin"}, "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"},
		{"clocks show it twice", report.Report{Period: report.Day, Hour: 2, Minute: 30, Zone: "Europe/Berlin"}, "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"},
		{"the second time", report.Report{Period: report.Day, Hour: 2, Minute: 30, Zone: "Europe/Berlin"}, "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"},
		{"a quarter of an hour off", report.Report{Period: report.Day, Hour: 8, Zone: "Asia/Kathmandu"}, "2026-11-29T00:00:00Z", "2026-11-29T02:15:00Z"},
		{"a day that was left out", report.Report{Period: report.Day, Hour: 8, Zone: "Pacific/Apia"}, "2011-12-29T18:00:00Z", "2011-12-30T18:00:00Z"},
		{"a week", report.Report{Period: report.Week, Weekday: time.Monday, Hour: 8}, "2026-11-29T09:00:00Z", "2026-11-30T08:00:00Z"},
		{"the last of February", report.Report{Period: report.Month, Day: report.LastDay, Hour: 8}, "2028-01-31T08:00:00Z", "2028-02-29T08:00:00Z"},
		{"the first", report.Report{Period: report.Month, Day: 1, Hour: 8}, "2026-12-01T08:00:00Z", "2027-01-01T08:00:00Z"},
		{"the project's zone", report.Report{Period: report.Day, Hour: 8, ProjectZone: "America/New_York"}, "2026-11-29T00:00:00Z", "2026-11-29T13:00:00Z"},
	} {
		t.Run(row.what, func(t *testing.T) {
			if got := row.r.Next(at(t, row.after)); !got.Equal(at(t, row.want)) {
				t.Errorf("got %v, want %s", got.UTC(), row.want)
			}
		})
	}
	if due := (report.Report{Period: report.Day, Off: true}).Due(time.Now()); !due.Equal(alerts.Never) {
		t.Errorf("a report that is off is due at %v", due)
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		what          string
		r             report.Report
		at            string
		from          string
		hours, hours2 stats.Minute
	}{
		{"a day", report.Report{Period: report.Day, Hour: 8, Zone: "Europe/Berlin"}, "2026-11-29T07:00:00Z", "2026-11-27T23:00:00Z", 24, 24},
		{"before its hour: the one before", report.Report{Period: report.Day, Hour: 8, Zone: "Europe/Berlin"}, "2026-11-29T06:00:00Z", "2026-11-26T23:00:00Z", 24, 24},
		{"a day of 23 hours", report.Report{Period: report.Day, Hour: 8, Zone: "Europe/Berlin"}, "2026-03-30T06:00:00Z", "2026-03-28T23:00:00Z", 23, 24},
		{"a day of 25 hours", report.Report{Period: report.Day, Hour: 8, Zone: "Europe/Berlin"}, "2026-10-26T07:00:00Z", "2026-10-24T22:00:00Z", 25, 24},
		{"the day after one of 25 hours", report.Report{Period: report.Day, Hour: 8, Zone: "Europe/Berlin"}, "2026-10-27T07:00:00Z", "2026-10-25T23:00:00Z", 24, 25},
		{"a week, up to its day", report.Report{Period: report.Week, Weekday: time.Wednesday, Hour: 8}, "2026-11-27T12:00:00Z", "2026-11-18T00:00:00Z", 168, 168},
		{"November", report.Report{Period: report.Month, Day: 1, Hour: 8}, "2026-12-01T08:00:00Z", "2026-11-01T00:00:00Z", 30 * 24, 31 * 24},
		{"from the last of January to the last of February", report.Report{Period: report.Month, Day: report.LastDay, Hour: 8}, "2027-02-28T08:00:00Z", "2027-01-31T00:00:00Z", 28 * 24, 31 * 24},
		{"a day that was left out is none", report.Report{Period: report.Day, Hour: 8, Zone: "Pacific/Apia"}, "2011-12-30T18:00:00Z", "2011-12-29T10:00:00Z", 24, 24},
	} {
		t.Run(row.what, func(t *testing.T) {
			span, before := row.r.Spans(at(t, row.at))
			if from := stats.MinuteAt(at(t, row.from).Unix()); span.From != from {
				t.Errorf("from %v, want %s", time.Unix(span.From.Unix(), 0).UTC(), row.from)
			}
			if got, old := (span.To-span.From)/60, (before.To-before.From)/60; got != row.hours || old != row.hours2 {
				t.Errorf("%d hours, and %d before; want %d and %d", got, old, row.hours, row.hours2)
			}
		})
	}
}
