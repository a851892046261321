package report

import (
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// A date is midnight in UTC of a day that may be in any zone: calendars count in
// whole days there.

// dateOf is the date of a moment in a zone.
func dateOf(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// moment is when the clocks of a zone show a time of a date: the first time if
// they do so twice, and if they leap over it, as long after the leap as the time
// is after its begin.
func moment(date time.Time, hour, minute int, zone *time.Location) time.Time {
	shown := date.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	_, before := shown.Add(-24 * time.Hour).In(zone).Zone()
	_, after := shown.Add(24 * time.Hour).In(zone).Zone()
	early := shown.Add(-time.Duration(max(before, after)) * time.Second).In(zone)
	late := shown.Add(-time.Duration(min(before, after)) * time.Second).In(zone)
	if h, m, _ := early.Clock(); h == hour && m == minute && dateOf(early, zone).Equal(date) {
		return early
	}
	return late
}

// sends reports whether the report is sent on a date.
func (r Report) sends(date time.Time) bool {
	switch r.Period {
	case Week:
		return date.Weekday() == r.Weekday
	case Month:
		if r.Day == LastDay {
			return date.AddDate(0, 0, 1).Day() == 1
		}
		return date.Day() == r.Day
	}
	return true
}

// Next is when the report is sent first after a moment: at its hour in its zone,
// once in a period whatever the clocks there do.
func (r Report) Next(after time.Time) time.Time {
	zone := r.Location()
	for date := dateOf(after, zone).AddDate(0, 0, -1); ; date = date.AddDate(0, 0, 1) {
		if !r.sends(date) {
			continue
		}
		if due := moment(date, r.Hour, r.Minute, zone); due.After(after) {
			return due
		}
	}
}

// Due is Next of a report that is on; others never are.
func (r Report) Due(after time.Time) time.Time {
	if r.Off {
		return alerts.Never
	}
	return r.Next(after)
}

// Last is the newest moment, at most at, at which the report was to be sent.
func (r Report) Last(at time.Time) time.Time {
	_, due := r.last(at)
	return due
}

// last is Last with the date in the report's zone.
func (r Report) last(at time.Time) (date, due time.Time) {
	zone := r.Location()
	for date = dateOf(at, zone).AddDate(0, 0, 1); ; date = date.AddDate(0, 0, -1) {
		if !r.sends(date) {
			continue
		}
		if due = moment(date, r.Hour, r.Minute, zone); !due.After(at) {
			return date, due
		}
	}
}

// Span is a stretch of time from From up to To.
type Span struct{ From, To stats.Minute }

// minutes is how long it is.
func (s Span) minutes() stats.Minute { return s.To - s.From }

// Spans are what a report that was due last at a moment is about: the span up to
// the day on which it was to be sent, and the one before. Each is a day, a week
// or a month of the calendar in the report's zone, so that a day has 23 hours
// where clocks leap. The span of the next report begins where this one ends.
func (r Report) Spans(at time.Time) (span, before Span) {
	date, _ := r.last(at)
	middle := r.previous(date)
	span = Span{r.begin(middle), r.begin(date)}
	return span, Span{r.begin(r.previous(middle)), span.From}
}

// begin is when a date begins in the report's zone.
func (r Report) begin(date time.Time) stats.Minute {
	return stats.MinuteAt(moment(date, 0, 0, r.Location()).Unix())
}

// previous is the date a period before one on which the report is sent. A date
// that a zone left out, as Samoa did at the date line, is none.
func (r Report) previous(date time.Time) time.Time {
	end := r.begin(date)
	for r.begin(date) == end {
		switch {
		case r.Period == Week:
			date = date.AddDate(0, 0, -7)
		case r.Period == Month && r.Day == LastDay:
			date = date.AddDate(0, 0, -date.Day())
		case r.Period == Month:
			date = date.AddDate(0, -1, 0)
		default:
			date = date.AddDate(0, 0, -1)
		}
	}
	return date
}
