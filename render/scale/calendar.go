package scale

import "time"

// Seconds of clock time.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
	week   = 7 * day
	month  = 2629746 // a twelfth of the calendar's mean year of 365.2425 days
)

// stride is the distance of two ticks on the calendar: either so many seconds
// of clock time or so many months.
type stride struct {
	clock  int64
	months int64
}

// strides is the ladder of calendar steps. Each divides the next or nearly so,
// and none is over 3.5 times the one before it: where nine ticks are too many
// the next has at least two.
var strides = [...]stride{
	{1, 0}, {2, 0}, {5, 0}, {10, 0}, {15, 0}, {30, 0},
	{minute, 0}, {2 * minute, 0}, {5 * minute, 0}, {10 * minute, 0}, {15 * minute, 0}, {30 * minute, 0},
	{hour, 0}, {2 * hour, 0}, {3 * hour, 0}, {6 * hour, 0}, {12 * hour, 0},
	{day, 0}, {2 * day, 0},
	{week, 0}, {2 * week, 0},
	{0, 1}, {0, 2}, {0, 3}, {0, 6},
	{0, 12}, {0, 24}, {0, 60}, {0, 120}, {0, 240}, {0, 600},
	{0, 1200}, {0, 2400}, {0, 6000}, {0, 12000}, {0, 24000}, {0, 60000},
}

// Where the parts of strides begin.
const (
	minutes = 6
	days    = 17
	weeks   = 19
	months  = 21
	years   = 25
)

// monday is a Monday's midnight on a clock of UTC, the origin of weeks.
const monday = 4 * day

// seconds returns about how long the stride is.
func (s stride) seconds() int64 { return s.clock + s.months*month }

// clock reads the local time of a zone. It remembers the last period between
// two changes of the offset, as the times asked for lie close together.
type clock struct {
	zone       *time.Location
	start, end int64 // the period, end excluded
	offset     int64 // seconds east of UTC in it
}

// never is the end of a period that has none.
const never = int64(1) << 62

func newClock(zone *time.Location) clock {
	if zone == nil || zone == time.UTC {
		return clock{zone: time.UTC, start: -never, end: never}
	}
	return clock{zone: zone}
}

// at returns what the clock shows at the time t, as seconds since its own
// 1970-01-01 00:00:00.
func (c *clock) at(t int64) int64 {
	if t < c.start || t >= c.end {
		c.move(t)
	}
	return t + c.offset
}

// move loads the period of the time t.
func (c *clock) move(t int64) {
	local := time.Unix(t, 0).In(c.zone)
	_, offset := local.Zone()
	start, end := local.ZoneBounds()
	c.start, c.end, c.offset = -never, never, int64(offset)
	if !start.IsZero() {
		c.start = start.Unix()
	}
	if !end.IsZero() {
		c.end = end.Unix()
	}
	// From 2038 on, ZoneBounds lets the last period of a leap year end a day too
	// early. An hour on at a time leads out of that day.
	if c.end <= t {
		c.end = t + hour
	}
}

// begin returns the first time at which the clock shows local or, where it
// jumps over that, later.
func (c *clock) begin(local int64) int64 {
	// No offset reaches a day, so local has not been shown yet here.
	c.at(local - day)
	for local-c.offset >= c.end {
		c.at(c.end)
	}
	return max(local-c.offset, c.start)
}

// row collects the ticks of one axis.
type row struct {
	clock    clock
	from, to int64
	wrap     int64 // seconds on the clock after which labels repeat
	ticks    []int64
	before   int   // ticks of others that stand before ours
	begin    int64 // what the clock showed at our first tick
	last     int64 // and at the last
}

// add appends the tick t unless its label would repeat an earlier one. It
// returns false when there are mostTimes already.
func (r *row) add(t int64) bool {
	n := len(r.ticks) - r.before
	shown := r.clock.at(t)
	switch {
	case n == 0:
		r.begin = shown
	case shown <= r.last || shown-r.begin >= r.wrap:
		return true
	case n == mostTimes:
		return false
	}
	r.last = shown
	r.ticks = append(r.ticks, t)
	return true
}

// addStride adds the ticks of the stride. It returns false, after some of them,
// when they are more than mostTimes.
func (r *row) addStride(s stride) bool {
	if s.months > 0 {
		return r.addMonths(s.months)
	}
	return r.addClock(s.clock)
}

// addClock adds the times at which the clock shows a multiple of step, counted
// from a Monday. It walks from one change of the offset to the next: between two
// of them the clock runs evenly.
func (r *row) addClock(step int64) bool {
	for t := r.from; t <= r.to; t = r.clock.end {
		if r.skips(step, t) && !r.add(t) {
			return false
		}
		t += modulo(monday-r.clock.at(t), step)
		for ; t <= r.to && t < r.clock.end; t += step {
			if !r.add(t) {
				return false
			}
		}
	}
	return true
}

// skips reports whether the clock, at the time t, jumps over a multiple of step
// of at least a day: t is the first second of a day that has no midnight.
func (r *row) skips(step, t int64) bool {
	after := r.clock.at(t)
	if step < day || t != r.clock.start {
		return false
	}
	before := r.clock.at(t-1) + 1
	r.clock.at(t)
	return modulo(monday-before, step) < after-before
}

// addMonths adds the first seconds of every n-th month, counted from January of
// the year 0.
func (r *row) addMonths(n int64) bool {
	y, m, _ := time.Unix(r.clock.at(r.from), 0).UTC().Date()
	count := int64(y)*12 + int64(m) - 1
	for count -= count % n; ; count += n {
		first := time.Date(int(count/12), time.Month(count%12+1), 1, 0, 0, 0, 0, time.UTC)
		t := r.clock.begin(first.Unix())
		if t > r.to {
			return true
		}
		if t >= r.from && !r.add(t) {
			return false
		}
	}
}

// modulo returns the remainder of a/b in 0..b-1.
func modulo(a, b int64) int64 { return (a%b + b) % b }
