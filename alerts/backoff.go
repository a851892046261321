package alerts

import (
	"errors"
	"math/rand/v2"
	"time"
)

// What a Sender's error says of trying again. Any other error may go away.
var (
	// ErrRefused is final: this message is never taken.
	ErrRefused = errors.New("refused")
	// ErrGone is final for the destination, which is switched off.
	ErrGone = errors.New("the destination is gone")
)

// Partly is the error of a message of which some notices arrived and others did
// not. It is ErrRefused or ErrGone if Err is.
type Partly struct {
	Arrived []string // keys of notices
	Err     error    // of the others
}

// Error is that of the others.
func (p *Partly) Error() string { return p.Err.Error() }

// Is reports whether the error of the others is target.
func (p *Partly) Is(target error) bool { return errors.Is(p.Err, target) }

// GiveUp is how long after its begin a message is tried.
const GiveUp = 3 * 24 * time.Hour

// Waits before the next try, by the number of tries before; then always the last.
var waits = []time.Duration{
	5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute, time.Hour,
}

// NextTry is when a message is tried again after a failure; attempt counts from
// 1. Up to a quarter is added by chance, so that what failed together does not
// come back together.
//
//	attempt   1    2    3    4    5    6 and more
//	wait      5s   30s  2m   10m  30m  1h
func NextTry(attempt int, now time.Time) time.Time {
	wait := waits[min(max(attempt, 1), len(waits))-1]
	return now.Add(wait + rand.N(wait/4))
}

// Outcome is how a try ended.
type Outcome struct {
	Status Status
	Due    time.Time // of the next try, for Waiting
	Answer string    // what the destination said, at most MaxAnswer bytes
	Gone   bool      // switch the destination off
	// Arrived are the keys of those notices that need not go again, whatever
	// becomes of the others.
	Arrived []string
}

// MaxAnswer is how much of an answer is kept.
const MaxAnswer = 500

// Settled is what becomes of a message after a try that ended with err. One of
// which a part arrived goes on as after a first failure: somebody listens, and a
// long message to a slow listener needs many tries.
func Settled(m Message, answer string, err error, now time.Time) Outcome {
	o := Outcome{Status: Delivered, Answer: answer}
	if err != nil {
		o.Answer = err.Error()
		o.Status, o.Due = Waiting, NextTry(m.Tries+1, now)
		if some := (*Partly)(nil); errors.As(err, &some) {
			o.Arrived, o.Due = some.Arrived, NextTry(1, now)
		}
		o.Gone = errors.Is(err, ErrGone)
		if o.Gone || errors.Is(err, ErrRefused) || o.Due.Sub(time.Unix(m.Created, 0)) > GiveUp {
			o.Status = Dead
		}
	}
	if len(o.Answer) > MaxAnswer {
		o.Answer = o.Answer[:MaxAnswer]
	}
	return o
}
