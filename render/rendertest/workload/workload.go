// Package workload has the charts that speed is measured with, as raw queries,
// and the goals that were set for them.
//
// It knows no painter and no server: the comparison with other programs and
// the load on a running server draw the same charts.
package workload

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"chartd/render/b62"
)

// Chart is one chart that is measured.
type Chart struct {
	Name  string // one letter
	Note  string // what it shows, in a few words
	Query string // raw, without a question mark; E is longer than a URL may be
	// SVG and PNG are the goals: the time for one complete picture, from the
	// raw query to the bytes. They were set on another machine than the
	// reader's, so ratios say more.
	SVG, PNG time.Duration
}

// The frame of A, C, D and E: the size of a chart in a page, a title, and
// labels on the left.
const frame = "w=580&h=180&ymin=94.48&ymax=103.3&ol=1&t=AAPL+(past+2+months)"

// Charts returns the charts in the order of their names.
func Charts() []Chart {
	return []Chart{
		{"A", "580x180, 44 points, title, y labels", frame + Data(1, 44, 0),
			10 * time.Microsecond, 500 * time.Microsecond},
		{"C", "as A with 1,000 points", frame + Data(1, 1000, 0),
			50 * time.Microsecond, 1200 * time.Microsecond},
		{"D", "as A with five series of 44", frame + Data(5, 44, 0),
			20 * time.Microsecond, 1500 * time.Microsecond},
		{"E", "as A with 100,000 points", frame + Data(1, 100_000, 0),
			350 * time.Microsecond, time.Millisecond},
		{"F", "five series of 200 with crossing translucent fills, both axes, a time axis, highlight", filled(0),
			60 * time.Microsecond, 3 * time.Millisecond},
	}
}

// Variant returns the query of a chart that is like A, C, D or F, in turn, and
// differs from that of every other number in its data: no cache has it.
func Variant(number uint64) string {
	seed := 5 * (number + 1)
	switch number % 4 {
	case 0:
		return frame + Data(1, 44, seed)
	case 1:
		return frame + Data(1, 1000, seed)
	case 2:
		return frame + Data(5, 44, seed)
	}
	return filled(seed)
}

// filled is chart F with the data of a seed.
func filled(seed uint64) string {
	const (
		values = "&ymin=0&ymax=160000000&hl=1"
		week   = "&xmin=1700000000&xmax=1700604800"
		fills  = "&f0=4991AE33&f1=C96A0033&f2=D6408A33&f3=4F8F3533&f4=8E63CE33"
	)
	return "w=580&h=180" + values + week + "&t=Traffic" + Data(5, 200, seed) + fills
}

// Data returns n datasets of so many points as the parameters d0, d1 and so
// on. Each is a random walk, the same for the same seed, drawn over the whole
// height.
func Data(n, points int, seed uint64) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("&d" + strconv.Itoa(i) + "=" + Walk(seed+uint64(i), points))
	}
	return b.String()
}

// Walk is the data string of a random walk of so many points, the same for the
// same seed, over the whole height.
func Walk(seed uint64, points int) string {
	r := rand.New(rand.NewPCG(seed, 7))
	values, v := make([]float64, points), 0.0
	for i := range values {
		v += r.NormFloat64() + math.Sin(float64(i)/9)
		values[i] = v
	}
	lo, hi, _ := b62.Range(values)
	return b62.Encode(values, lo, hi)
}
