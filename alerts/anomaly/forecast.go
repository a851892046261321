package anomaly

import "math"

// Bins of the profiles: quarters of an hour, and hours of a week.
const (
	dayBins  = 96
	weekBins = 7 * 24
)

// The predictions, from plain to rich.
const (
	byLevel = iota
	byDay
	byWeek
	predictions
)

// forecast predicts the next value.
type forecast struct {
	plain, level float64 // the level alone; the level under the profiles
	day          [dayBins]float64
	week         [weekBins]float64
	miss         [predictions]float64 // mean absolute error of late
}

// slots are the bins that a time falls into.
func slots(at int64) (ofDay, ofWeek int) {
	const hour = day / 24
	second := ((at % day) + day) % day
	hours := (at - ((at%hour)+hour)%hour) / hour
	return int(second * dayBins / day), int(((hours % weekBins) + weekBins) % weekBins)
}

// start makes the first value all that is known.
func (f *forecast) start(x float64) { f.plain, f.level = x, x }

// each lists what every prediction says of a time.
func (f *forecast) each(at int64) [predictions]float64 {
	d, w := slots(at)
	byDay := f.level + f.day[d]
	return [predictions]float64{f.plain, byDay, byDay + f.week[w]}
}

// blend weighs predictions by how little they have missed. A profile counts when
// it has been through once.
func (f *forecast) blend(each [predictions]float64, days float64) float64 {
	// The sixth power makes the better of two nearly the only one where they
	// differ, and the mean of both where they do not.
	const power, tiny = 6, 1e-300
	sum, weights := 0.0, 0.0
	for i, p := range each {
		if i == byDay && days < 1 || i == byWeek && days < 8 {
			continue
		}
		ratio := max(f.miss[byLevel], tiny) / max(f.miss[i], f.miss[byLevel]/100, tiny)
		weight := math.Pow(ratio, power)
		sum += weight * p
		weights += weight
	}
	return sum / weights
}

// learn corrects the predictions by what came. Errors count up to a limit; haste
// is by how much faster than usual the levels follow.
func (f *forecast) learn(at int64, x float64, each [predictions]float64, limit, haste float64, n int64, c *clock) {
	perDay := c.perDay()
	miss := func(i int) float64 { return clamp(x-each[i], -limit, limit) }
	follow := haste * rate(n, clamp(levelDays*perDay, levelLeast, levelMost))
	f.plain += follow * miss(byLevel)
	f.level += follow * miss(byDay)
	d, w := slots(at)
	f.day[d] += visit(c.days(), perDay/dayBins, dayRate) * miss(byDay)
	f.week[w] += visit(c.days()/7, perDay/24, weekRate) * miss(byWeek)
	slow := rate(n, clamp(2*perDay, 100, 3000))
	for i := range each {
		f.miss[i] += slow * (min(math.Abs(x-each[i]), 2*limit) - f.miss[i])
	}
}

// visit is what a point teaches its bin: as part of a mean at first, by a fixed
// rate for all points of a visit together later.
func visit(rounds, points, rate float64) float64 {
	points = max(points, 1)
	return max(1/(2+rounds*points), rate/points)
}

// rate is the weight of the n-th point in a mean over about as many as memory:
// the plain mean until there are so many.
func rate(n int64, memory float64) float64 { return max(1/memory, 1/float64(n)) }

func clamp(v, lo, hi float64) float64 { return max(lo, min(hi, v)) }
