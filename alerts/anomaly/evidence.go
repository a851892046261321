package anomaly

import "math"

// Cause is what a notice is about.
type Cause uint8

// Causes. The first two are about a step from one point to the next, the next six
// about a point, some points and many points, as against what was forecast.
const (
	None Cause = iota
	Spike
	Drop
	High
	Low
	HighRun
	LowRun
	HighLevel
	LowLevel
	Restless // moves more than ever
	Calm     // moves less than ever
	Stuck    // does not move at all
	causes
)

// String names the cause as it is shown to people.
func (c Cause) String() string {
	names := [causes]string{
		"none", "spike", "drop", "high", "low", "high for a while", "low for a while",
		"high for long", "low for long", "restless", "calm", "stuck",
	}
	if c >= causes {
		return "unknown"
	}
	return names[c]
}

// causeCount is how many there are, None left out.
const causeCount = int(causes) - 1

// evidences are how strongly a point speaks for each cause, in units that only
// its tail knows; where it speaks against it, 0 or less.
type evidences [causes]float64

// watch turns misses of the forecast into evidence.
type watch struct {
	spread        float64 // usual size of a miss
	missed        float64 // the last miss, in spreads
	product       float64 // mean of the products of neighbouring misses
	square        float64 // mean square of misses
	jump          float64 // usual size of what the autoregression misses
	some, many    float64 // means of misses over windows
	moved, moving float64 // movement of late, and usually
	value         float64 // the last value
	repeats       float64 // how often it has come again
}

// look is one point as the watch sees it.
type look struct {
	miss  float64 // in spreads
	jump  float64 // in spreads
	usual float64 // the spread it is measured by
	found evidences
}

// see measures a point that was expected to have another value. gap is how many
// steps lie between it and the one before. Windows are moved on, what is usual is
// not yet.
func (w *watch) see(x, expected, gap float64) look {
	const tiny = 1e-300
	v := look{usual: max(w.spread, 1e-9*math.Abs(expected), tiny)}
	v.miss = clamp((x-expected)/v.usual, -mostMiss, mostMiss)
	v.jump = v.miss - w.echo(gap)*w.missed
	seen := clamp(v.miss, -windowLimit, windowLimit)
	w.some += (seen - w.some) / shortWindow
	w.many += (seen - w.many) / longWindow
	jump := v.jump / max(w.jump, leastJump)
	w.moved += (min(math.Abs(jump), windowLimit) - w.moved) / moveWindow
	if x == w.value {
		w.repeats++
	} else {
		w.repeats = 0
	}
	v.found = evidences{
		Spike: jump, Drop: -jump,
		High: v.miss, Low: -v.miss,
		HighRun: w.some, LowRun: -w.some,
		HighLevel: w.many, LowLevel: -w.many,
		Restless: w.moved / max(w.moving, leastJump), Calm: w.moving / max(w.moved, leastJump),
		Stuck: w.repeats,
	}
	return v
}

// mostMiss bounds misses, in spreads: a series that never moved has no spread.
const mostMiss = 1e9

// leastJump is below what counts as no movement, in spreads.
const leastJump = 1e-3

// echo is how much of a miss is left after some steps: the autocorrelation.
func (w *watch) echo(gap float64) float64 {
	if w.square == 0 {
		return 0
	}
	once := clamp(w.product/w.square, 0, 0.99)
	if gap > 1 {
		return math.Pow(once, gap)
	}
	return once
}

// learn makes a point part of what is usual.
func (w *watch) learn(x, expected float64, v look, n int64, perDay float64) {
	const most = 6 // usual sizes that one point counts for
	miss := math.Abs(x - expected)
	if n < startPoints {
		w.spread += rate(n, startPoints) * (miss - w.spread)
	} else {
		w.spread += rate(n, clamp(3*perDay, 200, 4000)) * (min(miss, most*v.usual) - w.spread)
	}
	w.jump += rate(n, clamp(3*perDay, 200, 4000)) * (min(math.Abs(v.jump), most*max(w.jump, leastJump)) - w.jump)
	now, before := clamp(v.miss, -windowLimit, windowLimit), clamp(w.missed, -windowLimit, windowLimit)
	w.product += rate(n, 1000) * (now*before - w.product)
	w.square += rate(n, 1000) * (before*before - w.square)
	w.moving += rate(n, 1500) * (w.moved - w.moving)
	w.missed = v.miss
	w.value = x
}

// startPoints are the first points, when nothing is usual yet.
const startPoints = 50
