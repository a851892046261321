package alerts

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"chartd/stats"
)

// BackTestLength is how far back a back-test looks.
const BackTestLength stats.Minute = 30 * 24 * 60

// BackTest is the past of one stat, minute by minute, for any number of rules
// with the same windows.
type BackTest struct {
	Kind    stats.Kind
	Created time.Time
	From    stats.Minute // of Minutes; a judgement needs window and Ago before it
	Minutes []stats.Bucket

	sums []sum
}

// sum is everything before a minute. The total has two parts, so that a
// difference of two is as exact as a sum of its own minutes.
type sum struct {
	n            uint64
	total, carry float64
}

// NeedsFrom is the first minute that a back-test of a rule up to end reads.
func NeedsFrom(r Rule, end stats.Minute) stats.Minute {
	return end - BackTestLength - r.Window.Minutes() - r.Ago.Minutes()
}

// NewBackTest prepares the minutes of a stat from a minute on.
func NewBackTest(s stats.Stat, from stats.Minute, minutes []stats.Bucket) *BackTest {
	t := &BackTest{Kind: s.Kind, Created: s.Created, From: from, Minutes: minutes, sums: make([]sum, len(minutes)+1)}
	var all stats.Bucket
	for i, b := range minutes {
		all.Merge(b)
		t.sums[i+1] = sum{all.N, all.Sum, all.Carry}
	}
	return t
}

// ReadBackTest reads the minutes that a back-test of a rule up to end needs.
func ReadBackTest(ctx context.Context, from stats.Reader, s stats.Stat, r Rule, end stats.Minute) (*BackTest, error) {
	first := NeedsFrom(r, end)
	series, err := from.Series(ctx, []stats.StatID{s.ID}, stats.Window{From: first, Step: 1, Count: int(end - first)})
	if err != nil {
		return nil, fmt.Errorf("minutes of %s: %w", s.Public, err)
	}
	return NewBackTest(s, first, series[0].Buckets), nil
}

// End is the minute before which the minutes end.
func (t *BackTest) End() stats.Minute { return t.From + stats.Minute(len(t.Minutes)) }

// maxBackTests is how many run at once: one over two years of minutes holds 70 MB.
const maxBackTests = 2

// BackTests makes back-tests for all who ask one server, so many at once.
type BackTests struct {
	series   stats.Reader
	complete func(ctx context.Context, now time.Time) (stats.Minute, error)
	places   chan struct{} // full while as many run as may
}

// NewBackTests makes them of series in which merged stats are one, up to what
// Watcher.Complete says.
func NewBackTests(series stats.Reader, complete func(ctx context.Context, now time.Time) (stats.Minute, error)) *BackTests {
	return &BackTests{series, complete, make(chan struct{}, maxBackTests)}
}

// Begin reads the past of a stat for a rule, once there is a place. done gives the
// place back, when the test is no longer used. The error is stats.ErrAway where
// ctx ends before.
func (b *BackTests) Begin(ctx context.Context, s stats.Stat, r Rule, now time.Time) (test *BackTest, done func(), err error) {
	select {
	case b.places <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, fmt.Errorf("other back-tests run: %w", stats.ErrAway)
	}
	done = func() { <-b.places }
	end, err := b.complete(ctx, now)
	if err == nil {
		test, err = ReadBackTest(ctx, b.series, s, r, end)
	}
	if err != nil {
		done()
		return nil, nil, err
	}
	return test, done, nil
}

// bucket is the minutes [from, end), without Min and Max, which no rule needs.
// Minutes before the first were never read and count as empty.
func (t *BackTest) bucket(from, end stats.Minute) stats.Bucket {
	at := func(m stats.Minute) sum { return t.sums[min(max(int(m-t.From), 0), len(t.Minutes))] }
	a, b := at(from), at(end)
	if a.n == b.n {
		return stats.Bucket{}
	}
	return stats.Bucket{N: b.n - a.n, Sum: b.total - a.total, Carry: b.carry - a.carry}
}

// reading is what the rule would have seen at the end of a window.
func (t *BackTest) reading(r Rule, end stats.Minute) Reading {
	w := r.Window.Minutes()
	in := Reading{Kind: t.Kind, Created: t.Created, End: end, Now: t.bucket(end-w, end)}
	if r.Kind == Delta {
		ago := end - r.Ago.Minutes()
		in.Before = t.bucket(ago-w, ago)
	}
	return in
}

// ends is the span of windows' ends that the minutes suffice for.
func (t *BackTest) ends(r Rule) (first, last stats.Minute) {
	return t.From + r.Window.Minutes() + r.Ago.Minutes(), t.End()
}

// Run returns the notices that the rule would have sent, a look each minute: what
// Evaluate and Decide say of the same minutes. Pauses and snoozes of today are
// left out; maintenance is not.
func (t *BackTest) Run(r Rule) []Notice {
	r.Paused, r.Snoozed = false, time.Time{}
	var state State
	var all []Notice
	first, last := t.ends(r)
	for end := first; end <= last; end++ {
		var told []Notice
		state, told = Decide(r, state, Evaluate(r, t.reading(r, end)), time.Unix(end.Unix(), 0).Add(settled))
		all = append(all, told...)
	}
	return all
}

// Curve is what the rule would have held against its limit, a value for each of
// the last count steps: of a step the one that lies farthest in the direction the
// rule looks. A gap is nil; a rule of kind Data has gaps alone.
func (t *BackTest) Curve(r Rule, step stats.Minute, count int) []*float64 {
	curve := make([]*float64, count)
	first, last := t.ends(r)
	start := last - step*stats.Minute(count)
	for end := max(first, start+1); end <= last; end++ {
		v := Evaluate(r, t.reading(r, end))
		f := v.Value
		if r.Kind == Delta {
			f = v.Percent
		}
		at := &curve[(end-start-1)/step]
		if f != nil && (*at == nil || r.farther(*f, **at)) {
			*at = f
		}
	}
	return curve
}

// farther reports whether a figure lies farther than another in the direction
// that the rule looks.
func (r Rule) farther(a, b float64) bool {
	switch r.Operator {
	case Less:
		return a < b
	case Different:
		return math.Abs(a) > math.Abs(b)
	}
	return a > b
}

// firings counts the episodes of a run.
func (t *BackTest) firings(r Rule) int {
	n := 0
	for _, notice := range t.Run(r) {
		if notice.Event == Fired {
			n++
		}
	}
	return n
}

// candidates is how many thresholds Threshold tries.
const candidates = 48

// Threshold finds the limit (threshold, or percentage of Delta) with which the
// rule would have fired n times, the strictest of those that come nearest. It is
// false when there is nothing to judge by, and for rules of kind Data.
func (t *BackTest) Threshold(r Rule, n int) (limit float64, fired int, ok bool) {
	figures := t.figures(r)
	if len(figures) == 0 || n < 1 {
		return 0, 0, false
	}
	best := math.MaxInt
	tried := -1
	for i := range candidates { // dense at the extremes, where few firings are
		rank := int(math.Pow(float64(len(figures)), float64(i)/(candidates-1))) - 1
		if rank == tried {
			continue
		}
		tried = rank
		r.Threshold, r.Percentage = figures[rank], figures[rank]
		count := t.firings(r)
		if off := max(count-n, n-count); off < best {
			best, limit, fired, ok = off, figures[rank], count, true
		}
	}
	return limit, fired, ok
}

// figures are all that the rule would have compared, the strictest limit first,
// without repeats.
func (t *BackTest) figures(r Rule) []float64 {
	var list []float64
	first, last := t.ends(r)
	for end := first; end <= last; end++ {
		v := Evaluate(r, t.reading(r, end))
		switch {
		case r.Kind == Value && v.Value != nil:
			list = append(list, *v.Value)
		case r.Kind == Delta && v.Percent != nil:
			list = append(list, r.toward(*v.Percent))
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	if r.Kind == Value && r.Operator == Less {
		return list
	}
	slices.Reverse(list)
	if r.Kind == Delta { // a percentage is at least 0
		list = slices.DeleteFunc(list, func(p float64) bool { return p < 0 })
	}
	return list
}

// toward is a change in the direction of the rule's operator.
func (r Rule) toward(percent float64) float64 {
	switch r.Operator {
	case Less:
		return -percent
	case Different:
		return math.Abs(percent)
	}
	return percent
}
