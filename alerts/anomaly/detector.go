package anomaly

import (
	"errors"
	"math"
)

// ErrNotANumber is the error of a value that is no finite number.
var ErrNotANumber = errors.New("value is not a finite number")

// largest is what greater values are taken for: sums of squares of it are finite.
const largest = 1e100

// Finding is what a detector says of a point.
type Finding struct {
	Score    float64 // 0 to 1; Notice or more is a notice
	Cause    Cause   // what is most unusual about the point, if anything
	Expected float64 // what was forecast
	Learning bool    // the series is too short to be judged, and Score is 0
}

// Detector judges the points of one series. It is not for use by several
// goroutines at once.
type Detector struct {
	points   int64
	clock    clock
	forecast forecast
	watch    watch
	episode  episode
	tails    [causeCount]tail // of all causes but None
}

// New returns a detector that has seen nothing.
func New() *Detector { return &Detector{} }

// Observe judges the next point by those before, and learns it. at is in UNIX
// seconds; points should come in its order. A value that is not finite is
// refused with ErrNotANumber and changes nothing; one beyond 1e100 counts as that.
func (d *Detector) Observe(at int64, value float64) (Finding, error) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return Finding{}, ErrNotANumber
	}
	x := clamp(value, -largest, largest)
	if d.points == 0 {
		d.clock = clock{first: at, last: at}
		d.forecast.start(x)
		d.watch.value = x
	}
	d.points++
	gap := d.clock.tick(at)
	each := d.forecast.each(at)
	expected := d.forecast.blend(each, d.clock.days())
	ended := d.watch.repeats
	seen := d.watch.see(x, expected, gap)
	surprise, cause := d.judge(&seen.found, ended)

	perDay := d.clock.perDay()
	f := Finding{Cause: cause, Expected: expected, Learning: d.learning()}
	if !f.Learning {
		f.Score = d.episode.score(surprise, perDay, &seen.found)
	}
	limit := learnLimit * seen.usual
	if d.points < startPoints {
		limit = math.Inf(1)
	}
	haste := clamp(math.Abs(d.watch.many), 1, mostHaste)
	d.forecast.learn(at, x, each, limit, haste, d.points, &d.clock)
	d.watch.learn(x, expected, seen, d.points, perDay)
	return f, nil
}

// Dismiss tells the detector that its last notice was none: what was as unusual
// in the same way, then and in the rest of that episode until now, is tolerated
// from here on. Without a notice it does nothing.
func (d *Detector) Dismiss() { d.episode.dismiss() }

// judge finds the greatest surprise among evidences, and learns them. Of a value
// that comes again and again only how often it came in the end is learned; ended
// is how often the last one did.
func (d *Detector) judge(found *evidences, ended float64) (surprise float64, cause Cause) {
	for c := None + 1; c < causes; c++ {
		t, z := &d.tails[c-1], found[c]
		s, extreme := t.judge(z)
		switch {
		case c != Stuck:
			t.learn(z, extreme)
		case z == 0:
			_, extreme = t.judge(ended)
			t.learn(ended, extreme)
			continue
		case z < stuckLeast || z < stuckTimes*t.longest():
			continue
		}
		if s > surprise && !d.episode.tolerates(c, z) {
			surprise, cause = s, c
		}
	}
	return surprise, cause
}

// learning reports whether the series is too short to be judged.
func (d *Detector) learning() bool {
	n := float64(d.points)
	return n <= warmLeast || n <= warmEnough && d.clock.days() < 1
}
