package alerts

import (
	"context"
	"strconv"
	"time"

	"chartd/stats"
)

// Detector finds what is unusual in one stat, bucket by bucket, from those
// before alone.
type Detector interface {
	// Score judges the next bucket and learns it; at is its begin in UNIX seconds.
	Score(at int64, value float64) Scored
	// State is all it knows: NewDetector goes on from it with equal scores.
	State() []byte
}

// NewDetector makes a detector from a state; nil is one that has seen nothing.
type NewDetector func(state []byte) (Detector, error)

// Scored is what a detector says of a bucket.
type Scored struct {
	Score float64 // 0 to 1; Unusual or more is a notice
	Cause string  // what is unusual, in a word
}

// Unusual is the least score that is a notice.
const Unusual = 0.5

// AutoStep is the length of the buckets that detectors judge (contract, 7.2).
const AutoStep stats.Minute = 5

// AutoCap is how many automatic notices a stat has at most in AutoPeriod.
const (
	AutoCap    = 3
	AutoPeriod = 7 * 24 * time.Hour
)

// Memory is what automatic alerts remember of a stat.
type Memory struct {
	Stat   stats.StatID
	Rev    int64        // 0: it is not stored yet
	At     stats.Minute // all before it was scored, and is not again
	State  []byte       // the detector's
	Off    bool         // switched off for this stat: it learns and tells nothing
	Denied int          // how often somebody said "not an anomaly"
	Told   []int64      // notices of the last AutoPeriod, UNIX seconds
	Count  int64        // notices ever
}

// bar is the least score that is told. Each denial goes a quarter of the way to 1.
func (m Memory) bar() float64 {
	bar := Unusual
	for range min(m.Denied, 20) {
		bar += (1 - bar) / 4
	}
	return bar
}

// Observe scores the buckets of a stat from m.At on, in steps of AutoStep up to
// end, and returns what to remember and to tell: of many unusual buckets the last
// one, and that only if it is the newest bucket, since a notice for the past helps
// nobody. An empty bucket is 0 for a counter, and left out for a value.
func Observe(d Detector, s stats.Stat, m Memory, buckets []stats.Bucket, now time.Time) (Memory, []Notice) {
	var last Scored
	var value *float64
	for i, b := range buckets {
		last, value = Scored{}, figure(s.Kind, b)
		if value != nil {
			last = d.Score((m.At + stats.Minute(i)*AutoStep).Unix(), *value)
		}
	}
	m.At += stats.Minute(len(buckets)) * AutoStep
	m.State = d.State()
	m.Told = recent(m.Told, now)
	if len(buckets) == 0 || m.Off || last.Score < m.bar() || len(m.Told) >= AutoCap {
		return m, nil
	}
	m.Count++
	m.Told = append(m.Told, now.Unix())
	key := "auto." + strconv.FormatInt(int64(s.ID), 36) + "." + strconv.FormatInt(m.Count, 10)
	return m, []Notice{{
		Key: key, Episode: key, Event: Fired, At: m.At.Unix(), Began: now.Unix(),
		Alert: AlertFacts{Automatic: true, Score: last.Score, Cause: last.Cause},
		Stat:  facts(s), Value: value,
	}}
}

// recent is those notices that count for the cap. One from after now is the
// work of a wrong clock.
func recent(told []int64, now time.Time) []int64 {
	var kept []int64
	for _, at := range told {
		if at <= now.Unix() && at > now.Add(-AutoPeriod).Unix() {
			kept = append(kept, at)
		}
	}
	return kept
}

// Detectors keeps what automatic alerts remember.
type Detectors interface {
	// Memories returns one for each stat, in order; Rev 0 for those not stored.
	Memories(ctx context.Context, ids []stats.StatID) ([]Memory, error)
	// Remember saves a memory with its notices, which go to the project's defaults
	// for automatic alerts, both or neither. The error is ErrStale when the stored
	// Rev is another; the off switch and denials of the store stay.
	Remember(ctx context.Context, p stats.ProjectID, m Memory, notices []Notice, now time.Time) error
	// Switch turns automatic alerts of a stat off or on; Deny says that the last
	// one was none. Both need no memory to be there before.
	Switch(ctx context.Context, id stats.StatID, off bool) error
	Deny(ctx context.Context, id stats.StatID) error
}
