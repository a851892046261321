// Package nab scores what an anomaly detector wrote by the rules of the Numenta
// Anomaly Benchmark: rewards for labelled windows that were noticed, the more
// the earlier, and a price for every row flagged outside of them.
//
// It knows no detector. In go labels and scored rows, out comes a score per
// profile, on a scale where 0 is a detector that stays silent and 100 a perfect
// one.
//
// Source: A. Lavin, S. Ahmad, "Evaluating Real-time Anomaly Detection
// Algorithms: the Numenta Anomaly Benchmark", ICMLA 2015 (arXiv:1510.03336),
// and the code of NAB v1.1.
package nab

import (
	"cmp"
	"math"
	"slices"
)

// Profile is how much each outcome weighs. A row that is flagged outside of all
// windows costs FalsePositive at most, a window that is missed FalseNegative.
type Profile struct {
	Name                                       string
	TruePositive, FalsePositive, FalseNegative float64
}

// Profiles are the three of the benchmark.
var Profiles = []Profile{
	{"standard", 1, 0.11, 1},
	{"reward_low_FP_rate", 1, 0.22, 1},
	{"reward_low_FN_rate", 1, 0.11, 2},
}

// Window is a labelled stretch of time, both ends in it. The ends are written
// as in the series, to the second.
type Window struct{ From, To string }

// Row is one scored row of a series: its time as written, to the second, and an
// anomaly score from 0 to 1.
type Row struct {
	Time  string
	Score float64
}

// Series is one scored file with its labels.
type Series struct {
	Name    string
	Rows    []Row
	Windows []Window
}

// Result is the score of some series under one profile.
type Result struct {
	Profile   string
	Score     float64 // 100 is perfect, 0 is silence
	Threshold float64 // rows with at least this score are flagged
	Hit       int     // windows with a flagged row
	Outside   int     // rows flagged outside of all windows
}

// Best is the threshold that stands for "whichever scores best", one for all
// series, chosen apart for each profile.
const Best = -1

// Score scores series under a profile. Rows of the probation period, the first
// 15 % of a file and 750 at most, never count.
func Score(all []Series, p Profile, threshold float64) Result {
	events, windows := eventsOf(all)
	silent := -p.FalseNegative * float64(windows)
	t := tally{profile: p, total: silent, rewards: make(map[int]float64, windows)}
	best, bestTotal := Result{Profile: p.Name, Threshold: 1.1}, silent
	for i := 0; i < len(events); {
		level := events[i].score
		if threshold != Best && level < threshold {
			break
		}
		for ; i < len(events) && events[i].score == level; i++ {
			t.flag(events[i])
		}
		if threshold != Best || t.total > bestTotal {
			bestTotal = t.total
			best.Threshold, best.Hit, best.Outside = level, len(t.rewards), t.outside
		}
	}
	if span := p.TruePositive*float64(windows) - silent; span > 0 {
		best.Score = 100 * (bestTotal - silent) / span
	}
	return best
}

// event is a row that counts.
type event struct {
	score    float64
	window   int // its number among all windows, or outside
	position float64
}

// outside is the window of a row that is in none.
const outside = -1

// eventsOf lists the rows that count, highest score first, and counts the
// windows.
func eventsOf(all []Series) (list []event, windows int) {
	for _, s := range all {
		spans := s.spans()
		for i := probation(len(s.Rows)); i < len(s.Rows); i++ {
			e := place(spans, i)
			e.score = s.Rows[i].Score
			if e.window != outside {
				e.window += windows
			}
			list = append(list, e)
		}
		windows += len(spans)
	}
	slices.SortStableFunc(list, func(a, b event) int { return cmp.Compare(b.score, a.score) })
	return list, windows
}

// probation is how many rows a detector has to learn from.
func probation(rows int) int { return min(int(0.15*float64(rows)), 750) }

// span is a window by the numbers of its first and its last row.
type span struct{ left, right int }

// spans finds a series' windows among its rows. Where a time occurs twice the
// first row of it counts.
func (s *Series) spans() []span {
	first := make(map[string]int, len(s.Rows))
	for i, r := range slices.Backward(s.Rows) {
		first[r.Time] = i
	}
	list := make([]span, len(s.Windows))
	for i, w := range s.Windows {
		list[i] = span{first[w.From], first[w.To]}
	}
	return list
}

// place tells where a row lies: from -1 at the beginning of a window to 0 at
// its end, and on in lengths of the window behind it.
func place(spans []span, row int) event {
	e := event{window: outside, position: math.Inf(1)}
	for i, s := range spans {
		if s.left <= row && row <= s.right {
			return event{window: i, position: -float64(s.right-row+1) / float64(s.right-s.left+1)}
		}
		if s.right < row {
			e.position = float64(row-s.right) / max(1, float64(s.right-s.left))
		}
	}
	return e
}

// sigmoid is the reward at a position: near 1 at a window's beginning, 0 at its
// end, -1 far behind it.
func sigmoid(position float64) float64 {
	if position > 3 {
		return -1
	}
	return 2/(1+math.Exp(5*position)) - 1
}

// tally adds flagged rows up. Of several in one window the best counts.
type tally struct {
	profile Profile
	total   float64
	rewards map[int]float64 // by window
	outside int
}

func (t *tally) flag(e event) {
	if e.window == outside {
		t.total += t.profile.FalsePositive * sigmoid(e.position)
		t.outside++
		return
	}
	reward := t.profile.TruePositive * sigmoid(e.position) / sigmoid(-1)
	before, hit := t.rewards[e.window]
	switch {
	case !hit:
		t.total += t.profile.FalseNegative + reward
	case reward > before:
		t.total += reward - before
	default:
		return
	}
	t.rewards[e.window] = reward
}
