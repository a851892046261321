package render_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"chartd/render/b62"
)

// The charts of the performance goals: A is 580x180 with 44 points, a title
// and y labels, C has 1,000 points, D five series of 44, E 100,000 points, F
// five series of 200 with crossing translucent fills, both axes, a time axis
// and a highlight.
func goal(name string) string {
	const frame = "w=580&h=180&ymin=94.48&ymax=103.3&ol=1&t=AAPL+(past+2+months)"
	var b strings.Builder
	b.WriteString(frame)
	data := func(n, points int) {
		b.WriteString("&d" + strconv.Itoa(n) + "=" + walk(uint64(n), points))
	}
	switch name {
	case "A":
		data(0, 44)
	case "C":
		data(0, 1000)
	case "D":
		for n := range 5 {
			data(n, 44)
		}
	case "E":
		data(0, 100_000)
	case "F":
		b.Reset()
		b.WriteString("w=580&h=180&ymin=0&ymax=160000000&hl=1&xmin=1700000000&xmax=1700604800&t=Traffic")
		for n := range 5 {
			data(n, 200)
			b.WriteString("&f" + strconv.Itoa(n) + "=" + []string{"4991AE33", "C96A0033", "D6408A33", "4F8F3533", "8E63CE33"}[n])
		}
	}
	return b.String()
}

// walk is the data string of a random walk, the same for the same seed.
func walk(seed uint64, points int) string {
	r := rand.New(rand.NewPCG(seed, 7))
	values, v := make([]float64, points), 0.0
	for i := range values {
		v += r.NormFloat64() + math.Sin(float64(i)/9)
		values[i] = v
	}
	lo, hi, _ := b62.Range(values)
	return b62.Encode(values, lo, hi)
}
