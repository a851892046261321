package chunk

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// workload is what a program posts in a minute, and how many bytes that takes
// over a hundred hours. The data is always the same, and so are the bytes.
type workload struct {
	name   string
	minute string // bytes
	above  bool   // the goal
	post   func(r *rand.Rand) []float64
}

// The names say how many posts there are in a minute.
func workloads() []workload {
	one := func(point func(r *rand.Rand) float64) func(*rand.Rand) []float64 {
		return func(r *rand.Rand) []float64 { return []float64{point(r)} }
	}
	many := func(mean float64, point func(r *rand.Rand) float64) func(*rand.Rand) []float64 {
		return func(r *rand.Rand) []float64 {
			points := make([]float64, max(1, poisson(r, mean)))
			for i := range points {
				points[i] = point(r)
			}
			return points
		}
	}
	ones := func(*rand.Rand) float64 { return 1 }
	small := func(r *rand.Rand) float64 { return float64(1 + r.IntN(10)) }
	// Request times, in seconds and in milliseconds.
	seconds := func(r *rand.Rand) float64 { return decimal(0.094*math.Exp(r.NormFloat64()*0.5), 3) }
	millis := func(r *rand.Rand) float64 { return decimal(23.094*math.Exp(r.NormFloat64()*0.3), 3) }
	random := func(r *rand.Rand) float64 { return r.Float64() }
	return []workload{
		{"counter, 1, ones", "0.13", false, one(ones)},
		{"counter, 1, whole numbers to 10", "0.62", false, one(small)},
		{"counter, 20, ones", "0.72", false, many(20, ones)},
		{"counter, 20, whole numbers to 10", "1.85", false, many(20, small)},
		{"value, 1, three decimals, about 0.094", "1.14", false, one(seconds)},
		{"value, 1, three decimals, about 23.094", "2.05", false, one(millis)},
		{"value, 5, three decimals, about 0.094", "4.08", false, many(5, seconds)},
		{"value, 20, three decimals, about 0.094", "4.82", false, many(20, seconds)},
		{"value, 5, three decimals, about 23.094", "6.57", true, many(5, millis)},
		{"value, 20, three decimals, about 23.094", "7.42", true, many(20, millis)},
		{"value, 1, a temperature that drifts", "0.74", false, drift(1)},
		{"value, 6, a temperature that drifts", "2.13", false, drift(6)},
		{"value, 1, any float64", "7.17", true, one(random)},
		{"value, 5, any float64", "21.00", true, many(5, random)},
	}
}

func drift(posts int) func(*rand.Rand) []float64 {
	level := 21.5
	return func(r *rand.Rand) []float64 {
		level += r.NormFloat64() * 0.05
		points := make([]float64, posts)
		for i := range points {
			points[i] = decimal(level+r.NormFloat64()*0.02, 2)
		}
		return points
	}
}

func decimal(v float64, places int) float64 {
	power := math.Pow10(places)
	return math.Round(v*power) / power
}

func poisson(r *rand.Rand, mean float64) int {
	n, p := -1, 1.0
	for limit := math.Exp(-mean); p > limit; p *= r.Float64() {
		n++
	}
	return n
}

// hours makes count chunks of size buckets of the workload.
func (w *workload) hours(count, size int) [][]Bucket {
	r := rand.New(rand.NewPCG(7, 62))
	hours := make([][]Bucket, count)
	for h := range hours {
		hours[h] = make([]Bucket, size)
		for m := range hours[h] {
			for _, v := range w.post(r) {
				hours[h][m].Add(v)
			}
		}
	}
	return hours
}

// TestSizes measures what a minute takes, and an hour in a month row. The goal
// is 5 bytes a minute. What is above it differs by thousands of units from
// minute to minute in three figures, or has no decimals: no code is shorter.
func TestSizes(t *testing.T) {
	const goal = 5
	for _, w := range workloads() {
		t.Run(w.name, func(t *testing.T) {
			bytes := 0
			for _, hour := range w.hours(100, Minutes) {
				bytes += len(roundTrip(t, hour))
			}
			minute := fmt.Sprintf("%.2f", float64(bytes)/(100*Minutes))
			month := fmt.Sprintf("%.2f", float64(len(roundTrip(t, w.hours(1, Hours)[0])))/Hours)
			t.Logf("%s bytes a minute, %s in a row of %d", minute, month, Hours)
			if minute != w.minute {
				t.Errorf("%s bytes a minute, want %s", minute, w.minute)
			}
			if above := float64(bytes) > goal*100*Minutes; above != w.above {
				t.Errorf("above %d bytes: %v, want %v", goal, above, w.above)
			}
		})
	}
}

func TestNothingIsAllocated(t *testing.T) {
	for _, size := range []int{Minutes, Hours} {
		for _, w := range workloads() {
			buckets := w.hours(1, size)[0]
			blob := Append(nil, buckets)
			if n := testing.AllocsPerRun(10, func() { blob = Append(blob[:0], buckets) }); n != 0 {
				t.Errorf("%s: Append of %d makes %v allocations, want none", w.name, size, n)
			}
			if n := testing.AllocsPerRun(10, func() { _ = Decode(blob, buckets) }); n != 0 {
				t.Errorf("%s: Decode of %d makes %v allocations, want none", w.name, size, n)
			}
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	for _, w := range workloads() {
		hours := w.hours(16, Minutes)
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			var dst []byte
			for i := 0; b.Loop(); i++ {
				dst = Append(dst[:0], hours[i%len(hours)])
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, w := range workloads() {
		var blobs [][]byte
		for _, hour := range w.hours(16, Minutes) {
			blobs = append(blobs, Append(nil, hour))
		}
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			into := make([]Bucket, Minutes)
			for i := 0; b.Loop(); i++ {
				if err := Decode(blobs[i%len(blobs)], into); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
