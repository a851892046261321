package anomaly

import "math"

// A tail's bins are equal steps of ln z, from lowest on: z from 0.17 to 500.
const (
	bins     = 64
	binWidth = 0.125
	lowest   = -1.75
)

// Weights are whole numbers, so that a stored tail is the same tail.
const (
	// perPoint is what a point adds, so that a bin with one point in it is not
	// empty as soon as all are halved.
	perPoint = 2
	// fullAt is where all bins are halved: a tail remembers the last 8,000 to
	// 16,000 points.
	fullAt = 32000
	// clusterFull is where the counts of clusters are halved.
	clusterFull = 300
)

const (
	// tailShare of all points are the tail, and at least tailLeast.
	tailShare = 0.02
	tailLeast = 20 * perPoint
	// priorWeight is what the belief in an exponential tail weighs: nearly as much
	// as a full tail, since what anomalies a tail has seen make it look heavy.
	priorWeight = 175 * perPoint
	// tailBend is how soon a tail bends away from Weibull's towards heavier ones: at
	// 2 it goes on as a lognormal tail, at infinity as Weibull's.
	tailBend = 6
	// clusterGap is how many points apart two extremes are of one cluster.
	clusterGap = 12
	// clusterPrior is what the belief in extremes that come alone weighs.
	clusterPrior = 10
)

// tail is the distribution of one evidence, which is a positive number where it
// speaks for something unusual.
type tail struct {
	count    [bins]uint16
	total    uint16
	extremes uint16 // points in the tail
	clusters uint16 // groups of them
	since    uint16 // points since the last of them
}

// binOf is the bin of z, -1 below all.
func binOf(z float64) int {
	if !(z > 0) {
		return -1
	}
	at := (math.Log(z) - lowest) / binWidth
	if at < 0 {
		return -1
	}
	return int(min(at, bins-1))
}

// longest is the greatest that is remembered, 0 without any.
func (t *tail) longest() float64 {
	for i := bins - 1; i >= 0; i-- {
		if t.count[i] > 0 {
			return math.Exp(lowest + float64(i+1)*binWidth)
		}
	}
	return 0
}

// judge returns the surprise at z or more, -ln of its probability, and whether z
// is in the tail. Beyond the tail's beginning, at the surprise h, it grows by the
// power of tailBend: from a normal's square in ln z for a lognormal tail to
// h·exp(k·ln(z/u)) for Weibull's.
func (t *tail) judge(z float64) (surprise float64, extreme bool) {
	at := binOf(z)
	if t.total == 0 || at < 0 {
		return 0, false
	}
	total := float64(t.total)
	need := max(tailShare*total, tailLeast)
	above, sum, from := 0.0, 0.0, 0 // weight of the tail, of its bins' numbers, its first bin
	for i := bins - 1; i >= 0 && above < need; i-- {
		if c := float64(t.count[i]); c > 0 {
			above += c
			sum += c * float64(i)
			from = i
		}
	}
	if at <= from {
		return 0, at == from
	}
	h := -math.Log((above + 1) / (total + 2))
	excess := (sum/max(above, 1) - float64(from) + 0.5) * binWidth // mean of ln(z/u)
	k := weibull(h, above, excess)
	over := min(math.Log(z), lowest+bins*binWidth) - (lowest + float64(from)*binWidth)
	crowd := float64(t.extremes+clusterPrior) / float64(t.clusters+clusterPrior)
	return h*math.Pow(1+k*over/tailBend, tailBend) + math.Log(crowd), true
}

// weibull estimates the tail's exponent from the mean excess, where the tail
// begins at the surprise h. For k = 1 the mean is exp(h)·E1(h), which lies
// between ln(1+2/h)/2 and ln(1+1/h) (Abramowitz and Stegun, 5.1.20).
func weibull(h, weight, excess float64) float64 {
	exponential := (math.Log1p(2/h) + math.Log1p(1/h)) / 3
	return exponential * (weight + priorWeight) / (weight*excess + priorWeight*exponential)
}

// learn adds a point, of which judge said whether it is in the tail.
func (t *tail) learn(z float64, extreme bool) {
	if i := binOf(z); i >= 0 {
		t.count[i] += perPoint
	}
	t.total += perPoint
	if t.total >= fullAt {
		for i, c := range t.count {
			t.count[i] = c / 2
		}
		t.total /= 2
	}
	t.since = min(t.since+1, clusterGap+1)
	if !extreme {
		return
	}
	t.extremes++
	if t.since > clusterGap {
		t.clusters++
	}
	t.since = 0
	if t.extremes >= clusterFull {
		t.extremes /= 2
		t.clusters /= 2
	}
}
