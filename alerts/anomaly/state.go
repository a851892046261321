package anomaly

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// version is the first byte of a stored state. A state of another version is
// refused, and the caller begins anew.
const version = 1

// StateSize is the length of every stored state, in bytes.
const StateSize = 1 + 3*8 + 8*numbers + 2*words

const (
	// numbers are all that are not counted: of the clock, the forecast, the
	// watch, the episode.
	numbers = 1 + 2 + dayBins + weekBins + predictions + 11 + 3 + 2*int(causes)
	// words are the counts of the tails.
	words = causeCount * (bins + 4)
)

// ErrState is the error of a stored state that no detector has written.
var ErrState = errors.New("not the state of a detector")

// MarshalBinary encodes the detector. It never fails.
func (d *Detector) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

// AppendBinary appends the encoded detector, StateSize bytes. It never fails.
func (d *Detector) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, version)
	for _, n := range []int64{d.points, d.clock.first, d.clock.last} {
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
	}
	d.eachNumber(func(v *float64) { b = binary.LittleEndian.AppendUint64(b, math.Float64bits(*v)) })
	d.eachWord(func(v *uint16) { b = binary.LittleEndian.AppendUint16(b, *v) })
	return b, nil
}

// UnmarshalBinary makes the detector one that was encoded: it goes on with the
// same scores. The error is ErrState, and the detector is then unchanged.
func (d *Detector) UnmarshalBinary(data []byte) error {
	if len(data) != StateSize {
		return fmt.Errorf("%w: %d bytes, want %d", ErrState, len(data), StateSize)
	}
	if data[0] != version {
		return fmt.Errorf("%w: version %d, want %d", ErrState, data[0], version)
	}
	rest := data[1:]
	next := func() uint64 {
		v := binary.LittleEndian.Uint64(rest)
		rest = rest[8:]
		return v
	}
	var read Detector
	for _, n := range []*int64{&read.points, &read.clock.first, &read.clock.last} {
		*n = int64(next())
	}
	read.eachNumber(func(v *float64) { *v = math.Float64frombits(next()) })
	read.eachWord(func(v *uint16) {
		*v = binary.LittleEndian.Uint16(rest)
		rest = rest[2:]
	})
	if err := read.check(); err != nil {
		return err
	}
	*d = read
	return nil
}

// check finds states that no detector can be in and that would lead it to
// numbers that are none.
func (d *Detector) check() error {
	bad := d.points < 0 || d.clock.last < d.clock.first
	d.eachNumber(func(v *float64) { bad = bad || !(math.Abs(*v) <= largest*largest) })
	for _, v := range []float64{
		d.clock.step, d.watch.spread, d.watch.square, d.watch.jump, d.watch.moved, d.watch.moving, d.watch.repeats,
		d.forecast.miss[byLevel], d.forecast.miss[byDay], d.forecast.miss[byWeek], d.episode.left, d.episode.tired, d.episode.weary,
	} {
		bad = bad || v < 0
	}
	for i := range d.tails {
		t := &d.tails[i]
		bad = bad || t.total >= fullAt || t.clusters > t.extremes || t.extremes >= clusterFull
		for _, c := range t.count {
			bad = bad || c > t.total
		}
	}
	if bad {
		return fmt.Errorf("%w: a number is out of its range", ErrState)
	}
	return nil
}

// eachNumber visits what is not counted, in the order in which it is stored.
func (d *Detector) eachNumber(visit func(*float64)) {
	f, w, e := &d.forecast, &d.watch, &d.episode
	for _, v := range []*float64{
		&d.clock.step, &f.plain, &f.level,
		&w.spread, &w.missed, &w.product, &w.square, &w.jump, &w.some, &w.many, &w.moved, &w.moving, &w.value, &w.repeats,
		&e.left, &e.tired, &e.weary,
	} {
		visit(v)
	}
	for _, list := range [][]float64{f.day[:], f.week[:], f.miss[:], e.peak[:], e.tolerated[:]} {
		for i := range list {
			visit(&list[i])
		}
	}
}

// eachWord visits the counts, in the order in which they are stored.
func (d *Detector) eachWord(visit func(*uint16)) {
	for i := range d.tails {
		t := &d.tails[i]
		for j := range t.count {
			visit(&t.count[j])
		}
		visit(&t.total)
		visit(&t.extremes)
		visit(&t.clusters)
		visit(&t.since)
	}
}
