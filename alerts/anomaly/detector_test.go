package anomaly_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"chartd/alerts/anomaly"
)

// point is one of a series.
type point struct {
	at    int64
	value float64
}

const (
	begin = 1_767_225_600 // a midnight
	hour  = 3600
	day   = 24 * hour
)

// series makes one of n points, a step in seconds apart, each of a value by its
// time and a random number with mean 0 and spread 1.
func series(n int, step int64, value func(at int64, noise float64) float64) []point {
	random := rand.New(rand.NewPCG(1, 2))
	list := make([]point, n)
	for i := range list {
		at := begin + int64(i)*step
		list[i] = point{at, value(at, random.NormFloat64())}
	}
	return list
}

// calm is a series with a day of its own and some noise.
func calm(at int64, noise float64) float64 {
	return 100 + 30*math.Sin(2*math.Pi*float64(at%day)/day) + 3*noise
}

func observe(t testing.TB, d *anomaly.Detector, p point) anomaly.Finding {
	t.Helper()
	f, err := d.Observe(p.at, p.value)
	if err != nil {
		t.Fatalf("%v at %d: %v", p.value, p.at, err)
	}
	return f
}

// scores judges a whole series.
func scores(t testing.TB, list []point) []float64 {
	t.Helper()
	d := anomaly.New()
	out := make([]float64, len(list))
	for i, p := range list {
		out[i] = observe(t, d, p).Score
	}
	return out
}

func TestFindsWhatIsPlanted(t *testing.T) {
	const step, days, perDay = 300, 21, 288
	from := 18*perDay + 140 // towards noon of a day
	weekly := func(at int64, noise float64) float64 {
		v := calm(at, noise)
		if at/day%7 >= 5 {
			v -= 60
		}
		return v
	}
	for _, row := range []struct {
		what   string
		base   func(int64, float64) float64
		plant  func(i int, v float64) float64 // i from 0 on
		within int                            // points
	}{
		{"a spike", calm, func(i int, v float64) float64 {
			if i == 0 {
				return v + 60
			}
			return v
		}, 1},
		{"a drop", calm, func(i int, v float64) float64 {
			if i == 0 {
				return v - 60
			}
			return v
		}, 1},
		{"a level shift", calm, func(_ int, v float64) float64 { return v + 30 }, 12},
		{"a small level shift", calm, func(_ int, v float64) float64 { return v - 15 }, 60},
		{"a stuck value", calm, func(int, float64) float64 { return 129.5 }, 24},
		{"a day without its rise", calm, func(_ int, v float64) float64 { return 75 + (v-100)/30 }, 24},
		{"a working day like a weekend", weekly, func(_ int, v float64) float64 { return v - 60 }, 12},
		{"all at once nothing", func(int64, float64) float64 { return 7 }, func(int, float64) float64 { return 0 }, 1},
	} {
		t.Run(row.what, func(t *testing.T) {
			t.Parallel()
			list := series(days*perDay, step, row.base)
			for i := from; i < len(list); i++ {
				list[i].value = row.plant(i-from, list[i].value)
			}
			for i, s := range scores(t, list)[:from+row.within] {
				if s >= anomaly.Notice && i >= from {
					return
				}
			}
			t.Errorf("no notice within %d points", row.within)
		})
	}
}

func TestOneNoticeAnEpisode(t *testing.T) {
	list := series(20*288, 300, calm)
	for i := 15 * 288; i < 15*288+100; i++ {
		list[i].value += 200
	}
	notices := 0
	for _, s := range scores(t, list)[15*288 : 15*288+100] {
		if s >= anomaly.Notice {
			notices++
		}
	}
	if notices != 1 {
		t.Errorf("%d notices of one shift, want 1", notices)
	}
}

func TestClearNoticesLeaveTheThreshold(t *testing.T) {
	const days, every = 100, 7
	list := series(days*288, 300, calm)
	for d := every; d < days; d += every {
		list[d*288+100].value += 1000
	}
	last := (days-1)*288 + 140
	list[last].value += 35
	found := scores(t, list)
	for d := every; d < days; d += every {
		if found[d*288+100] < anomaly.Notice {
			t.Errorf("day %d: no notice of a spike that nobody could miss", d)
		}
	}
	if found[last] < anomaly.Notice {
		t.Errorf("after clear notices a spike of 12 spreads of the noise scores %v", found[last])
	}
}

func TestWarmUpIsSilent(t *testing.T) {
	wild := series(400, 300, func(at int64, noise float64) float64 { return math.Exp(9 * noise) })
	d := anomaly.New()
	for i, p := range wild {
		f := observe(t, d, p)
		if f.Learning && f.Score != 0 {
			t.Fatalf("point %d: learning, and a score of %v", i, f.Score)
		}
		if want := i < 288; f.Learning != want {
			t.Fatalf("point %d: learning is %v, want a day of it", i, f.Learning)
		}
	}
}

func TestDismissedIsTolerated(t *testing.T) {
	spiky := series(30*288, 300, calm)
	for d := 15; d < 30; d += 3 {
		spiky[d*288+100].value += 80
	}
	noticed := func(dismiss bool) (days []int) {
		d := anomaly.New()
		for i, p := range spiky {
			if f := observe(t, d, p); f.Score >= anomaly.Notice && (i-100)%288 == 0 {
				days = append(days, i/288)
				if dismiss {
					d.Dismiss()
				}
			}
		}
		return days
	}
	if got := noticed(false); len(got) < 2 {
		t.Fatalf("without feedback noticed on days %v, want several", got)
	}
	if got := noticed(true); len(got) != 1 {
		t.Errorf("dismissed at once and yet noticed on days %v, want one", got)
	}
}

func TestRefusesWhatIsNoNumber(t *testing.T) {
	d, same := anomaly.New(), anomaly.New()
	for _, p := range series(500, 300, calm) {
		for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			if _, err := d.Observe(p.at, bad); !errors.Is(err, anomaly.ErrNotANumber) {
				t.Fatalf("%v: %v, want ErrNotANumber", bad, err)
			}
		}
		if got, want := observe(t, d, p), observe(t, same, p); got != want {
			t.Fatalf("after a refusal %+v, want %+v", got, want)
		}
	}
}

// anySeries draws times and values of every size, with gaps, repeats and steps
// backwards.
func anySeries(most int) *rapid.Generator[[]point] {
	return rapid.Custom(func(t *rapid.T) []point {
		n := rapid.IntRange(1, most).Draw(t, "points")
		step := rapid.SampledFrom([]int64{0, 1, 60, 300, hour, day, 30 * day}).Draw(t, "step")
		kind := rapid.IntRange(0, 3).Draw(t, "kind")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		list := make([]point, n)
		at := rapid.Int64Range(-1<<40, 1<<40).Draw(t, "begin")
		for i := range list {
			at += step
			if random.IntN(10) == 0 {
				at += step * int64(random.IntN(50)-10)
			}
			list[i] = point{at, anyValue(random, kind)}
		}
		return list
	})
}

func anyValue(random *rand.Rand, kind int) float64 {
	switch kind {
	case 0:
		return random.NormFloat64()
	case 1:
		return float64(random.IntN(3))
	case 2:
		return math.Pow(10, random.Float64()*620-320) * float64(random.IntN(3)-1)
	}
	return 5
}

func TestScoresAreScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anomaly.New()
		for i, p := range anySeries(2000).Draw(t, "series") {
			f, err := d.Observe(p.at, p.value)
			if err != nil || !(f.Score >= 0 && f.Score <= 1) || math.IsNaN(f.Expected) || math.IsInf(f.Expected, 0) {
				t.Fatalf("point %d, %v: %+v, %v", i, p, f, err)
			}
		}
	})
}

func TestScoresOfAPrefixAreThePrefix(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		list := anySeries(1200).Draw(rt, "series")
		cut := rapid.IntRange(0, len(list)).Draw(rt, "cut")
		whole, part := scores(t, list), scores(t, list[:cut])
		for i, s := range part {
			if s != whole[i] {
				rt.Fatalf("point %d of the first %d scores %v, of all %v", i, cut, s, whole[i])
			}
		}
	})
}

func TestObserveAllocatesNothing(t *testing.T) {
	list := series(5000, 300, calm)
	d, i := anomaly.New(), 0
	if n := testing.AllocsPerRun(len(list)-1, func() { observe(t, d, list[i]); i++ }); n != 0 {
		t.Errorf("%v allocations a point", n)
	}
}

func BenchmarkObserve(b *testing.B) {
	list := series(20000, 300, calm)
	d := anomaly.New()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p := list[i%len(list)]
		observe(b, d, point{p.at + int64(i/len(list))*20000*300, p.value})
	}
}
