// Package powercut finds out what a power cut at any write of a run would
// leave of the posts that chartd acknowledged.
//
// A kill loses nothing that the system has in memory, so it cannot show that a
// commit was synced. Here chartd runs under strace, which records each write,
// sync and answer. Afterwards the run is replayed up to each of its steps onto a
// disk that keeps what was synced and forgets, tears or reorders the rest; each
// state it may leave is opened as the program would, and every post that was
// acknowledged before the cut must be in it once. The tracing can make calls
// fail, too: a sync that failed is one whose writes no later sync brings back.
//
// The package knows the program by its command line and its HTTP face, and reads
// the states with the program's own store, SQLite only.
package powercut

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
)

// Test is one run and its replay.
type Test struct {
	Program string // the path of chartd
	Strace  string // the path of strace
	Dir     string // an empty folder
	// Flags are for serve: which durability.
	Flags []string
	// Fault makes system calls fail, in the words of strace's inject; "" is
	// none. Posts are then sent until they are taken.
	Fault string
	Posts int // how many are sent
	// Mended is how often a fault must have come and gone: while it has not, more
	// posts are sent, up to ten times as many.
	Mended int
	// States is how many states are looked at, at most, an even sample of the
	// run's. As many again are looked at after syncs that failed.
	States int
	Seed   uint64
	Out    io.Writer
}

// Report is what came of a run.
type Report struct {
	Acked   int // points acknowledged
	Refused int // answers that acknowledged nothing, with a fault
	Steps   int // of the run: writes, syncs, answers
	States  int // looked at
	// Lost are the states that break the promise, with what is missing, counted
	// twice or damaged; the first few.
	Lost []error
	// LostCount is how many there are.
	LostCount int
}

// fewFaults is how many findings are told.
const fewFaults = 5

// Run records a run and replays it. Its error says what could not be done; what
// a cut loses is in the report.
func (t *Test) Run(ctx context.Context) (Report, error) {
	h := &host{test: t, data: filepath.Join(t.Dir, "data"), trace: filepath.Join(t.Dir, "trace")}
	before, err := h.prepare(ctx)
	if err != nil {
		return Report{}, err
	}
	posts, err := h.record(ctx)
	if err != nil {
		return Report{}, err
	}
	ops, err := h.steps(slices.Collect(names(before)))
	if err != nil {
		return Report{}, err
	}
	rep := Report{Refused: int(h.refused.Load()), Steps: len(ops)}
	for _, o := range ops {
		rep.Acked += len(o.posts)
	}
	if rep.Acked != len(posts) {
		return rep, fmt.Errorf("the trace has %d answers to %d points", rep.Acked, len(posts))
	}
	err = t.replay(ctx, before, ops, &judge{dir: t.Dir, sent: posts}, &rep)
	fmt.Fprintf(t.Out, "%d points acknowledged, %d answers refused, %d steps, %d states, %d break the promise\n",
		rep.Acked, rep.Refused, rep.Steps, rep.States, rep.LostCount)
	return rep, err
}

// replay looks at the states that a cut after each step may leave.
func (t *Test) replay(ctx context.Context, before map[string][]byte, ops []op, j *judge, rep *Report) error {
	all := choices(rand.New(rand.NewPCG(t.Seed, 2)))
	wanted := sample(ops, len(all), t.States)
	d, acked := newDisk(before), map[int64]bool{}
	for n, o := range ops {
		d.apply(o)
		for _, at := range o.posts {
			acked[at] = true
		}
		for kind, ch := range all {
			if !wanted(n, kind) {
				continue
			}
			if err := context.Cause(ctx); err != nil {
				return err
			}
			found, err := j.look(ctx, d.state(ch), acked)
			if err != nil {
				return err
			}
			rep.States++
			if found != nil {
				rep.LostCount++
				if len(rep.Lost) < fewFaults {
					rep.Lost = append(rep.Lost, fmt.Errorf("cut after step %d of %d (%d changes not synced), %s there: %w", n+1, len(ops), d.unsure(), ch.name, found))
				}
			}
		}
	}
	return nil
}

// afterFault is how many answers after a failed sync a cut may show what came of
// it.
const afterFault = 3

// sample says which kinds of states are looked at after which steps: each kind
// at evenly spread steps, and the kinds at different ones. The steps behind a
// failed sync are few, and the only ones that show how it was dealt with: they
// are a sample of their own, with all states of each answer.
func sample(ops []op, kinds, most int) (wanted func(n, kind int) bool) {
	shaken, shakes, left := make([]bool, len(ops)), 0, 0
	for n, o := range ops {
		if o.failed {
			left = afterFault
		}
		if left > 0 {
			shaken[n] = true
			shakes++
		}
		if o.deed == ack && left > 0 {
			left--
		}
	}
	every := map[bool]int{true: thin(shakes*kinds, kinds, most), false: thin((len(ops)-shakes)*kinds, kinds, most)}
	turn := map[bool]int{}
	return func(n, kind int) bool {
		turn[shaken[n]]++
		return turn[shaken[n]]%every[shaken[n]] == 0 || n == len(ops)-1 || shaken[n] && ops[n].deed == ack
	}
}

// thin is which fraction of some states is looked at, none of whose kinds is left
// out.
func thin(states, kinds, most int) int {
	every := max(1, (states+most-1)/most)
	if every > 1 && every%kinds == 0 {
		every++
	}
	return every
}

// Verdict is an error when a run that must keep the promise broke it.
func (r Report) Verdict() error {
	if r.LostCount == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d states break the promise:\n%w", r.LostCount, r.States, errors.Join(r.Lost...))
}
