package alerts

import (
	"time"

	"chartd/stats"
)

// Reading is what a stat did in the windows that a rule looks at.
type Reading struct {
	Kind    stats.Kind
	Created time.Time    // of the stat
	End     stats.Minute // the first minute after the window
	Now     stats.Bucket // [End-Window, End)
	Before  stats.Bucket // of Delta: the same, Ago earlier
}

// Verdict is what a rule finds in a reading.
type Verdict struct {
	End      stats.Minute
	Judged   bool     // something can be said; otherwise a state stays what it is
	Breach   bool     // what the rule looks for is there
	Within   bool     // it is not, by the margin at least
	Value    *float64 // of the window
	Previous *float64 // of the window before
	Percent  *float64 // the change between both
}

// Evaluate holds a reading against a rule. The same reading gives the same
// verdict. (contract, 7.1)
func Evaluate(r Rule, in Reading) Verdict {
	v := Verdict{End: in.End, Judged: true}
	if r.Kind == Data {
		born := stats.MinuteAt(in.Created.Unix())
		v.Within = in.Now.N > 0
		v.Breach = !v.Within && born+r.Window.Minutes() <= in.End
		return v
	}
	if v.Value = Figure(in.Kind, in.Now); v.Value == nil {
		v.Judged = false
		return v
	}
	if r.Kind == Value {
		v.Breach, v.Within = compare(r.Operator, *v.Value, r.Threshold, r.Margin)
		return v
	}
	if v.Previous = Figure(in.Kind, in.Before); v.Previous == nil {
		v.Judged = false
		return v
	}
	if *v.Previous == 0 { // a change from nothing is none (contract, 6.4)
		v.Within = true
		return v
	}
	change := 100 * (*v.Value - *v.Previous) / *v.Previous
	v.Percent = &change
	switch r.Operator {
	case Greater:
		v.Breach, v.Within = compare(Greater, change, r.Percentage, r.Margin)
	case Less:
		v.Breach, v.Within = compare(Less, change, -r.Percentage, r.Margin)
	case Different:
		v.Breach, v.Within = compare(Greater, max(change, -change), r.Percentage, r.Margin)
	}
	return v
}

// Figure is what a bucket of a stat of a kind shows: the sum of a counter, the
// mean of a value; nil for a value stat without data.
func Figure(k stats.Kind, b stats.Bucket) *float64 {
	if k == stats.Value && b.N == 0 {
		return nil
	}
	f := k.Figure(b)
	return &f
}

// compare holds a figure against a limit, and against the one that clears.
func compare(o Operator, figure, limit, margin float64) (breach, within bool) {
	if o == Less {
		return figure < limit, figure >= limit+margin
	}
	return figure > limit, figure <= limit-margin
}
