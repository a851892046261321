package render

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"chartd/render/scale"
)

// facts are what the sentence says of one series.
type facts struct {
	points, gaps           int
	first, last, low, high float64 // values of the series
}

// observe reads the facts of a series.
func observe(values []float64) facts {
	f := facts{points: len(values), low: math.Inf(1), high: math.Inf(-1)}
	low, high := f.low, f.high
	for _, v := range values {
		switch {
		case v >= low && v <= high: // as nearly all are
		case v != v:
			f.gaps++
		default:
			low, high = min(low, v), max(high, v)
		}
	}
	f.low, f.high = low, high
	if f.points -= f.gaps; f.points > 0 {
		known := func(v float64) bool { return v == v }
		f.first = values[slices.IndexFunc(values, known)]
		for i := len(values) - 1; ; i-- {
			if known(values[i]) {
				f.last = values[i]
				break
			}
		}
	}
	return f
}

// sentence writes what the chart shows, computed from its data and nothing
// else: how many points, when, and from where to where. Without figures it
// claims no value, only the shape.
func (l *layout) sentence() string {
	from := len(l.text)
	series := l.spec.Series
	if title := cmp.Or(l.spec.Title, series[0].Name); title != "" && (l.spec.Title != "" || len(series) == 1) {
		l.say(title)
		l.say(": ")
	}
	if n := len(series); n > 1 {
		l.count(n, " series")
		l.sayTimes()
		for i := range series {
			l.say("; ")
			l.say(l.spec.called(i))
			l.say(": ")
			l.saySeries(&series[i], false)
		}
	} else {
		l.saySeries(&series[0], true)
	}
	l.say(".")
	l.sayMarks()
	return l.text.Since(from)
}

func (l *layout) say(words string) { l.text = append(l.text, words...) }

// count says a number of things.
func (l *layout) count(n int, things string) {
	l.text = strconv.AppendInt(l.text, int64(n), 10)
	l.say(things)
}

// figure says what a value of a series stands for, rounded to what is known. The
// means of stored numbers have any number of digits: they get three decimals, as
// numbers that are shown do, and very small ones three digits.
func (l *layout) figure(v float64) {
	v, step := l.spec.Figure(v), l.spec.Figures.Step
	if l.spec.Live && v != math.Trunc(v) {
		step = min(scale.ThreeDigits(v), 0.001)
	}
	l.text = scale.AppendFigure(l.text, v, step)
}

// share says where a value lies between the edges of the plot.
func (l *layout) share(v float64) {
	part := (v - l.spec.Bottom) / (l.spec.Top - l.spec.Bottom)
	l.count(int(math.Round(part*100)), " %")
}

func (l *layout) saySeries(s *Series, times bool) {
	l.sayFacts(observe(s.Values), times)
	if l.spec.Compare {
		l.sayChange(s)
	}
}

func (l *layout) sayFacts(f facts, times bool) {
	switch {
	case f.points == 0 && l.spec.Live:
		l.say("no data yet")
		return
	case f.points == 0:
		l.say("no points")
		return
	case f.points == 1:
		l.say("1 point")
	default:
		l.count(f.points, " points")
	}
	switch {
	case f.gaps == 1:
		l.say(" and 1 gap")
	case f.gaps > 1:
		l.say(" and ")
		l.count(f.gaps, " gaps")
	}
	if times {
		l.sayTimes()
	}
	if l.spec.Figures.Known {
		l.sayFigures(f)
	} else {
		l.sayShape(f)
	}
}

// sayFigures names the values. The axis may run downwards, and then the point
// drawn lowest has the highest value.
func (l *layout) sayFigures(f facts) {
	if l.spec.Figures.Min > l.spec.Figures.Max {
		f.low, f.high = f.high, f.low
	}
	if f.points == 1 {
		l.say(", at ")
		l.figure(f.last)
		return
	}
	l.say(", from ")
	l.figure(f.first)
	l.say(" to ")
	l.figure(f.last)
	l.say(", low ")
	l.figure(f.low)
	l.say(", high ")
	l.figure(f.high)
}

func (l *layout) sayShape(f facts) {
	if f.points == 1 {
		l.say(", at ")
		l.share(f.last)
		l.say(" of its range")
		return
	}
	l.say(", ends at ")
	l.share(f.last)
	l.say(" of its range, ")
	switch {
	case f.last > f.first:
		l.say("up from ")
	case f.last < f.first:
		l.say("down from ")
	default:
		l.say("where it began")
		return
	}
	l.share(f.first)
}

// span is how long the chart's window is, or 136 years where that is longer.
func (t *Times) span() time.Duration {
	return time.Duration(min(t.To-t.From, 1<<32)) * time.Second
}

// sayTimes names the times of the first and the last point, by the day where
// the data spans several.
func (l *layout) sayTimes() {
	t := &l.spec.Times
	if t.From == t.To && t.From != 0 { // of a live chart's one point
		l.say(" at ")
		l.text = scale.AppendTime(l.text, t.From, t.Zone, "2 Jan 2006 15:04 ")
		l.say(t.Zone.String())
	}
	if !t.Known {
		return
	}
	format := "2 Jan 2006 15:04"
	switch span := t.span(); {
	case span >= 8*24*time.Hour:
		format = "2 Jan 2006"
	case span < 10*time.Minute:
		format = "2 Jan 2006 15:04:05"
	}
	l.say(" between ")
	l.text = scale.AppendTime(l.text, t.From, t.Zone, format)
	l.say(" and ")
	l.text = scale.AppendTime(l.text, t.To, t.Zone, format)
	l.say(" ")
	l.say(t.Zone.String())
}
