package anomaly

// day is a day in seconds.
const day = 24 * 60 * 60

// clock knows when points came and how far apart they use to be.
type clock struct {
	first, last int64   // UNIX seconds; last is the latest of all
	step        float64 // usual seconds between points, 0 until known
}

// tick takes the time of a point and returns how many steps lie between it and
// the latest before, at least 1. Points with the same time, or an older one, are
// a step apart: the order in which they come is all that is known of them.
func (c *clock) tick(at int64) float64 {
	passed := float64(at) - float64(c.last)
	if passed <= 0 {
		return 1
	}
	c.last = at
	// The median of the steps, found by going up and down by a small factor.
	const tolerance, pace = 1.02, 1.03
	switch {
	case c.step == 0:
		c.step = passed
	case passed > c.step*tolerance:
		c.step *= pace
	case passed < c.step/tolerance:
		c.step /= pace
	}
	return max(1, passed/c.step)
}

// perDay is the usual number of points of a day.
func (c *clock) perDay() float64 { return day / max(c.step, 1) }

// days is how many days the series covers.
func (c *clock) days() float64 { return (float64(c.last) - float64(c.first)) / day }
