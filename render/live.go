package render

import (
	"cmp"
	"math"
	"slices"
	"time"

	"chartd/render/param"
)

// Live is what was found for a live chart. Every Live can be drawn: what is
// missing is a series without data.
type Live struct {
	Series []LiveSeries // in the order of the keys that were asked for
	// From and To are the times of the first and the last point, in UNIX seconds.
	// There is a time axis where From is before To.
	From, To int64
	Zone     *time.Location // of the time axis unless the query names one; nil is UTC
	Marks    []Mark         // in any order
}

// LiveSeries is what was found for one key. The chart copies the values.
type LiveSeries struct {
	Name   string    // a stranger's text
	Values []float64 // at even distances; NaN is a gap
	Before []float64 // the period before, value by value; drawn when cmp asks for it
}

// mostMarks is how many marks one chart shows: the newest.
const mostMarks = 20

// largest is the value beyond which the difference of two figures would
// overflow. What is over it is drawn there.
const largest = 1e300

// askFor reads what a live chart asks for. Until it is found the chart has no
// data.
func (s *Sheet) askFor() error {
	var err error
	s.ask, err = param.ParseAsk(MaxSeries, func(name string) string {
		p, _ := lookup(name)
		return s.fields[p].value
	})
	if err == nil {
		s.Fill(Live{})
	}
	return err
}

// Live is what the query that was parsed asks its caller to look up; ok is
// false for a chart that has its data in its query. The texts are valid until
// the next Parse or Return.
func (s *Sheet) Live() (ask param.Ask, ok bool) { return s.ask, s.spec.Live }

// Fill gives a live chart its data; from here on it is drawn like any other.
// Without t, a chart of one series has its name as title. Filling a chart that
// is not live changes nothing.
func (s *Sheet) Fill(live Live) {
	if s.ask.Keys[0] == "" {
		return
	}
	spec := &s.spec
	s.drawn = false
	spec.Live, spec.Compare = true, s.ask.Compare
	spec.Series, spec.Figures = spec.Series[:0], Figures{}
	for n, key := range s.ask.Keys {
		if key != "" {
			s.take(n, key, live.Series)
		}
	}
	s.finish(inStore)
	if one := spec.Series; len(one) == 1 && !s.fields[pT].given {
		spec.Title = one[0].Name
	}
	s.window(&live)
	s.mark(live.Marks)
}

// take takes what was found for the next key, the n-th of the query.
func (s *Sheet) take(n int, key string, found []LiveSeries) {
	var one LiveSeries
	if at := len(s.spec.Series); at < len(found) {
		one = found[at]
	}
	s.before[n] = s.before[n][:0]
	if s.ask.Compare {
		s.before[n] = appendTame(s.before[n], one.Before)
	}
	s.values[n] = appendTame(s.values[n][:0], one.Values)
	if len(s.values[n]) == 0 { // the places of the period before, and nothing there
		for range s.before[n] {
			s.values[n] = append(s.values[n], math.NaN())
		}
	}
	s.add(n)
	to := &s.spec.Series[len(s.spec.Series)-1]
	to.Key, to.Before = key, s.before[n][:min(len(s.before[n]), len(s.values[n]))]
	to.Name, s.text = param.Title(one.Name, s.text)
}

// appendTame appends values within what can be drawn.
func appendTame(dst, values []float64) []float64 {
	for _, v := range values {
		dst = append(dst, min(max(v, -largest), largest)) // a gap stays one
	}
	return dst
}

// window decides the time axis.
func (s *Sheet) window(live *Live) {
	t := &s.spec.Times
	*t = Times{From: live.From, To: live.To, Zone: live.Zone}
	t.Known = firstTime <= t.From && t.From < t.To && t.To <= lastTime
	if tz := s.fields[pTz].value; tz != "" {
		t.Zone = s.zone(tz)
	}
	if t.Zone == nil {
		t.Zone = time.UTC
	}
}

// mark takes the newest marks, from the oldest to the newest of them.
func (s *Sheet) mark(marks []Mark) {
	s.marks = s.marks[:0]
	if s.ask.Marks {
		s.marks = append(s.marks, marks...)
		slices.SortStableFunc(s.marks, func(a, b Mark) int { return cmp.Compare(a.At, b.At) })
		s.marks = s.marks[max(0, len(s.marks)-mostMarks):]
		for i := range s.marks {
			s.marks[i].Text, s.text = param.Title(s.marks[i].Text, s.text)
		}
	}
	s.spec.Marks = s.marks
}
