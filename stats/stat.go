package stats

import "time"

// StatID names a stat inside the program: random, above 0, never shown.
type StatID int64

// PublicID names a stat in URLs and replies: 5 or more base-62 characters
// (StatHat contract, section 1). It is no secret and gives no access.
type PublicID string

// Kind says what becomes of several points in one stretch of time.
type Kind uint8

// A counter's points are summed, a value's are averaged.
const (
	Counter Kind = 1
	Value   Kind = 2
)

// String is "counter" or "value".
func (k Kind) String() string {
	if k == Counter {
		return "counter"
	}
	return "value"
}

// Takes reports whether a stat of this kind takes points of another: ErrIsCounter
// or ErrIsValue where it does not.
func (k Kind) Takes(points Kind) error {
	switch {
	case points == k:
		return nil
	case k == Counter:
		return ErrIsCounter
	}
	return ErrIsValue
}

// Figure is what a bucket of this kind shows: the sum of a counter, the mean
// of a value. An empty bucket shows 0; N tells it from a real one.
func (k Kind) Figure(b Bucket) float64 {
	if k == Counter {
		return b.Total()
	}
	return b.Mean()
}

// Stat is a series of points under a name.
type Stat struct {
	ID       StatID
	Public   PublicID
	Project  ProjectID
	Name     string
	Kind     Kind
	Unit     string
	Tags     []string
	Open     bool       // its page and pictures are for everyone
	Classic  ClassicKey // posts to it, with the project's ukey
	EmbedKey EmbedKey   // shows it, and nothing else
	Created  time.Time
	Trashed  time.Time // zero: it is not in the trash
	Into     StatID    // the stat it was merged into; 0: none
}

// Comment is a remark on a stat at a moment, such as a deploy.
type Comment struct {
	ID   int64
	Stat StatID
	At   time.Time
	Text string
}
