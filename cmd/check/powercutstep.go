package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"

	"chartd/cmd/check/powercut"
)

// powerRun is one run under strace.
type powerRun struct {
	what  string
	flags []string
	fault string // strace's inject
	posts int
	// mended is how often the fault must have come and gone.
	mended int
	// deaf says that the sync is taken out: then the comparison must find posts
	// that are lost, else it would find nothing in any run.
	deaf bool
	// states is how many states are looked at.
	states int
}

// powerRuns are all runs of the step. Small bounds of memory let checkpoints be
// cut, too. strace counts calls by thread: the full disk has room again when each
// thread has met its share, and each thread's syncs fail time and again once the
// program has started, also those of a log that has just been opened anew.
var powerRuns = []powerRun{
	{what: "power cut", posts: 160, states: 220},
	{what: "without syncs", flags: []string{"--durability=process"}, posts: 40, states: 30, deaf: true},
	{what: "failing fsync", fault: "fsync,fdatasync:error=EIO:when=6+8", posts: 40, mended: 5, states: 200},
	{what: "full disk", fault: "pwrite64:error=ENOSPC:when=60..61", posts: 80, mended: 1, states: 70},
}

// longPowerCut looks at more states of more runs: no two are traced alike.
var longPowerCut = longForm{
	name: "powercut",
	help: `Records what a serving chartd writes and syncs, and reads every state that a
power cut may leave of it.

  go run ./cmd/check powercut -runs 20                   each kind of run 20 times
  go run ./cmd/check powercut -runs 1 -states 100000     every state of one run of each

Without flags it is a step of the check, with one run of each kind and a sample
of its states.
`,
	flags: func(flags *flag.FlagSet) stepFunc {
		runs := flags.Int("runs", 1, "")
		states := flags.Int("states", 1000, "")
		seed := flags.Uint64("seed", newSeed(), "")
		return func(ctx context.Context, p *project) (result, error) {
			if *runs < 1 || *states < 1 {
				return result{}, errors.New("-runs and -states: at least 1")
			}
			var list []powerRun
			for range *runs {
				for _, run := range powerRuns {
					run.states = *states
					list = append(list, run)
				}
			}
			return p.powerCut(ctx, list, *seed)
		}
	},
}

// runPowerCut is the short form.
func runPowerCut(ctx context.Context, p *project) (result, error) {
	return p.powerCut(ctx, powerRuns, newSeed())
}

// powerCut records runs of chartd and replays them onto a disk that forgets.
func (p *project) powerCut(ctx context.Context, runs []powerRun, seed uint64) (result, error) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		return result{}, errNotRun{why: "needs strace; go run ./cmd/check -install gets it"}
	}
	program, err := p.program(ctx)
	if err != nil {
		return result{}, err
	}
	res, states := result{}, 0
	for _, run := range runs {
		p.status(run.what)
		rep, err := p.cutPower(ctx, program, strace, run, seed)
		states += rep.States
		if err = errors.Join(err, run.verdict(rep, err)); err != nil {
			res.failed++
			res.detail += fmt.Sprintf("%s, seed %d: %v\n", run.what, seed, err)
			continue
		}
		res.passed++
	}
	res.note = fmt.Sprintf("%d states of a cut disk, seed %d", states, seed)
	return res, nil
}

// cutPower records and replays one run in a folder of its own.
func (p *project) cutPower(ctx context.Context, program, strace string, run powerRun, seed uint64) (powercut.Report, error) {
	dir, err := os.MkdirTemp(p.temp, "powercut-*")
	if err != nil {
		return powercut.Report{}, err
	}
	defer os.RemoveAll(dir)
	test := &powercut.Test{
		Program: program, Strace: strace, Dir: dir, Flags: append([]string{"--head-bytes=4KB"}, run.flags...),
		Fault: run.fault, Posts: run.posts, Mended: run.mended, States: run.states, Seed: seed, Out: p.out,
	}
	return test.Run(ctx)
}

// verdict judges a run that could be carried out.
func (run powerRun) verdict(rep powercut.Report, err error) error {
	switch {
	case err != nil:
		return nil // it says what is wrong
	case run.deaf && rep.LostCount == 0:
		return errors.New("the sync is taken out, and no state shows a lost point: the test sees nothing")
	case run.deaf:
		return nil
	case run.fault != "" && rep.Refused == 0:
		return errors.New("no post was refused: the fault did not happen")
	}
	return rep.Verdict()
}
