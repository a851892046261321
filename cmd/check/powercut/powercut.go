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
	// States is how many states are looked at, at most, an even sample of the
	// run's.
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
	dice := rand.New(rand.NewPCG(t.Seed, 2))
	all := choices(dice)
	// A sample takes each kind of state at evenly spread steps, and the kinds
	// at different ones.
	every := max(1, (len(ops)*len(all)+t.States-1)/t.States)
	d, acked, turn := newDisk(before), map[int64]bool{}, 0
	for n, o := range ops {
		d.apply(o)
		for _, at := range o.posts {
			acked[at] = true
		}
		for _, ch := range all {
			turn++
			if turn%every != 0 && n != len(ops)-1 {
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

// Verdict is an error when a run that must keep the promise broke it.
func (r Report) Verdict() error {
	if r.LostCount == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d states break the promise:\n%w", r.LostCount, r.States, errors.Join(r.Lost...))
}
