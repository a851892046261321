package alerts

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"chartd/alerts/anomaly"
	"chartd/stats"
)

// AutoStep is the length of the buckets that automatic alerts judge (contract, 7.2).
const AutoStep stats.Minute = 5

// AutoCap is how many automatic notices a stat has at most in AutoPeriod.
const (
	AutoCap    = 3
	AutoPeriod = 7 * 24 * time.Hour
)

// Memory is what automatic alerts remember of a stat.
type Memory struct {
	Stat      stats.StatID
	Rev       int64        // 0: it is not stored yet
	At        stats.Minute // all before it was scored, and is not again
	State     []byte       // the detector's
	Off       bool         // switched off for this stat: it learns and tells nothing
	Denied    int          // how often somebody said "not an anomaly"
	Dismissed int          // how many of those the detector has learned
	Learning  bool         // too little was seen yet to judge
	Score     float64      // of the newest bucket, 0 to 1
	Told      []Sighting   // the newest of its notices, at most maxSightings, the oldest first
	Count     int64        // notices ever
}

// Sighting is an automatic notice, and the figures it was decided on.
type Sighting struct {
	At    int64 // UNIX seconds
	Value float64
	Score float64 // 0 to 1
	Cause string
}

// Fact is a sighting as the notice it was.
func (s Sighting) Fact(stat stats.Stat) Notice {
	return Notice{
		Event: Fired, At: s.At, Began: s.At, Alert: AlertFacts{Automatic: true, Score: s.Score, Cause: s.Cause},
		Stat: NewStatFacts(stat), Value: &s.Value,
	}
}

// maxSightings is how many notices are remembered.
const maxSightings = 20

// detector goes on from what is remembered, and learns what was denied since.
func (m *Memory) detector() (*anomaly.Detector, error) {
	d := anomaly.New()
	if len(m.State) > 0 {
		if err := d.UnmarshalBinary(m.State); err != nil {
			return nil, fmt.Errorf("what is remembered of stat %d: %w", m.Stat, err)
		}
	}
	if m.Dismissed < m.Denied { // of one notice, however often it was said
		d.Dismiss()
		m.Dismissed = m.Denied
	}
	return d, nil
}

// Observe scores the buckets of a stat from m.At on, in steps of AutoStep, and
// returns what to remember and to tell: of many unusual buckets the last one, and
// that only if it is the newest bucket, since a notice for the past helps nobody.
// An empty bucket is 0 for a counter, and left out for a value.
func Observe(s stats.Stat, m Memory, buckets []stats.Bucket, now time.Time) (Memory, []Notice, error) {
	d, err := m.detector()
	if err != nil {
		return m, nil, err
	}
	var last anomaly.Finding
	var value *float64
	for i, b := range buckets {
		last.Score, value = 0, Figure(s.Kind, b)
		if value != nil {
			// The only error is of numbers that no bucket can hold.
			last, err = d.Observe((m.At + stats.Minute(i)*AutoStep).Unix(), *value)
			if err != nil {
				return m, nil, fmt.Errorf("stat %s: %w", s.Public, err)
			}
			m.Learning = last.Learning
		}
	}
	m.At += stats.Minute(len(buckets)) * AutoStep
	if m.State, err = d.AppendBinary(nil); err != nil {
		return m, nil, err
	}
	m.Score = last.Score
	if len(buckets) == 0 || m.Off || last.Score < anomaly.Notice || recent(m.Told, now) >= AutoCap {
		return m, nil, nil
	}
	m.Count++
	seen := Sighting{now.Unix(), *value, last.Score, last.Cause.String()}
	m.Told = append(m.Told[max(0, len(m.Told)-maxSightings+1):len(m.Told):len(m.Told)], seen)
	key := "auto." + strconv.FormatInt(int64(s.ID), 36) + "." + strconv.FormatInt(m.Count, 10)
	n := seen.Fact(s)
	n.Key, n.Episode, n.At = key, key, m.At.Unix()
	return m, []Notice{n}, nil
}

// recent counts the notices that count for the cap. One from after now is the
// work of a wrong clock.
func recent(told []Sighting, now time.Time) (n int) {
	for _, s := range told {
		if s.At <= now.Unix() && s.At > now.Add(-AutoPeriod).Unix() {
			n++
		}
	}
	return n
}

// Lesson is what was learned of a stat, and what is to be told of it.
type Lesson struct {
	Project stats.ProjectID
	Memory  Memory
	Notices []Notice
}

// Learned is a stat with what is remembered of it.
type Learned struct {
	Stat   stats.Stat // as in Watch
	Memory Memory
}

// Detectors keeps what automatic alerts remember.
type Detectors interface {
	// Memories returns one for each stat, in order; Rev 0 for those not stored.
	Memories(ctx context.Context, ids []stats.StatID) ([]Memory, error)
	// Learned lists what is remembered of a project's stats by name, without State;
	// not of those in the trash, nor of those merged into another.
	Learned(ctx context.Context, p stats.ProjectID) ([]Learned, error)
	// Remember saves memories with their notices, which go to the project's
	// defaults for automatic alerts, both or neither. Where the stored Rev is
	// another, that lesson is left out whole, and the error is ErrStale. The off
	// switch and denials of the store stay.
	Remember(ctx context.Context, now time.Time, lessons ...Lesson) error
	// Switch turns automatic alerts of a stat off or on; Deny says that the last
	// one was none. Both need no memory to be there before.
	Switch(ctx context.Context, id stats.StatID, off bool) error
	Deny(ctx context.Context, id stats.StatID) error
}
