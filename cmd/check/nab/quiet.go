package nab

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"time"

	"chartd/alerts/anomaly"
)

// Quiet is a generated series in which nothing unusual happens: a detector that
// notices something there is wrong.
type Quiet struct {
	Shape Shape
	Noise Noise
	Step  time.Duration
	// Seed makes two series of one shape, noise and step different.
	Seed uint64
}

// Shape is what a series would be without noise.
type Shape string

// Shapes of quiet series.
const (
	Level     Shape = "level"       // always the same
	Daily     Shape = "daily"       // high at noon, low at midnight
	Weekly    Shape = "weekly"      // two days of seven are low
	DayOfWeek Shape = "day of week" // daily on working days, low on the others
	Trend     Shape = "trend"       // four times as high after a year
	Growing   Shape = "growing"     // day of week with a trend
)

// Shapes lists all.
var Shapes = []Shape{Level, Daily, Weekly, DayOfWeek, Trend, Growing}

// Noise is how points scatter around the shape.
type Noise string

// Noises of quiet series.
const (
	Normal       Noise = "normal"        // a tenth of the level at its usual height
	Poisson      Noise = "poisson"       // counts, 20 at the usual height
	Lognormal    Noise = "lognormal"     // a factor, its logarithm spread by 0.4
	ZeroInflated Noise = "zero-inflated" // counts, 3 at the usual height, and nothing three times of four
)

// Noises lists all.
var Noises = []Noise{Normal, Poisson, Lognormal, ZeroInflated}

// Steps are the times between points of quiet series.
var Steps = []time.Duration{time.Minute, 5 * time.Minute, time.Hour}

// QuietSet lists every shape with every noise and every step.
func QuietSet(seed uint64) []Quiet {
	var list []Quiet
	for _, step := range Steps {
		for _, shape := range Shapes {
			for _, noise := range Noises {
				list = append(list, Quiet{shape, noise, step, seed})
			}
		}
	}
	return list
}

// quietBegin is when every quiet series begins: a Thursday, so that the first
// weekend comes soon.
var quietBegin = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Name says which series it is.
func (q Quiet) Name() string {
	return string(q.Shape) + ", " + string(q.Noise) + ", " + q.Step.String()
}

// Points are the times, in UNIX seconds, and the values of the first days.
func (q Quiet) Points(days int) iter.Seq2[int64, float64] {
	return func(yield func(int64, float64) bool) {
		random := rand.New(rand.NewPCG(q.Seed, uint64(q.Step)))
		end := quietBegin.AddDate(0, 0, days)
		for at := quietBegin; at.Before(end); at = at.Add(q.Step) {
			if !yield(at.Unix(), q.Noise.scatter(random, q.Shape.at(at))) {
				return
			}
		}
	}
}

// at is the height of the shape, about 1 most of the time.
func (s Shape) at(t time.Time) float64 {
	hour := float64(t.Hour()) + float64(t.Minute())/60
	day := 1 - 0.8*math.Cos(2*math.Pi*hour/24)
	weekend := t.Weekday() == time.Saturday || t.Weekday() == time.Sunday
	trend := 1 + 3*t.Sub(quietBegin).Hours()/(365*24)
	switch {
	case s == Daily, s == DayOfWeek && !weekend:
		return day
	case s == Weekly && weekend:
		return 0.4
	case s == DayOfWeek:
		return 0.3 * day
	case s == Trend:
		return trend
	case s == Growing:
		return trend * DayOfWeek.at(t)
	}
	return 1
}

// scatter draws a point around a height.
func (n Noise) scatter(random *rand.Rand, height float64) float64 {
	switch n {
	case Normal:
		return 100*height + 10*random.NormFloat64()
	case Poisson:
		return poisson(random, 20*height)
	case Lognormal:
		return 100 * height * math.Exp(0.4*random.NormFloat64())
	}
	if random.Float64() < 0.75 {
		return 0
	}
	return poisson(random, 3*height)
}

// poisson draws a count by adding up exponential waits (Knuth, The Art of
// Computer Programming 2, 3.4.1).
func poisson(random *rand.Rand, mean float64) float64 {
	n, sum := 0.0, random.ExpFloat64()
	for sum < mean {
		n++
		sum += random.ExpFloat64()
	}
	return n
}

// month is what a quiet series is judged by: 30 days, in seconds.
const month = 30 * 24 * 60 * 60

// Notices runs the detector over a quiet series and counts, for each month, how
// often its score came to a notice from below.
func (q Quiet) Notices(days int) ([]int, error) {
	counts := make([]int, (days+29)/30)
	d := anomaly.New()
	below := true
	for at, value := range q.Points(days) {
		found, err := d.Observe(at, value)
		if err != nil {
			return nil, err
		}
		if notice := found.Score >= anomaly.Notice; notice && below {
			counts[(at-quietBegin.Unix())/month]++
		}
		below = found.Score < anomaly.Notice
	}
	return counts, nil
}

// Verdict is an error where a quiet series was noticed more than once a month,
// taken over all of its months.
func Verdict(counts []int) error {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	if sum > len(counts) {
		return fmt.Errorf("%d notices in %d months: %v", sum, len(counts), counts)
	}
	return nil
}
