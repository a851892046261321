package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"chartd/stats/chunk"
)

func TestPackedMinutesAreThePointsThatCame(t *testing.T) {
	numbers := rapid.OneOf(
		rapid.Map(rapid.IntRange(-1000, 1000), func(n int) float64 { return float64(n) }),
		rapid.Map(rapid.IntRange(0, 100_000), func(n int) float64 { return float64(n) / 1000 }),
		rapid.SampledFrom([]float64{0, 1 << 53, -(1 << 53), 1<<53 - 1, 1e100, -1e100, 5e-324, 0.1}),
		rapid.Float64Range(-1e100, 1e100),
	)
	rapid.Check(t, func(t *rapid.T) {
		var p packed
		var want [chunk.Minutes]Bucket
		var size [chunk.Minutes]float64 // what the error of a sum is measured by
		for range rapid.IntRange(0, 200).Draw(t, "points") {
			// Mostly the minute before or the next one, as posts come.
			minute := uint8((int(p.minute) + rapid.SampledFrom([]int{0, 0, 0, 1, 1, 59, 7}).Draw(t, "step")) % chunk.Minutes)
			v := numbers.Draw(t, "value")
			p.add(minute, v)
			want[minute].Add(v)
			size[minute] += math.Abs(v)
		}
		var got [chunk.Minutes]Bucket
		p.into(&got)
		for m := range want {
			g, w := got[m], want[m]
			if g.N != w.N || w.N > 0 && (g.Min != w.Min || g.Max != w.Max || math.Abs(g.Total()-w.Total()) > 1e-12*size[m]) {
				t.Fatalf("minute %d is %+v, want %+v", m, g, w)
			}
		}
		if loose := len(p.bytes) - int(p.solid); loose > maxLoose {
			t.Fatalf("%d bytes of records", loose)
		}
	})
}

// What rounding has lost of a sum is kept when a minute is packed, as a record
// and in the blob.
func TestPackedMinutesKeepWhatRoundingLost(t *testing.T) {
	const most = maxWhole - 1 // the greatest of those kept as whole numbers
	var p packed
	var want Bucket
	for _, v := range []float64{most, 2, -most} {
		p.add(7, v)
		want.Add(v)
	}
	p.close()
	check := func(form string) {
		t.Helper()
		var got [chunk.Minutes]Bucket
		p.into(&got)
		if want.Carry == 0 || got[7].N != 3 || got[7].Total() != 2 {
			t.Errorf("%s: %+v with the total %v, want 2", form, got[7], got[7].Total())
		}
	}
	check("a record")
	p.settle()
	check("the blob")
}
