package stats

import (
	"math"
	"time"

	"chartd/stats/chunk"
)

// Month is a calendar month's number in UTC, twelve a year from the year 0 on.
// Stores keep one row for a stat, month and writer with the figures of its
// hours, so that long windows need not read minutes.
type Month int64

// Month is the month that the hour lies in.
func (h Hour) Month() Month {
	year, month, _ := time.Unix(int64(h)*3600, 0).UTC().Date()
	return Month(year)*12 + Month(month) - 1
}

// Hour is the month's first hour.
func (m Month) Hour() Hour {
	year := floorDiv(int64(m), 12)
	first := time.Date(int(year), time.Month(int64(m)-year*12+1), 1, 0, 0, 0, 0, time.UTC)
	return Hour(floorDiv(first.Unix(), 3600))
}

// Stretch is the hours from From to before End.
type Stretch struct{ From, End Hour }

// Roll says which stored rows a window is read from, and adds them up: hours
// that an edge of a bucket cuts come from their minutes, all others from month
// rows. Hours before the floor have no minutes any more: the whole of one lies
// in the bucket of its first minute.
type Roll struct {
	Window Window
	Floor  Hour
	fine   []Stretch // read from minutes
	rest   Stretch   // around all hours that month rows give
}

// NewRoll plans how a window is read when the minutes before floor are gone.
func NewRoll(w Window, floor Hour) *Roll {
	r := &Roll{Window: w, Floor: floor}
	if w.Count < 1 {
		return r
	}
	all := Stretch{w.From.Hour(), (w.End() - 1).Hour() + 1}
	r.fine = r.cut(all)
	r.rest = r.without(all)
	return r
}

// cut lists the hours that are read from minutes.
func (r *Roll) cut(all Stretch) []Stretch {
	kept := max(all.From, r.Floor)
	if kept >= all.End {
		return nil
	}
	if r.Window.Step < chunk.Minutes {
		return []Stretch{{kept, all.End}}
	}
	var list []Stretch
	hours := Hour(0)
	for i := range r.Window.Count + 1 {
		edge := r.Window.At(i)
		hour := edge.Hour()
		if hour < kept || edge == hour.Minute() {
			continue
		}
		hours++
		if n := len(list); n > 0 && list[n-1].End == hour {
			list[n-1].End++
			continue
		}
		list = append(list, Stretch{hour, hour + 1})
	}
	// Reading all minutes in one go is cheaper than every second hour's.
	if 2*hours >= all.End-kept {
		return []Stretch{{kept, all.End}}
	}
	return list
}

// without is the least stretch around those hours that minutes do not give.
func (r *Roll) without(all Stretch) Stretch {
	if n := len(r.fine); n > 0 && r.fine[0].From == all.From {
		all.From = r.fine[0].End
	}
	if n := len(r.fine); n > 0 && r.fine[n-1].End == all.End {
		all.End = r.fine[n-1].From
	}
	if all.From >= all.End {
		return Stretch{}
	}
	return all
}

// Fine lists the hours whose chunk rows are wanted, in order, apart from each
// other. The rows go to AddHour.
func (r *Roll) Fine() []Stretch { return r.fine }

// Months says which month rows are wanted: those from first to before end,
// where it is empty none. They go to AddMonth.
func (r *Roll) Months() (first, end Month) {
	if r.rest == (Stretch{}) {
		return 0, 0
	}
	return r.rest.From.Month(), (r.rest.End - 1).Month() + 1
}

// AddHour adds one writer's minutes of an hour in Fine to the buckets of the
// window.
func (r *Roll) AddHour(into []Bucket, hour Hour, minutes *[chunk.Minutes]Bucket) {
	start, end := hour.Minute(), r.Window.End()
	for i := range minutes {
		if at := start + Minute(i); minutes[i].N > 0 && at >= r.Window.From && at < end {
			into[(at-r.Window.From)/r.Window.Step].Merge(minutes[i])
		}
	}
}

// AddMonth adds one writer's hours of a month to the buckets of the window,
// save those in Fine.
func (r *Roll) AddMonth(into []Bucket, month Month, hours *[chunk.Hours]Bucket) {
	first := month.Hour()
	fine := r.fine
	for i := range hours {
		hour := first + Hour(i)
		if hours[i].N == 0 || hour < r.rest.From || hour >= r.rest.End || hour.Minute() < r.Window.From {
			continue
		}
		for len(fine) > 0 && fine[0].End <= hour {
			fine = fine[1:]
		}
		if len(fine) > 0 && fine[0].From <= hour {
			continue
		}
		into[(hour.Minute()-r.Window.From)/r.Window.Step].Merge(hours[i])
	}
}

// AddHour takes the newest minute with data of one writer's hour, where it is
// not older than what is there.
func (l *Latest) AddHour(hour Hour, minutes *[chunk.Minutes]Bucket) {
	for i := len(minutes) - 1; i >= 0; i-- {
		if minutes[i].N > 0 {
			l.take(Latest{At: hour.Minute() + Minute(i), Bucket: minutes[i]})
			return
		}
	}
}

// Whole is an hour's figures: all its minutes as one.
func Whole(minutes *[chunk.Minutes]Bucket) Bucket {
	var hour Bucket
	for i := range minutes {
		hour.Merge(minutes[i])
	}
	return hour
}

// SameFigures reports whether two buckets are of the same points: equal but
// for the rounding of a sum in another order.
func SameFigures(a, b Bucket) bool {
	if a.N != b.N || a.N == 0 {
		return a.N == b.N
	}
	size := float64(a.N) * max(math.Abs(a.Min), math.Abs(a.Max))
	return a.Min == b.Min && a.Max == b.Max && math.Abs(a.Total()-b.Total()) <= 1e-12*size
}
